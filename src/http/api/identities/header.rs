//! Logging in as the user that a proxy names.

use axum::extract::State;
use axum::response::{IntoResponse, Response};
use tower_sessions::Session;

use crate::accounts::PendingLogin;
use crate::domain::identities::{IdentityLogin, IdentityOutcome, Vouched};
use crate::domain::second_factor::NEEDED;
use crate::domain::security_events::EventKind;
use crate::domain::sessions::BegunBy;
use crate::domain::users::User;
use crate::error::{Error, Result};
use crate::http::api::accounts::login::{add_cookie, wait_for_code};
use crate::http::app::App;
use crate::http::server::client_address::{ClientAddress, RequestOccasion};
use crate::http::server::proxy_user::ProxyUser;
use crate::http::wire::answer::Json;
use crate::http::wire::authentication::begin_session;
use crate::http::wire::problem::Problems;

/// Logs in as the user that a trusted proxy names in a header. The session is like any other.
///
/// Where a code is needed, the answer and its cookie are those of `POST /login`.
#[utoipa::path(post, path = "/login/header", tag = "Accounts", responses((status = 200, body = User), Problems))]
pub async fn log_in_by_header(
    State(app): State<App>,
    RequestOccasion(occasion): RequestOccasion,
    ClientAddress(client): ClientAddress,
    ProxyUser(identity): ProxyUser,
    session: Session,
) -> Result<Response> {
    let identity = identity.ok_or(Error::NotFound("way to log in"))?;
    let vouched = Vouched { identity, name: None, has_checked_factors: false, checked_at: None };
    let login = match app.store.use_identity(vouched, occasion.clone()).await? {
        IdentityOutcome::Login(login) => login,
        IdentityOutcome::Refused => {
            return Err(Error::Forbidden("This account is disabled. Ask whoever runs this server."));
        }
        IdentityOutcome::Unknown => {
            return Err(Error::Forbidden(
                "No account here is linked to it. Whoever runs this server links one with `tracker user link`.",
            ));
        }
    };
    let IdentityLogin { user, session_epoch, has_second_factor } = login;
    let (begun_by, event) = (BegunBy::Header, EventKind::LoggedInByHeader);
    if has_second_factor {
        let login = PendingLogin { user, session_epoch, begun_by, event, client, device_cookie: None };
        let waiting = wait_for_code(&app, login);
        let mut response = Error::CodeRequired(NEEDED).into_response();
        add_cookie(&mut response, Some(&waiting))?;
        return Ok(response);
    }
    begin_session(&session, user.id, session_epoch, begun_by, Some(event), occasion).await?;
    Ok(Json(user).into_response())
}
