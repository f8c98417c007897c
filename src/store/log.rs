//! The one way to write an account's data: into its log, and then into its tables.

pub mod counters;
pub mod head;
pub mod idempotency;
pub mod recorder;
pub mod stored;
pub mod touched;
