//! Queries for the agenda.

use std::collections::HashSet;

use jiff::civil::Date;
use rusqlite::{Connection, named_params};

use crate::domain::Timestamp;
use crate::domain::agenda::load::{Below, MOST_PARTS};
use crate::domain::agenda::{self, Agenda, AgendaQuery, MOST_SERIES, MOST_TASKS, Place};
use crate::domain::calendar::Calendar;
use crate::domain::list::page::{PageNumber, PageSize};
use crate::domain::list::position::Position;
use crate::domain::projects::ProjectId;
use crate::domain::reviews::MOST_PLANNED;
use crate::domain::settings::Settings;
use crate::domain::tasks::page::Portion;
use crate::domain::tasks::{Task, TaskId};
use crate::domain::time::due::Due;
use crate::domain::time::planned::Planned;
use crate::domain::users::UserId;
use crate::error::{Error, Result};
use crate::store::engine::failure::Outcome;
use crate::store::engine::table::read_next;
use crate::store::tasks::page::page_of;
use crate::store::tasks::table::{read_task, select_tasks};
use crate::store::{Store, TaskPage, settings};

impl Store {
    /// The tasks of some consecutive days.
    pub async fn find_agenda(&self, owner: UserId, query: AgendaQuery, now: Timestamp) -> Result<Agenda> {
        self.read(move |connection| {
            let settings = settings::select(connection, owner)?;
            let calendar = Calendar::of(&settings);
            let days = query.days(calendar.day_of(now));
            let last = days.last().copied().unwrap_or_else(|| calendar.day_of(now));
            let archived = archived_projects(connection, owner)?;
            let in_use = |task: &Task| task.project_id.is_none_or(|project| !archived.contains(&project));
            let Portion { mut tasks, truncated: lacks_tasks, .. } = candidates(connection, owner, last)?;
            let Portion { tasks: mut recurring, truncated: lacks_series, .. } = recurring(connection, owner, last)?;
            let is_cut = lacks_tasks || lacks_series || tasks.len() > MOST_TASKS || recurring.len() > MOST_SERIES;
            tasks.truncate(MOST_TASKS);
            recurring.truncate(MOST_SERIES);
            tasks.retain(in_use);
            recurring.retain(in_use);
            let (below, lacks_parts) = parts_of(connection, owner, &tasks)?;
            let is_cut = is_cut || lacks_parts;
            let mut agenda = Agenda::of(tasks, &below, &recurring, &days, &settings, now);
            agenda.truncated |= is_cut;
            Ok(agenda.limited(query))
        })
        .await
    }

    /// A page of what is planned or due after some days, in the order of the agenda.
    pub async fn list_later(
        &self,
        owner: UserId,
        query: AgendaQuery,
        page: PageNumber,
        per_page: PageSize,
        now: Timestamp,
    ) -> Result<TaskPage> {
        self.read(move |connection| {
            let calendar = Calendar::of(&settings::select(connection, owner)?);
            let today = calendar.day_of(now);
            let after = query.days(today).last().copied().unwrap_or(today);
            let archived = archived_projects(connection, owner)?;
            let mut found: Vec<(Place, TaskId)> = later(connection, owner, after)?
                .into_iter()
                .filter(|task| task.project.is_none_or(|project| !archived.contains(&project)))
                .filter_map(|Later { id, planned, due, by_hand, .. }| {
                    let day = agenda::day_of(planned, due.as_ref(), &calendar).filter(|day| *day > after)?;
                    let by_hand = (by_hand.unwrap_or_else(|| Position::made(id.0)), id);
                    Some((Place::of(day, planned, due.as_ref(), &calendar, by_hand), id))
                })
                .collect();
            found.sort_unstable();
            let ids: Vec<TaskId> = found.into_iter().map(|(_, id)| id).collect();
            page_of(connection, owner, &ids, page, per_page)
        })
        .await
    }
}

/// What an agenda goes by, of an open task that is planned or due after a day.
struct Later {
    id: TaskId,
    planned: Option<Planned>,
    due: Option<Due>,
    project: Option<ProjectId>,
    by_hand: Option<Position>,
}

/// The open tasks that may be for a day after this one: another zone moves a local time by at most a day.
fn later(connection: &Connection, owner: UserId, after: Date) -> Outcome<Vec<Later>> {
    let mut select = connection.prepare_cached(
        "SELECT id, planned, due, project_id, coalesce(day_position, position) FROM tasks INDEXED BY tasks_by_planned
         WHERE user_id = :owner AND completed_at IS NULL AND planned > :after
         UNION ALL
         SELECT id, planned, due, project_id, coalesce(day_position, position) FROM tasks INDEXED BY tasks_by_due
         WHERE user_id = :owner AND completed_at IS NULL AND due > :before AND planned IS NULL",
    )?;
    let before = after.saturating_sub(jiff::Span::new().days(1)).to_string();
    let parameters = named_params! {":owner": owner, ":after": after.to_string(), ":before": before};
    let found = select.query_map(parameters, |row| {
        let mut index = 0;
        Ok(Later {
            id: read_next(row, &mut index)?,
            planned: read_next(row, &mut index)?,
            due: read_next(row, &mut index)?,
            project: read_next(row, &mut index)?,
            by_hand: read_next(row, &mut index)?,
        })
    })?;
    Ok(found.collect::<rusqlite::Result<_>>()?)
}

/// The open tasks that are planned for this day or earlier, or that are not planned and due by then; one more than can
/// be shown.
fn candidates(connection: &Connection, owner: UserId, last: Date) -> Outcome<Portion> {
    let limit = i64::try_from(MOST_TASKS + 1).unwrap_or(i64::MAX);
    let mut planned = connection.prepare_cached(select_tasks!(
        "INDEXED BY tasks_by_planned
         WHERE user_id = :owner AND completed_at IS NULL AND planned < :last
         ORDER BY planned LIMIT :limit"
    ))?;
    // Another zone moves a local time by at most a day.
    let mut due = connection.prepare_cached(select_tasks!(
        "INDEXED BY tasks_by_due
         WHERE user_id = :owner AND completed_at IS NULL AND due < :last AND planned IS NULL
         ORDER BY due LIMIT :limit"
    ))?;
    let after = |days: i32| last.saturating_add(jiff::Span::new().days(days)).to_string();
    let planned = planned.query_map(named_params! {":owner": owner, ":last": after(1), ":limit": limit}, read_task)?;
    let due = due.query_map(named_params! {":owner": owner, ":last": after(2), ":limit": limit}, read_task)?;
    portion_of(planned.chain(due))
}

/// The tasks that are planned for a day, or due on it and not planned, without those that have open subtasks. What is left
/// from earlier days is not planned for it.
pub fn planned_on(connection: &Connection, owner: UserId, day: Date, settings: &Settings) -> Outcome<Vec<TaskId>> {
    let calendar = Calendar::of(settings);
    let archived = archived_projects(connection, owner)?;
    let mut has_parts = connection.prepare_cached(
        "SELECT 1 FROM tasks INDEXED BY tasks_by_parent
         WHERE user_id = :owner AND parent_id = :id AND completed_at IS NULL",
    )?;
    let mut planned = Vec::new();
    for task in on_day(connection, owner, day)? {
        let is_for = agenda::day_of(task.planned, task.due.as_ref(), &calendar) == Some(day);
        let is_shown = task.start.is_none_or(|start| start <= day);
        let is_in_use = task.project_id.is_none_or(|project| !archived.contains(&project));
        if is_for && is_shown && is_in_use && !has_parts.exists(named_params! {":owner": owner, ":id": task.id})? {
            planned.push(task.id);
        }
    }
    planned.sort_unstable();
    planned.truncate(MOST_PLANNED);
    Ok(planned)
}

/// The open tasks that may be for a day: another zone moves a local time by at most a day.
fn on_day(connection: &Connection, owner: UserId, day: Date) -> Outcome<Vec<Task>> {
    let mut planned = connection.prepare_cached(select_tasks!(
        "INDEXED BY tasks_by_planned
         WHERE user_id = :owner AND completed_at IS NULL AND planned >= :from AND planned < :to"
    ))?;
    let mut due = connection.prepare_cached(select_tasks!(
        "INDEXED BY tasks_by_due
         WHERE user_id = :owner AND completed_at IS NULL AND due >= :from AND due < :to AND planned IS NULL"
    ))?;
    let near = |days: i32| day.saturating_add(jiff::Span::new().days(days)).to_string();
    let on_it = named_params! {":owner": owner, ":from": near(0), ":to": near(1)};
    let mut tasks: Vec<Task> = planned.query_map(on_it, read_task)?.collect::<rusqlite::Result<_>>()?;
    let around = named_params! {":owner": owner, ":from": near(-1), ":to": near(2)};
    for task in due.query_map(around, read_task)? {
        tasks.push(task?);
    }
    Ok(tasks)
}

/// What is below some tasks, a parent before its subtasks, and whether it is more than one agenda looks at.
fn parts_of(connection: &Connection, owner: UserId, tasks: &[Task]) -> Outcome<(Vec<Below>, bool)> {
    let mut select = connection.prepare_cached(
        "WITH RECURSIVE below (id, parent_id, estimate, is_open, is_dropped, has_day) AS (
           SELECT tasks.id, parent_id, estimate, completed_at IS NULL, dropped, coalesce(planned, due) IS NOT NULL
           FROM json_each(:ids) AS above CROSS JOIN tasks INDEXED BY tasks_by_parent
           WHERE user_id = :owner AND parent_id = above.value
           UNION
           SELECT part.id, part.parent_id, part.estimate, part.completed_at IS NULL, part.dropped,
                  coalesce(part.planned, part.due) IS NOT NULL
           FROM below CROSS JOIN tasks AS part INDEXED BY tasks_by_parent
           WHERE part.user_id = :owner AND part.parent_id = below.id
         )
         SELECT id, parent_id, estimate, is_open, is_dropped, has_day FROM below LIMIT :limit",
    )?;
    let ids: Vec<i64> = tasks.iter().map(|task| task.id.0).collect();
    let ids = serde_json::to_string(&ids).map_err(Error::internal)?;
    let limit = i64::try_from(MOST_PARTS + 1).unwrap_or(i64::MAX);
    let found = select.query_map(named_params! {":owner": owner, ":ids": ids, ":limit": limit}, |row| {
        let mut index = 0;
        Ok(Below {
            id: read_next(row, &mut index)?,
            parent: read_next(row, &mut index)?,
            estimate: read_next(row, &mut index)?,
            is_open: read_next(row, &mut index)?,
            is_dropped: read_next(row, &mut index)?,
            has_day: read_next(row, &mut index)?,
        })
    })?;
    let mut below: Vec<Below> = found.collect::<rusqlite::Result<_>>()?;
    let is_cut = below.len() > MOST_PARTS;
    below.truncate(MOST_PARTS);
    Ok((below, is_cut))
}

/// The open tasks that repeat and are due by a day; one more than can be shown.
fn recurring(connection: &Connection, owner: UserId, last: Date) -> Outcome<Portion> {
    let mut select = connection.prepare_cached(select_tasks!(
        "INDEXED BY recurring_tasks
         WHERE user_id = :owner AND completed_at IS NULL AND recurrence IS NOT NULL AND due < :last
         ORDER BY due LIMIT :limit"
    ))?;
    let limit = i64::try_from(MOST_SERIES + 1).unwrap_or(i64::MAX);
    let last = last.saturating_add(jiff::Span::new().days(2)).to_string();
    let found = select.query_map(named_params! {":owner": owner, ":last": last, ":limit": limit}, read_task)?;
    portion_of(found)
}

/// As many of these tasks as one answer may have.
fn portion_of(tasks: impl Iterator<Item = rusqlite::Result<Task>>) -> Outcome<Portion> {
    let mut portion = Portion::default();
    for task in tasks {
        if !portion.add(task?) {
            break;
        }
    }
    Ok(portion)
}

fn archived_projects(connection: &Connection, owner: UserId) -> Outcome<HashSet<ProjectId>> {
    let mut select =
        connection.prepare_cached("SELECT id FROM projects WHERE user_id = :owner AND archived_at IS NOT NULL")?;
    Ok(select.query_map(named_params! {":owner": owner}, |row| row.get(0))?.collect::<rusqlite::Result<_>>()?)
}
