//! Changes: what was done to an account's data, and how it is taken back.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use utoipa::ToSchema;

use super::Timestamp;
use super::act::Actor;
use super::task::{Task, TaskId};

/// A change's number within the account's log: 1 for the first, one more for each that follows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ChangeId(pub i64);

impl ChangeId {
    /// The number of the change that follows.
    #[must_use]
    pub fn next(self) -> Self {
        Self(self.0 + 1)
    }
}

/// A group's number: that of its first change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct GroupId(pub i64);

/// Fields of a thing, by name, as JSON has them.
pub type Fields = Map<String, Value>;

/// What a group of changes did, in one word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum Action {
    /// Made something.
    Create,
    /// Changed some fields.
    Update,
    /// Completed tasks.
    Complete,
    /// Opened completed tasks again.
    Reopen,
    /// Moved to the trash.
    Delete,
    /// Brought back from the trash.
    Restore,
    /// Deleted for good.
    Purge,
    /// Brought back an earlier version.
    Revert,
    /// Took over data from elsewhere.
    Import,
    /// Made demo data.
    Seed,
    /// Took a group back.
    Undo,
    /// Took an undo back.
    Redo,
}

impl Action {
    const ALL: [Self; 12] = [
        Self::Create,
        Self::Update,
        Self::Complete,
        Self::Reopen,
        Self::Delete,
        Self::Restore,
        Self::Purge,
        Self::Revert,
        Self::Import,
        Self::Seed,
        Self::Undo,
        Self::Redo,
    ];

    /// The word for it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Create => "create",
            Self::Update => "update",
            Self::Complete => "complete",
            Self::Reopen => "reopen",
            Self::Delete => "delete",
            Self::Restore => "restore",
            Self::Purge => "purge",
            Self::Revert => "revert",
            Self::Import => "import",
            Self::Seed => "seed",
            Self::Undo => "undo",
            Self::Redo => "redo",
        }
    }

    /// The action that a word stands for.
    #[must_use]
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|action| action.as_str() == word)
    }

    /// What a change of a task does.
    #[must_use]
    pub fn on_task(before: &Task, after: &Task) -> Self {
        match (before.deleted_at, after.deleted_at) {
            (None, Some(_)) => return Self::Delete,
            (Some(_), None) => return Self::Restore,
            _ => {}
        }
        let same_texts = before.title == after.title && before.description == after.description;
        match (before.completed_at, after.completed_at) {
            (None, Some(_)) if same_texts => Self::Complete,
            (Some(_), None) if same_texts => Self::Reopen,
            _ => Self::Update,
        }
    }

    /// What a group does whose changes do both.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        if self == other { self } else { Self::Update }
    }

    /// What taking a group of this action back does.
    #[must_use]
    pub fn taken_back(self) -> Self {
        if self == Self::Undo { Self::Redo } else { Self::Undo }
    }
}

/// What a change is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum ObjectKind {
    /// A task.
    Task,
}

impl ObjectKind {
    /// The word for it.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Task => "task",
        }
    }
}

/// One change of one thing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Change {
    /// The number within the account's log, and the version that the thing has from then on.
    #[schema(value_type = i64, minimum = 1)]
    pub id: ChangeId,
    /// What it is about.
    pub kind: ObjectKind,
    /// The thing's id.
    #[schema(minimum = 1)]
    pub object_id: i64,
    /// The task's title as it is now; null when it was deleted for good.
    #[schema(required = true)]
    pub title: Option<String>,
    /// The fields that changed, as they were. Null: the thing was not there.
    #[schema(value_type = Option<std::collections::BTreeMap<String, Value>>, required = true)]
    pub before: Option<Fields>,
    /// The same fields as they are since. Null: it is gone, and what the log said of it is erased.
    #[schema(value_type = Option<std::collections::BTreeMap<String, Value>>, required = true)]
    pub after: Option<Fields>,
}

/// The changes of one user action.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ChangeGroup {
    /// The number of its first change.
    #[schema(value_type = i64, minimum = 1)]
    pub id: GroupId,
    /// When.
    pub at: Timestamp,
    /// Who.
    pub actor: Actor,
    /// What was done.
    pub action: Action,
    /// How many changes it has.
    #[schema(minimum = 1)]
    pub change_count: i64,
    /// Some of its changes, in the order they were made.
    pub changes: Vec<Change>,
    /// The group that it took back.
    #[schema(value_type = Option<i64>, required = true)]
    pub undoes: Option<GroupId>,
    /// The group that has taken it back.
    #[schema(value_type = Option<i64>, required = true)]
    pub undone_by: Option<GroupId>,
}

/// One change of a task, and who made it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct TaskChange {
    /// The number within the account's log, and the version that the task has from then on.
    #[schema(value_type = i64, minimum = 1)]
    pub id: ChangeId,
    /// The group that it belongs to.
    #[schema(value_type = i64, minimum = 1)]
    pub group: GroupId,
    /// When.
    pub at: Timestamp,
    /// Who.
    pub actor: Actor,
    /// What the whole group did.
    pub action: Action,
    /// The fields that changed, as they were. Null: the task was not there.
    #[schema(value_type = Option<std::collections::BTreeMap<String, Value>>, required = true)]
    pub before: Option<Fields>,
    /// The same fields as they are since.
    #[schema(value_type = Option<std::collections::BTreeMap<String, Value>>, required = true)]
    pub after: Option<Fields>,
}

/// A group of changes, as those hear of it who listen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Happened {
    /// The number of its last change: what to go on from.
    #[serde(skip)]
    pub last: ChangeId,
    /// The group's number.
    pub group: GroupId,
    /// What was done.
    pub action: Action,
    /// How many changes it has.
    pub change_count: i64,
    /// The tasks that were changed, the first hundred of them.
    pub tasks: Vec<TaskId>,
}

/// What was written, and the group to take it back by: none when nothing changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Written<T> {
    /// What it is now.
    pub value: T,
    /// The group in the log.
    pub group: Option<GroupId>,
}

#[cfg(test)]
mod tests {
    use super::super::replay::tests::task;
    use super::*;

    #[test]
    fn a_group_says_what_all_its_changes_do() {
        let open = task("a".into(), None, false, false);
        let done = task("a".into(), None, true, false);
        let deleted = task("a".into(), None, false, true);
        assert_eq!(Action::on_task(&open, &done), Action::Complete);
        assert_eq!(Action::on_task(&done, &open), Action::Reopen);
        assert_eq!(Action::on_task(&open, &deleted), Action::Delete);
        assert_eq!(Action::on_task(&deleted, &open), Action::Restore);
        assert_eq!(Action::on_task(&done, &task("b".into(), None, false, false)), Action::Update);
        assert_eq!(Action::Complete.and(Action::Reopen), Action::Update);
        assert_eq!(Action::Redo.taken_back(), Action::Undo);
    }

    #[test]
    fn every_word_stands_for_its_action() {
        for action in Action::ALL {
            assert_eq!(Action::from_word(action.as_str()), Some(action));
            assert_eq!(serde_json::to_value(action).unwrap(), action.as_str());
        }
    }
}
