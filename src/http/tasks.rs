//! One's tasks.

use axum::Json;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Path, Query, State};
use axum::http::header::LINK;
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use utoipa::{IntoParams, ToSchema};

use super::App;
use super::authentication::CurrentUser;
use super::json::{JsonBody, JsonFields, present};
use super::problem::Problems;
use crate::clock;
use crate::domain::idempotency::{IdempotencyKey, Repeatable};
use crate::domain::page::{PageStart, TaskQuery};
use crate::domain::task::{NewTask, Task, TaskId, TaskPatch, TaskStatus};
use crate::domain::text::{capitalized, parse_number};
use crate::error::{Error, Result};
use crate::store::TaskPage;

/// Which tasks to list.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct ListTasks {
    /// Which tasks: `open`, `done` or `all` (the default).
    #[param(inline, value_type = Option<TaskStatus>, example = "all")]
    status: Option<String>,
    /// The page, from 1.
    #[param(value_type = Option<u64>, minimum = 1, example = 1)]
    page: Option<String>,
    /// How many tasks a page has: 5 by default, 100 at most.
    #[param(value_type = Option<u32>, minimum = 1, example = 5)]
    per_page: Option<String>,
    /// Lists what comes after the task with this id, at a cost that does not grow with depth. `page` is ignored then.
    #[param(value_type = Option<i64>, minimum = 1)]
    before: Option<String>,
}

/// A page of tasks.
#[derive(Debug, Serialize, ToSchema)]
#[expect(clippy::struct_field_names, reason = "the wire contract names the list so")]
pub struct Tasks {
    /// The tasks, the newest first.
    tasks: Vec<Task>,
    /// The page's number; 1 with `before`.
    #[schema(minimum = 1)]
    page: u64,
    /// How many tasks a page has at most.
    #[schema(minimum = 1, maximum = 100)]
    per_page: u32,
    /// How many pages there are.
    total_pages: u64,
    /// How many tasks there are on all pages.
    total: u64,
}

/// Lists tasks, the newest first.
#[utoipa::path(
    get, path = "/tasks", tag = "Tasks", params(ListTasks), security(("session" = [])),
    responses(
        (status = 200, body = Tasks, headers(
            ("Link" = String, description = "The neighbouring pages (RFC 8288)."),
            ("X-Total-Count" = u64, description = "How many tasks there are on all pages.")
        )),
        Problems
    )
)]
pub async fn list_tasks(
    State(app): State<App>,
    current: CurrentUser,
    query: Result<Query<ListTasks>, QueryRejection>,
) -> Result<Response> {
    let Query(query) = query.map_err(|rejection| repeated(&rejection))?;
    let query = TaskQuery::parse(
        query.status.as_deref(),
        query.page.as_deref(),
        query.per_page.as_deref(),
        query.before.as_deref(),
    )?;
    let page = app.store.list_tasks(current.id(), query).await?;
    Ok(answer_page(query, page))
}

/// What a query string is refused for: all of its values are text, so only a repetition is.
fn repeated(rejection: &QueryRejection) -> Error {
    let text = rejection.body_text();
    let field = ["status", "page", "per_page", "before"].into_iter().find(|name| text.contains(&format!("`{name}`")));
    let field = field.unwrap_or_default();
    Error::invalid(field, format!("{} can be given once only.", capitalized(field)))
}

fn answer_page(query: TaskQuery, TaskPage { tasks, total, has_more }: TaskPage) -> Response {
    let per_page = query.per_page.get();
    let total_pages = total.div_ceil(per_page.into());
    let mut headers = HeaderMap::new();
    headers.insert("x-total-count", total.into());
    let last_id = tasks.last().filter(|_| has_more).map(|task| task.id);
    if let Ok(link) = HeaderValue::try_from(links(query, last_id, total_pages)) {
        headers.insert(LINK, link);
    }
    let page = match query.start {
        PageStart::Page(page) => page.get(),
        PageStart::Before(_) => 1,
    };
    (headers, Json(Tasks { tasks, page, per_page, total_pages, total })).into_response()
}

/// The neighbouring pages. The next one is named by the last id, so that following it costs the same at any depth.
fn links(query: TaskQuery, last_id: Option<TaskId>, total_pages: u64) -> String {
    let rest = format!("per_page={}&status={}", query.per_page.get(), query.status.as_str());
    let mut links = vec![format!("</tasks?{rest}>; rel=\"first\"")];
    if let PageStart::Page(page) = query.start {
        if page.get() > 1 {
            let previous = (page.get() - 1).min(total_pages).max(1);
            links.push(format!("</tasks?page={previous}&{rest}>; rel=\"prev\""));
        }
        if total_pages > 0 {
            links.push(format!("</tasks?page={total_pages}&{rest}>; rel=\"last\""));
        }
    }
    if let Some(TaskId(id)) = last_id {
        links.push(format!("</tasks?before={id}&{rest}>; rel=\"next\""));
    }
    links.join(", ")
}

/// A task that is to be made.
#[derive(Debug, Deserialize, ToSchema)]
pub struct CreateTask {
    /// One line of 1 to 500 characters.
    #[schema(required = true, nullable = false, min_length = 1, max_length = 500, example = "Water the plants")]
    title: Option<String>,
    /// Up to 50,000 characters.
    #[schema(max_length = 50_000)]
    description: Option<String>,
    /// When it was done, if it is.
    #[schema(format = DateTime)]
    completed_at: Option<String>,
}

impl JsonFields for CreateTask {
    const FIELDS: &'static [&'static str] = &["title", "description", "completed_at"];
}

/// Makes a task. With an `Idempotency-Key` it may be repeated: within 24 hours the first answer comes again.
#[utoipa::path(
    post, path = "/tasks", tag = "Tasks", request_body = CreateTask, security(("session" = [])),
    params(("Idempotency-Key" = Option<String>, Header, description = "1 to 255 visible ASCII characters, such as a UUID.")),
    responses((status = 201, body = Task), Problems)
)]
pub async fn create_task(
    State(app): State<App>,
    current: CurrentUser,
    headers: HeaderMap,
    body: JsonBody<CreateTask>,
) -> Result<(StatusCode, Json<Task>)> {
    let repeatable = repeatable(&headers, &body.bytes)?;
    let new = NewTask::parse(body.value.title, body.value.description, body.value.completed_at)?;
    let task = app.store.create_task(current.id(), new, repeatable, clock::now()).await?;
    Ok((StatusCode::CREATED, Json(task)))
}

fn repeatable(headers: &HeaderMap, body: &[u8]) -> Result<Option<Repeatable>> {
    let Some(key) = headers.get("idempotency-key") else { return Ok(None) };
    let key = IdempotencyKey::parse(key.as_bytes())?;
    Ok(Some(Repeatable { key, request_digest: Sha256::digest(body).into() }))
}

/// Answers one task.
#[utoipa::path(
    get, path = "/tasks/{id}", tag = "Tasks", security(("session" = [])),
    params(("id" = i64, Path, description = "The task's number.")),
    responses((status = 200, body = Task), Problems)
)]
pub async fn find_task(State(app): State<App>, current: CurrentUser, Path(id): Path<String>) -> Result<Json<Task>> {
    Ok(Json(app.store.find_task(current.id(), parse_id(&id)?).await?))
}

/// What is to change of a task: a field that is absent stays, one that is null is cleared.
#[derive(Debug, Deserialize, ToSchema)]
pub struct UpdateTask {
    /// One line of 1 to 500 characters.
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Option<String>, nullable = false, min_length = 1, max_length = 500)]
    title: Option<Option<String>>,
    /// Up to 50,000 characters.
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Option<String>, max_length = 50_000)]
    description: Option<Option<String>>,
    /// When it was done; null opens it again.
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Option<String>, format = DateTime)]
    completed_at: Option<Option<String>>,
}

impl JsonFields for UpdateTask {
    const FIELDS: &'static [&'static str] = &["title", "description", "completed_at"];
}

/// Changes a task and answers all of it.
#[utoipa::path(
    patch, path = "/tasks/{id}", tag = "Tasks", request_body = UpdateTask, security(("session" = [])),
    params(("id" = i64, Path, description = "The task's number.")),
    responses((status = 200, body = Task), Problems)
)]
pub async fn update_task(
    State(app): State<App>,
    current: CurrentUser,
    Path(id): Path<String>,
    body: JsonBody<UpdateTask>,
) -> Result<Json<Task>> {
    let id = parse_id(&id)?;
    let patch = TaskPatch::parse(body.value.title, body.value.description, body.value.completed_at)?;
    Ok(Json(app.store.update_task(current.id(), id, patch, clock::now()).await?))
}

/// Moves a task to the trash.
#[utoipa::path(
    delete, path = "/tasks/{id}", tag = "Tasks", security(("session" = [])),
    params(("id" = i64, Path, description = "The task's number.")),
    responses((status = 204, description = "It is in the trash."), Problems)
)]
pub async fn delete_task(State(app): State<App>, current: CurrentUser, Path(id): Path<String>) -> Result<StatusCode> {
    app.store.delete_task(current.id(), parse_id(&id)?, clock::now()).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Brings a task back from the trash as it was, with the same id.
#[utoipa::path(
    post, path = "/tasks/{id}/restore", tag = "Tasks", security(("session" = [])),
    params(("id" = i64, Path, description = "The task's number.")),
    responses((status = 200, body = Task), Problems)
)]
pub async fn restore_task(State(app): State<App>, current: CurrentUser, Path(id): Path<String>) -> Result<Json<Task>> {
    Ok(Json(app.store.restore_task(current.id(), parse_id(&id)?).await?))
}

/// What is no number is no task either.
fn parse_id(id: &str) -> Result<TaskId> {
    parse_number(id).map(TaskId).ok_or(Error::NotFound("task"))
}
