//! Projects in the database.

use rusqlite::{Connection, OptionalExtension, Row, named_params};

use super::Store;
use super::connection::in_one_snapshot;
use super::failure::{Failure, Outcome};
use super::order::place_among;
use super::recorder::Recorder;
use super::row::{Millis, UuidBytes, new_uid, word};
use super::stored::Stored;
use super::task_columns::{read_task, select_tasks, select_trashed};
use crate::domain::act::Act;
use crate::domain::change::{ChangeId, Written};
use crate::domain::order::Place;
use crate::domain::position::Position;
use crate::domain::precondition::IfMatch;
use crate::domain::project::{Colour, NewProject, Project, ProjectId, ProjectPatch};
use crate::domain::task::Task;
use crate::domain::user::UserId;
use crate::error::{Error, Result};

/// The most projects an account has outside the trash.
const MOST: i64 = 2_000;

impl Store {
    /// The projects that are not in the trash, in their order, each with the number of its open tasks.
    pub async fn list_projects(&self, owner: UserId) -> Result<Vec<(Project, u64)>> {
        self.read(move |connection| {
            in_one_snapshot(connection, || {
                let mut count = connection.prepare_cached(
                    "SELECT count(*) FROM tasks INDEXED BY open_tasks_by_project
                     WHERE user_id = :owner AND project_id = :id AND completed_at IS NULL",
                )?;
                let with_count = |project: Project| {
                    let parameters = named_params! {":owner": owner, ":id": project.id};
                    Ok((count.query_row(parameters, |row| row.get(0))?, project))
                };
                let counted: Outcome<Vec<(u64, Project)>> =
                    select_live(connection, owner)?.into_iter().map(with_count).collect();
                Ok(counted?.into_iter().map(|(open, project)| (project, open)).collect())
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
            for task in trashed_with(recorder.connection, recorder.owner, id, Millis(deleted_at))? {
                recorder.change(&task, Task { deleted_at: None, ..task.clone() })?;
            }
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

/// Makes a project in a group of changes.
pub(super) fn create(recorder: &mut Recorder<'_>, new: NewProject) -> Outcome<Project> {
    let (connection, owner) = (recorder.connection, recorder.owner);
    let mut count =
        connection.prepare_cached("SELECT count(*) FROM projects WHERE user_id = :owner AND deleted_at IS NULL")?;
    if count.query_row(named_params! {":owner": owner}, |row| row.get::<_, i64>(0))? >= MOST {
        return Err(Error::conflict("", "An account can have 2,000 projects at most. Delete one first.").into());
    }
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
        archived_at: None,
        position: Position::made(number),
        created_at: recorder.at,
        updated_at: recorder.at,
        deleted_at: None,
    })
}

impl Stored for Project {
    fn select_anywhere(connection: &Connection, owner: UserId, number: i64) -> Outcome<Option<Self>> {
        let mut select = connection.prepare_cached(
            "SELECT id, uid, version, name, colour, archived_at, position, created_at, updated_at, deleted_at
             FROM projects WHERE user_id = :owner AND id = :id",
        )?;
        Ok(select.query_row(named_params! {":owner": owner, ":id": number}, read_project).optional()?)
    }

    fn insert(&self, connection: &Connection, owner: UserId) -> Outcome<()> {
        write(
            connection,
            owner,
            self,
            "INSERT INTO projects (user_id, id, uid, version, name, name_key, colour, archived_at, position, created_at,
                                   updated_at, deleted_at, deleted_uptime)
             SELECT :owner, :id, :uid, :version, :name, :key, :colour, :archived_at, :position, :created_at,
                    :updated_at, :deleted_at, iif(:deleted_at IS NULL, NULL, uptime)
             FROM server",
        )
    }

    fn update(&self, connection: &Connection, owner: UserId, _: &Self) -> Outcome<()> {
        write(
            connection,
            owner,
            self,
            "UPDATE projects
             SET version = :version, name = :name, name_key = :key, colour = :colour, archived_at = :archived_at,
                 position = :position, updated_at = :updated_at, deleted_at = :deleted_at,
                 deleted_uptime = iif(:deleted_at IS NULL, NULL, (SELECT uptime FROM server))
             WHERE user_id = :owner AND id = :id AND uid = :uid AND created_at = :created_at",
        )
    }

    fn delete(&self, connection: &Connection, owner: UserId) -> Outcome<()> {
        let mut delete = connection.prepare_cached("DELETE FROM projects WHERE user_id = :owner AND id = :id")?;
        delete.execute(named_params! {":owner": owner, ":id": self.id})?;
        Ok(())
    }

    fn check(&self, connection: &Connection, owner: UserId, _: Option<&Self>) -> Outcome<()> {
        if self.deleted_at.is_some() && !tasks_of(connection, owner, self.id)?.is_empty() {
            let sentence = format!("“{}” has tasks that would be left without it.", self.name.as_str());
            return Err(Error::conflict("project_id", sentence).into());
        }
        Ok(())
    }
}

fn write(connection: &Connection, owner: UserId, project: &Project, sql: &str) -> Outcome<()> {
    let mut statement = connection.prepare_cached(sql)?;
    let outcome = statement.execute(named_params! {
        ":owner": owner,
        ":id": project.id,
        ":uid": UuidBytes(project.uid),
        ":version": project.version,
        ":name": project.name,
        ":key": project.name.key(),
        ":colour": project.colour.as_str(),
        ":archived_at": project.archived_at.map(Millis),
        ":position": project.position,
        ":created_at": Millis(project.created_at),
        ":updated_at": Millis(project.updated_at),
        ":deleted_at": project.deleted_at.map(Millis),
    });
    match outcome {
        Ok(_) => Ok(()),
        Err(error) if error.to_string().contains("projects.name_key") => {
            let sentence = format!("There is a project “{}” already.", project.name.as_str());
            Err(Error::conflict("name", sentence).into())
        }
        Err(error) => Err(error.into()),
    }
}

pub(super) fn select(connection: &Connection, owner: UserId, id: ProjectId) -> Outcome<Project> {
    let project = Project::select_anywhere(connection, owner, id.0)?;
    project.filter(|project| project.deleted_at.is_none()).ok_or(Failure::Refused(Error::NotFound("project")))
}

/// The projects that are not in the trash, in their order.
pub(super) fn select_live(connection: &Connection, owner: UserId) -> Outcome<Vec<Project>> {
    let mut select = connection.prepare_cached(
        "SELECT id, uid, version, name, colour, archived_at, position, created_at, updated_at, deleted_at
         FROM projects WHERE user_id = :owner AND deleted_at IS NULL ORDER BY position, id",
    )?;
    Ok(select.query_map(named_params! {":owner": owner}, read_project)?.collect::<rusqlite::Result<_>>()?)
}

/// The projects in the trash, what was deleted last first.
pub(super) fn select_deleted(connection: &Connection, owner: UserId) -> Outcome<Vec<Project>> {
    let mut select = connection.prepare_cached(
        "SELECT id, uid, version, name, colour, archived_at, position, created_at, updated_at, deleted_at
         FROM projects WHERE user_id = :owner AND deleted_at IS NOT NULL ORDER BY version DESC",
    )?;
    Ok(select.query_map(named_params! {":owner": owner}, read_project)?.collect::<rusqlite::Result<_>>()?)
}

/// A project's tasks outside the trash, each before what it is a part of.
fn tasks_of(connection: &Connection, owner: UserId, id: ProjectId) -> Outcome<Vec<Task>> {
    let mut open = connection.prepare_cached(select_tasks!(
        "INDEXED BY open_tasks_by_project WHERE user_id = :owner AND project_id = :id AND completed_at IS NULL"
    ))?;
    let mut done = connection.prepare_cached(select_tasks!(
        "INDEXED BY done_tasks_by_project WHERE user_id = :owner AND project_id = :id AND completed_at IS NOT NULL"
    ))?;
    let parameters = named_params! {":owner": owner, ":id": id};
    let open = open.query_map(parameters, read_task)?.collect::<rusqlite::Result<Vec<_>>>()?;
    let done = done.query_map(parameters, read_task)?.collect::<rusqlite::Result<Vec<_>>>()?;
    Ok(parts_first(open.into_iter().chain(done).collect()))
}

/// The tasks that went to the trash with a project, each after what it is a part of.
fn trashed_with(connection: &Connection, owner: UserId, id: ProjectId, at: Millis) -> Outcome<Vec<Task>> {
    let mut select = connection.prepare_cached(select_trashed!(
        "INDEXED BY trashed_tasks_by_project WHERE user_id = :owner AND project_id = :id AND deleted_at = :at"
    ))?;
    let tasks = select.query_map(named_params! {":owner": owner, ":id": id, ":at": at}, read_task)?;
    let mut tasks = parts_first(tasks.collect::<rusqlite::Result<_>>()?);
    tasks.reverse();
    Ok(tasks)
}

/// Puts tasks in an order in which each comes before what it is a part of.
fn parts_first(tasks: Vec<Task>) -> Vec<Task> {
    let parents: std::collections::HashMap<_, _> = tasks.iter().map(|task| (task.id, task.parent_id)).collect();
    let depth = |task: &Task| {
        let mut depth = 0_usize;
        let mut parent = task.parent_id;
        while let Some(id) = parent {
            depth += 1;
            parent = parents.get(&id).copied().flatten();
        }
        depth
    };
    let mut tasks: Vec<(usize, Task)> = tasks.into_iter().map(|task| (depth(&task), task)).collect();
    tasks.sort_by_key(|(depth, task)| (std::cmp::Reverse(*depth), task.id));
    tasks.into_iter().map(|(_, task)| task).collect()
}

fn read_project(row: &Row<'_>) -> rusqlite::Result<Project> {
    let UuidBytes(uid) = row.get(1)?;
    let Millis(created_at) = row.get(7)?;
    let Millis(updated_at) = row.get(8)?;
    Ok(Project {
        id: row.get(0)?,
        uid,
        version: row.get(2)?,
        name: row.get(3)?,
        colour: word(row, 4, Colour::from_word)?,
        archived_at: row.get::<_, Option<Millis>>(5)?.map(|Millis(instant)| instant),
        position: row.get(6)?,
        created_at,
        updated_at,
        deleted_at: row.get::<_, Option<Millis>>(9)?.map(|Millis(instant)| instant),
    })
}
