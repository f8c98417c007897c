//! What those hear of a change who listen.

use serde::Serialize;

use crate::domain::log::change::{Action, ChangeId, GroupId, ObjectKind};
use crate::domain::tasks::TaskId;

/// A group of changes, as those hear of it who listen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ChangeEvent {
    /// The number of its last change: what to go on from.
    #[serde(skip)]
    pub last: ChangeId,
    pub group: GroupId,
    pub action: Action,
    /// How many changes it has.
    pub change_count: i64,
    /// The tasks that were changed, the first hundred of them.
    pub tasks: Vec<TaskId>,
    /// What kinds of things were changed.
    pub kinds: Vec<ObjectKind>,
}
