//! The log of the account's security.

use axum::extract::State;
use serde::Serialize;
use utoipa::ToSchema;

use crate::domain::security_events::SecurityEvent;
use crate::error::Result;
use crate::http::app::App;
use crate::http::wire::answer::Json;
use crate::http::wire::authentication::CurrentUser;
use crate::http::wire::problem::Problems;

/// What happened to the account's logins and to its security.
#[derive(Debug, Serialize, ToSchema)]
pub struct SecurityEvents {
    /// The newest first: of ninety days, and 300 at most.
    events: Vec<SecurityEvent>,
}

/// Lists logins, refused ones too, and changes to the account's security.
#[utoipa::path(
    get, path = "/security_events", tag = "Sessions", security(("session" = [])),
    responses((status = 200, body = SecurityEvents), Problems)
)]
pub async fn list_security_events(State(app): State<App>, current: CurrentUser) -> Result<Json<SecurityEvents>> {
    Ok(Json(SecurityEvents { events: app.store.list_security_events(current.id()).await? }))
}
