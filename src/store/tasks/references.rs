//! References from tasks to their parents and projects. Outside the trash, nothing refers to a missing object.

use std::collections::HashSet;

use rusqlite::{Connection, named_params};

use crate::domain::Timestamp;
use crate::domain::projects::ProjectId;
use crate::domain::tasks::{Task, TaskId};
use crate::domain::users::UserId;
use crate::error::Error;
use crate::store::engine::failure::Outcome;
use crate::store::log::cost::Gathered;
use crate::store::log::recorder::Recorder;
use crate::store::log::stored::Stored;
use crate::store::sections::table::project_of;
use crate::store::tasks::table::{read_task, select_live, select_tasks, select_trashed};

/// Refuses a task outside the trash that is its own ancestor or whose parent or project doesn't exist, and deleting a
/// task before its subtasks.
pub fn check_references(connection: &Connection, owner: UserId, before: Option<&Task>, after: &Task) -> Outcome<()> {
    let was_live = before.is_some_and(|before| before.deleted_at.is_none());
    if after.deleted_at.is_some() {
        if was_live && has_children(connection, owner, after.id)? {
            let sentence = format!("“{}” still has subtasks.", after.title.as_str());
            return Err(Error::conflict("parent_id", sentence).into());
        }
        return check_trashed_parent(connection, owner, before, after);
    }
    let before = before.filter(|_| was_live);
    if let Some(parent) = after.parent_id
        && before.and_then(|before| before.parent_id) != Some(parent)
    {
        check_parent(connection, owner, after, parent, before.is_some())?;
    }
    if let Some(project) = after.project_id
        && before.and_then(|before| before.project_id) != Some(project)
        && !is_project(connection, owner, project)?
    {
        return Err(gone(after, "project_id", "project").into());
    }
    let place = |task: &Task| (task.project_id, task.section_id);
    if let Some(section) = after.section_id
        && before.map(place) != Some(place(after))
        && project_of(connection, owner, section)? != after.project_id
    {
        return Err(gone(after, "section_id", "section in its project").into());
    }
    Ok(())
}

/// Only a task with subtasks can become its own ancestor.
fn check_parent(connection: &Connection, owner: UserId, task: &Task, parent: TaskId, was_live: bool) -> Outcome<()> {
    if parent == task.id {
        return Err(part_of_itself(task).into());
    }
    if !was_live || !has_children(connection, owner, task.id)? {
        let mut select =
            connection.prepare_cached("SELECT EXISTS (SELECT 1 FROM tasks WHERE user_id = :owner AND id = :id)")?;
        let is_there: bool = select.query_row(named_params! {":owner": owner, ":id": parent}, |row| row.get(0))?;
        return if is_there { Ok(()) } else { Err(gone(task, "parent_id", "task").into()) };
    }
    let mut ancestors = connection.prepare_cached(
        "WITH RECURSIVE ancestors (id, parent_id) AS (
           SELECT id, parent_id FROM tasks WHERE user_id = :owner AND id = :parent
           UNION
           SELECT tasks.id, tasks.parent_id FROM tasks
           JOIN ancestors ON tasks.user_id = :owner AND tasks.id = ancestors.parent_id
         )
         SELECT count(*), coalesce(max(id = :id), 0) FROM ancestors",
    )?;
    let parameters = named_params! {":owner": owner, ":parent": parent, ":id": task.id};
    let (found, is_cycle): (i64, bool) = ancestors.query_row(parameters, |row| Ok((row.get(0)?, row.get(1)?)))?;
    if is_cycle {
        return Err(part_of_itself(task).into());
    }
    if found == 0 {
        return Err(gone(task, "parent_id", "task").into());
    }
    Ok(())
}

/// Undoing a restore can give a task its old parent back, which may have become its subtask meanwhile.
fn check_trashed_parent(connection: &Connection, owner: UserId, before: Option<&Task>, after: &Task) -> Outcome<()> {
    if before.is_none_or(|before| before.parent_id == after.parent_id) {
        return Ok(());
    }
    let mut above = after.parent_id;
    let mut seen = HashSet::new();
    while let Some(id) = above.filter(|id| seen.insert(*id)) {
        if id == after.id {
            return Err(part_of_itself(after).into());
        }
        above = Task::select_anywhere(connection, owner, id.0)?.and_then(|task| task.parent_id);
    }
    Ok(())
}

fn part_of_itself(task: &Task) -> Error {
    Error::invalid("parent_id", format!("“{}” can't be part of itself.", task.title.as_str()))
}

fn gone(task: &Task, field: &'static str, what: &str) -> Error {
    let sentence = format!("There is no such {what} for “{}” to belong to.", task.title.as_str());
    Error::invalid(field, sentence)
}

/// Whether a project exists outside the trash.
pub fn is_project(connection: &Connection, owner: UserId, id: ProjectId) -> Outcome<bool> {
    let mut select = connection.prepare_cached(
        "SELECT EXISTS (SELECT 1 FROM projects WHERE user_id = :owner AND id = :id AND deleted_at IS NULL)",
    )?;
    Ok(select.query_row(named_params! {":owner": owner, ":id": id}, |row| row.get(0))?)
}

fn has_children(connection: &Connection, owner: UserId, id: TaskId) -> Outcome<bool> {
    let mut select = connection.prepare_cached(
        "SELECT EXISTS (SELECT 1 FROM tasks INDEXED BY tasks_by_parent WHERE user_id = :owner AND parent_id = :id)",
    )?;
    Ok(select.query_row(named_params! {":owner": owner, ":id": id}, |row| row.get(0))?)
}

/// All subtasks of a task outside the trash, each after its parent. More than an action can be about are refused.
pub fn descendants(connection: &Connection, owner: UserId, id: TaskId) -> Outcome<Vec<Task>> {
    let mut gathered = Gathered::default();
    walk(connection, owner, id, |task| gathered.add(task))
}

/// The subtasks of a task outside the trash, each after its parent, for as long as `take` wants more.
pub fn walk(
    connection: &Connection,
    owner: UserId,
    id: TaskId,
    mut take: impl FnMut(&Task) -> Outcome<bool>,
) -> Outcome<Vec<Task>> {
    let mut select = connection.prepare_cached(select_tasks!(
        "INDEXED BY tasks_by_parent WHERE user_id = :owner AND parent_id = :id
         ORDER BY coalesce(position, printf('%014x8', tasks.id))"
    ))?;
    let mut found: Vec<Task> = Vec::new();
    let (mut parent, mut next) = (Some(id), 0);
    while let Some(id) = parent {
        let rows = select.query_map(named_params! {":owner": owner, ":id": id}, read_task)?;
        for task in rows {
            let task = task?;
            if !take(&task)? {
                return Ok(found);
            }
            found.push(task);
        }
        parent = found.get(next).map(|task| task.id);
        next += 1;
    }
    Ok(found)
}

/// Takes a task out of its section if that is no longer one of its project.
pub fn leave_lost_section(connection: &Connection, owner: UserId, task: &mut Task) -> Outcome<()> {
    let Some(section) = task.section_id else { return Ok(()) };
    let project = project_of(connection, owner, section)?;
    if project.is_none() || project != task.project_id {
        task.section_id = None;
    }
    Ok(())
}

/// Moves subtasks to their parents' projects and sections if restoring an earlier state has separated them.
pub fn keep_with_parents(recorder: &mut Recorder<'_>, mut tasks: Vec<TaskId>) -> Outcome<()> {
    let (connection, owner) = (recorder.connection, recorder.owner);
    let mut elsewhere = connection.prepare_cached(
        "SELECT id FROM tasks INDEXED BY tasks_by_parent
         WHERE user_id = :owner AND parent_id = :id AND (project_id IS NOT :project OR section_id IS NOT :section)",
    )?;
    while let Some(id) = tasks.pop() {
        let Some(task) = select_live(connection, owner, id)? else { continue };
        let parent = task.parent_id.map(|parent| select_live(connection, owner, parent)).transpose()?.flatten();
        let Task { project_id, section_id, .. } = *parent.as_ref().unwrap_or(&task);
        if (task.project_id, task.section_id) != (project_id, section_id) {
            recorder.change(&task, Task { project_id, section_id, updated_at: recorder.at, ..task.clone() })?;
        }
        let parameters = named_params! {":owner": owner, ":id": id, ":project": project_id, ":section": section_id};
        for part in elsewhere.query_map(parameters, |row| row.get(0))? {
            tasks.push(part?);
        }
    }
    Ok(())
}

/// All tasks deleted along with a task, each after its parent.
pub fn trashed_with(connection: &Connection, owner: UserId, id: TaskId, at: Timestamp) -> Outcome<Vec<Task>> {
    let mut select = connection.prepare_cached(select_trashed!(
        "INDEXED BY trashed_tasks_by_parent WHERE user_id = :owner AND parent_id = :id AND deleted_at = :at
         ORDER BY id"
    ))?;
    let (mut found, mut gathered): (Vec<Task>, _) = (Vec::new(), Gathered::default());
    let (mut parent, mut next) = (Some(id), 0);
    while let Some(id) = parent {
        let parameters = named_params! {":owner": owner, ":id": id, ":at": crate::store::engine::columns::Millis(at)};
        for task in select.query_map(parameters, read_task)? {
            let task = task?;
            gathered.add(&task)?;
            found.push(task);
        }
        parent = found.get(next).map(|task| task.id);
        next += 1;
    }
    Ok(found)
}
