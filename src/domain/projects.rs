//! Projects, which group tasks.

mod copies;
mod patch;
mod summary;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;
use uuid::Uuid;

pub use self::patch::{NewProject, ProjectInput, ProjectPatch};
pub use self::summary::{Progress, ProjectSummary};

use crate::domain::Timestamp;
use crate::domain::closed_words::words;
use crate::domain::list::position::Position;
use crate::domain::log::change::{Action, ChangeId, Fields, ObjectKind};
use crate::domain::log::object::Object;
use crate::domain::query::QueryText;
use crate::domain::rules::Broken;
use crate::domain::text::{check_long, is_unprintable, name_key};
use crate::error::{Error, FieldErrors, Result};

/// A project's number within its owner's account, from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ProjectId(pub i64);

/// The name of a project or a saved view: one line of 1 to 100 characters.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Name(String);

impl Name {
    /// The most characters a name has.
    pub const MAX_CHARS: usize = 100;

    /// Checks a name from outside and trims blanks.
    pub fn parse(name: &str) -> Result<Self> {
        let name = name.trim();
        if name.chars().all(|c| c.is_whitespace() || is_unprintable(c)) {
            return Err(Error::invalid("name", "The name can't be empty."));
        }
        if name.chars().count() > Self::MAX_CHARS {
            let sentence = format!("The name can have {} characters at most.", Self::MAX_CHARS);
            return Err(Error::invalid("name", sentence));
        }
        if name.chars().any(is_unprintable) {
            return Err(Error::invalid("name", "The name is one line and can't have control characters."));
        }
        Ok(Self(name.to_owned()))
    }

    /// Refuses a name that [`Self::parse`] would not return.
    pub fn check(&self) -> Result<(), Broken> {
        match Self::parse(&self.0) {
            Ok(name) if name == *self => Ok(()),
            Ok(_) => Err(Broken::impossible("name", "A name has no blanks around it.")),
            wrong => Broken::field(wrong),
        }
    }

    /// Wraps a stored name, which was checked before.
    pub fn from_store(name: &str) -> Self {
        Self(name.to_owned())
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The keys of the names that mean the same, its own first: straight and curly apostrophes are alike.
    pub fn keys(&self) -> Vec<String> {
        let key = self.key();
        let mut keys = vec![key.clone()];
        if key.contains(['\'', '’']) {
            keys.extend([key.replace('’', "'"), key.replace('\'', "’")].into_iter().filter(|other| *other != key));
        }
        keys
    }

    /// The name for comparison, ignoring case.
    pub fn key(&self) -> String {
        name_key(&self.0)
    }
}

/// What a project is for: up to 50,000 characters in any number of lines.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Note(String);

impl Note {
    /// Checks a note from outside. It is stored unchanged.
    pub fn parse(note: String) -> Result<Self> {
        check_long("note", &note)?;
        Ok(Self(note))
    }

    /// Wraps a stored note, which was checked before.
    pub fn from_store(note: &str) -> Self {
        Self(note.to_owned())
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

words! {
    /// A project's colour. The page decides what it looks like.
    Colour "colour" {
        Gray = "gray",
        Red = "red",
        Orange = "orange",
        Yellow = "yellow",
        Green = "green",
        Teal = "teal",
        Blue = "blue",
        Purple = "purple",
        Pink = "pink",
    }
}

/// A project as it is stored and answered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Project {
    /// The number within the account.
    #[schema(value_type = i64, minimum = 1, example = 3)]
    pub id: ProjectId,
    /// The same project in an export and on every device (UUIDv7, RFC 9562).
    pub uid: Uuid,
    /// The number of its newest change; also its `ETag`.
    #[schema(value_type = i64, minimum = 1)]
    pub version: ChangeId,
    /// What it is called. No two projects outside the trash have the same name, whatever the case.
    #[schema(value_type = String, min_length = 1, max_length = 100, example = "House")]
    pub name: Name,
    /// Its colour.
    pub colour: Colour,
    /// What it is for, as Markdown.
    #[schema(value_type = Option<String>, required = true, max_length = 50_000)]
    pub note: Option<Note>,
    /// The day it starts.
    #[schema(value_type = Option<String>, format = Date, required = true)]
    pub start: Option<Date>,
    /// The day by which it is to be done; not before its start.
    #[schema(value_type = Option<String>, format = Date, required = true)]
    pub target: Option<Date>,
    /// When it was archived; null while it is in use.
    #[schema(required = true)]
    pub archived_at: Option<Timestamp>,
    /// Whether it stands at the top of the side bar.
    #[serde(default)]
    #[schema(required = true)]
    pub favourite: bool,
    /// Whether it is a template, from which projects are made. A template is archived.
    #[serde(default)]
    #[schema(required = true)]
    pub template: bool,
    /// Its place in the manual order: they sort as texts.
    #[schema(value_type = String)]
    pub position: Position,
    /// How its tasks are grouped, sorted and filtered, as a query such as `priority:high sort:due`; empty if they stand as
    /// they come.
    #[serde(default)]
    #[schema(value_type = String, required = true, max_length = 1_000, example = "group:priority sort:due")]
    pub arrangement: QueryText,
    /// When it was made.
    pub created_at: Timestamp,
    /// When its content was last changed.
    pub updated_at: Timestamp,
    /// When it was moved to the trash; null while it is not there.
    #[schema(required = true)]
    pub deleted_at: Option<Timestamp>,
}

impl Object for Project {
    const KIND: ObjectKind = ObjectKind::Project;

    fn number(&self) -> i64 {
        self.id.0
    }

    fn name(&self) -> &str {
        self.name.as_str()
    }

    fn version(&self) -> ChangeId {
        self.version
    }

    fn set_version(&mut self, version: ChangeId) {
        self.version = version;
    }

    fn set_updated_at(&mut self, at: Timestamp) {
        self.updated_at = at;
    }

    fn deleted_at(&self) -> Option<Timestamp> {
        self.deleted_at
    }

    fn set_deleted_at(&mut self, at: Option<Timestamp>) {
        self.deleted_at = at;
    }

    fn check(&self) -> Result<(), Broken> {
        self.name.check()?;
        self.position.check("position")?;
        if self.template && self.archived_at.is_none() {
            let sentence = "A template is archived, so that its tasks are out of the way.";
            return Err(Broken::Field(FieldErrors::new("archived", sentence)));
        }
        if let Some(note) = &self.note {
            Broken::field(Note::parse(note.as_str().to_owned()))?;
        }
        if [self.start, self.target].into_iter().flatten().any(|day| day.year() <= 0) {
            return Err(Broken::impossible("start", "A day lies in the years 1 to 9999."));
        }
        if self.start.zip(self.target).is_some_and(|(start, target)| target < start) {
            return Err(Broken::impossible("target", "The target day can't be before the start."));
        }
        self.arrangement.check("arrangement")?;
        Broken::instants([Some(self.created_at), Some(self.updated_at), self.archived_at, self.deleted_at])
    }

    fn own_action(before: &Self, after: &Self) -> Option<Action> {
        match (before.archived_at, after.archived_at) {
            (None, Some(_)) => Some(Action::Archive),
            (Some(_), None) => Some(Action::Unarchive),
            _ => None,
        }
    }

    fn complete(fields: &mut Fields) {
        for name in ["note", "start", "target", "archived_at", "deleted_at"] {
            fields.entry(name).or_insert(Value::Null);
        }
    }
}
