//! Captured tasks, before they are created.

use jiff::Timestamp;
use serde::Deserialize;
use utoipa::ToSchema;

use crate::domain::calendar::Calendar;
use crate::domain::capture::{Captured, Context, ENGLISH, Language, Line, lines, parse};
use crate::domain::projects::{Name, ProjectId};
use crate::domain::sections::SectionId;
use crate::domain::settings::{self, Settings};
use crate::domain::tasks::{Description, Estimate, NewTask, Status, TagChange, Tags, TaskId, TaskPatch, Title};
use crate::domain::text::grouped;
use crate::domain::time::due::{Due, DueInput};
use crate::domain::time::planned::Planned;
use crate::domain::time::recurrence::{Recurrence, RepeatsFrom, Rule};
use crate::error::{Error, Result};

/// The most characters captured at once.
const MOST_CHARS: usize = 100_000;
const MOST_LINES: usize = 1_000;

/// What was typed, and where.
#[derive(Debug, Clone, Default, Deserialize, ToSchema)]
#[schema(as = Capture)]
pub struct GivenCapture {
    /// One task per line; an indented line is a subtask of the one above.
    #[schema(
        required = true,
        nullable = false,
        max_length = 100_000,
        example = "Pay rent every 1st 9am #home +House !high"
    )]
    pub text: Option<String>,
    /// The project of lines that name none.
    pub project_id: Option<i64>,
    /// The section of lines that are in its project, which `project_id` need not name.
    pub section_id: Option<i64>,
    /// When to plan all tasks: a day, or a local time such as `2026-12-24T14:00`.
    pub planned: Option<String>,
    /// When to plan those tasks that have neither a due date nor a start.
    pub planned_if_undated: Option<String>,
    /// The parent of all tasks.
    pub parent_id: Option<i64>,
    /// The new description of the parent, for lines of it that become subtasks; a blank one removes it. `If-Match`
    /// then holds the version of the parent.
    pub parent_description: Option<String>,
}

/// The typed text, and where to put its tasks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaptureInput {
    /// The text: one task per line; an indented line belongs to the line above it.
    pub text: String,
    /// The project of tasks that name none.
    pub project_id: Option<ProjectId>,
    /// The section of tasks that are in its project.
    pub section_id: Option<SectionId>,
    /// When all of the tasks are planned.
    pub planned: Option<Planned>,
    /// When to plan tasks that name no day of their own.
    pub planned_if_undated: Option<Planned>,
    /// The parent of all the tasks.
    pub parent_id: Option<TaskId>,
    /// The parent's new description, without the lines that become its subtasks.
    pub parent_description: Option<Option<Description>>,
}

impl CaptureInput {
    /// Checks a captured text from outside.
    pub fn parse(given: GivenCapture) -> Result<Self> {
        let text = given.text.ok_or_else(|| Error::invalid("text", "A text is required."))?;
        if text.chars().count() > MOST_CHARS {
            let sentence = format!("The text can have {} characters at most.", grouped(MOST_CHARS));
            return Err(Error::invalid("text", sentence));
        }
        let parse = |field, text: Option<String>| text.map(|text| Planned::parse(field, &text)).transpose();
        let planned = parse("planned", given.planned)?;
        let planned_if_undated = parse("planned_if_undated", given.planned_if_undated)?;
        if given.parent_id.is_none() && given.parent_description.is_some() {
            return Err(Error::invalid("parent_description", "A description of the parent needs a parent_id."));
        }
        let parent_description = given.parent_description.map(description).transpose()?;
        Ok(Self {
            text,
            project_id: given.project_id.map(ProjectId),
            section_id: given.section_id.map(SectionId),
            planned,
            planned_if_undated,
            parent_id: given.parent_id.map(TaskId),
            parent_description,
        })
    }

    /// When one of its drafts is planned.
    pub fn planned_of(&self, draft: &Draft) -> Option<Planned> {
        let is_undated = draft.captured.due.is_none() && draft.captured.start.is_none();
        self.planned.or(self.planned_if_undated.filter(|_| is_undated))
    }
}

/// A blank one removes it.
fn description(text: String) -> Result<Option<Description>> {
    if text.trim().is_empty() {
        return Ok(None);
    }
    let too_long = |error: Error| Error::invalid("parent_description", error.to_string());
    Description::parse(text).map(Some).map_err(too_long)
}

/// Where the tasks of a text go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CapturePlace {
    /// This project (or none), unless they name another.
    Project(Option<Name>),
    /// A task in this project (or in none).
    Parent(Option<Name>),
}

impl CapturePlace {
    /// Whether it is the project with this name.
    pub fn is_project(&self, name: &Name) -> bool {
        matches!(self, Self::Project(Some(here)) if here.key() == name.key())
    }
}

/// One line, understood.
#[derive(Debug, Clone)]
pub struct Draft {
    /// Its line number in the text, from 0.
    pub line: usize,
    /// The byte offset of its text in the whole text.
    pub start: usize,
    /// How deeply it is nested.
    pub depth: usize,
    /// The draft it is a subtask of.
    pub parent: Option<usize>,
    pub captured: Captured,
    /// Whether it is done already.
    pub is_done: bool,
    /// Whether it names a different project than its parent's.
    is_elsewhere: bool,
}

/// Understands a text, using the account's days and language.
///
/// The projects are the names of those there are, as keys for comparison, in order.
pub fn drafts(
    text: &str,
    place: &CapturePlace,
    settings: &Settings,
    projects: &[String],
    now: Timestamp,
) -> Result<Vec<Draft>> {
    let calendar = Calendar::of(settings);
    let zone = settings.zone_or_utc().rules();
    let context = Context {
        now: calendar.local(now),
        instant: now,
        zone: &zone,
        today: calendar.day_of(now),
        day_start: settings.day_start.0,
        week_start: calendar.week_start,
        language: language(settings.language),
        date_order: settings.date_order,
        projects,
    };
    let lines = lines(text);
    if lines.len() > MOST_LINES {
        let sentence = format!("The text can have {} tasks at most.", grouped(MOST_LINES));
        return Err(Error::invalid("text", sentence));
    }
    // Each draft's project.
    let mut projects: Vec<Option<String>> = Vec::with_capacity(lines.len());
    let key = |name: &Option<Name>| name.as_ref().map(Name::key);
    let draft = |line: &Line<'_>| {
        let captured = parse(line.text, &context);
        let named = captured.project.as_deref().and_then(|name| Name::parse(name).ok()).map(|name| name.key());
        let above = line.parent.and_then(|index| projects.get(index).cloned());
        let (project, is_elsewhere) = match (above, place) {
            (Some(project), _) => (project.clone(), named.is_some() && named != project),
            (None, CapturePlace::Parent(project)) => (key(project), named.is_some() && named != key(project)),
            (None, CapturePlace::Project(project)) => (named.or_else(|| key(project)), false),
        };
        projects.push(project);
        let Line { number: line, start, depth, parent, is_done, .. } = *line;
        Draft { line, start, depth, parent, captured, is_done, is_elsewhere }
    };
    Ok(lines.iter().map(draft).collect())
}

fn language(language: settings::Language) -> &'static Language {
    match language {
        settings::Language::English => &ENGLISH,
    }
}

impl Draft {
    /// The name of its project.
    pub fn project(&self) -> Result<Option<Name>> {
        let name = self.captured.project.as_deref().map(Name::parse).transpose().map_err(|error| self.blame(&error))?;
        if let Some(name) = name.as_ref().filter(|_| self.is_elsewhere) {
            let sentence = format!("A subtask is in the project of its parent. Leave “+{}” out.", name.as_str());
            return Err(self.blame(&Error::invalid("text", sentence)));
        }
        Ok(name)
    }

    /// When it is due.
    pub fn due(&self, settings: &Settings) -> Result<Option<Due>> {
        self.due_input()
            .map(|due| due.in_zone(&settings.zone_or_utc(), None))
            .transpose()
            .map_err(|error| self.blame(&error))
    }

    pub fn recurrence(&self, settings: &Settings) -> Result<Option<Recurrence>> {
        let (Some((rule, from)), Some(due)) = (self.rule()?, self.due(settings)?) else { return Ok(None) };
        Recurrence::anchored(rule, from, due.moment()).map(Some).map_err(|error| self.blame(&error))
    }

    /// The task to create, without its project and parent.
    pub fn task(&self) -> Result<NewTask> {
        let task = || {
            let captured = &self.captured;
            let estimate = captured.estimate.map(|minutes| Estimate::parse(minutes.into())).transpose()?;
            let rest = TaskPatch {
                status: self.is_done.then_some(Status::Done),
                priority: captured.priority,
                due: self.due_input().map(Some),
                start: captured.start.map(Some),
                estimate: estimate.map(Some),
                tags: Some(Tags::parse(&captured.tags)?).filter(|tags| !tags.is_empty()).map(TagChange::Set),
                recurrence: self.rule()?.map(Some),
                ..TaskPatch::default()
            };
            // A pasted line may have tabs in it.
            Ok(NewTask { title: Title::parse(captured.title.replace('\t', " "))?, rest })
        };
        task().map_err(|error: Error| self.blame(&error))
    }

    fn due_input(&self) -> Option<DueInput> {
        let day = self.captured.due?;
        Some(match self.captured.due_time {
            None => DueInput::Whole(Due::Day(day)),
            // A series keeps its time, even if the clocks skip that of its first date.
            Some(time) if self.captured.recurrence.is_some() => DueInput::Series(day.to_datetime(time)),
            Some(time) => DueInput::Local(day.to_datetime(time)),
        })
    }

    fn rule(&self) -> Result<Option<(Rule, RepeatsFrom)>> {
        let Some(rule) = &self.captured.recurrence else { return Ok(None) };
        let from = if rule.from_completion { RepeatsFrom::Completion } else { RepeatsFrom::Due };
        Ok(Some((Rule::parse(&rule.rule)?, from)))
    }

    /// Adds the line to an error.
    fn blame(&self, error: &Error) -> Error {
        Error::invalid("text", format!("Line {}: {error}", self.line + 1))
    }
}
