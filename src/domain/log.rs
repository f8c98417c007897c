//! An account's log: who does something, what changes, and how it is taken back.

pub mod act;
pub mod change;
pub mod idempotency;
pub mod object;
pub mod precondition;
pub mod undo;
