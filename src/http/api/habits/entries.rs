//! What is answered for the days of a habit.

use axum::extract::{Path, State};
use axum::response::Response;

use super::parse_id;
use crate::domain::habits::{EntryInput, HabitEntry, NewEntry};
use crate::domain::time::due::parse_day;
use crate::error::Result;
use crate::http::app::App;
use crate::http::wire::json::JsonBody;
use crate::http::wire::problem::Problems;
use crate::http::wire::write::{Acting, Key, Precondition, answer_done, answer_written};

/// Answers for a day of a habit, and replaces what was answered before. A day to come can be skipped, and nothing else.
#[utoipa::path(
    put, path = "/habits/{id}/entries/{day}", tag = "Habits", request_body = EntryInput, security(("session" = [])),
    params(
        ("id" = i64, Path, description = "The habit's number."),
        ("day" = String, Path, description = "The day, such as 2026-12-24.", format = Date),
        Key, Precondition
    ),
    responses((status = 200, body = HabitEntry, headers(
        ("ETag" = String, description = "The entry's version, quoted."),
        ("X-Change-Group" = i64, description = "The group in the log, if anything has changed.")
    )), Problems)
)]
pub async fn answer_day(
    State(app): State<App>,
    acting: Acting,
    Path((id, day)): Path<(String, String)>,
    body: JsonBody<EntryInput>,
) -> Result<Response> {
    let (act, id, day) = (acting.act(&body.bytes), parse_id(&id)?, parse_day("day", &day)?);
    let new = NewEntry::parse(body.value)?;
    Ok(answer_written(app.store.answer_day(act, id, day, new, acting.if_match).await?))
}

/// Clears a day of a habit, as if it had never been answered.
#[utoipa::path(
    delete, path = "/habits/{id}/entries/{day}", tag = "Habits", security(("session" = [])),
    params(
        ("id" = i64, Path, description = "The habit's number."),
        ("day" = String, Path, description = "The day, such as 2026-12-24.", format = Date),
        Key, Precondition
    ),
    responses((status = 204, description = "It is cleared.", headers(
        ("X-Change-Group" = i64, description = "The group in the log.")
    )), Problems)
)]
pub async fn clear_day(
    State(app): State<App>,
    acting: Acting,
    Path((id, day)): Path<(String, String)>,
) -> Result<Response> {
    let (id, day) = (parse_id(&id)?, parse_day("day", &day)?);
    Ok(answer_done(&app.store.clear_day(acting.act(b""), id, day, acting.if_match).await?))
}
