//! Removing one's own account.

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use serde::Deserialize;
use tower_sessions::Session;
use utoipa::ToSchema;

use crate::domain::second_factor::{Code, NEEDED};
use crate::domain::users::{User, Username};
use crate::error::{Error, FieldErrors, Result};
use crate::http::app::App;
use crate::http::server::client_address::{ClientAddress, RequestOccasion};
use crate::http::wire::authentication::{ConfirmedUser, CurrentUser, end_session};
use crate::http::wire::json::JsonBody;
use crate::http::wire::problem::Problems;
use crate::http::wire::proof::PasswordOrCode;
use crate::http::wire::write::{Key, idempotency_key};

/// What removing one's own account takes.
#[derive(Debug, Deserialize, ToSchema)]
pub struct RemoveOwnAccount {
    /// The name, typed once more.
    #[schema(required = true, nullable = false)]
    username: Option<String>,
    /// Left out by an account without one, in a session that was confirmed within ten minutes.
    #[schema(nullable = false, format = Password)]
    password: Option<String>,
    /// Six digits from the app, or a recovery code, if the account has a second factor.
    #[schema(nullable = false)]
    code: Option<String>,
}

/// Removes the user's own account and everything in it, for good. The last admin stays.
#[utoipa::path(
    post, path = "/account/delete", tag = "Accounts", request_body = RemoveOwnAccount, security(("session" = [])),
    params(Key), responses((status = 204, description = "It is gone."), Problems)
)]
pub async fn remove_own_account(
    State(app): State<App>,
    RequestOccasion(occasion): RequestOccasion,
    current: CurrentUser,
    ClientAddress(client): ClientAddress,
    session: Session,
    headers: HeaderMap,
    body: JsonBody<RemoveOwnAccount>,
) -> Result<StatusCode> {
    idempotency_key(&headers)?;
    let user = &current.session.user;
    let has_password = app.accounts.has_password(user.id).await?;
    let has_second_factor = app.accounts.has_second_factor(user.id).await?;
    let proof = body.value.parse(user, has_password, has_second_factor)?;
    if !has_password {
        ConfirmedUser::of(current.clone(), &app)?;
    }
    if let Some(proof) = proof {
        proof.check(&app, &current.session, client, occasion).await?;
    }
    app.store.remove_user(user.id).await?;
    end_session(&session).await?;
    Ok(StatusCode::NO_CONTENT)
}

impl RemoveOwnAccount {
    /// What proves who it is, unless the session does.
    fn parse(self, user: &User, has_password: bool, has_second_factor: bool) -> Result<Option<PasswordOrCode>> {
        let mut errors = FieldErrors::default();
        let own = Username::from_store(user.username.clone());
        let typed = self.username.unwrap_or_default();
        if !Username::parse(&typed).is_ok_and(|typed| typed == own) {
            errors.add("username", format!("Type {own} to confirm."));
        }
        let password = has_password.then(|| self.password.unwrap_or_default());
        let code = if has_second_factor { self.code } else { None };
        if has_second_factor && matches!(Code::parse(code.as_deref()), Ok(None)) {
            errors.check(Err::<(), _>(Error::invalid("code", NEEDED)))?;
        }
        if password.is_none() && code.is_none() {
            errors.finish()?;
            return Ok(None);
        }
        let proof = errors.check(PasswordOrCode::parse(password, code.as_deref()))?;
        errors.finish_with(proof).map(Some)
    }
}
