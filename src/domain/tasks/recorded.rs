//! Tasks as the log tells of them.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::Serialize;
use serde_json::Value;
use uuid::Uuid;

use super::{Description, Estimate, Priority, Status, Tags, Task, TaskId, Title, rules};
use crate::domain::list::position::Position;
use crate::domain::log::change::{Action, ChangeId, Fields, ObjectKind};
use crate::domain::log::object::Object;
use crate::domain::projects::ProjectId;
use crate::domain::rules::Broken;
use crate::domain::time::due::Due;
use crate::domain::time::recurrence::Recurrence;
use crate::error::{Error, Result};

/// A new task as the log keeps it: what has a value, and does not follow from what the log knows anyhow.
#[derive(Serialize)]
struct Made<'t> {
    uid: Uuid,
    title: &'t Title,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<&'t Description>,
    #[serde(skip_serializing_if = "Option::is_none")]
    status: Option<Status>,
    #[serde(skip_serializing_if = "Option::is_none")]
    completed_at: Option<Timestamp>,
    #[serde(skip_serializing_if = "Option::is_none")]
    priority: Option<Priority>,
    #[serde(skip_serializing_if = "Option::is_none")]
    due: Option<&'t Due>,
    #[serde(skip_serializing_if = "Option::is_none")]
    start: Option<Date>,
    #[serde(skip_serializing_if = "Option::is_none")]
    planned: Option<Date>,
    #[serde(skip_serializing_if = "Option::is_none")]
    estimate: Option<Estimate>,
    #[serde(skip_serializing_if = "Option::is_none")]
    project_id: Option<ProjectId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    parent_id: Option<TaskId>,
    #[serde(skip_serializing_if = "Tags::is_empty")]
    tags: &'t Tags,
    #[serde(skip_serializing_if = "Option::is_none")]
    recurrence: Option<&'t Recurrence>,
    #[serde(skip_serializing_if = "Option::is_none")]
    previous_id: Option<TaskId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    position: Option<&'t Position>,
    #[serde(skip_serializing_if = "Option::is_none")]
    created_at: Option<Timestamp>,
    #[serde(skip_serializing_if = "Option::is_none")]
    updated_at: Option<Timestamp>,
    #[serde(skip_serializing_if = "Option::is_none")]
    deleted_at: Option<Timestamp>,
}

impl Object for Task {
    const KIND: ObjectKind = ObjectKind::Task;
    const CONTENT: &'static [&'static str] = &[
        "title",
        "description",
        "status",
        "completed_at",
        "priority",
        "due",
        "start",
        "planned",
        "estimate",
        "project_id",
        "parent_id",
        "tags",
        "recurrence",
    ];

    fn number(&self) -> i64 {
        self.id.0
    }

    fn name(&self) -> &str {
        self.title.as_str()
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
        rules::check(self)
    }

    fn is_completed(&self) -> bool {
        self.completed_at.is_some()
    }

    fn own_action(before: &Self, after: &Self) -> Option<Action> {
        let same_texts = before.title == after.title && before.description == after.description;
        match (before.status, after.status) {
            _ if !same_texts => None,
            (Status::Open, Status::Done) => Some(Action::Complete),
            (Status::Open, Status::Dropped) => Some(Action::Drop),
            (Status::Done | Status::Dropped, Status::Open) => Some(Action::Reopen),
            _ => None,
        }
    }

    fn made(&self, at: Timestamp) -> Result<String> {
        let follows = if self.completed_at.is_some() { Status::Done } else { Status::Open };
        let made = Made {
            uid: self.uid,
            title: &self.title,
            description: self.description.as_ref(),
            status: Some(self.status).filter(|status| *status != follows),
            completed_at: self.completed_at,
            priority: Some(self.priority).filter(|priority| *priority != Priority::None),
            due: self.due.as_ref(),
            start: self.start,
            planned: self.planned,
            estimate: self.estimate,
            project_id: self.project_id,
            parent_id: self.parent_id,
            tags: &self.tags,
            recurrence: self.recurrence.as_ref(),
            previous_id: self.previous_id,
            position: Some(&self.position).filter(|position| **position != Position::made(self.id.0)),
            created_at: Some(self.created_at).filter(|created_at| *created_at != at),
            updated_at: Some(self.updated_at).filter(|updated_at| *updated_at != at),
            deleted_at: self.deleted_at,
        };
        serde_json::to_string(&made).map_err(Error::internal)
    }

    fn complete(fields: &mut Fields) {
        Self::follow(&Fields::new(), fields);
        fields.entry("status").or_insert_with(|| Status::Open.as_str().into());
        let number = fields.get("id").and_then(Value::as_i64).unwrap_or_default();
        fields.entry("position").or_insert_with(|| Position::made(number).as_str().into());
    }

    /// A log from before there were other states says of a completion alone. What was closed before stays as it was
    /// closed: it is only dated back.
    fn follow(now: &Fields, set: &mut Fields) {
        if !set.contains_key("status")
            && let Some(completed_at) = set.get("completed_at")
        {
            let is_closed = now.get("status").is_some_and(|status| status != Status::Open.as_str());
            let status = match (completed_at.is_null(), is_closed) {
                (true, _) => Status::Open,
                (false, true) => return,
                (false, false) => Status::Done,
            };
            set.insert("status".into(), status.as_str().into());
        }
    }
}
