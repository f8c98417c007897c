//! What all writes to an account's data share: who acts, and what makes them safe to repeat and to race.

use axum::extract::FromRequestParts;
use axum::http::header::{ETAG, IF_MATCH};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use utoipa::openapi::path::{Parameter, ParameterBuilder, ParameterIn};
use utoipa::openapi::schema::{ObjectBuilder, Type};
use utoipa::{IntoParams, ToSchema};

use crate::clock::Clock;
use crate::domain::log::act::{Act, Actor};
use crate::domain::log::change::{GroupId, Written};
use crate::domain::log::idempotency::{IdempotencyKey, Repeatable};
use crate::domain::log::object::Object;
use crate::domain::log::precondition::IfMatch;
use crate::error::Result;
use crate::http::app::App;
use crate::http::wire::answer::Json;
use crate::http::wire::authentication::CurrentUser;

const IDEMPOTENCY_KEY: HeaderName = HeaderName::from_static("idempotency-key");
/// The log's group for this answer.
const CHANGE_GROUP: HeaderName = HeaderName::from_static("x-change-group");

/// A logged-in user who writes. Handlers that take one answer 401 to everyone else.
#[derive(Debug)]
pub struct Acting {
    current: CurrentUser,
    clock: Clock,
    /// The key, with the method and path it applies to.
    key: Option<(IdempotencyKey, String)>,
    /// The version of the object that the client has seen.
    pub if_match: IfMatch,
}

impl FromRequestParts<App> for Acting {
    type Rejection = crate::error::Error;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self> {
        let current = <CurrentUser as FromRequestParts<App>>::from_request_parts(parts, app).await?;
        let key = idempotency_key(&parts.headers)?;
        let key = key.map(|key| (key, format!("{} {}", parts.method, parts.uri.path())));
        Ok(Self { current, clock: app.clock.clone(), key, if_match: if_match(&parts.headers)? })
    }
}

impl Acting {
    /// The act of a request with this body, now.
    pub fn act(&self, body: &[u8]) -> Act {
        let repeatable = self.key.as_ref().map(|(key, request)| repeatable(key.clone(), request, body));
        let actor = Actor::session(self.current.session.id);
        Act { owner: self.current.id(), actor, at: self.clock.now(), repeatable }
    }
}

pub fn idempotency_key(headers: &HeaderMap) -> Result<Option<IdempotencyKey>> {
    headers.get(IDEMPOTENCY_KEY).map(|key| IdempotencyKey::parse(key.as_bytes())).transpose()
}

/// The key and digest of a request that may be repeated.
pub fn repeatable(key: IdempotencyKey, request: &str, body: &[u8]) -> Repeatable {
    let mut digest = Sha256::new();
    digest.update((request.len() as u64).to_be_bytes());
    digest.update(request);
    digest.update(body);
    Repeatable { key, request_digest: digest.finalize().into() }
}

/// Several headers form one list (RFC 9110, section 5.3). A value that isn't text can't be one of our entity tags.
fn if_match(headers: &HeaderMap) -> Result<IfMatch> {
    if !headers.contains_key(IF_MATCH) {
        return Ok(IfMatch::Any);
    }
    let values: Vec<_> =
        headers.get_all(IF_MATCH).iter().map(|value| String::from_utf8_lossy(value.as_bytes())).collect();
    IfMatch::parse(&values.join(","))
}

/// Answers with a changed object, its `ETag` and its group.
pub fn answer_written<O: Object>(written: Written<O>) -> Response {
    (etag(&written.value), group_header(written.group), Json(written.value)).into_response()
}

/// Answers with a created object, its `ETag` and its group.
pub fn answer_created<O: Object>(written: Written<O>) -> Response {
    (StatusCode::CREATED, answer_written(written)).into_response()
}

/// Answers with several written objects and their group.
pub fn answer_group<T: Serialize>(written: Written<T>) -> Response {
    (group_header(written.group), Json(written.value)).into_response()
}

/// Answers with nothing but a group.
pub fn answer_done(written: &Written<()>) -> Response {
    (StatusCode::NO_CONTENT, group_header(written.group)).into_response()
}

/// An object's entity tag, which is its version.
pub fn etag(object: &impl Object) -> HeaderMap {
    header(ETAG, &format!("\"{}\"", object.version().0))
}

fn group_header(group: Option<GroupId>) -> HeaderMap {
    group.map(|GroupId(id)| header(CHANGE_GROUP, &id.to_string())).unwrap_or_default()
}

fn header(name: HeaderName, value: &str) -> HeaderMap {
    HeaderValue::try_from(value).map(|value| HeaderMap::from_iter([(name, value)])).unwrap_or_default()
}

/// A place in the manual order: exactly one of these.
#[derive(Debug, Deserialize, ToSchema)]
#[schema(as = Move)]
pub struct MoveBody {
    /// Right after the one with this number.
    pub after: Option<i64>,
    /// Or right before the one with this number.
    pub before: Option<i64>,
}

/// The header for repeatable writes, for the OpenAPI document.
pub struct Key;

impl IntoParams for Key {
    fn into_params(_: impl Fn() -> Option<ParameterIn>) -> Vec<Parameter> {
        let description = "1 to 255 visible ASCII characters, such as a UUID. The same request under the same key is \
                           done once and answered alike for 24 hours; another request under it is refused.";
        vec![header_parameter("Idempotency-Key", description, "^[!-~]{1,255}$")]
    }
}

/// The header for conditional writes, for the OpenAPI document.
pub struct Precondition;

impl IntoParams for Precondition {
    fn into_params(_: impl Fn() -> Option<ParameterIn>) -> Vec<Parameter> {
        let description = "The version that the client has seen, quoted, as in the ETag of an answer, or up to 100 of \
                           them, or *. When there is \
                           another one by now, nothing is done and the answer is 412.";
        let pattern = r#"^\s*(\*|(W/)?"[^",]*"(\s*,\s*(W/)?"[^",]*"){0,99})\s*$"#;
        vec![header_parameter("If-Match", description, pattern)]
    }
}

fn header_parameter(name: &str, description: &str, pattern: &str) -> Parameter {
    ParameterBuilder::new()
        .name(name)
        .parameter_in(ParameterIn::Header)
        .description(Some(description))
        .required(utoipa::openapi::Required::False)
        .schema(Some(ObjectBuilder::new().schema_type(Type::String).pattern(Some(pattern))))
        .build()
}
