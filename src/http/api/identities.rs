//! What somebody else knows the account by, and logging in with it.

pub mod header;
pub mod oidc;

use axum::extract::{Path, State};
use axum::http::StatusCode;
use serde::Serialize;
use utoipa::ToSchema;

use crate::domain::identities::{IdentityId, LinkedIdentity};
use crate::domain::text::parse_number;
use crate::error::{Error, Result};
use crate::http::app::App;
use crate::http::server::client_address::RequestOccasion;
use crate::http::wire::answer::Json;
use crate::http::wire::authentication::{ConfirmedUser, CurrentUser};
use crate::http::wire::problem::Problems;

/// What a user's account is linked to.
#[derive(Debug, Serialize, ToSchema)]
pub struct Identities {
    /// The oldest first.
    identities: Vec<LinkedIdentity>,
    /// Whether the account has a password. Without one, no link can be removed.
    has_password: bool,
}

/// Lists what the user's account is linked to.
#[utoipa::path(
    get, path = "/identities", tag = "Accounts", security(("session" = [])),
    responses((status = 200, body = Identities), Problems)
)]
pub async fn list_identities(State(app): State<App>, current: CurrentUser) -> Result<Json<Identities>> {
    let identities = app.store.list_identities(current.id()).await?;
    Ok(Json(Identities { identities, has_password: app.accounts.has_password(current.id()).await? }))
}

/// Removes a link. It takes a session that was confirmed within ten minutes, and an account with a password.
#[utoipa::path(
    delete, path = "/identities/{id}", tag = "Accounts", security(("session" = [])),
    params(("id" = i64, Path, description = "The link's number.")),
    responses((status = 204, description = "It is removed."), Problems)
)]
pub async fn unlink_identity(
    State(app): State<App>,
    RequestOccasion(occasion): RequestOccasion,
    ConfirmedUser(current): ConfirmedUser,
    Path(id): Path<String>,
) -> Result<StatusCode> {
    let id = parse_number(&id).map(IdentityId).ok_or(Error::NotFound("link"))?;
    app.store.unlink_identity(current.id(), id, occasion).await?;
    Ok(StatusCode::NO_CONTENT)
}
