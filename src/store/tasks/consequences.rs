//! The consequences of a change to a task: for its subtasks, its series and its place.

use std::collections::HashSet;

use rusqlite::{Connection, OptionalExtension, named_params};

use crate::domain::agenda::put_off;
use crate::domain::calendar::Calendar;
use crate::domain::list::position::Position;
use crate::domain::log::change::{GroupId, ObjectKind};
use crate::domain::projects::ProjectId;
use crate::domain::sections::SectionId;
use crate::domain::tasks::series;
use crate::domain::tasks::{NewTask, Status, Task, TaskId, TaskPatch};
use crate::domain::time::zone::Zone;
use crate::domain::users::UserId;
use crate::error::Error;
use crate::store::engine::columns::new_uid;
use crate::store::engine::failure::Outcome;
use crate::store::log::recorder::Recorder;
use crate::store::projects::table::find_or_create;
use crate::store::sections::table::project_of;
use crate::store::settings;
use crate::store::tasks::references::descendants;
use crate::store::tasks::series::{
    has_successor, make_next, move_next, moved_on, next_to_make, remove_next, untouched_successor,
};
use crate::store::tasks::table::{select, select_live};
use crate::store::time_entries::of_tasks::stop_timer_of_closed;

/// Creates a task with the next free number.
pub fn create_task(recorder: &mut Recorder<'_>, new: NewTask) -> Outcome<Task> {
    let id = recorder.next_task();
    create_task_as(recorder, new, id, Position::made(id.0))
}

/// Creates a task with this free number, at this place of the manual order.
pub fn create_task_as(recorder: &mut Recorder<'_>, mut new: NewTask, id: TaskId, position: Position) -> Outcome<Task> {
    find_project(recorder, &mut new.rest)?;
    let blank = Task { position, ..Task::new(id, new_uid(recorder.at), new.title, recorder.at) };
    if new.rest == TaskPatch::default() {
        return recorder.add(blank);
    }
    let zone = zone_for(recorder, &new.rest)?;
    let wanted = WantedPlace::of(&new.rest);
    let mut task = blank.patched(new.rest, &zone, recorder.at)?;
    wanted.settle(recorder.connection, recorder.owner, &blank, &mut task)?;
    recorder.add(task)
}

/// Changes a task, with the consequences for others.
pub fn change_task(recorder: &mut Recorder<'_>, before: &Task, mut patch: TaskPatch) -> Outcome<Task> {
    find_project(recorder, &mut patch)?;
    let zone = zone_for(recorder, &patch)?;
    let wanted = WantedPlace::of(&patch);
    let mut after = before.patched(patch, &zone, recorder.at)?;
    wanted.settle(recorder.connection, recorder.owner, before, &mut after)?;
    if (&before.planned, &before.due) != (&after.planned, &after.due) {
        let calendar = Calendar::of(&settings::select(recorder.connection, recorder.owner)?);
        after = put_off::moved(before, after, &calendar, recorder.at);
    }
    put(recorder, before, after)
}

/// Sets the state of a task, with the consequences for its subtasks and its series.
pub fn put(recorder: &mut Recorder<'_>, before: &Task, mut after: Task) -> Outcome<Task> {
    let successor = match (before.is_open(), after.is_open()) {
        (false, true) if before.recurrence.is_some() => untouched_successor(recorder, before.id)?,
        _ => None,
    };
    if successor.is_none() && !before.is_open() && after.is_open() && has_successor(recorder, before.id)? {
        // The series has continued without it.
        after.recurrence = None;
    }
    let closed_along = if !before.is_open() && after.is_open() { closed_along(recorder, before)? } else { Vec::new() };
    if before.is_open() && !after.is_open() {
        after = after.not_put_off();
    }
    let after = recorder.change(before, after)?;
    if before.is_open() != after.is_open() {
        recorder.settle_action();
    }
    if place(before) != place(&after) {
        let (project_id, section_id) = place(&after);
        for part in descendants(recorder.connection, recorder.owner, after.id)? {
            recorder.change(&part, Task { project_id, section_id, updated_at: recorder.at, ..part.clone() })?;
        }
    }
    match (before.is_open(), after.is_open()) {
        (true, false) => {
            close(recorder, &after)?;
            note_progress(recorder, &after)?;
        }
        (false, true) => {
            if let Some(successor) = successor {
                remove_next(recorder, &after, &successor)?;
            }
            reopen(recorder, closed_along)?;
        }
        (false, false) if before.completed_at != after.completed_at => date_again(recorder, before, &after)?,
        _ => {}
    }
    Ok(after)
}

/// Moves a recurring task to its next date without completing it.
pub fn skip_task(recorder: &mut Recorder<'_>, before: &Task) -> Outcome<Task> {
    let calendar = Calendar::of(&settings::select(recorder.connection, recorder.owner)?);
    let skipped = series::skipped(before, &calendar, recorder.at)?;
    recorder.change(before, skipped)
}

/// Finds or creates the project that a patch names.
fn find_project(recorder: &mut Recorder<'_>, patch: &mut TaskPatch) -> Outcome<()> {
    if let Some(name) = patch.project.take() {
        patch.project_id = Some(Some(find_or_create(recorder, name)?));
    }
    Ok(())
}

/// The zone for reading a patch. Most patches don't need one.
fn zone_for(recorder: &Recorder<'_>, patch: &TaskPatch) -> Outcome<Zone> {
    if patch.due.is_none() {
        return Ok(Zone::utc());
    }
    Ok(settings::select(recorder.connection, recorder.owner)?.zone_or_utc())
}

fn place(task: &Task) -> (Option<ProjectId>, Option<SectionId>) {
    (task.project_id, task.section_id)
}

/// The project and the section that a patch asks for.
struct WantedPlace {
    project: Option<Option<ProjectId>>,
    section: Option<Option<SectionId>>,
}

impl WantedPlace {
    fn of(patch: &TaskPatch) -> Self {
        Self { project: patch.project_id, section: patch.section_id }
    }

    /// Settles where a patched task is. A section is one of its project, and a subtask is where its parent is.
    fn settle(&self, connection: &Connection, owner: UserId, before: &Task, after: &mut Task) -> Outcome<()> {
        self.follow_section(connection, owner, before, after)?;
        self.follow_parent(connection, owner, before, after)
    }

    /// A task moves to the project of its new section, and leaves its section with its project.
    fn follow_section(&self, connection: &Connection, owner: UserId, before: &Task, after: &mut Task) -> Outcome<()> {
        let Some(Some(section)) = self.section else {
            if after.project_id != before.project_id {
                after.section_id = None;
            }
            return Ok(());
        };
        let project = project_of(connection, owner, section)?;
        let project = project.ok_or_else(|| Error::invalid("section_id", "There is no such section."))?;
        if self.project.is_some_and(|wanted| wanted != Some(project)) {
            return Err(Error::invalid("section_id", "The section is in another project.").into());
        }
        after.project_id = Some(project);
        Ok(())
    }

    /// A task follows its new parent, and a subtask that is moved elsewhere leaves its parent. A patch that sets a
    /// parent in one place and asks for a different place is refused.
    fn follow_parent(&self, connection: &Connection, owner: UserId, before: &Task, after: &mut Task) -> Outcome<()> {
        let Some(parent) = after.parent_id else { return Ok(()) };
        if Some(parent) == before.parent_id {
            if place(before) != place(after) {
                after.parent_id = None;
            }
            return Ok(());
        }
        let Some(parent) = select_live(connection, owner, parent)? else { return Ok(()) };
        if after.project_id != before.project_id && after.project_id != parent.project_id {
            let sentence = "A subtask is in the project of its parent. Leave one of the two out.";
            return Err(Error::invalid("project_id", sentence).into());
        }
        if self.section.is_some_and(|wanted| wanted != before.section_id && wanted != parent.section_id) {
            let sentence = "A subtask is in the section of its parent. Leave one of the two out.";
            return Err(Error::invalid("section_id", sentence).into());
        }
        (after.project_id, after.section_id) = place(&parent);
        Ok(())
    }
}

/// Creates the next task of a closed task's series, and closes its open subtasks. Subtasks that are already at their next
/// date stay open, below the next task.
fn close(recorder: &mut Recorder<'_>, task: &Task) -> Outcome<()> {
    let parts = descendants(recorder.connection, recorder.owner, task.id)?;
    let next = next_to_make(recorder, task)?;
    let moved_on = if next.is_some() { moved_on(recorder, task, &parts)? } else { HashSet::new() };
    let mut closed = vec![task.id];
    for part in parts.iter().filter(|part| part.is_open() && !moved_on.contains(&part.id)) {
        let (status, completed_at) = (task.status, task.completed_at);
        let after = Task { status, completed_at, updated_at: recorder.at, ..part.clone() };
        recorder.change(part, after.not_put_off())?;
        closed.push(part.id);
    }
    stop_timer_of_closed(recorder, &closed, task.completed_at)?;
    match next {
        Some(next) => make_next(recorder, task, next, &parts, &moved_on),
        None => Ok(()),
    }
}

/// A task of which a part was done is no longer put off.
fn note_progress(recorder: &mut Recorder<'_>, task: &Task) -> Outcome<()> {
    let Some(parent) = task.parent_id.filter(|_| task.status == Status::Done) else { return Ok(()) };
    if let Some(parent) = select_live(recorder.connection, recorder.owner, parent)? {
        recorder.change(&parent, parent.clone().not_put_off())?;
    }
    Ok(())
}

/// The subtasks that were closed by the same action as a closed task.
fn closed_along(recorder: &Recorder<'_>, task: &Task) -> Outcome<Vec<TaskId>> {
    let Some(group) = closing_group(recorder, task)? else { return Ok(Vec::new()) };
    let mut parts = Vec::new();
    for part in descendants(recorder.connection, recorder.owner, task.id)? {
        if !part.is_open() && closing_group(recorder, &part)? == Some(group) {
            parts.push(part.id);
        }
    }
    Ok(parts)
}

/// The group of the change that closed a task; none if it was made closed.
fn closing_group(recorder: &Recorder<'_>, task: &Task) -> Outcome<Option<GroupId>> {
    let mut select = recorder.connection.prepare_cached(
        "SELECT (SELECT max(id) FROM change_groups WHERE user_id = :owner AND change_groups.id <= change.id)
         FROM changes AS change INDEXED BY changes_by_object
         WHERE user_id = :owner AND kind = :kind AND object_id = :id AND before IS NOT NULL
           AND instr(before, '\"completed_at\":null')
         ORDER BY change.id DESC LIMIT 1",
    )?;
    let parameters = named_params! {":owner": recorder.owner, ":kind": ObjectKind::Task.as_str(), ":id": task.id};
    Ok(select.query_row(parameters, |row| row.get(0)).optional()?)
}

/// Reopens subtasks. One whose series has continued without it no longer repeats.
fn reopen(recorder: &mut Recorder<'_>, parts: Vec<TaskId>) -> Outcome<()> {
    for id in parts {
        let part = select(recorder.connection, recorder.owner, id)?;
        let recurrence = if has_successor(recorder, part.id)? { None } else { part.recurrence.clone() };
        let (status, completed_at, updated_at) = (Status::Open, None, recorder.at);
        recorder.change(&part, Task { status, completed_at, recurrence, updated_at, ..part.clone() })?;
    }
    Ok(())
}

/// Updates the completion time of the subtasks closed along with a task, and moves the next task of its series.
fn date_again(recorder: &mut Recorder<'_>, before: &Task, after: &Task) -> Outcome<()> {
    for part in descendants(recorder.connection, recorder.owner, after.id)? {
        if (part.status, part.completed_at) == (before.status, before.completed_at) {
            let (status, completed_at) = (after.status, after.completed_at);
            recorder.change(&part, Task { status, completed_at, updated_at: recorder.at, ..part.clone() })?;
        }
    }
    move_next(recorder, before, after)
}
