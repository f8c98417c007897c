//! What the rules between things are to be asked about once a group of changes is complete.

use std::collections::BTreeSet;

use crate::domain::task::{Task, TaskId};

/// What a group has changed that rules between things are about.
#[derive(Debug, Default)]
pub struct Touched {
    pub tasks: BTreeSet<TaskId>,
    /// Whether there is a project outside the trash that was not there before.
    pub has_new_project: bool,
    pub has_new_view: bool,
}

impl Touched {
    /// Notes a task that has come to another place, or that repeats in another way than it did.
    pub fn note_task(&mut self, before: Option<&Task>, after: &Task) {
        if after.deleted_at.is_some() {
            return;
        }
        let Some(before) = before.filter(|before| before.deleted_at.is_none()) else {
            if after.parent_id.is_some() || after.recurrence.is_some() {
                self.tasks.insert(after.id);
            }
            return;
        };
        let is_moved = (before.parent_id, before.project_id) != (after.parent_id, after.project_id);
        let goes_on =
            after.recurrence.is_some() && (before.recurrence.is_none() || before.is_open() != after.is_open());
        if is_moved || goes_on {
            self.tasks.insert(after.id);
        }
    }
}
