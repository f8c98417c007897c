//! Projects in the database.

pub mod table;

use std::collections::HashMap;

use rusqlite::named_params;

use crate::domain::list::order::Place;
use crate::domain::log::act::Act;
use crate::domain::log::change::Written;
use crate::domain::log::precondition::IfMatch;
use crate::domain::projects::{NewProject, Progress, Project, ProjectId, ProjectPatch};
use crate::domain::users::UserId;
use crate::error::Result;
use crate::store::Store;
use crate::store::projects::table::{create, select, select_live};

impl Store {
    /// The projects outside the trash in manual order, each with how many tasks it has.
    pub async fn list_projects(&self, owner: UserId) -> Result<Vec<(Project, Progress)>> {
        self.read(move |connection| {
            let mut count = connection.prepare_cached(
                "SELECT project_id, sum(open), sum(closed) FROM project_counters
                 WHERE user_id = :owner GROUP BY project_id",
            )?;
            let read = |row: &rusqlite::Row<'_>| Ok((row.get(0)?, Progress { open: row.get(1)?, closed: row.get(2)? }));
            let counts = count.query_map(named_params! {":owner": owner}, read)?;
            let counts: HashMap<ProjectId, Progress> = counts.collect::<rusqlite::Result<_>>()?;
            let with_count = |project: Project| {
                let progress = counts.get(&project.id).copied().unwrap_or_default();
                (project, progress)
            };
            Ok(select_live(connection, owner)?.into_iter().map(with_count).collect())
        })
        .await
    }

    /// A project outside the trash.
    pub async fn find_project(&self, owner: UserId, id: ProjectId) -> Result<Project> {
        self.read(move |connection| select(connection, owner, id)).await
    }

    /// Creates a project after the others.
    pub async fn create_project(&self, act: Act, new: NewProject) -> Result<Written<Project>> {
        self.act(act, None, move |recorder| create(recorder, new)).await
    }

    /// Changes a project and returns it.
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

    /// Moves a project in the manual order.
    pub async fn move_project(&self, act: Act, id: ProjectId, place: Place) -> Result<Written<Project>> {
        self.act(act, None, move |recorder| {
            let others = select_live(recorder.connection, recorder.owner)?;
            let before = select(recorder.connection, recorder.owner, id)?;
            let mut moved = before.clone();
            for (number, position) in place.among(others.iter().map(|other| (other.id.0, &other.position)), id.0)? {
                let other = others.iter().find(|other| other.id.0 == number).unwrap_or(&before);
                let after = recorder.change(other, Project { position, ..other.clone() })?;
                if number == id.0 {
                    moved = after;
                }
            }
            Ok(moved)
        })
        .await
    }
}
