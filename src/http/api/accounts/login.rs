//! Logging in: with a password, and a code where the account has a second factor.

use std::time::Instant;

use axum::extract::State;
use axum::http::header::SET_COOKIE;
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
use crate::http::wire::cookies::{self, device_cookie, find_device};
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
    let device = find_device(&app, &headers, &username).await?;
    let priority = app.throttle.begin_login(&key, client, device, Instant::now())?;
    let credentials = app.accounts.log_in(&username, password, priority, occasion.clone()).await?;
    app.throttle.end_login(&key, client, device);
    let device_cookie = device_cookie(&app, &headers, &credentials);
    let user = credentials.user;
    let session_epoch = credentials.session_epoch;
    if credentials.has_second_factor {
        let Some(code) = code else {
            let (begun_by, event) = (BegunBy::Password, EventKind::LoggedIn);
            let login = PendingLogin { user, session_epoch, begun_by, event, client, device_cookie };
            let waiting = wait_for_code(&app, login);
            let mut response = Error::CodeRequired(NEEDED).into_response();
            add_cookie(&mut response, Some(&waiting))?;
            return Ok(response);
        };
        if !use_code(&app, user.id, code, occasion.clone()).await? {
            return Err(Error::CodeRequired(WRONG));
        }
    }
    begin_session(&session, user.id, session_epoch, BegunBy::Password, Some(EventKind::LoggedIn), occasion).await?;
    let mut response = Json(user).into_response();
    add_cookie(&mut response, device_cookie.as_deref())?;
    Ok(response)
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
    add_cookie(&mut response, Some(&cookie(&app, "", 0)))?;
    add_cookie(&mut response, login.device_cookie.as_deref())?;
    Ok(response)
}

/// Remembers a login that waits for its code, and returns the cookie that says whose it is.
pub fn wait_for_code(app: &App, login: PendingLogin) -> String {
    let token = app.pending_logins.begin(login, app.clock.now());
    cookie(app, &token, PENDING.as_secs())
}

/// The name of the cookie of a login that waits for its code.
fn cookie_name(app: &App) -> &'static str {
    if app.config.is_https() { "__Secure-tracker_login" } else { "tracker_login" }
}

/// Only `POST /login/code` needs it, so browsers send it nowhere else.
fn cookie(app: &App, token: &str, seconds: i64) -> String {
    let secure = if app.config.is_https() { "; Secure" } else { "" };
    let name = cookie_name(app);
    format!("{name}={token}; HttpOnly; SameSite=Strict; Path=/login; Max-Age={seconds}{secure}")
}

pub fn add_cookie(response: &mut Response, cookie: Option<&str>) -> Result<()> {
    if let Some(cookie) = cookie {
        response.headers_mut().append(SET_COOKIE, HeaderValue::try_from(cookie).map_err(Error::internal)?);
    }
    Ok(())
}

fn pending_token<'a>(app: &App, headers: &'a HeaderMap) -> Option<&'a str> {
    cookies::find(headers, cookie_name(app))
}
