//! What listeners hear about a change.

use serde::Serialize;

use crate::domain::log::change::{Action, ChangeId, GroupId, ObjectKind};
use crate::domain::tasks::TaskId;

/// A group of changes, as listeners hear about it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ChangeEvent {
    /// The number of its last change, from which to continue.
    #[serde(skip)]
    pub last: ChangeId,
    pub group: GroupId,
    pub action: Action,
    /// How many changes it has.
    pub change_count: i64,
    /// The changed tasks, at most the first hundred.
    pub tasks: Vec<TaskId>,
    /// The kinds of the changed objects.
    pub kinds: Vec<ObjectKind>,
}
