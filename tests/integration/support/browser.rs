//! A client with a cookie jar, on a router within the process.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io::Read;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Method, Request, StatusCode};
use flate2::read::GzDecoder;
use serde_json::Value;
use tower::ServiceExt;

use super::{Document, PASSWORD};

/// Keeps cookies and checks every answer against the OpenAPI document.
#[derive(Debug, Clone)]
pub struct Browser {
    router: Router,
    pub cookies: BTreeMap<String, String>,
    /// Headers that go with every request.
    pub headers: Vec<(String, String)>,
}

/// What came back.
#[derive(Debug, Clone)]
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: Vec<u8>,
}

impl Answer {
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.body)
            .unwrap_or_else(|_| panic!("{} is not JSON: {:?}", self.status, String::from_utf8_lossy(&self.body)))
    }

    /// The body as it was before it was packed, if it was.
    pub fn unpacked(&self) -> Cow<'_, [u8]> {
        if self.header("content-encoding") != "gzip" {
            return Cow::Borrowed(&self.body);
        }
        let mut plain = Vec::new();
        GzDecoder::new(self.body.as_slice()).read_to_end(&mut plain).expect("the body is gzip");
        Cow::Owned(plain)
    }

    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    /// The group in the log that the answer tells of.
    #[track_caller]
    pub fn group(&self) -> i64 {
        self.header("x-change-group").parse().expect("a group")
    }

    /// The names of the fields that an error blames.
    pub fn fields(&self) -> Vec<String> {
        self.json()["fields"].as_object().map(|fields| fields.keys().cloned().collect()).unwrap_or_default()
    }

    #[track_caller]
    pub fn expect(self, status: u16) -> Self {
        assert_eq!(self.status, status, "{}", String::from_utf8_lossy(&self.body));
        self
    }
}

impl Browser {
    pub fn new(router: Router) -> Self {
        Self { router, cookies: BTreeMap::new(), headers: vec![("host".into(), "localhost:5555".into())] }
    }

    pub async fn get(&mut self, path: &str) -> Answer {
        self.send("GET", path, None, Vec::new()).await
    }

    pub async fn delete(&mut self, path: &str) -> Answer {
        self.send("DELETE", path, None, Vec::new()).await
    }

    pub async fn post(&mut self, path: &str, body: Value) -> Answer {
        self.send("POST", path, Some("application/json"), body.to_string().into_bytes()).await
    }

    pub async fn patch(&mut self, path: &str, body: Value) -> Answer {
        self.send("PATCH", path, Some("application/json"), body.to_string().into_bytes()).await
    }

    pub async fn send(&mut self, method: &str, path: &str, content_type: Option<&str>, body: Vec<u8>) -> Answer {
        let headers: Vec<_> = content_type.map(|kind| ("content-type", kind)).into_iter().collect();
        self.send_with(method, path, &headers, body).await
    }

    pub async fn send_with(&mut self, method: &str, path: &str, headers: &[(&str, &str)], body: Vec<u8>) -> Answer {
        let mut request = Request::builder().method(Method::from_bytes(method.as_bytes()).unwrap()).uri(path);
        let common = self.headers.iter().map(|(name, value)| (name.as_str(), value.as_str()));
        for (name, value) in common.filter(|(name, _)| !headers.iter().any(|(own, _)| own == name)) {
            request = request.header(name, value);
        }
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        if !self.cookies.is_empty() {
            let cookies: Vec<_> = self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
            request = request.header("cookie", cookies.join("; "));
        }
        let response = self.router.clone().oneshot(request.body(Body::from(body)).unwrap()).await.unwrap();
        let (parts, body) = response.into_parts();
        // A stream of events has no end.
        let is_endless = parts.headers.get("content-type").is_some_and(|kind| kind == "text/event-stream");
        let body = if is_endless { Vec::new() } else { to_bytes(body, usize::MAX).await.unwrap().to_vec() };
        let answer = Answer { status: parts.status, headers: parts.headers, body };
        let kind = answer.headers.get("content-type").map(|kind| kind.to_str().unwrap());
        Document::get().check(method, path, answer.status.as_u16(), kind, &answer.unpacked());
        self.keep_cookies(&answer);
        answer
    }

    /// Sends JSON, or nothing where it is null.
    pub async fn send_json(&mut self, method: &str, path: &str, headers: &[(&str, &str)], body: &Value) -> Answer {
        let bytes = if body.is_null() { Vec::new() } else { body.to_string().into_bytes() };
        self.send_with(method, path, &[&[("content-type", "application/json")], headers].concat(), bytes).await
    }

    pub fn session_cookie(&self) -> Option<&str> {
        self.cookies.iter().find(|(name, _)| name.ends_with("tracker_session")).map(|(_, value)| value.as_str())
    }

    pub async fn sign_up(&mut self, username: &str) -> Answer {
        let body = serde_json::json!({
            "username": username, "password": PASSWORD, "password_confirmation": PASSWORD
        });
        self.post("/signup", body).await.expect(201)
    }

    pub async fn log_in(&mut self, username: &str, password: &str) -> Answer {
        self.post("/login", serde_json::json!({ "username": username, "password": password })).await
    }

    fn keep_cookies(&mut self, answer: &Answer) {
        for cookie in answer.headers.get_all("set-cookie") {
            let (name, rest) = cookie.to_str().unwrap().split_once('=').unwrap();
            match rest.split(';').next().unwrap() {
                "" => self.cookies.remove(name),
                value => self.cookies.insert(name.to_owned(), value.to_owned()),
            };
        }
    }
}
