//! The rows of tasks as they are written, in and out of the trash, and those of their tags.

use rusqlite::{Connection, OptionalExtension, named_params};

use super::counters::Counted;
use super::failure::Outcome;
use super::row::{Millis, UuidBytes};
use super::stored::Stored;
use super::task_columns::{priority_rank, read_task, select_live, select_trashed};
use super::task_references::check_references;
use super::touched::Touched;
use crate::domain::position::Position;
use crate::domain::task::{Estimate, Status, Tags, Task, TaskId};
use crate::domain::user::UserId;
use crate::error::Error;

impl Stored for Task {
    fn select_anywhere(connection: &Connection, owner: UserId, number: i64) -> Outcome<Option<Self>> {
        let parameters = named_params! {":owner": owner, ":id": number};
        let mut trashed = connection.prepare_cached(select_trashed!("WHERE user_id = :owner AND id = :id"))?;
        if let Some(task) = trashed.query_row(parameters, read_task).optional()? {
            return Ok(Some(task));
        }
        select_live(connection, owner, TaskId(number))
    }

    fn insert(&self, connection: &Connection, owner: UserId) -> Outcome<()> {
        if self.deleted_at.is_some() {
            return write(
                connection,
                owner,
                self,
                "INSERT INTO trashed_tasks
                   (user_id, id, uid, version, title, description, completed_at, created_at, updated_at, dropped,
                    priority, due, start, planned, estimate, project_id, parent_id, tags, recurrence, previous_id,
                    position, deleted_at, deleted_uptime)
                 SELECT :owner, :id, :uid, :version, :title, :description, :completed_at, :created_at, :updated_at,
                        :dropped, :priority, :due, :start, :planned, :estimate, :project, :parent, :tags, :recurrence,
                        :previous, :position, :deleted_at, uptime
                 FROM server",
            );
        }
        write(
            connection,
            owner,
            self,
            "INSERT INTO tasks
               (user_id, id, uid, version, title, description, completed_at, created_at, updated_at, dropped, priority,
                due, start, planned, estimate, project_id, parent_id, tags, recurrence, previous_id, position)
             SELECT :owner, :id, :uid, :version, :title, :description, :completed_at, :created_at, :updated_at,
                    :dropped, :priority, :due, :start, :planned, :estimate, :project, :parent, :tags, :recurrence,
                    :previous, :position
             WHERE :deleted_at IS NULL",
        )?;
        insert_tags(connection, owner, self.id, &self.tags)
    }

    fn update(&self, connection: &Connection, owner: UserId, before: &Self) -> Outcome<()> {
        if before.deleted_at.is_some() || self.deleted_at.is_some() {
            before.delete(connection, owner)?;
            return self.insert(connection, owner);
        }
        write(
            connection,
            owner,
            self,
            "UPDATE tasks
             SET version = :version, title = :title, description = :description, completed_at = :completed_at,
                 updated_at = :updated_at, dropped = :dropped, priority = :priority, due = :due, start = :start,
                 planned = :planned, estimate = :estimate, project_id = :project, parent_id = :parent, tags = :tags,
                 recurrence = :recurrence, previous_id = :previous, position = :position
             WHERE user_id = :owner AND id = :id AND uid = :uid AND created_at = :created_at AND :deleted_at IS NULL",
        )?;
        if before.tags != self.tags {
            delete_tags(connection, owner, self.id, &before.tags)?;
            insert_tags(connection, owner, self.id, &self.tags)?;
        }
        Ok(())
    }

    fn delete(&self, connection: &Connection, owner: UserId) -> Outcome<()> {
        let mut delete = connection.prepare_cached(match self.deleted_at {
            None => "DELETE FROM tasks WHERE user_id = :owner AND id = :id",
            Some(_) => "DELETE FROM trashed_tasks WHERE user_id = :owner AND id = :id",
        })?;
        delete.execute(named_params! {":owner": owner, ":id": self.id})?;
        if self.deleted_at.is_none() {
            delete_tags(connection, owner, self.id, &self.tags)?;
        }
        Ok(())
    }

    fn check_references(&self, connection: &Connection, owner: UserId, before: Option<&Self>) -> Outcome<()> {
        check_references(connection, owner, before, self)
    }

    fn note(&self, before: Option<&Self>, touched: &mut Touched) {
        touched.note_task(before, self);
    }

    fn count(&self, counted: &mut Counted, times: i64) {
        let place = match (self.deleted_at, self.completed_at) {
            (Some(_), _) => &mut counted.trashed,
            (None, Some(_)) => &mut counted.done,
            (None, None) => &mut counted.open,
        };
        *place += times;
    }
}

/// Runs a statement that names every column of a task.
fn write(connection: &Connection, owner: UserId, task: &Task, sql: &str) -> Outcome<()> {
    let recurrence = task.recurrence.as_ref().map(serde_json::to_string).transpose().map_err(Error::internal)?;
    let mut statement = connection.prepare_cached(sql)?;
    statement.execute(named_params! {
        ":owner": owner,
        ":id": task.id,
        ":uid": UuidBytes(task.uid),
        ":version": task.version,
        ":title": task.title,
        ":description": task.description,
        ":completed_at": task.completed_at.map(Millis),
        ":created_at": Millis(task.created_at),
        ":updated_at": Millis(task.updated_at),
        ":deleted_at": task.deleted_at.map(Millis),
        ":dropped": task.status == Status::Dropped,
        ":priority": priority_rank(task.priority),
        ":due": task.due.as_ref().map(ToString::to_string),
        ":start": task.start.map(|day| day.to_string()),
        ":planned": task.planned.map(|day| day.to_string()),
        ":estimate": task.estimate.map(Estimate::minutes),
        ":project": task.project_id,
        ":parent": task.parent_id,
        ":tags": task.tags.to_store(),
        ":recurrence": recurrence,
        ":previous": task.previous_id,
        ":position": Some(task.position.as_str()).filter(|place| *place != Position::made(task.id.0).as_str()),
    })?;
    Ok(())
}

fn insert_tags(connection: &Connection, owner: UserId, id: TaskId, tags: &Tags) -> Outcome<()> {
    if tags.is_empty() {
        return Ok(());
    }
    let mut insert =
        connection.prepare_cached("INSERT INTO task_tags (user_id, tag, task_id) VALUES (:owner, :tag, :id)")?;
    for tag in tags.iter() {
        insert.execute(named_params! {":owner": owner, ":tag": tag.as_str(), ":id": id})?;
    }
    Ok(())
}

fn delete_tags(connection: &Connection, owner: UserId, id: TaskId, tags: &Tags) -> Outcome<()> {
    if tags.is_empty() {
        return Ok(());
    }
    let mut delete =
        connection.prepare_cached("DELETE FROM task_tags WHERE user_id = :owner AND tag = :tag AND task_id = :id")?;
    for tag in tags.iter() {
        delete.execute(named_params! {":owner": owner, ":tag": tag.as_str(), ":id": id})?;
    }
    Ok(())
}
