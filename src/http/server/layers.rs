//! Layers for every request and every answer.

use std::any::Any;
use std::net::IpAddr;

use axum::Router;
use axum::extract::{DefaultBodyLimit, Request, State};
use axum::http::header::{self, HeaderName, HeaderValue, SET_COOKIE};
use axum::http::uri::Authority;
use axum::http::{HeaderMap, StatusCode};
use axum::middleware::{Next, from_fn, from_fn_with_state, map_response, map_response_with_state};
use axum::response::{IntoResponse, Response};
use tower::ServiceBuilder;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::csrf::CsrfLayer;
use tower_http::limit::RequestBodyLimitLayer;
use tower_sessions::cookie::SameSite;
use tower_sessions::cookie::time::Duration;
use tower_sessions::{Expiry, SessionManagerLayer};

use crate::config::ServeConfig;
use crate::error::Error;
use crate::http::app::App;
use crate::http::server::connection::BadHeader;
use crate::http::server::observe::observe;
use crate::http::server::packing::pack;
use crate::http::wire::authentication::{COOKIE, HOST_COOKIE};
use crate::http::wire::incoming::BODY_BYTES;
use crate::http::wire::problem::{self, HttpError};
use crate::http::wire::session_store::StoredSessions;

/// Provides sessions to the API's handlers.
pub fn with_session(api: Router<App>, app: &App) -> Router<App> {
    let config = &app.config;
    let lifetime = config.session_lifetime();
    let secure = config.is_https();
    let sessions = SessionManagerLayer::new(StoredSessions::new(app.store.clone(), lifetime, app.clock.clone()))
        .with_name(if secure { HOST_COOKIE } else { COOKIE })
        .with_secure(secure)
        .with_http_only(true)
        .with_same_site(SameSite::Lax)
        .with_path("/")
        // The cookie is only set at login, so it gets the absolute lifetime. The store enforces the idle timeout.
        .with_expiry(Expiry::OnInactivity(Duration::seconds(lifetime.absolute.as_secs())));
    let stack = ServiceBuilder::new().layer(from_fn(pack)).layer(sessions);
    if secure {
        api.layer(ServiceBuilder::new().layer(map_response(complete_removal_cookie)).layer(stack))
    } else {
        api.layer(stack)
    }
}

/// Wraps all routes. The first layer sees a request first and its answer last.
///
/// They form one stack, because axum boxes and clones a route again for each separate layer.
pub fn around_everything(routes: Router<App>, app: &App) -> Router<App> {
    let csrf = app.config.public_origin().iter().fold(CsrfLayer::new(), trust);
    let stack = ServiceBuilder::new()
        .layer(map_response_with_state(app.clone(), security_headers))
        .layer(from_fn(problem::render))
        .layer(CatchPanicLayer::custom(answer_panic))
        .layer(from_fn_with_state(app.clone(), check_header))
        .layer(from_fn_with_state(app.clone(), refuse_other_sites))
        .layer(csrf)
        .layer(RequestBodyLimitLayer::new(BODY_BYTES))
        .layer(DefaultBodyLimit::disable());
    let routes = routes.fallback(nothing_here).layer(stack);
    let observing = &app.config.observing;
    if observing.metrics_listen.is_none() && !observing.log_requests.is_on() {
        return routes;
    }
    routes.layer(from_fn_with_state(app.clone(), observe))
}

#[expect(clippy::expect_used, reason = "a public URL is read into a scheme, an ASCII host and a port")]
fn trust(csrf: CsrfLayer, origin: &String) -> CsrfLayer {
    csrf.add_trusted_origin(origin).expect("a public URL is an origin")
}

async fn nothing_here() -> StatusCode {
    StatusCode::NOT_FOUND
}

/// Refuses requests that the browser marks as coming from another site, whatever their origin, and says what the CSRF
/// layer expected when that refuses one.
async fn refuse_other_sites(State(app): State<App>, request: Request, next: Next) -> Response {
    let from_elsewhere =
        request.headers().get_all("sec-fetch-site").iter().any(|site| site != "same-origin" && site != "none");
    if request.method().is_safe() {
        return next.run(request).await;
    }
    if from_elsewhere || is_unsafe_origin(request.headers(), &app.config) {
        return other_origin(request.headers(), &app.config).into_response();
    }
    let headers = request.headers().clone();
    let response = next.run(request).await;
    let is_refused = response.status() == StatusCode::FORBIDDEN && !problem::is_explained(&response);
    if is_refused { other_origin(&headers, &app.config).into_response() } else { response }
}

/// Whether it comes from a page without TLS, which anybody on the way can change. Ours have TLS.
fn is_unsafe_origin(headers: &HeaderMap, config: &ServeConfig) -> bool {
    let origin = headers.get(header::ORIGIN).and_then(|origin| origin.to_str().ok());
    let host =
        |origin: &str| origin.strip_prefix("http://")?.parse().ok().map(|host: Authority| host.host().to_owned());
    config.is_https() && origin.and_then(host).is_some_and(|host| !is_this_machine(&host))
}

fn is_this_machine(host: &str) -> bool {
    let bare = host.trim_start_matches('[').trim_end_matches(']');
    host == "localhost" || bare.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
}

/// The longest origin that an answer repeats: a host has 253 characters at most, but sentences are for people.
const SHOWN_ORIGIN: usize = 100;

/// The refusal of an origin: which one came, which one was expected, and what to do if both are ours.
fn other_origin(headers: &HeaderMap, config: &ServeConfig) -> HttpError {
    let text = |name| headers.get(name).and_then(|value| value.to_str().ok()).filter(|text| text.len() <= SHOWN_ORIGIN);
    let scheme = if config.is_https() { "https" } else { "http" };
    let expected = config.public_origin().or_else(|| text(header::HOST).map(|host| format!("{scheme}://{host}")));
    let sentence = match (text(header::ORIGIN), expected) {
        (Some(origin), Some(expected)) if is_unsafe_origin(headers, config) => {
            format!(
                "The request comes from {origin}, a page without TLS that anybody on the way can change. Open {expected} instead."
            )
        }
        (Some(origin), Some(expected)) if origin.starts_with("http") && origin != expected => format!(
            "The request comes from {origin}, but this server is {expected}. If people reach it there, start it with \
             --public-url {origin}."
        ),
        _ => "The request comes from another site.".to_owned(),
    };
    HttpError::new(StatusCode::FORBIDDEN, sentence)
}

/// Refuses headers that are no good, and foreign host names, so a page elsewhere can't reach a private server by DNS rebinding.
async fn check_header(State(app): State<App>, request: Request, next: Next) -> Response {
    match request.extensions().get() {
        Some(BadHeader::TwoLengths) => {
            let sentence = "The header gives the length of the body twice: by Content-Length and by Transfer-Encoding.";
            return HttpError::new(StatusCode::BAD_REQUEST, sentence).into_response();
        }
        Some(BadHeader::TooLong) => return StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE.into_response(),
        None => {}
    }
    match host_of(&request) {
        Some(host) if is_our_name(&host, &app.config) => next.run(request).await,
        Some(host) => {
            let sentence = format!(
                "This server is not known as {host:?}. If it should be, start it with --public-url or --allowed-host."
            );
            HttpError::new(StatusCode::MISDIRECTED_REQUEST, sentence).into_response()
        }
        None => HttpError::new(StatusCode::BAD_REQUEST, "The request needs a valid Host header.").into_response(),
    }
}

/// The host without its port: from the request target if that is absolute, otherwise from the header.
fn host_of(request: &Request) -> Option<String> {
    if let Some(authority) = request.uri().authority() {
        return Some(authority.host().to_ascii_lowercase());
    }
    let mut values = request.headers().get_all(header::HOST).iter();
    let (value, None) = (values.next()?, values.next()) else { return None };
    let authority: Authority = value.to_str().ok()?.parse().ok()?;
    Some(authority.host().to_ascii_lowercase())
}

fn is_our_name(host: &str, config: &ServeConfig) -> bool {
    let bare = host.trim_start_matches('[').trim_end_matches(']');
    host == "localhost"
        || bare.parse::<IpAddr>().is_ok()
        || config.public_url.as_ref().is_some_and(|url| url.host() == host)
        || config.allowed_hosts.iter().any(|allowed| allowed.eq_ignore_ascii_case(host))
}

fn answer_panic(panic: Box<dyn Any + Send>) -> Response {
    let message = panic
        .downcast_ref::<&str>()
        .map(|text| (*text).to_owned())
        .or_else(|| panic.downcast_ref::<String>().cloned())
        .unwrap_or_default();
    Error::internal(format!("a handler panicked: {message}")).into_response()
}

/// Roughly how many headers the layers add to an answer.
const MORE_HEADERS: usize = 8;

async fn security_headers(State(app): State<App>, mut response: Response) -> Response {
    let headers = response.headers_mut();
    // Reserve once instead of growing repeatedly.
    headers.reserve(MORE_HEADERS);
    set(headers, header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    set(headers, header::REFERRER_POLICY, "no-referrer");
    set(headers, HeaderName::from_static("cross-origin-opener-policy"), "same-origin");
    set(headers, HeaderName::from_static("cross-origin-resource-policy"), "same-origin");
    if app.config.is_https() {
        set(headers, header::STRICT_TRANSPORT_SECURITY, ONE_YEAR);
    }
    if !headers.contains_key(header::CACHE_CONTROL) {
        set(headers, header::CACHE_CONTROL, "no-store");
    }
    // What is no page must never be rendered, whatever context a browser loads it in.
    if !headers.contains_key(header::CONTENT_SECURITY_POLICY) {
        set(headers, header::CONTENT_SECURITY_POLICY, "default-src 'none'; frame-ancestors 'none'");
    }
    response
}

/// For this host alone: others of the same domain may not be ours.
const ONE_YEAR: &str = "max-age=31536000";

fn set(headers: &mut HeaderMap, name: HeaderName, value: &'static str) {
    headers.insert(name, HeaderValue::from_static(value));
}

/// Browsers accept a `__Host-` cookie, and so also its removal, only with `Secure`, which tower-sessions omits.
async fn complete_removal_cookie(mut response: Response) -> Response {
    for (_, value) in response.headers_mut().iter_mut().filter(|(name, _)| *name == SET_COOKIE) {
        let is_removal = value.as_bytes().starts_with(b"__Host-tracker_session=;");
        let completed = value.to_str().ok().filter(|text| is_removal && !text.contains("Secure"));
        if let Some(completed) = completed.and_then(|text| format!("{text}; Secure").parse().ok()) {
            *value = completed;
        }
    }
    response
}

#[cfg(test)]
mod tests {
    use std::sync::{Arc, Mutex};

    use axum::body::{Body, to_bytes};
    use axum::routing::get;
    use clap::Parser;
    use tower::ServiceExt;

    use super::*;
    use crate::accounts::{Accounts, Hasher};
    use crate::clock::Clock;
    use crate::store::{self, Store};

    #[derive(Parser)]
    struct Flags {
        #[command(flatten)]
        config: ServeConfig,
    }

    fn app(folder: &tempfile::TempDir) -> App {
        let path = folder.path().join("tracker.db");
        store::migrate(&path).unwrap();
        let store = Store::open(&path).unwrap();
        let accounts = Accounts::new(store.clone(), Hasher::new(4));
        App::new(store, accounts, Flags::parse_from(["test"]).config, Clock::System)
    }

    #[tokio::test]
    async fn a_panic_in_a_handler_is_one_500_that_tells_nothing_but_a_request_id() {
        let folder = tempfile::tempdir().unwrap();
        let app = app(&folder);
        let calls = Arc::new(Mutex::new(0));
        let handler = {
            let calls = Arc::clone(&calls);
            async move || {
                *calls.lock().unwrap() += 1;
                assert!(*calls.lock().unwrap() > 1, "a secret of the inside");
            }
        };
        let routes = around_everything(Router::new().route("/panic", get(handler)), &app).with_state(app);
        let ask = async || {
            let request = Request::get("/panic").header("host", "localhost").body(Body::empty()).unwrap();
            let response = routes.clone().oneshot(request).await.unwrap();
            let status = response.status();
            (status, String::from_utf8(to_bytes(response.into_body(), usize::MAX).await.unwrap().to_vec()).unwrap())
        };
        let (status, body) = ask().await;
        assert_eq!(status, StatusCode::INTERNAL_SERVER_ERROR);
        assert!(body.contains("urn:uuid:") && !body.contains("secret"), "{body}");
        assert_eq!(ask().await.0, StatusCode::OK, "the next request is answered");
    }
}
