//! Copies of tasks.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use utoipa::ToSchema;

use crate::domain::tasks::TaskIds;
use crate::domain::tasks::copies::Copying;
use crate::error::Result;
use crate::http::api::tasks::many::{TaskBatch, answer_batch};
use crate::http::app::App;
use crate::http::wire::json::JsonBody;
use crate::http::wire::problem::Problems;
use crate::http::wire::write::{Acting, Key};

/// Which tasks to copy, and where their dates go.
#[derive(Debug, Deserialize, ToSchema)]
pub struct DuplicateTasks {
    /// 1 to 10,000 task numbers. A task that is below another of them is copied with that one.
    #[schema(required = true, nullable = false, min_items = 1, max_items = 10_000)]
    ids: Option<Vec<i64>>,
    /// All dates move so that the copy begins on this day: its `start`, or else its earliest date.
    #[schema(format = Date, example = "2026-12-24")]
    first_day: Option<String>,
    /// Or so that it ends on this day: its `due`, or else its latest date. If nothing has a date, it is planned for that
    /// day.
    #[schema(format = Date, example = "2026-12-24")]
    last_day: Option<String>,
    /// Whether its done subtasks are copied too, open again. Those of a task that is done itself always are.
    reopen: Option<bool>,
}

/// Copies tasks with their open subtasks. A copy is open, and a series begins anew in it.
#[utoipa::path(
    post, path = "/tasks/duplicate", tag = "Tasks", request_body = DuplicateTasks, security(("session" = [])),
    params(Key),
    responses((status = 201, description = "The copies, without their subtasks.", body = TaskBatch, headers(
        ("X-Change-Group" = i64, description = "The group in the log.")
    )), Problems)
)]
pub async fn duplicate_tasks(
    State(app): State<App>,
    acting: Acting,
    body: JsonBody<DuplicateTasks>,
) -> Result<Response> {
    let act = acting.act(&body.bytes);
    let DuplicateTasks { ids, first_day, last_day, reopen } = body.value;
    let copying = Copying::parse(first_day.as_deref(), last_day.as_deref(), reopen)?;
    let copies = app.store.duplicate_tasks(act, TaskIds::parse(ids)?, copying).await?;
    Ok((StatusCode::CREATED, answer_batch(copies)).into_response())
}
