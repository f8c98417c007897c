//! Signing up, logging in and out, and changing the password.

use std::time::Instant;

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use tower_sessions::Session;
use utoipa::ToSchema;

use crate::domain::users::password::Password;
use crate::domain::users::{User, Username};
use crate::error::{Error, FieldErrors, Result};
use crate::http::app::App;
use crate::http::server::client_address::ClientAddress;
use crate::http::wire::answer::Json;
use crate::http::wire::authentication::{CurrentUser, begin_session, end_session};
use crate::http::wire::json::JsonBody;
use crate::http::wire::problem::Problems;
use crate::http::wire::write::{Key, idempotency_key, repeatable};

/// Who signs up.
#[derive(Debug, Deserialize, ToSchema)]
pub struct SignUp {
    #[schema(required = true, nullable = false, min_length = 1, max_length = 64)]
    username: Option<String>,
    #[schema(required = true, nullable = false, min_length = 8, max_length = 1024, format = Password)]
    password: Option<String>,
    #[schema(required = true, nullable = false, format = Password)]
    password_confirmation: Option<String>,
}

/// Creates an account and logs in.
#[utoipa::path(
    post, path = "/signup", tag = "Accounts", request_body = SignUp, params(Key),
    responses((status = 201, body = User), Problems)
)]
pub async fn sign_up(
    State(app): State<App>,
    ClientAddress(client): ClientAddress,
    session: Session,
    headers: HeaderMap,
    body: JsonBody<SignUp>,
) -> Result<(StatusCode, Json<User>)> {
    if !app.config.signup.is_open() {
        return Err(Error::Forbidden("Signing up is closed on this server. Ask its admin for an account."));
    }
    let (username, password) = body.value.parse()?;
    let repeatable =
        idempotency_key(&headers)?.map(|key| repeatable(key, "POST /signup", username.as_str().as_bytes()));
    app.throttle.begin_sign_up(client, Instant::now())?;
    let credentials = app.accounts.sign_up(username, password, false, repeatable, app.clock.now()).await?;
    begin_session(&session, credentials.user.id, credentials.session_epoch, &headers).await?;
    Ok((StatusCode::CREATED, Json(credentials.user)))
}

impl SignUp {
    fn parse(self) -> Result<(Username, Password)> {
        let mut errors = FieldErrors::default();
        let username = errors.check(Username::parse(&self.username.unwrap_or_default()))?;
        let matches = self.password_confirmation == self.password;
        let password = errors.check(Password::parse_new("password", self.password, username.as_ref()))?;
        if !matches {
            let sentence = "The passwords don't match.";
            errors.check(Err::<(), _>(Error::invalid("password_confirmation", sentence)))?;
        }
        errors.finish_with(username.zip(password))
    }
}

/// Who logs in.
#[derive(Debug, Deserialize, ToSchema)]
pub struct LogIn {
    #[schema(required = true, nullable = false)]
    username: Option<String>,
    #[schema(required = true, nullable = false, format = Password)]
    password: Option<String>,
}

/// Logs in. A repeated request is another login, even with the same `Idempotency-Key`: the cookie isn't kept anywhere.
#[utoipa::path(
    post, path = "/login", tag = "Accounts", request_body = LogIn, params(Key),
    responses((status = 200, body = User), Problems)
)]
pub async fn log_in(
    State(app): State<App>,
    ClientAddress(client): ClientAddress,
    session: Session,
    headers: HeaderMap,
    body: JsonBody<LogIn>,
) -> Result<Json<User>> {
    idempotency_key(&headers)?;
    let (username, password) = body.value.parse()?;
    let key = username.key();
    app.throttle.begin_login(&key, client, Instant::now())?;
    let credentials = app.accounts.log_in(&username, password).await?;
    app.throttle.end_login(&key, client);
    begin_session(&session, credentials.user.id, credentials.session_epoch, &headers).await?;
    Ok(Json(credentials.user))
}

impl LogIn {
    fn parse(self) -> Result<(Username, Password)> {
        let mut errors = FieldErrors::default();
        let username = errors.check(Username::parse(&self.username.unwrap_or_default()))?;
        let password = errors.check(Password::parse("password", self.password))?;
        errors.finish_with(username.zip(password))
    }
}

/// Nothing: `{}`.
#[derive(Debug, serde::Serialize, ToSchema)]
pub struct Nothing {}

/// Says who is logged in.
#[utoipa::path(
    get, path = "/check_session", tag = "Accounts",
    responses((status = 200, body = User), (status = 401, description = "Nobody is.", body = Nothing), Problems)
)]
pub async fn check_session(current: Option<CurrentUser>) -> Response {
    match current {
        Some(current) => Json(current.user).into_response(),
        None => (StatusCode::UNAUTHORIZED, Json(Nothing {})).into_response(),
    }
}

/// Logs out. Without a session it does nothing.
#[utoipa::path(
    delete, path = "/logout", tag = "Accounts",
    responses((status = 204, description = "The session is ended on the server."), Problems)
)]
pub async fn log_out(session: Session) -> Result<StatusCode> {
    end_session(&session).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// The current password and the new one.
#[derive(Debug, Deserialize, ToSchema)]
pub struct PasswordChange {
    #[schema(required = true, nullable = false, format = Password)]
    current_password: Option<String>,
    #[schema(required = true, nullable = false, min_length = 8, max_length = 1024, format = Password)]
    new_password: Option<String>,
}

/// Changes the user's password. Ends every other session; this one continues under a new id.
///
/// A repeated request finds its session ended, even with the same `Idempotency-Key`: log in with the new password.
#[utoipa::path(
    post, path = "/password", tag = "Accounts", request_body = PasswordChange, security(("session" = [])), params(Key),
    responses((status = 204, description = "It is changed."), Problems)
)]
pub async fn change_password(
    State(app): State<App>,
    current: CurrentUser,
    ClientAddress(client): ClientAddress,
    session: Session,
    headers: HeaderMap,
    body: JsonBody<PasswordChange>,
) -> Result<StatusCode> {
    idempotency_key(&headers)?;
    let username = Username::from_store(current.user.username.clone());
    let (old, new) = body.value.parse(&username)?;
    let key = username.key();
    app.throttle.begin_login(&key, client, Instant::now())?;
    let session_epoch = app.accounts.change_password(&current.user, old, new).await?;
    app.throttle.end_login(&key, client);
    begin_session(&session, current.id(), session_epoch, &headers).await?;
    Ok(StatusCode::NO_CONTENT)
}

impl PasswordChange {
    fn parse(self, username: &Username) -> Result<(Password, Password)> {
        let mut errors = FieldErrors::default();
        let current = errors.check(Password::parse("current_password", self.current_password))?;
        let new = errors.check(Password::parse_new("new_password", self.new_password, Some(username)))?;
        errors.finish_with(current.zip(new))
    }
}
