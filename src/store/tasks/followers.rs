//! The order of a series: which recurring task follows which.

use rusqlite::{Connection, OptionalExtension, named_params};

use crate::domain::tasks::Task;
use crate::domain::tasks::TaskId;
use crate::domain::users::UserId;
use crate::store::engine::failure::Outcome;
use crate::store::tasks::table::select_live;

/// Another recurring task outside the trash that conflicts with this one, because a series may continue only once: one
/// that follows this one while this is open, an open one that this one follows, or one with the same predecessor.
pub fn other_of_series(connection: &Connection, owner: UserId, task: &Task) -> Outcome<Option<Task>> {
    if task.recurrence.is_none() {
        return Ok(None);
    }
    if task.is_open()
        && let Some(next) = follower(connection, owner, task.id, None)?
    {
        return Ok(Some(next));
    }
    let Some(previous) = task.previous_id else { return Ok(None) };
    let origin = origin(connection, owner, previous)?;
    let before = select_live(connection, owner, origin)?;
    if let Some(before) = before.filter(|before| before.recurrence.is_some() && before.is_open()) {
        return Ok(Some(before));
    }
    follower(connection, owner, origin, Some(task.id))
}

/// The recurring task outside the trash that follows another, ignoring the task `but`. Tasks in the trash or without
/// recurrence are skipped over.
pub fn follower(connection: &Connection, owner: UserId, id: TaskId, but: Option<TaskId>) -> Outcome<Option<Task>> {
    let mut select = connection.prepare_cached(
        "SELECT id, recurrence IS NOT NULL FROM tasks INDEXED BY tasks_by_previous
         WHERE user_id = :owner AND previous_id = :id AND id IS NOT :but
         UNION ALL
         SELECT id, 0 FROM trashed_tasks INDEXED BY trashed_tasks_by_previous
         WHERE user_id = :owner AND previous_id = :id AND id IS NOT :but",
    )?;
    let (mut passed, mut next) = (vec![id], 0);
    while let Some(id) = passed.get(next).copied() {
        let parameters = named_params! {":owner": owner, ":id": id, ":but": but};
        for row in select.query_map(parameters, |row| Ok((row.get(0)?, row.get(1)?)))? {
            match row? {
                (id, true) => return select_live(connection, owner, id),
                (id, false) => passed.push(id),
            }
        }
        next += 1;
    }
    Ok(None)
}

/// Walks a series back to the previous recurring task outside the trash, or to the first known task.
fn origin(connection: &Connection, owner: UserId, mut id: TaskId) -> Outcome<TaskId> {
    let mut select = connection.prepare_cached(
        "SELECT previous_id, recurrence IS NOT NULL FROM tasks WHERE user_id = :owner AND id = :id
         UNION ALL
         SELECT previous_id, 0 FROM trashed_tasks WHERE user_id = :owner AND id = :id",
    )?;
    loop {
        let row = select.query_row(named_params! {":owner": owner, ":id": id}, |row| Ok((row.get(0)?, row.get(1)?)));
        match row.optional()? {
            Some((Some(previous), false)) => id = previous,
            _ => return Ok(id),
        }
    }
}
