//! Copies of projects, and templates.

use axum::extract::{Path, State};
use axum::response::Response;
use serde::Deserialize;
use utoipa::ToSchema;

use crate::domain::projects::{Name, Project};
use crate::domain::tasks::copies::Copying;
use crate::error::Result;
use crate::http::api::projects::parse_id;
use crate::http::app::App;
use crate::http::wire::json::JsonBody;
use crate::http::wire::problem::Problems;
use crate::http::wire::write::{Acting, Key, answer_created};

/// How to copy a project.
#[derive(Debug, Deserialize, ToSchema)]
pub struct DuplicateProject {
    /// What the copy is called, such as “House (copy)” by default.
    #[schema(min_length = 1, max_length = 100, example = "Holiday in June")]
    name: Option<String>,
    /// Whether the copy is a template.
    template: Option<bool>,
    /// All dates move so that the earliest is this day.
    #[schema(format = Date, example = "2026-12-24")]
    first_day: Option<String>,
    /// Or so that the latest is this day.
    #[schema(format = Date, example = "2026-12-24")]
    last_day: Option<String>,
    /// Whether its done tasks are copied too, open again.
    reopen: Option<bool>,
}

/// Copies a project with its open tasks. A copy of a template is a project, unless it is to be a template too.
#[utoipa::path(
    post, path = "/projects/{id}/duplicate", tag = "Projects", request_body = DuplicateProject,
    security(("session" = [])), params(("id" = i64, Path, description = "The project's number."), Key),
    responses((status = 201, body = Project, headers(
        ("ETag" = String, description = "The copy's version, quoted."),
        ("X-Change-Group" = i64, description = "The group in the log.")
    )), Problems)
)]
pub async fn duplicate_project(
    State(app): State<App>,
    acting: Acting,
    Path(id): Path<String>,
    body: JsonBody<DuplicateProject>,
) -> Result<Response> {
    let (act, id) = (acting.act(&body.bytes), parse_id(&id)?);
    let DuplicateProject { name, template, first_day, last_day, reopen } = body.value;
    let name = name.as_deref().map(Name::parse).transpose()?;
    let copying = Copying::parse(first_day.as_deref(), last_day.as_deref(), reopen)?;
    let template = template.unwrap_or_default();
    Ok(answer_created(app.store.duplicate_project(act, id, name, template, copying).await?))
}
