//! An account's log: who acts, what changes, and how to undo it.

pub mod act;
pub mod change;
pub mod idempotency;
pub mod object;
pub mod precondition;
pub mod undo;
