//! The user's projects.

pub mod duplicate;

use std::borrow::Cow;

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};
use utoipa::openapi::RefOr;
use utoipa::openapi::schema::Schema;
use utoipa::{PartialSchema, ToSchema};

use crate::domain::list::order::Place;
use crate::domain::projects::{NewProject, Progress, Project, ProjectId, ProjectInput, ProjectPatch, ProjectSummary};
use crate::domain::text::parse_number;
use crate::error::{Error, Result};
use crate::http::app::App;
use crate::http::wire::answer::Json;
use crate::http::wire::authentication::CurrentUser;
use crate::http::wire::json::JsonBody;
use crate::http::wire::problem::Problems;
use crate::http::wire::write::{Acting, Key, MoveBody, Precondition, answer_created, answer_written, etag};

/// A project in a list: without its note, and with how far it is.
#[derive(Debug, Serialize, ToSchema)]
pub struct ListedProject {
    /// The project.
    #[serde(flatten)]
    project: ProjectSummary,
    /// How many tasks it has.
    #[serde(flatten)]
    progress: Progress,
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
    let projects =
        projects.into_iter().map(|(project, progress)| ListedProject { project: project.into(), progress }).collect();
    Ok(Json(Projects { projects }))
}

/// A project to create.
#[derive(Debug, Deserialize)]
#[serde(transparent)]
pub struct CreateProject(ProjectInput);

impl PartialSchema for CreateProject {
    fn schema() -> RefOr<Schema> {
        match ProjectInput::schema() {
            RefOr::T(Schema::Object(mut fields)) => {
                fields.required.push("name".to_owned());
                fields.description = Some("A project to create; a colour is chosen by default.".to_owned());
                fields.into()
            }
            other => other,
        }
    }
}

impl ToSchema for CreateProject {
    fn name() -> Cow<'static, str> {
        "CreateProject".into()
    }
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
    let new = NewProject::parse(body.value.0)?;
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

/// Changes a project and returns it.
#[utoipa::path(
    patch, path = "/projects/{id}", tag = "Projects", request_body = ProjectInput, security(("session" = [])),
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
    body: JsonBody<ProjectInput>,
) -> Result<Response> {
    let (act, id) = (acting.act(&body.bytes), parse_id(&id)?);
    let patch = ProjectPatch::parse(body.value)?;
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
