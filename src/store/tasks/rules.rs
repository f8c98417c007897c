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
            let place = |task: &Task| (task.parent_id, task.project_id, task.section_id);
            let is_moved = place(before) != place(after);
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
    check_place(connection, owner, &task)?;
    match other_of_series(connection, owner, &task)? {
        Some(other) => Err(doubled(&task, &other).into()),
        None => Ok(()),
    }
}

/// A subtask is in its parent's project and section.
fn check_place(connection: &Connection, owner: UserId, task: &Task) -> Outcome<()> {
    let mut select = connection.prepare_cached(
        "SELECT coalesce(max(project_id IS NOT :project), 0), coalesce(max(section_id IS NOT :section), 0) FROM (
           SELECT project_id, section_id FROM tasks WHERE user_id = :owner AND id = :parent
           UNION ALL
           SELECT project_id, section_id FROM tasks INDEXED BY tasks_by_parent
           WHERE user_id = :owner AND parent_id = :id
         )",
    )?;
    let parameters = named_params! {
        ":owner": owner, ":id": task.id, ":parent": task.parent_id,
        ":project": task.project_id, ":section": task.section_id
    };
    let (field, places) = match select.query_row(parameters, |row| Ok((row.get(0)?, row.get(1)?)))? {
        (true, _) => ("project_id", "projects"),
        (false, true) => ("section_id", "sections"),
        (false, false) => return Ok(()),
    };
    let sentence = format!("“{}” and its subtasks can't be in different {places}.", task.title.as_str());
    Err(Error::conflict(field, sentence).into())
}

fn doubled(task: &Task, other: &Task) -> Error {
    let (title, due) = (task.title.as_str(), other.due.as_ref().map(ToString::to_string).unwrap_or_default());
    let sentence = format!("“{title}” repeats in another task already, due {due}. Delete that one first, or stop it.");
    Error::conflict("recurrence", sentence)
}
