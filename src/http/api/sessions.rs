//! The user's sessions.

use axum::extract::{Path, State};
use axum::http::header::SET_COOKIE;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};
use tower_sessions::Session as CookieSession;
use utoipa::ToSchema;

use crate::domain::sessions::{Session, SessionId};
use crate::domain::text::parse_number;
use crate::error::{Error, Result};
use crate::http::app::App;
use crate::http::server::client_address::{ClientAddress, RequestOccasion};
use crate::http::wire::answer::Json;
use crate::http::wire::authentication::{ConfirmedUser, CurrentUser, confirm};
use crate::http::wire::json::JsonBody;
use crate::http::wire::passkey::PasskeyAnswer;
use crate::http::wire::problem::Problems;
use crate::http::wire::proof::PasswordOrCode;
use crate::http::wire::write::{Key, idempotency_key};

/// A user's sessions.
#[derive(Debug, Serialize, ToSchema)]
pub struct Sessions {
    /// The active sessions, the newest first: 500 at most, because another login ends the one that was used longest ago.
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

/// What proves who it is: the password, a code or a passkey.
#[derive(Debug, Deserialize, ToSchema)]
pub struct Confirmation {
    #[schema(nullable = false, format = Password)]
    password: Option<String>,
    /// Six digits from the app of the second factor, or a recovery code.
    #[schema(nullable = false)]
    code: Option<String>,
    /// What a passkey answers to `POST /session/confirm/passkey`.
    #[schema(nullable = false)]
    passkey: Option<PasskeyAnswer>,
}

/// Confirms who is in this session, for ten minutes. The session goes on under a new cookie.
///
/// Sensitive acts need it, or a login that short ago. Without, they answer a problem of the type
/// `urn:problem-type:tracker:confirmation-required`.
#[utoipa::path(
    post, path = "/session/confirm", tag = "Sessions", request_body = Confirmation, security(("session" = [])),
    params(Key), responses((status = 204, description = "It is confirmed."), Problems)
)]
pub async fn confirm_session(
    State(app): State<App>,
    RequestOccasion(occasion): RequestOccasion,
    current: CurrentUser,
    ClientAddress(client): ClientAddress,
    session: CookieSession,
    headers: HeaderMap,
    body: JsonBody<Confirmation>,
) -> Result<Response> {
    idempotency_key(&headers)?;
    let Confirmation { password, code, passkey } = body.value;
    if let Some(passkey) = passkey {
        passkey.check_own(&app, current.id(), occasion).await?;
    } else {
        let proof = PasswordOrCode::parse(password, code.as_deref())?;
        proof.check(&app, &current.session, client, occasion).await?;
    }
    let cookie = confirm(&app, &session, current.id(), current.session.id).await?;
    Ok((StatusCode::NO_CONTENT, [(SET_COOKIE, cookie)]).into_response())
}

/// Ends one of the user's sessions. It takes a session that was confirmed within ten minutes.
#[utoipa::path(
    delete, path = "/sessions/{id}", tag = "Sessions", security(("session" = [])),
    params(("id" = i64, Path, description = "The session's number.")),
    responses((status = 204, description = "It is ended."), Problems)
)]
pub async fn end_session(
    State(app): State<App>,
    RequestOccasion(occasion): RequestOccasion,
    ConfirmedUser(current): ConfirmedUser,
    Path(id): Path<String>,
) -> Result<StatusCode> {
    let id = parse_number(&id).map(SessionId).ok_or(Error::NotFound("session"))?;
    app.store.end_session(current.id(), id, occasion).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Ends all of the user's sessions but this one. It takes a session that was confirmed within ten minutes.
#[utoipa::path(
    delete, path = "/sessions", tag = "Sessions", security(("session" = [])),
    responses((status = 204, description = "They are ended."), Problems)
)]
pub async fn end_other_sessions(
    State(app): State<App>,
    RequestOccasion(occasion): RequestOccasion,
    ConfirmedUser(current): ConfirmedUser,
) -> Result<StatusCode> {
    app.store.end_other_sessions(current.id(), current.session.id, occasion).await?;
    Ok(StatusCode::NO_CONTENT)
}
