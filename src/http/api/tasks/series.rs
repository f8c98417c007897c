//! The series of a recurring task.

use axum::extract::{Path, State};
use axum::response::Response;
use serde::Serialize;
use utoipa::ToSchema;

use crate::domain::tasks::{Task, series};
use crate::domain::time::due::Due;
use crate::error::Result;
use crate::http::api::tasks::parse_id;
use crate::http::app::App;
use crate::http::wire::answer::Json;
use crate::http::wire::authentication::CurrentUser;
use crate::http::wire::problem::Problems;
use crate::http::wire::write::{Acting, Key, Precondition, answer_written};

/// How a task repeats, and the dates that follow.
#[derive(Debug, Serialize, ToSchema)]
pub struct Occurrences {
    /// How it repeats, in words; those of every rule that a captured line can say are understood there too. Null when it
    /// does not repeat.
    #[schema(required = true, example = "every month on the last Fri")]
    words: Option<String>,
    /// The next five dates after the current due date, or fewer if the series ends. Empty if the task doesn't repeat.
    #[schema(value_type = Vec<String>, example = json!(["2026-12-01"]))]
    occurrences: Vec<Due>,
}

/// Lists the next dates of a recurring task.
#[utoipa::path(
    get, path = "/tasks/{id}/occurrences", tag = "Plan", security(("session" = [])),
    params(("id" = i64, Path, description = "The task's number.")),
    responses((status = 200, body = Occurrences), Problems)
)]
pub async fn list_occurrences(
    State(app): State<App>,
    current: CurrentUser,
    Path(id): Path<String>,
) -> Result<Json<Occurrences>> {
    let task = app.store.find_task(current.id(), parse_id(&id)?).await?;
    let words = task.recurrence.as_ref().map(|recurrence| recurrence.rule.in_words(recurrence.from));
    Ok(Json(Occurrences { words, occurrences: series::occurrences(&task, 5) }))
}

/// Moves a recurring task to its next date, without completing it.
#[utoipa::path(
    post, path = "/tasks/{id}/skip", tag = "Plan", security(("session" = [])),
    params(("id" = i64, Path, description = "The task's number."), Key, Precondition),
    responses((status = 200, body = Task, headers(
        ("ETag" = String, description = "The task's version, quoted."),
        ("X-Change-Group" = i64, description = "The group in the log.")
    )), Problems)
)]
pub async fn skip_task(State(app): State<App>, acting: Acting, Path(id): Path<String>) -> Result<Response> {
    let id = parse_id(&id)?;
    Ok(answer_written(app.store.skip_task(acting.act(b""), id, acting.if_match).await?))
}
