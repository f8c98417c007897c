//! Making tasks from a text.

use rusqlite::{Connection, OptionalExtension, named_params};

use super::failure::Outcome;
use super::recorder::Recorder;
use super::task_columns::select_live;
use super::task_plan::create_task;
use super::task_references::is_project;
use super::{Store, projects, settings};
use crate::domain::Timestamp;
use crate::domain::act::Act;
use crate::domain::change::{Action, Written};
use crate::domain::draft::{CaptureInput, Draft, drafts};
use crate::domain::project::{Name, NewProject, ProjectId};
use crate::domain::settings::Settings;
use crate::domain::task::{NewTask, Task, TaskId};
use crate::domain::user::UserId;
use crate::error::{Error, Result};

/// A text as it was understood.
#[derive(Debug, Clone)]
pub struct Preview {
    /// Its lines, each with the project that it names, if there is one.
    pub drafts: Vec<(Draft, Option<Named>)>,
    /// The settings by which it was understood.
    pub settings: Settings,
}

/// A project that a line names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Named {
    /// Its number.
    pub id: ProjectId,
    /// Whether it is archived: what is in it is out of the daily views.
    pub is_archived: bool,
}

impl Store {
    /// Understands a text and makes nothing.
    pub async fn preview_capture(&self, owner: UserId, input: CaptureInput, now: Timestamp) -> Result<Preview> {
        self.read(move |connection| {
            let settings = settings::select(connection, owner)?;
            let with_project = |draft: Draft| {
                let name = draft.captured.project.as_deref().and_then(|name| Name::parse(name).ok());
                let project = name.map(|name| find_project(connection, owner, &name)).transpose()?.flatten();
                Ok((draft, project))
            };
            let drafts = drafts(&input.text, &settings, now)?.into_iter().map(with_project);
            Ok(Preview { drafts: drafts.collect::<Outcome<_>>()?, settings })
        })
        .await
    }

    /// Makes the tasks of a text, and the projects that it names and that are not there yet: all of it or nothing.
    pub async fn capture(&self, act: Act, input: CaptureInput) -> Result<Written<Vec<Task>>> {
        self.act(act, Some(Action::Create), move |recorder| {
            let settings = settings::select(recorder.connection, recorder.owner)?;
            let drafts = drafts(&input.text, &settings, recorder.at)?;
            if drafts.is_empty() {
                return Err(Error::invalid("text", "The text is empty. Write what is to be done.").into());
            }
            check_place(recorder, &input)?;
            let mut tasks: Vec<Task> = Vec::new();
            for draft in &drafts {
                // Checked here, where it is known which line it is.
                draft.recurrence(&settings)?;
                draft.due(&settings)?;
                let NewTask { title, mut rest } = draft.task()?;
                let parent = draft.parent.and_then(|index| tasks.get(index)).map(|task| task.id);
                let project = draft.project()?.map(|name| find_or_create(recorder, name)).transpose()?;
                match (parent, project) {
                    // Within another, it is where that is.
                    (Some(parent), None) => rest.parent_id = Some(Some(parent)),
                    (None, None) => place(&mut rest.parent_id, &mut rest.project_id, &input),
                    (_, Some(project)) => rest.project_id = Some(Some(project)),
                }
                rest.planned = input.planned_of(draft).map(Some);
                tasks.push(create_task(recorder, NewTask { title, rest })?);
            }
            Ok(tasks)
        })
        .await
    }
}

/// Refuses a place that is not there, also where every line names its own.
fn check_place(recorder: &Recorder<'_>, input: &CaptureInput) -> Outcome<()> {
    let (connection, owner) = (recorder.connection, recorder.owner);
    if let Some(id) = input.parent_id
        && select_live(connection, owner, id)?.is_none()
    {
        return Err(Error::invalid("parent_id", "There is no such task.").into());
    }
    if let Some(id) = input.project_id
        && !is_project(connection, owner, id)?
    {
        return Err(Error::invalid("project_id", "There is no such project.").into());
    }
    Ok(())
}

fn place(parent: &mut Option<Option<TaskId>>, project: &mut Option<Option<ProjectId>>, input: &CaptureInput) {
    match input.parent_id {
        Some(id) => *parent = Some(Some(id)),
        None => *project = input.project_id.map(Some),
    }
}

fn find_or_create(recorder: &mut Recorder<'_>, name: Name) -> Outcome<ProjectId> {
    if let Some(found) = find_project(recorder.connection, recorder.owner, &name)? {
        return Ok(found.id);
    }
    Ok(projects::create(recorder, NewProject::named(name))?.id)
}

fn find_project(connection: &Connection, owner: UserId, name: &Name) -> Outcome<Option<Named>> {
    let mut select = connection.prepare_cached(
        "SELECT id, archived_at IS NOT NULL FROM projects INDEXED BY projects_by_name
         WHERE user_id = :owner AND name_key = :key AND deleted_at IS NULL",
    )?;
    let read = |row: &rusqlite::Row<'_>| Ok(Named { id: row.get(0)?, is_archived: row.get(1)? });
    Ok(select.query_row(named_params! {":owner": owner, ":key": name.key()}, read).optional()?)
}
