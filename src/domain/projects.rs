//! Projects, which group tasks.

use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::domain::Timestamp;
use crate::domain::closed_words::words;
use crate::domain::list::position::Position;
use crate::domain::log::change::{Action, ChangeId, Fields, ObjectKind};
use crate::domain::log::object::Object;
use crate::domain::rules::Broken;
use crate::domain::text::{is_unprintable, name_key};
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
    /// When it was archived; null while it is in use.
    #[schema(required = true)]
    pub archived_at: Option<Timestamp>,
    /// Its place in the manual order: they sort as texts.
    #[schema(value_type = String)]
    pub position: Position,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it was last renamed, recoloured or archived.
    pub updated_at: Timestamp,
    /// When it was moved to the trash; null while it is not there.
    #[schema(required = true)]
    pub deleted_at: Option<Timestamp>,
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
        match patch.archived {
            Some(true) => project.archived_at = project.archived_at.or(Some(now)),
            Some(false) => project.archived_at = None,
            None => {}
        }
        if project != *self {
            project.updated_at = now;
        }
        project
    }
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
        self.position.check()?;
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
        for name in ["archived_at", "deleted_at"] {
            fields.entry(name).or_insert(Value::Null);
        }
    }
}

/// Changes to a project. `None` leaves a field as it is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ProjectPatch {
    /// See [`Project::name`].
    pub name: Option<Name>,
    /// See [`Project::colour`].
    pub colour: Option<Colour>,
    /// Whether it is archived.
    pub archived: Option<bool>,
}

impl ProjectPatch {
    /// Checks every field of a patch from outside.
    pub fn parse(name: Option<&str>, colour: Option<&str>, archived: Option<bool>) -> Result<Self> {
        let mut errors = FieldErrors::default();
        let name = errors.check(name.map(Name::parse).transpose())?.flatten();
        let colour = errors.check(colour.map(Colour::parse).transpose())?.flatten();
        errors.finish()?;
        Ok(Self { name, colour, archived })
    }
}

/// A new project.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewProject {
    /// See [`Project::name`].
    pub name: Name,
    /// See [`Project::colour`]; without one, a colour is chosen.
    pub colour: Option<Colour>,
    pub archived: bool,
}

impl NewProject {
    /// A project with only a name.
    pub fn named(name: Name) -> Self {
        Self { name, colour: None, archived: false }
    }

    /// Checks a project from outside.
    pub fn parse(name: Option<&str>, colour: Option<&str>, archived: bool) -> Result<Self> {
        let name = name.ok_or_else(|| Error::invalid("name", "A name is required.")).and_then(Name::parse);
        let mut errors = FieldErrors::default();
        let name = errors.check(name)?;
        let colour = errors.check(colour.map(Colour::parse).transpose())?;
        let (name, colour) = errors.finish_with(name.zip(colour))?;
        Ok(Self { name, colour, archived })
    }
}
