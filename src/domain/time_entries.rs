//! Time entries: when something was worked on, or for how long.

mod input;
mod room;
mod sheet;
mod span;
mod timed_task;
mod timesheet;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;
use uuid::Uuid;

pub use self::input::{NewTimeEntry, TimeEntryInput, TimeEntryPatch, Times, When, parse_note, parse_target};
pub use self::room::{Trim, make_room};
pub use self::sheet::{DayTime, ProjectTime, Sheet, SheetPart, TagTime, TaskTime, TimeOfTask, TimeQuery, Totals};
pub use self::span::{Part, Parts};
pub use self::timed_task::TimedTask;
pub use self::timesheet::{LinePer, Named, Round, TimesheetStyle, timesheet};

use crate::domain::Timestamp;
use crate::domain::closed_words::words;
use crate::domain::log::change::{Action, ChangeId, Fields, ObjectKind};
use crate::domain::log::object::Object;
use crate::domain::rules::Broken;
use crate::domain::tasks::{Estimate, TaskId, Title};
use crate::domain::time::zone::Zone;

/// A time entry's number within its owner's account, from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct TimeEntryId(pub i64);

words! {
    /// Where a time entry comes from.
    Source "source" {
        /// It was measured.
        Timer = "timer",
        /// It was typed.
        Manual = "manual",
        /// It was imported.
        Import = "import",
    }
}

/// The most seconds of an amount: about thirty years. Imports may have long ones.
const MOST_SECONDS: i64 = 1_000_000_000;

/// A time entry as it is stored and answered: either a span `[started_at, ended_at)`, or an amount of time on a day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct TimeEntry {
    /// The number within the account.
    #[schema(value_type = i64, minimum = 1, example = 7)]
    pub id: TimeEntryId,
    /// The same entry in an export and on every device (UUIDv7, RFC 9562).
    pub uid: Uuid,
    /// The number of its newest change; also its `ETag`.
    #[schema(value_type = i64, minimum = 1)]
    pub version: ChangeId,
    /// The task that was worked on, which may be in the trash. Null if none, or if it was deleted for good.
    #[schema(value_type = Option<i64>, required = true)]
    pub task_id: Option<TaskId>,
    /// What was done: one line.
    #[schema(value_type = Option<String>, required = true, min_length = 1, max_length = 500, example = "Meeting")]
    pub note: Option<Title>,
    /// When it began; null for an amount.
    #[schema(required = true)]
    pub started_at: Option<Timestamp>,
    /// When it ended; null for an amount, and while it runs. One runs at most.
    #[schema(required = true)]
    pub ended_at: Option<Timestamp>,
    /// The day of an amount; null for a span.
    #[schema(value_type = Option<String>, format = Date, required = true)]
    pub day: Option<Date>,
    /// The seconds of an amount; null for a span.
    #[schema(required = true, minimum = 1, maximum = 1_000_000_000)]
    pub seconds: Option<i64>,
    /// The time zone in which its days are counted, by its IANA name.
    #[schema(value_type = String, example = "Europe/Berlin")]
    pub zone: Zone,
    /// The minutes that a focus block aims at. It goes on after them.
    #[schema(value_type = Option<i64>, required = true, minimum = 1, maximum = 1_440)]
    pub target: Option<Estimate>,
    /// The minutes that the task was estimated at when the entry was made, to tell how good the estimate was.
    #[schema(value_type = Option<i64>, required = true, minimum = 1, maximum = 60_000)]
    pub estimate: Option<Estimate>,
    /// Where it comes from.
    pub source: Source,
    /// When somebody last confirmed that the time up to then was worked. An entry of more than ten hours counts for the
    /// calibration of estimates only once it is confirmed.
    #[schema(required = true)]
    pub confirmed_at: Option<Timestamp>,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it was last changed.
    pub updated_at: Timestamp,
    /// When it was deleted; null while it is there.
    #[schema(required = true)]
    pub deleted_at: Option<Timestamp>,
}

impl TimeEntry {
    /// Whether it runs.
    pub fn is_running(&self) -> bool {
        self.started_at.is_some() && self.ended_at.is_none()
    }

    /// Its beginning and its end, unless it is an amount. One that runs has no end.
    pub fn span(&self) -> Option<(Timestamp, Option<Timestamp>)> {
        self.started_at.map(|started_at| (started_at, self.ended_at))
    }

    /// How long it took until now.
    pub fn seconds_until(&self, now: Timestamp) -> i64 {
        match self.span() {
            Some((started_at, ended_at)) => seconds_between(started_at, ended_at.unwrap_or(now)),
            None => self.seconds.unwrap_or_default(),
        }
    }

    /// The entry with another end, at least a second after its beginning.
    pub fn stopped(&self, at: Timestamp, now: Timestamp) -> Self {
        let least = self.started_at.map_or(at, |started_at| started_at.saturating_add(SECOND).unwrap_or(started_at));
        Self { ended_at: Some(at.max(least)), updated_at: now, ..self.clone() }
    }
}

const SECOND: jiff::SignedDuration = jiff::SignedDuration::from_secs(1);

/// The whole seconds between two instants; none if the clock went back.
pub fn seconds_between(from: Timestamp, to: Timestamp) -> i64 {
    to.duration_since(from).as_secs().max(0)
}

impl Object for TimeEntry {
    const KIND: ObjectKind = ObjectKind::TimeEntry;

    fn number(&self) -> i64 {
        self.id.0
    }

    fn name(&self) -> &str {
        self.note.as_ref().map_or("The time entry", Title::as_str)
    }

    fn version(&self) -> ChangeId {
        self.version
    }

    fn set_version(&mut self, version: ChangeId) {
        self.version = version;
    }

    fn set_updated_at(&mut self, at: Timestamp) {
        self.updated_at = at;
    }

    fn deleted_at(&self) -> Option<Timestamp> {
        self.deleted_at
    }

    fn set_deleted_at(&mut self, at: Option<Timestamp>) {
        self.deleted_at = at;
    }

    fn check(&self) -> Result<(), Broken> {
        if let Some(note) = &self.note {
            Broken::field(parse_note(note.as_str()))?;
        }
        if self.target.is_some_and(|target| i64::from(target.minutes()) > input::MOST_TARGET) {
            return Err(Broken::impossible("target", "A focus block has 1,440 minutes at most."));
        }
        self.check_times()?;
        let instants = [Some(self.created_at), Some(self.updated_at), self.deleted_at, self.confirmed_at];
        Broken::instants(instants.into_iter().chain([self.started_at, self.ended_at]))
    }

    fn own_action(before: &Self, after: &Self) -> Option<Action> {
        match (before.is_running(), after.is_running()) {
            (true, false) => Some(Action::Stop),
            (false, true) => Some(Action::Start),
            _ => None,
        }
    }

    fn complete(fields: &mut Fields) {
        let nullable =
            ["task_id", "note", "started_at", "ended_at", "day", "seconds", "target", "estimate", "confirmed_at"];
        for name in nullable.into_iter().chain(["deleted_at"]) {
            fields.entry(name).or_insert(Value::Null);
        }
    }
}

impl TimeEntry {
    /// It is either a span or an amount, and a span ends after it begins.
    fn check_times(&self) -> Result<(), Broken> {
        match (self.started_at, self.day, self.seconds) {
            (Some(started_at), None, None) if self.ended_at.is_none_or(|ended_at| ended_at > started_at) => Ok(()),
            (Some(_), None, None) => Err(Broken::impossible("ended_at", "An entry ends after it starts.")),
            (None, Some(day), Some(1..=MOST_SECONDS)) if self.ended_at.is_none() && day.year() > 0 => Ok(()),
            _ => Err(Broken::impossible("started_at", "An entry has a beginning, or a day and an amount of time.")),
        }
    }
}
