//! The user's passkeys.

pub mod log_in;

use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::accounts::Purpose;
use crate::domain::passkeys::{CoseKey, NewPasskey, Passkey, PasskeyId, PasskeyName, user_handle};
use crate::domain::text::parse_number;
use crate::error::{Error, Result};
use crate::http::app::App;
use crate::http::server::client_address::{ClientAddress, RequestOccasion};
use crate::http::wire::answer::Json;
use crate::http::wire::authentication::{ConfirmedUser, CurrentUser};
use crate::http::wire::json::JsonBody;
use crate::http::wire::passkey::{bytes, site, text};
use crate::http::wire::problem::Problems;
use crate::http::wire::write::{Key, idempotency_key};

/// A user's passkeys.
#[derive(Debug, Serialize, ToSchema)]
pub struct Passkeys {
    /// The oldest first.
    passkeys: Vec<Passkey>,
}

/// Lists the user's passkeys.
#[utoipa::path(
    get, path = "/passkeys", tag = "Accounts", security(("session" = [])),
    responses((status = 200, body = Passkeys), Problems)
)]
pub async fn list_passkeys(State(app): State<App>, current: CurrentUser) -> Result<Json<Passkeys>> {
    Ok(Json(Passkeys { passkeys: app.store.list_passkeys(current.id()).await? }))
}

/// What `navigator.credentials.create` is to be given.
#[derive(Debug, Serialize, ToSchema)]
pub struct PasskeyOptions {
    /// To be signed within ten minutes, as base64url.
    challenge: String,
    /// The host that it will be for.
    rp_id: String,
    /// What the authenticator knows the account by, as base64url.
    user_handle: String,
    username: String,
    /// The algorithms, in COSE's numbers, the best first.
    algorithms: Vec<i32>,
    /// The ids of the keys that there are, as base64url: an authenticator makes no second one.
    credentials: Vec<String>,
}

/// Begins a new passkey. It takes a session that was confirmed within ten minutes.
#[utoipa::path(
    post, path = "/passkeys/begin", tag = "Accounts", security(("session" = [])),
    responses((status = 200, body = PasskeyOptions), Problems)
)]
pub async fn begin_passkey(
    State(app): State<App>,
    ConfirmedUser(current): ConfirmedUser,
    ClientAddress(client): ClientAddress,
) -> Result<Json<PasskeyOptions>> {
    let rp_id = site(&app)?.id().to_owned();
    let owner = current.id();
    let credentials = app.store.list_credentials(owner, rp_id.clone()).await?;
    let challenge = app.challenges.begin(Purpose::Add(owner), client, app.clock.now());
    Ok(Json(PasskeyOptions {
        challenge: challenge.to_string(),
        rp_id,
        user_handle: text(&user_handle(owner)),
        username: current.session.user.username,
        algorithms: CoseKey::ALGORITHMS.to_vec(),
        credentials: credentials.iter().map(|id| text(id.as_bytes())).collect(),
    }))
}

/// What `navigator.credentials.create` answers, as base64url without padding, and a name.
#[derive(Debug, Deserialize, ToSchema)]
pub struct AddPasskey {
    #[schema(required = true, nullable = false, min_length = 1, max_length = 64)]
    name: Option<String>,
    #[schema(required = true, nullable = false)]
    client_data_json: Option<String>,
    #[schema(required = true, nullable = false)]
    authenticator_data: Option<String>,
}

/// Adds a passkey that was just made. It logs in without a code: it is a second factor by itself.
#[utoipa::path(
    post, path = "/passkeys", tag = "Accounts", request_body = AddPasskey, security(("session" = [])), params(Key),
    responses((status = 201, body = Passkey), Problems)
)]
pub async fn add_passkey(
    State(app): State<App>,
    RequestOccasion(occasion): RequestOccasion,
    current: CurrentUser,
    headers: HeaderMap,
    body: JsonBody<AddPasskey>,
) -> Result<(StatusCode, Json<Passkey>)> {
    idempotency_key(&headers)?;
    let site = site(&app)?;
    let AddPasskey { name, client_data_json, authenticator_data } = body.value;
    let name = PasskeyName::parse(name.as_deref())?;
    let read = bytes(client_data_json).zip(bytes(authenticator_data));
    let new = read.and_then(|(client_data, data)| NewPasskey::read(&site, &client_data, &data));
    let refused = || Error::invalid("", "This passkey can't be used here. Try again, or make it with another device.");
    let new = new.ok_or_else(refused)?;
    if app.challenges.take(&new.challenge, occasion.at) != Some(Purpose::Add(current.id())) {
        return Err(refused());
    }
    let added = app.store.add_passkey(current.id(), new, site.id().to_owned(), name, occasion).await?;
    Ok((StatusCode::CREATED, Json(added)))
}

/// A name for a passkey.
#[derive(Debug, Deserialize, ToSchema)]
pub struct RenamePasskey {
    #[schema(required = true, nullable = false, min_length = 1, max_length = 64)]
    name: Option<String>,
}

/// Renames a passkey.
#[utoipa::path(
    patch, path = "/passkeys/{id}", tag = "Accounts", request_body = RenamePasskey, security(("session" = [])),
    params(Key, ("id" = i64, Path, description = "The passkey's number.")),
    responses((status = 200, body = Passkey), Problems)
)]
pub async fn rename_passkey(
    State(app): State<App>,
    current: CurrentUser,
    Path(id): Path<String>,
    headers: HeaderMap,
    body: JsonBody<RenamePasskey>,
) -> Result<Json<Passkey>> {
    idempotency_key(&headers)?;
    let id = parse_id(&id)?;
    let name = PasskeyName::parse(body.value.name.as_deref())?;
    Ok(Json(app.store.rename_passkey(current.id(), id, name).await?))
}

/// Removes a passkey, which then logs nobody in. It takes a session that was confirmed within ten minutes.
#[utoipa::path(
    delete, path = "/passkeys/{id}", tag = "Accounts", security(("session" = [])),
    params(("id" = i64, Path, description = "The passkey's number.")),
    responses((status = 204, description = "It is removed."), Problems)
)]
pub async fn remove_passkey(
    State(app): State<App>,
    RequestOccasion(occasion): RequestOccasion,
    ConfirmedUser(current): ConfirmedUser,
    Path(id): Path<String>,
) -> Result<StatusCode> {
    app.store.remove_passkey(current.id(), parse_id(&id)?, occasion).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// What `navigator.credentials.get` is to be given, to confirm who is in a session.
#[derive(Debug, Serialize, ToSchema)]
pub struct PasskeyConfirmation {
    /// To be signed within ten minutes, as base64url.
    challenge: String,
    /// The host that the passkeys are for.
    rp_id: String,
    /// The ids of the account's keys, as base64url.
    credentials: Vec<String>,
}

/// Begins a confirmation by a passkey, which `POST /session/confirm` completes.
#[utoipa::path(
    post, path = "/session/confirm/passkey", tag = "Sessions", security(("session" = [])),
    responses((status = 200, body = PasskeyConfirmation), Problems)
)]
pub async fn begin_passkey_confirmation(
    State(app): State<App>,
    current: CurrentUser,
    ClientAddress(client): ClientAddress,
) -> Result<Json<PasskeyConfirmation>> {
    let rp_id = site(&app)?.id().to_owned();
    let credentials = app.store.list_credentials(current.id(), rp_id.clone()).await?;
    let challenge = app.challenges.begin(Purpose::Confirm(current.id()), client, app.clock.now());
    let credentials = credentials.iter().map(|id| text(id.as_bytes())).collect();
    Ok(Json(PasskeyConfirmation { challenge: challenge.to_string(), rp_id, credentials }))
}

fn parse_id(id: &str) -> Result<PasskeyId> {
    parse_number(id).map(PasskeyId).ok_or(Error::NotFound("passkey"))
}
