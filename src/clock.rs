//! The one place that reads the clock.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use jiff::SignedDuration;

use crate::domain::{Timestamp, to_milliseconds};

/// The present instant in whole milliseconds, as the store keeps it. For commands; a server asks the [`Clock`] that it
/// was given.
#[expect(clippy::disallowed_methods, reason = "this is the place")]
pub fn now() -> Timestamp {
    to_milliseconds(Timestamp::now())
}

/// Where a server reads the time; cloning it is cheap.
#[derive(Debug, Clone)]
pub enum Clock {
    System,
    /// One that only moves when somebody moves it.
    Manual(ManualClock),
}

impl Clock {
    /// The present instant in whole milliseconds.
    pub fn now(&self) -> Timestamp {
        match self {
            Self::System => now(),
            Self::Manual(clock) => clock.now(),
        }
    }
}

/// A clock that stands still until it is moved. Its clones move with it.
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
