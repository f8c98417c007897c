//! Bounds how much memory long answers take until their clients have read them.

use std::sync::Arc;
use std::time::Duration;

use axum::body::{Body, Bytes, HttpBody, to_bytes};
use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use crate::error::Error;
use crate::http::app::{App, LONG_ANSWERS};

/// Shorter answers aren't counted: the number of connections bounds them.
const LONG: usize = 1024 * 1024;
/// Takes an answer's share of the memory: one permit a KiB.
fn hold(permits: &Arc<Semaphore>, bytes: Bytes) -> Result<Held, Error> {
    let share = u32::try_from(bytes.len().div_ceil(1024).min(LONG_ANSWERS)).unwrap_or(u32::MAX);
    match Arc::clone(permits).try_acquire_many_owned(share) {
        Ok(permit) => Ok(Held { bytes, _permit: permit }),
        Err(_) => Err(Error::Unavailable {
            reason: "The server is sending too many long answers already. Try again, or ask for fewer tasks a page.",
            retry_after: Duration::from_secs(1),
        }),
    }
}

/// An answer with its share of the memory, until the last of it is sent.
struct Held {
    bytes: Bytes,
    _permit: OwnedSemaphorePermit,
}

impl AsRef<[u8]> for Held {
    fn as_ref(&self) -> &[u8] {
        &self.bytes
    }
}

/// Refuses a long answer while others hold all the memory for such. Streams hold none.
pub async fn bound(State(app): State<App>, request: Request, next: Next) -> Response {
    let response = next.run(request).await;
    let length = response.body().size_hint().exact().and_then(|length| usize::try_from(length).ok());
    if length.is_none_or(|length| length < LONG) {
        return response;
    }
    let (parts, body) = response.into_parts();
    let held = match to_bytes(body, usize::MAX).await {
        Ok(bytes) => hold(&app.long_answers, bytes),
        Err(error) => Err(Error::internal(error)),
    };
    match held {
        Ok(held) => Response::from_parts(parts, Body::from(Bytes::from_owner(held))),
        Err(error) => error.into_response(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_is_refused_until_another_is_sent() {
        let permits = Arc::new(Semaphore::new(LONG_ANSWERS));
        let long = || hold(&permits, vec![0; 40 * 1024 * 1024].into());
        let first = Bytes::from_owner(long().unwrap());
        assert!(matches!(long(), Err(Error::Unavailable { .. })));
        let part = first.slice(1..2);
        drop(first);
        assert!(long().is_err(), "a part of it is still to be sent");
        drop(part);
        assert!(long().is_ok());
    }

    #[test]
    fn the_longest_answer_takes_no_more_than_all() {
        let permits = Arc::new(Semaphore::new(LONG_ANSWERS));
        assert!(hold(&permits, vec![0; 80 * 1024 * 1024].into()).is_ok());
    }
}
