//! What a change of one task brings about: for its parts, for its series, for what it belongs to.

use rusqlite::{Connection, OptionalExtension, named_params};

use super::failure::Outcome;
use super::recorder::Recorder;
use super::row::new_uid;
use super::settings;
use super::task_columns::{read_task, select_live, select_tasks};
use super::task_references::{descendants, trashed_with};
use crate::domain::calendar::Calendar;
use crate::domain::change::ObjectKind;
use crate::domain::series;
use crate::domain::task::{NewTask, Status, Task, TaskId, TaskPatch};
use crate::domain::user::UserId;
use crate::domain::zone::Zone;
use crate::error::Error;

/// The most tasks that a completed one copies into the next of its series.
const MOST_COPIED: usize = 1_000;

/// Makes a task under the next free number.
pub fn create_task(recorder: &mut Recorder<'_>, new: NewTask) -> Outcome<Task> {
    let id = recorder.next_task();
    let blank = Task::new(id, new_uid(recorder.at), new.title, recorder.at);
    if new.rest == TaskPatch::default() {
        return recorder.add(blank);
    }
    let zone = zone_for(recorder, &new.rest)?;
    let mut task = blank.patched(new.rest, &zone, recorder.at)?;
    follow_parent(recorder.connection, recorder.owner, &blank, &mut task)?;
    recorder.add(task)
}

/// Changes a task, and what follows from it for others.
pub fn change_task(recorder: &mut Recorder<'_>, before: &Task, patch: TaskPatch) -> Outcome<Task> {
    let zone = zone_for(recorder, &patch)?;
    let mut after = before.patched(patch, &zone, recorder.at)?;
    follow_parent(recorder.connection, recorder.owner, before, &mut after)?;
    let successor = match (before.is_open(), after.is_open()) {
        (false, true) if before.recurrence.is_some() => untouched_successor(recorder, before.id)?,
        _ => None,
    };
    if successor.is_none() && !before.is_open() && after.is_open() && has_successor(recorder, before.id)? {
        // The series goes on without it.
        after.recurrence = None;
    }
    let after = recorder.change(before, after)?;
    if before.is_open() != after.is_open() {
        recorder.settle_action();
    }
    if before.project_id != after.project_id {
        for part in descendants(recorder.connection, recorder.owner, after.id)? {
            recorder.change(&part, Task { project_id: after.project_id, updated_at: recorder.at, ..part.clone() })?;
        }
    }
    match (before.is_open(), after.is_open()) {
        (true, false) => close(recorder, &after)?,
        (false, true) => {
            if let Some(successor) = successor {
                delete_task(recorder, &successor)?;
            }
        }
        _ => {}
    }
    Ok(after)
}

/// Moves a task to the trash, after all that is a part of it.
pub fn delete_task(recorder: &mut Recorder<'_>, before: &Task) -> Outcome<()> {
    for part in descendants(recorder.connection, recorder.owner, before.id)?.iter().rev() {
        recorder.change(part, Task { deleted_at: Some(recorder.at), ..part.clone() })?;
    }
    recorder.change(before, Task { deleted_at: Some(recorder.at), ..before.clone() })?;
    Ok(())
}

/// Brings a task back from the trash, with the parts that went with it. It leaves what is no longer there.
pub fn restore_task(recorder: &mut Recorder<'_>, before: &Task) -> Outcome<Task> {
    let Some(deleted_at) = before.deleted_at else { return Ok(before.clone()) };
    let (connection, owner) = (recorder.connection, recorder.owner);
    let parts = trashed_with(connection, owner, before.id, deleted_at)?;
    let mut after = Task { deleted_at: None, ..before.clone() };
    let parent = after.parent_id.map(|id| select_live(connection, owner, id)).transpose()?.flatten();
    if parent.is_none() {
        after.parent_id = None;
    }
    if let Some(project) = after.project_id
        && !super::task_references::is_project(connection, owner, project)?
    {
        after.project_id = None;
    }
    if after.parent_id != before.parent_id || after.project_id != before.project_id {
        after.updated_at = recorder.at;
    }
    let after = recorder.change(before, after)?;
    for part in parts {
        let mut restored = Task { deleted_at: None, ..part.clone() };
        if restored.project_id != after.project_id {
            restored.project_id = after.project_id;
            restored.updated_at = recorder.at;
        }
        recorder.change(&part, restored)?;
    }
    Ok(after)
}

/// Moves what repeats on to its next date, without doing it.
pub fn skip_task(recorder: &mut Recorder<'_>, before: &Task) -> Outcome<Task> {
    let calendar = Calendar::of(&settings::select(recorder.connection, recorder.owner)?);
    let skipped = series::skipped(before, &calendar, recorder.at)?;
    recorder.change(before, skipped)
}

/// The zone that a patch is read in. Most don't need one.
fn zone_for(recorder: &Recorder<'_>, patch: &TaskPatch) -> Outcome<Zone> {
    if patch.due.is_none() {
        return Ok(Zone::utc());
    }
    Ok(settings::select(recorder.connection, recorder.owner)?.zone_or_utc())
}

/// A part belongs to the project of what it is a part of: it follows to there, and leaves when it is moved elsewhere.
fn follow_parent(connection: &Connection, owner: UserId, before: &Task, after: &mut Task) -> Outcome<()> {
    let Some(parent) = after.parent_id else { return Ok(()) };
    let is_moved = after.project_id != before.project_id && Some(parent) == before.parent_id;
    if is_moved {
        after.parent_id = None;
    } else if Some(parent) != before.parent_id
        && let Some(parent) = select_live(connection, owner, parent)?
    {
        after.project_id = parent.project_id;
    }
    Ok(())
}

/// Closes the open parts of a task that was closed, and makes the next one of its series.
fn close(recorder: &mut Recorder<'_>, task: &Task) -> Outcome<()> {
    let parts = descendants(recorder.connection, recorder.owner, task.id)?;
    for part in parts.iter().filter(|part| part.is_open()) {
        let (status, completed_at) = (task.status, task.completed_at);
        recorder.change(part, Task { status, completed_at, updated_at: recorder.at, ..part.clone() })?;
    }
    if task.recurrence.is_none() {
        return Ok(());
    }
    let calendar = Calendar::of(&settings::select(recorder.connection, recorder.owner)?);
    let Some(next) = series::next(task, &calendar)? else { return Ok(()) };
    if parts.len() > MOST_COPIED {
        let sentence = format!("What repeats can have {MOST_COPIED} subtasks at most.");
        return Err(Error::conflict("recurrence", sentence).into());
    }
    let first = recorder.next_task();
    let days = series::days_between(task, &next);
    let mut copies = vec![(task.id, first)];
    recorder.add(Task {
        id: first,
        uid: new_uid(recorder.at),
        created_at: recorder.at,
        updated_at: recorder.at,
        ..next
    })?;
    for part in parts.iter().filter(|part| part.status != Status::Dropped || task.status == Status::Dropped) {
        let parent = part.parent_id.and_then(|parent| copies.iter().find(|(from, _)| *from == parent));
        let Some((_, parent)) = parent.copied() else { continue };
        let id = recorder.next_task();
        copies.push((part.id, id));
        let copy = series::copied_part(part, days);
        recorder.add(Task {
            id,
            uid: new_uid(recorder.at),
            parent_id: Some(parent),
            position: crate::domain::position::Position::made(id.0),
            created_at: recorder.at,
            updated_at: recorder.at,
            ..copy
        })?;
    }
    Ok(())
}

fn has_successor(recorder: &Recorder<'_>, id: TaskId) -> Outcome<bool> {
    Ok(successor(recorder, id)?.is_some())
}

/// The task that the completion of another has made, if it is open and nobody has changed it since.
fn untouched_successor(recorder: &Recorder<'_>, id: TaskId) -> Outcome<Option<Task>> {
    let Some(task) = successor(recorder, id)?.filter(Task::is_open) else { return Ok(None) };
    let mut count = recorder
        .connection
        .prepare_cached("SELECT count(*) FROM changes WHERE user_id = :owner AND kind = :kind AND object_id = :id")?;
    let parameters = named_params! {":owner": recorder.owner, ":kind": ObjectKind::Task.as_str(), ":id": task.id};
    let changes: i64 = count.query_row(parameters, |row| row.get(0))?;
    Ok(Some(task).filter(|_| changes == 1))
}

fn successor(recorder: &Recorder<'_>, id: TaskId) -> Outcome<Option<Task>> {
    let mut select = recorder.connection.prepare_cached(select_tasks!(
        "INDEXED BY tasks_by_previous WHERE user_id = :owner AND previous_id = :id ORDER BY tasks.id DESC LIMIT 1"
    ))?;
    Ok(select.query_row(named_params! {":owner": recorder.owner, ":id": id}, read_task).optional()?)
}
