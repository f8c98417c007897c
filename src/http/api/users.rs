//! The accounts, for admins. Admins never see what is in them.

pub mod own;

use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::domain::text::parse_number;
use crate::domain::users::password::Password;
use crate::domain::users::{Account, AccountPatch, UserId, Username};
use crate::error::{Error, FieldErrors, Result};
use crate::http::app::App;
use crate::http::server::client_address::RequestOccasion;
use crate::http::wire::answer::Json;
use crate::http::wire::authentication::{ConfirmedAdmin, CurrentAdmin};
use crate::http::wire::json::JsonBody;
use crate::http::wire::problem::Problems;
use crate::http::wire::write::{Key, idempotency_key, repeatable};

/// The accounts.
#[derive(Debug, Serialize, ToSchema)]
pub struct Users {
    /// The accounts, by name.
    users: Vec<Account>,
    /// Whether some are missing, because there are more than 5,000. `tracker user list` lists all.
    truncated: bool,
}

const MOST_USERS: u32 = 5_000;

/// Lists the accounts. For admins.
#[utoipa::path(
    get, path = "/users", tag = "Users", security(("session" = [])),
    responses((status = 200, body = Users), Problems)
)]
pub async fn list_users(State(app): State<App>, _: CurrentAdmin) -> Result<Json<Users>> {
    let mut users = app.store.list_accounts(MOST_USERS + 1).await?;
    let truncated = users.len() > MOST_USERS as usize;
    users.truncate(MOST_USERS as usize);
    Ok(Json(Users { users, truncated }))
}

/// An account to create.
#[derive(Debug, Deserialize, ToSchema)]
pub struct CreateUser {
    #[schema(required = true, nullable = false, min_length = 1, max_length = 64)]
    username: Option<String>,
    #[schema(required = true, nullable = false, min_length = 8, max_length = 1024, format = Password)]
    password: Option<String>,
    /// Whether the user manages the accounts; false by default.
    admin: Option<bool>,
}

/// Creates an account. For admins who have confirmed lately who they are.
#[utoipa::path(
    post, path = "/users", tag = "Users", request_body = CreateUser, security(("session" = [])), params(Key),
    responses((status = 201, body = Account), Problems)
)]
pub async fn create_user(
    State(app): State<App>,
    admin: ConfirmedAdmin,
    headers: HeaderMap,
    body: JsonBody<CreateUser>,
) -> Result<(StatusCode, Json<Account>)> {
    let is_admin = body.value.admin.unwrap_or(false);
    let (username, password) = body.value.parse(app.config.public_host())?;
    let request = format!("{} {is_admin}", username.as_str());
    let repeatable = idempotency_key(&headers)?.map(|key| repeatable(key, "POST /users", request.as_bytes()));
    let made = app.accounts.sign_up(username, password, is_admin, None, repeatable, app.clock.now()).await?;
    admin.note(made.user.id, "created");
    let account = app.store.find_account(made.user.id).await?;
    Ok((StatusCode::CREATED, Json(account)))
}

impl CreateUser {
    fn parse(self, host: Option<&str>) -> Result<(Username, Password)> {
        let mut errors = FieldErrors::default();
        let username = errors.check(Username::parse(&self.username.unwrap_or_default()))?;
        let password = errors.check(Password::parse_new("password", self.password, username.as_ref(), host))?;
        errors.finish_with(username.zip(password))
    }
}

/// Changes to an account; absent fields stay as they are.
#[derive(Debug, Deserialize, ToSchema)]
pub struct UpdateUser {
    /// Keep the user out, which ends every session, or let them in again.
    #[schema(nullable = false)]
    disabled: Option<bool>,
    /// Let the user manage the accounts, or no longer.
    #[schema(nullable = false)]
    admin: Option<bool>,
}

/// Disables or enables an account, or changes who is an admin. For admins who have confirmed lately who
/// they are; the last one stays.
#[utoipa::path(
    patch, path = "/users/{id}", tag = "Users", request_body = UpdateUser, security(("session" = [])),
    params(("id" = i64, Path, description = "The user's number.")),
    responses((status = 200, body = Account), Problems)
)]
pub async fn update_user(
    State(app): State<App>,
    admin: ConfirmedAdmin,
    RequestOccasion(occasion): RequestOccasion,
    Path(id): Path<String>,
    body: JsonBody<UpdateUser>,
) -> Result<Json<Account>> {
    let (id, patch) = (parse_id(&id)?, AccountPatch { disabled: body.value.disabled, admin: body.value.admin });
    let account = app.store.update_account(id, patch, occasion.without_address()).await?;
    admin.note(id, "updated");
    Ok(Json(account))
}

/// Removes an account and everything in it, for good. For admins who have confirmed lately who they are; the last one
/// stays.
#[utoipa::path(
    delete, path = "/users/{id}", tag = "Users", security(("session" = [])),
    params(("id" = i64, Path, description = "The user's number.")),
    responses((status = 204, description = "It is gone."), Problems)
)]
pub async fn remove_user(State(app): State<App>, admin: ConfirmedAdmin, Path(id): Path<String>) -> Result<StatusCode> {
    let id = parse_id(&id)?;
    app.store.remove_user(id).await?;
    admin.note(id, "removed");
    Ok(StatusCode::NO_CONTENT)
}

fn parse_id(id: &str) -> Result<UserId> {
    parse_number(id).map(UserId).ok_or(Error::NotFound("user"))
}
