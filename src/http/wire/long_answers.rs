//! Refuses long answers while too many are being sent.

use std::sync::{Arc, OnceLock};

use axum::body::{Body, Bytes, HttpBody, to_bytes};
use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::domain::users::UserId;
use crate::error::Error;
use crate::http::app::App;

/// Shorter answers aren't counted: the number of connections bounds them.
const LONG: usize = 1024 * 1024;

/// Who has sent a request, once a handler has asked.
#[derive(Debug, Clone, Default)]
pub struct Asker(Arc<OnceLock<UserId>>);

impl Asker {
    /// Says who it is.
    pub fn is(&self, account: UserId) {
        // Whoever asks twice gets the same answer.
        let _ = self.0.set(account);
    }
}

/// Refuses a long answer while others hold all the memory for such. Streams hold none.
pub async fn bound(State(app): State<App>, mut request: Request, next: Next) -> Response {
    let asker = Asker::default();
    request.extensions_mut().insert(asker.clone());
    let response = next.run(request).await;
    let length = response.body().size_hint().exact().and_then(|length| usize::try_from(length).ok());
    if length.is_none_or(|length| length < LONG) {
        return response;
    }
    let (parts, body) = response.into_parts();
    let held = match to_bytes(body, usize::MAX).await {
        Ok(bytes) => app.long_answers.hold(asker.0.get().copied(), bytes),
        Err(error) => Err(Error::internal(error)),
    };
    match held {
        Ok(held) => Response::from_parts(parts, Body::from(Bytes::from_owner(held))),
        Err(error) => error.into_response(),
    }
}
