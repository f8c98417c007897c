//! The tasks of a project.

use std::collections::HashMap;

use rusqlite::{Connection, named_params};

use crate::domain::list::page::{PageNumber, PageSize};
use crate::domain::projects::ProjectId;
use crate::domain::sections::SectionId;
use crate::domain::tasks::{StatusFilter, Task, TaskId};
use crate::domain::users::UserId;
use crate::error::Result;
use crate::store::engine::columns::Millis;
use crate::store::engine::failure::Outcome;
use crate::store::log::cost::Gathered;
use crate::store::sections::table::select_of;
use crate::store::tasks::page::page_of;
use crate::store::tasks::table::{read_task, select_tasks, select_trashed};
use crate::store::{Store, TaskPage};

impl Store {
    /// A page of a project's tasks: the open ones section by section in manual order, those in none first; the others
    /// last closed first.
    pub async fn list_project_tasks(
        &self,
        owner: UserId,
        project: ProjectId,
        status: StatusFilter,
        page: PageNumber,
        per_page: PageSize,
    ) -> Result<TaskPage> {
        self.read(move |connection| {
            crate::store::projects::table::select(connection, owner, project)?;
            let mut ids: Vec<TaskId> = Vec::new();
            if status != StatusFilter::Closed {
                ids = open_ids(connection, owner, project)?;
            }
            if status != StatusFilter::Open {
                let mut done = connection.prepare_cached(
                    "SELECT id FROM tasks INDEXED BY closed_tasks_by_project
                         WHERE user_id = :owner AND project_id = :project AND completed_at IS NOT NULL
                         ORDER BY completed_at DESC, id DESC",
                )?;
                for id in done.query_map(named_params! {":owner": owner, ":project": project}, |row| row.get(0))? {
                    ids.push(id?);
                }
            }
            page_of(connection, owner, &ids, page, per_page)
        })
        .await
    }
}

/// A project's open tasks in order.
fn open_ids(connection: &Connection, owner: UserId, project: ProjectId) -> Outcome<Vec<TaskId>> {
    let mut select = connection.prepare_cached(
        "SELECT id, section_id FROM tasks INDEXED BY open_tasks_by_project
         WHERE user_id = :owner AND project_id = :project AND completed_at IS NULL
         ORDER BY coalesce(position, printf('%014x8', id)), id",
    )?;
    let parameters = named_params! {":owner": owner, ":project": project};
    let mut open: Vec<(TaskId, Option<SectionId>)> =
        select.query_map(parameters, |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<rusqlite::Result<_>>()?;
    let sections = select_of(connection, owner, project)?;
    if !sections.is_empty() {
        let ranks: HashMap<SectionId, usize> = (1..).zip(&sections).map(|(rank, section)| (section.id, rank)).collect();
        // A stable sort keeps the manual order within a section.
        open.sort_by_key(|(_, section)| section.and_then(|section| ranks.get(&section)).copied().unwrap_or(0));
    }
    Ok(open.into_iter().map(|(id, _)| id).collect())
}

/// A section's tasks outside the trash.
pub fn tasks_in_section(connection: &Connection, owner: UserId, id: SectionId) -> Outcome<Vec<Task>> {
    let mut select = connection
        .prepare_cached(select_tasks!("INDEXED BY tasks_by_section WHERE user_id = :owner AND section_id = :id"))?;
    gathered(select.query_map(named_params! {":owner": owner, ":id": id}, read_task)?)
}

/// A project's tasks outside the trash, each before its parent.
pub fn tasks_of(connection: &Connection, owner: UserId, id: ProjectId) -> Outcome<Vec<Task>> {
    let mut open = connection.prepare_cached(select_tasks!(
        "INDEXED BY open_tasks_by_project WHERE user_id = :owner AND project_id = :id AND completed_at IS NULL"
    ))?;
    let mut done = connection.prepare_cached(select_tasks!(
        "INDEXED BY closed_tasks_by_project WHERE user_id = :owner AND project_id = :id AND completed_at IS NOT NULL"
    ))?;
    let parameters = named_params! {":owner": owner, ":id": id};
    let tasks = open.query_map(parameters, read_task)?.chain(done.query_map(parameters, read_task)?);
    Ok(parts_first(gathered(tasks)?))
}

/// The tasks deleted along with a project, each after its parent.
pub fn trashed_with(connection: &Connection, owner: UserId, id: ProjectId, at: Millis) -> Outcome<Vec<Task>> {
    let mut select = connection.prepare_cached(select_trashed!(
        "INDEXED BY trashed_tasks_by_project WHERE user_id = :owner AND project_id = :id AND deleted_at = :at"
    ))?;
    let tasks = select.query_map(named_params! {":owner": owner, ":id": id, ":at": at}, read_task)?;
    let mut tasks = parts_first(gathered(tasks)?);
    tasks.reverse();
    Ok(tasks)
}

/// All of these tasks; more than an action can be about are refused.
fn gathered(tasks: impl Iterator<Item = rusqlite::Result<Task>>) -> Outcome<Vec<Task>> {
    let (mut found, mut gathered) = (Vec::new(), Gathered::default());
    for task in tasks {
        let task = task?;
        gathered.add(&task)?;
        found.push(task);
    }
    Ok(found)
}

/// Sorts tasks so that each comes before its parent.
fn parts_first(tasks: Vec<Task>) -> Vec<Task> {
    let parents: HashMap<_, _> = tasks.iter().map(|task| (task.id, task.parent_id)).collect();
    let mut known: HashMap<TaskId, usize> = HashMap::new();
    let mut depth = |task: &Task| {
        // Walk up to a known ancestor, then back down.
        let mut path = vec![task.id];
        let mut above = task.parent_id;
        let mut depth = loop {
            match above {
                None => break 0,
                Some(id) if known.contains_key(&id) => break known.get(&id).map_or(0, |depth| depth + 1),
                Some(id) => {
                    path.push(id);
                    above = parents.get(&id).copied().flatten();
                }
            }
        };
        for id in path.into_iter().rev() {
            known.insert(id, depth);
            depth += 1;
        }
        depth - 1
    };
    let mut tasks: Vec<(usize, Task)> = tasks.into_iter().map(|task| (depth(&task), task)).collect();
    tasks.sort_by_key(|(depth, task)| (std::cmp::Reverse(*depth), task.id));
    tasks.into_iter().map(|(_, task)| task).collect()
}
