//! Clocks that jump end nothing early and prolong nothing.

use std::path::Path;
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};

use crate::support::{Browser, PASSWORD, Process, anna, database_in};

const DAY: Duration = Duration::from_hours(24);

async fn expires_at(browser: &mut Browser) -> Timestamp {
    let list = browser.get("/sessions").await.expect(200).json();
    list["sessions"][0]["expires_at"].as_str().unwrap().parse().unwrap()
}

/// Creates a task under a key and answers its number.
async fn create_once(browser: &mut Browser) -> Value {
    browser.headers.retain(|(name, _)| name != "idempotency-key");
    browser.headers.push(("idempotency-key".into(), "the-same".into()));
    browser.post("/tasks", json!({"title": "x"})).await.expect(201).json()["id"].clone()
}

#[tokio::test]
async fn a_clock_that_jumps_ahead_ends_nothing() {
    let (server, mut anna) = anna().await;
    let number = create_once(&mut anna).await;
    server.clock.advance(SignedDuration::from_hours(24 * 400));
    server.store.sweep(lifetime(), server.clock.now()).await.unwrap();
    let left = expires_at(&mut anna).await.duration_since(server.clock.now());
    assert!(left > SignedDuration::from_hours(24 * 13) && left <= SignedDuration::from_hours(24 * 14), "{left}");
    assert_eq!(create_once(&mut anna).await, number, "a repeat is done once");
    let mut phone = server.browser();
    phone.log_in("anna", PASSWORD).await.expect(200);
}

#[tokio::test]
async fn a_clock_that_jumps_back_prolongs_nothing() {
    let (server, mut anna) = anna().await;
    let number = create_once(&mut anna).await;
    server.clock.advance(SignedDuration::from_hours(-24 * 365));
    server.store.note_uptime(Duration::from_hours(23)).await.unwrap();
    assert_eq!(create_once(&mut anna).await, number);
    server.store.note_uptime(Duration::from_hours(2)).await.unwrap();
    assert_ne!(create_once(&mut anna).await, number, "a key is forgotten after a day");
    let left = expires_at(&mut anna).await.duration_since(server.clock.now());
    assert!(left <= SignedDuration::from_hours(24 * 14), "{left}");
    // In use all the time, it ends after thirty days.
    for _ in 0..28 {
        anna.get("/tasks").await.expect(200);
        server.store.sweep(lifetime(), server.clock.now()).await.unwrap();
        server.store.note_uptime(DAY).await.unwrap();
    }
    anna.get("/tasks").await.expect(200);
    server.store.note_uptime(DAY).await.unwrap();
    anna.get("/tasks").await.expect(401);
}

fn lifetime() -> tracker::domain::sessions::SessionLifetime {
    tracker::domain::sessions::SessionLifetime {
        idle: SignedDuration::from_hours(14 * 24),
        absolute: SignedDuration::from_hours(30 * 24),
    }
}

/// Moves all times in a database, as if the clock had jumped the other way.
fn shift(path: &Path, days: i64) {
    let connection = rusqlite::Connection::open(path).unwrap();
    let by = days * 24 * 3_600_000;
    let sql = "UPDATE sessions SET created_at = created_at + ?1, last_seen_at = last_seen_at + ?1";
    connection.execute(sql, [by]).unwrap();
    connection.execute("UPDATE idempotency_keys SET created_at = created_at + ?1", [by]).unwrap();
}

#[test]
fn a_start_with_another_clock_keeps_sessions_and_keys() {
    let folder = tempfile::tempdir().unwrap();
    let path = database_in(folder.path());
    let mut server = Process::start(&path);
    server.sign_up("anna");
    let body = json!({"title": "x"});
    let key = [("idempotency-key", "the-same")];
    let (_, made) = server.send_with("POST", "/tasks", Some(&body), &key).unwrap();
    let client = server.client();
    server.terminate();
    // 40 and 4,000 days ahead, then back to a year before.
    for days in [-40, -3_960, 4_365] {
        shift(&path, days);
        let server = Process::start(&path);
        let mut client = client.moved_to(&server);
        let (status, again) = client.send_with("POST", "/tasks", Some(&body), &key).unwrap();
        assert_eq!((status, &again["id"]), (201, &made["id"]), "{days}");
        assert_eq!(client.expect("GET", "/tasks", None, 200)["total"], 1, "{days}");
        let session = client.expect("GET", "/sessions", None, 200)["sessions"][0].clone();
        let ends: Timestamp = session["expires_at"].as_str().unwrap().parse().unwrap();
        let left = ends.duration_since(tracker::clock::now()).as_hours();
        assert!((13 * 24..=14 * 24).contains(&left), "{days}: {left} hours are left");
        let (code, log) = server.terminate();
        assert_eq!(code, Some(0), "{log}");
    }
}

#[test]
fn the_time_that_a_server_has_run_is_noted_when_it_ends() {
    let folder = tempfile::tempdir().unwrap();
    let path = database_in(folder.path());
    let uptime = || {
        let connection = rusqlite::Connection::open(&path).unwrap();
        connection.query_row("SELECT uptime FROM server", [], |row| row.get::<_, i64>(0)).unwrap()
    };
    Process::start(&path).terminate();
    let before = uptime();
    let started = std::time::Instant::now();
    let server = Process::start(&path);
    while started.elapsed() < Duration::from_millis(50) {
        std::thread::yield_now();
    }
    server.terminate();
    assert!(uptime() > before);
}

#[tokio::test]
async fn a_migration_lets_sessions_and_keys_end_when_they_would_have() {
    let folder = tempfile::tempdir().unwrap();
    let path = database_in(folder.path());
    crate::crash::first_version(&path, 10);
    let now = tracker::clock::now().as_millisecond();
    let day = 24 * 3_600_000;
    {
        let connection = rusqlite::Connection::open(&path).unwrap();
        for (id, created, seen) in [(1, 20, 13), (2, 20, 15), (3, 31, 1)] {
            let sql = "INSERT INTO sessions (user_id, id, token_hash, session_epoch, created_at, last_seen_at)
                       VALUES (7, ?1, ?2, 0, ?3, ?4)";
            let hash = [u8::try_from(id).unwrap(); 32];
            connection.execute(sql, rusqlite::params![id, hash, now - created * day, now - seen * day]).unwrap();
        }
    }
    tracker::store::migrate(&path).unwrap();
    let store = tracker::store::Store::open(&path).unwrap();
    let mut alive = Vec::new();
    for id in 1..=3 {
        let hash = tracker::domain::sessions::TokenHash([id; 32]);
        alive.push(store.find_session(hash, lifetime()).await.unwrap().is_some());
    }
    assert_eq!(alive, [true, false, false]);
    store.close().await;
}
