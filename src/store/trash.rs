//! The trash: lists, restores and permanently deletes objects.

mod expired;

use rusqlite::{Connection, OptionalExtension, named_params};

use crate::domain::list::page::LogQuery;
use crate::domain::log::act::Act;
use crate::domain::log::change::{Action, ChangeId, Written};
use crate::domain::log::precondition::IfMatch;
use crate::domain::projects::{Project, ProjectId};
use crate::domain::sections::{Section, SectionId};
use crate::domain::tasks::Task;
use crate::domain::tasks::page::Portion;
use crate::domain::tasks::{TaskId, TaskIds};
use crate::domain::users::UserId;
use crate::error::{Error, Result};
use crate::store::Store;
use crate::store::engine::columns::Millis;
use crate::store::engine::failure::Outcome;
use crate::store::log::head::head_of;
use crate::store::log::recorder::Recorder;
use crate::store::log::stored::Stored;
use crate::store::projects::table::{select as select_project, select_deleted};
use crate::store::sections::table::{
    select as select_section, select_deleted as select_deleted_sections, select_of as select_sections,
};
use crate::store::tasks::in_project::{tasks_in_section, tasks_of, trashed_with};
use crate::store::tasks::references::{keep_with_parents, leave_lost_section};
use crate::store::tasks::table::{read_task, select_trashed};
use crate::store::tasks::trash::{bring_back, restore_task};
use crate::store::time_entries::of_tasks::{keep_time_of, stop_timer_of_trashed};

/// A page of the trash, last deleted first.
#[derive(Debug, Clone)]
pub struct TrashPage {
    pub tasks: Vec<Task>,
    /// The projects in the trash, on every page.
    pub projects: Vec<Project>,
    /// Whether the projects deleted first are missing.
    pub truncated: bool,
    /// How many tasks there are on all pages.
    pub total: u64,
    /// Where the next page begins; `None` on the last.
    pub next: Option<ChangeId>,
}

impl Store {
    /// A page of the trash.
    pub async fn list_trash(&self, owner: UserId, query: LogQuery) -> Result<TrashPage> {
        self.read(move |connection| {
            let mut count = connection.prepare_cached("SELECT trashed FROM counters WHERE user_id = :owner")?;
            let total = count.query_row(named_params! {":owner": owner}, |row| row.get(0)).optional()?;
            let mut select = connection.prepare_cached(select_trashed!(
                "WHERE user_id = :owner AND version < :before ORDER BY version DESC LIMIT :limit"
            ))?;
            let limit = query.per_page.get();
            let parameters = named_params! {":owner": owner, ":before": query.before, ":limit": limit + 1};
            let mut portion = Portion::default();
            let mut has_more = false;
            for task in select.query_map(parameters, read_task)? {
                has_more = portion.tasks.len() == limit as usize || !portion.add(task?);
                if has_more {
                    break;
                }
            }
            let tasks = portion.tasks;
            let next = tasks.last().filter(|_| has_more).map(|task| task.version);
            let (projects, truncated) = shown_projects(select_deleted(connection, owner)?);
            Ok(TrashPage { tasks, projects, truncated, total: total.unwrap_or_default(), next })
        })
        .await
    }

    /// Restores a task from the trash with the subtasks deleted along with it. A task outside the trash stays as it is.
    pub async fn restore_task(&self, act: Act, id: TaskId, if_match: IfMatch) -> Result<Written<Task>> {
        self.act(act, None, move |recorder| {
            let before = select_anywhere(recorder.connection, recorder.owner, id)?;
            if_match.check(before.version)?;
            recorder.allow_twice();
            restore_task(recorder, &before)
        })
        .await
    }

    /// Restores several tasks from the trash, all or none.
    pub async fn restore_tasks(&self, act: Act, ids: TaskIds) -> Result<Written<Portion>> {
        let _turn = if ids.is_many() { Some(self.turn().await) } else { None };
        self.act_on_tasks(act, None, move |recorder| {
            for id in ids.iter() {
                let before = select_anywhere(recorder.connection, recorder.owner, id)?;
                restore_task(recorder, &before)?;
            }
            Ok(ids.iter().collect())
        })
        .await
    }

    /// Deletes a task in the trash for good, and erases it from the log.
    pub async fn purge_task(&self, act: Act, id: TaskId) -> Result<Written<()>> {
        self.act(act, None, move |recorder| {
            let task = select_in_trash(recorder.connection, recorder.owner, id)?;
            purge_task(recorder, &task.ok_or(Error::NotFound("task"))?)?;
            Ok(())
        })
        .await
    }

    /// Deletes for good what is in the trash since this change or earlier, by default all of it: a limited number at a time,
    /// so that nobody else waits long. Returns the change to go on with, if there is more.
    pub async fn empty_trash(&self, act: Act, until: Option<ChangeId>) -> Result<Written<Option<ChangeId>>> {
        let _turn = self.turn().await;
        self.act(act, None, move |recorder| {
            let (connection, owner) = (recorder.connection, recorder.owner);
            let until = until.map_or_else(|| head_of(connection, owner), Ok)?;
            let mut select = connection.prepare_cached(
                "SELECT id FROM trashed_tasks WHERE user_id = :owner AND version <= :until LIMIT :limit",
            )?;
            let parameters = named_params! {":owner": owner, ":until": until, ":limit": PURGED_AT_ONCE};
            let ids: Vec<i64> = select.query_map(parameters, |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
            if !purge_tasks(recorder, &ids)? || ids.len() == PURGED_AT_ONCE {
                return Ok(Some(until));
            }
            let projects = select_deleted(connection, owner)?;
            for project in projects.iter().filter(|project| project.version <= until) {
                purge_project(recorder, project)?;
            }
            Ok(None)
        })
        .await
    }

    /// Deletes a section. Its tasks stay in the project; undo puts them back into it.
    pub async fn delete_section(&self, act: Act, id: SectionId, if_match: IfMatch) -> Result<Written<()>> {
        let _turn = self.turn().await;
        self.act(act, Some(Action::Delete), move |recorder| {
            let before = select_section(recorder.connection, recorder.owner, id)?;
            if_match.check(before.version)?;
            for task in tasks_in_section(recorder.connection, recorder.owner, id)? {
                recorder.change(&task, Task { section_id: None, updated_at: recorder.at, ..task.clone() })?;
            }
            recorder.change(&before, Section { deleted_at: Some(recorder.at), ..before.clone() })?;
            Ok(())
        })
        .await
    }

    /// Moves a project with its tasks and sections to the trash.
    pub async fn delete_project(&self, act: Act, id: ProjectId, if_match: IfMatch) -> Result<Written<()>> {
        let _turn = self.turn().await;
        self.act(act, None, move |recorder| {
            let before = select_project(recorder.connection, recorder.owner, id)?;
            if_match.check(before.version)?;
            for task in tasks_of(recorder.connection, recorder.owner, id)? {
                recorder.change(&task, Task { deleted_at: Some(recorder.at), ..task.clone() })?;
            }
            for section in select_sections(recorder.connection, recorder.owner, id)? {
                recorder.change(&section, Section { deleted_at: Some(recorder.at), ..section.clone() })?;
            }
            recorder.change(&before, Project { deleted_at: Some(recorder.at), ..before.clone() })?;
            recorder.settle_action();
            stop_timer_of_trashed(recorder)
        })
        .await
    }

    /// Restores a project from the trash with the tasks and sections deleted along with it. A project outside the trash stays as it
    /// is.
    pub async fn restore_project(&self, act: Act, id: ProjectId) -> Result<Written<Project>> {
        let _turn = self.turn().await;
        self.act(act, None, move |recorder| {
            let before = Project::select_anywhere(recorder.connection, recorder.owner, id.0)?;
            let before = before.ok_or(Error::NotFound("project"))?;
            let Some(deleted_at) = before.deleted_at else { return Ok(before) };
            recorder.allow_twice();
            let project = recorder.change(&before, Project { deleted_at: None, ..before.clone() })?;
            let (connection, owner, at) = (recorder.connection, recorder.owner, Millis(deleted_at));
            for section in select_deleted_sections(connection, owner, id, Some(at))? {
                recorder.change(&section, Section { deleted_at: None, ..section.clone() })?;
            }
            let tasks = trashed_with(connection, owner, id, at)?;
            for task in &tasks {
                let mut restored = Task { deleted_at: None, ..task.clone() };
                leave_lost_section(connection, owner, &mut restored)?;
                bring_back(recorder, task, restored)?;
            }
            keep_with_parents(recorder, tasks.iter().map(|task| task.id).collect())?;
            Ok(project)
        })
        .await
    }

    /// Deletes a project in the trash for good. Its tasks stay in the trash until they expire themselves.
    pub async fn purge_project(&self, act: Act, id: ProjectId) -> Result<Written<()>> {
        self.act(act, None, move |recorder| {
            let project = Project::select_anywhere(recorder.connection, recorder.owner, id.0)?;
            let project = project.filter(|project| project.deleted_at.is_some()).ok_or(Error::NotFound("project"))?;
            purge_project(recorder, &project)
        })
        .await
    }
}

/// As many of the projects in the trash as a page shows, and whether there are more.
fn shown_projects(mut projects: Vec<Project>) -> (Vec<Project>, bool) {
    let mut bytes = 0;
    let fitting = projects.iter().take(MOST_PROJECTS).take_while(|project| {
        let fits = bytes < MOST_BYTES_OF_PROJECTS;
        bytes += project.size();
        fits
    });
    let (count, all) = (fitting.count(), projects.len());
    projects.truncate(count);
    (projects, count < all)
}

/// How many projects a page of the trash shows at most.
const MOST_PROJECTS: usize = 500;
/// How many bytes of text they have before no more are shown.
const MOST_BYTES_OF_PROJECTS: usize = 1024 * 1024;

/// How many tasks to delete for good per transaction.
const PURGED_AT_ONCE: usize = 2_000;
/// After how many erased changes a transaction leaves the rest to the next.
const ERASED_AT_ONCE: usize = 5_000;

/// Deletes a task in the trash for good. The time that was spent on it is kept. Returns how many changes were erased.
fn purge_task(recorder: &mut Recorder<'_>, task: &Task) -> Outcome<usize> {
    let erased = recorder.purge(task)?;
    recorder.settle_action();
    keep_time_of(recorder, task)?;
    Ok(erased)
}

/// The same for those of these tasks that are still in the trash. Returns whether it has come to the end: if they have long
/// histories, it stops before.
fn purge_tasks(recorder: &mut Recorder<'_>, numbers: &[i64]) -> Outcome<bool> {
    let mut erased = 0;
    for number in numbers {
        if let Some(task) = select_in_trash(recorder.connection, recorder.owner, TaskId(*number))? {
            erased += purge_task(recorder, &task)?;
        }
        if erased > ERASED_AT_ONCE {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Deletes those of these objects for good that are still in the trash. Returns whether it has come to the end: if they have
/// long histories, it stops before.
fn purge<O: Stored>(recorder: &mut Recorder<'_>, numbers: &[i64]) -> Outcome<bool> {
    let mut erased = 0;
    for number in numbers {
        let object = O::select_anywhere(recorder.connection, recorder.owner, *number)?;
        if let Some(object) = object.filter(|object| object.deleted_at().is_some()) {
            erased += recorder.purge(&object)?;
        }
        if erased > ERASED_AT_ONCE {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Deletes a project in the trash for good, with its sections.
fn purge_project(recorder: &mut Recorder<'_>, project: &Project) -> Outcome<()> {
    for section in select_deleted_sections(recorder.connection, recorder.owner, project.id, None)? {
        recorder.purge(&section)?;
    }
    recorder.purge(project)?;
    Ok(())
}

/// A task, in or out of the trash.
fn select_anywhere(connection: &Connection, owner: UserId, id: TaskId) -> Outcome<Task> {
    Ok(Task::select_anywhere(connection, owner, id.0)?.ok_or(Error::NotFound("task"))?)
}

fn select_in_trash(connection: &Connection, owner: UserId, id: TaskId) -> Outcome<Option<Task>> {
    Ok(Task::select_anywhere(connection, owner, id.0)?.filter(|task| task.deleted_at.is_some()))
}
