//! Sections in the database.

pub mod table;

use rusqlite::named_params;

use crate::domain::list::order::Place;
use crate::domain::log::act::Act;
use crate::domain::log::change::Written;
use crate::domain::log::precondition::IfMatch;
use crate::domain::projects::{Name, Progress, ProjectId};
use crate::domain::sections::{Section, SectionId};
use crate::domain::users::UserId;
use crate::error::Result;
use crate::store::Store;
use crate::store::projects::table::select as select_project;
use crate::store::sections::table::{create, select, select_of};

impl Store {
    /// A project's sections in manual order, each with how many tasks it has.
    pub async fn list_sections(&self, owner: UserId, project: ProjectId) -> Result<Vec<(Section, Progress)>> {
        self.read(move |connection| {
            select_project(connection, owner, project)?;
            let mut count = connection.prepare_cached(
                "SELECT open, closed FROM project_counters
                 WHERE user_id = :owner AND project_id = :project AND section_id = :section",
            )?;
            let mut listed = Vec::new();
            for section in select_of(connection, owner, project)? {
                let parameters = named_params! {":owner": owner, ":project": project, ":section": section.id};
                let progress = count
                    .query_map(parameters, |row| Ok(Progress { open: row.get(0)?, closed: row.get(1)? }))?
                    .next()
                    .transpose()?;
                listed.push((section, progress.unwrap_or_default()));
            }
            Ok(listed)
        })
        .await
    }

    /// Creates a section after the others of its project.
    pub async fn create_section(&self, act: Act, project: ProjectId, name: Name) -> Result<Written<Section>> {
        self.act(act, None, move |recorder| {
            select_project(recorder.connection, recorder.owner, project)?;
            create(recorder, project, name)
        })
        .await
    }

    /// Renames a section and returns it.
    pub async fn rename_section(
        &self,
        act: Act,
        id: SectionId,
        name: Name,
        if_match: IfMatch,
    ) -> Result<Written<Section>> {
        self.act(act, None, move |recorder| {
            let before = select(recorder.connection, recorder.owner, id)?;
            if_match.check(before.version)?;
            recorder.change(&before, before.renamed(name, recorder.at))
        })
        .await
    }

    /// Moves a section among those of its project.
    pub async fn move_section(&self, act: Act, id: SectionId, place: Place) -> Result<Written<Section>> {
        self.act(act, None, move |recorder| {
            let before = select(recorder.connection, recorder.owner, id)?;
            let others = select_of(recorder.connection, recorder.owner, before.project_id)?;
            let mut moved = before.clone();
            for (number, position) in place.among(others.iter().map(|other| (other.id.0, &other.position)), id.0)? {
                let other = others.iter().find(|other| other.id.0 == number).unwrap_or(&before);
                let after = recorder.change(other, Section { position, ..other.clone() })?;
                if number == id.0 {
                    moved = after;
                }
            }
            Ok(moved)
        })
        .await
    }
}
