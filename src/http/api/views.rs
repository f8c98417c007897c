//! The user's saved views.

use axum::extract::{Path, State};
use axum::response::Response;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::domain::input::{not_null, present};
use crate::domain::list::order::Place;
use crate::domain::text::parse_number;
use crate::domain::views::{NewView, View, ViewId, ViewPatch};
use crate::error::{Error, Result};
use crate::http::app::App;
use crate::http::wire::answer::Json;
use crate::http::wire::authentication::CurrentUser;
use crate::http::wire::json::JsonBody;
use crate::http::wire::problem::Problems;
use crate::http::wire::write::{Acting, Key, MoveBody, Precondition, answer_created, answer_done, answer_written};

/// Every saved view.
#[derive(Debug, Serialize, ToSchema)]
pub struct Views {
    /// The views, in their manual order.
    views: Vec<View>,
}

/// Lists the saved views, in their order.
#[utoipa::path(
    get, path = "/views", tag = "Views", security(("session" = [])),
    responses((status = 200, body = Views), Problems)
)]
pub async fn list_views(State(app): State<App>, current: CurrentUser) -> Result<Json<Views>> {
    Ok(Json(Views { views: app.store.list_views(current.id()).await? }))
}

/// A view to save.
#[derive(Debug, Deserialize, ToSchema)]
pub struct CreateView {
    /// One line of 1 to 100 characters.
    #[schema(required = true, nullable = false, min_length = 1, max_length = 100, example = "Waiting")]
    name: Option<String>,
    /// A query.
    #[schema(required = true, nullable = false, max_length = 1_000, example = "is:open tag:waiting")]
    query: Option<String>,
    /// Whether it stands at the top of the side bar.
    favourite: Option<bool>,
}

/// Saves a view, after the others.
#[utoipa::path(
    post, path = "/views", tag = "Views", request_body = CreateView, security(("session" = [])), params(Key),
    responses((status = 201, body = View, headers(
        ("ETag" = String, description = "The view's version, quoted."),
        ("X-Change-Group" = i64, description = "The group in the log.")
    )), Problems)
)]
pub async fn create_view(State(app): State<App>, acting: Acting, body: JsonBody<CreateView>) -> Result<Response> {
    let act = acting.act(&body.bytes);
    let new = NewView::parse(body.value.name.as_deref(), body.value.query)?;
    let new = NewView { favourite: body.value.favourite.unwrap_or_default(), ..new };
    Ok(answer_created(app.store.create_view(act, new).await?))
}

/// Changes to a view; absent fields stay as they are.
#[derive(Debug, Deserialize, ToSchema)]
pub struct UpdateView {
    /// One line of 1 to 100 characters.
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Option<String>, nullable = false, min_length = 1, max_length = 100)]
    name: Option<Option<String>>,
    /// A query.
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Option<String>, nullable = false, max_length = 1_000)]
    query: Option<Option<String>>,
    /// Whether it stands at the top of the side bar.
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Option<bool>, nullable = false)]
    favourite: Option<Option<bool>>,
}

/// Changes a saved view and returns it.
#[utoipa::path(
    patch, path = "/views/{id}", tag = "Views", request_body = UpdateView, security(("session" = [])),
    params(("id" = i64, Path, description = "The view's number."), Key, Precondition),
    responses((status = 200, body = View, headers(
        ("ETag" = String, description = "The view's version, quoted."),
        ("X-Change-Group" = i64, description = "The group in the log, if anything has changed.")
    )), Problems)
)]
pub async fn update_view(
    State(app): State<App>,
    acting: Acting,
    Path(id): Path<String>,
    body: JsonBody<UpdateView>,
) -> Result<Response> {
    let (act, id) = (acting.act(&body.bytes), parse_id(&id)?);
    let (name, query) = (not_null("name", body.value.name)?, not_null("query", body.value.query)?);
    let favourite = not_null("favourite", body.value.favourite)?;
    let patch = ViewPatch { favourite, ..ViewPatch::parse(name.as_deref(), query)? };
    Ok(answer_written(app.store.update_view(act, id, patch, acting.if_match).await?))
}

/// Deletes a saved view. `POST /changes/{group}/undo` brings it back.
#[utoipa::path(
    delete, path = "/views/{id}", tag = "Views", security(("session" = [])),
    params(("id" = i64, Path, description = "The view's number."), Key, Precondition),
    responses((status = 204, description = "It is deleted.", headers(
        ("X-Change-Group" = i64, description = "The group in the log.")
    )), Problems)
)]
pub async fn delete_view(State(app): State<App>, acting: Acting, Path(id): Path<String>) -> Result<Response> {
    let id = parse_id(&id)?;
    Ok(answer_done(&app.store.delete_view(acting.act(b""), id, acting.if_match).await?))
}

/// Moves a saved view to another place in the order.
#[utoipa::path(
    post, path = "/views/{id}/move", tag = "Views", request_body = MoveBody, security(("session" = [])),
    params(("id" = i64, Path, description = "The view's number."), Key),
    responses((status = 200, body = View, headers(
        ("ETag" = String, description = "The view's version, quoted."),
        ("X-Change-Group" = i64, description = "The group in the log, if anything has changed.")
    )), Problems)
)]
pub async fn move_view(
    State(app): State<App>,
    acting: Acting,
    Path(id): Path<String>,
    body: JsonBody<MoveBody>,
) -> Result<Response> {
    let (act, id) = (acting.act(&body.bytes), parse_id(&id)?);
    let place = Place::parse(body.value.after, body.value.before)?;
    Ok(answer_written(app.store.move_view(act, id, place).await?))
}

/// An id that is not a number belongs to no view.
fn parse_id(id: &str) -> Result<ViewId> {
    parse_number(id).map(ViewId).ok_or(Error::NotFound("view"))
}
