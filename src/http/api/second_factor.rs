//! The user's second factor.

use std::time::Instant;

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use serde::{Deserialize, Serialize};
use tower_sessions::Session;
use utoipa::ToSchema;

use crate::domain::second_factor::{Code, QrCode, RecoveryCode, SecondFactor, Secret};
use crate::domain::sessions::BegunBy;
use crate::domain::users::Username;
use crate::error::Result;
use crate::http::app::App;
use crate::http::server::client_address::{ClientAddress, RequestOccasion};
use crate::http::wire::answer::Json;
use crate::http::wire::authentication::{ConfirmedUser, CurrentUser, begin_session};
use crate::http::wire::json::JsonBody;
use crate::http::wire::problem::Problems;
use crate::http::wire::proof::PasswordAndCode;
use crate::http::wire::write::{Key, idempotency_key};

/// Says whether logging in takes a second factor.
#[utoipa::path(
    get, path = "/second_factor", tag = "Accounts", security(("session" = [])),
    responses((status = 200, body = SecondFactor), Problems)
)]
pub async fn find_second_factor(State(app): State<App>, current: CurrentUser) -> Result<Json<SecondFactor>> {
    Ok(Json(app.store.find_second_factor(current.id()).await?))
}

/// The password and a code of the second factor.
#[derive(Debug, Deserialize, ToSchema)]
pub struct Proof {
    #[schema(nullable = false, format = Password)]
    password: Option<String>,
    /// Six digits from the app, or a recovery code.
    #[schema(nullable = false)]
    code: Option<String>,
}

impl Proof {
    fn parse(self) -> Result<PasswordAndCode> {
        PasswordAndCode::parse(self.password, self.code.as_deref())
    }
}

/// A secret for an app, shown once.
#[derive(Serialize, ToSchema)]
pub struct ProposedSecondFactor {
    /// The secret to type, in base32.
    secret: String,
    /// The same as an address, in the form that apps read.
    uri: String,
    qr: QrCode,
}

/// Makes a secret, which becomes the second factor with its first code, within an hour.
///
/// If a second factor is turned on already, this takes the password and a code, and the earlier secret stays until then.
/// Otherwise it takes a session that was confirmed within ten minutes.
#[utoipa::path(
    post, path = "/second_factor", tag = "Accounts", request_body = Proof, security(("session" = [])), params(Key),
    responses((status = 200, body = ProposedSecondFactor), Problems)
)]
pub async fn propose_second_factor(
    State(app): State<App>,
    RequestOccasion(occasion): RequestOccasion,
    current: CurrentUser,
    ClientAddress(client): ClientAddress,
    headers: HeaderMap,
    body: JsonBody<Proof>,
) -> Result<Json<ProposedSecondFactor>> {
    idempotency_key(&headers)?;
    let user = &current.session.user;
    if app.store.find_second_factor(user.id).await?.turned_on_at.is_some() {
        body.value.parse()?.check(&app, &current.session, client, occasion).await?;
    } else {
        ConfirmedUser::of(current.clone(), &app)?;
    }
    let secret = Secret::random();
    app.store.propose_second_factor(user.id, secret.clone(), app.clock.now()).await?;
    let uri = secret.uri(&Username::from_store(user.username.clone()));
    let qr = QrCode::of(&uri)?;
    Ok(Json(ProposedSecondFactor { secret: secret.to_base32(), uri, qr }))
}

/// A code that the app shows.
#[derive(Debug, Deserialize, ToSchema)]
pub struct FirstCode {
    #[schema(required = true, nullable = false)]
    code: Option<String>,
}

/// Recovery codes, shown once. Each logs in once in place of the app's code.
#[derive(Serialize, ToSchema)]
pub struct RecoveryCodes {
    recovery_codes: Vec<String>,
}

impl RecoveryCodes {
    fn shown(codes: &[RecoveryCode]) -> Json<Self> {
        Json(Self { recovery_codes: codes.iter().map(ToString::to_string).collect() })
    }
}

/// Turns the second factor on with the first code of the proposed secret, in place of an earlier one.
///
/// Every other session ends; this one continues under a new id.
#[utoipa::path(
    post, path = "/second_factor/turn_on", tag = "Accounts", request_body = FirstCode, security(("session" = [])),
    params(Key), responses((status = 200, body = RecoveryCodes), Problems)
)]
pub async fn turn_on_second_factor(
    State(app): State<App>,
    RequestOccasion(occasion): RequestOccasion,
    current: CurrentUser,
    session: Session,
    headers: HeaderMap,
    body: JsonBody<FirstCode>,
) -> Result<Json<RecoveryCodes>> {
    idempotency_key(&headers)?;
    let code = Code::parse_needed(body.value.code.as_deref())?;
    let (owner, codes) = (current.id(), RecoveryCode::random_set());
    app.throttle.begin_code(owner, Instant::now())?;
    let epoch = current.session.session_epoch;
    let session_epoch = app.store.turn_on_second_factor(owner, epoch, code, codes.clone(), occasion.clone()).await?;
    app.throttle.end_code(owner);
    begin_session(&session, owner, session_epoch, BegunBy::Password, None, occasion).await?;
    Ok(RecoveryCodes::shown(&codes))
}

/// Makes new recovery codes. The earlier ones no longer work.
#[utoipa::path(
    post, path = "/second_factor/recovery_codes", tag = "Accounts", request_body = Proof,
    security(("session" = [])), params(Key), responses((status = 200, body = RecoveryCodes), Problems)
)]
pub async fn renew_recovery_codes(
    State(app): State<App>,
    RequestOccasion(occasion): RequestOccasion,
    current: CurrentUser,
    ClientAddress(client): ClientAddress,
    headers: HeaderMap,
    body: JsonBody<Proof>,
) -> Result<Json<RecoveryCodes>> {
    idempotency_key(&headers)?;
    body.value.parse()?.check(&app, &current.session, client, occasion.clone()).await?;
    let codes = RecoveryCode::random_set();
    app.store.renew_recovery_codes(current.id(), codes.clone(), occasion).await?;
    Ok(RecoveryCodes::shown(&codes))
}

/// Turns the second factor off: the password is enough again.
#[utoipa::path(
    post, path = "/second_factor/turn_off", tag = "Accounts", request_body = Proof, security(("session" = [])),
    params(Key), responses((status = 204, description = "It is off."), Problems)
)]
pub async fn turn_off_second_factor(
    State(app): State<App>,
    RequestOccasion(occasion): RequestOccasion,
    current: CurrentUser,
    ClientAddress(client): ClientAddress,
    headers: HeaderMap,
    body: JsonBody<Proof>,
) -> Result<StatusCode> {
    idempotency_key(&headers)?;
    body.value.parse()?.check(&app, &current.session, client, occasion.clone()).await?;
    app.store.turn_off_second_factor(current.id(), occasion).await?;
    Ok(StatusCode::NO_CONTENT)
}
