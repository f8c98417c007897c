//! Copies of projects, and templates.

use std::collections::HashMap;

use crate::domain::log::act::Act;
use crate::domain::log::change::Written;
use crate::domain::projects::{Name, Project, ProjectId};
use crate::domain::tasks::copies::{Copying, to_copy};
use crate::error::Result;
use crate::store::Store;
use crate::store::projects::table::{create_copy, select, select_live};
use crate::store::sections::table::{create as create_section, select_of};
use crate::store::tasks::duplicate::{add_copies, check_count};
use crate::store::tasks::in_project::tasks_of;

impl Store {
    /// Copies a project with its sections and tasks.
    pub async fn duplicate_project(
        &self,
        act: Act,
        id: ProjectId,
        name: Option<Name>,
        template: bool,
        copying: Copying,
    ) -> Result<Written<Project>> {
        self.act(act, None, move |recorder| {
            let (connection, owner) = (recorder.connection, recorder.owner);
            let project = select(connection, owner, id)?;
            let mut tasks = tasks_of(connection, owner, id)?;
            // Parents come first, as their copies have to.
            tasks.reverse();
            let chosen = to_copy(&tasks, copying.reopen);
            check_count(chosen.len())?;
            let copied = tasks.iter().filter(|task| chosen.contains(&task.id));
            let days = copying.days(std::iter::empty(), copied).unwrap_or(0);
            let name = match name {
                Some(name) => name,
                None => project.name_of_copy(template, select_live(connection, owner)?.iter()),
            };
            let copy = create_copy(recorder, project.copied(name, template, days, recorder.at))?;
            let mut sections = HashMap::new();
            for section in select_of(connection, owner, id)? {
                sections.insert(section.id, create_section(recorder, copy.id, section.name)?.id);
            }
            for task in &mut tasks {
                task.project_id = Some(copy.id);
                task.section_id = task.section_id.and_then(|section| sections.get(&section).copied());
            }
            add_copies(recorder, &tasks, &chosen, days, None)?;
            Ok(copy)
        })
        .await
    }
}
