//! The one way to write an account's data: every change goes into the account's log, and then into its table.
//!
//! The schema's triggers refuse a row that names no change, so nothing can be written past this.

use rusqlite::{Connection, OptionalExtension, named_params};
use serde::Serialize;

use super::failure::Outcome;
use super::row::{Millis, new_uid};
use super::task_rows::{Counted, count, delete_task, insert_task, update_task};
use crate::domain::Timestamp;
use crate::domain::act::{Act, Actor};
use crate::domain::change::{Action, ChangeId, GroupId, ObjectKind};
use crate::domain::task::{NewTask, Task, TaskId};
use crate::domain::user::UserId;
use crate::error::Error;

/// Writes what one user action changes, as one group.
pub struct Recorder<'c> {
    pub connection: &'c Connection,
    pub owner: UserId,
    pub at: Timestamp,
    actor: Actor,
    /// What the whole group does, whatever its changes do.
    action: Option<Action>,
    /// What its changes do.
    done: Option<Action>,
    undoes: Option<GroupId>,
    first: ChangeId,
    next: ChangeId,
    next_task: TaskId,
    counted: Counted,
}

impl<'c> Recorder<'c> {
    /// Begins a group. Without an action, its changes say what it does.
    pub fn begin(connection: &'c Connection, act: &Act, action: Option<Action>) -> Outcome<Self> {
        let mut head = connection.prepare_cached(
            "SELECT next_id, coalesce((SELECT max(id) FROM changes WHERE user_id = :owner), 0)
             FROM task_counters WHERE user_id = :owner",
        )?;
        let (next_task, head): (TaskId, ChangeId) = head
            .query_row(named_params! {":owner": act.owner}, |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()?
            // The account was removed while the request was on its way.
            .ok_or(Error::Unauthenticated)?;
        Ok(Self {
            connection,
            owner: act.owner,
            at: act.at,
            actor: act.actor.clone(),
            action,
            done: None,
            undoes: None,
            first: head.next(),
            next: head.next(),
            next_task,
            counted: Counted::default(),
        })
    }

    /// Says that the group takes another one back.
    pub fn take_back(&mut self, group: GroupId, action: Action) {
        self.undoes = Some(group);
        self.action = Some(action.taken_back());
    }

    /// Makes a task under the next free id.
    pub fn create_task(&mut self, new: NewTask) -> Outcome<Task> {
        self.add_task(Task {
            id: self.next_task,
            uid: new_uid(self.at),
            version: self.next,
            title: new.title,
            description: new.description,
            completed_at: new.completed_at,
            created_at: self.at,
            updated_at: self.at,
            deleted_at: None,
        })
    }

    /// Adds a task as it is, but for its version.
    pub fn add_task(&mut self, mut task: Task) -> Outcome<Task> {
        task.version = self.append(Action::Create, task.id, None::<&()>, Some(&task.made(self.at)))?;
        insert_task(self.connection, self.owner, &task)?;
        self.counted.add(&task, 1);
        self.next_task = self.next_task.max(TaskId(task.id.0.saturating_add(1)));
        Ok(task)
    }

    /// The id of the next task that is made.
    pub fn next_task(&self) -> TaskId {
        self.next_task
    }

    /// Writes the new state of a task, in the trash or out of it. One that is as it was is not touched.
    pub fn change_task(&mut self, before: &Task, mut after: Task) -> Outcome<Task> {
        let (old, new) = Task::differences(before, &after)?;
        if new.is_empty() {
            return Ok(before.clone());
        }
        self.counted.add(before, -1);
        self.counted.add(&after, 1);
        after.version = self.append(Action::on_task(before, &after), before.id, Some(&old), Some(&new))?;
        if before.deleted_at.is_none() && after.deleted_at.is_none() {
            update_task(self.connection, self.owner, &after)?;
        } else {
            delete_task(self.connection, self.owner, before)?;
            insert_task(self.connection, self.owner, &after)?;
        }
        Ok(after)
    }

    /// Removes a task from the trash for good, and erases what the log says of it.
    pub fn purge_task(&mut self, task: &Task) -> Outcome<()> {
        self.append(Action::Purge, task.id, None::<&()>, None::<&()>)?;
        delete_task(self.connection, self.owner, task)?;
        self.counted.add(task, -1);
        let mut erase = self.connection.prepare_cached(
            "UPDATE changes SET before = NULL, after = NULL
             WHERE user_id = :owner AND kind = :kind AND object_id = :id AND (before IS NOT NULL OR after IS NOT NULL)",
        )?;
        erase.execute(named_params! {":owner": self.owner, ":kind": ObjectKind::Task.as_str(), ":id": task.id})?;
        Ok(())
    }

    /// Ends the group. Answers its number, or nothing when nothing was changed.
    pub fn finish(self) -> Outcome<Option<GroupId>> {
        let Some(done) = self.done else { return Ok(None) };
        let group = GroupId(self.first.0);
        let mut insert = self.connection.prepare_cached(
            "INSERT INTO change_groups (user_id, id, last_id, at, actor_id, action, undoes)
             VALUES (:owner, :id, :last, :at, :actor, :action, :undoes)",
        )?;
        insert.execute(named_params! {
            ":owner": self.owner,
            ":id": group,
            ":last": self.next.0 - 1,
            ":at": Millis(self.at),
            ":actor": actor_id(self.connection, self.owner, &self.actor)?,
            ":action": self.action.unwrap_or(done).as_str(),
            ":undoes": self.undoes,
        })?;
        count(self.connection, self.owner, self.counted, self.next_task)?;
        if let Some(undone) = self.undoes {
            note_undo(self.connection, self.owner, undone, group)?;
        }
        Ok(Some(group))
    }

    fn append(
        &mut self,
        action: Action,
        task: TaskId,
        before: Option<&impl Serialize>,
        after: Option<&impl Serialize>,
    ) -> Outcome<ChangeId> {
        let id = self.next;
        append(self.connection, self.owner, (id, task), before, after)?;
        self.next = id.next();
        self.done = Some(self.done.map_or(action, |done| done.and(action)));
        Ok(id)
    }
}

/// Appends a change to an account's log.
pub fn append(
    connection: &Connection,
    owner: UserId,
    (id, task): (ChangeId, TaskId),
    before: Option<&impl Serialize>,
    after: Option<&impl Serialize>,
) -> Outcome<()> {
    let mut insert = connection.prepare_cached(
        "INSERT INTO changes (user_id, id, kind, object_id, before, after)
         VALUES (:owner, :id, :kind, :object, :before, :after)",
    )?;
    insert.execute(named_params! {
        ":owner": owner,
        ":id": id,
        ":kind": ObjectKind::Task.as_str(),
        ":object": task,
        ":before": before.map(serde_json::to_string).transpose().map_err(Error::internal)?,
        ":after": after.map(serde_json::to_string).transpose().map_err(Error::internal)?,
    })?;
    Ok(())
}

/// Notes that a group was taken back. What that group had taken back itself is in force again.
pub fn note_undo(connection: &Connection, owner: UserId, undone: GroupId, by: GroupId) -> Outcome<()> {
    let mut note = connection.prepare_cached(
        "UPDATE change_groups SET undone_by = :by WHERE user_id = :owner AND id = :id RETURNING undoes",
    )?;
    let again: Option<GroupId> =
        note.query_row(named_params! {":owner": owner, ":id": undone, ":by": by}, |row| row.get(0))?;
    if let Some(again) = again {
        let mut clear = connection
            .prepare_cached("UPDATE change_groups SET undone_by = NULL WHERE user_id = :owner AND id = :id")?;
        clear.execute(named_params! {":owner": owner, ":id": again})?;
    }
    Ok(())
}

/// The number of an actor within the account; whoever acts for the first time gets one.
fn actor_id(connection: &Connection, owner: UserId, actor: &Actor) -> Outcome<i64> {
    let parameters = named_params! {
        ":owner": owner,
        ":kind": actor.kind.as_str(),
        ":session": actor.session_id,
        ":name": actor.name,
    };
    let mut select = connection.prepare_cached(
        "SELECT id FROM actors
         WHERE user_id = :owner AND kind = :kind AND session_id IS :session
           AND name IS coalesce(:name, (SELECT user_agent FROM sessions WHERE user_id = :owner AND id = :session))",
    )?;
    if let Some(id) = select.query_row(parameters, |row| row.get(0)).optional()? {
        return Ok(id);
    }
    let mut insert = connection.prepare_cached(
        "INSERT INTO actors (user_id, id, kind, session_id, name)
         SELECT :owner, 1 + coalesce(max(id), 0), :kind, :session,
                coalesce(:name, (SELECT user_agent FROM sessions WHERE user_id = :owner AND id = :session))
         FROM actors WHERE user_id = :owner
         RETURNING id",
    )?;
    Ok(insert.query_row(parameters, |row| row.get(0))?)
}
