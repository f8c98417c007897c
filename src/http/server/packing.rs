//! Packs long answers of the API, which a slow network would otherwise take seconds for.

use std::io::{self, Write};

use axum::body::{Body, HttpBody, to_bytes};
use axum::extract::Request;
use axum::http::header::{ACCEPT_ENCODING, CONTENT_ENCODING, CONTENT_LENGTH, ETAG, VARY};
use axum::http::{HeaderMap, HeaderValue};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use flate2::Compression;
use flate2::write::GzEncoder;

use crate::error::Error;

/// Shorter answers fit into one packet or two as they are.
const SHORTEST: u64 = 2_000;

/// Packs an answer if it is long and the client accepts that. Streams are left alone, and so is what has an `ETag`,
/// because that names certain bytes.
pub async fn pack(request: Request, next: Next) -> Response {
    let accepted = accepts(request.headers(), "gzip");
    let response = next.run(request).await;
    let is_long = response.body().size_hint().exact().is_some_and(|length| length >= SHORTEST);
    let headers = response.headers();
    if !accepted || !is_long || headers.contains_key(ETAG) || headers.contains_key(CONTENT_ENCODING) {
        return response;
    }
    packed(response).await.unwrap_or_else(|error| Error::internal(error).into_response())
}

async fn packed(response: Response) -> anyhow::Result<Response> {
    let (mut head, body) = response.into_parts();
    let plain = to_bytes(body, usize::MAX).await?;
    let packed = gzip(&plain)?;
    head.headers.remove(CONTENT_LENGTH);
    head.headers.insert(CONTENT_ENCODING, HeaderValue::from_static("gzip"));
    head.headers.append(VARY, HeaderValue::from_static("Accept-Encoding"));
    Ok(Response::from_parts(head, Body::from(packed)))
}

fn gzip(plain: &[u8]) -> io::Result<Vec<u8>> {
    // A list of tasks gets five times smaller, and no more than six times with more effort.
    let mut encoder = GzEncoder::new(Vec::with_capacity(plain.len() / 4), Compression::fast());
    encoder.write_all(plain)?;
    encoder.finish()
}

/// Whether a client says that it can unpack this.
pub fn accepts(request: &HeaderMap, encoding: &str) -> bool {
    request.get_all(ACCEPT_ENCODING).iter().filter_map(|line| line.to_str().ok()).flat_map(|line| line.split(',')).any(
        |choice| {
            let mut parts = choice.split(';').map(str::trim);
            let named = parts.next().is_some_and(|name| name.eq_ignore_ascii_case(encoding));
            named && !parts.any(|part| matches!(part, "q=0" | "q=0.0" | "q=0.00" | "q=0.000"))
        },
    )
}
