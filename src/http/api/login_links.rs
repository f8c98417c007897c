//! Links that log in once, for a user who forgot the password.

use std::time::Instant;

use axum::extract::State;
use axum::http::HeaderMap;
use serde::{Deserialize, Serialize};
use tower_sessions::Session;
use utoipa::ToSchema;

use crate::domain::links::{self, LinkToken};
use crate::domain::sessions::BegunBy;
use crate::domain::users::User;
use crate::error::Result;
use crate::http::app::App;
use crate::http::server::client_address::ClientAddress;
use crate::http::wire::answer::Json;
use crate::http::wire::authentication::begin_session;
use crate::http::wire::json::JsonBody;
use crate::http::wire::problem::Problems;

/// The token of a link.
#[derive(Debug, Deserialize, ToSchema)]
pub struct LoginLinkToken {
    #[schema(required = true, nullable = false, format = Password)]
    token: Option<String>,
}

/// Whom a link logs in.
#[derive(Debug, Serialize, ToSchema)]
pub struct LoginLink {
    /// The user's name.
    username: String,
}

/// Says whom a link would log in, and leaves it unused.
#[utoipa::path(
    post, path = "/login_links/check", tag = "Accounts", request_body = LoginLinkToken,
    responses((status = 200, body = LoginLink), Problems)
)]
pub async fn check_login_link(
    State(app): State<App>,
    ClientAddress(client): ClientAddress,
    body: JsonBody<LoginLinkToken>,
) -> Result<Json<LoginLink>> {
    app.throttle.begin_link(client, Instant::now())?;
    let token = LinkToken::parse(body.value.token.as_deref())?;
    let login = app.store.find_login_link(token.hash(), app.clock.now()).await?.ok_or(links::REFUSED)?;
    app.throttle.end_link(client);
    Ok(Json(LoginLink { username: login.user.username }))
}

/// Logs in with a link, which is used up.
///
/// For the first ten minutes of the session, `POST /password` takes a new password without the current one.
#[utoipa::path(
    post, path = "/login_links/use", tag = "Accounts", request_body = LoginLinkToken,
    responses((status = 200, body = User), Problems)
)]
pub async fn use_login_link(
    State(app): State<App>,
    ClientAddress(client): ClientAddress,
    session: Session,
    headers: HeaderMap,
    body: JsonBody<LoginLinkToken>,
) -> Result<Json<User>> {
    app.throttle.begin_link(client, Instant::now())?;
    let token = LinkToken::parse(body.value.token.as_deref())?;
    let login = app.store.use_login_link(token.hash(), app.clock.now()).await?.ok_or(links::REFUSED)?;
    app.throttle.end_link(client);
    begin_session(&session, login.user.id, login.session_epoch, BegunBy::Link, &headers).await?;
    Ok(Json(login.user))
}
