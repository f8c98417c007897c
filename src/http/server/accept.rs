//! The accept loop: one port, timeouts and limits, and a graceful shutdown.

use std::io;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::http::Request;
use hyper::body::Incoming;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Semaphore;
use tokio::task::JoinSet;
use tower::ServiceExt;

use crate::http::server::client_address::Peer;
use crate::http::server::refusal::Refusing;

/// The limits of the server.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// How long the header of a request may take to arrive.
    pub header_timeout: Duration,
    /// The most bytes in the request line and header.
    pub header_bytes: usize,
    /// The most concurrent connections. Others wait to be accepted.
    pub connections: usize,
    /// How long requests in flight may take during a shutdown.
    pub shutdown: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            header_timeout: Duration::from_secs(10),
            header_bytes: 64 * 1024,
            connections: 4_096,
            shutdown: Duration::from_secs(4),
        }
    }
}

/// Serves until `end` is ready, then finishes the requests in flight.
pub async fn serve(listener: TcpListener, routes: Router, limits: Limits, end: impl Future<Output = ()>) {
    let connections = GracefulShutdown::new();
    let permits = Arc::new(Semaphore::new(limits.connections));
    let mut http = hyper::server::conn::http1::Builder::new();
    http.timer(TokioTimer::new()).header_read_timeout(limits.header_timeout).max_buf_size(limits.header_bytes);
    let mut end = std::pin::pin!(end);
    let mut tasks = JoinSet::new();
    // Apart from reaping connections, this timer always fires before any header timeout. Without it, Tokio makes a system
    // call to wake itself each time a connection starts to wait for its next request.
    let mut tick = tokio::time::interval(limits.header_timeout / 2);
    loop {
        while tasks.try_join_next().is_some() {}
        let accepted = tokio::select! {
            accepted = accept(&listener, &permits) => accepted,
            _ = tick.tick() => continue,
            () = &mut end => break,
        };
        let (stream, peer, permit) = match accepted {
            Ok(accepted) => accepted,
            Err(error) => {
                // Probably out of file descriptors. Wait for other connections to close.
                tracing::warn!(%error, "a connection could not be accepted");
                tokio::time::sleep(Duration::from_millis(100)).await;
                continue;
            }
        };
        let routes = routes.clone();
        let service = service_fn(move |request: Request<Incoming>| {
            let mut request = request.map(Body::new);
            request.extensions_mut().insert(peer);
            routes.clone().oneshot(request)
        });
        let connection = connections.watch(http.serve_connection(Refusing::new(TokioIo::new(stream)), service));
        tasks.spawn(async move {
            let _permit = permit;
            if let Err(error) = connection.await {
                tracing::debug!(%error, "a connection ended early");
            }
        });
    }
    drop(listener);
    if tokio::time::timeout(limits.shutdown, connections.shutdown()).await.is_err() {
        tracing::warn!("some requests did not end in time and were cut off");
    }
    // The remaining tasks hold on to the store.
    tasks.shutdown().await;
}

async fn accept(
    listener: &TcpListener,
    permits: &Arc<Semaphore>,
) -> io::Result<(TcpStream, Peer, tokio::sync::OwnedSemaphorePermit)> {
    let permit = Arc::clone(permits).acquire_owned().await.map_err(io::Error::other)?;
    let (stream, peer) = listener.accept().await?;
    // Answers are written in one piece, so there is nothing to coalesce.
    stream.set_nodelay(true)?;
    Ok((stream, Peer(peer), permit))
}
