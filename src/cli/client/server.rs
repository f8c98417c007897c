//! A server, as seen by a client.

use std::io::{self, ErrorKind};
use std::sync::Arc;
use std::time::Duration;

use anyhow::{anyhow, bail};
use serde_json::Value;
use ureq::http::{HeaderName, Request, Response, StatusCode, header};

use super::answer::Answer;
use super::certificates;
use super::style::printable;
use crate::accounts::trusted_authorities;

/// The timeout for connecting.
const CONNECTING: Duration = Duration::from_secs(10);
/// The timeout for the whole answer.
const ANSWERING: Duration = Duration::from_mins(2);
/// The largest answer.
const BODY_BYTES: u64 = 256 * 1024 * 1024;

/// A server, with or without a session.
pub struct Server {
    /// The server's origin.
    pub url: String,
    agent: ureq::Agent,
    cookie: Option<String>,
}

impl Server {
    pub fn new(url: &str, cookie: Option<String>) -> Self {
        let mut config = ureq::Agent::config_builder()
            .http_status_as_error(false)
            // A session belongs to one server, so don't follow redirects to another.
            .max_redirects(0)
            .timeout_connect(Some(CONNECTING))
            .timeout_global(Some(ANSWERING));
        if url.starts_with("https:") {
            config = config.tls_config(trusted_authorities());
        }
        Self { url: url.to_owned(), agent: config.build().into(), cookie }
    }

    /// The server of this machine, whatever name its certificate is for.
    pub fn on_this_machine(url: &str) -> Self {
        let tls = ureq::tls::TlsConfig::builder()
            .disable_verification(true)
            .unversioned_rustls_crypto_provider(Arc::new(rustls::crypto::ring::default_provider()))
            .build();
        let agent = ureq::Agent::config_builder()
            .http_status_as_error(false)
            .timeout_global(Some(CONNECTING))
            .tls_config(tls)
            .build()
            .into();
        Self { url: url.to_owned(), agent, cookie: None }
    }

    pub fn get(&self, path: &str) -> anyhow::Result<Answer> {
        self.accepted(self.send("GET", path, None, None)?)
    }

    /// Sends a write that takes effect once, however often it is sent.
    pub fn write(&self, method: &str, path: &str, body: Option<&Value>) -> anyhow::Result<Answer> {
        self.accepted(self.send(method, path, body, None)?)
    }

    /// Changes an object, unless its version has changed.
    pub fn change(&self, path: &str, version: i64, body: &Value) -> anyhow::Result<Answer> {
        self.accepted(self.send("PATCH", path, Some(body), Some(version))?)
    }

    fn accepted(&self, answer: Answer) -> anyhow::Result<Answer> {
        let url = &self.url;
        if answer.status == StatusCode::UNAUTHORIZED {
            bail!("The session at {url} has ended. Run `tracker login {url}` to begin another one.");
        }
        answer.accepted(url)
    }

    /// Logs in, or is told why not. Repeating it is another login, which does no harm.
    pub fn log_in(&self, body: &Value) -> anyhow::Result<Answer> {
        self.send("POST", "/login", Some(body), None)
    }

    /// Ends the session, if it still exists.
    pub fn log_out(&self) -> anyhow::Result<()> {
        let answer = self.send("DELETE", "/logout", None, None)?;
        if answer.status == StatusCode::UNAUTHORIZED { Ok(()) } else { answer.accepted(&self.url).map(drop) }
    }

    /// Sends a request, and resends it if the connection breaks.
    fn send(&self, method: &str, path: &str, body: Option<&Value>, version: Option<i64>) -> anyhow::Result<Answer> {
        let mut headers = vec![(header::USER_AGENT, concat!("tracker/", env!("CARGO_PKG_VERSION")).to_owned())];
        headers.extend(self.cookie.clone().map(|cookie| (header::COOKIE, cookie)));
        headers.extend(version.map(|version| (header::IF_MATCH, format!("\"{version}\""))));
        headers.extend(body.map(|_| (header::CONTENT_TYPE, "application/json".to_owned())));
        if method != "GET" {
            let key = uuid::Builder::from_random_bytes(rand::random()).into_uuid();
            headers.push((HeaderName::from_static("idempotency-key"), key.to_string()));
        }
        let body = body.map(ToString::to_string).unwrap_or_default();
        let once = || {
            let request = Request::builder().method(method).uri(format!("{}{path}", self.url));
            let request = headers.iter().fold(request, |request, (name, value)| request.header(name, value));
            self.answer(request.body(body.clone())?)
        };
        let answer = match once() {
            Err(ureq::Error::Io(error)) if is_broken(&error) => once(),
            other => other,
        };
        answer.map_err(|error| anyhow!(printable(&self.sentence(error))))
    }

    fn answer(&self, request: Request<String>) -> Result<Answer, ureq::Error> {
        let mut response = self.agent.run(request)?;
        let text = response.body_mut().with_config().limit(BODY_BYTES).lossy_utf8(true).read_to_string()?;
        Ok(Answer {
            status: response.status(),
            body: text,
            group: number(&response, "x-change-group"),
            location: text_of(&response, header::LOCATION.as_str()).map(str::to_owned),
            cookie: session_cookie(&response),
        })
    }

    /// Why no answer came, and what to do about it.
    fn sentence(&self, error: ureq::Error) -> String {
        let url = &self.url;
        let error = match error {
            ureq::Error::Rustls(error) => return certificates::sentence(&error, url),
            ureq::Error::Io(error) => match error.get_ref().and_then(|inner| inner.downcast_ref()) {
                Some(tls) => return certificates::sentence(tls, url),
                None => error.to_string(),
            },
            ureq::Error::HostNotFound => "nobody knows where that is".to_owned(),
            ureq::Error::Timeout(_) => "it did not answer in time".to_owned(),
            ureq::Error::Protocol(_) => "it does not answer in HTTP".to_owned(),
            other => other.to_string(),
        };
        format!("Can't reach {url}: {error}. Check the URL, and that the server runs.")
    }
}

/// Whether an established connection was lost.
fn is_broken(error: &io::Error) -> bool {
    use ErrorKind::{BrokenPipe, ConnectionAborted, ConnectionReset, UnexpectedEof};
    [BrokenPipe, ConnectionAborted, ConnectionReset, UnexpectedEof].contains(&error.kind())
}

fn text_of<'r, B>(response: &'r Response<B>, name: &str) -> Option<&'r str> {
    response.headers().get(name)?.to_str().ok()
}

fn number<B>(response: &Response<B>, name: &str) -> Option<i64> {
    text_of(response, name)?.parse().ok()
}

/// The session cookie set by an answer, in the form for requests. Under an https public URL, its name has a prefix.
fn session_cookie<B>(response: &Response<B>) -> Option<String> {
    if response.status() != StatusCode::OK {
        return None;
    }
    let cookies = response.headers().get_all(header::SET_COOKIE).iter().filter_map(|value| value.to_str().ok());
    let mut pairs = cookies.filter_map(|cookie| cookie.split(';').next()).map(str::trim);
    pairs.find(|pair| pair.split('=').next().is_some_and(|name| name.ends_with("tracker_session"))).map(str::to_owned)
}
