//! The server as seen from outside: metrics, and a line for each request.

use std::collections::BTreeMap;
use std::process::Command;

use serde_json::{Value, json};

use crate::support::{PASSWORD, Process, database_in, serve_command};

/// Starts a server that serves metrics, too, and answers where.
fn start(database: &std::path::Path) -> (Process, String) {
    let folder = database.parent().unwrap();
    let socket = folder.join("metrics.sock");
    let flags = ["--metrics-listen", &format!("unix:{}", socket.display())];
    (Process::spawn(serve_command(database, &flags)).unwrap(), socket.to_str().unwrap().to_owned())
}

/// What is measured, by name and labels.
fn metrics(socket: &str) -> BTreeMap<String, f64> {
    use std::io::{Read, Write};
    let mut stream = std::os::unix::net::UnixStream::connect(socket).unwrap();
    stream.write_all(b"GET /metrics HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n").unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    let (head, text) = answer.split_once("\r\n\r\n").unwrap();
    assert!(head.contains(" 200 ") && head.contains("application/openmetrics-text"), "{head}");
    assert!(text.ends_with("# EOF\n"), "{text}");
    let samples = text.lines().filter(|line| !line.starts_with('#'));
    samples
        .map(|line| line.rsplit_once(' ').unwrap())
        .map(|(name, value)| (name.to_owned(), value.parse().unwrap()))
        .collect()
}

#[test]
fn metrics_tell_what_happens_and_name_nobody() {
    let folder = tempfile::tempdir().unwrap();
    let (mut server, socket) = start(&database_in(folder.path()));
    server.sign_up("anna");
    let id = server.expect("POST", "/tasks", Some(&json!({"title": "Confidential"})), 201)["id"].clone();
    server.expect("GET", &format!("/tasks/{id}"), None, 200);
    server.expect("GET", "/tasks/777?q=secret", None, 404);
    server.expect("GET", "/nowhere", None, 404);
    assert_eq!(server.log_in("anna", "wrong horse"), 401);
    let found = metrics(&socket);
    for (name, value) in [
        ("tracker_http_requests_total{method=\"GET\",route=\"/tasks/{id}\",status=\"200\"}", 1.0),
        ("tracker_http_requests_total{method=\"GET\",route=\"/tasks/{id}\",status=\"404\"}", 1.0),
        ("tracker_http_requests_total{method=\"GET\",route=\"none\",status=\"404\"}", 1.0),
        ("tracker_http_requests_total{method=\"POST\",route=\"/login\",status=\"401\"}", 1.0),
        ("tracker_http_request_duration_seconds_count{method=\"POST\",route=\"/tasks\"}", 1.0),
        ("tracker_accounts", 1.0),
        ("tracker_ready", 1.0),
        ("tracker_last_backup_timestamp_seconds", 0.0),
        ("tracker_http_connections", 1.0),
    ] {
        assert_eq!(found.get(name), Some(&value), "{name}: {found:#?}");
    }
    for name in
        ["tracker_database_size_bytes", "tracker_disk_free_bytes", "process_resident_memory_bytes", "process_open_fds"]
    {
        assert!(found[name] > 0.0, "{name}");
    }
    let now = f64::from(u32::try_from(tracker::clock::now().as_second()).unwrap());
    assert!((now - found["process_start_time_seconds"]).abs() < 60.0);
    for secret in ["777", "secret", "anna", "Confidential"] {
        assert!(!found.keys().any(|name| name.contains(secret)), "{secret}");
    }
    assert_eq!(server.expect("GET", "/metrics", None, 404)["status"], 404, "not on the public address");
    let (code, log) = server.terminate();
    assert_eq!(code, Some(0), "{log}");
}

#[test]
fn every_request_is_one_line_that_tells_no_secret() {
    let folder = tempfile::tempdir().unwrap();
    let flags = ["--log-requests", "on", "--log-format", "json", "--trusted-proxy", "127.0.0.1"];
    let mut server = Process::start_with(&database_in(folder.path()), &flags);
    server.sign_up("anna");
    let answer = Command::new("curl")
        .args(["-s", "-D", "-", "-o", "/dev/null", "-H", "X-Forwarded-For: 198.51.100.7"])
        .arg(format!("{}/tasks/12?q=secret", server.url))
        .output();
    let (_, log) = server.terminate();
    let lines: Vec<Value> = log.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let requests: Vec<_> = lines.iter().filter(|line| line["message"] == "request").collect();
    assert_eq!(
        (&requests[0]["method"], &requests[0]["route"], &requests[0]["status"]),
        (&json!("POST"), &json!("/signup"), &json!(201))
    );
    assert!(requests[0]["request_id"].as_str().is_some_and(|id| id.len() == 36) && requests[0]["took_ms"].is_u64());
    assert_eq!(requests[0]["client"], "127.0.0.1");
    if let Ok(answer) = answer {
        let head = String::from_utf8(answer.stdout).unwrap();
        assert_eq!(requests[1]["client"], "198.51.100.7");
        assert_eq!(requests[1]["route"], "/tasks/{id}");
        assert!(head.contains(requests[1]["request_id"].as_str().unwrap()), "{head}");
    }
    for secret in [PASSWORD, "secret", "anna", "/tasks/12"] {
        assert!(!log.contains(secret), "{secret}: {log}");
    }
}

#[test]
fn who_asks_for_what_only_admins_may_is_in_the_log_by_number_and_not_once_a_request() {
    let folder = tempfile::tempdir().unwrap();
    let mut server = Process::start(&database_in(folder.path()));
    server.sign_up("anna");
    for _ in 0..5 {
        server.expect("GET", "/users", None, 403);
    }
    let (_, log) = server.terminate();
    let lines: Vec<_> = log.lines().filter(|line| line.contains("only admins may")).collect();
    assert!(lines.len() == 1 && lines[0].contains("account=") && !log.contains("anna"), "{log}");
}
