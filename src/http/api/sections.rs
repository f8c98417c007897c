//! The sections of a project.

use axum::extract::{Path, State};
use axum::response::Response;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::domain::list::order::Place;
use crate::domain::projects::Progress;
use crate::domain::sections::{Section, SectionId, parse_name};
use crate::domain::text::parse_number;
use crate::error::{Error, Result};
use crate::http::api::projects::parse_id as parse_project_id;
use crate::http::app::App;
use crate::http::wire::answer::Json;
use crate::http::wire::authentication::CurrentUser;
use crate::http::wire::json::JsonBody;
use crate::http::wire::problem::Problems;
use crate::http::wire::write::{Acting, Key, MoveBody, Precondition, answer_created, answer_written};

/// A section, and how far it is.
#[derive(Debug, Serialize, ToSchema)]
pub struct ListedSection {
    /// The section.
    #[serde(flatten)]
    section: Section,
    /// How many tasks it has.
    #[serde(flatten)]
    progress: Progress,
}

/// The sections of a project.
#[derive(Debug, Serialize, ToSchema)]
pub struct Sections {
    /// The sections, in their manual order.
    sections: Vec<ListedSection>,
}

/// Lists a project's sections in their order.
#[utoipa::path(
    get, path = "/projects/{id}/sections", tag = "Projects", security(("session" = [])),
    params(("id" = i64, Path, description = "The project's number.")),
    responses((status = 200, body = Sections), Problems)
)]
pub async fn list_sections(
    State(app): State<App>,
    current: CurrentUser,
    Path(id): Path<String>,
) -> Result<Json<Sections>> {
    let sections = app.store.list_sections(current.id(), parse_project_id(&id)?).await?;
    let sections = sections.into_iter().map(|(section, progress)| ListedSection { section, progress }).collect();
    Ok(Json(Sections { sections }))
}

/// What a section is called.
#[derive(Debug, Deserialize, ToSchema)]
pub struct NamedSection {
    /// One line of 1 to 100 characters.
    #[schema(required = true, nullable = false, min_length = 1, max_length = 100, example = "Garden")]
    name: Option<String>,
}

/// Creates a section, after the project's others: 100 at most.
#[utoipa::path(
    post, path = "/projects/{id}/sections", tag = "Projects", request_body = NamedSection, security(("session" = [])),
    params(("id" = i64, Path, description = "The project's number."), Key),
    responses((status = 201, body = Section, headers(
        ("ETag" = String, description = "The section's version, quoted."),
        ("X-Change-Group" = i64, description = "The group in the log.")
    )), Problems)
)]
pub async fn create_section(
    State(app): State<App>,
    acting: Acting,
    Path(id): Path<String>,
    body: JsonBody<NamedSection>,
) -> Result<Response> {
    let (act, project) = (acting.act(&body.bytes), parse_project_id(&id)?);
    Ok(answer_created(app.store.create_section(act, project, parse_name(body.value.name.as_deref())?).await?))
}

/// Renames a section and returns it.
#[utoipa::path(
    patch, path = "/sections/{id}", tag = "Projects", request_body = NamedSection, security(("session" = [])),
    params(("id" = i64, Path, description = "The section's number."), Key, Precondition),
    responses((status = 200, body = Section, headers(
        ("ETag" = String, description = "The section's version, quoted."),
        ("X-Change-Group" = i64, description = "The group in the log, if anything has changed.")
    )), Problems)
)]
pub async fn rename_section(
    State(app): State<App>,
    acting: Acting,
    Path(id): Path<String>,
    body: JsonBody<NamedSection>,
) -> Result<Response> {
    let (act, id) = (acting.act(&body.bytes), parse_id(&id)?);
    let name = parse_name(body.value.name.as_deref())?;
    Ok(answer_written(app.store.rename_section(act, id, name, acting.if_match).await?))
}

/// Moves a section to another place in its project.
#[utoipa::path(
    post, path = "/sections/{id}/move", tag = "Projects", request_body = MoveBody, security(("session" = [])),
    params(("id" = i64, Path, description = "The section's number."), Key),
    responses((status = 200, body = Section, headers(
        ("ETag" = String, description = "The section's version, quoted."),
        ("X-Change-Group" = i64, description = "The group in the log, if anything has changed.")
    )), Problems)
)]
pub async fn move_section(
    State(app): State<App>,
    acting: Acting,
    Path(id): Path<String>,
    body: JsonBody<MoveBody>,
) -> Result<Response> {
    let (act, id) = (acting.act(&body.bytes), parse_id(&id)?);
    let place = Place::parse(body.value.after, body.value.before)?;
    Ok(answer_written(app.store.move_section(act, id, place).await?))
}

/// An id that is not a number belongs to no section.
pub fn parse_id(id: &str) -> Result<SectionId> {
    parse_number(id).map(SectionId).ok_or(Error::NotFound("section"))
}
