//! The pauses of the user's habits.

use std::borrow::Cow;

use axum::extract::{Path, State};
use axum::response::Response;
use serde::{Deserialize, Serialize};
use utoipa::openapi::RefOr;
use utoipa::openapi::schema::Schema;
use utoipa::{PartialSchema, ToSchema};

use crate::domain::pauses::{NewPause, Pause, PauseId, PauseInput, PausePatch};
use crate::domain::text::parse_number;
use crate::error::{Error, Result};
use crate::http::app::App;
use crate::http::wire::answer::Json;
use crate::http::wire::authentication::CurrentUser;
use crate::http::wire::json::JsonBody;
use crate::http::wire::problem::Problems;
use crate::http::wire::write::{Acting, Key, Precondition, answer_created, answer_done, answer_written};

/// Every pause.
#[derive(Debug, Serialize, ToSchema)]
pub struct Pauses {
    /// The pauses, the latest first.
    pauses: Vec<Pause>,
}

/// Lists the pauses, the latest first.
#[utoipa::path(
    get, path = "/pauses", tag = "Habits", security(("session" = [])),
    responses((status = 200, body = Pauses), Problems)
)]
pub async fn list_pauses(State(app): State<App>, current: CurrentUser) -> Result<Json<Pauses>> {
    Ok(Json(Pauses { pauses: app.store.list_pauses(current.id()).await? }))
}

/// A pause to create.
#[derive(Debug, Deserialize)]
#[serde(transparent)]
pub struct CreatePause(PauseInput);

impl PartialSchema for CreatePause {
    fn schema() -> RefOr<Schema> {
        match PauseInput::schema() {
            RefOr::T(Schema::Object(mut fields)) => {
                fields.required.extend(["reason".to_owned(), "first_day".to_owned()]);
                fields.description = Some("A pause to create.".to_owned());
                fields.into()
            }
            other => other,
        }
    }
}

impl ToSchema for CreatePause {
    fn name() -> Cow<'static, str> {
        "CreatePause".into()
    }
}

/// Creates a pause: no habit is due on its days, and no streak breaks. 500 at most.
#[utoipa::path(
    post, path = "/pauses", tag = "Habits", request_body = CreatePause, security(("session" = [])), params(Key),
    responses((status = 201, body = Pause, headers(
        ("ETag" = String, description = "The pause's version, quoted."),
        ("X-Change-Group" = i64, description = "The group in the log.")
    )), Problems)
)]
pub async fn create_pause(State(app): State<App>, acting: Acting, body: JsonBody<CreatePause>) -> Result<Response> {
    let act = acting.act(&body.bytes);
    let new = NewPause::parse(body.value.0)?;
    Ok(answer_created(app.store.create_pause(act, new).await?))
}

/// Changes a pause and returns it.
#[utoipa::path(
    patch, path = "/pauses/{id}", tag = "Habits", request_body = PauseInput, security(("session" = [])),
    params(("id" = i64, Path, description = "The pause's number."), Key, Precondition),
    responses((status = 200, body = Pause, headers(
        ("ETag" = String, description = "The pause's version, quoted."),
        ("X-Change-Group" = i64, description = "The group in the log, if anything has changed.")
    )), Problems)
)]
pub async fn update_pause(
    State(app): State<App>,
    acting: Acting,
    Path(id): Path<String>,
    body: JsonBody<PauseInput>,
) -> Result<Response> {
    let (act, id) = (acting.act(&body.bytes), parse_id(&id)?);
    let patch = PausePatch::parse(body.value)?;
    Ok(answer_written(app.store.update_pause(act, id, patch, acting.if_match).await?))
}

/// Deletes a pause: its days count again. `POST /changes/{group}/undo` brings it back.
#[utoipa::path(
    delete, path = "/pauses/{id}", tag = "Habits", security(("session" = [])),
    params(("id" = i64, Path, description = "The pause's number."), Key, Precondition),
    responses((status = 204, description = "It is deleted.", headers(
        ("X-Change-Group" = i64, description = "The group in the log.")
    )), Problems)
)]
pub async fn delete_pause(State(app): State<App>, acting: Acting, Path(id): Path<String>) -> Result<Response> {
    let id = parse_id(&id)?;
    Ok(answer_done(&app.store.delete_pause(acting.act(b""), id, acting.if_match).await?))
}

/// An id that is not a number belongs to no pause.
fn parse_id(id: &str) -> Result<PauseId> {
    parse_number(id).map(PauseId).ok_or(Error::NotFound("pause"))
}
