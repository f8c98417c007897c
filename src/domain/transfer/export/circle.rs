//! Tasks that are parts of themselves.

use std::collections::HashMap;

use crate::domain::tasks::{Task, TaskId};

/// A task outside the trash that is its own ancestor.
pub fn in_a_circle(tasks: &[Task]) -> Option<TaskId> {
    let live = tasks.iter().filter(|task| task.deleted_at.is_none());
    let parents: HashMap<TaskId, TaskId> = live.filter_map(|task| Some((task.id, task.parent_id?))).collect();
    let mut seen_from: HashMap<TaskId, TaskId> = HashMap::new();
    for id in parents.keys() {
        let mut above = Some(id);
        // Stop where an earlier walk has been, because that one found no cycle.
        while let Some(next) = above.filter(|next| !seen_from.contains_key(next)) {
            seen_from.insert(*next, *id);
            above = parents.get(next);
        }
        if above.and_then(|met| seen_from.get(met)) == Some(id) {
            return Some(*id);
        }
    }
    None
}
