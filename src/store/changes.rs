//! Reads an account's log.

pub mod rewind;
mod undo;

use rusqlite::{Connection, OptionalExtension, Row, named_params};

use crate::domain::list::page::{GroupQuery, LogQuery};
use crate::domain::log::act::{Actor, ActorKind};
use crate::domain::log::change::{
    Action, Change, ChangeGroup, ChangeId, GroupId, ObjectKind, TaskChange, size_of_fields,
};
use crate::domain::tasks::{Task, TaskId};
use crate::domain::users::UserId;
use crate::error::{Error, Result};
use crate::store::Store;
use crate::store::engine::columns::{Millis, fields, word};
use crate::store::engine::failure::Outcome;
use crate::store::log::stored::Stored;

/// How many of a group's changes a list shows.
const SHOWN: u32 = 5;

/// How many bytes of changes a page has before it ends early. The last one may be longer.
const MOST_BYTES: usize = 4 * 1024 * 1024;

/// A page of an account's log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GroupPage {
    /// The groups, newest first.
    pub groups: Vec<ChangeGroup>,
    /// Where the next page begins, if there is one.
    pub next: Option<GroupId>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TaskChangePage {
    /// The changes, newest first.
    pub changes: Vec<TaskChange>,
    /// Where the next page begins, if there is one.
    pub next: Option<ChangeId>,
}

impl Store {
    /// A page of the log, newest group first, each with its first changes.
    pub async fn list_changes(&self, owner: UserId, query: LogQuery) -> Result<GroupPage> {
        self.read(move |connection| {
            let mut select = connection.prepare_cached(
                "SELECT change_groups.id, last_id, at, action, undoes, undone_by, kind, session_id, name
                     FROM change_groups
                     JOIN actors ON actors.user_id = change_groups.user_id AND actors.id = change_groups.actor_id
                     WHERE change_groups.user_id = :owner AND change_groups.id < :before
                     ORDER BY change_groups.id DESC LIMIT :limit",
            )?;
            let limit = query.per_page.get();
            let parameters = named_params! {":owner": owner, ":before": query.before, ":limit": limit + 1};
            let (mut groups, mut bytes, mut has_more) = (Vec::new(), 0, false);
            for group in select.query_map(parameters, read_group)? {
                has_more = groups.len() == limit as usize || bytes >= MOST_BYTES;
                if has_more {
                    break;
                }
                let group = shown(connection, owner, group?)?;
                bytes += group.changes.iter().map(Change::size).sum::<usize>();
                groups.push(group);
            }
            let next = groups.last().filter(|_| has_more).map(|group| group.id);
            Ok(GroupPage { groups, next })
        })
        .await
    }

    /// One group, with a page of its changes.
    pub async fn find_change_group(&self, owner: UserId, id: GroupId, query: GroupQuery) -> Result<ChangeGroup> {
        self.read(move |connection| {
            let mut group = select_group(connection, owner, id)?;
            group.changes = select_changes(connection, owner, &group, query.after, query.per_page.get())?;
            Ok(group)
        })
        .await
    }

    /// The changes to a task, newest first. The task may be in the trash.
    pub async fn list_task_changes(&self, owner: UserId, id: TaskId, query: LogQuery) -> Result<TaskChangePage> {
        self.read(move |connection| {
            Task::select_anywhere(connection, owner, id.0)?.ok_or(Error::NotFound("task"))?;
            let mut select = connection.prepare_cached(
                "SELECT id, before, after FROM changes INDEXED BY changes_by_object
                     WHERE user_id = :owner AND kind = 'task' AND object_id = :id AND id < :before
                     ORDER BY id DESC LIMIT :limit",
            )?;
            let limit = query.per_page.get();
            let parameters = named_params! {":owner": owner, ":id": id, ":before": query.before, ":limit": limit + 1};
            let mut rows = select.query(parameters)?;
            let (mut changes, mut bytes, mut has_more): (Vec<TaskChange>, _, _) = (Vec::new(), 0, false);
            while let Some(row) = rows.next()? {
                has_more = changes.len() == limit as usize || bytes >= MOST_BYTES;
                if has_more {
                    break;
                }
                let (id, before, after) = (row.get(0)?, fields(row, 1)?, fields(row, 2)?);
                bytes += size_of_fields(before.as_ref()) + size_of_fields(after.as_ref());
                let group = select_group_of(connection, owner, id)?;
                let group = group.ok_or_else(|| Error::internal("a change belongs to no group"))?;
                let (at, actor, action) = (group.at, group.actor, group.action);
                changes.push(TaskChange { id, group: group.id, at, actor, action, before, after });
            }
            let next = changes.last().filter(|_| has_more).map(|change| change.id);
            Ok(TaskChangePage { changes, next })
        })
        .await
    }
}

pub fn select_group(connection: &Connection, owner: UserId, id: GroupId) -> Outcome<ChangeGroup> {
    let group = select_group_of(connection, owner, ChangeId(id.0))?;
    Ok(group.filter(|group| group.id == id).ok_or(Error::NotFound("change"))?)
}

fn select_group_of(connection: &Connection, owner: UserId, change: ChangeId) -> Outcome<Option<ChangeGroup>> {
    let mut select = connection.prepare_cached(
        "SELECT change_groups.id, last_id, at, action, undoes, undone_by, kind, session_id, name
         FROM change_groups
         JOIN actors ON actors.user_id = change_groups.user_id AND actors.id = change_groups.actor_id
         WHERE change_groups.user_id = :owner AND change_groups.id <= :id
         ORDER BY change_groups.id DESC LIMIT 1",
    )?;
    Ok(select.query_row(named_params! {":owner": owner, ":id": change}, read_group).optional()?)
}

/// Some of a group's changes in order, with the current titles of the tasks. They end early where they are long.
pub fn select_changes(
    connection: &Connection,
    owner: UserId,
    group: &ChangeGroup,
    after: ChangeId,
    limit: u32,
) -> Outcome<Vec<Change>> {
    let last = ChangeId(group.id.0 + group.change_count - 1);
    let mut select = connection.prepare_cached(
        "SELECT id, object_id, before, after,
                CASE kind
                WHEN 'task' THEN coalesce(
                  (SELECT title FROM tasks WHERE user_id = :owner AND id = object_id),
                  (SELECT title FROM trashed_tasks WHERE user_id = :owner AND id = object_id)
                )
                WHEN 'project' THEN (SELECT name FROM projects WHERE user_id = :owner AND id = object_id)
                WHEN 'section' THEN (SELECT name FROM sections WHERE user_id = :owner AND id = object_id)
                WHEN 'view' THEN (SELECT name FROM views WHERE user_id = :owner AND id = object_id)
                WHEN 'time_entry' THEN (
                  SELECT coalesce(
                    (SELECT title FROM tasks WHERE tasks.user_id = :owner AND tasks.id = task_id),
                    (SELECT title FROM trashed_tasks WHERE trashed_tasks.user_id = :owner AND trashed_tasks.id = task_id),
                    note
                  )
                  FROM time_entries WHERE time_entries.user_id = :owner AND time_entries.id = object_id
                )
                WHEN 'habit' THEN (SELECT name FROM habits WHERE user_id = :owner AND id = object_id)
                WHEN 'habit_entry' THEN (
                  SELECT habits.name FROM habit_entries
                  JOIN habits ON habits.user_id = habit_entries.user_id AND habits.id = habit_entries.habit_id
                  WHERE habit_entries.user_id = :owner AND habit_entries.id = object_id
                )
                WHEN 'pause' THEN (SELECT reason FROM pauses WHERE user_id = :owner AND id = object_id)
                END,
                kind
         FROM changes WHERE user_id = :owner AND id BETWEEN :first AND :last ORDER BY id LIMIT :limit",
    )?;
    let first = ChangeId(group.id.0.max(after.0.saturating_add(1)));
    let parameters = named_params! {":owner": owner, ":first": first, ":last": last, ":limit": limit};
    let (mut changes, mut bytes) = (Vec::new(), 0);
    for change in select.query_map(parameters, read_change)? {
        let change = change?;
        bytes += change.size();
        changes.push(change);
        if bytes >= MOST_BYTES {
            break;
        }
    }
    Ok(changes)
}

fn read_change(row: &Row<'_>) -> rusqlite::Result<Change> {
    Ok(Change {
        id: row.get(0)?,
        kind: word(row, 5, ObjectKind::from_word)?,
        object_id: row.get(1)?,
        before: fields(row, 2)?,
        after: fields(row, 3)?,
        title: row.get(4)?,
    })
}

fn read_group(row: &Row<'_>) -> rusqlite::Result<ChangeGroup> {
    let id: GroupId = row.get(0)?;
    let Millis(at) = row.get(2)?;
    Ok(ChangeGroup {
        id,
        at,
        actor: read_actor(row, 6)?,
        action: word(row, 3, Action::from_word)?,
        change_count: row.get::<_, i64>(1)? - id.0 + 1,
        changes: Vec::new(),
        undoes: row.get(4)?,
        undone_by: row.get(5)?,
    })
}

/// Reads kind, session and name, starting at this column.
pub fn read_actor(row: &Row<'_>, index: usize) -> rusqlite::Result<Actor> {
    Ok(Actor {
        kind: word(row, index, ActorKind::from_word)?,
        session_id: row.get(index + 1)?,
        name: row.get(index + 2)?,
    })
}

/// The first of a group's changes, as a list shows them. If the last one is not about a task, it is added: it comes
/// after the tasks of a deleted project.
pub fn shown(connection: &Connection, owner: UserId, mut group: ChangeGroup) -> Outcome<ChangeGroup> {
    group.changes = select_changes(connection, owner, &group, ChangeId(0), SHOWN)?;
    let last = ChangeId(group.id.0 + group.change_count - 2);
    if group.change_count > i64::from(SHOWN) {
        let last = select_changes(connection, owner, &group, last, 1)?;
        if let Some(change) = last.into_iter().find(|change| change.kind != ObjectKind::Task) {
            group.changes.pop();
            group.changes.push(change);
        }
    }
    Ok(group)
}
