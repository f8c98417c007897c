//! Gives hyper's own refusals a proper body: requests that are not HTTP, or whose header is too long.
//!
//! hyper answers them with an empty body and never calls a service. So this recognises their bytes on the way out,
//! because they lack a header that all our answers have, and gives them the shape of every other error.

use std::io;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use axum::http::StatusCode;
use hyper::rt::{Read, ReadBufCursor, Write};

use crate::http::wire::problem::Problem;

/// Present in every answer that went through [`crate::http::layers`].
const OURS: &[u8] = b"x-content-type-options";

/// A connection that turns refusals into JSON.
pub struct Refusing<T> {
    inner: T,
    /// The rest of a refusal that is being written.
    pending: Vec<u8>,
}

impl<T> Refusing<T> {
    pub fn new(inner: T) -> Self {
        Self { inner, pending: Vec::new() }
    }
}

impl<T: Write + Unpin> Refusing<T> {
    fn poll_pending(&mut self, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        while !self.pending.is_empty() {
            let written = ready!(Pin::new(&mut self.inner).poll_write(context, &self.pending))?;
            if written == 0 {
                return Poll::Ready(Err(io::ErrorKind::WriteZero.into()));
            }
            self.pending.drain(..written);
        }
        Poll::Ready(Ok(()))
    }
}

impl<T: Read + Unpin> Read for Refusing<T> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: ReadBufCursor<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.inner).poll_read(context, buffer)
    }
}

impl<T: Write + Unpin> Write for Refusing<T> {
    fn poll_write(mut self: Pin<&mut Self>, context: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        ready!(self.poll_pending(context))?;
        match refusal(bytes) {
            Some(refusal) => {
                self.pending = refusal;
                Poll::Ready(Ok(bytes.len()))
            }
            None => Pin::new(&mut self.inner).poll_write(context, bytes),
        }
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        ready!(self.poll_pending(context))?;
        Pin::new(&mut self.inner).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        ready!(self.poll_pending(context))?;
        Pin::new(&mut self.inner).poll_shutdown(context)
    }

    fn is_write_vectored(&self) -> bool {
        self.inner.is_write_vectored()
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffers: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        // A refusal has no body, so it is a single buffer.
        if let [single] = buffers {
            return self.poll_write(context, single);
        }
        ready!(self.poll_pending(context))?;
        Pin::new(&mut self.inner).poll_write_vectored(context, buffers)
    }
}

/// The answer that replaces one of hyper's own; `None` for our own answers.
fn refusal(bytes: &[u8]) -> Option<Vec<u8>> {
    let code = bytes.strip_prefix(b"HTTP/1.1 ").or_else(|| bytes.strip_prefix(b"HTTP/1.0 "))?.get(..3)?;
    let is_whole = bytes.ends_with(b"\r\n\r\n") && !bytes.windows(OURS.len()).any(|window| window == OURS);
    let status = StatusCode::from_bytes(code).ok().filter(|status| status.is_client_error() && is_whole)?;
    let body = serde_json::to_string(&Problem::of_status(status)).ok()?;
    let head = format!(
        "HTTP/1.1 {status}\r\ncontent-type: application/problem+json\r\ncontent-length: {}\r\nconnection: close\r\n\
         cache-control: no-store\r\nx-content-type-options: nosniff\r\nreferrer-policy: no-referrer\r\n\
         cross-origin-opener-policy: same-origin\r\ncross-origin-resource-policy: same-origin\r\n\r\n",
        body.len()
    );
    Some((head + &body).into_bytes())
}
