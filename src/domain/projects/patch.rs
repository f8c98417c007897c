//! Checked changes to a project.

use jiff::civil::Date;
use serde::Deserialize;
use utoipa::ToSchema;

use super::{Colour, Name, Note, Project};
use crate::domain::Timestamp;
use crate::domain::input::{not_null, present};
use crate::domain::query::QueryText;
use crate::domain::time::due::parse_day;
use crate::error::{Error, FieldErrors, Result};

/// Changes to a project. `None` leaves a field as it is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ProjectPatch {
    /// See [`Project::name`].
    pub name: Option<Name>,
    /// See [`Project::colour`].
    pub colour: Option<Colour>,
    /// See [`Project::note`].
    pub note: Option<Option<Note>>,
    /// See [`Project::start`].
    pub start: Option<Option<Date>>,
    /// See [`Project::target`].
    pub target: Option<Option<Date>>,
    /// Whether it is archived.
    pub archived: Option<bool>,
    /// See [`Project::arrangement`].
    pub arrangement: Option<QueryText>,
    /// See [`Project::favourite`].
    pub favourite: Option<bool>,
    /// See [`Project::template`].
    pub template: Option<bool>,
}

/// Changes to a project; absent fields stay as they are, null clears a field.
///
/// As it came from outside: `None` was not given, `Some(None)` is null.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, ToSchema)]
#[schema(as = UpdateProject, description = "Changes to a project; absent fields stay as they are, null clears a field.")]
pub struct ProjectInput {
    /// One line of 1 to 100 characters that no other project has, whatever its case.
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Option<String>, nullable = false, min_length = 1, max_length = 100)]
    pub name: Option<Option<String>>,
    /// `gray`, `red`, `orange`, `yellow`, `green`, `teal`, `blue`, `purple` or `pink`.
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Option<String>, nullable = false)]
    pub colour: Option<Option<String>>,
    /// What it is for, as Markdown: up to 50,000 characters. A blank one removes it.
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Option<String>, max_length = 50_000)]
    pub note: Option<Option<String>>,
    /// The day it starts.
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Option<String>, format = Date)]
    pub start: Option<Option<String>>,
    /// The day by which it is to be done; not before its start.
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Option<String>, format = Date)]
    pub target: Option<Option<String>>,
    /// Whether it is archived: out of the way, with all of its tasks.
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Option<bool>, nullable = false)]
    pub archived: Option<Option<bool>>,
    /// How its tasks are grouped, sorted and filtered, as a query; an empty one leaves them as they come.
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Option<String>, nullable = false, max_length = 1_000, example = "group:priority sort:due")]
    pub arrangement: Option<Option<String>>,
    /// Whether it stands at the top of the side bar.
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Option<bool>, nullable = false)]
    pub favourite: Option<Option<bool>>,
    /// Whether it is a template. It is archived along.
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Option<bool>, nullable = false)]
    pub template: Option<Option<bool>>,
}

impl Project {
    /// The project after a patch.
    pub fn patched(&self, patch: ProjectPatch, now: Timestamp) -> Self {
        let mut project = self.clone();
        if let Some(name) = patch.name {
            project.name = name;
        }
        if let Some(colour) = patch.colour {
            project.colour = colour;
        }
        project.note = patch.note.unwrap_or(project.note);
        project.start = patch.start.unwrap_or(project.start);
        project.target = patch.target.unwrap_or(project.target);
        match patch.archived {
            Some(true) => project.archived_at = project.archived_at.or(Some(now)),
            Some(false) => project.archived_at = None,
            None => {}
        }
        project.arrangement = patch.arrangement.unwrap_or(project.arrangement);
        project.favourite = patch.favourite.unwrap_or(project.favourite);
        project.template = patch.template.unwrap_or(project.template);
        if patch.template == Some(true) && patch.archived.is_none() {
            project.archived_at = project.archived_at.or(Some(now));
        }
        if project != *self {
            project.updated_at = now;
        }
        project
    }
}

impl ProjectPatch {
    /// Checks every field of a patch from outside.
    pub fn parse(input: ProjectInput) -> Result<Self> {
        let ProjectInput { name, colour, note, start, target, archived, arrangement, favourite, template } = input;
        let mut errors = FieldErrors::default();
        let name = not_null("name", name).and_then(|name| name.as_deref().map(Name::parse).transpose());
        let colour = not_null("colour", colour).and_then(|word| word.as_deref().map(Colour::parse).transpose());
        let arrangement = not_null("arrangement", arrangement)
            .and_then(|text| text.map(|text| QueryText::parse("arrangement", text)).transpose());
        let patch = Self {
            name: errors.check(name)?.flatten(),
            colour: errors.check(colour)?.flatten(),
            note: errors.check(note.map(parse_note).transpose())?.flatten(),
            start: errors.check(start.map(|day| parse_optional_day("start", day)).transpose())?.flatten(),
            target: errors.check(target.map(|day| parse_optional_day("target", day)).transpose())?.flatten(),
            archived: errors.check(not_null("archived", archived))?.flatten(),
            arrangement: errors.check(arrangement)?.flatten(),
            favourite: errors.check(not_null("favourite", favourite))?.flatten(),
            template: errors.check(not_null("template", template))?.flatten(),
        };
        errors.finish()?;
        Ok(patch)
    }
}

/// A blank note is none.
fn parse_note(note: Option<String>) -> Result<Option<Note>> {
    note.filter(|note| !note.trim().is_empty()).map(Note::parse).transpose()
}

fn parse_optional_day(field: &'static str, day: Option<String>) -> Result<Option<Date>> {
    day.map(|day| parse_day(field, &day)).transpose()
}

/// A new project.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewProject {
    /// See [`Project::name`].
    pub name: Name,
    /// See [`Project::colour`]; without one, a colour is chosen.
    pub colour: Option<Colour>,
    pub rest: ProjectPatch,
}

impl NewProject {
    /// A project with only a name.
    pub fn named(name: Name) -> Self {
        Self { name, colour: None, rest: ProjectPatch::default() }
    }

    /// Checks a project from outside. Null counts as absent.
    pub fn parse(mut input: ProjectInput) -> Result<Self> {
        let name = input.name.take().flatten();
        let name = name.ok_or_else(|| Error::invalid("name", "A name is required."));
        input.colour = input.colour.filter(Option::is_some);
        input.arrangement = input.arrangement.filter(Option::is_some);
        for flag in [&mut input.archived, &mut input.favourite, &mut input.template] {
            *flag = flag.filter(Option::is_some);
        }
        let mut errors = FieldErrors::default();
        let name = errors.check(name.and_then(|name| Name::parse(&name)))?;
        let rest = errors.check(ProjectPatch::parse(input))?;
        let (name, mut rest) = errors.finish_with(name.zip(rest))?;
        Ok(Self { name, colour: rest.colour.take(), rest })
    }
}
