//! Links that log in once, for a user who forgot the password.

use std::time::Instant;

use axum::extract::State;
use serde::{Deserialize, Serialize};
use tower_sessions::Session;
use utoipa::ToSchema;

use crate::domain::links;
use crate::domain::second_factor::{Code, NEEDED, WRONG};
use crate::domain::security_events::EventKind;
use crate::domain::sessions::BegunBy;
use crate::domain::users::User;
use crate::error::{Error, Result};
use crate::http::app::App;
use crate::http::server::client_address::{ClientAddress, RequestOccasion};
use crate::http::wire::answer::Json;
use crate::http::wire::authentication::begin_session;
use crate::http::wire::json::JsonBody;
use crate::http::wire::problem::Problems;
use crate::http::wire::proof::use_code;

/// The token of a link.
#[derive(Debug, Deserialize, ToSchema)]
pub struct LoginToken {
    #[schema(required = true, nullable = false, format = Password)]
    token: Option<String>,
    /// Six digits from the app, or a recovery code, if the account has a second factor.
    #[schema(nullable = false)]
    code: Option<String>,
}

/// Whom a link logs in.
#[derive(Debug, Serialize, ToSchema)]
pub struct LoginLink {
    /// The user's name.
    username: String,
}

/// Says whom a link would log in, and leaves it unused.
#[utoipa::path(
    post, path = "/login_links/check", tag = "Accounts", request_body = LoginToken,
    responses((status = 200, body = LoginLink), Problems)
)]
pub async fn check_login_link(
    State(app): State<App>,
    ClientAddress(client): ClientAddress,
    body: JsonBody<LoginToken>,
) -> Result<Json<LoginLink>> {
    app.throttle.begin_link(client, Instant::now())?;
    let token = links::token_of(body.value.token.as_deref())?;
    let login = app.store.find_login_link(token.hash(), app.clock.now()).await?.ok_or(links::REFUSED)?;
    app.throttle.end_link(client);
    Ok(Json(LoginLink { username: login.user.username }))
}

/// Logs in with a link, which is used up.
///
/// For the first ten minutes of the session, `POST /password` takes a new password without the current one.
#[utoipa::path(
    post, path = "/login_links/use", tag = "Accounts", request_body = LoginToken,
    responses((status = 200, body = User), Problems)
)]
pub async fn use_login_link(
    State(app): State<App>,
    RequestOccasion(occasion): RequestOccasion,
    ClientAddress(client): ClientAddress,
    session: Session,
    body: JsonBody<LoginToken>,
) -> Result<Json<User>> {
    let code = Code::parse(body.value.code.as_deref())?;
    app.throttle.begin_link(client, Instant::now())?;
    let token = links::token_of(body.value.token.as_deref())?;
    let login = app.store.find_login_link(token.hash(), app.clock.now()).await?.ok_or(links::REFUSED)?;
    app.throttle.end_link(client);
    if login.has_second_factor {
        let code = code.ok_or(Error::CodeRequired(NEEDED))?;
        if !use_code(&app, login.user.id, code, occasion.clone()).await? {
            return Err(Error::CodeRequired(WRONG));
        }
    }
    // Only now, so that a wrong code leaves the link.
    let login = app.store.use_login_link(token.hash(), app.clock.now()).await?.ok_or(links::REFUSED)?;
    begin_session(
        &session,
        login.user.id,
        login.session_epoch,
        BegunBy::Link,
        Some(EventKind::LoggedInByLink),
        occasion,
    )
    .await?;
    Ok(Json(login.user))
}
