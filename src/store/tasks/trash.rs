//! Moves tasks to the trash and back, together with their subtasks.

use crate::domain::tasks::Task;
use crate::store::engine::failure::Outcome;
use crate::store::log::recorder::Recorder;
use crate::store::tasks::followers::other_of_series;
use crate::store::tasks::references::{descendants, is_project, leave_lost_section, trashed_with};
use crate::store::tasks::table::select_live;
use crate::store::time_entries::of_tasks::stop_timer_of_trashed;

/// Moves a task to the trash, after all its subtasks.
pub fn delete_task(recorder: &mut Recorder<'_>, before: &Task) -> Outcome<()> {
    for part in descendants(recorder.connection, recorder.owner, before.id)?.iter().rev() {
        recorder.change(part, Task { deleted_at: Some(recorder.at), ..part.clone() })?;
    }
    recorder.change(before, Task { deleted_at: Some(recorder.at), ..before.clone() })?;
    recorder.settle_action();
    stop_timer_of_trashed(recorder)
}

/// Restores a task from the trash with the subtasks deleted along with it. It leaves a parent, project or section that no
/// longer exists.
pub fn restore_task(recorder: &mut Recorder<'_>, before: &Task) -> Outcome<Task> {
    let Some(deleted_at) = before.deleted_at else { return Ok(before.clone()) };
    let (connection, owner) = (recorder.connection, recorder.owner);
    let parts = trashed_with(connection, owner, before.id, deleted_at)?;
    let mut after = Task { deleted_at: None, ..before.clone() };
    let parent = after.parent_id.map(|id| select_live(connection, owner, id)).transpose()?.flatten();
    match parent {
        // The parent may have moved meanwhile.
        Some(parent) => (after.project_id, after.section_id) = (parent.project_id, parent.section_id),
        None => after.parent_id = None,
    }
    if let Some(project) = after.project_id
        && !is_project(connection, owner, project)?
    {
        after.project_id = None;
    }
    leave_lost_section(connection, owner, &mut after)?;
    let after = bring_back(recorder, before, after)?;
    for part in parts {
        let restored =
            Task { deleted_at: None, project_id: after.project_id, section_id: after.section_id, ..part.clone() };
        bring_back(recorder, &part, restored)?;
    }
    Ok(after)
}

/// Writes a restored task. If its series has continued without it, it loses its recurrence.
pub fn bring_back(recorder: &mut Recorder<'_>, before: &Task, mut after: Task) -> Outcome<Task> {
    if other_of_series(recorder.connection, recorder.owner, &after)?.is_some() {
        after.recurrence = None;
    }
    if after != (Task { deleted_at: None, ..before.clone() }) {
        after.updated_at = recorder.at;
    }
    recorder.change(before, after)
}
