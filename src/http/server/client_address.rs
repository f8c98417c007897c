//! The address a request comes from.

use std::convert::Infallible;
use std::net::{IpAddr, Ipv4Addr};

use axum::extract::{FromRequestParts, Request};
use axum::http::header::USER_AGENT;
use axum::http::request::Parts;
use axum::http::{Extensions, HeaderMap};
use ipnet::IpNet;

use crate::accounts::ClientNetwork;
use crate::domain::security_events::Occasion;
use crate::http::app::App;

/// The other end of the connection; `None` for a Unix socket.
#[derive(Debug, Clone, Copy)]
pub struct Peer(pub Option<IpAddr>);

/// The client of a request: the peer, or the client named by a trusted proxy.
#[derive(Debug, Clone, Copy)]
pub struct ClientAddress(pub ClientNetwork);

impl FromRequestParts<App> for ClientAddress {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Infallible> {
        Ok(Self(ClientNetwork::of(client_of(parts, app))))
    }
}

/// How many characters of a `User-Agent` header are stored.
const USER_AGENT_CHARS: usize = 512;

/// When a request came and from where, for the account's log.
#[derive(Debug, Clone)]
pub struct RequestOccasion(pub Occasion);

impl FromRequestParts<App> for RequestOccasion {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Infallible> {
        let user_agent = parts.headers.get(USER_AGENT).map(|value| {
            let text = String::from_utf8_lossy(value.as_bytes());
            text.chars().filter(|c| !c.is_control()).take(USER_AGENT_CHARS).collect()
        });
        let address = client_of(parts, app).to_canonical().to_string();
        Ok(Self(Occasion { at: app.clock.now(), address: Some(address), user_agent }))
    }
}

fn client_of(parts: &Parts, app: &App) -> IpAddr {
    client(&parts.extensions, &parts.headers, app)
}

/// The address of the client of a request.
pub fn address_of(request: &Request, app: &App) -> IpAddr {
    client(request.extensions(), request.headers(), app).to_canonical()
}

fn client(extensions: &Extensions, headers: &HeaderMap, app: &App) -> IpAddr {
    let Peer(peer) = extensions.get().copied().unwrap_or(Peer(Some(Ipv4Addr::UNSPECIFIED.into())));
    resolve(peer, headers, &app.config.trusted_proxies)
}

/// Follows `X-Forwarded-For` from the right while each hop is a trusted proxy. Whoever may open the Unix socket is one.
fn resolve(peer: Option<IpAddr>, headers: &HeaderMap, trusted: &[IpNet]) -> IpAddr {
    let is_trusted = |address: &IpAddr| trusted.iter().any(|net| net.contains(&address.to_canonical()));
    let mut client = peer.unwrap_or(Ipv4Addr::LOCALHOST.into());
    if peer.is_some() && !is_trusted(&client) {
        return client;
    }
    let lines: Vec<_> = headers.get_all("x-forwarded-for").iter().filter_map(|line| line.to_str().ok()).collect();
    for hop in lines.iter().rev().flat_map(|line| line.rsplit(',')) {
        let Ok(address) = hop.trim().parse() else { break };
        client = address;
        if !is_trusted(&client) {
            break;
        }
    }
    client
}

#[cfg(test)]
mod tests {
    use super::*;

    fn resolved(peer: &str, forwarded: &[&str]) -> String {
        let mut headers = HeaderMap::new();
        for line in forwarded {
            headers.append("x-forwarded-for", line.parse().unwrap());
        }
        resolve(peer.parse().ok(), &headers, &["10.0.0.0/8".parse().unwrap()]).to_string()
    }

    #[test]
    fn a_stranger_is_not_believed() {
        assert_eq!(resolved("192.0.2.1", &["198.51.100.7"]), "192.0.2.1");
    }

    #[test]
    fn the_right_most_untrusted_hop_counts() {
        assert_eq!(resolved("10.0.0.1", &["1.1.1.1, 198.51.100.7, 10.0.0.2"]), "198.51.100.7");
        assert_eq!(resolved("10.0.0.1", &["1.1.1.1", "198.51.100.7"]), "198.51.100.7");
    }

    #[test]
    fn who_comes_through_a_unix_socket_is_believed() {
        assert_eq!(resolved("unix", &["198.51.100.7"]), "198.51.100.7");
        assert_eq!(resolved("unix", &[]), "127.0.0.1");
    }

    #[test]
    fn what_can_t_be_read_ends_the_search() {
        assert_eq!(resolved("10.0.0.1", &["198.51.100.7, unknown, 10.0.0.2"]), "10.0.0.2");
        assert_eq!(resolved("10.0.0.1", &[]), "10.0.0.1");
    }
}
