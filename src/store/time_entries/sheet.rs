//! Time sheets: the time of some days, and of a task.

use std::collections::HashMap;

use jiff::civil::Date;
use rusqlite::{Connection, named_params};

use crate::domain::Timestamp;
use crate::domain::calendar::Calendar;
use crate::domain::tasks::TaskId;
use crate::domain::time_entries::{
    Named, Sheet, TimeEntry, TimeOfTask, TimeQuery, TimedTask, TimesheetStyle, Totals, timesheet,
};
use crate::domain::users::UserId;
use crate::error::{Error, Result};
use crate::store::engine::failure::Outcome;
use crate::store::time_entries::select_timed;
use crate::store::time_entries::table::{select_between, select_of_task};
use crate::store::{Store, settings};

/// The most entries of a time sheet.
const MOST_SHOWN: usize = 2_000;
/// The most entries that are added up.
const MOST_ADDED: usize = 100_000;
/// The most entries of a task that are listed.
const MOST_OF_TASK: usize = 200;

impl Store {
    /// The entries of some days, by day.
    pub async fn find_time_sheet(&self, owner: UserId, query: TimeQuery, now: Timestamp) -> Result<Sheet> {
        self.read(move |connection| {
            let Found { calendar, days, entries, tasks, truncated } = find(connection, owner, &query, now, MOST_SHOWN)?;
            Ok(Sheet { truncated, ..Sheet::of(entries, tasks, days, &calendar, now) })
        })
        .await
    }

    /// What the time of some days adds up to.
    pub async fn add_up_time(&self, owner: UserId, query: TimeQuery, now: Timestamp) -> Result<Totals> {
        self.read(move |connection| {
            let Found { calendar, days, entries, tasks, truncated } = find(connection, owner, &query, now, MOST_ADDED)?;
            Ok(Totals { truncated, ..Totals::of(&entries, &tasks, days, &calendar, now) })
        })
        .await
    }

    /// The time of some days as comma-separated values.
    pub async fn write_timesheet(
        &self,
        owner: UserId,
        query: TimeQuery,
        style: TimesheetStyle,
        now: Timestamp,
    ) -> Result<String> {
        self.read(move |connection| {
            let Found { calendar, days, entries, tasks, truncated } = find(connection, owner, &query, now, MOST_ADDED)?;
            if truncated {
                let sentence = "There are more than 100,000 entries. Ask for fewer days.";
                return Err(Error::invalid("to", sentence).into());
            }
            let mut select = connection.prepare_cached("SELECT id, name FROM projects WHERE user_id = :owner")?;
            let projects = select.query_map(named_params! {":owner": owner}, |row| Ok((row.get(0)?, row.get(1)?)))?;
            let projects = projects.collect::<rusqlite::Result<HashMap<_, _>>>()?;
            let names = Named { tasks: &tasks, projects: &projects };
            Ok(timesheet(&entries, &names, days, style, &calendar, now)?)
        })
        .await
    }

    /// The time of a task and its subtasks.
    pub async fn find_time_of_task(&self, owner: UserId, id: TaskId, now: Timestamp) -> Result<TimeOfTask> {
        self.read(move |connection| {
            let task = select_timed(connection, owner, [id])?.remove(&id).filter(|task| !task.deleted);
            task.ok_or(Error::NotFound("task"))?;
            let mut entries = live(select_of_task(connection, owner, id)?);
            let own_seconds = add_up(&entries, now);
            let mut seconds = own_seconds;
            for part in descendants(connection, owner, id)? {
                seconds += add_up(&live(select_of_task(connection, owner, part)?), now);
            }
            // An amount stands where its day ends.
            entries.sort_by_key(|entry| std::cmp::Reverse((order(entry), entry.id)));
            let truncated = entries.len() > MOST_OF_TASK;
            entries.truncate(MOST_OF_TASK);
            Ok(TimeOfTask { own_seconds, seconds, entries, truncated })
        })
        .await
    }
}

/// The entries that a query finds, and their tasks.
struct Found {
    calendar: Calendar,
    days: (Date, Date),
    entries: Vec<TimeEntry>,
    tasks: HashMap<TaskId, TimedTask>,
    /// Whether there are more.
    truncated: bool,
}

fn find(connection: &Connection, owner: UserId, query: &TimeQuery, now: Timestamp, most: usize) -> Outcome<Found> {
    let calendar = Calendar::of(&settings::select(connection, owner)?);
    let days = query.days(calendar.day_of(now))?;
    let mut entries = select_between(connection, owner, &calendar, days, most + 1)?;
    let truncated = entries.len() > most;
    entries.truncate(most);
    let tasks = select_timed(connection, owner, entries.iter().filter_map(|entry| entry.task_id))?;
    entries.retain(|entry| query.finds(entry, &tasks));
    Ok(Found { calendar, days, entries, tasks, truncated })
}

/// The subtasks of a task, at any depth.
fn descendants(connection: &Connection, owner: UserId, id: TaskId) -> Outcome<Vec<TaskId>> {
    let mut select = connection.prepare_cached(
        "WITH RECURSIVE parts (id) AS (
           SELECT id FROM tasks INDEXED BY tasks_by_parent WHERE user_id = :owner AND parent_id = :id
           UNION
           SELECT tasks.id FROM parts JOIN tasks INDEXED BY tasks_by_parent
             ON tasks.user_id = :owner AND tasks.parent_id = parts.id
         )
         SELECT id FROM parts",
    )?;
    let found = select.query_map(named_params! {":owner": owner, ":id": id}, |row| row.get(0))?;
    Ok(found.collect::<rusqlite::Result<_>>()?)
}

fn live(mut entries: Vec<TimeEntry>) -> Vec<TimeEntry> {
    entries.retain(|entry| entry.deleted_at.is_none());
    entries
}

fn add_up(entries: &[TimeEntry], now: Timestamp) -> i64 {
    entries.iter().map(|entry| entry.seconds_until(now)).sum()
}

fn order(entry: &TimeEntry) -> jiff::civil::DateTime {
    let rules = entry.zone.rules();
    match (entry.started_at, entry.day) {
        (Some(started_at), _) => rules.to_datetime(started_at),
        (None, Some(day)) => day.at(23, 59, 59, 0),
        (None, None) => jiff::civil::DateTime::MIN,
    }
}
