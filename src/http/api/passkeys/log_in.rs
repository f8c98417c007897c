//! Logging in with a passkey, in place of name, password and code.

use std::time::Instant;

use axum::extract::State;
use serde::Serialize;
use tower_sessions::Session;
use utoipa::ToSchema;

use crate::accounts::Purpose;
use crate::domain::security_events::EventKind;
use crate::domain::sessions::BegunBy;
use crate::domain::users::User;
use crate::error::Result;
use crate::http::app::App;
use crate::http::server::client_address::{ClientAddress, RequestOccasion};
use crate::http::wire::answer::Json;
use crate::http::wire::authentication::begin_session;
use crate::http::wire::json::JsonBody;
use crate::http::wire::passkey::{PasskeyAnswer, site};
use crate::http::wire::problem::Problems;

/// What `navigator.credentials.get` is to be given.
#[derive(Debug, Serialize, ToSchema)]
pub struct PasskeyLoginOptions {
    /// To be signed within ten minutes, as base64url.
    challenge: String,
    /// The host that the passkeys are for.
    rp_id: String,
}

/// Begins a login by a passkey.
#[utoipa::path(
    post, path = "/login/passkey/begin", tag = "Accounts",
    responses((status = 200, body = PasskeyLoginOptions), Problems)
)]
pub async fn begin_passkey_login(
    State(app): State<App>,
    ClientAddress(client): ClientAddress,
) -> Result<Json<PasskeyLoginOptions>> {
    let rp_id = site(&app)?.id().to_owned();
    let challenge = app.challenges.begin(Purpose::LogIn, client, app.clock.now());
    Ok(Json(PasskeyLoginOptions { challenge: challenge.to_string(), rp_id }))
}

/// Logs in with a passkey. It takes no code: the passkey is one thing that somebody has, and its device has checked who
/// holds it.
#[utoipa::path(
    post, path = "/login/passkey", tag = "Accounts", request_body = PasskeyAnswer,
    responses((status = 200, body = User), Problems)
)]
pub async fn log_in_with_passkey(
    State(app): State<App>,
    RequestOccasion(occasion): RequestOccasion,
    ClientAddress(client): ClientAddress,
    session: Session,
    body: JsonBody<PasskeyAnswer>,
) -> Result<Json<User>> {
    app.throttle.begin_link(client, Instant::now())?;
    let login = body.value.check(&app, Purpose::LogIn, occasion.clone()).await?;
    app.throttle.end_link(client);
    let event = Some(EventKind::LoggedInByPasskey);
    begin_session(&session, login.user.id, login.session_epoch, BegunBy::Passkey, event, occasion).await?;
    Ok(Json(login.user))
}
