//! The only place that reads the clock.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use jiff::SignedDuration;

use crate::domain::{Timestamp, to_milliseconds};

/// The current instant in whole milliseconds, as the store keeps it. Only commands call this; a server uses the
/// [`Clock`] it was given.
#[expect(clippy::disallowed_methods, reason = "this is the place")]
pub fn now() -> Timestamp {
    to_milliseconds(Timestamp::now())
}

/// A server's source of time; cheap to clone.
#[derive(Debug, Clone)]
pub enum Clock {
    System,
    /// A clock that only moves when it is told to.
    Manual(ManualClock),
}

impl Clock {
    /// The current instant in whole milliseconds.
    pub fn now(&self) -> Timestamp {
        match self {
            Self::System => now(),
            Self::Manual(clock) => clock.now(),
        }
    }
}

/// A clock that stands still until it is moved. Clones move together.
#[derive(Debug, Clone)]
pub struct ManualClock(Arc<AtomicI64>);

impl ManualClock {
    pub fn at(instant: Timestamp) -> Self {
        Self(Arc::new(AtomicI64::new(instant.as_millisecond())))
    }

    pub fn now(&self) -> Timestamp {
        Timestamp::from_millisecond(self.0.load(Ordering::SeqCst)).unwrap_or(Timestamp::MAX)
    }

    pub fn set(&self, instant: Timestamp) {
        self.0.store(instant.as_millisecond(), Ordering::SeqCst);
    }

    pub fn advance(&self, by: SignedDuration) {
        self.set(self.now().saturating_add(by).unwrap_or(Timestamp::MAX));
    }
}
