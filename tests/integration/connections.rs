//! Connections: their times, their number, and how they are refused.

use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::{Duration, Instant};

use serde_json::{Value, json};
use tracker::http::{self, Limits, Listener, Metrics};

use crate::support::{Browser, PASSWORD, Server};

/// Serves on a free port.
async fn listen(server: &Server, limits: Limits) -> SocketAddr {
    let listener = Listener::bind(&"127.0.0.1:0".parse().unwrap(), None).await.unwrap();
    let address = listener.url().unwrap().strip_prefix("http://").unwrap().parse().unwrap();
    tokio::spawn(http::serve(
        vec![listener],
        server.router.clone(),
        limits,
        Metrics::default(),
        std::future::pending(),
    ));
    address
}

fn connect(address: SocketAddr, first: &str) -> TcpStream {
    let mut stream = TcpStream::connect(address).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
    stream.write_all(first.as_bytes()).unwrap();
    stream
}

/// What comes until the end.
fn rest(mut stream: TcpStream) -> String {
    let mut answer = Vec::new();
    // The rest of what was sent may be refused by a reset, after the answer.
    let _ = stream.read_to_end(&mut answer);
    String::from_utf8(answer).unwrap()
}

/// The status of an answer in the shape of every error.
fn problem(answer: &str) -> u16 {
    let (head, body) = answer.split_once("\r\n\r\n").unwrap_or_else(|| panic!("{answer:?}"));
    assert!(head.contains("application/problem+json") && head.contains("nosniff"), "{head}");
    let problem: Value = serde_json::from_str(body).unwrap_or_else(|error| panic!("{error}: {answer}"));
    let status = problem["status"].as_u64().unwrap();
    assert!(head.starts_with(&format!("HTTP/1.1 {status} ")), "{head}");
    u16::try_from(status).unwrap()
}

const SHORT: Duration = Duration::from_millis(300);
const LONG: Duration = Duration::from_hours(1);
const REQUEST: &str = "GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n";
const LAST_REQUEST: &str = "GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";

#[tokio::test(flavor = "multi_thread")]
async fn a_header_that_does_not_end_is_waited_for_as_long_as_said() {
    let server = Server::start();
    let begun = "GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n";
    let limits = Limits { header_timeout: LONG, idle_timeout: SHORT, ..Limits::default() };
    let mut patient = connect(listen(&server, limits).await, begun);
    let limits = Limits { header_timeout: SHORT, ..Limits::default() };
    assert_eq!(problem(&rest(connect(listen(&server, limits).await, begun))), 408);
    patient.write_all(b"\r\n").unwrap();
    assert!(rest(patient).contains(" 200 "));
}

#[tokio::test(flavor = "multi_thread")]
async fn who_says_nothing_is_left_without_a_word() {
    let server = Server::start();
    let limits = Limits { header_timeout: SHORT, ..Limits::default() };
    assert_eq!(rest(connect(listen(&server, limits).await, "")), "");
    let limits = Limits { header_timeout: LONG, idle_timeout: SHORT, ..Limits::default() };
    let answer = rest(connect(listen(&server, limits).await, REQUEST));
    assert_eq!(answer.matches("HTTP/1.1").count(), 1, "{answer}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_body_that_does_not_end_is_waited_for_as_long_as_said() {
    let server = Server::start();
    let limits = Limits { body_timeout: SHORT, ..Limits::default() };
    let address = listen(&server, limits).await;
    for length in ["Content-Length: 100", "Transfer-Encoding: chunked"] {
        let head = "POST /login HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n";
        let answer = rest(connect(address, &format!("{head}{length}\r\n\r\n1\r\n")));
        assert_eq!(problem(&answer), 408, "{length}: {answer}");
    }
}

/// The headers of a request with a session.
async fn session(server: &Server) -> (Browser, String) {
    let anna = server.user("anna").await;
    let headers = format!("Host: localhost\r\nCookie: tracker_session={}\r\n", anna.session_cookie().unwrap());
    (anna, headers)
}

#[tokio::test(flavor = "multi_thread")]
async fn who_does_not_read_is_cut_off_and_who_reads_slowly_is_not() {
    let server = Server::start();
    let (mut anna, headers) = session(&server).await;
    for _ in 0..300 {
        let description = "Long. ".repeat(8_000);
        anna.post("/tasks", json!({"title": "Long", "description": description})).await.expect(201);
    }
    let limits = Limits { write_timeout: Duration::from_secs(1), ..Limits::default() };
    let address = listen(&server, limits).await;
    let export = format!("GET /export HTTP/1.1\r\n{headers}Connection: close\r\n\r\n");
    let mut deaf = connect(address, &export);
    let mut slow = connect(address, &export);
    for begun in [&mut deaf, &mut slow] {
        begun.read_exact(&mut [0; 15]).unwrap();
    }
    assert_eq!(problem(&rest(connect(address, &export))), 503, "two exports of an account at once are enough");
    let mut read = 0;
    let mut chunk = vec![0; 256 * 1024];
    let began = Instant::now();
    while let Ok(some @ 1..) = slow.read(&mut chunk) {
        read += some;
        if began.elapsed() < Duration::from_secs(3) {
            std::thread::sleep(Duration::from_millis(100));
        }
    }
    let whole = 300 * 48_000;
    assert!(read > whole, "{read} bytes came to who reads slowly");
    let got = rest_bytes(deaf);
    assert!(got < whole, "{got} bytes came to who did not read");
    assert!(rest(connect(address, &export)).contains(" 200 "), "the next export can begin");
}

fn rest_bytes(mut stream: TcpStream) -> usize {
    let mut answer = Vec::new();
    let _ = stream.read_to_end(&mut answer);
    answer.len()
}

#[tokio::test(flavor = "multi_thread")]
async fn silent_connections_give_way_to_one_that_asks() {
    let server = Server::start();
    let limits = Limits { connections_per_address: 3, ..Limits::default() };
    let address = listen(&server, limits).await;
    let silent: Vec<_> = (0..10).map(|_| connect(address, "")).collect();
    assert!(rest(connect(address, LAST_REQUEST)).contains(" 200 "));
    drop(silent);
    // Those whose request is being answered keep their places.
    let limits = Limits { connections_per_address: 2, ..Limits::default() };
    let address = listen(&server, limits).await;
    let (_, headers) = session(&server).await;
    let mut streams: Vec<_> =
        (0..2).map(|_| connect(address, &format!("GET /events HTTP/1.1\r\n{headers}\r\n"))).collect();
    for stream in &mut streams {
        stream.read_exact(&mut [0; 15]).unwrap();
    }
    assert_eq!(problem(&rest(connect(address, LAST_REQUEST))), 503);
    streams.pop();
    let began = Instant::now();
    while !rest(connect(address, LAST_REQUEST)).contains(" 200 ") {
        assert!(began.elapsed() < Duration::from_secs(10), "the place stays taken");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_length_given_twice_is_refused() {
    let server = Server::start();
    let address = listen(&server, Limits::default()).await;
    let head = "POST /login HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n";
    let chunks = "Transfer-Encoding: chunked\r\n";
    let body = format!("{{\"username\": \"anna\", \"password\": \"{PASSWORD}\"}}");
    let chunked = format!("{:x}\r\n{body}\r\n0\r\n\r\n", body.len());
    for lengths in [
        format!("{chunks}Content-Length: 5\r\n"),
        format!("Content-Length: 5\r\n{chunks}"),
        format!("content-length: {}\r\n{chunks}", body.len()),
    ] {
        let answer = rest(connect(address, &format!("{head}{lengths}\r\n{chunked}")));
        assert_eq!(problem(&answer), 400, "{lengths:?}: {answer}");
    }
    let answer = rest(connect(address, &format!("{head}{chunks}Connection: close\r\n\r\n{chunked}")));
    assert_eq!(problem(&answer), 401, "{answer}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_long_header_or_body_is_refused_and_the_refusal_arrives() {
    let server = Server::start();
    let (_, headers) = session(&server).await;
    let address = listen(&server, Limits::default()).await;
    for long in [100_000, 60_000, 1_000_000] {
        let answer = rest(connect(
            address,
            &format!("GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nX: {}\r\n\r\n", "y".repeat(long)),
        ));
        if long > 64 * 1024 {
            assert_eq!(problem(&answer), 431, "{long}");
        } else {
            assert!(answer.contains(" 200 "), "{long}: {answer}");
        }
    }
    for (path, headers, length, status) in [
        ("/login", "Host: localhost\r\n", 8 * 1024, 400),
        ("/login", "Host: localhost\r\n", 9 * 1024, 413),
        ("/signup", "Host: localhost\r\n", 9 * 1024, 413),
        ("/login", "Host: localhost\r\n", 2 * 1024 * 1024, 413),
        ("/tasks", &headers, 1024 * 1024, 400),
        ("/tasks", &headers, 1024 * 1024 + 1, 413),
        ("/tasks", &headers, 20 * 1024 * 1024, 413),
    ] {
        let head = format!("POST {path} HTTP/1.1\r\n{headers}Content-Type: application/json\r\nConnection: close\r\n");
        let body = " ".repeat(length);
        let mut stream = connect(address, &format!("{head}Content-Length: {length}\r\n\r\n"));
        // The server closes the connection while it is sent.
        let _ = stream.write_all(body.as_bytes());
        assert_eq!(problem(&rest(stream)), status, "{path} {length}");
        let mut stream = connect(address, &format!("{head}Transfer-Encoding: chunked\r\n\r\n"));
        let _ = stream.write_all(format!("{length:x}\r\n{body}\r\n0\r\n\r\n").as_bytes());
        assert_eq!(problem(&rest(stream)), status, "{path} {length} in chunks");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn long_bodies_that_arrive_together_have_only_so_much_room() {
    let server = Server::start();
    let (_, headers) = session(&server).await;
    let limits = Limits { arriving_bytes: 2 * 1024 * 1024, ..Limits::default() };
    let address = listen(&server, limits).await;
    let head = format!("POST /tasks HTTP/1.1\r\n{headers}Content-Type: application/json\r\n");
    let long = format!("{head}Content-Length: 100000\r\n\r\n{}", " ".repeat(50_000));
    let mut slow = Vec::new();
    let began = Instant::now();
    loop {
        slow.push(connect(address, &long));
        let answer = rest(connect(
            address,
            &format!("{long}{}", " ".repeat(50_000)).replace("Host", "Connection: close\r\nHost"),
        ));
        match problem(&answer) {
            503 => break,
            status => assert!(status == 400 && began.elapsed() < Duration::from_secs(10), "{answer}"),
        }
    }
    let short = "{\"title\": \"Short\"}";
    let request = format!("{head}Connection: close\r\nContent-Length: {}\r\n\r\n{short}", short.len());
    assert!(rest(connect(address, &request)).contains(" 201 "));
    drop(slow);
}
