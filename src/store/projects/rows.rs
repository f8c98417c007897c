//! The rows of projects, in and out of the trash.

use rusqlite::{Connection, OptionalExtension, Row, named_params};

use crate::domain::list::position::Position;
use crate::domain::log::change::ChangeId;
use crate::domain::projects::{Colour, Name, NewProject, Project, ProjectId};
use crate::domain::users::UserId;
use crate::error::Error;
use crate::store::engine::columns::{Millis, UuidBytes, new_uid, word};
use crate::store::engine::failure::{Failure, Outcome};
use crate::store::log::recorder::Recorder;
use crate::store::log::stored::Stored;

/// The most projects an account has outside the trash.
const MOST: i64 = 2_000;

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
        if self.deleted_at.is_some() && has_tasks(connection, owner, self.id)? {
            let sentence = format!("“{}” has tasks that would be left without it.", self.name.as_str());
            return Err(Error::conflict("project_id", sentence).into());
        }
        Ok(())
    }
}

/// Whether any task outside the trash belongs to a project.
fn has_tasks(connection: &Connection, owner: UserId, id: ProjectId) -> Outcome<bool> {
    let mut select = connection.prepare_cached(
        "SELECT EXISTS (SELECT 1 FROM tasks INDEXED BY open_tasks_by_project
                        WHERE user_id = :owner AND project_id = :id AND completed_at IS NULL)
             OR EXISTS (SELECT 1 FROM tasks INDEXED BY done_tasks_by_project
                        WHERE user_id = :owner AND project_id = :id AND completed_at IS NOT NULL)",
    )?;
    Ok(select.query_row(named_params! {":owner": owner, ":id": id}, |row| row.get(0))?)
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

/// The project of that name, which is made if it is not there.
pub fn find_or_create(recorder: &mut Recorder<'_>, name: Name) -> Outcome<ProjectId> {
    match find_by_name(recorder.connection, recorder.owner, &name)? {
        Some(found) => Ok(found.id),
        None => Ok(create(recorder, NewProject::named(name))?.id),
    }
}

/// Makes a project in a group of changes.
pub fn create(recorder: &mut Recorder<'_>, new: NewProject) -> Outcome<Project> {
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
        archived_at: new.archived.then_some(recorder.at),
        position: Position::made(number),
        created_at: recorder.at,
        updated_at: recorder.at,
        deleted_at: None,
    })
}
