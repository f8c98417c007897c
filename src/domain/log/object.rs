//! Objects of an account and how the log records them: the fields a change names, and the object after it.

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::domain::Timestamp;
use crate::domain::log::change::{Action, ChangeId, Fields, ObjectKind};
use crate::domain::rules::Broken;
use crate::error::{Error, Result};

/// Fields the log stores elsewhere, or that can be derived.
const DERIVED: [&str; 3] = ["id", "version", "updated_at"];

/// Fields that users don't set; all others are the object's content.
const NOT_CONTENT: [&str; 11] = [
    "id",
    "uid",
    "version",
    "previous_id",
    "position",
    "day_position",
    "put_off",
    "put_off_on",
    "created_at",
    "updated_at",
    "deleted_at",
];

/// Whether a field is content: changing it sets `updated_at`.
pub fn is_content(field: &str) -> bool {
    !NOT_CONTENT.contains(&field)
}

/// Something whose every change is in its account's log.
pub trait Object: Clone + PartialEq + Serialize + DeserializeOwned {
    const KIND: ObjectKind;
    /// Fields that count what happened. An undo brings them back if nothing has counted since, and leaves them otherwise.
    const COUNTS: &'static [&'static str] = &[];

    /// Its number within the account, unique per kind.
    fn number(&self) -> i64;
    /// Its name for users.
    fn name(&self) -> &str;
    /// The number of its newest change.
    fn version(&self) -> ChangeId;
    /// Sets the number of its newest change.
    fn set_version(&mut self, version: ChangeId);
    /// Records that a user changed it.
    fn set_updated_at(&mut self, at: Timestamp);
    /// When it was moved to the trash, if it is there.
    fn deleted_at(&self) -> Option<Timestamp>;
    /// Moves it to or out of the trash.
    fn set_deleted_at(&mut self, at: Option<Timestamp>);

    /// Returns the rule it breaks, if any.
    fn check(&self) -> Result<(), Broken>;

    /// The object before its first change, for kinds of which nobody creates any.
    fn unchanged(_number: i64) -> Option<Self> {
        None
    }

    /// Whether it is completed; only tasks ever are.
    fn is_completed(&self) -> bool {
        false
    }

    /// The action for going from one state to another, if its kind has a word of its own for it.
    fn own_action(_before: &Self, _after: &Self) -> Option<Action> {
        None
    }

    /// The action for changing these fields.
    fn action(before: &Self, after: &Self, changed: &Fields) -> Action {
        match (before.deleted_at(), after.deleted_at()) {
            (None, Some(_)) => Action::Delete,
            (Some(_), None) => Action::Restore,
            _ if changed.keys().eq(["position"]) || changed.keys().eq(["day_position"]) => Action::Move,
            _ => Self::own_action(before, after).unwrap_or(Action::Update),
        }
    }

    /// What the log stores when an object is created at an instant, as JSON: the fields that have a value and can't be
    /// derived.
    fn made(&self, at: Timestamp) -> Result<String> {
        let mut fields = fields_of(self)?;
        fields.retain(|name, value| !DERIVED.contains(&name.as_str()) && !value.is_null());
        fields.retain(|name, value| name != "created_at" || *value != Value::String(at.to_string()));
        serde_json::to_string(&fields).map_err(Error::internal)
    }

    /// Adds what older logs and exports lack.
    fn complete(_fields: &mut Fields) {}

    /// Builds the object from all its fields.
    fn from_fields(mut fields: Fields) -> Result<Self> {
        Self::complete(&mut fields);
        serde_json::from_value(Value::Object(fields)).map_err(Error::internal)
    }

    /// Builds the object from its creation in the log.
    fn created(number: i64, change: ChangeId, at: Timestamp, made: &Fields) -> Result<Self> {
        let mut fields = made.clone();
        for name in ["created_at", "updated_at"] {
            fields.entry(name).or_insert_with(|| at.to_string().into());
        }
        fields.insert("id".into(), number.into());
        fields.insert("version".into(), change.0.into());
        Self::from_fields(fields)
    }

    /// The fields in which two states differ, before and after.
    fn differences(before: &Self, after: &Self) -> Result<(Fields, Fields)> {
        let (mut old, mut new) = (fields_of(before)?, fields_of(after)?);
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

    /// The object with some fields set. Setting content changes `updated_at`.
    fn with_fields(&self, set: &Fields, at: Timestamp) -> Result<Self> {
        let mut fields = fields_of(self)?;
        let mut set_all = set.clone();
        Self::follow(&fields, &mut set_all);
        fields.extend(set_all);
        let mut object = Self::from_fields(fields)?;
        if set.keys().any(|name| is_content(name)) {
            object.set_updated_at(at);
        }
        Ok(object)
    }

    /// The fields that users set.
    fn content(&self) -> Result<Fields> {
        let mut fields = fields_of(self)?;
        fields.retain(|name, _| is_content(name));
        Ok(fields)
    }

    /// Derives missing fields from the ones that are set, where an older log doesn't record them.
    fn follow(_now: &Fields, _set: &mut Fields) {}

    /// The names of the given fields whose current values differ.
    fn other_than(&self, fields: &Fields) -> Result<Vec<String>> {
        let now = fields_of(self)?;
        // Compare through the type, so two ways to write an instant are equal.
        let then = fields_of(&self.with_fields(fields, Timestamp::UNIX_EPOCH)?)?;
        Ok(fields.keys().filter(|name| now.get(*name) != then.get(*name)).cloned().collect())
    }

    /// Whether a change was made to this object as it is: its old fields are those that the change names.
    fn is_before(&self, old: &Fields) -> Result<bool> {
        Ok(self.other_than(old)?.is_empty())
    }

    /// The object after a change in the log; `None` if it is gone, or if the change was erased.
    fn replayed(
        before: Option<Self>,
        number: i64,
        change: ChangeId,
        at: Timestamp,
        fields: (Option<&Fields>, Option<&Fields>),
    ) -> Result<Option<Self>> {
        let mut object = match (before.or_else(|| Self::unchanged(number)), fields) {
            (_, (_, None)) => return Ok(None),
            (_, (None, Some(after))) => Self::created(number, change, at, after)?,
            (Some(object), (Some(_), Some(after))) => object.with_fields(after, at)?,
            (None, (Some(_), Some(_))) => return Err(Error::internal("the log changes what is not there")),
        };
        object.set_version(change);
        Ok(Some(object))
    }
}

pub fn fields_of(object: &impl Serialize) -> Result<Fields> {
    match serde_json::to_value(object) {
        Ok(Value::Object(fields)) => Ok(fields),
        Ok(_) => Err(Error::internal("a thing is not an object")),
        Err(error) => Err(Error::internal(error)),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::domain::tasks::{Description, Priority, Status, Tags, Task, TaskId, Title};

    fn instant() -> Timestamp {
        Timestamp::from_millisecond(1_764_000_000_123).unwrap()
    }

    fn later() -> Timestamp {
        Timestamp::from_millisecond(1_765_000_000_000).unwrap()
    }

    prop_compose! {
        fn tasks()(
            title in "[a-c]{1,2}",
            description in proptest::option::of("[a-c]{0,2}"),
            status in 0..3_usize,
            is_later: bool,
            priority in 0..4_usize,
            due in proptest::option::of(0..3_i8),
            tags in proptest::collection::vec("[a-c]", 0..3),
            parent in proptest::option::of(1..3_i64),
            deleted: bool,
        ) -> Task {
            let status = Status::ALL[status];
            Task {
                version: ChangeId(3),
                description: description.as_deref().map(Description::from_store),
                status,
                completed_at: (status != Status::Open).then(if is_later { later } else { instant }),
                priority: Priority::ALL[priority],
                due: due.map(|day| format!("2026-12-0{}", day + 1).parse().unwrap()),
                tags: Tags::parse(&tags).unwrap(),
                parent_id: parent.map(TaskId),
                deleted_at: deleted.then(instant),
                ..Task::new(TaskId(7), uuid::Uuid::nil(), Title::from_store(&title), instant())
            }
        }
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
                let fields: Fields = serde_json::from_str(&one.made(at).unwrap()).unwrap();
                let replayed = Task::replayed(None, one.id.0, one.version, at, (None, Some(&fields))).unwrap();
                prop_assert_eq!(replayed, Some(one.clone()));
            }
        }
    }

    #[test]
    fn deleting_leaves_updated_at_alone_and_editing_does_not() {
        let fields = |json: &str| serde_json::from_str::<Fields>(json).unwrap();
        let one = Task::new(TaskId(7), uuid::Uuid::nil(), Title::from_store("a"), instant());
        let deleted = one.with_fields(&fields(r#"{"deleted_at":"2026-01-01T00:00:00Z"}"#), later()).unwrap();
        assert_eq!(deleted.updated_at, one.updated_at);
        assert_eq!(one.with_fields(&fields(r#"{"title":"b"}"#), later()).unwrap().updated_at, later());
    }

    #[test]
    fn a_log_from_before_there_were_other_states_says_of_a_completion_alone() {
        let fields = |json: &str| serde_json::from_str::<Fields>(json).unwrap();
        let made = fields(r#"{"uid":"00000000-0000-0000-0000-000000000000","title":"a"}"#);
        let open = Task::created(7, ChangeId(1), instant(), &made).unwrap();
        assert_eq!(
            open,
            Task { version: ChangeId(1), ..Task::new(TaskId(7), uuid::Uuid::nil(), open.title.clone(), instant()) }
        );
        let done = open.with_fields(&fields(r#"{"completed_at":"2026-01-01T00:00:00Z"}"#), later()).unwrap();
        assert_eq!(done.status, Status::Done);
        assert_eq!(done.with_fields(&fields(r#"{"completed_at":null}"#), later()).unwrap().status, Status::Open);
    }
}
