//! Opens what the server listens on.

use anyhow::Context;
use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};
use tokio::sync::oneshot;

use crate::config::{ListenAddress, ServeConfig};
use crate::http::{self, App, Limits, Listener, Metrics, Tls, metrics_router};

/// What the server listens on, and its certificate.
pub struct Listening {
    pub listeners: Vec<Listener>,
    pub tls: Option<Tls>,
    /// Where metrics are served.
    pub metrics: Option<Listener>,
}

/// Listens on the sockets that were handed over or, if there are none, on the configured addresses.
pub async fn listen(config: &ServeConfig) -> anyhow::Result<Listening> {
    let tls = config.address.certificate().map_err(anyhow::Error::msg)?.map(Tls::read).transpose()?;
    let metrics = match &config.observing.metrics_listen {
        Some(address) => Some(bind(address, None, "--metrics-listen").await?),
        None => None,
    };
    let inherited = Listener::inherited(tls.as_ref()).context("Can't listen on a socket that was handed over")?;
    if !inherited.is_empty() {
        return Ok(Listening { listeners: inherited, tls, metrics });
    }
    let mut listeners = Vec::with_capacity(config.address.listen.len());
    for address in &config.address.listen {
        listeners.push(bind(address, tls.clone(), "--listen").await?);
    }
    Ok(Listening { listeners, tls, metrics })
}

async fn bind(address: &ListenAddress, tls: Option<Tls>, flag: &str) -> anyhow::Result<Listener> {
    let listener = Listener::bind(address, tls).await;
    listener.with_context(|| format!("Can't listen on {address}. Choose another address with {flag}"))
}

/// How many may ask for metrics at once.
const ASKING: usize = 16;

/// Serves metrics, if they are wanted, until the other end of the channel is gone.
pub async fn serve_metrics(listener: Option<Listener>, app: App, is_over: oneshot::Receiver<()>) {
    let Some(listener) = listener else { return };
    let limits = Limits { connections: ASKING, connections_per_address: ASKING, ..Limits::default() };
    http::serve(vec![listener], metrics_router(app), limits, Metrics::default(), async { drop(is_over.await) }).await;
}

/// Says so if passwords would cross a network in the clear.
pub fn warn_of_plain_http(config: &ServeConfig) {
    if !config.address.is_local() && !config.is_https() {
        tracing::warn!(
            "other machines reach this server without TLS, so anybody on the way can read passwords and tasks: give it a \
             certificate with --tls-cert and --tls-key, or put a proxy with TLS before it and name its --public-url"
        );
    }
}

/// Files that the server opens besides its connections.
const OTHER_FILES: u64 = 256;

/// The limits of the server, as far as the system lets it have so many connections.
pub fn limits(config: &ServeConfig) -> Limits {
    let mut limits = Limits { proxies: config.trusted_proxies.clone(), ..Limits::default() };
    let files = more_files(limits.connections as u64 + OTHER_FILES);
    let connections = usize::try_from(files.saturating_sub(OTHER_FILES)).unwrap_or(usize::MAX);
    if connections < limits.connections {
        limits.connections = connections.max(64);
        limits.connections_per_address = (limits.connections / 4).max(16);
        tracing::warn!(
            files,
            connections = limits.connections,
            "the system allows few open files, so only few can be connected: raise its limit (ulimit -n)"
        );
    }
    limits
}

/// Asks the system for so many open files, and returns how many it allows.
fn more_files(wanted: u64) -> u64 {
    let Rlimit { current, maximum } = getrlimit(Resource::Nofile);
    let allowed = current.unwrap_or(u64::MAX);
    let raised = wanted.min(maximum.unwrap_or(u64::MAX));
    if allowed >= raised || setrlimit(Resource::Nofile, Rlimit { current: Some(raised), maximum }).is_err() {
        return allowed;
    }
    raised
}

/// Reads the certificate again.
pub fn reload(tls: Option<&Tls>) {
    match tls.map(Tls::reload) {
        None => tracing::info!("there is nothing to read again: the server has no certificate of its own"),
        Some(Ok(())) => tracing::info!("read the certificate again"),
        Some(Err(error)) => {
            tracing::error!(%error, cause = error.source().map(tracing::field::display), "the former certificate stays");
        }
    }
}
