//! Request bodies as they arrive: within a time, and not too much of them at once.

use std::error::Error as StdError;
use std::fmt;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use axum::body::{Bytes, HttpBody};
use http_body::{Frame, SizeHint};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::Sleep;

/// A body of this size is short: it needs no room to be reserved.
pub const SHORT_BODY: usize = 8 * 1024;
/// The largest request body.
pub const BODY_BYTES: usize = 1024 * 1024;
/// The unit in which room is reserved.
const UNIT: usize = 1024;

/// Why a body did not arrive.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BodyFailure {
    /// It took too long.
    TooSlow,
    /// Too many long bodies are arriving.
    TooMany,
}

impl BodyFailure {
    /// The failure among the causes of an error.
    pub fn behind(error: &(dyn StdError + 'static)) -> Option<Self> {
        let mut cause = Some(error);
        while let Some(error) = cause {
            if let Some(failure) = error.downcast_ref() {
                return Some(*failure);
            }
            cause = error.source();
        }
        None
    }
}

impl fmt::Display for BodyFailure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::TooSlow => "the body took too long to arrive",
            Self::TooMany => "too many long bodies are arriving",
        })
    }
}

impl StdError for BodyFailure {}

/// Room for the long bodies that are arriving.
#[derive(Debug, Clone)]
pub struct Room(Arc<Semaphore>);

impl Room {
    pub fn new(bytes: usize) -> Self {
        Self(Arc::new(Semaphore::new(bytes / UNIT)))
    }
}

/// A body that has to arrive within a time.
pub struct Incoming<B> {
    body: B,
    timeout: Duration,
    deadline: Option<Pin<Box<Sleep>>>,
    arrived: usize,
    room: Room,
    reserved: Option<OwnedSemaphorePermit>,
}

impl<B> Incoming<B> {
    pub fn new(body: B, timeout: Duration, room: Room) -> Self {
        Self { body, timeout, deadline: None, arrived: 0, room, reserved: None }
    }
}

impl<B> HttpBody for Incoming<B>
where
    B: HttpBody<Data = Bytes> + Unpin,
    B::Error: Into<Box<dyn StdError + Send + Sync>>,
{
    type Data = Bytes;
    type Error = Box<dyn StdError + Send + Sync>;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Self::Error>>> {
        let this = &mut *self;
        match Pin::new(&mut this.body).poll_frame(context) {
            Poll::Ready(Some(Ok(frame))) => {
                this.arrived += frame.data_ref().map_or(0, Bytes::len);
                if this.arrived > SHORT_BODY && this.reserved.is_none() {
                    let units = u32::try_from(BODY_BYTES / UNIT).unwrap_or(u32::MAX);
                    let reserved = Arc::clone(&this.room.0).try_acquire_many_owned(units);
                    let Ok(reserved) = reserved else { return Poll::Ready(Some(Err(BodyFailure::TooMany.into()))) };
                    this.reserved = Some(reserved);
                }
                Poll::Ready(Some(Ok(frame)))
            }
            Poll::Ready(Some(Err(error))) => Poll::Ready(Some(Err(error.into()))),
            Poll::Ready(None) => Poll::Ready(None),
            Poll::Pending => {
                let timeout = this.timeout;
                let deadline = this.deadline.get_or_insert_with(|| Box::pin(tokio::time::sleep(timeout)));
                match deadline.as_mut().poll(context) {
                    Poll::Ready(()) => Poll::Ready(Some(Err(BodyFailure::TooSlow.into()))),
                    Poll::Pending => Poll::Pending,
                }
            }
        }
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}
