//! A stream that tells what goes over it, and gives hyper's own refusals a proper body.

use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};

use crate::http::server::activity::Activity;
use crate::http::server::listener::Stream;
use crate::http::server::refusal::refusal;

/// A stream of a connection that is watched.
pub struct Watched {
    inner: Stream,
    activity: Arc<Activity>,
    header_bytes: usize,
    /// The rest of a refusal that is being written.
    pending: Vec<u8>,
    /// Whether the client has said all it wants to say.
    is_at_end: bool,
}

impl Watched {
    pub fn new(inner: Stream, activity: Arc<Activity>, header_bytes: usize) -> Self {
        Self { inner, activity, header_bytes, pending: Vec::new(), is_at_end: false }
    }

    /// The stream, unless its client has closed it.
    pub fn into_open(self) -> Option<Stream> {
        (!self.is_at_end).then_some(self.inner)
    }

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

    fn note(&self, written: &Poll<io::Result<usize>>) {
        match written {
            Poll::Pending => self.activity.note_stuck(),
            Poll::Ready(Ok(bytes)) => self.activity.note_taken(*bytes),
            Poll::Ready(Err(_)) => {}
        }
    }
}

impl AsyncRead for Watched {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let before = buffer.filled().len();
        ready!(Pin::new(&mut self.inner).poll_read(context, buffer))?;
        match buffer.filled().get(before..) {
            Some(bytes) if !bytes.is_empty() => self.activity.note_read(bytes, self.header_bytes),
            _ => self.is_at_end = true,
        }
        Poll::Ready(Ok(()))
    }
}

impl AsyncWrite for Watched {
    fn poll_write(mut self: Pin<&mut Self>, context: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        ready!(self.poll_pending(context))?;
        if let Some(refusal) = refusal(bytes) {
            self.pending = refusal;
            return Poll::Ready(Ok(bytes.len()));
        }
        let written = Pin::new(&mut self.inner).poll_write(context, bytes);
        self.note(&written);
        written
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        ready!(self.poll_pending(context))?;
        let flushed = Pin::new(&mut self.inner).poll_flush(context);
        match &flushed {
            // Only TLS holds bytes back.
            Poll::Pending => self.activity.note_stuck(),
            Poll::Ready(Ok(())) => self.activity.note_flushed(),
            Poll::Ready(Err(_)) => {}
        }
        flushed
    }

    /// Only flushes. The task of the connection closes it.
    fn poll_shutdown(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.poll_flush(context)
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
        let written = Pin::new(&mut self.inner).poll_write_vectored(context, buffers);
        self.note(&written);
        written
    }
}
