//! `tracker healthcheck`

use std::io::{Read, Write};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::os::unix::net::UnixStream;
use std::path::Path;
use std::time::Duration;

use anyhow::{Context, bail};
use clap::Args;
use serde_json::Value;

use super::client::server::Server;
use crate::config::{ConfigFileArgs, ListenAddress, ListenArgs};

/// The timeout of a read from a Unix socket.
const ANSWERING: Duration = Duration::from_secs(10);

/// Takes the flags and variables with which `serve` listens.
#[derive(Debug, Args)]
pub struct Healthcheck {
    #[command(flatten)]
    _file: ConfigFileArgs,
    #[command(flatten)]
    address: ListenArgs,
}

impl Healthcheck {
    /// Fails with the server's own sentence if something is wrong.
    pub fn run(self) -> anyhow::Result<()> {
        match self.address.listen.first() {
            Some(ListenAddress::Tcp(address)) => {
                Server::on_this_machine(&url_of(*address, self.address.speaks_tls())).get("/readyz").map(drop)
            }
            Some(ListenAddress::Unix(path)) => ask_through(path),
            None => Ok(()),
        }
    }
}

/// The URL at which this machine reaches a server that listens on an address.
fn url_of(listen: SocketAddr, speaks_tls: bool) -> String {
    let ip = match listen.ip() {
        IpAddr::V4(ip) if ip.is_unspecified() => Ipv4Addr::LOCALHOST.into(),
        IpAddr::V6(ip) if ip.is_unspecified() => Ipv6Addr::LOCALHOST.into(),
        ip => ip,
    };
    let scheme = if speaks_tls { "https" } else { "http" };
    format!("{scheme}://{}", SocketAddr::new(ip, listen.port()))
}

/// Asks a server that listens on a Unix socket.
fn ask_through(path: &Path) -> anyhow::Result<()> {
    let at = path.display();
    let mut stream = UnixStream::connect(path).with_context(|| format!("Nobody answers at {at}"))?;
    stream.set_read_timeout(Some(ANSWERING))?;
    stream.write_all(b"GET /readyz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer).with_context(|| format!("The server at {at} does not answer"))?;
    if answer.starts_with("HTTP/1.1 200 ") {
        return Ok(());
    }
    let body = answer.split_once("\r\n\r\n").map(|(_, body)| body).unwrap_or_default();
    match serde_json::from_str::<Value>(body)
        .ok()
        .and_then(|problem| problem.get("detail")?.as_str().map(str::to_owned))
    {
        Some(detail) => bail!("{detail}"),
        None => bail!("What listens at {at} is no tracker."),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_server_that_listens_everywhere_is_asked_on_this_machine() {
        for (listen, url) in [
            ("127.0.0.1:5555", "http://127.0.0.1:5555"),
            ("0.0.0.0:80", "http://127.0.0.1:80"),
            ("[::]:80", "http://[::1]:80"),
            ("192.168.1.2:80", "http://192.168.1.2:80"),
        ] {
            assert_eq!(url_of(listen.parse().unwrap(), false), url);
        }
        assert_eq!(url_of("0.0.0.0:443".parse().unwrap(), true), "https://127.0.0.1:443");
    }
}
