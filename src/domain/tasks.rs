//! Tasks: what a user has to do.

pub mod copies;
mod fields;
mod input;
mod order;
pub mod page;
mod patch;
pub mod put_off;
mod recorded;
pub mod relations;
mod rules;
pub mod series;
mod state;
mod tags;
mod text;
pub mod urgency;

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use uuid::Uuid;

use self::fields::task;
pub use self::input::{RecurrenceInput, TaskInput};
pub use self::order::Order;
pub use self::patch::{NewTask, TagChange, TaskPatch};
use self::put_off::PutOff;
pub use self::state::{Estimate, Priority, Status, StatusFilter};
pub use self::tags::{Tag, Tags};
pub use self::text::{Description, Title};

use crate::domain::list::position::Position;
use crate::domain::log::change::ChangeId;
use crate::domain::projects::ProjectId;
use crate::domain::sections::SectionId;
use crate::domain::text::grouped;
use crate::domain::time::due::Due;
use crate::domain::time::planned::Planned;
use crate::domain::time::recurrence::Recurrence;
use crate::error::{Error, Result};

/// A task's number within its owner's account, from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct TaskId(pub i64);

/// The tasks of one action: 1 to 10,000, without duplicates.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TaskIds(Vec<TaskId>);

impl TaskIds {
    /// The most tasks in one action.
    pub const MAX: usize = 10_000;

    /// Checks ids from outside. An impossible number stands for a task that doesn't exist.
    pub fn parse(ids: Option<Vec<i64>>) -> Result<Self> {
        let ids: std::collections::BTreeSet<_> = ids.unwrap_or_default().into_iter().map(TaskId).collect();
        if ids.is_empty() {
            return Err(Error::invalid("ids", "Ids must name one task at least."));
        }
        if ids.len() > Self::MAX {
            return Err(Error::invalid("ids", format!("Ids can name {} tasks at most.", grouped(Self::MAX))));
        }
        Ok(Self(ids.into_iter().collect()))
    }

    /// Whether an action on them takes long enough for others to notice.
    pub fn is_many(&self) -> bool {
        self.0.len() > 100
    }

    /// The ids, lowest first.
    pub fn iter(&self) -> impl Iterator<Item = TaskId> {
        self.0.iter().copied()
    }
}

task! {
    head {
        /// The number within the account.
        #[schema(value_type = i64, minimum = 1, example = 42)]
        id: TaskId,
        /// The same task in an export and on every device (UUIDv7, RFC 9562).
        uid: Uuid,
        /// The number of its newest change in the account's log; also its `ETag`.
        #[schema(value_type = i64, minimum = 1)]
        version: ChangeId,
        /// What is to be done.
        #[schema(value_type = String, min_length = 1, example = "Water the plants")]
        title: Title,
    }
    content {
        /// More about it.
        #[schema(value_type = Option<String>, required = true)]
        description: Option<Description>,
        /// Whether it is open, done or dropped.
        #[schema(required = true)]
        status: Status,
        /// When it was done or dropped; null exactly while it is open.
        #[schema(required = true)]
        completed_at: Option<Timestamp>,
        /// How much it matters.
        #[schema(required = true)]
        priority: Priority,
        /// When it is due: a day such as `2026-12-24`, or a local time such as `2026-12-24T09:00[Europe/Berlin]`.
        #[schema(value_type = Option<String>, required = true, example = "2026-12-24")]
        due: Option<Due>,
        /// The day before which the daily views leave it out.
        #[schema(value_type = Option<String>, format = Date, required = true)]
        start: Option<Date>,
        /// When it is planned: a day such as `2026-12-24`, or a local time of the account such as `2026-12-24T14:00`.
        #[schema(value_type = Option<String>, required = true, example = "2026-12-24")]
        planned: Option<Planned>,
        /// How many minutes it takes.
        #[schema(value_type = Option<i64>, required = true, minimum = 1, maximum = 60_000)]
        estimate: Option<Estimate>,
        /// The project; a subtask is in its parent's project.
        #[schema(value_type = Option<i64>, required = true)]
        project_id: Option<ProjectId>,
        /// The section of its project; a subtask is in its parent's section.
        #[schema(value_type = Option<i64>, required = true)]
        section_id: Option<SectionId>,
        /// The parent task.
        #[schema(value_type = Option<i64>, required = true)]
        parent_id: Option<TaskId>,
        /// Its tags, in order.
        #[schema(value_type = Vec<String>, required = true)]
        tags: Tags,
        /// How it repeats.
        #[schema(value_type = Option<RecurrenceSchema>, required = true)]
        recurrence: Option<Recurrence>,
    }
    tail {
        /// The previous task of the series.
        #[serde(default)]
        #[schema(value_type = Option<i64>, required = true)]
        previous_id: Option<TaskId>,
        /// Its place in the manual order: they sort as texts.
        #[schema(value_type = String)]
        position: Position,
        /// Its place in the order of its day, if it was moved there by hand; otherwise its `position` counts there too.
        #[serde(default)]
        #[schema(value_type = Option<String>, required = true)]
        day_position: Option<Position>,
        /// How often it was put off since it was made, or since one of its subtasks was done.
        #[serde(default)]
        #[schema(value_type = i64, required = true, minimum = 0)]
        put_off: PutOff,
        /// The day on which that was last.
        #[serde(default)]
        #[schema(value_type = Option<String>, format = Date, required = true)]
        put_off_on: Option<Date>,
        /// When it was made.
        created_at: Timestamp,
        /// When its content was last changed.
        updated_at: Timestamp,
        /// When it was moved to the trash; null while it is not there.
        #[schema(required = true)]
        deleted_at: Option<Timestamp>,
    }
}

/// How a task repeats.
#[derive(ToSchema)]
#[schema(as = Recurrence)]
#[expect(dead_code, reason = "it is the schema of a type that knows no schemas")]
pub struct RecurrenceSchema {
    /// A recurrence rule (RFC 5545, section 3.3.10), such as `FREQ=MONTHLY;BYMONTHDAY=1`.
    #[schema(example = "FREQ=MONTHLY;BYMONTHDAY=1")]
    rule: String,
    /// Whether it goes on from when it was due, or from when it was done.
    #[schema(schema_with = recurrence_from)]
    from: String,
    /// The day or local time that the rule begins with.
    dtstart: String,
}

fn recurrence_from() -> utoipa::openapi::schema::Object {
    utoipa::openapi::schema::ObjectBuilder::new()
        .schema_type(utoipa::openapi::schema::Type::String)
        .enum_values(Some(["due", "completion"]))
        .build()
}

impl Task {
    /// Its place in the order of its day.
    pub fn place_in_day(&self) -> Position {
        self.day_position.clone().unwrap_or_else(|| self.position.clone())
    }

    /// How many bytes its texts have.
    pub fn size(&self) -> usize {
        let description = self.description.as_ref().map_or(0, |description| description.as_str().len());
        self.title.as_str().len() + description + self.tags.iter().map(|tag| tag.as_str().len()).sum::<usize>()
    }

    /// Whether it is neither done nor dropped.
    pub fn is_open(&self) -> bool {
        self.completed_at.is_none()
    }
}
