//! Errors on the wire: RFC 9457 problem details, in one shape for every client.

use std::collections::BTreeMap;

use axum::extract::Request;
use axum::http::header::{CONTENT_TYPE, RETRY_AFTER};
use axum::http::{HeaderValue, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use utoipa::openapi::{Content, Ref, RefOr, Response as ResponseDocument};
use utoipa::{IntoResponses, ToSchema};
use uuid::Uuid;

use crate::error::{Error, FieldErrors};
use crate::http::wire::answer::Json;

/// What went wrong (RFC 9457).
#[derive(Debug, Serialize, ToSchema)]
pub struct Problem {
    /// `about:blank` where the status says what kind of problem it is, or a type of our own: `account-moved`, `code-required`,
    /// `login-expired` and `confirmation-required`, each after `urn:problem-type:tracker:`.
    #[serde(rename = "type")]
    kind: &'static str,
    /// The status in words.
    title: &'static str,
    /// The HTTP status.
    status: u16,
    /// What went wrong, for a person to read.
    detail: String,
    /// Where it went wrong; after a fault of the server, the request id that its log names.
    instance: String,
    /// The first sentence of what went wrong.
    error: String,
    /// Everything that went wrong, a sentence each.
    #[schema(min_items = 1)]
    errors: Vec<String>,
    /// The sentences by field.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    #[schema(value_type = Option<BTreeMap<String, Vec<String>>>, nullable = false)]
    fields: BTreeMap<String, Vec<String>>,
}

/// Adds [`Problem`] to the possible answers of every operation.
pub struct Problems;

impl IntoResponses for Problems {
    fn responses() -> BTreeMap<String, RefOr<ResponseDocument>> {
        let content = Content::new(Some(Ref::from_schema_name("Problem")));
        let response = ResponseDocument::builder()
            .description("What went wrong (RFC 9457).")
            .content("application/problem+json", content)
            .build();
        BTreeMap::from([("default".to_owned(), response.into())])
    }
}

/// The id of a request, under which the log tells more.
#[derive(Debug, Clone, Copy)]
pub struct RequestId(pub Uuid);

impl Default for RequestId {
    fn default() -> Self {
        Self(uuid::Builder::from_random_bytes(rand::random()).into_uuid())
    }
}

/// An error on its way out; [`render`] gives it a body.
#[derive(Debug, Clone)]
struct Raised(Error);

/// The only place that maps errors to HTTP statuses.
fn status_of(error: &Error) -> StatusCode {
    match error {
        Error::Invalid(_) => StatusCode::UNPROCESSABLE_ENTITY,
        Error::Unauthenticated
        | Error::WrongCredentials
        | Error::PasskeyRefused
        | Error::CodeRequired(_)
        | Error::LoginExpired => StatusCode::UNAUTHORIZED,
        Error::Forbidden(_) | Error::Moved(_) | Error::ConfirmationRequired => StatusCode::FORBIDDEN,
        Error::NotFound(_) => StatusCode::NOT_FOUND,
        Error::Conflict(_) => StatusCode::CONFLICT,
        Error::PreconditionFailed => StatusCode::PRECONDITION_FAILED,
        Error::TooManyRequests(_) => StatusCode::TOO_MANY_REQUESTS,
        Error::Unavailable { .. } => StatusCode::SERVICE_UNAVAILABLE,
        Error::StorageFull => StatusCode::INSUFFICIENT_STORAGE,
        Error::Internal(_) => StatusCode::INTERNAL_SERVER_ERROR,
    }
}

impl IntoResponse for Error {
    fn into_response(self) -> Response {
        let mut response = status_of(&self).into_response();
        response.extensions_mut().insert(Raised(self));
        response
    }
}

/// A problem outside the domain: a status and a sentence.
#[derive(Debug, Clone)]
pub struct HttpError {
    pub status: StatusCode,
    /// What is wrong and what to do about it.
    pub sentence: String,
}

impl HttpError {
    pub fn new(status: StatusCode, sentence: impl Into<String>) -> Self {
        Self { status, sentence: sentence.into() }
    }
}

impl IntoResponse for HttpError {
    fn into_response(self) -> Response {
        let mut response = self.status.into_response();
        response.extensions_mut().insert(self);
        response
    }
}

/// Whether an error answer of ours says what is wrong, unlike the framework's.
pub fn is_explained(response: &Response) -> bool {
    let extensions = response.extensions();
    extensions.get::<Raised>().is_some() || extensions.get::<HttpError>().is_some()
}

/// Gives every error answer its body, including the framework's.
pub async fn render(request: Request, next: Next) -> Response {
    let uri = request.uri().clone();
    let request_id = request.extensions().get().copied();
    let response = next.run(request).await;
    let status = response.status();
    if !(status.is_client_error() || status.is_server_error()) || is_json(&response) {
        return response;
    }
    let instance = uri.path().to_owned();
    let (mut parts, _) = response.into_parts();
    let problem = if let Some(Raised(error)) = parts.extensions.remove() {
        if let Some(seconds) = retry_after(&error) {
            parts.headers.insert(RETRY_AFTER, seconds.into());
        }
        Problem::of(&error, status, instance, request_id)
    } else if let Some(HttpError { sentence, .. }) = parts.extensions.remove() {
        Problem::new(status, instance, FieldErrors::new("", sentence))
    } else {
        Problem::new(status, instance, FieldErrors::new("", sentence_for(status)))
    };
    parts.headers.remove(axum::http::header::CONTENT_LENGTH);
    let mut response = (parts, Json(problem)).into_response();
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
    response
}

impl Problem {
    /// The default problem for a status. The request's path could not be read.
    pub fn of_status(status: StatusCode) -> Self {
        Self::new(status, "/".to_owned(), FieldErrors::new("", sentence_for(status)))
    }

    fn of(error: &Error, status: StatusCode, instance: String, request_id: Option<RequestId>) -> Self {
        match error {
            Error::Invalid(fields) | Error::Conflict(fields) => Self::new(status, instance, fields.clone()),
            Error::Internal(cause) => {
                let RequestId(request_id) = request_id.unwrap_or_default();
                tracing::error!(%request_id, cause = ?chain(cause.as_ref()), "a request failed");
                let sentence = format!("{error} The server's log tells more under {request_id}.");
                Self::new(status, request_id.urn().to_string(), FieldErrors::new("", sentence))
            }
            Error::CodeRequired(sentence) => Self {
                kind: "urn:problem-type:tracker:code-required",
                ..Self::new(status, instance, FieldErrors::new("code", *sentence))
            },
            Error::Moved(_) => Self {
                kind: "urn:problem-type:tracker:account-moved",
                ..Self::new(status, instance, FieldErrors::new("", error.to_string()))
            },
            Error::LoginExpired => Self {
                kind: "urn:problem-type:tracker:login-expired",
                ..Self::new(status, instance, FieldErrors::new("", error.to_string()))
            },
            Error::ConfirmationRequired => Self {
                kind: "urn:problem-type:tracker:confirmation-required",
                ..Self::new(status, instance, FieldErrors::new("", error.to_string()))
            },
            other => Self::new(status, instance, FieldErrors::new("", other.to_string())),
        }
    }

    fn new(status: StatusCode, instance: String, errors: FieldErrors) -> Self {
        let sentences: Vec<String> = errors.sentences().map(str::to_owned).collect();
        Self {
            kind: "about:blank",
            title: status.canonical_reason().unwrap_or("Error"),
            status: status.as_u16(),
            detail: errors.to_string(),
            instance,
            error: sentences.first().cloned().unwrap_or_default(),
            errors: sentences,
            fields: errors
                .iter()
                .filter(|(field, _)| !field.is_empty())
                .map(|(field, sentences)| (field.to_owned(), sentences.to_vec()))
                .collect(),
        }
    }
}

/// An error and its causes, on one line.
fn chain(error: &dyn std::error::Error) -> String {
    let mut line = error.to_string();
    let mut source = error.source();
    while let Some(cause) = source {
        line.push_str(": ");
        line.push_str(&cause.to_string());
        source = cause.source();
    }
    line
}

fn retry_after(error: &Error) -> Option<u64> {
    match error {
        Error::TooManyRequests(delay) | Error::Unavailable { retry_after: delay, .. } => {
            Some(delay.as_millis().div_ceil(1_000).try_into().unwrap_or(u64::MAX).max(1))
        }
        _ => None,
    }
}

fn is_json(response: &Response) -> bool {
    response.headers().get(CONTENT_TYPE).is_some_and(|kind| kind.as_bytes().starts_with(b"application/json"))
}

fn sentence_for(status: StatusCode) -> &'static str {
    match status {
        StatusCode::NOT_FOUND => "There is nothing at this path.",
        StatusCode::METHOD_NOT_ALLOWED => "This path does not know this method.",
        StatusCode::PAYLOAD_TOO_LARGE => "The body is too large: 1 MiB is the most, and 8 KiB before a login.",
        StatusCode::URI_TOO_LONG => "The path is too long.",
        StatusCode::REQUEST_HEADER_FIELDS_TOO_LARGE => "The header is too large: 64 KiB and 100 lines are the most.",
        StatusCode::REQUEST_TIMEOUT => "The request took too long to arrive.",
        StatusCode::FORBIDDEN => "The request comes from another site.",
        StatusCode::SERVICE_UNAVAILABLE => {
            "Too many are connected to the server at the moment. Try again in a few seconds."
        }
        status if status.is_server_error() => "Something went wrong on the server.",
        _ => "The request is malformed.",
    }
}
