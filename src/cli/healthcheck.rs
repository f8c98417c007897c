//! `tracker healthcheck`

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};

use clap::Args;

use super::client::server::Server;

#[derive(Debug, Args)]
pub struct Healthcheck {
    /// The address on which the server listens
    #[arg(long, env = "TRACKER_LISTEN", value_name = "ADDR", default_value = "127.0.0.1:5555")]
    listen: SocketAddr,
}

impl Healthcheck {
    /// Fails with the server's own sentence if something is wrong.
    pub fn run(self) -> anyhow::Result<()> {
        Server::new(&url_of(self.listen), None).get("/readyz").map(drop)
    }
}

/// The URL at which this machine reaches a server that listens on an address.
fn url_of(listen: SocketAddr) -> String {
    let ip = match listen.ip() {
        IpAddr::V4(ip) if ip.is_unspecified() => Ipv4Addr::LOCALHOST.into(),
        IpAddr::V6(ip) if ip.is_unspecified() => Ipv6Addr::LOCALHOST.into(),
        ip => ip,
    };
    format!("http://{}", SocketAddr::new(ip, listen.port()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_server_that_listens_everywhere_is_asked_on_this_machine() {
        for (listen, url) in [
            ("127.0.0.1:5555", "http://127.0.0.1:5555"),
            ("0.0.0.0:80", "http://127.0.0.1:80"),
            ("[::]:8080", "http://[::1]:8080"),
            ("192.0.2.7:1", "http://192.0.2.7:1"),
        ] {
            assert_eq!(url_of(listen.parse().unwrap()), url);
        }
    }
}
