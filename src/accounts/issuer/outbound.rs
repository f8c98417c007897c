//! Requests to the issuer: to https alone, without following it elsewhere, and bounded in time and size.

use std::net::IpAddr;
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use rustls::crypto::ring;
use ureq::http::Uri;
use ureq::tls::{Certificate, RootCerts, TlsConfig};

use super::IssuerError;

const CONNECTING: Duration = Duration::from_secs(5);
const ANSWERING: Duration = Duration::from_secs(10);
/// The largest answer.
const BODY_BYTES: u64 = 512 * 1024;

#[derive(Debug, Clone)]
pub struct Outbound {
    /// Whether plain http on this machine is allowed, which an issuer for trials has.
    pub allows_loopback: bool,
    agent: Arc<OnceLock<ureq::Agent>>,
}

impl Outbound {
    pub fn new(allows_loopback: bool) -> Self {
        Self { allows_loopback, agent: Arc::default() }
    }

    pub fn get(&self, url: &str) -> Result<Vec<u8>, IssuerError> {
        answer(url, self.agent().get(url).header("accept", "application/json").call())
    }

    pub fn post(&self, url: &str, form: &str, authorization: Option<&str>) -> Result<Vec<u8>, IssuerError> {
        let mut request = self.agent().post(url).header("accept", "application/json");
        if let Some(authorization) = authorization {
            request = request.header("authorization", authorization);
        }
        answer(url, request.header("content-type", "application/x-www-form-urlencoded").send(form))
    }

    /// Made when it is first needed, because it reads the machine's certificate authorities.
    fn agent(&self) -> &ureq::Agent {
        self.agent.get_or_init(|| {
            ureq::Agent::config_builder()
                .http_status_as_error(false)
                .https_only(!self.allows_loopback)
                .max_redirects(0)
                .timeout_connect(Some(CONNECTING))
                .timeout_global(Some(ANSWERING))
                .tls_config(trusted_authorities())
                .build()
                .into()
        })
    }
}

type Response = ureq::http::Response<ureq::Body>;

fn answer(url: &str, response: Result<Response, ureq::Error>) -> Result<Vec<u8>, IssuerError> {
    let failed = |cause: &dyn std::fmt::Display| {
        tracing::warn!(url, %cause, "the issuer does not answer");
        IssuerError::Unreachable
    };
    let mut response = response.map_err(|error| failed(&error))?;
    if response.status() != 200 {
        return Err(failed(&response.status()));
    }
    let body = response.body_mut().with_config().limit(BODY_BYTES).read_to_vec();
    body.map_err(|error| match error {
        ureq::Error::BodyExceedsLimit(_) => super::untrusted("its answer is too large"),
        error => failed(&error),
    })
}

/// Whether requests may go to this URL.
pub fn is_allowed(url: &str, allows_loopback: bool) -> bool {
    let Ok(uri) = url.parse::<Uri>() else { return false };
    let Some(host) = uri.host() else { return false };
    let bare = host.trim_start_matches('[').trim_end_matches(']');
    let is_loopback = host == "localhost" || bare.parse::<IpAddr>().is_ok_and(|address| address.is_loopback());
    match uri.scheme_str() {
        Some("https") => true,
        Some("http") => allows_loopback && is_loopback,
        _ => false,
    }
}

/// Trusts the machine's certificate authorities, including private ones; `SSL_CERT_FILE` overrides them.
pub fn trusted_authorities() -> TlsConfig {
    let trusted = rustls_native_certs::load_native_certs().certs;
    let trusted: Vec<_> = trusted.iter().map(|der| Certificate::from_der(der).to_owned()).collect();
    TlsConfig::builder()
        .root_certs(RootCerts::from(trusted))
        .unversioned_rustls_crypto_provider(Arc::new(ring::default_provider()))
        .build()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn requests_go_to_https_or_to_this_machine_for_trials() {
        for (url, strict, trial) in [
            ("https://id.example/keys", true, true),
            ("http://id.example/keys", false, false),
            ("http://127.0.0.1:9000/keys", false, true),
            ("http://localhost/", false, true),
            ("http://[::1]:80/", false, true),
            ("http://127.0.0.1.evil.example/", false, false),
            ("http://127.0.0.1@evil.example/", false, false),
            ("file:///etc/passwd", false, false),
            ("/keys", false, false),
        ] {
            assert_eq!((is_allowed(url, false), is_allowed(url, true)), (strict, trial), "{url}");
        }
    }
}
