//! A task as the log tells of it: which fields a change names, and what the task is after it.

use serde::Serialize;
use serde_json::Value;
use uuid::Uuid;

use super::Timestamp;
use super::change::{ChangeId, Fields};
use super::task::{Description, Task, TaskId, Title};
use crate::error::{Error, Result};

/// The fields that a person changes; the others follow from them.
const CONTENT: [&str; 3] = ["title", "description", "completed_at"];
/// What the log keeps elsewhere, or what follows from it.
const DERIVED: [&str; 3] = ["id", "version", "updated_at"];

/// A new task as the log keeps it. `created_at` and `updated_at` are left out when they are the time of the change.
#[derive(Debug, Serialize)]
pub struct Made<'t> {
    uid: Uuid,
    title: &'t Title,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<&'t Description>,
    #[serde(skip_serializing_if = "Option::is_none")]
    completed_at: Option<Timestamp>,
    #[serde(skip_serializing_if = "Option::is_none")]
    created_at: Option<Timestamp>,
    #[serde(skip_serializing_if = "Option::is_none")]
    updated_at: Option<Timestamp>,
    #[serde(skip_serializing_if = "Option::is_none")]
    deleted_at: Option<Timestamp>,
}

impl Task {
    /// What the log keeps of a task that is made at an instant: all fields that have a value and do not follow from it.
    #[must_use]
    pub fn made(&self, at: Timestamp) -> Made<'_> {
        Made {
            uid: self.uid,
            title: &self.title,
            description: self.description.as_ref(),
            completed_at: self.completed_at,
            created_at: Some(self.created_at).filter(|created_at| *created_at != at),
            updated_at: Some(self.updated_at).filter(|updated_at| *updated_at != at),
            deleted_at: self.deleted_at,
        }
    }

    /// The fields in which two states of a task differ, as they were and as they are.
    pub fn differences(before: &Self, after: &Self) -> Result<(Fields, Fields)> {
        let (mut old, mut new) = (before.to_map()?, after.to_map()?);
        let same: Vec<String> = old
            .iter()
            .filter(|(name, value)| DERIVED.contains(&name.as_str()) || new.get(*name) == Some(value))
            .map(|(name, _)| name.clone())
            .collect();
        for name in same {
            old.remove(&name);
            new.remove(&name);
        }
        Ok((old, new))
    }

    /// The task that the log says was made.
    pub fn created(id: TaskId, change: ChangeId, at: Timestamp, fields: &Fields) -> Result<Self> {
        let mut map = fields.clone();
        for name in ["created_at", "updated_at"] {
            map.entry(name).or_insert_with(|| at.to_string().into());
        }
        map.insert("id".into(), id.0.into());
        map.insert("version".into(), change.0.into());
        serde_json::from_value(Value::Object(map)).map_err(Error::internal)
    }

    /// The task with some fields set. With its content changes `updated_at`.
    pub fn with_fields(&self, fields: &Fields, at: Timestamp) -> Result<Self> {
        let mut map = self.to_map()?;
        map.extend(fields.iter().map(|(name, value)| (name.clone(), value.clone())));
        let mut task: Self = serde_json::from_value(Value::Object(map)).map_err(Error::internal)?;
        if fields.keys().any(|name| CONTENT.contains(&name.as_str())) {
            task.updated_at = at;
        }
        Ok(task)
    }

    /// The fields among these that are not as they are given here.
    pub fn other_than(&self, fields: &Fields) -> Result<Vec<String>> {
        let now = self.to_map()?;
        // Through the type, so that two ways to write an instant are one.
        let then = self.with_fields(fields, self.updated_at)?.to_map()?;
        Ok(fields.keys().filter(|name| now.get(*name) != then.get(*name)).cloned().collect())
    }

    fn to_map(&self) -> Result<Fields> {
        match serde_json::to_value(self) {
            Ok(Value::Object(map)) => Ok(map),
            Ok(_) => Err(Error::internal("a task is not an object")),
            Err(error) => Err(Error::internal(error)),
        }
    }

    /// The task after a change that the log tells of; `None` when it is gone, or its change was erased.
    pub fn replayed(
        before: Option<Self>,
        id: TaskId,
        change: ChangeId,
        at: Timestamp,
        fields: (Option<&Fields>, Option<&Fields>),
    ) -> Result<Option<Self>> {
        let mut task = match (before, fields) {
            (_, (_, None)) => return Ok(None),
            (_, (None, Some(after))) => Self::created(id, change, at, after)?,
            (Some(task), (Some(_), Some(after))) => task.with_fields(after, at)?,
            (None, (Some(_), Some(_))) => return Err(Error::internal("the log changes a task that is not there")),
        };
        task.version = change;
        Ok(Some(task))
    }
}

#[cfg(test)]
pub(super) mod tests {
    use proptest::prelude::*;

    use super::*;

    pub fn task(title: String, description: Option<String>, completed: bool, deleted: bool) -> Task {
        let instant = Timestamp::from_millisecond(1_764_000_000_123).unwrap();
        Task {
            id: TaskId(7),
            uid: uuid::Uuid::nil(),
            version: ChangeId(3),
            title: Title::from_store(title),
            description: description.map(Description::from_store),
            completed_at: completed.then_some(instant),
            created_at: instant,
            updated_at: instant,
            deleted_at: deleted.then_some(instant),
        }
    }

    fn tasks() -> impl Strategy<Value = Task> {
        ("[a-c]{1,2}", proptest::option::of("[a-c]{0,2}"), any::<bool>(), any::<bool>())
            .prop_map(|(title, description, completed, deleted)| task(title, description, completed, deleted))
    }

    fn later() -> Timestamp {
        Timestamp::from_millisecond(1_765_000_000_000).unwrap()
    }

    proptest! {
        #[test]
        fn differences_lead_there_and_back(one in tasks(), other in tasks()) {
            let (before, after) = Task::differences(&one, &other).unwrap();
            prop_assert_eq!(before.keys().collect::<Vec<_>>(), after.keys().collect::<Vec<_>>());
            let there = one.with_fields(&after, one.updated_at).unwrap();
            prop_assert_eq!(&there, &other);
            prop_assert_eq!(there.with_fields(&before, one.updated_at).unwrap(), one);
        }

        #[test]
        fn a_task_is_not_other_than_what_it_was_changed_to(one in tasks(), other in tasks()) {
            let (before, after) = Task::differences(&one, &other).unwrap();
            prop_assert!(other.other_than(&after).unwrap().is_empty());
            prop_assert_eq!(one.other_than(&after).unwrap(), before.keys().cloned().collect::<Vec<_>>());
        }

        #[test]
        fn what_was_made_is_made_again_from_the_log(one in tasks()) {
            for at in [one.created_at, later()] {
                let fields = serde_json::from_value(serde_json::to_value(one.made(at)).unwrap()).unwrap();
                let replayed = Task::replayed(None, one.id, one.version, at, (None, Some(&fields))).unwrap();
                prop_assert_eq!(replayed, Some(one.clone()));
            }
        }
    }

    #[test]
    fn deleting_leaves_updated_at_alone_and_editing_does_not() {
        let one = task("a".into(), None, false, false);
        let (_, deleted) = Task::differences(&one, &task("a".into(), None, false, true)).unwrap();
        assert_eq!(one.with_fields(&deleted, later()).unwrap().updated_at, one.updated_at);
        let (_, edited) = Task::differences(&one, &task("b".into(), None, false, false)).unwrap();
        assert_eq!(one.with_fields(&edited, later()).unwrap().updated_at, later());
    }
}
