//! Projects in the database.

use std::collections::HashMap;

use rusqlite::named_params;

use super::Store;
use super::connection::in_one_snapshot;
use super::failure::Outcome;
use super::order::place_among;
use super::project_rows::{find_by_name, select, select_live, tasks_of, trashed_with};
use super::recorder::Recorder;
use super::row::{Millis, new_uid};
use super::stored::Stored;
use super::task_references::keep_with_parents;
use super::task_trash::bring_back;
use crate::domain::act::Act;
use crate::domain::change::{ChangeId, Written};
use crate::domain::order::Place;
use crate::domain::position::Position;
use crate::domain::precondition::IfMatch;
use crate::domain::project::{Colour, Name, NewProject, Project, ProjectId, ProjectPatch};
use crate::domain::task::Task;
use crate::domain::user::UserId;
use crate::error::{Error, Result};

impl Store {
    /// The projects that are not in the trash, in their order, each with the number of its open tasks.
    pub async fn list_projects(&self, owner: UserId) -> Result<Vec<(Project, u64)>> {
        self.read(move |connection| {
            in_one_snapshot(connection, || {
                let mut count = connection.prepare_cached(
                    "SELECT project_id, count(*) FROM tasks INDEXED BY open_tasks_by_project
                     WHERE user_id = :owner AND completed_at IS NULL AND project_id IS NOT NULL
                     GROUP BY project_id",
                )?;
                let counts = count.query_map(named_params! {":owner": owner}, |row| Ok((row.get(0)?, row.get(1)?)))?;
                let open: HashMap<ProjectId, u64> = counts.collect::<rusqlite::Result<_>>()?;
                let with_count = |project: Project| {
                    let count = open.get(&project.id).copied().unwrap_or(0);
                    (project, count)
                };
                Ok(select_live(connection, owner)?.into_iter().map(with_count).collect())
            })
        })
        .await
    }

    /// One project that is not in the trash.
    pub async fn find_project(&self, owner: UserId, id: ProjectId) -> Result<Project> {
        self.read(move |connection| select(connection, owner, id)).await
    }

    /// Makes a project, after the others.
    pub async fn create_project(&self, act: Act, new: NewProject) -> Result<Written<Project>> {
        self.act(act, None, move |recorder| create(recorder, new)).await
    }

    /// Changes a project and answers all of it.
    pub async fn update_project(
        &self,
        act: Act,
        id: ProjectId,
        patch: ProjectPatch,
        if_match: IfMatch,
    ) -> Result<Written<Project>> {
        self.act(act, None, move |recorder| {
            let before = select(recorder.connection, recorder.owner, id)?;
            if_match.check(before.version)?;
            let after = before.patched(patch, recorder.at);
            recorder.change(&before, after)
        })
        .await
    }

    /// Moves a project to another place in the order.
    pub async fn move_project(&self, act: Act, id: ProjectId, place: Place) -> Result<Written<Project>> {
        self.act(act, None, move |recorder| {
            let others = select_live(recorder.connection, recorder.owner)?;
            let before = select(recorder.connection, recorder.owner, id)?;
            let position = place_among(others.iter().map(|other| (other.id.0, &other.position)), id.0, place)?;
            recorder.change(&before, Project { position, ..before.clone() })
        })
        .await
    }

    /// Moves a project to the trash, and its tasks with it.
    pub async fn delete_project(&self, act: Act, id: ProjectId, if_match: IfMatch) -> Result<Written<()>> {
        self.act(act, None, move |recorder| {
            let before = select(recorder.connection, recorder.owner, id)?;
            if_match.check(before.version)?;
            for task in tasks_of(recorder.connection, recorder.owner, id)? {
                recorder.change(&task, Task { deleted_at: Some(recorder.at), ..task.clone() })?;
            }
            recorder.change(&before, Project { deleted_at: Some(recorder.at), ..before.clone() })?;
            Ok(())
        })
        .await
    }

    /// Brings a project back from the trash, with the tasks that went with it. One that is not there stays as it is.
    pub async fn restore_project(&self, act: Act, id: ProjectId) -> Result<Written<Project>> {
        self.act(act, None, move |recorder| {
            let before = Project::select_anywhere(recorder.connection, recorder.owner, id.0)?;
            let before = before.ok_or(Error::NotFound("project"))?;
            let Some(deleted_at) = before.deleted_at else { return Ok(before) };
            let project = recorder.change(&before, Project { deleted_at: None, ..before.clone() })?;
            let tasks = trashed_with(recorder.connection, recorder.owner, id, Millis(deleted_at))?;
            for task in &tasks {
                bring_back(recorder, task, Task { deleted_at: None, ..task.clone() })?;
            }
            keep_with_parents(recorder, tasks.iter().map(|task| task.id).collect())?;
            Ok(project)
        })
        .await
    }

    /// Deletes a project that is in the trash for good. Its tasks stay in the trash until they go themselves.
    pub async fn purge_project(&self, act: Act, id: ProjectId) -> Result<Written<()>> {
        self.act(act, None, move |recorder| {
            let project = Project::select_anywhere(recorder.connection, recorder.owner, id.0)?;
            let project = project.filter(|project| project.deleted_at.is_some()).ok_or(Error::NotFound("project"))?;
            recorder.purge(&project)
        })
        .await
    }
}

/// The project of that name, which is made if it is not there.
pub(super) fn find_or_create(recorder: &mut Recorder<'_>, name: Name) -> Outcome<ProjectId> {
    match find_by_name(recorder.connection, recorder.owner, &name)? {
        Some(found) => Ok(found.id),
        None => Ok(create(recorder, NewProject::named(name))?.id),
    }
}

/// Makes a project in a group of changes.
pub(super) fn create(recorder: &mut Recorder<'_>, new: NewProject) -> Outcome<Project> {
    let (connection, owner) = (recorder.connection, recorder.owner);
    let mut next = connection.prepare_cached(
        "UPDATE counters SET next_project_id = next_project_id + 1 WHERE user_id = :owner RETURNING next_project_id - 1",
    )?;
    let number: i64 = next.query_row(named_params! {":owner": owner}, |row| row.get(0))?;
    let own_colour = usize::try_from(number).ok().and_then(|number| {
        // The first is for those who want none.
        Colour::ALL.get(1 + number % (Colour::ALL.len() - 1)).copied()
    });
    recorder.add(Project {
        id: ProjectId(number),
        uid: new_uid(recorder.at),
        version: ChangeId(0),
        name: new.name,
        colour: new.colour.or(own_colour).unwrap_or(Colour::Gray),
        archived_at: new.archived.then_some(recorder.at),
        position: Position::made(number),
        created_at: recorder.at,
        updated_at: recorder.at,
        deleted_at: None,
    })
}
