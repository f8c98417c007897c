//! Queries for the agenda.

use std::collections::HashSet;

use jiff::civil::Date;
use rusqlite::{Connection, named_params};

use crate::domain::Timestamp;
use crate::domain::agenda::{Agenda, AgendaQuery, MOST_TASKS};
use crate::domain::calendar::Calendar;
use crate::domain::projects::ProjectId;
use crate::domain::tasks::Task;
use crate::domain::users::UserId;
use crate::error::Result;
use crate::store::engine::failure::Outcome;
use crate::store::tasks::table::{read_task, select_tasks};
use crate::store::tasks::urgency::blocked_tasks;
use crate::store::{Store, settings};

impl Store {
    /// The tasks of some consecutive days.
    pub async fn find_agenda(&self, owner: UserId, query: AgendaQuery, now: Timestamp) -> Result<Agenda> {
        self.read(move |connection| {
            let settings = settings::select(connection, owner)?;
            let calendar = Calendar::of(&settings);
            let days = query.days(calendar.day_of(now));
            let last = days.last().copied().unwrap_or_else(|| calendar.day_of(now));
            let archived = archived_projects(connection, owner)?;
            let mut tasks = candidates(connection, owner, last)?;
            let truncated = tasks.len() > MOST_TASKS;
            tasks.truncate(MOST_TASKS);
            tasks.retain(|task| task.project_id.is_none_or(|project| !archived.contains(&project)));
            let blocked = blocked_tasks(connection, owner, &tasks)?;
            Ok(Agenda::of(tasks, &blocked, &days, &settings, now, truncated))
        })
        .await
    }
}

/// The open tasks that are planned for this day or earlier, or that are not planned and due by then; one more than can
/// be shown.
fn candidates(connection: &Connection, owner: UserId, last: Date) -> Outcome<Vec<Task>> {
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
    let mut tasks: Vec<Task> = planned
        .query_map(named_params! {":owner": owner, ":last": after(1), ":limit": limit}, read_task)?
        .collect::<rusqlite::Result<_>>()?;
    for task in due.query_map(named_params! {":owner": owner, ":last": after(2), ":limit": limit}, read_task)? {
        tasks.push(task?);
    }
    Ok(tasks)
}

fn archived_projects(connection: &Connection, owner: UserId) -> Outcome<HashSet<ProjectId>> {
    let mut select =
        connection.prepare_cached("SELECT id FROM projects WHERE user_id = :owner AND archived_at IS NOT NULL")?;
    Ok(select.query_map(named_params! {":owner": owner}, |row| row.get(0))?.collect::<rusqlite::Result<_>>()?)
}
