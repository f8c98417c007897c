//! The rows of projects, in and out of the trash.

use std::collections::HashMap;

use rusqlite::{Connection, OptionalExtension, Row, named_params};

use super::failure::{Failure, Outcome};
use super::row::{Millis, UuidBytes, word};
use super::stored::Stored;
use super::task_columns::{read_task, select_tasks, select_trashed};
use super::touched::Touched;
use crate::domain::project::{Colour, Name, Project, ProjectId};
use crate::domain::task::{Task, TaskId};
use crate::domain::user::UserId;
use crate::error::Error;

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

    fn check_references(&self, connection: &Connection, owner: UserId, _: Option<&Self>) -> Outcome<()> {
        if self.deleted_at.is_some() && !tasks_of(connection, owner, self.id)?.is_empty() {
            let sentence = format!("“{}” has tasks that would be left without it.", self.name.as_str());
            return Err(Error::conflict("project_id", sentence).into());
        }
        Ok(())
    }

    fn note(&self, before: Option<&Self>, touched: &mut Touched) {
        let was_there = before.is_some_and(|before| before.deleted_at.is_none());
        touched.has_new_project |= self.deleted_at.is_none() && !was_there;
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

pub fn select(connection: &Connection, owner: UserId, id: ProjectId) -> Outcome<Project> {
    let project = Project::select_anywhere(connection, owner, id.0)?;
    project.filter(|project| project.deleted_at.is_none()).ok_or(Failure::Refused(Error::NotFound("project")))
}

/// The projects that are not in the trash, in their order.
pub fn select_live(connection: &Connection, owner: UserId) -> Outcome<Vec<Project>> {
    let mut select = connection.prepare_cached(
        "SELECT id, uid, version, name, colour, archived_at, position, created_at, updated_at, deleted_at
         FROM projects WHERE user_id = :owner AND deleted_at IS NULL ORDER BY position, id",
    )?;
    Ok(select.query_map(named_params! {":owner": owner}, read_project)?.collect::<rusqlite::Result<_>>()?)
}

/// The projects in the trash, what was deleted last first.
pub fn select_deleted(connection: &Connection, owner: UserId) -> Outcome<Vec<Project>> {
    let mut select = connection.prepare_cached(
        "SELECT id, uid, version, name, colour, archived_at, position, created_at, updated_at, deleted_at
         FROM projects WHERE user_id = :owner AND deleted_at IS NOT NULL ORDER BY version DESC",
    )?;
    Ok(select.query_map(named_params! {":owner": owner}, read_project)?.collect::<rusqlite::Result<_>>()?)
}

/// A project's tasks outside the trash, each before what it is a part of.
pub fn tasks_of(connection: &Connection, owner: UserId, id: ProjectId) -> Outcome<Vec<Task>> {
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
pub fn trashed_with(connection: &Connection, owner: UserId, id: ProjectId, at: Millis) -> Outcome<Vec<Task>> {
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
    let parents: HashMap<_, _> = tasks.iter().map(|task| (task.id, task.parent_id)).collect();
    let mut known: HashMap<TaskId, usize> = HashMap::new();
    let mut depth = |task: &Task| {
        // Up to what is known, and down again.
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

/// A project that is named.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Named {
    /// Its number.
    pub id: ProjectId,
    /// Whether it is archived: what is in it is out of the daily views.
    pub is_archived: bool,
}

/// The project of that name, unless it is in the trash.
pub fn find_by_name(connection: &Connection, owner: UserId, name: &Name) -> Outcome<Option<Named>> {
    let mut select = connection.prepare_cached(
        "SELECT id, archived_at IS NOT NULL FROM projects INDEXED BY projects_by_name
         WHERE user_id = :owner AND name_key = :key AND deleted_at IS NULL",
    )?;
    let read = |row: &rusqlite::Row<'_>| Ok(Named { id: row.get(0)?, is_archived: row.get(1)? });
    Ok(select.query_row(named_params! {":owner": owner, ":key": name.key()}, read).optional()?)
}
