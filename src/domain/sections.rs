//! Sections, which divide a project.

use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::domain::Timestamp;
use crate::domain::list::position::Position;
use crate::domain::log::change::{ChangeId, Fields, ObjectKind};
use crate::domain::log::object::Object;
use crate::domain::projects::{Name, ProjectId};
use crate::domain::rules::Broken;
use crate::error::{Error, Result};

/// A section's number within its owner's account, from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct SectionId(pub i64);

/// A section of a project as it is stored and answered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Section {
    /// The number within the account.
    #[schema(value_type = i64, minimum = 1, example = 7)]
    pub id: SectionId,
    /// The same section in an export and on every device (UUIDv7, RFC 9562).
    pub uid: Uuid,
    /// The number of its newest change; also its `ETag`.
    #[schema(value_type = i64, minimum = 1)]
    pub version: ChangeId,
    /// Its project. A section never moves to another one.
    #[schema(value_type = i64)]
    pub project_id: ProjectId,
    /// What it is called.
    #[schema(value_type = String, min_length = 1, max_length = 100, example = "Garden")]
    pub name: Name,
    /// Its place in the manual order of the project's sections: they sort as texts.
    #[schema(value_type = String)]
    pub position: Position,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it was last renamed.
    pub updated_at: Timestamp,
    /// When it was deleted; null while it is there.
    #[schema(required = true)]
    pub deleted_at: Option<Timestamp>,
}

impl Section {
    /// The section with another name.
    pub fn renamed(&self, name: Name, now: Timestamp) -> Self {
        let updated_at = if name == self.name { self.updated_at } else { now };
        Self { name, updated_at, ..self.clone() }
    }
}

impl Object for Section {
    const KIND: ObjectKind = ObjectKind::Section;

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
        Broken::instants([Some(self.created_at), Some(self.updated_at), self.deleted_at])
    }

    fn complete(fields: &mut Fields) {
        fields.entry("deleted_at").or_insert(Value::Null);
    }
}

/// Checks the name that a section is to have.
pub fn parse_name(name: Option<&str>) -> Result<Name> {
    name.ok_or_else(|| Error::invalid("name", "A name is required.")).and_then(Name::parse)
}
