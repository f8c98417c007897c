//! Counts requests, and writes a line for each into the log.

use std::time::Instant;

use axum::extract::{MatchedPath, Request, State};
use axum::http::{HeaderName, HeaderValue, Method};
use axum::middleware::Next;
use axum::response::Response;

use crate::http::app::App;
use crate::http::server::client_address::address_of;
use crate::http::wire::problem::RequestId;

const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// Counts a request and, if that is wanted, logs it. Its path may name what it is about, so the log has the route alone.
pub async fn observe(State(app): State<App>, mut request: Request, next: Next) -> Response {
    let began = Instant::now();
    let method = name_of(request.method());
    let route = request.extensions().get::<MatchedPath>().cloned();
    let is_logged = app.config.observing.log_requests.is_on();
    let noted = is_logged.then(|| {
        let id = RequestId::default();
        request.extensions_mut().insert(id);
        (id, address_of(&request, &app))
    });
    let mut response = next.run(request).await;
    let took = began.elapsed();
    let (status, route) = (response.status().as_u16(), route.as_ref().map_or("none", MatchedPath::as_str));
    if app.config.observing.metrics_listen.is_some() {
        app.metrics.note_request(method, route, status, took);
    }
    if let Some((RequestId(request_id), client)) = noted {
        let took_ms = u64::try_from(took.as_millis()).unwrap_or(u64::MAX);
        tracing::info!(%request_id, method, route, status, took_ms, %client, "request");
        if let Ok(value) = HeaderValue::from_str(&request_id.to_string()) {
            response.headers_mut().insert(REQUEST_ID, value);
        }
    }
    response
}

/// The name of a method, of which a client can't invent more.
fn name_of(method: &Method) -> &'static str {
    match *method {
        Method::GET => "GET",
        Method::HEAD => "HEAD",
        Method::POST => "POST",
        Method::PATCH => "PATCH",
        Method::PUT => "PUT",
        Method::DELETE => "DELETE",
        Method::OPTIONS => "OPTIONS",
        _ => "other",
    }
}
