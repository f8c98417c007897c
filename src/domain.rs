//! The nouns and their rules: pure, without clock and without I/O.

pub mod demo;
pub mod flask;
pub mod idempotency;
pub mod page;
pub mod password;
pub mod session;
pub mod task;
pub mod text;
pub mod user;

/// The instant as it is stored and answered: whole milliseconds, RFC 3339 in JSON.
pub type Timestamp = jiff::Timestamp;

/// Cuts an instant to the milliseconds that the store keeps.
#[must_use]
pub fn to_milliseconds(instant: Timestamp) -> Timestamp {
    Timestamp::from_millisecond(instant.as_millisecond()).unwrap_or(instant)
}
