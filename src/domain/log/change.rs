//! Changes to an account's data, and groups of them.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use utoipa::ToSchema;

use crate::domain::Timestamp;
use crate::domain::closed_words::words;
use crate::domain::log::act::Actor;

/// A change's number in the account's log: 1 for the first, then one more each time.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ChangeId(pub i64);

impl ChangeId {
    /// The number of the next change.
    pub fn next(self) -> Self {
        Self(self.0 + 1)
    }
}

/// A group's number, which is that of its first change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct GroupId(pub i64);

/// Fields of an object by name, as in JSON.
pub type Fields = Map<String, Value>;

words! {
    /// What a group of changes did, in one word.
    Action "action" {
        Create = "create",
        Update = "update",
        Complete = "complete",
        /// Dropped tasks: they will not be done.
        Drop = "drop",
        /// Reopened done or dropped tasks.
        Reopen = "reopen",
        /// Moved a recurring task to its next date without completing it.
        Skip = "skip",
        /// Started the timer.
        Start = "start",
        /// Stopped the timer.
        Stop = "stop",
        /// Changed the manual order.
        Move = "move",
        Archive = "archive",
        /// Took projects out of the archive.
        Unarchive = "unarchive",
        /// Moved to the trash.
        Delete = "delete",
        /// Restored from the trash.
        Restore = "restore",
        Purge = "purge",
        /// Restored an earlier version.
        Revert = "revert",
        /// Imported data.
        Import = "import",
        Seed = "seed",
        /// Undid a group.
        Undo = "undo",
        /// Undid an undo.
        Redo = "redo",
    }
}

impl Action {
    /// The action of a group whose changes do both.
    pub fn and(self, other: Self) -> Self {
        if self == other { self } else { Self::Update }
    }

    /// The action that undoes this one.
    pub fn taken_back(self) -> Self {
        if self == Self::Undo { Self::Redo } else { Self::Undo }
    }
}

words! {
    /// What a change is about.
    ObjectKind "kind" {
        Task = "task",
        Project = "project",
        Section = "section",
        View = "view",
        TimeEntry = "time_entry",
        Habit = "habit",
        /// What was answered for a day of a habit.
        HabitEntry = "habit_entry",
        /// A pause of all habits.
        Pause = "pause",
        /// How a day was planned and closed, or a week looked back on. Its number says which one.
        Review = "review",
        /// The settings of the account.
        Settings = "settings",
    }
}

/// One change of one thing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Change {
    /// The number within the account's log, and the object's version from then on.
    #[schema(value_type = i64, minimum = 1)]
    pub id: ChangeId,
    /// What it is about.
    pub kind: ObjectKind,
    /// The object's id.
    #[schema(minimum = 1)]
    pub object_id: i64,
    /// The object's current title or name. Null if it was deleted for good.
    #[schema(required = true)]
    pub title: Option<String>,
    /// The fields that changed, as they were before. Null: the object didn't exist.
    #[schema(value_type = Option<std::collections::BTreeMap<String, Value>>, required = true)]
    pub before: Option<Fields>,
    /// The same fields afterwards. Null: it was deleted for good, and its content was erased from the log.
    #[schema(value_type = Option<std::collections::BTreeMap<String, Value>>, required = true)]
    pub after: Option<Fields>,
}

impl Change {
    /// How many bytes of text it has, roughly.
    pub fn size(&self) -> usize {
        size_of_fields(self.before.as_ref()) + size_of_fields(self.after.as_ref())
    }
}

/// How many bytes of text some fields have, roughly: only texts are long.
pub fn size_of_fields(fields: Option<&Fields>) -> usize {
    let texts = fields.into_iter().flat_map(Fields::values).filter_map(Value::as_str);
    texts.map(str::len).sum()
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
    /// The group that it undid.
    #[schema(value_type = Option<i64>, required = true)]
    pub undoes: Option<GroupId>,
    /// The group that undid it.
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

/// The result of a write, and the group to undo it by: none if nothing changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Written<T> {
    /// The object now.
    pub value: T,
    /// Its group in the log.
    pub group: Option<GroupId>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_group_says_what_all_its_changes_do() {
        assert_eq!(Action::Complete.and(Action::Complete), Action::Complete);
        assert_eq!(Action::Complete.and(Action::Reopen), Action::Update);
        assert_eq!(Action::Redo.taken_back(), Action::Undo);
        assert_eq!(Action::Undo.taken_back(), Action::Redo);
    }

    #[test]
    fn every_word_stands_for_its_action() {
        for action in Action::ALL {
            assert_eq!(Action::from_word(action.as_str()), Some(*action));
            assert_eq!(serde_json::to_value(action).unwrap(), action.as_str());
        }
    }
}
