//! Authentication: a handler's signature demands a login.

use std::time::Duration;

use axum::extract::{FromRequestParts, OptionalFromRequestParts};
use axum::http::HeaderValue;
use axum::http::request::Parts;
use tower_sessions::Session;
use tower_sessions::session::Id;
use tower_sessions::session_store::Error as StoreError;

use crate::domain::security_events::{EventKind, Occasion};
use crate::domain::sessions::{ActiveSession, BegunBy, SessionId};
use crate::domain::users::UserId;
use crate::error::{Error, Result};
use crate::http::app::App;
use crate::http::wire::long_answers::Asker;
use crate::http::wire::refused_rights::REFUSED_RIGHTS;
use crate::http::wire::session_store::{LOGIN, Login, find_session, hash};

/// The name of the session cookie over plain HTTP.
pub const COOKIE: &str = "tracker_session";
/// The name of the session cookie under an https public URL (RFC 6265bis, section 4.1.3.2).
pub const HOST_COOKIE: &str = "__Host-tracker_session";

/// The logged-in user. Handlers that take one answer 401 to everyone else.
#[derive(Debug, Clone)]
pub struct CurrentUser {
    /// The session of the request.
    pub session: ActiveSession,
}

/// Marks a request as one of somebody who is logged in, and so may send long bodies.
#[derive(Debug, Clone, Copy)]
pub struct LoggedIn;

impl CurrentUser {
    /// The owner of the data the request is about.
    pub fn id(&self) -> UserId {
        self.session.user.id
    }

    /// Whether the session of the request is still valid.
    pub async fn is_still_logged_in(&self, app: &App) -> Result<bool> {
        let lifetime = app.config.session_lifetime();
        app.store.is_session_alive(self.id(), self.session.id, lifetime).await
    }
}

impl FromRequestParts<App> for CurrentUser {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self> {
        let current = <Self as OptionalFromRequestParts<App>>::from_request_parts(parts, app).await?;
        current.ok_or(Error::Unauthenticated)
    }
}

impl OptionalFromRequestParts<App> for CurrentUser {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Option<Self>> {
        let session = parts.extensions.get::<Session>().ok_or_else(|| Error::internal("no session layer"))?;
        let Some(id) = session.id() else { return Ok(None) };
        if let Some(session) = find_session(app, &id).await? {
            parts.extensions.insert(LoggedIn);
            if let Some(asker) = parts.extensions.get::<Asker>() {
                asker.is(session.user.id);
            }
            return Ok(Some(Self { session }));
        }
        // Reading a value makes the layer notice that the session is gone, so it removes the cookie.
        session.get_value(LOGIN).await.map_err(failed)?;
        Ok(None)
    }
}

/// A logged-in user who has proved lately who it is. Handlers of sensitive acts take one, and answer 403 to others.
#[derive(Debug, Clone)]
pub struct ConfirmedUser(pub CurrentUser);

impl ConfirmedUser {
    /// The user, unless the last proof is old.
    pub fn of(current: CurrentUser, app: &App) -> Result<Self> {
        if current.session.is_confirmed(app.clock.now()) { Ok(Self(current)) } else { Err(Error::ConfirmationRequired) }
    }
}

impl FromRequestParts<App> for ConfirmedUser {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self> {
        Self::of(<CurrentUser as FromRequestParts<App>>::from_request_parts(parts, app).await?, app)
    }
}

/// A logged-in admin. Handlers that take one answer 403 to other users.
#[derive(Debug, Clone)]
pub struct CurrentAdmin;

impl FromRequestParts<App> for CurrentAdmin {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self> {
        let current = <CurrentUser as FromRequestParts<App>>::from_request_parts(parts, app).await?;
        if !current.session.user.admin {
            REFUSED_RIGHTS.note(current.id());
            return Err(Error::Forbidden("Only an admin manages the accounts."));
        }
        Ok(Self)
    }
}

/// A logged-in admin who has proved lately who it is. Handlers that change accounts take one.
#[derive(Debug, Clone, Copy)]
pub struct ConfirmedAdmin(UserId);

impl FromRequestParts<App> for ConfirmedAdmin {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self> {
        CurrentAdmin::from_request_parts(parts, app).await?;
        let ConfirmedUser(admin) = ConfirmedUser::from_request_parts(parts, app).await?;
        Ok(Self(admin.id()))
    }
}

impl ConfirmedAdmin {
    /// Notes in the server's log what an admin has done to an account.
    pub fn note(self, account: UserId, deed: &'static str) {
        tracing::info!(admin = self.0.0, account = account.0, deed, "an admin has changed an account");
    }
}

/// Begins a session under a new id, and ends the request's previous one. The account's log notes the event, if it is
/// one by itself.
pub async fn begin_session(
    session: &Session,
    user_id: UserId,
    session_epoch: i64,
    begun_by: BegunBy,
    event: Option<EventKind>,
    occasion: Occasion,
) -> Result<()> {
    if session.id().is_some() {
        session.cycle_id().await.map_err(failed)?;
    }
    let Occasion { user_agent, address, .. } = occasion;
    let login = Login { user_id, session_epoch, user_agent, address, begun_by, event };
    session.insert(LOGIN, login).await.map_err(Error::internal)?;
    // Save now rather than while the answer is sent, so a failure is reported like any other.
    session.save().await.map_err(failed)
}

/// Notes that somebody in a session has proved who it is. The session goes on under a new id, for which this is the cookie.
pub async fn confirm(app: &App, session: &Session, owner: UserId, id: SessionId) -> Result<HeaderValue> {
    let (old, new) = (session.id().ok_or(Error::Unauthenticated)?, Id::default());
    app.store.confirm_session(owner, id, (hash(&old), hash(&new)), app.clock.now()).await?;
    let (name, secure) = if app.config.is_https() { (HOST_COOKIE, "; Secure") } else { (COOKIE, "") };
    let seconds = app.config.session_lifetime().absolute.as_secs();
    // The layer only sets a cookie for sessions that it has begun. It ends no later than before: the server sees to that.
    let cookie = format!("{name}={new}; HttpOnly; SameSite=Lax{secure}; Path=/; Max-Age={seconds}");
    HeaderValue::try_from(cookie).map_err(Error::internal)
}

/// Ends the session of the request, if any, before the answer is sent.
pub async fn end_session(session: &Session) -> Result<()> {
    if session.id().is_some() {
        session.flush().await.map_err(failed)?;
    }
    Ok(())
}

/// A failure of the session store, which only keeps the text of the store's error.
fn failed(error: tower_sessions::session::Error) -> Error {
    match error {
        tower_sessions::session::Error::Store(StoreError::Backend(cause))
            if cause == Error::StorageFull.to_string() =>
        {
            Error::StorageFull
        }
        tower_sessions::session::Error::Store(StoreError::Backend(cause)) => {
            tracing::error!(cause, "a session could not be stored or found");
            let reason = "The server could not use its disk, so nobody is logged in or out right now. Try again.";
            Error::Unavailable { reason, retry_after: Duration::from_secs(5) }
        }
        error => Error::internal(error),
    }
}
