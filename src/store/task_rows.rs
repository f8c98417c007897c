//! The rows of tasks, as they are written: by the recorder, and by an import, which brings its log along.

use rusqlite::{Connection, named_params};

use super::failure::Outcome;
use super::row::{Millis, UuidBytes};
use crate::domain::task::{Task, TaskId};
use crate::domain::user::UserId;

/// How many tasks came and went, open, done and in the trash.
#[derive(Debug, Clone, Copy, Default)]
pub struct Counted {
    open: i64,
    done: i64,
    trashed: i64,
}

impl Counted {
    /// Counts a task so many times.
    pub fn add(&mut self, task: &Task, times: i64) {
        let counter = match (task.deleted_at, task.completed_at) {
            (Some(_), _) => &mut self.trashed,
            (None, Some(_)) => &mut self.done,
            (None, None) => &mut self.open,
        };
        *counter += times;
    }
}

/// Keeps what a list says of its length, and which id comes next.
pub fn count(connection: &Connection, owner: UserId, counted: Counted, next: TaskId) -> Outcome<()> {
    let mut update = connection.prepare_cached(
        "UPDATE task_counters
         SET next_id = max(next_id, :next), open = open + :open, done = done + :done, trashed = trashed + :trashed
         WHERE user_id = :owner",
    )?;
    update.execute(named_params! {
        ":owner": owner,
        ":next": next,
        ":open": counted.open,
        ":done": counted.done,
        ":trashed": counted.trashed,
    })?;
    Ok(())
}

/// Inserts a task where it belongs: among the tasks, or in the trash.
pub fn insert_task(connection: &Connection, owner: UserId, task: &Task) -> Outcome<()> {
    if let Some(deleted_at) = task.deleted_at {
        let mut insert = connection.prepare_cached(
            "INSERT INTO trashed_tasks
               (user_id, id, uid, version, title, description, completed_at, created_at, updated_at, deleted_at,
                deleted_uptime)
             SELECT :owner, :id, :uid, :version, :title, :description, :completed_at, :created_at, :updated_at,
                    :deleted_at, uptime
             FROM server",
        )?;
        insert.execute(named_params! {
            ":owner": owner,
            ":id": task.id,
            ":uid": UuidBytes(task.uid),
            ":version": task.version,
            ":title": task.title,
            ":description": task.description,
            ":completed_at": task.completed_at.map(Millis),
            ":created_at": Millis(task.created_at),
            ":updated_at": Millis(task.updated_at),
            ":deleted_at": Millis(deleted_at),
        })?;
        return Ok(());
    }
    let mut insert = connection.prepare_cached(
        "INSERT INTO tasks (user_id, id, uid, version, title, description, completed_at, created_at, updated_at)
         VALUES (:owner, :id, :uid, :version, :title, :description, :completed_at, :created_at, :updated_at)",
    )?;
    insert.execute(named_params! {
        ":owner": owner,
        ":id": task.id,
        ":uid": UuidBytes(task.uid),
        ":version": task.version,
        ":title": task.title,
        ":description": task.description,
        ":completed_at": task.completed_at.map(Millis),
        ":created_at": Millis(task.created_at),
        ":updated_at": Millis(task.updated_at),
    })?;
    Ok(())
}

/// Writes the new state of a task that is not in the trash.
pub fn update_task(connection: &Connection, owner: UserId, task: &Task) -> Outcome<()> {
    let mut update = connection.prepare_cached(
        "UPDATE tasks
         SET version = :version, title = :title, description = :description, completed_at = :completed_at,
             updated_at = :updated_at
         WHERE user_id = :owner AND id = :id",
    )?;
    update.execute(named_params! {
        ":owner": owner,
        ":id": task.id,
        ":version": task.version,
        ":title": task.title,
        ":description": task.description,
        ":completed_at": task.completed_at.map(Millis),
        ":updated_at": Millis(task.updated_at),
    })?;
    Ok(())
}

/// Removes a task from where it is.
pub fn delete_task(connection: &Connection, owner: UserId, task: &Task) -> Outcome<()> {
    let mut delete = connection.prepare_cached(match task.deleted_at {
        None => "DELETE FROM tasks WHERE user_id = :owner AND id = :id",
        Some(_) => "DELETE FROM trashed_tasks WHERE user_id = :owner AND id = :id",
    })?;
    delete.execute(named_params! {":owner": owner, ":id": task.id})?;
    Ok(())
}
