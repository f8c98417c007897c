//! What is to be done on which day, and what waits in the inbox.

use std::collections::HashSet;

use jiff::civil::Date;
use rusqlite::{Connection, named_params};

use crate::domain::Timestamp;
use crate::domain::agenda::{Agenda, AgendaQuery, MOST_TASKS};
use crate::domain::calendar::Calendar;
use crate::domain::list::page::{PageNumber, PageSize};
use crate::domain::projects::ProjectId;
use crate::domain::tasks::urgency::{Facts, UrgencyTerm, terms};
use crate::domain::tasks::{StatusFilter, Task, TaskId};
use crate::domain::users::UserId;
use crate::error::Result;
use crate::store::engine::connection::in_one_snapshot;
use crate::store::engine::failure::Outcome;
use crate::store::search::page_of;
use crate::store::tasks::columns::{read_task, select_tasks};
use crate::store::{Store, TaskPage, settings};

impl Store {
    /// The tasks of some days, from one on.
    pub async fn find_agenda(&self, owner: UserId, query: AgendaQuery, now: Timestamp) -> Result<Agenda> {
        self.read(move |connection| {
            in_one_snapshot(connection, || {
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
        })
        .await
    }

    /// A page of the inbox: open tasks without project, due, planned day and parent, the newest first.
    pub async fn list_inbox(
        &self,
        owner: UserId,
        page: PageNumber,
        per_page: PageSize,
        now: Timestamp,
    ) -> Result<TaskPage> {
        self.read(move |connection| {
            in_one_snapshot(connection, || {
                let today = Calendar::of(&settings::select(connection, owner)?).day_of(now);
                let mut select = connection.prepare_cached(
                    "SELECT id FROM tasks INDEXED BY tasks_in_inbox
                     WHERE user_id = :owner AND completed_at IS NULL AND project_id IS NULL AND due IS NULL
                       AND planned IS NULL AND parent_id IS NULL AND coalesce(start, '') <= :today
                     ORDER BY coalesce(position, printf('%014x8', id)) DESC",
                )?;
                let ids =
                    select.query_map(named_params! {":owner": owner, ":today": today.to_string()}, |row| row.get(0))?;
                let ids: Vec<TaskId> = ids.collect::<rusqlite::Result<_>>()?;
                page_of(connection, owner, &ids, page, per_page)
            })
        })
        .await
    }

    /// A page of a project's tasks: the open ones in their manual order, the others as they were closed, the last first.
    pub async fn list_project_tasks(
        &self,
        owner: UserId,
        project: ProjectId,
        status: StatusFilter,
        page: PageNumber,
        per_page: PageSize,
    ) -> Result<TaskPage> {
        self.read(move |connection| {
            in_one_snapshot(connection, || {
                crate::store::projects::rows::select(connection, owner, project)?;
                let mut ids: Vec<TaskId> = Vec::new();
                if status != StatusFilter::Done {
                    let mut open = connection.prepare_cached(
                        "SELECT id FROM tasks INDEXED BY open_tasks_by_project
                         WHERE user_id = :owner AND project_id = :project AND completed_at IS NULL
                         ORDER BY coalesce(position, printf('%014x8', id)), id",
                    )?;
                    for id in open.query_map(named_params! {":owner": owner, ":project": project}, |row| row.get(0))? {
                        ids.push(id?);
                    }
                }
                if status != StatusFilter::Open {
                    let mut done = connection.prepare_cached(
                        "SELECT id FROM tasks INDEXED BY done_tasks_by_project
                         WHERE user_id = :owner AND project_id = :project AND completed_at IS NOT NULL
                         ORDER BY completed_at DESC, id DESC",
                    )?;
                    for id in done.query_map(named_params! {":owner": owner, ":project": project}, |row| row.get(0))? {
                        ids.push(id?);
                    }
                }
                page_of(connection, owner, &ids, page, per_page)
            })
        })
        .await
    }

    /// What makes a task urgent; nothing when it is closed.
    pub async fn explain_urgency(&self, owner: UserId, id: TaskId, now: Timestamp) -> Result<Vec<UrgencyTerm>> {
        self.read(move |connection| {
            in_one_snapshot(connection, || {
                let task = crate::store::tasks::select(connection, owner, id)?;
                if !task.is_open() {
                    return Ok(Vec::new());
                }
                let blocked = blocked_tasks(connection, owner, std::slice::from_ref(&task))?;
                let calendar = Calendar::of(&settings::select(connection, owner)?);
                Ok(terms(&Facts::of(&task, blocked.contains(&id)), &calendar, now))
            })
        })
        .await
    }
}

/// The open tasks that are planned for a day up to this one, or not planned and due up to then, and one more than are
/// shown.
fn candidates(connection: &Connection, owner: UserId, last: Date) -> Outcome<Vec<Task>> {
    let limit = i64::try_from(MOST_TASKS + 1).unwrap_or(i64::MAX);
    let mut planned = connection.prepare_cached(select_tasks!(
        "INDEXED BY tasks_by_planned
         WHERE user_id = :owner AND completed_at IS NULL AND planned <= :last
         ORDER BY planned LIMIT :limit"
    ))?;
    // A local time is at most a day away from what it is here.
    let mut due = connection.prepare_cached(select_tasks!(
        "INDEXED BY tasks_by_due
         WHERE user_id = :owner AND completed_at IS NULL AND due < :last AND planned IS NULL
         ORDER BY due LIMIT :limit"
    ))?;
    let mut tasks: Vec<Task> = planned
        .query_map(named_params! {":owner": owner, ":last": last.to_string(), ":limit": limit}, read_task)?
        .collect::<rusqlite::Result<_>>()?;
    let after = last.saturating_add(jiff::Span::new().days(2)).to_string();
    for task in due.query_map(named_params! {":owner": owner, ":last": after, ":limit": limit}, read_task)? {
        tasks.push(task?);
    }
    Ok(tasks)
}

fn archived_projects(connection: &Connection, owner: UserId) -> Outcome<HashSet<ProjectId>> {
    let mut select =
        connection.prepare_cached("SELECT id FROM projects WHERE user_id = :owner AND archived_at IS NOT NULL")?;
    Ok(select.query_map(named_params! {":owner": owner}, |row| row.get(0))?.collect::<rusqlite::Result<_>>()?)
}

/// Those of some tasks that have open subtasks.
fn blocked_tasks(connection: &Connection, owner: UserId, tasks: &[Task]) -> Outcome<HashSet<TaskId>> {
    let mut select = connection.prepare_cached(
        "SELECT EXISTS (SELECT 1 FROM tasks INDEXED BY tasks_by_parent
                        WHERE user_id = :owner AND parent_id = :id AND completed_at IS NULL)",
    )?;
    let mut blocked = HashSet::new();
    for task in tasks {
        if select.query_row(named_params! {":owner": owner, ":id": task.id}, |row| row.get(0))? {
            blocked.insert(task.id);
        }
    }
    Ok(blocked)
}
