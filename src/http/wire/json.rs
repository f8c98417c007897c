//! Request bodies: read as JSON, or refused with the field to blame.

use std::time::Duration;

use axum::body::Bytes;
use axum::extract::rejection::BytesRejection;
use axum::extract::{DefaultBodyLimit, FromRequest, Request};
use axum::http::header::CONTENT_TYPE;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use serde::de::DeserializeOwned;
use serde_json::error::Category;
use serde_path_to_error::Segment;

use crate::domain::text::capitalized;
use crate::error::Error;
use crate::http::wire::authentication::LoggedIn;
use crate::http::wire::incoming::{BodyFailure, SHORT_BODY};
use crate::http::wire::problem::HttpError;

/// A JSON body and its bytes.
pub struct JsonBody<T> {
    pub value: T,
    pub bytes: Bytes,
}

impl<T> JsonBody<T> {
    /// Reads another type from the same object.
    pub fn also<U: DeserializeOwned>(&self) -> crate::error::Result<U> {
        match parse(&self.bytes) {
            Ok(value) => Ok(value),
            Err(Rejection::Invalid(error)) => Err(error),
            Err(_) => Err(Error::internal("a body that was read can't be read")),
        }
    }
}

impl<S: Send + Sync, T: DeserializeOwned> FromRequest<S> for JsonBody<T> {
    type Rejection = Rejection;

    async fn from_request(mut request: Request, state: &S) -> Result<Self, Rejection> {
        if !is_json(request.headers()) {
            let sentence = "The body must be JSON, with the header Content-Type: application/json.";
            return Err(Rejection::Http(HttpError::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, sentence)));
        }
        if request.extensions().get::<LoggedIn>().is_none() {
            DefaultBodyLimit::max(SHORT_BODY).apply(&mut request);
        }
        let bytes = Bytes::from_request(request, state).await.map_err(Rejection::Unread)?;
        let value = parse(&bytes)?;
        Ok(Self { value, bytes })
    }
}

/// Why a body was refused.
pub enum Rejection {
    /// It did not arrive completely, or was too large.
    Unread(BytesRejection),
    /// It is not JSON.
    Http(HttpError),
    /// It has the wrong shape.
    Invalid(Error),
}

impl IntoResponse for Rejection {
    fn into_response(self) -> Response {
        match self {
            // Leave out the framework's text; the status gets a sentence of our own.
            Self::Unread(rejection) => match BodyFailure::behind(&rejection) {
                None => rejection.status().into_response(),
                Some(BodyFailure::TooSlow) => StatusCode::REQUEST_TIMEOUT.into_response(),
                Some(BodyFailure::TooMany) => {
                    let reason = "Too much is being sent to the server at the moment. Try again in a few seconds.";
                    Error::Unavailable { reason, retry_after: Duration::from_secs(5) }.into_response()
                }
            },
            Self::Http(error) => error.into_response(),
            Self::Invalid(error) => error.into_response(),
        }
    }
}

fn is_json(headers: &HeaderMap) -> bool {
    let Some(kind) = headers.get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok()) else { return false };
    let kind = kind.split(';').next().unwrap_or_default().trim();
    kind.eq_ignore_ascii_case("application/json")
}

fn parse<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Rejection> {
    // Ignored parts must be text too, but serde_json skips over invalid UTF-8 there.
    let Ok(text) = std::str::from_utf8(bytes) else {
        let sentence = "The body is not valid JSON: it is not encoded as UTF-8.";
        return Err(Rejection::Http(HttpError::new(StatusCode::BAD_REQUEST, sentence)));
    };
    let mut deserializer = serde_json::Deserializer::from_str(text);
    match serde_path_to_error::deserialize(&mut deserializer) {
        // serde would take the items of an array for the fields in order.
        Ok(_) if !text.trim_ascii_start().starts_with('{') => Err(Rejection::Invalid(no_object())),
        Ok(value) => deserializer.end().map(|()| value).map_err(|error| malformed(&error)),
        Err(error) if error.inner().classify() == Category::Data => Err(Rejection::Invalid(wrong_type(&error))),
        Err(error) => Err(malformed(error.inner())),
    }
}

fn malformed(error: &serde_json::Error) -> Rejection {
    let sentence = format!("The body is not valid JSON (line {}, column {}).", error.line(), error.column());
    Rejection::Http(HttpError::new(StatusCode::BAD_REQUEST, sentence))
}

/// The field is the first step of the path. serde says what was expected, without the names of Rust types.
fn wrong_type(error: &serde_path_to_error::Error<serde_json::Error>) -> Error {
    let path = error.path().to_string();
    let field = match error.path().iter().next() {
        Some(Segment::Map { key }) => Some(key.clone()),
        _ => None,
    };
    let text = error.inner().to_string();
    let reason = text.rsplit_once(" at line ").map_or(text.as_str(), |(reason, _)| reason);
    let expected = reason.rsplit_once("expected ").map(|(_, expected)| expected);
    match (field, expected) {
        (Some(field), Some(expected)) => {
            let place = if path == field { capitalized(&field) } else { path };
            Error::invalid(field, format!("{place} must be {}.", in_words(expected)))
        }
        (Some(field), None) => {
            let sentence = format!("{} can't be read.", capitalized(&field));
            Error::invalid(field, sentence)
        }
        (None, _) if reason.starts_with("duplicate field") => Error::invalid("", format!("The body has a {reason}.")),
        (None, _) => no_object(),
    }
}

fn no_object() -> Error {
    Error::invalid("", "The body must be a JSON object.")
}

fn in_words(expected: &str) -> &str {
    match expected {
        "a boolean" => "true or false",
        "a sequence" => "a list",
        "i64" | "u64" | "i32" | "u32" => "a whole number",
        name if name.starts_with("struct ") => "an object",
        other => other,
    }
}
