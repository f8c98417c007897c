//! The only way to write an account's data: every change goes into the account's log, then into its table.
//!
//! The schema's triggers refuse a row that names no change, so nothing can bypass this.

use rusqlite::{Connection, OptionalExtension, named_params};

use crate::domain::Timestamp;
use crate::domain::log::act::{Act, Actor};
use crate::domain::log::change::{Action, ChangeId, Fields, GroupId, ObjectKind};
use crate::domain::tasks::TaskId;
use crate::domain::users::UserId;
use crate::error::Error;
use crate::store::engine::columns::Millis;
use crate::store::engine::failure::Outcome;
use crate::store::log::cost::Cost;
use crate::store::log::counters::{Counted, count};
use crate::store::log::stored::Stored;
use crate::store::log::touched::Touched;

/// Writes the changes of one user action as one group.
pub struct Recorder<'c> {
    pub connection: &'c Connection,
    pub owner: UserId,
    pub at: Timestamp,
    actor: Actor,
    /// The number of the actor within the account; `None` if it has never acted before.
    actor_id: Option<i64>,
    /// The action of the whole group, whatever its changes do.
    action: Option<Action>,
    /// The combined action of its changes.
    done: Option<Action>,
    undoes: Option<GroupId>,
    first: ChangeId,
    next: ChangeId,
    next_task: TaskId,
    counted: Counted,
    touched: Touched,
    cost: Cost,
}

impl<'c> Recorder<'c> {
    /// Begins a group. Without an action, it is derived from the changes.
    pub fn begin(connection: &'c Connection, act: &Act, action: Option<Action>) -> Outcome<Self> {
        // One statement reads everything that each group needs.
        let mut head = connection.prepare_cached(
            "SELECT next_task_id, coalesce((SELECT max(id) FROM changes WHERE user_id = :owner), 0),
                    (SELECT id FROM actors
                     WHERE user_id = :owner AND kind = :kind AND session_id IS :session
                       AND name IS coalesce(:name, (SELECT user_agent FROM sessions
                                                    WHERE user_id = :owner AND id = :session)))
             FROM counters WHERE user_id = :owner AND user_id NOT IN (SELECT user_id FROM moved_accounts)",
        )?;
        let actor = &act.actor;
        let (next_task, head, actor_id): (TaskId, ChangeId, _) = head
            .query_row(
                named_params! {
                    ":owner": act.owner,
                    ":kind": actor.kind.as_str(),
                    ":session": actor.session_id,
                    ":name": actor.name,
                },
                |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
            )
            .optional()?
            // The account was removed or moved while the request was in flight.
            .ok_or(Error::Unauthenticated)?;
        Ok(Self {
            connection,
            owner: act.owner,
            at: act.at,
            actor: act.actor.clone(),
            actor_id,
            action,
            done: None,
            undoes: None,
            first: head.next(),
            next: head.next(),
            next_task,
            counted: Counted::default(),
            touched: Touched::default(),
            cost: Cost::of(act.actor.kind),
        })
    }

    /// Lets this group cost twice as much: taking a change back can cost more than the change did.
    pub fn allow_twice(&mut self) {
        self.cost.allow_twice();
    }

    /// Counts what an action takes into memory besides what it writes.
    pub fn spend(&mut self, bytes: usize) -> Outcome<()> {
        Ok(self.cost.spend(bytes)?)
    }

    /// Fixes the group's action to that of its changes so far; the rest are consequences.
    pub fn settle_action(&mut self) {
        self.action = self.action.or(self.done);
    }

    /// Records that this group undoes another one.
    pub fn take_back(&mut self, group: GroupId, action: Action) {
        self.undoes = Some(group);
        self.action = Some(action.taken_back());
    }

    /// The number of the next task to create.
    pub fn next_task(&self) -> TaskId {
        self.next_task
    }

    /// Adds an object as it is, except for its version.
    pub fn add<O: Stored>(&mut self, mut object: O) -> Outcome<O> {
        object.check().map_err(Error::from)?;
        object.check_references(self.connection, self.owner, None)?;
        let made = object.made(self.at)?;
        self.cost.spend(object.size())?;
        object.set_version(self.append((O::KIND, object.number()), Action::Create, None, Some(made))?);
        object.insert(self.connection, self.owner)?;
        object.count(&mut self.counted, 1);
        object.note(None, &mut self.touched);
        if O::KIND == ObjectKind::Task {
            self.next_task = self.next_task.max(TaskId(object.number().saturating_add(1)));
        }
        Ok(object)
    }

    /// Writes the new state of an object, in or out of the trash. An unchanged object is not touched.
    pub fn change<O: Stored>(&mut self, before: &O, mut after: O) -> Outcome<O> {
        // What is the same in the end has been read, too.
        self.cost.spend(after.size())?;
        let (old, new) = O::differences(before, &after)?;
        if new.is_empty() {
            return Ok(before.clone());
        }
        after.check().map_err(Error::from)?;
        after.check_references(self.connection, self.owner, Some(before))?;
        before.count(&mut self.counted, -1);
        after.count(&mut self.counted, 1);
        after.note(Some(before), &mut self.touched);
        let action = O::action(before, &after, &new);
        after.set_version(self.append((O::KIND, before.number()), action, json(&old)?, json(&new)?)?);
        after.update(self.connection, self.owner, before)?;
        Ok(after)
    }

    /// Removes an object from the trash for good, and erases it from the log. Returns how many changes it erased.
    pub fn purge<O: Stored>(&mut self, object: &O) -> Outcome<usize> {
        self.append((O::KIND, object.number()), Action::Purge, None, None)?;
        object.delete(self.connection, self.owner)?;
        object.count(&mut self.counted, -1);
        let mut erase = self.connection.prepare_cached(
            "UPDATE changes INDEXED BY changes_by_object SET before = NULL, after = NULL
             WHERE user_id = :owner AND kind = :kind AND object_id = :id AND (before IS NOT NULL OR after IS NOT NULL)",
        )?;
        Ok(erase.execute(named_params! {":owner": self.owner, ":kind": O::KIND.as_str(), ":id": object.number()})?)
    }

    /// Ends the group. Returns its number, or `None` if nothing changed.
    pub fn finish(self) -> Outcome<Option<GroupId>> {
        let Some(done) = self.done else { return Ok(None) };
        self.touched.check(self.connection, self.owner)?;
        let group = GroupId(self.first.0);
        let actor = match self.actor_id {
            Some(id) => id,
            None => add_actor(self.connection, self.owner, &self.actor)?,
        };
        let mut insert = self.connection.prepare_cached(
            "INSERT INTO change_groups (user_id, id, last_id, at, actor_id, action, undoes)
             VALUES (:owner, :id, :last, :at, :actor, :action, :undoes)",
        )?;
        insert.execute(named_params! {
            ":owner": self.owner,
            ":id": group,
            ":last": self.next.0 - 1,
            ":at": Millis(self.at),
            ":actor": actor,
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
        object: (ObjectKind, i64),
        action: Action,
        before: Option<String>,
        after: Option<String>,
    ) -> Outcome<ChangeId> {
        let id = self.next;
        self.cost.spend([&before, &after].into_iter().flatten().map(String::len).sum())?;
        append(self.connection, self.owner, id, object, (before, after))?;
        self.next = id.next();
        self.done = Some(self.done.map_or(action, |done| done.and(action)));
        Ok(id)
    }
}

/// Fields in the log's format.
pub fn json(fields: &Fields) -> Outcome<Option<String>> {
    Ok(Some(serde_json::to_string(fields).map_err(Error::internal)?))
}

pub fn append(
    connection: &Connection,
    owner: UserId,
    id: ChangeId,
    (kind, object): (ObjectKind, i64),
    (before, after): (Option<String>, Option<String>),
) -> Outcome<()> {
    let mut insert = connection.prepare_cached(
        "INSERT INTO changes (user_id, id, kind, object_id, before, after)
         VALUES (:owner, :id, :kind, :object, :before, :after)",
    )?;
    insert.execute(named_params! {
        ":owner": owner,
        ":id": id,
        ":kind": kind.as_str(),
        ":object": object,
        ":before": before,
        ":after": after,
    })?;
    Ok(())
}

/// Records that a group was undone. If that group was itself an undo, the group it undid applies again.
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

/// Gives a new actor a number within the account.
fn add_actor(connection: &Connection, owner: UserId, actor: &Actor) -> Outcome<i64> {
    let mut insert = connection.prepare_cached(
        "INSERT INTO actors (user_id, id, kind, session_id, name)
         SELECT :owner, 1 + coalesce(max(id), 0), :kind, :session,
                coalesce(:name, (SELECT user_agent FROM sessions WHERE user_id = :owner AND id = :session))
         FROM actors WHERE user_id = :owner
         RETURNING id",
    )?;
    let parameters = named_params! {
        ":owner": owner,
        ":kind": actor.kind.as_str(),
        ":session": actor.session_id,
        ":name": actor.name,
    };
    Ok(insert.query_row(parameters, |row| row.get(0))?)
}
