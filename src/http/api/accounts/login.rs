//! Logging in: with a password, and a code where the account has a second factor.

use std::time::Instant;

use axum::extract::State;
use axum::http::header::{COOKIE, SET_COOKIE};
use axum::http::{HeaderMap, HeaderValue};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use tower_sessions::Session;
use utoipa::ToSchema;

use crate::accounts::{PENDING, PendingLogin};
use crate::domain::second_factor::{Code, NEEDED, WRONG};
use crate::domain::security_events::EventKind;
use crate::domain::sessions::BegunBy;
use crate::domain::users::password::Password;
use crate::domain::users::{User, Username};
use crate::error::{Error, FieldErrors, Result};
use crate::http::app::App;
use crate::http::server::client_address::{ClientAddress, RequestOccasion};
use crate::http::wire::answer::Json;
use crate::http::wire::authentication::begin_session;
use crate::http::wire::json::JsonBody;
use crate::http::wire::problem::Problems;
use crate::http::wire::proof::use_code;
use crate::http::wire::write::{Key, idempotency_key};

/// Who logs in.
#[derive(Debug, Deserialize, ToSchema)]
pub struct LogIn {
    #[schema(required = true, nullable = false)]
    username: Option<String>,
    #[schema(required = true, nullable = false, format = Password)]
    password: Option<String>,
    /// Six digits from the app, or a recovery code, if the account has a second factor.
    #[schema(nullable = false)]
    code: Option<String>,
}

/// Logs in. A repeated request is another login, even with the same `Idempotency-Key`: the cookie isn't kept anywhere.
///
/// Where a code is needed, the answer is a problem of the type `urn:problem-type:tracker:code-required`. Its cookie
/// waits five minutes for `POST /login/code`; or send the same request again with the `code`.
#[utoipa::path(
    post, path = "/login", tag = "Accounts", request_body = LogIn, params(Key),
    responses((status = 200, body = User), Problems)
)]
pub async fn log_in(
    State(app): State<App>,
    RequestOccasion(occasion): RequestOccasion,
    ClientAddress(client): ClientAddress,
    session: Session,
    headers: HeaderMap,
    body: JsonBody<LogIn>,
) -> Result<Response> {
    idempotency_key(&headers)?;
    let (username, password, code) = body.value.parse()?;
    let key = username.key();
    app.throttle.begin_login(&key, client, Instant::now())?;
    let credentials = app.accounts.log_in(&username, password, occasion.clone()).await?;
    app.throttle.end_login(&key, client);
    let user = credentials.user;
    let session_epoch = credentials.session_epoch;
    if credentials.has_second_factor {
        let Some(code) = code else {
            let (begun_by, event) = (BegunBy::Password, EventKind::LoggedIn);
            let waiting = wait_for_code(&app, PendingLogin { user, session_epoch, begun_by, event, client })?;
            let mut response = Error::CodeRequired(NEEDED).into_response();
            response.headers_mut().append(SET_COOKIE, waiting);
            return Ok(response);
        };
        if !use_code(&app, user.id, code, occasion.clone()).await? {
            return Err(Error::CodeRequired(WRONG));
        }
    }
    begin_session(&session, user.id, session_epoch, BegunBy::Password, Some(EventKind::LoggedIn), occasion).await?;
    Ok(Json(user).into_response())
}

impl LogIn {
    fn parse(self) -> Result<(Username, Password, Option<Code>)> {
        let mut errors = FieldErrors::default();
        let username = errors.check(Username::parse(&self.username.unwrap_or_default()))?;
        let password = errors.check(Password::parse("password", self.password))?;
        let code = errors.check(Code::parse(self.code.as_deref()))?;
        let (username, password) = errors.finish_with(username.zip(password))?;
        Ok((username, password, code.flatten()))
    }
}

/// The code that a login waits for.
#[derive(Debug, Deserialize, ToSchema)]
pub struct LoginCode {
    /// Six digits from the app, or a recovery code.
    #[schema(required = true, nullable = false)]
    code: Option<String>,
}

/// Completes a login with its code. The cookie from `POST /login` says whose it is.
///
/// A cookie that has run out is answered with a problem of the type `urn:problem-type:tracker:login-expired`.
#[utoipa::path(
    post, path = "/login/code", tag = "Accounts", request_body = LoginCode, params(Key),
    responses((status = 200, body = User), Problems)
)]
pub async fn log_in_with_code(
    State(app): State<App>,
    RequestOccasion(occasion): RequestOccasion,
    ClientAddress(client): ClientAddress,
    session: Session,
    headers: HeaderMap,
    body: JsonBody<LoginCode>,
) -> Result<Response> {
    idempotency_key(&headers)?;
    let code = Code::parse_needed(body.value.code.as_deref())?;
    let token = pending_token(&app, &headers).unwrap_or_default();
    let login = app.pending_logins.find(token, client, app.clock.now()).ok_or(Error::LoginExpired)?;
    if !use_code(&app, login.user.id, code, occasion.clone()).await? {
        return Err(Error::CodeRequired(WRONG));
    }
    app.pending_logins.end(token);
    begin_session(&session, login.user.id, login.session_epoch, login.begun_by, Some(login.event), occasion).await?;
    let mut response = Json(login.user).into_response();
    response.headers_mut().append(SET_COOKIE, cookie(&app, "", 0)?);
    Ok(response)
}

/// Remembers a login that waits for its code, and returns the cookie that says whose it is.
pub fn wait_for_code(app: &App, login: PendingLogin) -> Result<HeaderValue> {
    let token = app.pending_logins.begin(login, app.clock.now());
    cookie(app, &token, PENDING.as_secs())
}

/// The name of the cookie of a login that waits for its code.
fn cookie_name(app: &App) -> &'static str {
    if app.config.is_https() { "__Secure-tracker_login" } else { "tracker_login" }
}

/// Only `POST /login/code` needs it, so browsers send it nowhere else.
fn cookie(app: &App, token: &str, seconds: i64) -> Result<HeaderValue> {
    let secure = if app.config.is_https() { "; Secure" } else { "" };
    let name = cookie_name(app);
    let cookie = format!("{name}={token}; HttpOnly; SameSite=Strict; Path=/login; Max-Age={seconds}{secure}");
    HeaderValue::try_from(cookie).map_err(Error::internal)
}

fn pending_token<'a>(app: &App, headers: &'a HeaderMap) -> Option<&'a str> {
    cookie_value(headers, cookie_name(app))
}

/// The value of a cookie of a request.
pub fn cookie_value<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    let lines = headers.get_all(COOKIE).iter().filter_map(|line| line.to_str().ok());
    let mut pairs = lines.flat_map(|line| line.split(';')).filter_map(|pair| pair.trim().split_once('='));
    pairs.find(|(found, _)| *found == name).map(|(_, token)| token)
}
