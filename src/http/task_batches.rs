//! Several tasks at once: one action, one group in the log, all of it or nothing.

use axum::extract::State;
use axum::response::Response;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::App;
use super::json::{JsonBody, JsonFields, present};
use super::problem::Problems;
use super::write::{Acting, Key, answer_done, answer_written};
use crate::domain::change::Written;
use crate::domain::task::{Task, TaskIds, TaskPatch};
use crate::error::Result;

/// Several tasks.
#[derive(Debug, Serialize, ToSchema)]
pub struct TaskBatch {
    /// The tasks as they are now, by id.
    tasks: Vec<Task>,
}

/// Which tasks.
#[derive(Debug, Deserialize, ToSchema)]
pub struct NamedTasks {
    /// 1 to 10,000 numbers of tasks.
    #[schema(required = true, nullable = false, min_items = 1, max_items = 10_000)]
    ids: Option<Vec<i64>>,
}

impl JsonFields for NamedTasks {
    const FIELDS: &'static [&'static str] = &["ids"];
}

/// Which tasks, and what is to change of each: a field that is absent stays, one that is null is cleared.
#[derive(Debug, Deserialize, ToSchema)]
pub struct UpdateTasks {
    /// 1 to 10,000 numbers of tasks.
    #[schema(required = true, nullable = false, min_items = 1, max_items = 10_000)]
    ids: Option<Vec<i64>>,
    /// One line of 1 to 500 characters.
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Option<String>, nullable = false, min_length = 1, max_length = 500)]
    title: Option<Option<String>>,
    /// Up to 50,000 characters.
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Option<String>, max_length = 50_000)]
    description: Option<Option<String>>,
    /// When they were done; null opens them again.
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Option<String>, format = DateTime)]
    completed_at: Option<Option<String>>,
}

impl JsonFields for UpdateTasks {
    const FIELDS: &'static [&'static str] = &["ids", "title", "description", "completed_at"];
}

/// Changes several tasks alike.
#[utoipa::path(
    patch, path = "/tasks", tag = "Tasks", request_body = UpdateTasks, security(("session" = [])), params(Key),
    responses((status = 200, body = TaskBatch, headers(
        ("X-Change-Group" = i64, description = "The group in the log, if anything has changed.")
    )), Problems)
)]
pub async fn update_tasks(State(app): State<App>, acting: Acting, body: JsonBody<UpdateTasks>) -> Result<Response> {
    let act = acting.act(&body.bytes);
    let UpdateTasks { ids, title, description, completed_at } = body.value;
    let (ids, patch) = (TaskIds::parse(ids)?, TaskPatch::parse(title, description, completed_at)?);
    Ok(answer_batch(app.store.update_tasks(act, ids, patch).await?))
}

/// Moves several tasks to the trash.
#[utoipa::path(
    post, path = "/tasks/delete", tag = "Tasks", request_body = NamedTasks, security(("session" = [])), params(Key),
    responses((status = 204, description = "They are in the trash.", headers(
        ("X-Change-Group" = i64, description = "The group in the log.")
    )), Problems)
)]
pub async fn delete_tasks(State(app): State<App>, acting: Acting, body: JsonBody<NamedTasks>) -> Result<Response> {
    let act = acting.act(&body.bytes);
    Ok(answer_done(&app.store.delete_tasks(act, TaskIds::parse(body.value.ids)?).await?))
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

fn answer_batch(Written { value: tasks, group }: Written<Vec<Task>>) -> Response {
    answer_written(Written { value: TaskBatch { tasks }, group })
}
