//! The rows of tasks as they are read, in and out of the trash.

use rusqlite::types::FromSqlError;
use rusqlite::{Connection, OptionalExtension, Row, named_params};

use crate::domain::list::position::Position;
use crate::domain::tasks::{Estimate, Priority, Status, Tags, Task, TaskId};
use crate::domain::users::UserId;
use crate::error::Error;
use crate::store::engine::columns::{Millis, UuidBytes, text_as, unreadable};
use crate::store::engine::failure::{Failure, Outcome};

/// `SELECT … FROM tasks`, with the columns that [`read_task`] reads.
macro_rules! select_tasks {
    ($rest:literal) => {
        concat!(
            "SELECT tasks.id, uid, version, title, description, completed_at, created_at, updated_at, NULL, dropped,
                    priority, due, start, planned, estimate, project_id, parent_id, tags, recurrence, previous_id,
                    position
             FROM tasks ",
            $rest
        )
    };
}

/// The same of the trash.
macro_rules! select_trashed {
    ($rest:literal) => {
        concat!(
            "SELECT id, uid, version, title, description, completed_at, created_at, updated_at, deleted_at, dropped,
                    priority, due, start, planned, estimate, project_id, parent_id, tags, recurrence, previous_id,
                    position
             FROM trashed_tasks ",
            $rest
        )
    };
}

pub(crate) use {select_tasks, select_trashed};

/// A task that is not in the trash.
pub fn select_live(connection: &Connection, owner: UserId, id: TaskId) -> Outcome<Option<Task>> {
    let mut select = connection.prepare_cached(select_tasks!("WHERE user_id = :owner AND tasks.id = :id"))?;
    Ok(select.query_row(named_params! {":owner": owner, ":id": id}, read_task).optional()?)
}

/// A task that is not in the trash.
pub fn select(connection: &Connection, owner: UserId, id: TaskId) -> Outcome<Task> {
    select_live(connection, owner, id)?.ok_or(Failure::Refused(Error::NotFound("task")))
}

/// Reads a row of tasks, or of the trash.
pub fn read_task(row: &Row<'_>) -> rusqlite::Result<Task> {
    let id: TaskId = row.get(0)?;
    let UuidBytes(uid) = row.get(1)?;
    let completed_at = row.get::<_, Option<Millis>>(5)?.map(|Millis(instant)| instant);
    let Millis(created_at) = row.get(6)?;
    let Millis(updated_at) = row.get(7)?;
    let status = match (completed_at, row.get(9)?) {
        (None, _) => Status::Open,
        (Some(_), false) => Status::Done,
        (Some(_), true) => Status::Dropped,
    };
    let priority = row.get::<_, usize>(10)?;
    let priority = Priority::ALL
        .get(priority)
        .copied()
        .ok_or_else(|| unreadable(10, FromSqlError::OutOfRange(i64::try_from(priority).unwrap_or(i64::MAX))))?;
    let estimate: Option<i64> = row.get(14)?;
    let estimate =
        estimate.map(Estimate::parse).transpose().map_err(|error| unreadable(14, FromSqlError::other(error)))?;
    let recurrence: Option<String> = row.get(18)?;
    let recurrence = recurrence.map(|json| serde_json::from_str(&json)).transpose();
    let position: Option<String> = row.get(20)?;
    Ok(Task {
        id,
        uid,
        version: row.get(2)?,
        title: row.get(3)?,
        description: row.get(4)?,
        status,
        completed_at,
        priority,
        due: text_as(row, 11)?,
        start: text_as(row, 12)?,
        planned: text_as(row, 13)?,
        estimate,
        project_id: row.get(15)?,
        parent_id: row.get(16)?,
        tags: row.get_ref(17)?.as_str_or_null()?.map(Tags::from_store).unwrap_or_default(),
        recurrence: recurrence.map_err(|error| unreadable(18, FromSqlError::other(error)))?,
        previous_id: row.get(19)?,
        position: position.map_or_else(|| Position::made(id.0), Position::from_store),
        created_at,
        updated_at,
        deleted_at: row.get::<_, Option<Millis>>(8)?.map(|Millis(instant)| instant),
    })
}

/// Priorities sort by it.
pub fn priority_rank(priority: Priority) -> i64 {
    Priority::ALL.iter().zip(0..).find(|(one, _)| **one == priority).map_or(0, |(_, rank)| rank)
}
