//! The user's time entries.

pub mod of_task;
pub mod sheet;

use axum::extract::{Path, State};
use axum::response::Response;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::domain::input::present;
use crate::domain::log::change::Written;
use crate::domain::text::parse_number;
use crate::domain::time_entries::{NewTimeEntry, TimeEntry, TimeEntryId, TimeEntryInput, TimeEntryPatch, When};
use crate::error::{Error, Result};
use crate::http::app::App;
use crate::http::wire::answer::Json;
use crate::http::wire::authentication::CurrentUser;
use crate::http::wire::json::JsonBody;
use crate::http::wire::problem::Problems;
use crate::http::wire::write::{
    Acting, Key, Precondition, answer_created, answer_done, answer_group, answer_written, etag,
};

/// A time entry. It has `started_at` and `ended_at`, or `day` and `seconds`. Times such as `2026-12-24T09:00` are those of
/// the wall clock in the entry's zone.
#[derive(Debug, Deserialize, ToSchema)]
pub struct TimeEntryBody {
    /// The task that was worked on.
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Option<i64>, minimum = 1)]
    task_id: Option<Option<i64>>,
    /// What was done: one line. Time for no task needs one.
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Option<String>, max_length = 500, example = "Meeting")]
    note: Option<Option<String>>,
    /// When it began.
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Option<String>, nullable = false, example = "2026-11-24T09:00")]
    started_at: Option<Option<String>>,
    /// When it ended, 24 hours later at most. In a change, null lets the last entry run on.
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Option<String>, example = "2026-11-24T10:30")]
    ended_at: Option<Option<String>>,
    /// The day of an amount.
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Option<String>, format = Date, nullable = false)]
    day: Option<Option<String>>,
    /// The seconds of an amount.
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Option<i64>, nullable = false, minimum = 1, maximum = 86_400)]
    seconds: Option<Option<i64>>,
    /// Confirms that its time up to now was worked.
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Option<bool>, nullable = false)]
    confirmed: Option<Option<bool>>,
    /// Whether entries at the same time give way: they become shorter, are split, or are deleted. Without it, they are in
    /// the way.
    adjust: Option<bool>,
}

impl TimeEntryBody {
    fn input(self) -> (TimeEntryInput, bool) {
        let Self { task_id, note, started_at, ended_at, day, seconds, confirmed, adjust } = self;
        let input = TimeEntryInput { task_id, note, started_at, ended_at, day, seconds, confirmed };
        (input, adjust.unwrap_or_default())
    }
}

/// Returns a time entry.
#[utoipa::path(
    get, path = "/time/{id}", tag = "Time", security(("session" = [])),
    params(("id" = i64, Path, description = "The entry's number.")),
    responses((status = 200, body = TimeEntry, headers(
        ("ETag" = String, description = "The entry's version, quoted.")
    )), Problems)
)]
pub async fn find_time_entry(
    State(app): State<App>,
    current: CurrentUser,
    Path(id): Path<String>,
) -> Result<(axum::http::HeaderMap, Json<TimeEntry>)> {
    let entry = app.store.find_time_entry(current.id(), parse_id(&id)?).await?;
    Ok((etag(&entry), Json(entry)))
}

/// Adds time that was not measured.
#[utoipa::path(
    post, path = "/time", tag = "Time", request_body = TimeEntryBody, security(("session" = [])), params(Key),
    responses((status = 201, body = TimeEntry, headers(
        ("ETag" = String, description = "The entry's version, quoted."),
        ("X-Change-Group" = i64, description = "The group in the log.")
    )), Problems)
)]
pub async fn create_time_entry(
    State(app): State<App>,
    acting: Acting,
    body: JsonBody<TimeEntryBody>,
) -> Result<Response> {
    let act = acting.act(&body.bytes);
    let (input, adjust) = body.value.input();
    Ok(answer_created(app.store.create_time_entry(act, NewTimeEntry::parse(input)?, adjust).await?))
}

/// Changes a time entry and returns it.
#[utoipa::path(
    patch, path = "/time/{id}", tag = "Time", request_body = TimeEntryBody, security(("session" = [])),
    params(("id" = i64, Path, description = "The entry's number."), Key, Precondition),
    responses((status = 200, body = TimeEntry, headers(
        ("ETag" = String, description = "The entry's version, quoted."),
        ("X-Change-Group" = i64, description = "The group in the log, if anything has changed.")
    )), Problems)
)]
pub async fn update_time_entry(
    State(app): State<App>,
    acting: Acting,
    Path(id): Path<String>,
    body: JsonBody<TimeEntryBody>,
) -> Result<Response> {
    let (act, id) = (acting.act(&body.bytes), parse_id(&id)?);
    let (input, adjust) = body.value.input();
    let patch = TimeEntryPatch::parse(input)?;
    Ok(answer_written(app.store.update_time_entry(act, id, patch, adjust, acting.if_match).await?))
}

/// Deletes a time entry. `POST /changes/{group}/undo` brings it back.
#[utoipa::path(
    delete, path = "/time/{id}", tag = "Time", security(("session" = [])),
    params(("id" = i64, Path, description = "The entry's number."), Key, Precondition),
    responses((status = 204, description = "It is deleted.", headers(
        ("X-Change-Group" = i64, description = "The group in the log.")
    )), Problems)
)]
pub async fn delete_time_entry(State(app): State<App>, acting: Acting, Path(id): Path<String>) -> Result<Response> {
    let id = parse_id(&id)?;
    Ok(answer_done(&app.store.delete_time_entry(acting.act(b""), id, acting.if_match).await?))
}

/// Where to split an entry.
#[derive(Debug, Deserialize, ToSchema)]
pub struct SplitTimeEntry {
    /// A time between its beginning and its end.
    #[schema(required = true, nullable = false, example = "2026-11-24T10:00")]
    at: Option<String>,
}

/// The two parts of an entry.
#[derive(Debug, Serialize, ToSchema)]
pub struct SplitEntries {
    /// The first part, which keeps the number.
    first: TimeEntry,
    /// The second part. If the entry ran, this runs on.
    second: TimeEntry,
}

/// Splits a time entry in two.
#[utoipa::path(
    post, path = "/time/{id}/split", tag = "Time", request_body = SplitTimeEntry, security(("session" = [])),
    params(("id" = i64, Path, description = "The entry's number."), Key, Precondition),
    responses((status = 200, body = SplitEntries, headers(
        ("X-Change-Group" = i64, description = "The group in the log.")
    )), Problems)
)]
pub async fn split_time_entry(
    State(app): State<App>,
    acting: Acting,
    Path(id): Path<String>,
    body: JsonBody<SplitTimeEntry>,
) -> Result<Response> {
    let (act, id) = (acting.act(&body.bytes), parse_id(&id)?);
    let at = body.value.at.ok_or_else(|| Error::invalid("at", "Say where to split it."))?;
    let Written { value: (first, second), group } =
        app.store.split_time_entry(act, id, When::parse("at", &at)?, acting.if_match).await?;
    Ok(answer_group(Written { value: SplitEntries { first, second }, group }))
}

/// An id that is not a number belongs to no entry.
fn parse_id(id: &str) -> Result<TimeEntryId> {
    parse_number(id).map(TimeEntryId).ok_or(Error::NotFound("time entry"))
}
