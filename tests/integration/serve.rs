//! The running server: its lock, its end, its log, and commands beside it.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::Duration;

use serde_json::json;

use crate::support::{Client, PASSWORD, Process, database_in, eventually, run, run_with_input};

#[test]
fn a_second_server_on_the_same_database_exits_and_names_the_first() {
    let folder = tempfile::tempdir().unwrap();
    let path = database_in(folder.path());
    let first = Process::start(&path);
    let second = run(&["serve", "--listen", "127.0.0.1:0", "--database", path.to_str().unwrap()]);
    let line = String::from_utf8(second.stderr).unwrap();
    assert_eq!(second.status.code(), Some(1));
    assert!(line.contains(&format!("process {} at {}", first.id(), first.url)), "{line}");
    assert_eq!(line.lines().count(), 1);
}

#[test]
fn a_lock_that_a_killed_server_left_does_not_block() {
    let folder = tempfile::tempdir().unwrap();
    let path = database_in(folder.path());
    Process::start(&path).kill();
    Process::start(&path).expect("GET", "/readyz", None, 200);
}

#[test]
fn sigterm_ends_it_in_order_with_everything_in_the_file() {
    let folder = tempfile::tempdir().unwrap();
    let path = database_in(folder.path());
    let mut server = Process::start(&path);
    server.sign_up("anna");
    server.expect("POST", "/tasks", Some(&json!({"title": "Kept"})), 201);
    let (code, log) = server.terminate();
    assert_eq!(code, Some(0), "{log}");
    assert!(!log.contains("cut off"), "{log}");
    assert!(!path.with_extension("db-wal").exists(), "the write-ahead log is left");
    let mut server = Process::start(&path);
    assert_eq!(server.log_in("anna", PASSWORD), 200);
    assert_eq!(server.expect("GET", "/tasks", None, 200)["tasks"][0]["title"], "Kept");
}

#[test]
fn a_request_that_is_half_sent_does_not_hold_up_the_end() {
    let folder = tempfile::tempdir().unwrap();
    let path = database_in(folder.path());
    let mut server = Process::start(&path);
    server.sign_up("anna");
    let address = server.url.strip_prefix("http://").unwrap().to_owned();
    let mut header = TcpStream::connect(&address).unwrap();
    header.write_all(b"GET /hea").unwrap();
    let mut body = TcpStream::connect(&address).unwrap();
    let wanted = "Content-Type: application/json\r\nContent-Length: 9\r\nExpect: 100-continue";
    write!(body, "POST /login HTTP/1.1\r\nHost: localhost\r\n{wanted}\r\n\r\n").unwrap();
    // Connections are taken in their order, so once this one waits for its body the server has the other one too.
    let mut answer = [0; 25];
    body.read_exact(&mut answer).unwrap();
    assert_eq!(&answer, b"HTTP/1.1 100 Continue\r\n\r\n");
    body.write_all(b"{").unwrap();
    let (code, log) = server.terminate();
    assert_eq!(code, Some(0), "{log}");
    assert!(log.contains("cut off"), "{log}");
    assert!(!path.with_extension("db-wal").exists(), "the write-ahead log is left");
}

#[test]
fn what_commands_do_beside_it_takes_effect() {
    let folder = tempfile::tempdir().unwrap();
    let path = database_in(folder.path());
    let mut server = Process::start(&path);
    let database = ["--database", path.to_str().unwrap()];
    server.sign_up("anna");
    let is_out = |server: &mut Client| {
        eventually("the session ends", || server.send("GET", "/tasks", None).unwrap().0 == 401);
    };
    assert!(run(&[&["user", "disable", "anna"], &database[..]].concat()).status.success());
    is_out(&mut server);
    assert_eq!(server.log_in("anna", PASSWORD), 401);
    assert!(run(&[&["user", "enable", "anna"], &database[..]].concat()).status.success());
    assert_eq!(server.log_in("anna", PASSWORD), 200);
    let set = ["user", "password", "anna", "--password-stdin", "--password-cost", "4"];
    assert!(run_with_input(&[&set, &database[..]].concat(), "better battery\n").status.success());
    is_out(&mut server);
    assert_eq!(server.log_in("anna", PASSWORD), 401);
    assert_eq!(server.log_in("anna", "better battery"), 200);
    assert!(run(&[&["user", "remove", "anna", "--yes"], &database[..]].concat()).status.success());
    is_out(&mut server);
    let add = ["user", "add", "berta", "--password-stdin", "--password-cost", "4"];
    assert!(run_with_input(&[&add, &database[..]].concat(), "better battery\n").status.success());
    assert_eq!(server.log_in("berta", "better battery"), 200);
}

#[test]
fn writes_of_a_command_and_of_the_server_do_not_lose_each_other() {
    let folder = tempfile::tempdir().unwrap();
    let path = database_in(folder.path());
    let mut server = Process::start(&path);
    server.sign_up("anna");
    let seed = ["seed", "--tasks", "5000", "--password-cost", "4", "--database", path.to_str().unwrap()];
    let seeding = std::thread::spawn({
        let seed = seed.map(str::to_owned);
        move || run(&seed.each_ref().map(String::as_str))
    });
    for number in 0..200 {
        server.expect("POST", "/tasks", Some(&json!({"title": number.to_string()})), 201);
    }
    assert!(seeding.join().unwrap().status.success());
    assert_eq!(server.expect("GET", "/tasks", None, 200)["total"], 200);
    assert_eq!(server.log_in("demo", "password"), 200);
    assert_eq!(server.expect("GET", "/tasks", None, 200)["total"], 5000);
}

#[test]
fn the_log_holds_no_secret_and_no_task() {
    let folder = tempfile::tempdir().unwrap();
    let mut server = Process::start_with(&database_in(folder.path()), &["--log-level", "debug"]);
    server.sign_up("anna");
    server.expect("POST", "/tasks", Some(&json!({"title": "Confidential matter"})), 201);
    server.expect("POST", "/tasks", Some(&json!({"title": 5})), 422);
    server.log_in("anna", "guess\n2026-01-01 ERROR forged");
    let raw = "GET /\x1b[2J HTTP/1.1\r\nHost: x\r\n\r\n";
    let mut stream = TcpStream::connect(server.url.strip_prefix("http://").unwrap()).unwrap();
    stream.write_all(raw.as_bytes()).unwrap();
    let _ = stream.read(&mut [0; 256]).unwrap();
    let (_, log) = server.terminate();
    for secret in [PASSWORD, "Confidential", "guess", "forged", "tracker_session", "\x1b["] {
        assert!(!log.contains(secret), "{secret:?} is in the log: {log}");
    }
}

#[test]
fn the_log_can_be_json() {
    let folder = tempfile::tempdir().unwrap();
    let server = Process::start_with(&database_in(folder.path()), &["--log-format", "json"]);
    let (_, log) = server.terminate();
    assert!(!log.is_empty());
    for line in log.lines() {
        assert!(serde_json::from_str::<serde_json::Value>(line).unwrap()["level"].is_string(), "{line}");
    }
}

#[test]
fn an_address_in_use_is_refused_in_one_line() {
    let folder = tempfile::tempdir().unwrap();
    let first = Process::start(&database_in(folder.path()));
    let address = first.url.strip_prefix("http://").unwrap();
    let other = folder.path().join("other.db");
    let second = run(&["serve", "--listen", address, "--database", other.to_str().unwrap()]);
    let line = String::from_utf8(second.stderr).unwrap();
    assert_eq!(second.status.code(), Some(1));
    assert!(line.lines().last().unwrap().contains("--listen"), "{line}");
}

#[test]
fn others_are_answered_while_logins_come_in_a_storm() {
    let folder = tempfile::tempdir().unwrap();
    let path = database_in(folder.path());
    let mut server = Process::start_with(&path, &["--rate-limit", "off", "--password-cost", "10"]);
    server.sign_up("anna");
    let storm: Vec<_> = (0..12)
        .map(|_| {
            let mut guesser = server.client();
            std::thread::spawn(move || (0..3).map(|_| guesser.log_in("anna", "wrong horse")).collect::<Vec<_>>())
        })
        .collect();
    let mut answers = 0;
    while storm.iter().any(|guesser| !guesser.is_finished()) {
        server.expect("GET", "/tasks", None, 200);
        answers += 1;
    }
    let refused: Vec<u16> = storm.into_iter().flat_map(|guesser| guesser.join().unwrap()).collect();
    assert!(refused.iter().all(|status| [401, 503].contains(status)), "{refused:?}");
    // Whoever stood in line with the logins would have one answer for each of them.
    assert!(answers > 2 * refused.len(), "{answers} answers during {} logins", refused.len());
}

#[test]
fn what_is_no_http_is_refused_in_the_shape_of_every_other_error() {
    let folder = tempfile::tempdir().unwrap();
    let server = Process::start(&database_in(folder.path()));
    let host = "Host: localhost\r\n";
    let cases = [
        (format!("GET /a b HTTP/1.1\r\n{host}\r\n"), 400),
        (format!("GET / HTTP/1.1\r\n{host}X: a\0b\r\n\r\n"), 400),
        (format!("POST /login HTTP/1.1\r\n{host}Content-Length: -2\r\n\r\n"), 400),
        (format!("POST /login HTTP/1.1\r\n{host}Content-Length: 1\r\nContent-Length: 2\r\n\r\n"), 400),
        (format!("GET /{} HTTP/1.1\r\n{host}\r\n", "x".repeat(66_000)), 414),
        (format!("GET / HTTP/1.1\r\n{host}{}\r\n", "X: y\r\n".repeat(200)), 431),
    ];
    for (request, expected) in cases {
        let mut stream = TcpStream::connect(server.url.strip_prefix("http://").unwrap()).unwrap();
        stream.write_all(request.as_bytes()).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(5))).unwrap();
        let mut answer = Vec::new();
        // The rest of what was sent may be refused by a reset, after the answer.
        let _ = stream.read_to_end(&mut answer);
        let answer = String::from_utf8(answer).unwrap();
        let shown = &request[..request.len().min(60)];
        let (head, body) = answer.split_once("\r\n\r\n").unwrap_or_else(|| panic!("{shown:?}: {answer:?}"));
        assert!(head.starts_with(&format!("HTTP/1.1 {expected} ")), "{shown:?}: {head}");
        assert!(head.contains("application/problem+json") && head.contains("nosniff"), "{head}");
        let problem: serde_json::Value = serde_json::from_str(body).unwrap();
        assert_eq!(problem["status"], expected);
        assert!(problem["error"].is_string());
    }
}
