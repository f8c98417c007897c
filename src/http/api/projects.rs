//! The user's projects.

pub mod duplicate;

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::domain::input::{not_null, present};
use crate::domain::list::order::Place;
use crate::domain::projects::{NewProject, Project, ProjectId, ProjectPatch};
use crate::domain::text::parse_number;
use crate::error::{Error, Result};
use crate::http::app::App;
use crate::http::wire::answer::Json;
use crate::http::wire::authentication::CurrentUser;
use crate::http::wire::json::JsonBody;
use crate::http::wire::problem::Problems;
use crate::http::wire::write::{Acting, Key, MoveBody, Precondition, answer_created, answer_written, etag};

/// A project, and how much there is to do in it.
#[derive(Debug, Serialize, ToSchema)]
pub struct ListedProject {
    /// The project.
    #[serde(flatten)]
    project: Project,
    /// How many open tasks it has.
    open: u64,
}

/// Every project outside the trash.
#[derive(Debug, Serialize, ToSchema)]
pub struct Projects {
    /// The projects, in their manual order.
    projects: Vec<ListedProject>,
}

/// Lists the projects, archived ones included, in their order.
#[utoipa::path(
    get, path = "/projects", tag = "Projects", security(("session" = [])),
    responses((status = 200, body = Projects), Problems)
)]
pub async fn list_projects(State(app): State<App>, current: CurrentUser) -> Result<Json<Projects>> {
    let projects = app.store.list_projects(current.id()).await?;
    let projects = projects.into_iter().map(|(project, open)| ListedProject { project, open }).collect();
    Ok(Json(Projects { projects }))
}

/// A project to create.
#[derive(Debug, Deserialize, ToSchema)]
pub struct CreateProject {
    /// One line of 1 to 100 characters that no other project has, whatever its case.
    #[schema(required = true, nullable = false, min_length = 1, max_length = 100, example = "House")]
    name: Option<String>,
    /// `gray`, `red`, `orange`, `yellow`, `green`, `teal`, `blue`, `purple` or `pink`; one is chosen by default.
    #[schema(example = "teal")]
    colour: Option<String>,
    /// Whether it is archived from the start.
    archived: Option<bool>,
    /// Whether it stands at the top of the side bar.
    favourite: Option<bool>,
}

/// Creates a project, after the others.
#[utoipa::path(
    post, path = "/projects", tag = "Projects", request_body = CreateProject, security(("session" = [])), params(Key),
    responses((status = 201, body = Project, headers(
        ("ETag" = String, description = "The project's version, quoted."),
        ("X-Change-Group" = i64, description = "The group in the log.")
    )), Problems)
)]
pub async fn create_project(State(app): State<App>, acting: Acting, body: JsonBody<CreateProject>) -> Result<Response> {
    let act = acting.act(&body.bytes);
    let CreateProject { name, colour, archived, favourite } = body.value;
    let new = NewProject::parse(name.as_deref(), colour.as_deref(), archived.unwrap_or_default())?;
    let new = NewProject { favourite: favourite.unwrap_or_default(), ..new };
    Ok(answer_created(app.store.create_project(act, new).await?))
}

/// Returns one project.
#[utoipa::path(
    get, path = "/projects/{id}", tag = "Projects", security(("session" = [])),
    params(("id" = i64, Path, description = "The project's number.")),
    responses((status = 200, body = Project, headers(
        ("ETag" = String, description = "The project's version, quoted.")
    )), Problems)
)]
pub async fn find_project(State(app): State<App>, current: CurrentUser, Path(id): Path<String>) -> Result<Response> {
    let project = app.store.find_project(current.id(), parse_id(&id)?).await?;
    Ok((etag(&project), Json(project)).into_response())
}

/// Changes to a project; absent fields stay as they are.
#[derive(Debug, Deserialize, ToSchema)]
pub struct UpdateProject {
    /// One line of 1 to 100 characters that no other project has, whatever its case.
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Option<String>, nullable = false, min_length = 1, max_length = 100)]
    name: Option<Option<String>>,
    /// `gray`, `red`, `orange`, `yellow`, `green`, `teal`, `blue`, `purple` or `pink`.
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Option<String>, nullable = false)]
    colour: Option<Option<String>>,
    /// Whether it is archived: out of the way, with all of its tasks.
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Option<bool>, nullable = false)]
    archived: Option<Option<bool>>,
    /// How its tasks are grouped, sorted and filtered, as a query; an empty one leaves them as they come.
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Option<String>, nullable = false, max_length = 1_000, example = "group:priority sort:due")]
    arrangement: Option<Option<String>>,
    /// Whether it stands at the top of the side bar.
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Option<bool>, nullable = false)]
    favourite: Option<Option<bool>>,
    /// Whether it is a template. It is archived along.
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Option<bool>, nullable = false)]
    template: Option<Option<bool>>,
}

/// Changes a project and returns it.
#[utoipa::path(
    patch, path = "/projects/{id}", tag = "Projects", request_body = UpdateProject, security(("session" = [])),
    params(("id" = i64, Path, description = "The project's number."), Key, Precondition),
    responses((status = 200, body = Project, headers(
        ("ETag" = String, description = "The project's version, quoted."),
        ("X-Change-Group" = i64, description = "The group in the log, if anything has changed.")
    )), Problems)
)]
pub async fn update_project(
    State(app): State<App>,
    acting: Acting,
    Path(id): Path<String>,
    body: JsonBody<UpdateProject>,
) -> Result<Response> {
    let (act, id) = (acting.act(&body.bytes), parse_id(&id)?);
    let UpdateProject { name, colour, archived, arrangement, favourite, template } = body.value;
    let name = not_null("name", name)?;
    let colour = not_null("colour", colour)?;
    let archived = not_null("archived", archived)?;
    let arrangement = not_null("arrangement", arrangement)?;
    let (favourite, template) = (not_null("favourite", favourite)?, not_null("template", template)?);
    let patch = ProjectPatch::parse(name.as_deref(), colour.as_deref(), archived, arrangement)?;
    let patch = ProjectPatch { favourite, template, ..patch };
    Ok(answer_written(app.store.update_project(act, id, patch, acting.if_match).await?))
}

/// Moves a project to another place in the order.
#[utoipa::path(
    post, path = "/projects/{id}/move", tag = "Projects", request_body = MoveBody, security(("session" = [])),
    params(("id" = i64, Path, description = "The project's number."), Key),
    responses((status = 200, body = Project, headers(
        ("ETag" = String, description = "The project's version, quoted."),
        ("X-Change-Group" = i64, description = "The group in the log, if anything has changed.")
    )), Problems)
)]
pub async fn move_project(
    State(app): State<App>,
    acting: Acting,
    Path(id): Path<String>,
    body: JsonBody<MoveBody>,
) -> Result<Response> {
    let (act, id) = (acting.act(&body.bytes), parse_id(&id)?);
    let place = Place::parse(body.value.after, body.value.before)?;
    Ok(answer_written(app.store.move_project(act, id, place).await?))
}

/// An id that is not a number belongs to no project.
pub fn parse_id(id: &str) -> Result<ProjectId> {
    parse_number(id).map(ProjectId).ok_or(Error::NotFound("project"))
}
