//! Tasks that time was spent on.

use serde::Serialize;
use utoipa::ToSchema;

use crate::domain::projects::ProjectId;
use crate::domain::tasks::{Estimate, TaskId, Title};

/// A task that time was spent on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct TimedTask {
    /// Its number.
    #[schema(value_type = i64, minimum = 1)]
    pub id: TaskId,
    /// Its title.
    #[schema(value_type = String)]
    pub title: Title,
    /// Its project.
    #[schema(value_type = Option<i64>, required = true)]
    pub project_id: Option<ProjectId>,
    /// Its tags.
    pub tags: Vec<String>,
    /// The minutes it is estimated at.
    #[schema(value_type = Option<i64>, required = true)]
    pub estimate: Option<Estimate>,
    /// Whether it is done or dropped.
    pub closed: bool,
    /// Whether it is in the trash.
    pub deleted: bool,
}
