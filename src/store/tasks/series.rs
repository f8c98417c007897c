//! The next task of a series: created when a task is closed, moved when its completion time changes, removed when it is
//! reopened.

use std::collections::{HashMap, HashSet};

use rusqlite::{OptionalExtension, named_params};

use crate::domain::calendar::Calendar;
use crate::domain::list::position::Position;
use crate::domain::log::change::{ChangeId, ObjectKind};
use crate::domain::tasks::Task;
use crate::domain::tasks::{Status, TaskId, series};
use crate::error::Error;
use crate::store::engine::columns::new_uid;
use crate::store::engine::failure::Outcome;
use crate::store::log::recorder::Recorder;
use crate::store::settings;
use crate::store::tasks::followers::follower;
use crate::store::tasks::references::descendants;
use crate::store::tasks::table::{read_task, select_tasks};
use crate::store::tasks::trash::delete_task;

/// The most subtasks that are copied into the next task, so that nobody else waits for long.
const MOST_COPIED: usize = 10_000;

/// The task that is to follow a closed one; none if the series has ended, or has continued already.
pub fn next_to_make(recorder: &Recorder<'_>, task: &Task) -> Outcome<Option<Task>> {
    let Some(next) = next_of(recorder, task)? else { return Ok(None) };
    Ok(follower(recorder.connection, recorder.owner, task.id, None)?.is_none().then_some(next))
}

/// The subtasks of a closed task that are already at their next date.
pub fn moved_on(recorder: &Recorder<'_>, task: &Task, parts: &[Task]) -> Outcome<HashSet<TaskId>> {
    let calendar = Calendar::of(&settings::select(recorder.connection, recorder.owner)?);
    Ok(series::moved_on(parts, calendar.day_of(task.completed_at.unwrap_or(recorder.at)), &calendar))
}

/// Creates the task that follows a closed one, with its subtasks reopened. Dropped subtasks are left out, and of a
/// recurring subtask only the last of its series is copied. Subtasks that are already at their next date go along as they
/// are.
pub fn make_next(
    recorder: &mut Recorder<'_>,
    task: &Task,
    next: Task,
    parts: &[Task],
    moved_on: &HashSet<TaskId>,
) -> Outcome<()> {
    let (connection, owner) = (recorder.connection, recorder.owner);
    if parts.len() > MOST_COPIED {
        let sentence = format!("A task that repeats can have {MOST_COPIED} subtasks at most.");
        return Err(Error::conflict("recurrence", sentence).into());
    }
    let first = recorder.next_task();
    let days = series::days_between(task, &next);
    let followed: HashSet<TaskId> = parts.iter().filter_map(|part| part.previous_id).collect();
    let mut copies = HashMap::from([(task.id, first)]);
    let mut goes_along = Vec::new();
    let (uid, at) = (new_uid(recorder.at), recorder.at);
    recorder.add(Task { id: first, uid, created_at: at, updated_at: at, ..next })?;
    let stays = |part: &&Task| part.status != Status::Dropped || task.status == Status::Dropped;
    for part in parts.iter().filter(|part| moved_on.contains(&part.id)) {
        // What is below such a subtask goes along with it.
        if part.parent_id.is_none_or(|parent| !moved_on.contains(&parent)) {
            goes_along.push(part);
        }
    }
    let is_copied = |part: &&Task| !followed.contains(&part.id) && !moved_on.contains(&part.id);
    for part in parts.iter().filter(stays).filter(is_copied) {
        // A subtask that was moved here continues where it came from.
        if part.recurrence.is_some() && follower(connection, owner, part.id, None)?.is_some() {
            continue;
        }
        let Some(parent) = part.parent_id.and_then(|parent| copies.get(&parent).copied()) else { continue };
        let id = recorder.next_task();
        copies.insert(part.id, id);
        recorder.add(Task {
            id,
            uid: new_uid(at),
            parent_id: Some(parent),
            position: Position::made(id.0),
            created_at: at,
            updated_at: at,
            ..series::copied_part(part, days)
        })?;
    }
    for part in goes_along {
        let parent = part.parent_id.and_then(|parent| copies.get(&parent).copied()).unwrap_or(first);
        recorder.change(part, Task { parent_id: Some(parent), updated_at: at, ..part.clone() })?;
    }
    Ok(())
}

/// Moves the next task of a series to the trash. The subtasks that went along with it come back, and are closed if the
/// task they come back to is.
pub fn remove_next(recorder: &mut Recorder<'_>, task: &Task, next: &Task) -> Outcome<()> {
    let parts = descendants(recorder.connection, recorder.owner, next.id)?;
    let origins: HashMap<TaskId, Option<TaskId>> =
        parts.iter().filter(|part| !went_along(part, next)).map(|copy| (copy.id, copy.previous_id)).collect();
    for part in parts.iter().filter(|part| went_along(part, next)) {
        // What is below such a subtask came along with it, and stays below it.
        let parent_id = match part.parent_id {
            Some(parent) if parent == next.id => Some(task.id),
            Some(parent) => Some(origins.get(&parent).copied().flatten().unwrap_or(parent)),
            None => None,
        };
        let closed = Some(task).filter(|task| !task.is_open() && part.is_open()).unwrap_or(part);
        let (status, completed_at) = (closed.status, closed.completed_at);
        let (project_id, section_id, updated_at) = (task.project_id, task.section_id, recorder.at);
        let back = Task { parent_id, project_id, section_id, status, completed_at, updated_at, ..part.clone() };
        recorder.change(part, back)?;
    }
    delete_task(recorder, next)
}

/// Whether a subtask was there before the next task was made.
fn went_along(part: &Task, next: &Task) -> bool {
    part.id < next.id
}

/// Moves the next task after the completion time of its predecessor changed, unless somebody has changed the next task.
/// It is removed if the series has ended by then, and created if the series had ended before.
pub fn move_next(recorder: &mut Recorder<'_>, before: &Task, after: &Task) -> Outcome<()> {
    let next = next_of(recorder, after)?;
    match (untouched_successor(recorder, after.id)?, next) {
        (Some(successor), Some(next)) => {
            let days = series::days_between(&successor, &next);
            let (due, start, recurrence) = (next.due, next.start, next.recurrence);
            if (&due, &start, &recurrence) == (&successor.due, &successor.start, &successor.recurrence) {
                return Ok(());
            }
            let parts = descendants(recorder.connection, recorder.owner, successor.id)?;
            for part in parts.into_iter().filter(|part| !went_along(part, &successor)) {
                let moved = Task { updated_at: recorder.at, ..series::moved_part(&part, days) };
                recorder.change(&part, moved)?;
            }
            let moved = Task { due, start, recurrence, updated_at: recorder.at, ..successor.clone() };
            recorder.change(&successor, moved)?;
        }
        (Some(successor), None) => remove_next(recorder, after, &successor)?,
        (None, Some(next)) if next_of(recorder, before)?.is_none() && !has_successor(recorder, after.id)? => {
            let parts = descendants(recorder.connection, recorder.owner, after.id)?;
            let moved_on = moved_on(recorder, after, &parts)?;
            make_next(recorder, after, next, &parts, &moved_on)?;
        }
        _ => {}
    }
    Ok(())
}

fn next_of(recorder: &Recorder<'_>, task: &Task) -> Outcome<Option<Task>> {
    if task.recurrence.is_none() {
        return Ok(None);
    }
    let calendar = Calendar::of(&settings::select(recorder.connection, recorder.owner)?);
    Ok(series::next(task, &calendar)?)
}

/// Whether the task that followed this one still exists, or a later one of the series does.
pub fn has_successor(recorder: &Recorder<'_>, id: TaskId) -> Outcome<bool> {
    Ok(successor(recorder, id)?.is_some() || follower(recorder.connection, recorder.owner, id, None)?.is_some())
}

/// The task created by completing another, if it is open and neither it nor its subtasks have changed since, other than
/// together with that task.
pub fn untouched_successor(recorder: &Recorder<'_>, id: TaskId) -> Outcome<Option<Task>> {
    let Some(task) = successor(recorder, id)?.filter(Task::is_open) else { return Ok(None) };
    let mut select = recorder.connection.prepare_cached(
        "SELECT EXISTS (
           SELECT 1 FROM changes AS change INDEXED BY changes_by_object
           WHERE user_id = :owner AND kind = :kind AND object_id = :id AND change.id >= :since AND NOT EXISTS (
             SELECT 1 FROM changes AS other INDEXED BY changes_by_object
             WHERE other.user_id = :owner AND other.kind = :kind AND other.object_id = :previous
               AND other.id >= (
                 SELECT max(id) FROM change_groups WHERE user_id = :owner AND change_groups.id <= change.id
               )
               AND other.id <= (
                 SELECT last_id FROM change_groups WHERE user_id = :owner AND change_groups.id <= change.id
                 ORDER BY id DESC LIMIT 1
               )
           )
         )",
    )?;
    // What went along with it was there before.
    let mut made = recorder.connection.prepare_cached(
        "SELECT min(id) FROM changes INDEXED BY changes_by_object
         WHERE user_id = :owner AND kind = :kind AND object_id = :id",
    )?;
    let kind = ObjectKind::Task.as_str();
    let since: ChangeId =
        made.query_row(named_params! {":owner": recorder.owner, ":kind": kind, ":id": task.id}, |row| row.get(0))?;
    for one in descendants(recorder.connection, recorder.owner, task.id)?.iter().chain([&task]) {
        let parameters = named_params! {
            ":owner": recorder.owner, ":kind": kind, ":id": one.id, ":previous": id, ":since": since
        };
        if select.query_row(parameters, |row| row.get(0))? {
            return Ok(None);
        }
    }
    Ok(Some(task))
}

fn successor(recorder: &Recorder<'_>, id: TaskId) -> Outcome<Option<Task>> {
    let mut select = recorder.connection.prepare_cached(select_tasks!(
        "INDEXED BY tasks_by_previous WHERE user_id = :owner AND previous_id = :id ORDER BY tasks.id DESC LIMIT 1"
    ))?;
    Ok(select.query_row(named_params! {":owner": recorder.owner, ":id": id}, read_task).optional()?)
}
