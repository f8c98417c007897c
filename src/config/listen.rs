//! Where the server listens.

use std::fmt;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::str::FromStr;

use clap::Args;

/// An address to listen on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ListenAddress {
    /// An IP address and a port.
    Tcp(SocketAddr),
    /// A socket in the file system, for a proxy on the same machine.
    Unix(PathBuf),
}

impl ListenAddress {
    /// Whether only this machine reaches it.
    pub fn is_local(&self) -> bool {
        match self {
            Self::Tcp(address) => address.ip().is_loopback(),
            Self::Unix(_) => true,
        }
    }
}

impl FromStr for ListenAddress {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text.strip_prefix("unix:") {
            Some("") => Err("expected a path after unix:, such as unix:/run/tracker/http.sock".to_owned()),
            Some(path) => Ok(Self::Unix(path.into())),
            None => text.parse().map(Self::Tcp).map_err(|_| {
                "expected an IP address and a port, such as 127.0.0.1:5555, or a socket, such as unix:/run/tracker/http.sock"
                    .to_owned()
            }),
        }
    }
}

impl fmt::Display for ListenAddress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Tcp(address) => address.fmt(f),
            Self::Unix(path) => write!(f, "unix:{}", path.display()),
        }
    }
}

/// Where the server listens, and with which certificate.
#[derive(Debug, Clone, Args)]
pub struct ListenArgs {
    /// Where to listen: an address with a port, or unix:PATH; may be given several times. Sockets that systemd hands over
    /// replace it
    #[arg(long, env = "TRACKER_LISTEN", value_name = "ADDR", value_delimiter = ',', default_value = "127.0.0.1:5555")]
    pub listen: Vec<ListenAddress>,

    /// The certificate chain in PEM, to serve https without a proxy; read again on SIGHUP
    #[arg(long, env = "TRACKER_TLS_CERT", value_name = "FILE", hide_env_values = true)]
    tls_cert: Option<PathBuf>,

    /// The private key of the certificate in PEM
    #[arg(long, env = "TRACKER_TLS_KEY", value_name = "FILE", hide_env_values = true)]
    tls_key: Option<PathBuf>,
}

/// The files of a certificate.
#[derive(Debug, Clone, Copy)]
pub struct CertificateFiles<'a> {
    /// The certificate chain.
    pub chain: &'a Path,
    /// Its private key.
    pub key: &'a Path,
}

impl ListenArgs {
    /// The files of the certificate, if the server speaks TLS.
    pub fn certificate(&self) -> Result<Option<CertificateFiles<'_>>, &'static str> {
        match (&self.tls_cert, &self.tls_key) {
            (Some(chain), Some(key)) => Ok(Some(CertificateFiles { chain, key })),
            (None, None) => Ok(None),
            (Some(_), None) => Err("a certificate needs its private key: name it with --tls-key"),
            (None, Some(_)) => Err("a private key needs its certificate: name it with --tls-cert"),
        }
    }

    /// Whether the server itself speaks TLS.
    pub fn speaks_tls(&self) -> bool {
        self.tls_cert.is_some()
    }

    /// Whether there is a Unix socket, which only a proxy may open.
    pub fn has_socket(&self) -> bool {
        self.listen.iter().any(|address| matches!(address, ListenAddress::Unix(_)))
    }

    /// Whether only this machine reaches the server.
    pub fn is_local(&self) -> bool {
        self.listen.iter().all(ListenAddress::is_local)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_written_as_it_is_read() {
        for text in ["127.0.0.1:5555", "[::1]:80", "unix:/run/tracker.sock", "unix:tracker.sock"] {
            assert_eq!(text.parse::<ListenAddress>().unwrap().to_string(), text);
        }
        for text in ["", "unix:", "localhost:80", "127.0.0.1", "5555"] {
            assert!(text.parse::<ListenAddress>().is_err(), "{text:?} was taken");
        }
    }
}
