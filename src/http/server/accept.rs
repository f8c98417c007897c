//! The accept loops, and a graceful shutdown.

use std::io;
use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::http::StatusCode;
use tokio::task::JoinSet;

use crate::accounts::ClientNetwork;
use crate::http::metrics::Metrics;
use crate::http::server::connection::{self, Service};
use crate::http::server::connections::Connections;
use crate::http::server::limits::Limits;
use crate::http::server::listener::Listener;
use crate::http::server::refusal;
use crate::http::wire::incoming::Room;

/// Serves until `end` is ready, then finishes the requests in flight.
pub async fn serve(
    listeners: Vec<Listener>,
    routes: Router,
    limits: Limits,
    metrics: Metrics,
    end: impl Future<Output = ()>,
) {
    let connections = Arc::new(Connections::new(limits.clone(), metrics.clone()));
    let service = Service { routes, room: Room::new(limits.arriving_bytes), limits: Arc::new(limits.clone()) };
    let mut accepting = JoinSet::new();
    for listener in listeners {
        accepting.spawn(accept_all(listener, Arc::clone(&connections), service.clone(), metrics.clone()));
    }
    let mut end = std::pin::pin!(end);
    // Apart from sweeping, this timer always fires before any other. Without it, Tokio makes a system call to wake itself
    // for each that is set.
    let mut sweep = tokio::time::interval(limits.sweep());
    loop {
        tokio::select! {
            _ = sweep.tick() => connections.sweep(),
            () = &mut end => break,
        }
    }
    // Closes the listeners. The connections are tasks of their own.
    accepting.shutdown().await;
    if tokio::time::timeout(limits.shutdown, connections.finish()).await.is_err() {
        tracing::warn!("some requests did not end in time and were cut off");
        connections.cut().await;
    }
}

/// Takes in whoever connects.
async fn accept_all(listener: Listener, connections: Arc<Connections>, service: Service, metrics: Metrics) {
    loop {
        let (raw, peer) = match listener.accept().await {
            Ok(accepted) => accepted,
            Err(error) if is_of_one_connection(&error) => continue,
            Err(error) => {
                // Probably out of file descriptors. Wait for other connections to close.
                tracing::warn!(%error, "a connection could not be accepted");
                tokio::time::sleep(Duration::from_millis(100)).await;
                continue;
            }
        };
        if let Some(place) = connections.admit(network_of(peer, &service.limits)) {
            tokio::spawn(connection::serve(raw, peer, place, service.clone()));
        } else {
            metrics.note_refused();
            raw.refuse(&refusal::answer(StatusCode::SERVICE_UNAVAILABLE));
        }
    }
}

/// The network whose connections are counted together with this one.
fn network_of(peer: Option<IpAddr>, limits: &Limits) -> Option<ClientNetwork> {
    let peer = peer?;
    let is_proxy = limits.proxies.iter().any(|proxy| proxy.contains(&peer.to_canonical()));
    (!is_proxy).then(|| ClientNetwork::of(peer))
}

/// Whether accepting failed because of the client, so that the next one may be accepted at once (`accept(2)`).
fn is_of_one_connection(error: &io::Error) -> bool {
    use io::ErrorKind::{ConnectionAborted, ConnectionReset, Interrupted};
    matches!(error.kind(), ConnectionAborted | ConnectionReset | Interrupted)
}
