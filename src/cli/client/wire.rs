//! The parts of the server's answers that are shown. Everything else is ignored, including a newer server's additions.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::Deserialize;

use crate::domain::habits::{Direction, HabitKind, Mark, StreakUnit};
use crate::domain::projects::ProjectId;
use crate::domain::tasks::{Priority, Status, TaskId};
use crate::domain::time::planned::Planned;
use crate::domain::time::recurrence::RepeatsFrom;

#[derive(Debug, Deserialize)]
pub struct Task {
    pub id: TaskId,
    pub version: i64,
    pub title: String,
    pub status: Status,
    pub priority: Priority,
    pub due: Option<String>,
    pub planned: Option<Planned>,
    pub estimate: Option<u64>,
    pub project_id: Option<ProjectId>,
    pub parent_id: Option<TaskId>,
    pub tags: Vec<String>,
    pub recurrence: Option<Recurrence>,
}

#[derive(Debug, Deserialize)]
pub struct Recurrence {
    pub rule: String,
    pub from: RepeatsFrom,
}

#[derive(Debug, Deserialize)]
pub struct TaskBatch {
    pub tasks: Vec<Task>,
}

#[derive(Debug, Deserialize)]
pub struct TaskPage {
    pub tasks: Vec<Task>,
    pub page: u64,
    pub total_pages: u64,
    pub total: u64,
}

#[derive(Debug, Deserialize)]
pub struct Agenda {
    pub days: Vec<AgendaDay>,
    pub truncated: bool,
}

#[derive(Debug, Deserialize)]
pub struct AgendaDay {
    pub date: Date,
    pub capacity: u64,
    pub estimated: u64,
    pub unestimated: u64,
    pub tasks: Vec<Task>,
    /// An older server doesn't tell.
    #[serde(default)]
    pub coming: Vec<Coming>,
}

/// A date that a recurring task will come back on.
#[derive(Debug, Deserialize)]
pub struct Coming {
    pub title: String,
    pub due: String,
    pub estimate: Option<u64>,
}

#[derive(Debug, Deserialize)]
pub struct Projects {
    pub projects: Vec<Project>,
}

#[derive(Debug, Deserialize)]
pub struct Project {
    pub id: ProjectId,
    pub name: String,
}

#[derive(Debug, Deserialize)]
pub struct User {
    pub username: String,
}

#[derive(Debug, Deserialize)]
pub struct Changes {
    pub groups: Vec<ChangeGroup>,
    pub next: Option<i64>,
}

#[derive(Debug, Deserialize)]
pub struct ChangeGroup {
    pub id: i64,
    /// A word; a newer server may send unknown ones.
    pub action: String,
    pub change_count: usize,
    pub changes: Vec<Change>,
    pub undoes: Option<i64>,
    pub undone_by: Option<i64>,
}

#[derive(Debug, Deserialize)]
pub struct Change {
    pub kind: String,
    pub object_id: i64,
    pub title: Option<String>,
    pub before: Option<BTreeMap<String, serde_json::Value>>,
}

#[derive(Debug, Deserialize)]
pub struct Preview {
    pub tasks: Vec<CapturedTask>,
}

#[derive(Debug, Deserialize)]
pub struct CapturedTask {
    pub title: String,
    pub priority: serde_json::Value,
    pub due: Option<String>,
    pub start: serde_json::Value,
    pub estimate: serde_json::Value,
    pub project: Option<CapturedProject>,
    pub tags: Vec<String>,
    pub recurrence: serde_json::Value,
    pub spans: Vec<CapturedSpan>,
    pub problem: Option<String>,
}

#[derive(Debug, Deserialize)]
pub struct CapturedProject {
    pub name: String,
}

#[derive(Debug, Deserialize)]
pub struct CapturedSpan {
    pub kind: String,
}

#[derive(Debug, Deserialize)]
pub struct Habits {
    pub habits: Vec<Habit>,
}

#[derive(Debug, Deserialize)]
pub struct Habit {
    pub id: i64,
    pub name: String,
    pub kind: HabitKind,
    pub direction: Direction,
    pub target: u64,
    pub unit: Option<String>,
    pub strength: u64,
    pub streak: Streak,
    pub progress: Option<Progress>,
    pub days: Vec<HabitDay>,
}

#[derive(Debug, Deserialize)]
pub struct HabitDay {
    pub mark: Mark,
    pub value: Option<u64>,
    pub note: Option<String>,
}

#[derive(Debug, Deserialize)]
pub struct Streak {
    pub length: u64,
    pub unit: StreakUnit,
}

/// How the current week or month stands.
#[derive(Debug, Deserialize)]
pub struct Progress {
    pub done: u64,
    pub need: u64,
}
