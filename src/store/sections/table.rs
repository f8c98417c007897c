//! The rows of sections, deleted ones included.

use rusqlite::{Connection, named_params};

use crate::domain::list::position::Position;
use crate::domain::log::change::{ChangeId, ObjectKind};
use crate::domain::projects::{Name, ProjectId};
use crate::domain::sections::{Section, SectionId};
use crate::domain::users::UserId;
use crate::error::Error;
use crate::store::engine::columns::{Millis, new_uid};
use crate::store::engine::failure::{Failure, Outcome};
use crate::store::engine::table::table;
use crate::store::log::recorder::Recorder;
use crate::store::log::stored::{Stored, deleted_rows_stay};
use crate::store::log::touched::Touched;

table! {
    Section [columns, parameters, assignments]
    fixed { id, uid, project_id, created_at }
    { version, name, position, updated_at, deleted_at }
    also { name_key => |section: &Section| section.name.key() }
    apart {}
}

impl Stored for Section {
    deleted_rows_stay!("sections" and "project_id = :project_id");

    fn size(&self) -> usize {
        self.name.as_str().len()
    }

    fn check_references(&self, connection: &Connection, owner: UserId, _: Option<&Self>) -> Outcome<()> {
        let (name, parameters) = (self.name.as_str(), named_params! {":owner": owner, ":id": self.id.0});
        if self.deleted_at.is_some() {
            let mut select = connection.prepare_cached(
                "SELECT EXISTS (SELECT 1 FROM tasks INDEXED BY tasks_by_section
                                WHERE user_id = :owner AND section_id = :id)",
            )?;
            if select.query_row(parameters, |row| row.get(0))? {
                return Err(Error::conflict("section_id", format!("“{name}” still has tasks.")).into());
            }
            return Ok(());
        }
        let mut select = connection.prepare_cached(
            "SELECT EXISTS (SELECT 1 FROM projects WHERE user_id = :owner AND id = :project AND deleted_at IS NULL)",
        )?;
        if select.query_row(named_params! {":owner": owner, ":project": self.project_id}, |row| row.get(0))? {
            return Ok(());
        }
        let sentence = format!("There is no such project for “{name}” to belong to.");
        Err(Error::conflict("project_id", sentence).into())
    }

    fn note(&self, before: Option<&Self>, touched: &mut Touched) {
        let was_there = before.is_some_and(|before| before.deleted_at.is_none());
        if self.deleted_at.is_none() && !was_there {
            touched.ask(ObjectKind::Section, self.project_id.0, check_number);
        }
    }
}

/// The most sections of a project.
const MOST: i64 = 100;

fn check_number(connection: &Connection, owner: UserId, project: i64) -> Outcome<()> {
    let mut select = connection.prepare_cached(
        "SELECT count(*) FROM sections INDEXED BY sections_by_project
         WHERE user_id = :owner AND project_id = :project AND deleted_at IS NULL",
    )?;
    let parameters = named_params! {":owner": owner, ":project": project};
    if select.query_row(parameters, |row| row.get::<_, i64>(0))? > MOST {
        return Err(Error::conflict("", "A project can have 100 sections at most. Delete one first.").into());
    }
    Ok(())
}

/// A section that is not deleted.
pub fn select(connection: &Connection, owner: UserId, id: SectionId) -> Outcome<Section> {
    let section = Section::select_anywhere(connection, owner, id.0)?;
    section.filter(|section| section.deleted_at.is_none()).ok_or(Failure::Refused(Error::NotFound("section")))
}

/// The project of a section that is not deleted.
pub fn project_of(connection: &Connection, owner: UserId, id: SectionId) -> Outcome<Option<ProjectId>> {
    let section = Section::select_anywhere(connection, owner, id.0)?;
    Ok(section.filter(|section| section.deleted_at.is_none()).map(|section| section.project_id))
}

/// A project's sections, in manual order.
pub fn select_of(connection: &Connection, owner: UserId, project: ProjectId) -> Outcome<Vec<Section>> {
    let mut select = connection.prepare_cached(concat!(
        "SELECT ",
        columns!(),
        " FROM sections INDEXED BY sections_by_project
          WHERE user_id = :owner AND project_id = :project AND deleted_at IS NULL ORDER BY position, id"
    ))?;
    let parameters = named_params! {":owner": owner, ":project": project};
    Ok(select.query_map(parameters, read_columns)?.collect::<rusqlite::Result<_>>()?)
}

/// The deleted sections of a project: those deleted at an instant, or all.
pub fn select_deleted(
    connection: &Connection,
    owner: UserId,
    project: ProjectId,
    at: Option<Millis>,
) -> Outcome<Vec<Section>> {
    let mut select = connection.prepare_cached(concat!(
        "SELECT ",
        columns!(),
        " FROM sections INDEXED BY sections_by_project
          WHERE user_id = :owner AND project_id = :project AND deleted_at IS NOT NULL
            AND deleted_at = coalesce(:at, deleted_at)"
    ))?;
    let parameters = named_params! {":owner": owner, ":project": project, ":at": at};
    Ok(select.query_map(parameters, read_columns)?.collect::<rusqlite::Result<_>>()?)
}

/// Creates a section in a group of changes.
pub fn create(recorder: &mut Recorder<'_>, project_id: ProjectId, name: Name) -> Outcome<Section> {
    let (connection, owner) = (recorder.connection, recorder.owner);
    let mut next = connection.prepare_cached(
        "UPDATE counters SET next_section_id = next_section_id + 1 WHERE user_id = :owner RETURNING next_section_id - 1",
    )?;
    let number: i64 = next.query_row(named_params! {":owner": owner}, |row| row.get(0))?;
    recorder.add(Section {
        id: SectionId(number),
        uid: new_uid(recorder.at),
        version: ChangeId(0),
        project_id,
        name,
        position: Position::made(number),
        created_at: recorder.at,
        updated_at: recorder.at,
        deleted_at: None,
    })
}
