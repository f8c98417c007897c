//! The trash: deleted objects, until they are restored or deleted for good.

use jiff::SignedDuration;

use crate::domain::Timestamp;

/// How long deleted objects stay in the trash.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Retention(SignedDuration);

impl Retention {
    pub fn days(days: u16) -> Self {
        Self(SignedDuration::from_hours(24 * i64::from(days)))
    }

    pub fn period(self) -> SignedDuration {
        self.0
    }

    /// Whatever was deleted before this instant has been in the trash for long enough.
    pub fn since(self, now: Timestamp) -> Timestamp {
        now.saturating_sub(self.0).unwrap_or(Timestamp::MIN)
    }
}
