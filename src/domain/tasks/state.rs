//! The state of a task: status, priority and estimate.

use jiff::Timestamp;
use serde::{Deserialize, Deserializer, Serialize};

use crate::domain::closed_words::words;
use crate::domain::text::grouped;
use crate::error::{Error, Result};

words! {
    /// The status of a task.
    #[derive(Default)]
    Status "status" {
        #[default]
        Open = "open",
        Done = "done",
        /// It will not be done.
        Dropped = "dropped",
    }
}

impl Status {
    /// Whether a task with this status can have this completion time, or none.
    pub fn agrees_with(self, completed_at: Option<Timestamp>) -> bool {
        (self == Self::Open) == completed_at.is_none()
    }
}

words! {
    /// Which tasks a list shows.
    #[derive(Default)]
    StatusFilter "status" {
        /// Only open tasks.
        Open = "open",
        /// Only done and dropped tasks.
        Closed = "done",
        #[default]
        All = "all",
    }
}

words! {
    /// How much a task matters.
    #[derive(Default)]
    Priority "priority" {
        #[default]
        None = "none",
        Low = "low",
        Medium = "medium",
        High = "high",
    }
}

/// An estimate in minutes: 1 to 60,000.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(transparent)]
pub struct Estimate(u16);

impl Estimate {
    pub const MAX: u16 = 60_000;

    /// Checks minutes from outside.
    pub fn parse(minutes: i64) -> Result<Self> {
        u16::try_from(minutes).ok().filter(|minutes| (1..=Self::MAX).contains(minutes)).map(Self).ok_or_else(|| {
            let sentence = format!("The estimate must be from 1 to {} minutes.", grouped(Self::MAX.into()));
            Error::invalid("estimate", sentence)
        })
    }

    pub fn minutes(self) -> u16 {
        self.0
    }
}

impl<'de> Deserialize<'de> for Estimate {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> std::result::Result<Self, D::Error> {
        Self::parse(i64::deserialize(deserializer)?).map_err(serde::de::Error::custom)
    }
}
