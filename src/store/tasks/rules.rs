//! Rules between tasks, which must hold once a group of changes is complete.

use rusqlite::{Connection, named_params};

use crate::domain::log::change::ObjectKind;
use crate::domain::tasks::{Task, TaskId};
use crate::domain::users::UserId;
use crate::error::Error;
use crate::store::engine::failure::Outcome;
use crate::store::log::touched::Touched;
use crate::store::tasks::followers::other_of_series;
use crate::store::tasks::table::select_live;

/// Notes a task that has moved, or whose recurrence has changed.
pub fn note(before: Option<&Task>, after: &Task, touched: &mut Touched) {
    if after.deleted_at.is_some() {
        return;
    }
    let is_to_be_asked = match before.filter(|before| before.deleted_at.is_none()) {
        None => after.parent_id.is_some() || after.recurrence.is_some(),
        Some(before) => {
            let is_moved = (before.parent_id, before.project_id) != (after.parent_id, after.project_id);
            let is_other = before.recurrence.is_none() || before.is_open() != after.is_open();
            is_moved || (after.recurrence.is_some() && is_other)
        }
    };
    if is_to_be_asked {
        touched.ask(ObjectKind::Task, after.id.0, check);
    }
}

fn check(connection: &Connection, owner: UserId, number: i64) -> Outcome<()> {
    let Some(task) = select_live(connection, owner, TaskId(number))? else { return Ok(()) };
    check_project(connection, owner, &task)?;
    match other_of_series(connection, owner, &task)? {
        Some(other) => Err(doubled(&task, &other).into()),
        None => Ok(()),
    }
}

/// A subtask is in its parent's project.
fn check_project(connection: &Connection, owner: UserId, task: &Task) -> Outcome<()> {
    let mut select = connection.prepare_cached(
        "SELECT EXISTS (SELECT 1 FROM tasks WHERE user_id = :owner AND id = :parent AND project_id IS NOT :project)
             OR EXISTS (SELECT 1 FROM tasks INDEXED BY tasks_by_parent
                        WHERE user_id = :owner AND parent_id = :id AND project_id IS NOT :project)",
    )?;
    let parameters = named_params! {
        ":owner": owner, ":id": task.id, ":parent": task.parent_id, ":project": task.project_id
    };
    if select.query_row(parameters, |row| row.get(0))? {
        let sentence = format!("“{}” and its subtasks can't be in different projects.", task.title.as_str());
        return Err(Error::conflict("project_id", sentence).into());
    }
    Ok(())
}

fn doubled(task: &Task, other: &Task) -> Error {
    let (title, due) = (task.title.as_str(), other.due.as_ref().map(ToString::to_string).unwrap_or_default());
    let sentence = format!("“{title}” repeats in another task already, due {due}. Delete that one first, or stop it.");
    Error::conflict("recurrence", sentence)
}
