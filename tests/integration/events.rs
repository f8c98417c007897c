//! Hearing of changes as they happen.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::sync::mpsc;
use std::time::Duration;

use serde_json::{Value, json};

use crate::support::{Client, PASSWORD, Process, database_in, eventually, run};

/// An event as it came.
#[derive(Debug, Clone, PartialEq)]
struct Event {
    name: String,
    id: String,
    data: Value,
}

/// An open stream; its events arrive on a channel that closes with it.
struct Events {
    status: u16,
    events: mpsc::Receiver<Event>,
}

impl Events {
    fn open(client: &Client, query: &str, headers: &str) -> Self {
        let address = client.url.strip_prefix("http://").unwrap();
        let mut stream = TcpStream::connect(address).unwrap();
        let cookie = client.cookie().unwrap_or_default();
        write!(
            stream,
            "GET /events{query} HTTP/1.1\r\nHost: localhost\r\nCookie: {cookie}\r\nConnection: close\r\n{headers}\r\n"
        )
        .unwrap();
        let mut lines = BufReader::new(stream).lines().map_while(Result::ok);
        let status = lines.next().unwrap().split(' ').nth(1).unwrap().parse().unwrap();
        let (sender, events) = mpsc::channel();
        std::thread::spawn(move || {
            let (mut name, mut id, mut data) = (String::new(), String::new(), None);
            for line in lines {
                if let Some(value) = line.strip_prefix("event: ") {
                    value.clone_into(&mut name);
                } else if let Some(value) = line.strip_prefix("id: ") {
                    value.clone_into(&mut id);
                } else if let Some(value) = line.strip_prefix("data: ") {
                    data = Some(serde_json::from_str(value).unwrap());
                } else if let Some(data) = data.take_if(|_| line.is_empty()) {
                    // Nobody may be waiting for it any more.
                    let _ = sender.send(Event { name: name.clone(), id: id.clone(), data });
                }
            }
        });
        Self { status, events }
    }

    #[track_caller]
    fn next(&self) -> Event {
        self.events.recv_timeout(Duration::from_secs(5)).expect("an event")
    }

    /// Waits for the end of the stream. It comes long before the next look whether the session has run out.
    #[track_caller]
    fn end(&self) {
        loop {
            match self.events.recv_timeout(Duration::from_secs(10)) {
                Ok(_) => {}
                Err(mpsc::RecvTimeoutError::Disconnected) => return,
                Err(mpsc::RecvTimeoutError::Timeout) => panic!("the stream goes on"),
            }
        }
    }
}

fn start() -> (tempfile::TempDir, Process) {
    let folder = tempfile::tempdir().unwrap();
    let mut server = Process::start(&database_in(folder.path()));
    server.sign_up("anna");
    (folder, server)
}

fn add(client: &mut Client, title: &str) -> i64 {
    client.expect("POST", "/tasks", Some(&json!({"title": title})), 201)["id"].as_i64().unwrap()
}

#[test]
fn a_change_is_heard_of_whoever_made_it() {
    let (folder, mut server) = start();
    let events = Events::open(&server, "", "");
    assert_eq!(events.next(), Event { name: "ready".into(), id: "0".into(), data: json!({"head": 0}) });
    for number in 1..=20 {
        add(&mut server, &number.to_string());
        let event = events.next();
        let data =
            json!({"group": number, "action": "create", "change_count": 1, "tasks": [number], "kinds": ["task"]});
        assert_eq!(event, Event { name: "change".into(), id: number.to_string(), data });
    }
    let ids: Vec<i64> = (1..=20).collect();
    server.expect("POST", "/tasks/delete", Some(&json!({"ids": ids})), 204);
    let event = events.next();
    assert_eq!((event.id.as_str(), &event.data["group"], &event.data["tasks"]), ("40", &json!(21), &json!(ids)));

    // A command is another process; the trash is emptied by its account alone.
    let mut berta = server.stranger();
    berta.sign_up("berta");
    let theirs = Events::open(&berta, "", "");
    theirs.next();
    let database = database_in(folder.path());
    let export = folder.path().join("anna.json");
    let output = run(&[
        "export",
        "--user",
        "anna",
        "--output",
        export.to_str().unwrap(),
        "--database",
        database.to_str().unwrap(),
    ]);
    assert!(output.status.success());
    let output =
        run(&["import", "json", export.to_str().unwrap(), "--user", "berta", "--database", database.to_str().unwrap()]);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert_eq!(theirs.next().data["action"], "create");
    assert!(events.events.try_recv().is_err(), "nobody hears of another account");
}

#[test]
fn a_client_that_comes_back_catches_up_or_is_told_to_reload() {
    let (_folder, mut server) = start();
    for (round, (query, header)) in [
        ("", "Last-Event-ID: 3\r\n"),
        ("?after=3", ""),
        // The header is the browser's own and newer than the address.
        ("?after=1", "Last-Event-ID: 3\r\n"),
    ]
    .into_iter()
    .enumerate()
    {
        server.sign_up(&format!("anna-{round}"));
        for number in 1..=5 {
            add(&mut server, &number.to_string());
        }
        let events = Events::open(&server, query, header);
        let ready = events.next();
        assert_eq!((ready.name.as_str(), ready.id.as_str(), &ready.data), ("ready", "3", &json!({"head": 5})));
        assert_eq!([events.next(), events.next()].map(|event| event.id), ["4", "5"]);
        add(&mut server, "More");
        assert_eq!(events.next().id, "6");
    }
    let from_another_log = Events::open(&server, "?after=9999", "");
    from_another_log.next();
    assert_eq!(from_another_log.next().name, "reload");
    let ids: Vec<i64> = (1..=5).collect();
    for number in 0..250 {
        server.expect("PATCH", "/tasks", Some(&json!({"ids": ids, "title": number.to_string()})), 200);
    }
    let too_far = Events::open(&server, "?after=3", "");
    too_far.next();
    let reload = too_far.next();
    assert_eq!(reload.name, "reload");
    assert_eq!(reload.id, reload.data["head"].to_string());
    for wrong in ["x", "-1", "1.5", ""] {
        assert_eq!(Events::open(&server, &format!("?after={wrong}"), "").status, 422, "{wrong}");
        assert_eq!(Events::open(&server, "", &format!("Last-Event-ID: {wrong}\r\n")).status, 422, "{wrong}");
    }
}

#[test]
fn a_stream_ends_with_its_session() {
    let (folder, mut server) = start();
    let log_in = |server: &Process| {
        let mut client = server.stranger();
        assert_eq!(client.log_in("anna", PASSWORD), 200);
        client
    };
    let mut leaving = log_in(&server);
    let events = Events::open(&leaving, "", "");
    events.next();
    leaving.expect("DELETE", "/logout", None, 204);
    events.end();
    assert_eq!(Events::open(&leaving, "", "").status, 401);

    let ended = log_in(&server);
    let events = Events::open(&ended, "", "");
    events.next();
    let stays = Events::open(&server, "", "");
    stays.next();
    server.expect("DELETE", "/sessions", None, 204);
    events.end();
    add(&mut server, "Still here");
    assert_eq!(stays.next().name, "change");

    let database = database_in(folder.path());
    let output = run(&["user", "disable", "anna", "--database", database.to_str().unwrap()]);
    assert!(output.status.success());
    stays.end();
    eventually("the server forgets the session", || Events::open(&server, "", "").status == 401);
}

#[test]
fn a_stream_ends_with_its_account() {
    let (_folder, mut server) = start();
    let events = Events::open(&server, "", "");
    events.next();
    let body = json!({"username": "anna", "password": PASSWORD});
    server.expect("POST", "/account/delete", Some(&body), 204);
    events.end();
    assert_eq!(server.stranger().log_in("anna", PASSWORD), 401);
}

#[test]
fn eight_streams_an_account_and_no_more() {
    let (_folder, mut server) = start();
    let mut streams: Vec<Events> = (0..8).map(|_| Events::open(&server, "", "")).collect();
    for stream in &streams {
        stream.next();
    }
    assert_eq!(Events::open(&server, "", "").status, 429);
    let mut berta = server.stranger();
    berta.sign_up("berta");
    assert_eq!(Events::open(&berta, "", "").status, 200);
    add(&mut server, "Heard by all");
    for stream in &streams {
        assert_eq!(stream.next().name, "change");
    }
    streams.clear();
}

#[test]
fn streams_end_with_the_server_and_leave_no_log_behind() {
    let (folder, mut server) = start();
    add(&mut server, "One");
    let streams: Vec<Events> = (0..4).map(|_| Events::open(&server, "", "")).collect();
    for stream in &streams {
        stream.next();
    }
    let (code, log) = server.terminate();
    assert_eq!(code, Some(0), "{log}");
    for stream in &streams {
        stream.end();
    }
    assert!(!folder.path().join("tracker.db-wal").exists());
    assert!(!log.contains("cut off"), "{log}");
}

#[test]
fn a_stream_can_be_read_slowly_and_left_without_a_trace() {
    let (_folder, mut server) = start();
    let cookie = server.cookie().unwrap_or_default().to_owned();
    let address = server.url.strip_prefix("http://").unwrap().to_owned();
    let is_let_in = || {
        let mut stream = TcpStream::connect(&address).unwrap();
        write!(stream, "GET /events HTTP/1.1\r\nHost: localhost\r\nCookie: {cookie}\r\n\r\n").unwrap();
        let mut first = [0; 12];
        stream.read_exact(&mut first).unwrap();
        assert!([b"HTTP/1.1 200", b"HTTP/1.1 429"].contains(&&first));
        &first == b"HTTP/1.1 200"
    };
    for _ in 0..40 {
        eventually("those that left make room", || {
            let is_let_in = is_let_in();
            if !is_let_in {
                // They are noticed with the next thing that is sent to them.
                add(&mut server, "Notice");
            }
            is_let_in
        });
    }
    add(&mut server, "Still alive");
}
