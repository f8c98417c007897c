//! How often a task was put off: moved to a later day when its day had come.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::Task;
use crate::domain::rules::Broken;

/// From this many times on, the page offers to do something about it.
pub const OFTEN: u32 = 3;

/// How often a task was put off.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct PutOff(pub u32);

impl Task {
    /// The task as one that was never put off.
    pub fn not_put_off(self) -> Self {
        Self { put_off: PutOff::default(), put_off_on: None, ..self }
    }
}

/// There is a day exactly if it was put off.
pub(super) fn check(times: PutOff, day: Option<Date>) -> Result<(), Broken> {
    if (times == PutOff::default()) == day.is_none() {
        return Ok(());
    }
    Err(Broken::impossible("put_off", "What was put off has the day when that was."))
}
