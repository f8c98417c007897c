//! Tasks in the database.

use rusqlite::{Connection, OptionalExtension, Row, named_params};

use super::Store;
use super::connection::in_one_snapshot;
use super::failure::{Failure, Outcome};
use super::recorder::Recorder;
use super::row::{Millis, UuidBytes};
use crate::domain::act::Act;
use crate::domain::change::Written;
use crate::domain::page::{PageStart, TaskQuery};
use crate::domain::precondition::IfMatch;
use crate::domain::task::{NewTask, Task, TaskId, TaskIds, TaskPatch, TaskStatus};
use crate::domain::user::UserId;
use crate::error::{Error, Result};

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
    /// Makes a task.
    pub async fn create_task(&self, act: Act, new: NewTask) -> Result<Written<Task>> {
        self.act(act, None, move |recorder| recorder.create_task(new)).await
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
    pub async fn update_task(
        &self,
        act: Act,
        id: TaskId,
        patch: TaskPatch,
        if_match: IfMatch,
    ) -> Result<Written<Task>> {
        self.act(act, None, move |recorder| {
            let before = select(recorder.connection, recorder.owner, id)?;
            if_match.check(before.version)?;
            let after = before.patched(patch, recorder.at);
            recorder.change_task(&before, after)
        })
        .await
    }

    /// Changes several tasks alike, all or none of them.
    pub async fn update_tasks(&self, act: Act, ids: TaskIds, patch: TaskPatch) -> Result<Written<Vec<Task>>> {
        self.act(act, None, move |recorder| {
            ids.iter()
                .map(|id| {
                    let before = select(recorder.connection, recorder.owner, id)?;
                    let after = before.patched(patch.clone(), recorder.at);
                    recorder.change_task(&before, after)
                })
                .collect()
        })
        .await
    }

    /// Moves a task to the trash.
    pub async fn delete_task(&self, act: Act, id: TaskId, if_match: IfMatch) -> Result<Written<()>> {
        self.act(act, None, move |recorder| {
            let before = select(recorder.connection, recorder.owner, id)?;
            if_match.check(before.version)?;
            delete(recorder, &before)
        })
        .await
    }

    /// Moves several tasks to the trash, all or none of them.
    pub async fn delete_tasks(&self, act: Act, ids: TaskIds) -> Result<Written<()>> {
        self.act(act, None, move |recorder| {
            ids.iter().try_for_each(|id| {
                let before = select(recorder.connection, recorder.owner, id)?;
                delete(recorder, &before)
            })
        })
        .await
    }
}

fn delete(recorder: &mut Recorder<'_>, before: &Task) -> Outcome<()> {
    recorder.change_task(before, Task { deleted_at: Some(recorder.at), ..before.clone() })?;
    Ok(())
}

/// A task that is not in the trash.
pub(super) fn select(connection: &Connection, owner: UserId, id: TaskId) -> Outcome<Task> {
    let mut select = connection.prepare_cached(
        "SELECT id, uid, version, title, description, completed_at, created_at, updated_at, NULL
         FROM tasks WHERE user_id = :owner AND id = :id",
    )?;
    let task = select.query_row(named_params! {":owner": owner, ":id": id}, read_task).optional()?;
    task.ok_or(Failure::Refused(Error::NotFound("task")))
}

/// The tasks of a page, and one more if there are more.
fn select_page(connection: &Connection, owner: UserId, query: TaskQuery) -> Outcome<Vec<Task>> {
    let mut select = connection.prepare_cached(match query.status {
        TaskStatus::All => {
            "SELECT id, uid, version, title, description, completed_at, created_at, updated_at, NULL
             FROM tasks
             WHERE user_id = :owner AND id < :before
             ORDER BY id DESC LIMIT :limit OFFSET :offset"
        }
        TaskStatus::Open => {
            "SELECT id, uid, version, title, description, completed_at, created_at, updated_at, NULL
             FROM tasks INDEXED BY open_tasks
             WHERE user_id = :owner AND id < :before AND completed_at IS NULL
             ORDER BY id DESC LIMIT :limit OFFSET :offset"
        }
        TaskStatus::Done => {
            "SELECT id, uid, version, title, description, completed_at, created_at, updated_at, NULL
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

/// Reads a row of tasks, or of the trash.
pub(super) fn read_task(row: &Row<'_>) -> rusqlite::Result<Task> {
    let UuidBytes(uid) = row.get(1)?;
    let Millis(created_at) = row.get(6)?;
    let Millis(updated_at) = row.get(7)?;
    Ok(Task {
        id: row.get(0)?,
        uid,
        version: row.get(2)?,
        title: row.get(3)?,
        description: row.get(4)?,
        completed_at: row.get::<_, Option<Millis>>(5)?.map(|Millis(instant)| instant),
        created_at,
        updated_at,
        deleted_at: row.get::<_, Option<Millis>>(8)?.map(|Millis(instant)| instant),
    })
}
