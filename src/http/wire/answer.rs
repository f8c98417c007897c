//! JSON answers.

use axum::http::HeaderValue;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use serde::Serialize;

use crate::error::Error;

/// The initial capacity: enough for a page of 20 tasks, so it seldom grows.
const ANSWER_BYTES: usize = 12 * 1024;

/// A JSON answer.
///
/// It is written by sonic-rs rather than `serde_json`, because sonic-rs checks many bytes at once for what it must escape.
/// A page of tasks is mostly field names and short texts.
pub struct Json<T>(pub T);

impl<T: Serialize> IntoResponse for Json<T> {
    fn into_response(self) -> Response {
        let mut body = Vec::with_capacity(ANSWER_BYTES);
        match sonic_rs::to_writer(&mut body, &self.0) {
            Ok(()) => ([(CONTENT_TYPE, HeaderValue::from_static("application/json"))], body).into_response(),
            Err(error) => Error::internal(error).into_response(),
        }
    }
}
