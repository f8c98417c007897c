//! The user's sessions.

use axum::extract::{Path, State};
use axum::http::StatusCode;
use serde::Serialize;
use utoipa::ToSchema;

use crate::domain::sessions::{Session, SessionId};
use crate::domain::text::parse_number;
use crate::error::{Error, Result};
use crate::http::app::App;
use crate::http::wire::answer::Json;
use crate::http::wire::authentication::CurrentUser;
use crate::http::wire::problem::Problems;

/// A user's sessions.
#[derive(Debug, Serialize, ToSchema)]
pub struct Sessions {
    /// The active sessions, the newest first.
    sessions: Vec<Session>,
}

/// Lists the user's sessions.
#[utoipa::path(
    get, path = "/sessions", tag = "Sessions", security(("session" = [])),
    responses((status = 200, body = Sessions), Problems)
)]
pub async fn list_sessions(State(app): State<App>, current: CurrentUser) -> Result<Json<Sessions>> {
    let lifetime = app.config.session_lifetime();
    let sessions = app.store.list_sessions(current.id(), current.session.id, lifetime, app.clock.now()).await?;
    Ok(Json(Sessions { sessions }))
}

/// Ends one of the user's sessions.
#[utoipa::path(
    delete, path = "/sessions/{id}", tag = "Sessions", security(("session" = [])),
    params(("id" = i64, Path, description = "The session's number.")),
    responses((status = 204, description = "It is ended."), Problems)
)]
pub async fn end_session(State(app): State<App>, current: CurrentUser, Path(id): Path<String>) -> Result<StatusCode> {
    let id = parse_number(&id).map(SessionId).ok_or(Error::NotFound("session"))?;
    app.store.end_session(current.id(), id).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Ends all of the user's sessions but this one.
#[utoipa::path(
    delete, path = "/sessions", tag = "Sessions", security(("session" = [])),
    responses((status = 204, description = "They are ended."), Problems)
)]
pub async fn end_other_sessions(State(app): State<App>, current: CurrentUser) -> Result<StatusCode> {
    app.store.end_other_sessions(current.id(), current.session.id).await?;
    Ok(StatusCode::NO_CONTENT)
}
