//! Serves one connection.

use std::net::IpAddr;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use axum::Router;
use axum::body::{Body, Bytes, HttpBody};
use axum::http::header::{CONTENT_LENGTH, TRANSFER_ENCODING};
use axum::http::{Request, StatusCode};
use http_body::{Frame, SizeHint};
use hyper::body::Incoming as Arriving;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tower::ServiceExt;

use crate::http::server::activity::{Activity, Order};
use crate::http::server::client_address::Peer;
use crate::http::server::connections::Place;
use crate::http::server::limits::Limits;
use crate::http::server::listener::{Raw, Stream};
use crate::http::server::refusal;
use crate::http::server::watched::Watched;
use crate::http::wire::incoming::{Incoming, Room};

/// How long and how much to read from a client that is still sending when it has been answered for the last time, so that
/// it reads the answer before it notices that the connection is closed (RFC 9112, section 9.6).
const LINGER: Duration = Duration::from_secs(1);
const LINGER_BYTES: usize = 512 * 1024;

/// Marks a request with a header that is no good, though hyper takes it.
#[derive(Debug, Clone, Copy)]
pub enum BadHeader {
    /// It gives the length of the body in two ways (RFC 9112, section 6.1).
    TwoLengths,
    /// It is too long. hyper only checks a header that does not arrive at once.
    TooLong,
}

/// What all connections share.
#[derive(Clone)]
pub struct Service {
    pub routes: Router,
    pub limits: Arc<Limits>,
    pub room: Room,
}

/// Serves a connection until it ends, or is told to.
pub async fn serve(raw: Raw, peer: Option<IpAddr>, place: Place, service: Service) {
    let activity = Arc::clone(&place.activity);
    let opened = tokio::select! {
        opened = raw.open() => opened,
        // Whoever does not speak TLS would not understand an answer.
        _ = activity.ordered() => return,
    };
    match opened {
        Ok(stream) => speak(stream, peer, &activity, service).await,
        Err(error) => tracing::debug!(%error, "TLS could not be agreed on"),
    }
}

async fn speak(stream: Stream, peer: Option<IpAddr>, activity: &Arc<Activity>, service: Service) {
    let limits = Arc::clone(&service.limits);
    let stream = Watched::new(stream, Arc::clone(activity), limits.header_bytes);
    let answering = {
        let activity = Arc::clone(activity);
        service_fn(move |request: Request<Arriving>| {
            activity.begin_request();
            let mut request =
                request.map(|body| Body::new(Incoming::new(body, limits.body_timeout, service.room.clone())));
            request.extensions_mut().insert(Peer(peer));
            if let Some(bad) = activity.take_head(|head| BadHeader::of(&request, head, limits.header_bytes)) {
                request.extensions_mut().insert(bad);
            }
            let answer = service.routes.clone().oneshot(request);
            // Also ends the request if the client goes away before it is answered.
            let request = InFlight(Arc::clone(&activity));
            async move { answer.await.map(|answer| answer.map(|body| Answer { body, _request: request })) }
        })
    };
    let mut http = http1::Builder::new();
    http.max_buf_size(service.limits.header_bytes);
    let mut http = http.serve_connection(TokioIo::new(stream), answering);
    let mut is_told_to_end = false;
    loop {
        tokio::select! {
            biased;
            ended = &mut http => {
                if let Err(error) = ended {
                    tracing::debug!(%error, "a connection ended early");
                }
                break;
            }
            order = activity.ordered() => match order {
                Order::Finish => {
                    is_told_to_end = true;
                    Pin::new(&mut http).graceful_shutdown();
                }
                // Who has sent nothing is owed nothing.
                Order::TooSlow if activity.is_silent() => return,
                Order::Cut => return,
                Order::TooSlow => {
                    if let Some(stream) = http.into_parts().io.into_inner().into_open() {
                        close(stream, &refusal::answer(StatusCode::REQUEST_TIMEOUT)).await;
                    }
                    return;
                }
            },
        }
    }
    let stream = http.into_parts().io.into_inner();
    if !is_told_to_end && let Some(stream) = stream.into_open() {
        close(stream, &[]).await;
    }
}

/// Says a last thing and closes a connection so that the client can read what it was told.
async fn close(mut stream: Stream, last: &[u8]) {
    let closing = async {
        stream.write_all(last).await?;
        stream.shutdown().await?;
        let mut rest = vec![0; 16 * 1024];
        let mut read = 0;
        while read < LINGER_BYTES {
            match stream.read(&mut rest).await? {
                0 => break,
                some => read += some,
            }
        }
        Ok::<_, std::io::Error>(())
    };
    // It is closed in any case.
    let _ = tokio::time::timeout(LINGER, closing).await;
}

impl BadHeader {
    /// What is wrong with the header of a request, of which these bytes have been kept.
    fn of(request: &Request<Body>, head: &[u8], most: usize) -> Option<Self> {
        let headers = request.headers();
        if headers.contains_key(TRANSFER_ENCODING) && has_length(head) {
            return Some(Self::TwoLengths);
        }
        let length = || headers.iter().map(|(name, value)| name.as_str().len() + value.len()).sum::<usize>();
        (head.len() >= most && length() > most).then_some(Self::TooLong)
    }
}

/// Whether the first header of these bytes has a `Content-Length`. hyper, which prefers the chunks, removes it.
fn has_length(head: &[u8]) -> bool {
    let mut lines = [httparse::EMPTY_HEADER; 100];
    let mut request = httparse::Request::new(&mut lines);
    match request.parse(head) {
        Ok(_) => request.headers.iter().any(|line| line.name.eq_ignore_ascii_case(CONTENT_LENGTH.as_str())),
        Err(_) => false,
    }
}

/// A request that is being answered.
struct InFlight(Arc<Activity>);

impl Drop for InFlight {
    fn drop(&mut self) {
        self.0.end_request();
    }
}

/// The body of an answer. When it is sent, the request has been answered.
struct Answer {
    body: Body,
    _request: InFlight,
}

impl HttpBody for Answer {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        Pin::new(&mut self.body).poll_frame(context)
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}
