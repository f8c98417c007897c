//! The rows of projects, in and out of the trash.

use rusqlite::{Connection, OptionalExtension, named_params};

use crate::domain::list::position::Position;
use crate::domain::log::change::{ChangeId, ObjectKind};
use crate::domain::projects::{Colour, Name, NewProject, Project, ProjectId};
use crate::domain::query::QueryText;
use crate::domain::users::UserId;
use crate::error::Error;
use crate::store::engine::columns::new_uid;
use crate::store::engine::failure::{Failure, Outcome};
use crate::store::engine::table::table;
use crate::store::log::recorder::Recorder;
use crate::store::log::stored::Stored;
use crate::store::log::touched::Touched;

table! {
    Project [columns, parameters, assignments]
    fixed { id, uid, created_at }
    {
        version, name, colour, note, start, target, archived_at, favourite, template, position, arrangement, updated_at,
        deleted_at,
    }
    also { name_key => |project: &Project| project.name.key() }
    apart {}
}

impl Stored for Project {
    fn size(&self) -> usize {
        self.name.as_str().len() + self.note.as_ref().map_or(0, |note| note.as_str().len())
    }

    fn select_anywhere(connection: &Connection, owner: UserId, number: i64) -> Outcome<Option<Self>> {
        let mut select = connection.prepare_cached(concat!(
            "SELECT ",
            columns!(),
            " FROM projects WHERE user_id = :owner AND id = :id"
        ))?;
        Ok(select.query_row(named_params! {":owner": owner, ":id": number}, read_columns).optional()?)
    }

    fn insert(&self, connection: &Connection, owner: UserId) -> Outcome<()> {
        write(
            connection,
            owner,
            self,
            concat!(
                "INSERT INTO projects (user_id, ",
                columns!(),
                ", deleted_uptime)
                 SELECT :user_id, ",
                parameters!(),
                ", iif(:deleted_at IS NULL, NULL, uptime) FROM server"
            ),
        )
    }

    fn update(&self, connection: &Connection, owner: UserId, _: &Self) -> Outcome<()> {
        write(
            connection,
            owner,
            self,
            concat!(
                "UPDATE projects
                 SET deleted_uptime = iif(:deleted_at IS NULL, NULL, (SELECT uptime FROM server)), ",
                assignments!(),
                " WHERE user_id = :user_id AND id = :id AND uid = :uid AND created_at = :created_at"
            ),
        )
    }

    fn delete(&self, connection: &Connection, owner: UserId) -> Outcome<()> {
        let mut delete = connection.prepare_cached("DELETE FROM projects WHERE user_id = :owner AND id = :id")?;
        delete.execute(named_params! {":owner": owner, ":id": self.id})?;
        Ok(())
    }

    fn check_references(&self, connection: &Connection, owner: UserId, _: Option<&Self>) -> Outcome<()> {
        if self.deleted_at.is_none() {
            return Ok(());
        }
        let held = if has_tasks(connection, owner, self.id)? {
            "tasks"
        } else if has_sections(connection, owner, self.id)? {
            "sections"
        } else {
            return Ok(());
        };
        let sentence = format!("“{}” still has {held}.", self.name.as_str());
        Err(Error::conflict("project_id", sentence).into())
    }

    fn note(&self, before: Option<&Self>, touched: &mut Touched) {
        let was_there = before.is_some_and(|before| before.deleted_at.is_none());
        if self.deleted_at.is_none() && !was_there {
            touched.ask(ObjectKind::Project, 0, check_number);
        }
        let length = |project: &Self| project.note.as_ref().map_or(0, |note| note.as_str().len());
        if self.deleted_at.is_none() && length(self) > before.filter(|_| was_there).map_or(0, length) {
            touched.ask(ObjectKind::Project, -1, check_notes);
        }
    }
}

/// The most projects outside the trash.
const MOST: i64 = 2_000;

fn check_number(connection: &Connection, owner: UserId, _: i64) -> Outcome<()> {
    let mut select =
        connection.prepare_cached("SELECT count(*) FROM projects WHERE user_id = :owner AND deleted_at IS NULL")?;
    if select.query_row(named_params! {":owner": owner}, |row| row.get::<_, i64>(0))? > MOST {
        return Err(Error::conflict("", "An account can have 2,000 projects at most. Delete one first.").into());
    }
    Ok(())
}

/// The most bytes of the notes of all projects outside the trash together, because lists have them.
const MOST_BYTES_OF_NOTES: i64 = 4 * 1024 * 1024;

fn check_notes(connection: &Connection, owner: UserId, _: i64) -> Outcome<()> {
    let mut select = connection.prepare_cached(
        "SELECT coalesce(sum(octet_length(note)), 0) FROM projects WHERE user_id = :owner AND deleted_at IS NULL",
    )?;
    if select.query_row(named_params! {":owner": owner}, |row| row.get::<_, i64>(0))? > MOST_BYTES_OF_NOTES {
        let sentence = "The notes of all projects together can have 4 MiB at most. Shorten one first.";
        return Err(Error::conflict("note", sentence).into());
    }
    Ok(())
}

/// Whether any task outside the trash belongs to a project.
fn has_tasks(connection: &Connection, owner: UserId, id: ProjectId) -> Outcome<bool> {
    let mut select = connection.prepare_cached(
        "SELECT EXISTS (SELECT 1 FROM tasks INDEXED BY open_tasks_by_project
                        WHERE user_id = :owner AND project_id = :id AND completed_at IS NULL)
             OR EXISTS (SELECT 1 FROM tasks INDEXED BY closed_tasks_by_project
                        WHERE user_id = :owner AND project_id = :id AND completed_at IS NOT NULL)",
    )?;
    Ok(select.query_row(named_params! {":owner": owner, ":id": id}, |row| row.get(0))?)
}

/// Whether any section of a project is not deleted.
fn has_sections(connection: &Connection, owner: UserId, id: ProjectId) -> Outcome<bool> {
    let mut select = connection.prepare_cached(
        "SELECT EXISTS (SELECT 1 FROM sections INDEXED BY sections_by_project
                        WHERE user_id = :owner AND project_id = :id AND deleted_at IS NULL)",
    )?;
    Ok(select.query_row(named_params! {":owner": owner, ":id": id}, |row| row.get(0))?)
}

fn write(connection: &Connection, owner: UserId, project: &Project, sql: &str) -> Outcome<()> {
    match write_columns(connection, owner, project, sql) {
        Ok(_) => Ok(()),
        Err(error) if error.to_string().contains("projects.name_key") => {
            let sentence = format!("There is already a project called “{}”.", project.name.as_str());
            Err(Error::conflict("name", sentence).into())
        }
        Err(error) => Err(error.into()),
    }
}

pub fn select(connection: &Connection, owner: UserId, id: ProjectId) -> Outcome<Project> {
    let project = Project::select_anywhere(connection, owner, id.0)?;
    project.filter(|project| project.deleted_at.is_none()).ok_or(Failure::Refused(Error::NotFound("project")))
}

/// The projects outside the trash, in manual order.
pub fn select_live(connection: &Connection, owner: UserId) -> Outcome<Vec<Project>> {
    let mut select = connection.prepare_cached(concat!(
        "SELECT ",
        columns!(),
        " FROM projects WHERE user_id = :owner AND deleted_at IS NULL ORDER BY position, id"
    ))?;
    Ok(select.query_map(named_params! {":owner": owner}, read_columns)?.collect::<rusqlite::Result<_>>()?)
}

/// The projects in the trash, last deleted first.
pub fn select_deleted(connection: &Connection, owner: UserId) -> Outcome<Vec<Project>> {
    let mut select = connection.prepare_cached(concat!(
        "SELECT ",
        columns!(),
        " FROM projects WHERE user_id = :owner AND deleted_at IS NOT NULL ORDER BY version DESC"
    ))?;
    Ok(select.query_map(named_params! {":owner": owner}, read_columns)?.collect::<rusqlite::Result<_>>()?)
}

/// A project found by name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Named {
    pub id: ProjectId,
    /// Whether it is archived, which keeps its tasks out of the daily views.
    pub is_archived: bool,
}

/// The project with this name, unless it is in the trash.
pub fn find_by_name(connection: &Connection, owner: UserId, name: &Name) -> Outcome<Option<Named>> {
    let mut select = connection.prepare_cached(
        "SELECT id, archived_at IS NOT NULL FROM projects INDEXED BY projects_by_name
         WHERE user_id = :owner AND name_key = :key AND deleted_at IS NULL",
    )?;
    let read = |row: &rusqlite::Row<'_>| Ok(Named { id: row.get(0)?, is_archived: row.get(1)? });
    for key in name.keys() {
        let found = select.query_row(named_params! {":owner": owner, ":key": key}, read).optional()?;
        if found.is_some() {
            return Ok(found);
        }
    }
    Ok(None)
}

/// The project with this name, created if it doesn't exist.
pub fn find_or_create(recorder: &mut Recorder<'_>, name: Name) -> Outcome<ProjectId> {
    match find_by_name(recorder.connection, recorder.owner, &name)? {
        Some(found) => Ok(found.id),
        None => Ok(create(recorder, NewProject::named(name))?.id),
    }
}

/// Creates a project in a group of changes.
pub fn create(recorder: &mut Recorder<'_>, new: NewProject) -> Outcome<Project> {
    let number = next_number(recorder)?;
    let own_colour = usize::try_from(number).ok().and_then(|number| {
        // The first colour, gray, is for people who want none.
        Colour::ALL.get(1 + number % (Colour::ALL.len() - 1)).copied()
    });
    let blank = Project {
        id: ProjectId(number),
        uid: new_uid(recorder.at),
        version: ChangeId(0),
        name: new.name,
        colour: new.colour.or(own_colour).unwrap_or(Colour::Gray),
        note: None,
        start: None,
        target: None,
        archived_at: None,
        favourite: false,
        template: false,
        position: Position::made(number),
        arrangement: QueryText::default(),
        created_at: recorder.at,
        updated_at: recorder.at,
        deleted_at: None,
    };
    recorder.add(blank.patched(new.rest, recorder.at))
}

/// Creates a copy of a project after the others. Its name and dates are those that were given.
pub fn create_copy(recorder: &mut Recorder<'_>, copy: Project) -> Outcome<Project> {
    let number = next_number(recorder)?;
    recorder.add(Project {
        id: ProjectId(number),
        uid: new_uid(recorder.at),
        version: ChangeId(0),
        position: Position::made(number),
        created_at: recorder.at,
        updated_at: recorder.at,
        ..copy
    })
}

fn next_number(recorder: &Recorder<'_>) -> Outcome<i64> {
    let mut next = recorder.connection.prepare_cached(
        "UPDATE counters SET next_project_id = next_project_id + 1 WHERE user_id = :owner RETURNING next_project_id - 1",
    )?;
    Ok(next.query_row(named_params! {":owner": recorder.owner}, |row| row.get(0))?)
}
