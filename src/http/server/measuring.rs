//! The address for metrics.

use axum::Router;
use axum::extract::State;
use axum::http::header::CONTENT_TYPE;
use axum::response::IntoResponse;
use axum::routing::get;

use crate::error::Result;
use crate::http::app::App;

const OPENMETRICS: &str = "application/openmetrics-text; version=1.0.0; charset=utf-8";

/// The only route of the address for metrics.
pub fn metrics_router(app: App) -> Router {
    Router::new().route("/metrics", get(metrics)).with_state(app)
}

async fn metrics(State(app): State<App>) -> Result<impl IntoResponse> {
    let is_ready = app.check_readiness().await.is_ok();
    let text = app.metrics.text(is_ready, app.store.measure().await?, app.accounts.waiting())?;
    Ok(([(CONTENT_TYPE, OPENMETRICS)], text))
}
