//! Health checks.

use axum::extract::State;
use serde::Serialize;
use utoipa::ToSchema;

use crate::error::Result;
use crate::http::app::App;
use crate::http::wire::answer::Json;
use crate::http::wire::problem::Problems;

/// The server's health.
#[derive(Debug, Serialize, ToSchema)]
pub struct Health {
    /// `ok`.
    #[schema(example = "ok")]
    status: &'static str,
}

/// Says that the server is running.
#[utoipa::path(get, path = "/healthz", tag = "Server", responses((status = 200, body = Health), Problems))]
pub async fn healthz() -> Json<Health> {
    Json(Health { status: "ok" })
}

/// Says whether all is well: the database answers, nothing is wrong with it, its disk has room, and if backups are made
/// every day, the last one is no older than two days. Otherwise 503 says what to do.
#[utoipa::path(get, path = "/readyz", tag = "Server", responses((status = 200, body = Health), Problems))]
pub async fn readyz(State(app): State<App>) -> Result<Json<Health>> {
    app.check_readiness().await?;
    Ok(Json(Health { status: "ok" }))
}
