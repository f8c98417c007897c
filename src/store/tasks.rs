//! Tasks in the database.

use jiff::SignedDuration;
use rusqlite::{Connection, OptionalExtension, Row, named_params};

use super::Store;
use super::connection::in_one_snapshot;
use super::failure::{Failure, Outcome};
use super::row::{Millis, UuidBytes, new_uid};
use crate::domain::Timestamp;
use crate::domain::idempotency::Repeatable;
use crate::domain::page::{PageStart, TaskQuery};
use crate::domain::task::{NewTask, Task, TaskId, TaskPatch, TaskStatus};
use crate::domain::user::UserId;
use crate::error::{Error, Result};

/// How long the answer to a repeatable write is kept.
pub(super) const IDEMPOTENCY_PERIOD: SignedDuration = SignedDuration::from_hours(24);

/// One page of a list of tasks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TaskPage {
    /// The tasks, newest first.
    pub tasks: Vec<Task>,
    /// How many there are on all pages.
    pub total: u64,
    /// Whether more come after these.
    pub has_more: bool,
}

impl Store {
    /// Makes a task. Repeated with the same key, it answers the task that was made the first time.
    pub async fn create_task(
        &self,
        owner: UserId,
        new: NewTask,
        repeatable: Option<Repeatable>,
        now: Timestamp,
    ) -> Result<Task> {
        self.write(move |connection| {
            let Some(repeatable) = repeatable else { return insert(connection, owner, new, now) };
            if let Some(task) = answered_before(connection, owner, &repeatable, now)? {
                return Ok(task);
            }
            let task = insert(connection, owner, new, now)?;
            keep_answer(connection, owner, &repeatable, &task, now)?;
            Ok(task)
        })
        .await
    }

    /// One task.
    pub async fn find_task(&self, owner: UserId, id: TaskId) -> Result<Task> {
        self.read(move |connection| select(connection, owner, id)).await
    }

    /// A page of tasks, newest first, and how many there are in all.
    pub async fn list_tasks(&self, owner: UserId, query: TaskQuery) -> Result<TaskPage> {
        self.read(move |connection| {
            in_one_snapshot(connection, || {
                let total = count(connection, owner, query.status)?;
                let mut tasks = select_page(connection, owner, query)?;
                let has_more = tasks.len() > query.per_page.get() as usize;
                tasks.truncate(query.per_page.get() as usize);
                Ok(TaskPage { tasks, total, has_more })
            })
        })
        .await
    }

    /// Changes a task and answers all of it.
    pub async fn update_task(&self, owner: UserId, id: TaskId, patch: TaskPatch, now: Timestamp) -> Result<Task> {
        self.write(move |connection| {
            let before = select(connection, owner, id)?;
            let task = before.patched(patch, now);
            if task != before {
                update(connection, owner, &task)?;
            }
            Ok(task)
        })
        .await
    }

    /// Moves a task to the trash.
    pub async fn delete_task(&self, owner: UserId, id: TaskId, now: Timestamp) -> Result<()> {
        self.write(move |connection| {
            let mut insert = connection.prepare_cached(
                "INSERT INTO trashed_tasks
                   (user_id, id, uid, title, description, completed_at, created_at, updated_at, deleted_at)
                 SELECT user_id, id, uid, title, description, completed_at, created_at, updated_at, :now
                 FROM tasks WHERE user_id = :owner AND id = :id",
            )?;
            insert.execute(named_params! {":owner": owner, ":id": id, ":now": Millis(now)})?;
            let mut delete = connection.prepare_cached("DELETE FROM tasks WHERE user_id = :owner AND id = :id")?;
            one_row(delete.execute(named_params! {":owner": owner, ":id": id})?)
        })
        .await
    }

    /// Brings a task back from the trash, as it was. One that is not in the trash stays as it is.
    pub async fn restore_task(&self, owner: UserId, id: TaskId) -> Result<Task> {
        self.write(move |connection| {
            let mut insert = connection.prepare_cached(
                "INSERT INTO tasks (user_id, id, uid, title, description, completed_at, created_at, updated_at)
                 SELECT user_id, id, uid, title, description, completed_at, created_at, updated_at
                 FROM trashed_tasks WHERE user_id = :owner AND id = :id",
            )?;
            insert.execute(named_params! {":owner": owner, ":id": id})?;
            let mut delete =
                connection.prepare_cached("DELETE FROM trashed_tasks WHERE user_id = :owner AND id = :id")?;
            delete.execute(named_params! {":owner": owner, ":id": id})?;
            select(connection, owner, id)
        })
        .await
    }
}

/// Inserts under the next free id of the account.
pub(super) fn insert(connection: &Connection, owner: UserId, new: NewTask, now: Timestamp) -> Outcome<Task> {
    let mut next = connection.prepare_cached("SELECT next_id FROM task_counters WHERE user_id = :owner")?;
    let id = next
        .query_row(named_params! {":owner": owner}, |row| row.get(0))
        .optional()?
        // The account was removed while the request was on its way.
        .ok_or(Error::Unauthenticated)?;
    let task = Task {
        id,
        uid: new_uid(now),
        title: new.title,
        description: new.description,
        completed_at: new.completed_at,
        created_at: now,
        updated_at: now,
    };
    insert_as_is(connection, owner, &task)?;
    Ok(task)
}

/// Inserts under the id that the task has.
pub(super) fn insert_as_is(connection: &Connection, owner: UserId, task: &Task) -> Outcome<()> {
    let mut insert = connection.prepare_cached(
        "INSERT INTO tasks (user_id, id, uid, title, description, completed_at, created_at, updated_at)
         VALUES (:owner, :id, :uid, :title, :description, :completed_at, :created_at, :updated_at)",
    )?;
    insert.execute(named_params! {
        ":owner": owner,
        ":id": task.id,
        ":uid": UuidBytes(task.uid),
        ":title": task.title,
        ":description": task.description,
        ":completed_at": task.completed_at.map(Millis),
        ":created_at": Millis(task.created_at),
        ":updated_at": Millis(task.updated_at),
    })?;
    Ok(())
}

fn update(connection: &Connection, owner: UserId, task: &Task) -> Outcome<()> {
    let mut update = connection.prepare_cached(
        "UPDATE tasks
         SET title = :title, description = :description, completed_at = :completed_at, updated_at = :updated_at
         WHERE user_id = :owner AND id = :id",
    )?;
    update.execute(named_params! {
        ":owner": owner,
        ":id": task.id,
        ":title": task.title,
        ":description": task.description,
        ":completed_at": task.completed_at.map(Millis),
        ":updated_at": Millis(task.updated_at),
    })?;
    Ok(())
}

fn select(connection: &Connection, owner: UserId, id: TaskId) -> Outcome<Task> {
    let mut select = connection.prepare_cached(
        "SELECT id, uid, title, description, completed_at, created_at, updated_at
         FROM tasks WHERE user_id = :owner AND id = :id",
    )?;
    let task = select.query_row(named_params! {":owner": owner, ":id": id}, read_task).optional()?;
    task.ok_or(Failure::Refused(Error::NotFound("task")))
}

/// The tasks of a page, and one more if there are more.
fn select_page(connection: &Connection, owner: UserId, query: TaskQuery) -> Outcome<Vec<Task>> {
    let mut select = connection.prepare_cached(match query.status {
        TaskStatus::All => {
            "SELECT id, uid, title, description, completed_at, created_at, updated_at
             FROM tasks
             WHERE user_id = :owner AND id < :before
             ORDER BY id DESC LIMIT :limit OFFSET :offset"
        }
        TaskStatus::Open => {
            "SELECT id, uid, title, description, completed_at, created_at, updated_at
             FROM tasks INDEXED BY open_tasks
             WHERE user_id = :owner AND id < :before AND completed_at IS NULL
             ORDER BY id DESC LIMIT :limit OFFSET :offset"
        }
        TaskStatus::Done => {
            "SELECT id, uid, title, description, completed_at, created_at, updated_at
             FROM tasks INDEXED BY done_tasks
             WHERE user_id = :owner AND id < :before AND completed_at IS NOT NULL
             ORDER BY id DESC LIMIT :limit OFFSET :offset"
        }
    })?;
    let limit = query.per_page.get();
    let (before, offset) = match query.start {
        PageStart::Before(id) => (id, 0),
        PageStart::Page(page) => (TaskId(i64::MAX), (page.get() - 1).saturating_mul(u64::from(limit))),
    };
    let offset = i64::try_from(offset).unwrap_or(i64::MAX);
    let parameters = named_params! {":owner": owner, ":before": before, ":limit": limit + 1, ":offset": offset};
    let tasks = select.query_map(parameters, read_task)?.collect::<rusqlite::Result<_>>()?;
    Ok(tasks)
}

fn count(connection: &Connection, owner: UserId, status: TaskStatus) -> Outcome<u64> {
    let mut select = connection.prepare_cached("SELECT open, done FROM task_counters WHERE user_id = :owner")?;
    let counts = select
        .query_row(named_params! {":owner": owner}, |row| Ok((row.get::<_, u64>(0)?, row.get::<_, u64>(1)?)))
        .optional()?;
    let (open, done) = counts.unwrap_or_default();
    Ok(match status {
        TaskStatus::Open => open,
        TaskStatus::Done => done,
        TaskStatus::All => open + done,
    })
}

fn read_task(row: &Row<'_>) -> rusqlite::Result<Task> {
    let UuidBytes(uid) = row.get(1)?;
    let Millis(created_at) = row.get(5)?;
    let Millis(updated_at) = row.get(6)?;
    Ok(Task {
        id: row.get(0)?,
        uid,
        title: row.get(2)?,
        description: row.get(3)?,
        completed_at: row.get::<_, Option<Millis>>(4)?.map(|Millis(instant)| instant),
        created_at,
        updated_at,
    })
}

fn answered_before(
    connection: &Connection,
    owner: UserId,
    repeatable: &Repeatable,
    now: Timestamp,
) -> Outcome<Option<Task>> {
    let mut select = connection.prepare_cached(
        "SELECT request_digest, answer FROM idempotency_keys
         WHERE user_id = :owner AND key = :key AND created_at > :since",
    )?;
    let since = now.saturating_sub(IDEMPOTENCY_PERIOD).unwrap_or(Timestamp::MIN);
    let kept = select
        .query_row(named_params! {":owner": owner, ":key": repeatable.key.as_str(), ":since": Millis(since)}, |row| {
            Ok((row.get::<_, [u8; 32]>(0)?, row.get::<_, String>(1)?))
        })
        .optional()?;
    match kept {
        None => Ok(None),
        Some((digest, _)) if digest != repeatable.request_digest => Err(Repeatable::reused_for_another().into()),
        Some((_, answer)) => Ok(Some(serde_json::from_str(&answer).map_err(Error::internal)?)),
    }
}

fn keep_answer(
    connection: &Connection,
    owner: UserId,
    repeatable: &Repeatable,
    answer: &Task,
    now: Timestamp,
) -> Outcome<()> {
    let mut insert = connection.prepare_cached(
        "INSERT OR REPLACE INTO idempotency_keys (user_id, key, request_digest, answer, created_at)
         VALUES (:owner, :key, :digest, :answer, :now)",
    )?;
    insert.execute(named_params! {
        ":owner": owner,
        ":key": repeatable.key.as_str(),
        ":digest": repeatable.request_digest.as_slice(),
        ":answer": serde_json::to_string(answer).map_err(Error::internal)?,
        ":now": Millis(now),
    })?;
    Ok(())
}

fn one_row(changed: usize) -> Outcome<()> {
    if changed == 1 { Ok(()) } else { Err(Error::NotFound("task").into()) }
}
