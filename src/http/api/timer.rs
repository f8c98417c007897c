//! The timer, which is the time entry that runs.

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::domain::log::change::Written;
use crate::domain::tasks::TaskId;
use crate::domain::time_entries::{TimeEntry, When, parse_note, parse_target};
use crate::domain::timer::{Start, Timer};
use crate::error::{FieldErrors, Result};
use crate::http::app::App;
use crate::http::wire::answer::Json;
use crate::http::wire::authentication::CurrentUser;
use crate::http::wire::json::JsonBody;
use crate::http::wire::problem::Problems;
use crate::http::wire::write::{Acting, Key, answer_group, answer_written};

/// Returns the entry that runs, and the last one.
#[utoipa::path(
    get, path = "/timer", tag = "Time", security(("session" = [])),
    responses((status = 200, body = Timer), Problems)
)]
pub async fn find_timer(State(app): State<App>, current: CurrentUser) -> Result<Json<Timer>> {
    Ok(Json(app.store.find_timer(current.id(), app.clock.now()).await?))
}

/// What to start.
#[derive(Debug, Deserialize, ToSchema)]
pub struct StartTimer {
    /// The task to work on.
    #[schema(minimum = 1)]
    task_id: Option<i64>,
    /// What is done: one line.
    #[schema(max_length = 500)]
    note: Option<String>,
    /// When it began, 24 hours ago at most; now by default.
    #[schema(example = "2026-11-24T09:00")]
    at: Option<String>,
    /// The minutes that a focus block aims at.
    #[schema(minimum = 1, maximum = 1_440)]
    target: Option<i64>,
    /// Whether entries since `at` give way.
    adjust: Option<bool>,
}

/// Starts the timer. The entry that runs stops at the same instant, unless it is for the same task: then nothing changes.
#[utoipa::path(
    post, path = "/timer/start", tag = "Time", request_body = StartTimer, security(("session" = [])), params(Key),
    responses((status = 200, body = TimeEntry, headers(
        ("ETag" = String, description = "The entry's version, quoted."),
        ("X-Change-Group" = i64, description = "The group in the log, if anything has changed.")
    )), Problems)
)]
pub async fn start_timer(State(app): State<App>, acting: Acting, body: JsonBody<StartTimer>) -> Result<Response> {
    let act = acting.act(&body.bytes);
    let StartTimer { task_id, note, at, target, adjust } = body.value;
    let mut errors = FieldErrors::default();
    let note = errors.check(parse_note(note.as_deref().unwrap_or_default()))?.flatten();
    let at = errors.check(at.map(|at| When::parse("at", &at)).transpose())?.flatten();
    let target = errors.check(target.map(parse_target).transpose())?.flatten();
    errors.finish()?;
    let start = Start { task_id: task_id.map(TaskId), note, at, target, adjust: adjust.unwrap_or_default() };
    Ok(answer_written(app.store.start_timer(act, start).await?))
}

/// When to stop.
#[derive(Debug, Deserialize, ToSchema)]
pub struct StopTimer {
    /// When it ended; now by default.
    #[schema(example = "2026-11-24T17:30")]
    at: Option<String>,
}

/// What was stopped.
#[derive(Debug, Serialize, ToSchema)]
pub struct StoppedTimer {
    /// The entry; null if nothing ran.
    #[schema(required = true)]
    stopped: Option<TimeEntry>,
}

/// Stops the timer. If nothing runs, nothing changes.
#[utoipa::path(
    post, path = "/timer/stop", tag = "Time", request_body = StopTimer, security(("session" = [])), params(Key),
    responses((status = 200, body = StoppedTimer, headers(
        ("X-Change-Group" = i64, description = "The group in the log, if anything has changed.")
    )), Problems)
)]
pub async fn stop_timer(State(app): State<App>, acting: Acting, body: JsonBody<StopTimer>) -> Result<Response> {
    let act = acting.act(&body.bytes);
    let at = body.value.at.map(|at| When::parse("at", &at)).transpose()?;
    let Written { value: stopped, group } = app.store.stop_timer(act, at).await?;
    Ok(answer_group(Written { value: StoppedTimer { stopped }, group }))
}

/// Says that somebody is there, so that a forgotten timer can be asked about. A page says so when somebody uses it, every five
/// minutes at most.
#[utoipa::path(
    post, path = "/timer/presence", tag = "Time", security(("session" = [])),
    responses((status = 204, description = "It is noted."), Problems)
)]
pub async fn note_presence(State(app): State<App>, current: CurrentUser) -> Result<StatusCode> {
    app.store.note_presence(current.id(), app.clock.now()).await?;
    Ok(StatusCode::NO_CONTENT)
}
