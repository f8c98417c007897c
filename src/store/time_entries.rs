//! Time entries in the database.

pub mod of_tasks;
pub mod room;
pub mod sheet;
pub mod table;

use std::collections::HashMap;

use rusqlite::{Connection, OptionalExtension, named_params};

use crate::domain::calendar::Calendar;
use crate::domain::log::act::Act;
use crate::domain::log::change::{Action, ChangeId, Written};
use crate::domain::log::precondition::IfMatch;
use crate::domain::tasks::{Estimate, TaskId};
use crate::domain::time_entries::{NewTimeEntry, Source, TimeEntry, TimeEntryId, TimeEntryPatch, TimedTask, When};
use crate::domain::users::UserId;
use crate::error::{Error, Result};
use crate::store::engine::columns::new_uid;
use crate::store::engine::failure::Outcome;
use crate::store::log::recorder::Recorder;
use crate::store::time_entries::room::{check_split, clear, split};
use crate::store::time_entries::table::{next_number, select};
use crate::store::{Store, settings};

impl Store {
    pub async fn find_time_entry(&self, owner: UserId, id: TimeEntryId) -> Result<TimeEntry> {
        self.read(move |connection| select(connection, owner, id)).await
    }

    /// Creates an entry that doesn't run. Other entries give way to it if they may.
    pub async fn create_time_entry(&self, act: Act, new: NewTimeEntry, adjust: bool) -> Result<Written<TimeEntry>> {
        self.act(act, Some(Action::Create), move |recorder| {
            let blank = blank(recorder, new.task_id, Source::Manual)?;
            let today = Calendar::of(&settings::select(recorder.connection, recorder.owner)?).day_of(recorder.at);
            let mut entry = new.put_into(blank, recorder.at, today)?;
            clear(recorder, &mut entry, adjust)?;
            recorder.add(entry)
        })
        .await
    }

    /// Changes an entry and returns it. Other entries give way to it if they may.
    pub async fn update_time_entry(
        &self,
        act: Act,
        id: TimeEntryId,
        patch: TimeEntryPatch,
        adjust: bool,
        if_match: IfMatch,
    ) -> Result<Written<TimeEntry>> {
        self.act(act, None, move |recorder| {
            let before = select(recorder.connection, recorder.owner, id)?;
            if_match.check(before.version)?;
            let today = Calendar::of(&settings::select(recorder.connection, recorder.owner)?).day_of(recorder.at);
            let mut after = patch.apply(&before, recorder.at, today)?;
            if after.task_id != before.task_id {
                after.estimate = estimate_of(recorder.connection, recorder.owner, after.task_id)?;
            }
            if after.span() != before.span() {
                clear(recorder, &mut after, adjust)?;
            }
            recorder.change(&before, after)
        })
        .await
    }

    /// Deletes an entry. Undo restores it.
    pub async fn delete_time_entry(&self, act: Act, id: TimeEntryId, if_match: IfMatch) -> Result<Written<()>> {
        self.act(act, None, move |recorder| {
            let before = select(recorder.connection, recorder.owner, id)?;
            if_match.check(before.version)?;
            recorder.change(&before, TimeEntry { deleted_at: Some(recorder.at), ..before.clone() })?;
            Ok(())
        })
        .await
    }

    /// Splits an entry in two, of which the first keeps its number, and returns both. If it runs, the second runs on.
    pub async fn split_time_entry(
        &self,
        act: Act,
        id: TimeEntryId,
        at: When,
        if_match: IfMatch,
    ) -> Result<Written<(TimeEntry, TimeEntry)>> {
        self.act(act, Some(Action::Update), move |recorder| {
            let before = select(recorder.connection, recorder.owner, id)?;
            if_match.check(before.version)?;
            let at = at.in_zone("at", &before.zone, recorder.at)?;
            check_split(&before, at)?;
            split(recorder, &before, at, at)
        })
        .await
    }
}

/// A new entry of a task, without times yet.
pub fn blank(recorder: &Recorder<'_>, task_id: Option<TaskId>, source: Source) -> Outcome<TimeEntry> {
    let (connection, owner) = (recorder.connection, recorder.owner);
    Ok(TimeEntry {
        id: next_number(connection, owner)?,
        uid: new_uid(recorder.at),
        version: ChangeId(0),
        task_id,
        note: None,
        started_at: None,
        ended_at: None,
        day: None,
        seconds: None,
        zone: settings::select(connection, owner)?.zone_or_utc(),
        target: None,
        estimate: estimate_of(connection, owner, task_id)?,
        source,
        confirmed_at: None,
        created_at: recorder.at,
        updated_at: recorder.at,
        deleted_at: None,
    })
}

/// The estimate of a task that time is spent on, which must not be in the trash.
fn estimate_of(connection: &Connection, owner: UserId, task: Option<TaskId>) -> Outcome<Option<Estimate>> {
    let Some(id) = task else { return Ok(None) };
    let task = select_timed(connection, owner, [id])?.remove(&id).filter(|task| !task.deleted);
    Ok(task.ok_or_else(|| Error::invalid("task_id", "There is no such task."))?.estimate)
}

/// What to know of tasks that time was spent on, in or out of the trash.
pub fn select_timed(
    connection: &Connection,
    owner: UserId,
    ids: impl IntoIterator<Item = TaskId>,
) -> Outcome<HashMap<TaskId, TimedTask>> {
    let mut select = connection.prepare_cached(
        "SELECT title, project_id, tags, estimate, completed_at IS NOT NULL, 0 FROM tasks
         WHERE user_id = :owner AND id = :id
         UNION ALL
         SELECT title, project_id, tags, estimate, completed_at IS NOT NULL, 1 FROM trashed_tasks
         WHERE user_id = :owner AND id = :id",
    )?;
    let mut found = HashMap::new();
    for id in ids {
        if found.contains_key(&id) {
            continue;
        }
        let task = select.query_row(named_params! {":owner": owner, ":id": id}, |row| {
            let tags: Option<String> = row.get(2)?;
            let estimate: Option<i64> = row.get(3)?;
            Ok(TimedTask {
                id,
                title: row.get(0)?,
                project_id: row.get(1)?,
                tags: tags.unwrap_or_default().split_ascii_whitespace().map(str::to_owned).collect(),
                estimate: estimate.and_then(|minutes| Estimate::parse(minutes).ok()),
                closed: row.get(4)?,
                deleted: row.get(5)?,
            })
        });
        if let Some(task) = task.optional()? {
            found.insert(id, task);
        }
    }
    Ok(found)
}
