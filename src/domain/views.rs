//! Saved views: a query with a name.

use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::domain::Timestamp;
use crate::domain::list::position::Position;
use crate::domain::log::change::{ChangeId, Fields, ObjectKind};
use crate::domain::log::object::Object;
use crate::domain::projects::Name;
use crate::domain::query::QueryText;
use crate::domain::rules::Broken;
use crate::error::{Error, FieldErrors, Result};

/// A saved view's number within its owner's account, from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ViewId(pub i64);

/// A saved view as it is stored and answered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct View {
    /// The number within the account.
    #[schema(value_type = i64, minimum = 1)]
    pub id: ViewId,
    /// The same view in an export and on every device (UUIDv7, RFC 9562).
    pub uid: Uuid,
    /// The number of its newest change; also its `ETag`.
    #[schema(value_type = i64, minimum = 1)]
    pub version: ChangeId,
    /// What it is called.
    #[schema(value_type = String, min_length = 1, max_length = 100, example = "Waiting")]
    pub name: Name,
    /// What it shows.
    #[schema(value_type = String, max_length = 1_000, example = "is:open tag:waiting")]
    pub query: QueryText,
    /// Whether it stands at the top of the side bar.
    #[serde(default)]
    #[schema(required = true)]
    pub favourite: bool,
    /// Its place in the manual order: they sort as texts.
    #[schema(value_type = String)]
    pub position: Position,
    /// When it was made.
    pub created_at: Timestamp,
    /// When its name or query was last changed.
    pub updated_at: Timestamp,
    /// When it was deleted; null while it is there.
    #[schema(required = true)]
    pub deleted_at: Option<Timestamp>,
}

impl View {
    /// The view after a patch.
    pub fn patched(&self, patch: ViewPatch, now: Timestamp) -> Self {
        let mut view = self.clone();
        if let Some(name) = patch.name {
            view.name = name;
        }
        if let Some(query) = patch.query {
            view.query = query;
        }
        view.favourite = patch.favourite.unwrap_or(view.favourite);
        if view != *self {
            view.updated_at = now;
        }
        view
    }
}

impl Object for View {
    const KIND: ObjectKind = ObjectKind::View;

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
        self.query.check("query")?;
        self.position.check()?;
        Broken::instants([Some(self.created_at), Some(self.updated_at), self.deleted_at])
    }

    fn complete(fields: &mut Fields) {
        fields.entry("deleted_at").or_insert(Value::Null);
    }
}

/// Changes to a view. `None` leaves a field as it is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ViewPatch {
    /// See [`View::name`].
    pub name: Option<Name>,
    /// See [`View::query`].
    pub query: Option<QueryText>,
    /// See [`View::favourite`].
    pub favourite: Option<bool>,
}

impl ViewPatch {
    /// Checks every field of a patch from outside.
    pub fn parse(name: Option<&str>, query: Option<String>) -> Result<Self> {
        let mut errors = FieldErrors::default();
        let name = errors.check(name.map(Name::parse).transpose())?.flatten();
        let query = errors.check(query.map(|text| QueryText::parse("query", text)).transpose())?.flatten();
        errors.finish()?;
        Ok(Self { name, query, favourite: None })
    }
}

/// A new saved view.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewView {
    /// See [`View::name`].
    pub name: Name,
    /// See [`View::query`].
    pub query: QueryText,
    /// See [`View::favourite`].
    pub favourite: bool,
}

impl NewView {
    /// Checks a view from outside.
    pub fn parse(name: Option<&str>, query: Option<String>) -> Result<Self> {
        let name = name.ok_or_else(|| Error::invalid("name", "A name is required."));
        let query = query.ok_or_else(|| Error::invalid("query", "A query is required."));
        let mut errors = FieldErrors::default();
        let name = errors.check(name.and_then(Name::parse))?;
        let query = errors.check(query.and_then(|text| QueryText::parse("query", text)))?;
        let (name, query) = errors.finish_with(name.zip(query))?;
        Ok(Self { name, query, favourite: false })
    }
}
