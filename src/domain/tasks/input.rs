//! The fields of a task from outside.

use serde::Deserialize;
use utoipa::ToSchema;

use crate::domain::input::present;

/// Changes to a task; absent fields stay as they are, null clears a field.
///
/// As it came from outside: `None` was not given, `Some(None)` is null.
#[derive(Debug, Clone, Default, Deserialize, ToSchema)]
#[schema(as = UpdateTask, description = "Changes to a task; absent fields stay as they are, null clears a field.")]
pub struct TaskInput {
    /// One line of 1 to 500 characters.
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Option<String>, nullable = false, min_length = 1, max_length = 500)]
    pub title: Option<Option<String>>,
    /// Up to 50,000 characters.
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Option<String>, max_length = 50_000)]
    pub description: Option<Option<String>>,
    /// When it was done or dropped; null opens it again. With one it is done, unless `status` says otherwise.
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Option<String>, format = DateTime)]
    pub completed_at: Option<Option<String>>,
    /// `open`, `done` or `dropped`. Without a `completed_at`, a task is done now.
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Option<String>, nullable = false, example = "done")]
    pub status: Option<Option<String>>,
    /// `none`, `low`, `medium` or `high`.
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Option<String>, example = "high")]
    pub priority: Option<Option<String>>,
    /// A day such as `2026-12-24`, a local time such as `2026-12-24T09:00[Europe/Berlin]`, or without the zone one
    /// in that of the account.
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Option<String>, example = "2026-12-24")]
    pub due: Option<Option<String>>,
    /// The day before which the daily views leave it out.
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Option<String>, format = Date)]
    pub start: Option<Option<String>>,
    /// When it is planned: a day such as `2026-12-24`, or a local time such as `2026-12-24T14:00`.
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Option<String>, example = "2026-12-24")]
    pub planned: Option<Option<String>>,
    /// How many minutes it takes.
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Option<i64>, minimum = 1, maximum = 60_000)]
    pub estimate: Option<Option<i64>>,
    /// The project. A subtask that is moved to another project leaves its parent.
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Option<i64>)]
    pub project_id: Option<Option<i64>>,
    /// The project's name instead of its id; it is created if it doesn't exist.
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Option<String>, min_length = 1, max_length = 100)]
    pub project: Option<Option<String>>,
    /// The section; the task moves to its project. A subtask that is moved to another section leaves its parent.
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Option<i64>)]
    pub section_id: Option<Option<i64>>,
    /// The parent task; the task moves to its parent's project and section.
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Option<i64>)]
    pub parent_id: Option<Option<i64>>,
    /// Up to 50 tags of 1 to 50 letters, digits, `-`, `_`, `/` or `.`, whatever their case.
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Option<Vec<String>>)]
    pub tags: Option<Option<Vec<String>>>,
    /// How it repeats; this needs a due date.
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Option<RecurrenceInput>)]
    pub recurrence: Option<Option<RecurrenceInput>>,
}

/// How a task repeats, starting with its due date.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, ToSchema)]
pub struct RecurrenceInput {
    /// A recurrence rule (RFC 5545, section 3.3.10): daily, weekly, monthly or yearly.
    #[schema(required = true, nullable = false, max_length = 500, example = "FREQ=MONTHLY;BYMONTHDAY=1")]
    pub rule: Option<String>,
    /// `due` (the default) or `completion`: what the next date follows from.
    #[schema(example = "due")]
    pub from: Option<String>,
}
