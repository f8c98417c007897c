//! What happened on some days, counted. Nothing reads the log.

use std::collections::{HashMap, HashSet};

use jiff::civil::Date;
use rusqlite::{Connection, OptionalExtension, named_params};

use crate::domain::Timestamp;
use crate::domain::calendar::Calendar;
use crate::domain::reviews::Period;
use crate::domain::statistics::{ClosedTask, Days, Facts, OldestTask, OpenNow, Statistics, StatisticsQuery};
use crate::domain::tasks::TaskId;
use crate::domain::time_entries::Parts;
use crate::domain::users::UserId;
use crate::error::{Error, Result};
use crate::store::engine::columns::Millis;
use crate::store::engine::failure::Outcome;
use crate::store::engine::table::read_next;
use crate::store::time_entries::table::around;
use crate::store::{Store, settings};

/// The most time entries that are added up.
const MOST_ENTRIES: i64 = 100_000;

impl Store {
    /// What was made, done and dropped on some days.
    pub async fn find_statistics(&self, owner: UserId, query: StatisticsQuery, now: Timestamp) -> Result<Statistics> {
        self.read(move |connection| {
            let calendar = Calendar::of(&settings::select(connection, owner)?);
            let (first, last) = query.days(calendar.day_of(now))?;
            let days = Days::new((first, last), &calendar);
            let made = made_between(connection, owner, days.span())?;
            let closed = closed_between(connection, owner, days.span(), &made)?;
            let (time, truncated) = time_between(connection, owner, (first, last), &calendar, now)?;
            let plans = plans_between(connection, owner, (first, last), &made)?;
            let facts = Facts { created: made.into_values().collect(), closed, time, plans };
            let open = open_now(connection, owner)?;
            let since = calendar.day_of(first_made(connection, owner)?.unwrap_or(now));
            Ok(Statistics { since, open, truncated, ..Statistics::of(&facts, &days, &calendar, now) })
        })
        .await
    }
}

/// When tasks were made, by their numbers.
type Made = HashMap<TaskId, Timestamp>;

/// The tasks that were made between two instants. Their numbers grow with time, so it looks at no others.
fn made_between(connection: &Connection, owner: UserId, (from, to): (Timestamp, Timestamp)) -> Outcome<Made> {
    let first = first_made_at(connection, owner, from)?;
    let after = first_made_at(connection, owner, to)?;
    let mut select = connection.prepare_cached(
        "SELECT id, created_at FROM tasks WHERE user_id = :owner AND id >= :first AND id < :after
           AND created_at >= :from AND created_at < :to",
    )?;
    let parameters = named_params! {
        ":owner": owner, ":first": first, ":after": after, ":from": Millis(from), ":to": Millis(to)
    };
    let made = select.query_map(parameters, |row| {
        let Millis(created_at) = row.get(1)?;
        Ok((row.get(0)?, created_at))
    })?;
    Ok(made.collect::<rusqlite::Result<_>>()?)
}

/// The lowest number whose task, and any after it, was made at an instant or later.
fn first_made_at(connection: &Connection, owner: UserId, at: Timestamp) -> Outcome<i64> {
    let mut next = connection.prepare_cached("SELECT next_task_id FROM counters WHERE user_id = :owner")?;
    let mut from = 1;
    let mut to: i64 = next.query_row(named_params! {":owner": owner}, |row| row.get(0))?;
    let mut select = connection.prepare_cached(
        "SELECT id, created_at >= :at FROM tasks WHERE user_id = :owner AND id >= :middle ORDER BY id LIMIT 1",
    )?;
    while from < to {
        let middle = i64::midpoint(from, to);
        let parameters = named_params! {":owner": owner, ":middle": middle, ":at": Millis(at)};
        let found: Option<(i64, bool)> =
            select.query_row(parameters, |row| Ok((row.get(0)?, row.get(1)?))).optional()?;
        match found {
            Some((id, false)) => from = id + 1,
            _ => to = middle,
        }
    }
    Ok(from)
}

/// When the first task was made.
fn first_made(connection: &Connection, owner: UserId) -> Outcome<Option<Timestamp>> {
    let mut select =
        connection.prepare_cached("SELECT created_at FROM tasks WHERE user_id = :owner ORDER BY id LIMIT 1")?;
    Ok(select.query_row(named_params! {":owner": owner}, |row| row.get(0).map(|Millis(at)| at)).optional()?)
}

/// The tasks that were closed between two instants.
fn closed_between(
    connection: &Connection,
    owner: UserId,
    (from, to): (Timestamp, Timestamp),
    made: &Made,
) -> Outcome<Vec<ClosedTask>> {
    let mut select = connection.prepare_cached(
        "SELECT id, completed_at, dropped FROM tasks INDEXED BY tasks_by_completion
         WHERE user_id = :owner AND completed_at IS NOT NULL AND completed_at >= :from AND completed_at < :to",
    )?;
    let parameters = named_params! {":owner": owner, ":from": Millis(from), ":to": Millis(to)};
    let rows = select.query_map(parameters, |row| {
        let Millis(completed_at) = row.get(1)?;
        Ok(ClosedTask {
            id: row.get(0)?,
            created_at: completed_at,
            completed_at,
            is_dropped: row.get(2)?,
            is_leaf: true,
        })
    })?;
    let mut closed = rows.collect::<rusqlite::Result<Vec<ClosedTask>>>()?;
    let parents = parents_among(connection, owner, &closed)?;
    let mut select = connection.prepare_cached("SELECT created_at FROM tasks WHERE user_id = :owner AND id = :id")?;
    for task in &mut closed {
        task.is_leaf = !parents.contains(&task.id);
        task.created_at = match made.get(&task.id) {
            Some(created_at) => *created_at,
            None => select
                .query_row(named_params! {":owner": owner, ":id": task.id}, |row| row.get(0).map(|Millis(at)| at))?,
        };
    }
    Ok(closed)
}

/// Which tasks have subtasks, of those between the lowest number and the highest.
fn parents_among(connection: &Connection, owner: UserId, tasks: &[ClosedTask]) -> Outcome<HashSet<TaskId>> {
    let numbers = || tasks.iter().map(|task| task.id);
    let (Some(first), Some(last)) = (numbers().min(), numbers().max()) else { return Ok(HashSet::new()) };
    let mut select = connection.prepare_cached(
        "SELECT parent_id FROM tasks INDEXED BY tasks_by_parent
         WHERE user_id = :owner AND parent_id IS NOT NULL AND parent_id BETWEEN :first AND :last",
    )?;
    let parents =
        select.query_map(named_params! {":owner": owner, ":first": first, ":last": last}, |row| row.get(0))?;
    Ok(parents.collect::<rusqlite::Result<_>>()?)
}

/// The seconds of time on each of some days, in parts, and whether some are missing.
fn time_between(
    connection: &Connection,
    owner: UserId,
    (first, last): (Date, Date),
    calendar: &Calendar,
    now: Timestamp,
) -> Outcome<(Vec<(Date, i64)>, bool)> {
    // Entries don't overlap, so of those that begin before, only the last can reach into these days.
    let mut spans = connection.prepare_cached(
        "SELECT started_at, ended_at, zone FROM time_entries INDEXED BY time_entries_by_start
         WHERE user_id = :owner AND started_at IS NOT NULL AND deleted_at IS NULL AND started_at < :to
           AND started_at >= coalesce((
             SELECT started_at FROM time_entries INDEXED BY time_entries_by_start
             WHERE user_id = :owner AND started_at IS NOT NULL AND deleted_at IS NULL AND started_at < :from
             ORDER BY started_at DESC LIMIT 1
           ), :from)
         LIMIT :limit",
    )?;
    let mut amounts = connection.prepare_cached(
        "SELECT day, seconds FROM time_entries INDEXED BY time_entries_by_day
         WHERE user_id = :owner AND day IS NOT NULL AND deleted_at IS NULL AND day >= :first AND day <= :last
         LIMIT :limit",
    )?;
    let (from, to) = around(calendar, first, last);
    let limit = MOST_ENTRIES + 1;
    let mut found = Vec::new();
    let mut entries = 0;
    let mut parts = Parts::new(calendar, now);
    let parameters = named_params! {":owner": owner, ":from": Millis(from), ":to": Millis(to), ":limit": limit};
    let rows = spans.query_map(parameters, |row| {
        let (Millis(started_at), ended_at) = (row.get(0)?, row.get::<_, Option<Millis>>(1)?);
        Ok((started_at, ended_at.map(|Millis(at)| at), read_next(row, &mut 2)?))
    })?;
    for span in rows {
        let (started_at, ended_at, zone) = span?;
        found.extend(parts.between(&zone, started_at, ended_at).into_iter().map(|part| (part.day, part.seconds)));
        entries += 1;
    }
    let parameters = named_params! {
        ":owner": owner, ":first": first.to_string(), ":last": last.to_string(), ":limit": limit
    };
    let rows = amounts.query_map(parameters, |row| Ok((read_next(row, &mut 0)?, row.get(1)?)))?;
    for amount in rows {
        found.push(amount?);
        entries += 1;
    }
    Ok((found, entries > MOST_ENTRIES))
}

/// What was planned for each of some days, without what is deleted.
fn plans_between(
    connection: &Connection,
    owner: UserId,
    (first, last): (Date, Date),
    made: &Made,
) -> Outcome<Vec<(Date, Vec<TaskId>)>> {
    let mut reviews = connection.prepare_cached(
        "SELECT period, plan FROM reviews
         WHERE user_id = :owner AND period BETWEEN :first AND :last AND plan IS NOT NULL",
    )?;
    let number = |day| Period::Day(day).number();
    let parameters = named_params! {":owner": owner, ":first": number(first), ":last": number(last)};
    let rows = reviews.query_map(parameters, |row| Ok((row.get::<_, i64>(0)?, row.get::<_, String>(1)?)))?;
    let mut is_there = connection.prepare_cached("SELECT 1 FROM tasks WHERE user_id = :owner AND id = :id")?;
    let mut plans = Vec::new();
    for row in rows {
        let (period, plan) = row?;
        let Some(Period::Day(day)) = Period::of_number(period) else { continue };
        let plan: Vec<TaskId> = serde_json::from_str(&plan).map_err(Error::internal)?;
        let mut kept = Vec::with_capacity(plan.len());
        for id in plan {
            if made.contains_key(&id) || is_there.exists(named_params! {":owner": owner, ":id": id})? {
                kept.push(id);
            }
        }
        plans.push((day, kept));
    }
    Ok(plans)
}

/// What is open, without archived projects.
fn open_now(connection: &Connection, owner: UserId) -> Outcome<OpenNow> {
    let mut count = connection.prepare_cached(
        "SELECT open - coalesce((
           SELECT sum(project_counters.open) FROM projects JOIN project_counters
             ON project_counters.user_id = projects.user_id AND project_counters.project_id = projects.id
           WHERE projects.user_id = :owner AND archived_at IS NOT NULL
         ), 0)
         FROM counters WHERE user_id = :owner",
    )?;
    let mut oldest = connection.prepare_cached(
        "SELECT id, title, created_at FROM tasks INDEXED BY open_tasks
         WHERE user_id = :owner AND completed_at IS NULL AND (project_id IS NULL OR project_id NOT IN (
           SELECT id FROM projects WHERE user_id = :owner AND archived_at IS NOT NULL
         ))
         ORDER BY id LIMIT 1",
    )?;
    let parameters = named_params! {":owner": owner};
    let oldest = oldest.query_row(parameters, |row| {
        let Millis(created_at) = row.get(2)?;
        Ok(OldestTask { id: row.get(0)?, title: row.get(1)?, created_at })
    });
    Ok(OpenNow { count: count.query_row(parameters, |row| row.get(0))?, oldest: oldest.optional()? })
}
