//! Creates tasks from a text.

use rusqlite::Connection;

use crate::domain::Timestamp;
use crate::domain::capture::draft::{CaptureInput, CapturePlace, Draft, drafts};
use crate::domain::list::position::Position;
use crate::domain::log::act::Act;
use crate::domain::log::change::{Action, Written};
use crate::domain::log::precondition::IfMatch;
use crate::domain::projects::{Name, ProjectId};
use crate::domain::settings::Settings;
use crate::domain::tasks::{NewTask, Task, TaskId, TaskPatch};
use crate::domain::users::UserId;
use crate::error::{Error, Result};
use crate::store::engine::failure::{Failure, Outcome};
use crate::store::log::recorder::Recorder;
use crate::store::projects::table::{Named, find_by_name, select, select_live};
use crate::store::sections::table::project_of;
use crate::store::tasks::consequences::{change_task, create_task_as};
use crate::store::tasks::table::{select as find_task, select_live as select_task};
use crate::store::{Store, settings};

/// A text, understood.
#[derive(Debug, Clone)]
pub struct Preview {
    /// Its lines, each with the existing project it names, if any.
    pub drafts: Vec<(Draft, Option<Named>)>,
    /// The settings used.
    pub settings: Settings,
}

impl Store {
    /// Understands a text without creating anything.
    pub async fn preview_capture(&self, owner: UserId, input: CaptureInput, now: Timestamp) -> Result<Preview> {
        self.read(move |connection| {
            let settings = settings::select(connection, owner)?;
            let input = with_project_of_section(connection, owner, input)?;
            let place = place(connection, owner, &input)?;
            let names = names(connection, owner, &input.text)?;
            let with_project = |draft: Draft| {
                let name = draft.captured.project.as_deref().and_then(|name| Name::parse(name).ok());
                let project = name.map(|name| find_by_name(connection, owner, &name)).transpose()?.flatten();
                Ok((draft, project))
            };
            let drafts = drafts(&input.text, &place, &settings, &names, now)?.into_iter().map(with_project);
            Ok(Preview { drafts: drafts.collect::<Outcome<_>>()?, settings })
        })
        .await
    }

    /// Creates the tasks of a text and any projects it names that don't exist yet, all or nothing.
    pub async fn capture(&self, act: Act, input: CaptureInput, if_match: IfMatch) -> Result<Written<Vec<Task>>> {
        self.act(act, Some(Action::Create), move |recorder| {
            let settings = settings::select(recorder.connection, recorder.owner)?;
            let input = with_project_of_section(recorder.connection, recorder.owner, input)?;
            let place = place(recorder.connection, recorder.owner, &input)?;
            let names = names(recorder.connection, recorder.owner, &input.text)?;
            let drafts = drafts(&input.text, &place, &settings, &names, recorder.at)?;
            if drafts.is_empty() {
                return Err(Error::invalid("text", "The text is empty. Write what is to be done.").into());
            }
            describe_parent(recorder, &input, if_match)?;
            let mut tasks: Vec<Task> = Vec::new();
            // Lists show the newest task first, so the first line gets the last number.
            let (first, count) = (recorder.next_task().0, i64::try_from(drafts.len()).unwrap_or_default());
            for (index, draft) in (0..).zip(&drafts) {
                // Checked here, where the line is known.
                draft.recurrence(&settings)?;
                draft.due(&settings)?;
                let NewTask { title, mut rest } = draft.task()?;
                rest.project = draft.project()?;
                let above = draft.parent.and_then(|index| tasks.get(index)).map(|task| task.id);
                rest.parent_id = above.or(input.parent_id).map(Some);
                if rest.parent_id.is_none() && rest.project.as_ref().is_none_or(|name| place.is_project(name)) {
                    if rest.project.is_none() {
                        rest.project_id = input.project_id.map(Some);
                    }
                    rest.section_id = input.section_id.map(Some);
                }
                rest.planned = input.planned_of(draft).map(Some);
                let id = TaskId(first + count - 1 - index);
                // The inbox shows the last place first; a project, a parent and a day the first.
                let is_placed = rest.parent_id.is_some() || rest.project.is_some() || rest.project_id.is_some();
                let is_in_inbox = !is_placed && rest.due.is_none() && rest.planned.is_none();
                let place = Position::made(if is_in_inbox { id.0 } else { first + index });
                tasks.push(create_task_as(recorder, NewTask { title, rest }, id, place)?);
            }
            Ok(tasks)
        })
        .await
    }
}

/// Gives the parent its new description, if the lines were part of the old one.
fn describe_parent(recorder: &mut Recorder<'_>, input: &CaptureInput, if_match: IfMatch) -> Outcome<()> {
    let Some((id, description)) = input.parent_id.zip(input.parent_description.clone()) else { return Ok(()) };
    let before = find_task(recorder.connection, recorder.owner, id)?;
    if_match.check(before.version)?;
    change_task(recorder, &before, TaskPatch { description: Some(description), ..TaskPatch::default() })?;
    Ok(())
}

/// The names of the projects there are, as keys for comparison, in order. Most texts need none.
fn names(connection: &Connection, owner: UserId, text: &str) -> Outcome<Vec<String>> {
    if !text.contains('+') {
        return Ok(Vec::new());
    }
    let mut names: Vec<String> = select_live(connection, owner)?.iter().map(|project| project.name.key()).collect();
    names.sort_unstable();
    Ok(names)
}

/// The input with the project of its section.
fn with_project_of_section(connection: &Connection, owner: UserId, mut input: CaptureInput) -> Outcome<CaptureInput> {
    let Some(section) = input.section_id else { return Ok(input) };
    let project = project_of(connection, owner, section)?;
    let project = project.ok_or_else(|| Error::invalid("section_id", "There is no such section."))?;
    if input.project_id.is_some_and(|other| other != project) {
        return Err(Error::invalid("section_id", "The section is in another project.").into());
    }
    input.project_id = Some(project);
    Ok(input)
}

/// Where the tasks of a text go. A missing project or parent is refused even if every line names another.
fn place(connection: &Connection, owner: UserId, input: &CaptureInput) -> Outcome<CapturePlace> {
    let name = |id: Option<ProjectId>| id.map(|id| select(connection, owner, id).map(|project| project.name));
    if let Some(id) = input.parent_id {
        let parent = select_task(connection, owner, id)?;
        let parent = parent.ok_or_else(|| Error::invalid("parent_id", "There is no such task."))?;
        return Ok(CapturePlace::Parent(name(parent.project_id).transpose()?));
    }
    let missing = |failure| match failure {
        Failure::Refused(_) => Error::invalid("project_id", "There is no such project.").into(),
        Failure::Sqlite(error) => Failure::Sqlite(error),
    };
    Ok(CapturePlace::Project(name(input.project_id).transpose().map_err(missing)?))
}
