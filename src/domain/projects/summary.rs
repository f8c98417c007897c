//! Projects in lists.

use jiff::civil::Date;
use serde::Serialize;
use utoipa::ToSchema;
use uuid::Uuid;

use super::{Colour, Name, Project, ProjectId};
use crate::domain::Timestamp;
use crate::domain::list::position::Position;
use crate::domain::log::change::ChangeId;
use crate::domain::query::QueryText;

/// How many tasks a project or a section has, subtasks included.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = ProjectProgress)]
pub struct Progress {
    /// How many of its tasks are open.
    pub open: u64,
    /// How many are done or dropped.
    pub closed: u64,
}

/// A project without its note, which can be long.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct ProjectSummary {
    /// See [`Project::id`].
    #[schema(value_type = i64, minimum = 1, example = 3)]
    id: ProjectId,
    uid: Uuid,
    #[schema(value_type = i64, minimum = 1)]
    version: ChangeId,
    #[schema(value_type = String, min_length = 1, max_length = 100, example = "House")]
    name: Name,
    colour: Colour,
    /// Whether it has a note.
    has_note: bool,
    #[schema(value_type = Option<String>, format = Date, required = true)]
    start: Option<Date>,
    #[schema(value_type = Option<String>, format = Date, required = true)]
    target: Option<Date>,
    #[schema(required = true)]
    archived_at: Option<Timestamp>,
    favourite: bool,
    template: bool,
    #[schema(value_type = String)]
    position: Position,
    #[schema(value_type = String, required = true, max_length = 1_000)]
    arrangement: QueryText,
    created_at: Timestamp,
    updated_at: Timestamp,
    #[schema(required = true)]
    deleted_at: Option<Timestamp>,
}

impl From<Project> for ProjectSummary {
    fn from(project: Project) -> Self {
        // Destructured by name, so a forgotten field doesn't compile.
        let Project {
            id,
            uid,
            version,
            name,
            colour,
            note,
            start,
            target,
            archived_at,
            favourite,
            template,
            position,
            arrangement,
            created_at,
            updated_at,
            deleted_at,
        } = project;
        let has_note = note.is_some();
        Self {
            id,
            uid,
            version,
            name,
            colour,
            has_note,
            start,
            target,
            archived_at,
            favourite,
            template,
            position,
            arrangement,
            created_at,
            updated_at,
            deleted_at,
        }
    }
}
