//! The user that a proxy names in a header.

use std::convert::Infallible;

use axum::extract::FromRequestParts;
use axum::http::request::Parts;

use crate::domain::identities::Identity;
use crate::http::app::App;
use crate::http::server::client_address::Peer;

/// Whom a trusted proxy names. Anybody else's header says nothing, and so does one that comes twice.
#[derive(Debug, Clone)]
pub struct ProxyUser(pub Option<Identity>);

impl FromRequestParts<App> for ProxyUser {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Infallible> {
        Ok(Self(read(parts, app)))
    }
}

fn read(parts: &Parts, app: &App) -> Option<Identity> {
    let name = app.config.sign_on.trusted_header.as_ref()?;
    // The other end of the connection, not who it says that it forwards for. Whoever may open a Unix socket is a proxy.
    let Peer(peer) = parts.extensions.get::<Peer>()?;
    if let Some(peer) = peer
        && !app.config.trusted_proxies.iter().any(|net| net.contains(&peer.to_canonical()))
    {
        return None;
    }
    let mut values = parts.headers.get_all(name.as_str()).iter();
    let (value, None) = (values.next()?, values.next()) else { return None };
    Identity::header(str::from_utf8(value.as_bytes()).ok()?).ok()
}
