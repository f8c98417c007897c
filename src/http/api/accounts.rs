//! Signing up, logging in and out, and changing the password.

pub mod login;

use std::time::Instant;

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use tower_sessions::Session;
use utoipa::ToSchema;

use crate::accounts::Device;
use crate::config::Signup;
use crate::domain::links;
use crate::domain::security_events::EventKind;
use crate::domain::sessions::BegunBy;
use crate::domain::users::password::Password;
use crate::domain::users::{User, Username};
use crate::error::{Error, FieldErrors, Result};
use crate::http::app::App;
use crate::http::server::client_address::{ClientAddress, RequestOccasion};
use crate::http::wire::answer::Json;
use crate::http::wire::authentication::{ConfirmedUser, CurrentUser, begin_session, end_session};
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
    /// The token of an invite, where signing up takes one.
    #[schema(nullable = false, format = Password)]
    invite: Option<String>,
}

/// Creates an account and logs in.
#[utoipa::path(
    post, path = "/signup", tag = "Accounts", request_body = SignUp, params(Key),
    responses((status = 201, body = User), Problems)
)]
pub async fn sign_up(
    State(app): State<App>,
    RequestOccasion(occasion): RequestOccasion,
    ClientAddress(client): ClientAddress,
    session: Session,
    headers: HeaderMap,
    body: JsonBody<SignUp>,
) -> Result<(StatusCode, Json<User>)> {
    let invite = match app.config.signup {
        Signup::Open => None,
        Signup::Invite => Some(links::token_of(body.value.invite.as_deref())?.hash()),
        Signup::Closed => {
            return Err(Error::Forbidden("Signing up is closed on this server. Ask its admin for an account."));
        }
    };
    let (username, password) = body.value.parse(app.config.public_host())?;
    let repeatable =
        idempotency_key(&headers)?.map(|key| repeatable(key, "POST /signup", username.as_str().as_bytes()));
    app.throttle.begin_sign_up(client, Instant::now())?;
    let credentials = app.accounts.sign_up(username, password, false, invite, repeatable, app.clock.now()).await?;
    begin_session(
        &session,
        credentials.user.id,
        credentials.session_epoch,
        BegunBy::Password,
        Some(EventKind::SignedUp),
        occasion,
    )
    .await?;
    Ok((StatusCode::CREATED, Json(credentials.user)))
}

impl SignUp {
    fn parse(self, host: Option<&str>) -> Result<(Username, Password)> {
        let mut errors = FieldErrors::default();
        let username = errors.check(Username::parse(&self.username.unwrap_or_default()))?;
        let matches = self.password_confirmation == self.password;
        let password = errors.check(Password::parse_new("password", self.password, username.as_ref(), host))?;
        if !matches {
            let sentence = "The passwords don't match.";
            errors.check(Err::<(), _>(Error::invalid("password_confirmation", sentence)))?;
        }
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
        Some(current) => Json(current.session.user).into_response(),
        None => (StatusCode::UNAUTHORIZED, Json(Nothing {})).into_response(),
    }
}

/// Logs out. Without a session it does nothing.
#[utoipa::path(
    delete, path = "/logout", tag = "Accounts",
    responses((status = 204, description = "The session is ended on the server."), Problems)
)]
pub async fn log_out(session: Session) -> Result<Response> {
    end_session(&session).await?;
    // Not the cookies, which would be those of the whole domain, nor the cache, which holds nothing of the account.
    Ok((StatusCode::NO_CONTENT, [("clear-site-data", "\"storage\"")]).into_response())
}

/// The current password and the new one.
#[derive(Debug, Deserialize, ToSchema)]
pub struct PasswordChange {
    /// Can be left out within ten minutes of a login with a link, and in a confirmed session of an account without one.
    #[schema(nullable = false, format = Password)]
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
    RequestOccasion(occasion): RequestOccasion,
    current: CurrentUser,
    ClientAddress(client): ClientAddress,
    session: Session,
    headers: HeaderMap,
    body: JsonBody<PasswordChange>,
) -> Result<StatusCode> {
    idempotency_key(&headers)?;
    let user = &current.session.user;
    let username = Username::from_store(user.username.clone());
    let has_none = !app.accounts.has_password(user.id).await?;
    if has_none {
        ConfirmedUser::of(current.clone(), &app)?;
    }
    let may_leave_out = has_none || current.session.may_set_password(app.clock.now());
    let session_epoch = match body.value.parse(&username, app.config.public_host(), may_leave_out)? {
        (None, new) => {
            app.accounts.set_password_by_link(user.id, current.session.session_epoch, new, occasion.clone()).await?
        }
        (Some(old), new) => {
            let key = username.key();
            let device = Some(Device::Session(current.session.id));
            app.throttle.begin_login(&key, client, device, Instant::now())?;
            let session_epoch = app.accounts.change_password(user, old, new, occasion.clone()).await?;
            app.throttle.end_login(&key, client, device);
            session_epoch
        }
    };
    begin_session(&session, current.id(), session_epoch, BegunBy::Password, None, occasion).await?;
    Ok(StatusCode::NO_CONTENT)
}

impl PasswordChange {
    /// The current password, if it was needed, and the new one.
    fn parse(
        self,
        username: &Username,
        host: Option<&str>,
        may_leave_out: bool,
    ) -> Result<(Option<Password>, Password)> {
        let mut errors = FieldErrors::default();
        let current = match self.current_password {
            None if may_leave_out => Some(None),
            given => errors.check(Password::parse("current_password", given))?.map(Some),
        };
        let new = errors.check(Password::parse_new("new_password", self.new_password, Some(username), host))?;
        errors.finish_with(current.zip(new))
    }
}
