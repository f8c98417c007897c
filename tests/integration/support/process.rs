//! The real executable.

use std::io::{BufRead, BufReader, Read, Write};
use std::ops::{Deref, DerefMut};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::{Duration, Instant};

use serde_json::Value;

/// The executable with nothing of the caller's configuration.
pub fn tracker(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_tracker"));
    command.args(arguments).stdin(Stdio::null());
    for (name, _) in std::env::vars_os().filter(|(name, _)| name.to_string_lossy().starts_with("TRACKER_")) {
        command.env_remove(name);
    }
    command
}

/// Runs a command that ends by itself; one that does not is killed after a while.
pub fn run(arguments: &[&str]) -> Output {
    let child = tracker(arguments).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let id = child.id().to_string();
    let (ended, watch) = mpsc::channel::<()>();
    let watcher = thread::spawn(move || {
        if watch.recv_timeout(Duration::from_secs(20)) == Err(mpsc::RecvTimeoutError::Timeout) {
            Command::new("kill").args(["-9", &id]).status().unwrap();
        }
    });
    let output = child.wait_with_output().unwrap();
    drop(ended);
    watcher.join().unwrap();
    output
}

/// Waits for a fact. The limit only ends a test that would hang.
#[track_caller]
pub fn eventually(fact: &str, mut holds: impl FnMut() -> bool) {
    let deadline = Instant::now() + Duration::from_secs(30);
    while !holds() {
        assert!(Instant::now() < deadline, "it never happened that {fact}");
        thread::sleep(Duration::from_millis(5));
    }
}

pub fn run_with_input(arguments: &[&str], input: &str) -> Output {
    let mut command = tracker(arguments);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
    child.wait_with_output().unwrap()
}

pub fn database_in(folder: &Path) -> PathBuf {
    folder.join("tracker.db")
}

/// A `tracker serve` on a free port; killed when it is dropped.
pub struct Process {
    child: Child,
    client: Client,
}

/// A client of a server that runs elsewhere, with its session.
#[derive(Clone)]
pub struct Client {
    pub url: String,
    agent: ureq::Agent,
    cookie: Option<String>,
}

impl Process {
    pub fn start(database: &Path) -> Self {
        Self::start_with(database, &[])
    }

    pub fn start_with(database: &Path, flags: &[&str]) -> Self {
        Self::spawn(serve_command(database, flags)).unwrap_or_else(|log| panic!("the server did not start: {log}"))
    }

    /// Starts a command that serves, or is told why it does not.
    pub fn spawn(mut command: Command) -> Result<Self, String> {
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.as_mut().unwrap()).read_line(&mut line).unwrap();
        let Some(url) = line.trim_end().strip_prefix("Listening on ").map(str::to_owned) else {
            let mut log = String::new();
            child.stderr.take().unwrap().read_to_string(&mut log).unwrap();
            child.wait().unwrap();
            return Err(format!("{line}{log}"));
        };
        Ok(Self { child, client: Client::new(url) })
    }

    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// Another client, with the same session.
    pub fn client(&self) -> Client {
        self.client.clone()
    }

    /// A client without a session.
    pub fn stranger(&self) -> Client {
        Client { cookie: None, ..self.client() }
    }

    /// Asks it to end and answers its exit code and its log.
    pub fn terminate(mut self) -> (Option<i32>, String) {
        let killed = Command::new("kill").arg(self.id().to_string()).status().unwrap();
        assert!(killed.success());
        let mut log = String::new();
        self.child.stderr.take().unwrap().read_to_string(&mut log).unwrap();
        (self.child.wait().unwrap().code(), log)
    }

    /// Ends it at once, as a power cut would for the process.
    pub fn kill(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}

impl Process {
    /// Waits for its end.
    pub fn wait(&mut self) {
        self.child.wait().unwrap();
    }

    /// Ends a server that strace runs. strace ends when the server has, which lets go of its lock by then.
    pub fn kill_traced(&mut self) {
        let children = std::fs::read_to_string(format!("/proc/{0}/task/{0}/children", self.id())).unwrap();
        for child in children.split_whitespace() {
            Command::new("kill").args(["-9", child]).status().unwrap();
        }
        self.wait();
    }
}

impl Deref for Process {
    type Target = Client;

    fn deref(&self) -> &Client {
        &self.client
    }
}

impl DerefMut for Process {
    fn deref_mut(&mut self) -> &mut Client {
        &mut self.client
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        // It has ended already, or ends now.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The command that serves a database on a free port.
pub fn serve_command(database: &Path, flags: &[&str]) -> Command {
    let fixed = ["serve", "--listen", "127.0.0.1:0", "--database", database.to_str().unwrap()];
    let mut command = tracker(&[&fixed, flags].concat());
    command.env("TRACKER_PASSWORD_COST", "4").env("TRACKER_RATE_LIMIT", "off");
    command
}

impl Client {
    fn new(url: String) -> Self {
        let config = ureq::Agent::config_builder()
            .http_status_as_error(false)
            .timeout_global(Some(Duration::from_secs(20)))
            .build();
        Self { url, agent: config.into(), cookie: None }
    }

    /// The same client, with its session, of a server that has started anew elsewhere.
    pub fn moved_to(&self, server: &Process) -> Self {
        Self { cookie: self.cookie.clone(), ..Self::new(server.url.clone()) }
    }

    /// Sends a request with the session cookie; `None` when no answer came.
    pub fn send(&mut self, method: &str, path: &str, body: Option<&Value>) -> Option<(u16, Value)> {
        self.send_with(method, path, body, &[])
    }

    /// Sends a request with the session cookie and these headers; `None` when no answer came.
    pub fn send_with(
        &mut self,
        method: &str,
        path: &str,
        body: Option<&Value>,
        headers: &[(&str, &str)],
    ) -> Option<(u16, Value)> {
        let mut request = ureq::http::Request::builder().method(method).uri(format!("{}{path}", self.url));
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        if let Some(cookie) = &self.cookie {
            request = request.header("cookie", cookie);
        }
        let body = body.map(ToString::to_string);
        if body.is_some() {
            request = request.header("content-type", "application/json");
        }
        let request = request.body(body.unwrap_or_default()).unwrap();
        let mut response = self.agent.run(request).ok()?;
        if let Some(cookie) = response.headers().get("set-cookie") {
            self.cookie = cookie.to_str().unwrap().split(';').next().map(str::to_owned);
        }
        let text = response.body_mut().read_to_string().ok()?;
        Some((response.status().as_u16(), serde_json::from_str(&text).unwrap_or(Value::Null)))
    }

    /// The session cookie as a header has it.
    pub fn cookie(&self) -> Option<&str> {
        self.cookie.as_deref()
    }

    #[track_caller]
    pub fn expect(&mut self, method: &str, path: &str, body: Option<&Value>, status: u16) -> Value {
        let (answered, value) = self.send(method, path, body).expect("an answer");
        assert_eq!(answered, status, "{method} {path}: {value}");
        value
    }

    pub fn sign_up(&mut self, username: &str) {
        let password = super::PASSWORD;
        let body = serde_json::json!({
            "username": username, "password": password, "password_confirmation": password
        });
        self.expect("POST", "/signup", Some(&body), 201);
    }

    pub fn log_in(&mut self, username: &str, password: &str) -> u16 {
        let body = serde_json::json!({ "username": username, "password": password });
        self.send("POST", "/login", Some(&body)).expect("an answer").0
    }
}
