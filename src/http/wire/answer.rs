//! Answers, written as JSON.

use axum::http::HeaderValue;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use serde::Serialize;

use crate::error::Error;

/// How much room an answer gets at first: as much as a page of 20 tasks needs, so that it seldom has to grow.
const ANSWER_BYTES: usize = 12 * 1024;

/// An answer in JSON.
///
/// sonic-rs writes it, not `serde_json`: it looks for what to escape in many bytes at once, and a page of tasks is mostly
/// names of fields and short texts.
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
