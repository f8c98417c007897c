//! Copies of projects, and templates.

use std::collections::HashMap;

use jiff::Span;
use jiff::civil::Date;

use crate::domain::log::act::Act;
use crate::domain::log::change::Written;
use crate::domain::projects::{Name, Project, ProjectId};
use crate::domain::tasks::copies::{CopyDay, Copying, to_copy};
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
        let _turn = self.turn().await;
        self.act(act, None, move |recorder| {
            let (connection, owner) = (recorder.connection, recorder.owner);
            let project = select(connection, owner, id)?;
            let mut tasks = tasks_of(connection, owner, id)?;
            // Parents come first, as their copies have to.
            tasks.reverse();
            let chosen = to_copy(&tasks, copying.reopen);
            check_count(chosen.len())?;
            let copied = tasks.iter().filter(|task| chosen.contains(&task.id));
            let days = copying.days(own_date(&project, copying).into_iter(), copied);
            let name = match name {
                Some(name) => name,
                None => project.name_of_copy(template, select_live(connection, owner)?.iter()),
            };
            let copied = project.copied(name, template, days_of_copy(&project, copying, days), recorder.at);
            let copy = create_copy(recorder, copied)?;
            let mut sections = HashMap::new();
            for section in select_of(connection, owner, id)? {
                sections.insert(section.id, create_section(recorder, copy.id, section.name)?.id);
            }
            for task in &mut tasks {
                task.project_id = Some(copy.id);
                task.section_id = task.section_id.and_then(|section| sections.get(&section).copied());
            }
            add_copies(recorder, &tasks, &chosen, days.unwrap_or(0), None)?;
            Ok(copy)
        })
        .await
    }
}

/// The day of a project that says where a copy begins or ends.
fn own_date(project: &Project, copying: Copying) -> Option<Date> {
    match copying.day? {
        CopyDay::First(_) => project.start,
        CopyDay::Last(_) => project.target,
    }
}

/// The start and the target day of a copy, so many days later. Without any date to move, it begins or ends on the given day.
fn days_of_copy(project: &Project, copying: Copying, days: Option<i32>) -> (Option<Date>, Option<Date>) {
    let later = |date: Date| date.saturating_add(Span::new().days(days.unwrap_or(0)));
    match (copying.day, days) {
        (Some(CopyDay::First(day)), None) => (Some(day), None),
        (Some(CopyDay::Last(day)), None) => (None, Some(day)),
        _ => (project.start.map(later), project.target.map(later)),
    }
}
