//! Tasks in the log.

use jiff::Timestamp;
use serde::ser::{Serialize, SerializeMap, Serializer};
use serde_json::Value;

use super::fields::entry;
use super::{Status, Task, rules};
use crate::domain::list::position::Position;
use crate::domain::log::change::{Action, ChangeId, Fields, ObjectKind};
use crate::domain::log::object::Object;
use crate::domain::rules::Broken;
use crate::error::{Error, Result};

/// A created task as the log stores it: without what the log already implies.
struct Made<'t>(&'t Task, Timestamp);

impl Serialize for Made<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        let Self(task, at) = self;
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("uid", &task.uid)?;
        map.serialize_entry("title", &task.title)?;
        task.serialize_content(&mut map)?;
        entry(&mut map, "previous_id", &task.previous_id)?;
        if task.position != Position::made(task.id.0) {
            map.serialize_entry("position", &task.position)?;
        }
        entry(&mut map, "day_position", &task.day_position)?;
        entry(&mut map, "put_off", &task.put_off)?;
        entry(&mut map, "put_off_on", &task.put_off_on)?;
        for (name, instant) in [("created_at", task.created_at), ("updated_at", task.updated_at)] {
            if instant != *at {
                map.serialize_entry(name, &instant)?;
            }
        }
        entry(&mut map, "deleted_at", &task.deleted_at)?;
        map.end()
    }
}

impl Object for Task {
    const KIND: ObjectKind = ObjectKind::Task;
    const COUNTS: &'static [&'static str] = &["put_off", "put_off_on"];

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
        serde_json::to_string(&Made(self, at)).map_err(Error::internal)
    }

    fn complete(fields: &mut Fields) {
        Self::follow(&Fields::new(), fields);
        fields.entry("status").or_insert_with(|| Status::Open.as_str().into());
        let number = fields.get("id").and_then(Value::as_i64).unwrap_or_default();
        fields.entry("position").or_insert_with(|| Position::made(number).as_str().into());
    }

    /// Logs from before dropped tasks existed only record completions. A task that is already closed keeps its status;
    /// only its completion time changes.
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
