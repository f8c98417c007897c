//! Refusals that no handler makes: of what is not HTTP, has too long a header, or comes when there is no place.
//!
//! hyper answers the first two with an empty body and never calls a service. So this recognises their bytes on the way
//! out, because they lack a header that all our answers have, and gives them the shape of every other error.

use axum::http::StatusCode;

use crate::http::wire::problem::Problem;

/// Present in every answer that went through [`crate::http::layers`].
const OURS: &[u8] = b"x-content-type-options";

/// The answer that replaces one of hyper's own; `None` for our own answers.
pub fn refusal(bytes: &[u8]) -> Option<Vec<u8>> {
    let code = bytes.strip_prefix(b"HTTP/1.1 ").or_else(|| bytes.strip_prefix(b"HTTP/1.0 "))?.get(..3)?;
    let is_whole = bytes.ends_with(b"\r\n\r\n") && !bytes.windows(OURS.len()).any(|window| window == OURS);
    let status = StatusCode::from_bytes(code).ok().filter(|status| status.is_client_error() && is_whole)?;
    Some(answer(status))
}

/// A whole answer with this status, after which the connection is closed.
pub fn answer(status: StatusCode) -> Vec<u8> {
    let body = serde_json::to_string(&Problem::of_status(status)).unwrap_or_default();
    let retry_after = if status == StatusCode::SERVICE_UNAVAILABLE { "retry-after: 5\r\n" } else { "" };
    let head = format!(
        "HTTP/1.1 {status}\r\ncontent-type: application/problem+json\r\ncontent-length: {}\r\nconnection: close\r\n\
         {retry_after}cache-control: no-store\r\ncontent-security-policy: default-src 'none'; frame-ancestors 'none'\r\n\
         x-content-type-options: nosniff\r\nreferrer-policy: no-referrer\r\n\
         cross-origin-opener-policy: same-origin\r\ncross-origin-resource-policy: same-origin\r\n\r\n",
        body.len()
    );
    (head + &body).into_bytes()
}
