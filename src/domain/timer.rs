//! The timer: the time entry that runs, and what to know about it.

use serde::Serialize;
use utoipa::ToSchema;

use crate::domain::Timestamp;
use crate::domain::tasks::{Estimate, TaskId, Title};
use crate::domain::time_entries::{TimeEntry, TimedTask, When};

/// What to start.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Start {
    pub task_id: Option<TaskId>,
    pub note: Option<Title>,
    /// When it began; now by default.
    pub at: Option<When>,
    /// The minutes that a focus block aims at.
    pub target: Option<Estimate>,
    /// Whether other entries give way.
    pub adjust: bool,
}

/// The timer now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Timer {
    /// The server's time, to measure the difference of the client's clock by.
    pub now: Timestamp,
    /// The entry that runs.
    #[schema(required = true)]
    pub running: Option<TimeEntry>,
    /// The task of the entry that runs, or else of the last one.
    #[schema(required = true)]
    pub task: Option<TimedTask>,
    /// The entry that ended last.
    #[schema(required = true)]
    pub last: Option<TimeEntry>,
    /// Until when somebody was there, if nobody was for long while the timer ran, and nobody has said since what to do about
    /// it.
    #[schema(required = true)]
    pub away_since: Option<Timestamp>,
}
