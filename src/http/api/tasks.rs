//! The user's tasks.

pub mod body;
pub mod duplicate;
pub mod in_project;
pub mod many;
pub mod relations;
pub mod search;
pub mod series;
pub mod urgency;

use axum::extract::{Path, State};
use axum::http::header::LINK;
use axum::http::{HeaderMap, HeaderValue};
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::domain::list::page::{PageNumber, PageSize};
use crate::domain::tasks::page::{PageStart, TaskQuery};
use crate::domain::tasks::{NewTask, StatusFilter, Task, TaskId, TaskInput, TaskPatch};
use crate::domain::text::parse_number;
use crate::error::{Error, Result};
use crate::http::api::tasks::body::CreateTask;
use crate::http::api::tasks::search::search_tasks;
use crate::http::app::App;
use crate::http::wire::answer::Json;
use crate::http::wire::authentication::CurrentUser;
use crate::http::wire::json::JsonBody;
use crate::http::wire::problem::Problems;
use crate::http::wire::query::GivenOnce;
use crate::http::wire::write::{Acting, Key, Precondition, answer_created, answer_done, answer_written, etag};
use crate::store::TaskPage;

/// Which tasks to list.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct ListTasks {
    /// Which tasks: `open`, `done` or `all` (the default).
    #[param(inline, value_type = Option<StatusFilter>, example = "all")]
    status: Option<String>,
    /// Lists what this query finds, sorted as it says: `is:open tag:home due:<=fri rent sort:due`. `before` is ignored then.
    #[param(value_type = Option<String>, max_length = 1_000, example = "is:open tag:home")]
    q: Option<String>,
    /// The page, from 1.
    #[param(value_type = Option<u64>, minimum = 1, maximum = 9_007_199_254_740_991_i64, example = 1)]
    page: Option<String>,
    /// How many tasks a page has: 5 by default. More than 100 count as 100.
    #[param(value_type = Option<u64>, minimum = 1, maximum = 9_007_199_254_740_991_i64, example = 5)]
    per_page: Option<String>,
    /// Lists what comes after the task with this id, at a cost that does not grow with depth. `page` is ignored then.
    #[param(value_type = Option<i64>, minimum = 1, maximum = 9_007_199_254_740_991_i64)]
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

/// Lists tasks, the newest first, or those that a query finds.
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
    GivenOnce(query): GivenOnce<ListTasks>,
) -> Result<Response> {
    let text = query.q;
    let query = TaskQuery::parse(
        query.status.as_deref(),
        query.page.as_deref(),
        query.per_page.as_deref(),
        query.before.as_deref(),
    )?;
    let Some(text) = text else {
        return app.store.list_tasks(current.id(), query, move |page| answer_page(query, page)).await;
    };
    search_tasks(&app, current.id(), &text, query).await
}

/// A numbered page without links, because the order may change between pages.
pub fn answer_numbered(number: PageNumber, per_page: PageSize, TaskPage { tasks, total, .. }: TaskPage) -> Response {
    let per_page = per_page.get();
    let total_pages = total.div_ceil(per_page.into());
    let count = [("x-total-count", total.to_string())];
    (count, Json(Tasks { tasks, page: number.get(), per_page, total_pages, total })).into_response()
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

/// Links to the neighbouring pages. The next page is identified by the last id, so following the link costs the same at
/// any depth.
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

/// Creates a task.
#[utoipa::path(
    post, path = "/tasks", tag = "Tasks", request_body = CreateTask, security(("session" = [])), params(Key),
    responses((status = 201, body = Task, headers(
        ("ETag" = String, description = "The task's version, quoted."),
        ("X-Change-Group" = i64, description = "The group in the log.")
    )), Problems)
)]
pub async fn create_task(State(app): State<App>, acting: Acting, body: JsonBody<CreateTask>) -> Result<Response> {
    let act = acting.act(&body.bytes);
    let new = NewTask::parse(body.value.0)?;
    Ok(answer_created(app.store.create_task(act, new).await?))
}

/// Returns one task.
#[utoipa::path(
    get, path = "/tasks/{id}", tag = "Tasks", security(("session" = [])),
    params(("id" = i64, Path, description = "The task's number.")),
    responses((status = 200, body = Task, headers(
        ("ETag" = String, description = "The task's version, quoted.")
    )), Problems)
)]
pub async fn find_task(State(app): State<App>, current: CurrentUser, Path(id): Path<String>) -> Result<Response> {
    let task = app.store.find_task(current.id(), parse_id(&id)?).await?;
    Ok((etag(&task), Json(task)).into_response())
}

/// Changes a task and returns it.
#[utoipa::path(
    patch, path = "/tasks/{id}", tag = "Tasks", request_body = TaskInput, security(("session" = [])),
    params(("id" = i64, Path, description = "The task's number."), Key, Precondition),
    responses((status = 200, body = Task, headers(
        ("ETag" = String, description = "The task's version, quoted."),
        ("X-Change-Group" = i64, description = "The group in the log, if anything has changed.")
    )), Problems)
)]
pub async fn update_task(
    State(app): State<App>,
    acting: Acting,
    Path(id): Path<String>,
    body: JsonBody<TaskInput>,
) -> Result<Response> {
    let (act, id) = (acting.act(&body.bytes), parse_id(&id)?);
    let patch = TaskPatch::parse(body.value)?;
    Ok(answer_written(app.store.update_task(act, id, patch, acting.if_match).await?))
}

/// Moves a task to the trash.
#[utoipa::path(
    delete, path = "/tasks/{id}", tag = "Tasks", security(("session" = [])),
    params(("id" = i64, Path, description = "The task's number."), Key, Precondition),
    responses((status = 204, description = "It is in the trash.", headers(
        ("X-Change-Group" = i64, description = "The group in the log.")
    )), Problems)
)]
pub async fn delete_task(State(app): State<App>, acting: Acting, Path(id): Path<String>) -> Result<Response> {
    let id = parse_id(&id)?;
    Ok(answer_done(&app.store.delete_task(acting.act(b""), id, acting.if_match).await?))
}

/// An id that is not a number belongs to no task.
pub fn parse_id(id: &str) -> Result<TaskId> {
    parse_number(id).map(TaskId).ok_or(Error::NotFound("task"))
}
