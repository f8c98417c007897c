//! The one place that reads the clock.

use crate::domain::{Timestamp, to_milliseconds};

/// The present instant in whole milliseconds, as the store keeps it.
#[must_use]
#[expect(clippy::disallowed_methods, reason = "this is the place")]
pub fn now() -> Timestamp {
    to_milliseconds(Timestamp::now())
}
