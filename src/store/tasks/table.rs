//! The rows of tasks, in and out of the trash.

use rusqlite::{Connection, OptionalExtension, Row, named_params};

use crate::domain::list::position::Position;
use crate::domain::tasks::{Status, Task, TaskId};
use crate::domain::users::UserId;
use crate::error::Error;
use crate::store::engine::failure::{Failure, Outcome};
use crate::store::engine::table::table;

table! {
    Task [task_columns, task_parameters, task_assignments]
    fixed { id, uid, created_at }
    {
        version,
        title,
        description,
        completed_at,
        updated_at,
        status as dropped,
        priority,
        due,
        start,
        planned,
        estimate,
        project_id,
        section_id,
        parent_id,
        tags,
        recurrence,
        previous_id,
        day_position,
        put_off,
        put_off_on,
        position => |task: &Task| Some(task.position.clone()).filter(|place| *place != Position::made(task.id.0)),
    }
    also {}
    apart { deleted_at }
}

/// `SELECT … FROM tasks`, with the columns that [`read_task`] reads.
macro_rules! select_tasks {
    ($rest:literal) => {
        concat!("SELECT ", $crate::store::tasks::table::task_columns!(), ", NULL FROM tasks ", $rest)
    };
}

/// The same for the trash.
macro_rules! select_trashed {
    ($rest:literal) => {
        concat!("SELECT ", $crate::store::tasks::table::task_columns!(), ", deleted_at FROM trashed_tasks ", $rest)
    };
}

pub(crate) use {select_tasks, select_trashed, task_columns};

/// Reads a row of `tasks` or `trashed_tasks`.
pub fn read_task(row: &Row<'_>) -> rusqlite::Result<Task> {
    let mut task = read_columns(row)?;
    if task.completed_at.is_none() {
        task.status = Status::Open;
    }
    if task.position.is_unset() {
        task.position = Position::made(task.id.0);
    }
    Ok(task)
}

/// A task outside the trash, if it exists.
pub fn select_live(connection: &Connection, owner: UserId, id: TaskId) -> Outcome<Option<Task>> {
    let mut select = connection.prepare_cached(select_tasks!("WHERE user_id = :owner AND tasks.id = :id"))?;
    Ok(select.query_row(named_params! {":owner": owner, ":id": id}, read_task).optional()?)
}

/// A task outside the trash.
pub fn select(connection: &Connection, owner: UserId, id: TaskId) -> Outcome<Task> {
    select_live(connection, owner, id)?.ok_or(Failure::Refused(Error::NotFound("task")))
}

/// A task in the trash.
pub fn select_in_trash(connection: &Connection, owner: UserId, id: TaskId) -> Outcome<Option<Task>> {
    let mut select = connection.prepare_cached(select_trashed!("WHERE user_id = :owner AND id = :id"))?;
    Ok(select.query_row(named_params! {":owner": owner, ":id": id}, read_task).optional()?)
}

/// Inserts a task's row, into the trash if it is deleted.
pub fn insert(connection: &Connection, owner: UserId, task: &Task) -> Outcome<()> {
    let sql = match task.deleted_at {
        None => {
            concat!("INSERT INTO tasks (user_id, ", task_columns!(), ") VALUES (:user_id, ", task_parameters!(), ")")
        }
        Some(_) => concat!(
            "INSERT INTO trashed_tasks (user_id, ",
            task_columns!(),
            ", deleted_at, deleted_uptime)
             SELECT :user_id, ",
            task_parameters!(),
            ", :deleted_at, uptime FROM server"
        ),
    };
    write_columns(connection, owner, task, sql)?;
    Ok(())
}

/// Writes the new state of a task outside the trash.
pub fn update(connection: &Connection, owner: UserId, task: &Task) -> Outcome<()> {
    let sql = concat!(
        "UPDATE tasks SET ",
        task_assignments!(),
        " WHERE user_id = :user_id AND id = :id AND uid = :uid AND created_at = :created_at"
    );
    write_columns(connection, owner, task, sql)?;
    Ok(())
}

pub fn delete(connection: &Connection, owner: UserId, task: &Task) -> Outcome<()> {
    let mut delete = connection.prepare_cached(match task.deleted_at {
        None => "DELETE FROM tasks WHERE user_id = :owner AND id = :id",
        Some(_) => "DELETE FROM trashed_tasks WHERE user_id = :owner AND id = :id",
    })?;
    delete.execute(named_params! {":owner": owner, ":id": task.id})?;
    Ok(())
}
