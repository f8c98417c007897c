//! The only way to write an account's data: first to its log, then to its tables.

pub mod cost;
pub mod counters;
pub mod head;
pub mod idempotency;
pub mod recorder;
pub mod replay;
pub mod stored;
pub mod touched;
