//! The trash: deleted objects, until they are restored or deleted for good.

use axum::extract::{Path, State};
use axum::response::Response;
use serde::Serialize;
use utoipa::ToSchema;

use crate::domain::list::page::LogQuery;
use crate::domain::log::act::Act;
use crate::domain::log::change::{ChangeId, Written};
use crate::domain::projects::Project;
use crate::domain::tasks::Task;
use crate::domain::tasks::TaskIds;
use crate::error::Result;
use crate::http::api::projects;
use crate::http::api::sections;
use crate::http::api::tasks::many::{NamedTasks, TaskBatch, answer_batch};
use crate::http::api::tasks::parse_id;
use crate::http::app::App;
use crate::http::wire::answer::Json;
use crate::http::wire::authentication::CurrentUser;
use crate::http::wire::json::JsonBody;
use crate::http::wire::problem::Problems;
use crate::http::wire::query::{GivenOnce, LogPage};
use crate::http::wire::write::{Acting, Key, Precondition, answer_done, answer_written};
use crate::store::TrashPage;

/// A page of the trash.
#[derive(Debug, Serialize, ToSchema)]
pub struct Trash {
    /// The tasks, the latest deletion first.
    tasks: Vec<Task>,
    /// The projects in the trash, the latest deletion first. Every page has the same.
    projects: Vec<Project>,
    /// Whether the projects deleted first are missing, because there are more than 500, or long ones.
    projects_truncated: bool,
    /// How many tasks there are on all pages.
    total: u64,
    /// The `before` of the next page; null on the last page.
    #[schema(value_type = Option<i64>, required = true)]
    next: Option<ChangeId>,
}

/// Lists the trash, the latest deletion first.
#[utoipa::path(
    get, path = "/trash", tag = "Trash", params(LogPage), security(("session" = [])),
    responses((status = 200, body = Trash), Problems)
)]
pub async fn list_trash(
    State(app): State<App>,
    current: CurrentUser,
    GivenOnce(page): GivenOnce<LogPage>,
) -> Result<Json<Trash>> {
    let query = LogQuery::parse(page.before.as_deref(), page.per_page.as_deref())?;
    let TrashPage { tasks, projects, truncated, total, next } = app.store.list_trash(current.id(), query).await?;
    Ok(Json(Trash { tasks, projects, projects_truncated: truncated, total, next }))
}

/// Brings a task back from the trash as it was, with the same id.
#[utoipa::path(
    post, path = "/tasks/{id}/restore", tag = "Trash", security(("session" = [])),
    params(("id" = i64, Path, description = "The task's number."), Key, Precondition),
    responses((status = 200, body = Task, headers(
        ("ETag" = String, description = "The task's version, quoted."),
        ("X-Change-Group" = i64, description = "The group in the log, if it was in the trash.")
    )), Problems)
)]
pub async fn restore_task(State(app): State<App>, acting: Acting, Path(id): Path<String>) -> Result<Response> {
    let id = parse_id(&id)?;
    Ok(answer_written(app.store.restore_task(acting.act(b""), id, acting.if_match).await?))
}

/// Deletes a task that is in the trash for good, and erases what the log says of it. This can't be undone.
#[utoipa::path(
    delete, path = "/trash/{id}", tag = "Trash", security(("session" = [])),
    params(("id" = i64, Path, description = "The task's number."), Key),
    responses((status = 204, description = "It is gone.", headers(
        ("X-Change-Group" = i64, description = "The group in the log.")
    )), Problems)
)]
pub async fn purge_task(State(app): State<App>, acting: Acting, Path(id): Path<String>) -> Result<Response> {
    let id = parse_id(&id)?;
    Ok(answer_done(&app.store.purge_task(acting.act(b""), id).await?))
}

/// Deletes everything in the trash for good. This can't be undone.
#[utoipa::path(
    delete, path = "/trash", tag = "Trash", security(("session" = [])), params(Key),
    responses((status = 204, description = "It is empty.", headers(
        ("X-Change-Group" = i64, description = "The group in the log, if anything was in it.")
    )), Problems)
)]
pub async fn empty_trash(State(app): State<App>, acting: Acting) -> Result<Response> {
    let act = acting.act(b"");
    // Only the first part is known by the key: what is left over is the same when the request is repeated.
    let rest = Act { repeatable: None, ..act.clone() };
    let Written { value: mut until, group } = app.store.empty_trash(act, None).await?;
    while until.is_some() {
        until = app.store.empty_trash(rest.clone(), until).await?.value;
    }
    Ok(answer_done(&Written { value: (), group }))
}

/// Moves a project to the trash, and its tasks with it.
#[utoipa::path(
    delete, path = "/projects/{id}", tag = "Projects", security(("session" = [])),
    params(("id" = i64, Path, description = "The project's number."), Key, Precondition),
    responses((status = 204, description = "It is in the trash.", headers(
        ("X-Change-Group" = i64, description = "The group in the log.")
    )), Problems)
)]
pub async fn delete_project(State(app): State<App>, acting: Acting, Path(id): Path<String>) -> Result<Response> {
    let id = projects::parse_id(&id)?;
    Ok(answer_done(&app.store.delete_project(acting.act(b""), id, acting.if_match).await?))
}

/// Brings a project back from the trash, with the tasks that went with it.
#[utoipa::path(
    post, path = "/projects/{id}/restore", tag = "Projects", security(("session" = [])),
    params(("id" = i64, Path, description = "The project's number."), Key),
    responses((status = 200, body = Project, headers(
        ("ETag" = String, description = "The project's version, quoted."),
        ("X-Change-Group" = i64, description = "The group in the log, if it was in the trash.")
    )), Problems)
)]
pub async fn restore_project(State(app): State<App>, acting: Acting, Path(id): Path<String>) -> Result<Response> {
    let id = projects::parse_id(&id)?;
    Ok(answer_written(app.store.restore_project(acting.act(b""), id).await?))
}

/// Deletes a section. Its tasks stay in the project; undo puts them back into it.
#[utoipa::path(
    delete, path = "/sections/{id}", tag = "Projects", security(("session" = [])),
    params(("id" = i64, Path, description = "The section's number."), Key, Precondition),
    responses((status = 204, description = "It is deleted.", headers(
        ("X-Change-Group" = i64, description = "The group in the log.")
    )), Problems)
)]
pub async fn delete_section(State(app): State<App>, acting: Acting, Path(id): Path<String>) -> Result<Response> {
    let id = sections::parse_id(&id)?;
    Ok(answer_done(&app.store.delete_section(acting.act(b""), id, acting.if_match).await?))
}

/// Deletes a project that is in the trash for good. Its tasks stay in the trash until they go themselves.
#[utoipa::path(
    delete, path = "/trash/projects/{id}", tag = "Trash", security(("session" = [])),
    params(("id" = i64, Path, description = "The project's number."), Key),
    responses((status = 204, description = "It is gone, and what the log said of it is erased.", headers(
        ("X-Change-Group" = i64, description = "The group in the log.")
    )), Problems)
)]
pub async fn purge_project(State(app): State<App>, acting: Acting, Path(id): Path<String>) -> Result<Response> {
    let id = projects::parse_id(&id)?;
    Ok(answer_done(&app.store.purge_project(acting.act(b""), id).await?))
}

/// Brings several tasks back from the trash as they were.
#[utoipa::path(
    post, path = "/tasks/restore", tag = "Tasks", request_body = NamedTasks, security(("session" = [])), params(Key),
    responses((status = 200, body = TaskBatch, headers(
        ("X-Change-Group" = i64, description = "The group in the log, if anything has changed.")
    )), Problems)
)]
pub async fn restore_tasks(State(app): State<App>, acting: Acting, body: JsonBody<NamedTasks>) -> Result<Response> {
    let act = acting.act(&body.bytes);
    Ok(answer_batch(app.store.restore_tasks(act, TaskIds::parse(body.value.ids)?).await?))
}
