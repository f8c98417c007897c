//! Logging in at an issuer of OpenID Connect.

use std::time::Duration;

use axum::extract::{Query, State};
use axum::http::header::{HOST, LOCATION, SET_COOKIE};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};
use tower_sessions::Session;
use utoipa::{IntoParams, ToSchema};

use crate::accounts::{Begun, Callback, ClientNetwork, Issuer, IssuerError, PendingLogin, SignOnPurpose};
use crate::domain::identities::{IdentityLogin, IdentityOutcome, Vouched};
use crate::domain::security_events::{EventKind, Occasion};
use crate::domain::sessions::{BegunBy, SessionId};
use crate::domain::users::UserId;
use crate::error::{Error, Result};
use crate::http::api::accounts::login::{add_cookie, wait_for_code};
use crate::http::app::App;
use crate::http::server::client_address::{ClientAddress, RequestOccasion};
use crate::http::wire::answer::Json;
use crate::http::wire::authentication::{ConfirmedUser, CurrentUser, begin_session, confirm};
use crate::http::wire::cookies;
use crate::http::wire::json::JsonBody;
use crate::http::wire::problem::Problems;

const CALLBACK: &str = "/login/oidc/callback";
const LOGIN_PAGE: &str = "/app/login";
const SETTINGS_PAGE: &str = "/app/settings";
const FIRST_PAGE: &str = "/app/today";
/// How long a browser may stay at the issuer.
const COOKIE_SECONDS: i64 = 600;

/// Where to go after the login.
#[derive(Debug, Deserialize, ToSchema)]
pub struct BeginOidc {
    /// A page of this app, by its path.
    #[schema(nullable = false)]
    next: Option<String>,
}

/// Where the browser is to go.
#[derive(Debug, Serialize, ToSchema)]
pub struct OidcBegun {
    /// The page of the issuer that asks who it is.
    url: String,
}

/// Begins a login at the issuer. The cookie of the answer says which browser began it.
#[utoipa::path(
    post, path = "/login/oidc/begin", tag = "Accounts", request_body = BeginOidc,
    responses((status = 200, body = OidcBegun), Problems)
)]
pub async fn begin_oidc_login(
    State(app): State<App>,
    ClientAddress(client): ClientAddress,
    headers: HeaderMap,
    body: JsonBody<BeginOidc>,
) -> Result<Response> {
    let next = body.value.next.filter(|next| is_page(next));
    begin(&app, SignOnPurpose::LogIn { next }, client, &headers).await
}

/// Begins to link what the issuer knows the user by. It takes a session that was confirmed within ten minutes.
#[utoipa::path(
    post, path = "/identities/begin", tag = "Accounts", security(("session" = [])),
    responses((status = 200, body = OidcBegun), Problems)
)]
pub async fn begin_oidc_link(
    State(app): State<App>,
    ConfirmedUser(current): ConfirmedUser,
    ClientAddress(client): ClientAddress,
    headers: HeaderMap,
) -> Result<Response> {
    begin(&app, SignOnPurpose::Link(current.id(), current.session.id), client, &headers).await
}

/// Begins a confirmation by the issuer, which asks again who it is.
#[utoipa::path(
    post, path = "/session/confirm/oidc", tag = "Sessions", security(("session" = [])),
    responses((status = 200, body = OidcBegun), Problems)
)]
pub async fn begin_oidc_confirmation(
    State(app): State<App>,
    current: CurrentUser,
    ClientAddress(client): ClientAddress,
    headers: HeaderMap,
) -> Result<Response> {
    begin(&app, SignOnPurpose::Confirm(current.id(), current.session.id), client, &headers).await
}

async fn begin(app: &App, purpose: SignOnPurpose, client: ClientNetwork, headers: &HeaderMap) -> Result<Response> {
    let begun = issuer(app)?.begin(purpose, redirect_uri(app, headers), client, app.clock.now()).await;
    let Begun { url, cookie: token } = begun.map_err(|error| Error::Unavailable {
        reason: match error {
            IssuerError::Unreachable => {
                "The service that you log in with does not answer. Try again, or log in another way."
            }
            _ => "The service that you log in with can't be trusted: the server's log says why. Log in another way.",
        },
        retry_after: Duration::from_secs(10),
    })?;
    let mut response = Json(OidcBegun { url }).into_response();
    response.headers_mut().append(SET_COOKIE, cookie(app, &token.to_string(), COOKIE_SECONDS)?);
    Ok(response)
}

/// What the issuer sends the browser back with.
#[derive(Debug, Deserialize, IntoParams)]
pub struct OidcAnswer {
    state: Option<String>,
    code: Option<String>,
    iss: Option<String>,
    error: Option<String>,
}

/// Completes what was begun at the issuer, and leads to a page. If it fails, the page's address says why, after `#oidc=`.
#[utoipa::path(
    get, path = "/login/oidc/callback", tag = "Accounts", params(OidcAnswer),
    responses((status = 303, description = "Where to go on."), Problems)
)]
pub async fn complete_oidc(
    State(app): State<App>,
    RequestOccasion(occasion): RequestOccasion,
    ClientAddress(client): ClientAddress,
    current: Option<CurrentUser>,
    session: Session,
    headers: HeaderMap,
    Query(answer): Query<OidcAnswer>,
) -> Result<Response> {
    let token = cookies::find(&headers, cookie_name(&app));
    let callback =
        Callback { is_error: answer.error.is_some(), state: answer.state, code: answer.code, issuer: answer.iss };
    let page = if current.is_some() { SETTINGS_PAGE } else { LOGIN_PAGE };
    let done = match issuer(&app)?.complete(callback, token, app.clock.now()).await {
        Ok((SignOnPurpose::LogIn { next }, vouched)) => {
            return log_in(&app, vouched, next, client, &session, occasion).await;
        }
        Ok((SignOnPurpose::Link(owner, id), vouched)) if is_session(current.as_ref(), owner, id) => {
            match app.store.link_identity(owner, vouched.identity, vouched.name, occasion).await {
                Ok(_) => "linked",
                Err(Error::Conflict(_)) => "taken",
                Err(error) => return Err(error),
            }
        }
        Ok((SignOnPurpose::Confirm(owner, id), vouched)) if is_session(current.as_ref(), owner, id) => {
            match app.store.use_identity(vouched, occasion).await? {
                IdentityOutcome::Login(login) if login.user.id == owner => {
                    let cookie = confirm(&app, &session, owner, id).await?;
                    let mut response = go_on(&app, &format!("{page}#oidc=confirmed"))?;
                    response.headers_mut().append(SET_COOKIE, cookie);
                    return Ok(response);
                }
                _ => "other",
            }
        }
        Ok(_) | Err(IssuerError::Expired) => "expired",
        Err(IssuerError::Unreachable) => "unreachable",
        Err(IssuerError::Untrusted) => "untrusted",
        Err(IssuerError::Declined) => "declined",
    };
    go_on(&app, &format!("{page}#oidc={done}"))
}

fn is_session(current: Option<&CurrentUser>, owner: UserId, id: SessionId) -> bool {
    current.is_some_and(|current| current.id() == owner && current.session.id == id)
}

async fn log_in(
    app: &App,
    vouched: Vouched,
    next: Option<String>,
    client: ClientNetwork,
    session: &Session,
    occasion: Occasion,
) -> Result<Response> {
    let has_checked_factors = vouched.has_checked_factors;
    let login = match app.store.use_identity(vouched.clone(), occasion.clone()).await? {
        IdentityOutcome::Login(login) => login,
        IdentityOutcome::Refused => return go_on(app, &format!("{LOGIN_PAGE}#oidc=refused")),
        IdentityOutcome::Unknown if app.config.sign_on.oidc_signup => {
            app.store.create_user_of_identity(vouched, occasion.clone()).await?
        }
        IdentityOutcome::Unknown => return go_on(app, &format!("{LOGIN_PAGE}#oidc=unknown")),
    };
    let IdentityLogin { user, session_epoch, has_second_factor } = login;
    let (begun_by, event) = (BegunBy::Oidc, EventKind::LoggedInByOidc);
    if has_second_factor && !has_checked_factors {
        // The account's own second factor is asked for, unless the issuer says that it checked several.
        let login = PendingLogin { user, session_epoch, begun_by, event, client, device_cookie: None };
        let waiting = wait_for_code(app, login);
        let next = next.map(|next| format!("?next={}", encode(&next))).unwrap_or_default();
        let mut response = go_on(app, &format!("{LOGIN_PAGE}{next}#oidc=code"))?;
        add_cookie(&mut response, Some(&waiting))?;
        return Ok(response);
    }
    begin_session(session, user.id, session_epoch, begun_by, Some(event), occasion).await?;
    go_on(app, next.as_deref().unwrap_or(FIRST_PAGE))
}

/// Leads to a page, and removes the cookie.
fn go_on(app: &App, page: &str) -> Result<Response> {
    let mut response = StatusCode::SEE_OTHER.into_response();
    let page = HeaderValue::try_from(page).unwrap_or(HeaderValue::from_static(FIRST_PAGE));
    response.headers_mut().insert(LOCATION, page);
    response.headers_mut().append(SET_COOKIE, cookie(app, "", 0)?);
    Ok(response)
}

fn issuer(app: &App) -> Result<&Issuer> {
    app.issuer.as_ref().ok_or(Error::NotFound("way to log in"))
}

/// Where the issuer sends browsers back to. It knows this address, and refuses any other.
fn redirect_uri(app: &App, headers: &HeaderMap) -> String {
    let host = || headers.get(HOST).and_then(|host| host.to_str().ok()).unwrap_or("localhost");
    let origin = app.config.public_origin().unwrap_or_else(|| format!("http://{}", host()));
    format!("{origin}{CALLBACK}")
}

/// A path below `/app/`, which no browser takes for another site.
fn is_page(path: &str) -> bool {
    path.starts_with("/app/") && path.len() <= 500 && path.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\')
}

fn encode(text: &str) -> String {
    percent_encoding::utf8_percent_encode(text, percent_encoding::NON_ALPHANUMERIC).to_string()
}

fn cookie_name(app: &App) -> &'static str {
    if app.config.is_https() { "__Host-tracker_oidc" } else { "tracker_oidc" }
}

/// The browser comes back from another site, so `Lax` rather than `Strict`.
fn cookie(app: &App, token: &str, seconds: i64) -> Result<HeaderValue> {
    let secure = if app.config.is_https() { "; Secure" } else { "" };
    let name = cookie_name(app);
    let cookie = format!("{name}={token}; HttpOnly; SameSite=Lax; Path=/; Max-Age={seconds}{secure}");
    HeaderValue::try_from(cookie).map_err(Error::internal)
}
