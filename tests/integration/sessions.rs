//! Where one is logged in, and for how long.

use std::time::Duration;

use jiff::SignedDuration;
use tracker::domain::security_events::Occasion;
use tracker::domain::sessions::{BegunBy, NewSession, SessionLifetime, TokenHash};

use crate::support::{PASSWORD, Server, anna, now};

const DAY: Duration = Duration::from_hours(24);
const LIFETIME: SessionLifetime =
    SessionLifetime { idle: SignedDuration::from_hours(14 * 24), absolute: SignedDuration::from_hours(30 * 24) };

#[tokio::test]
async fn one_s_sessions_are_listed_newest_first_with_the_current_one_marked() {
    let (server, mut anna) = anna().await;
    let mut phone = server.browser();
    phone.headers.push(("user-agent".into(), "Phone/1.0".into()));
    phone.log_in("anna", PASSWORD).await.expect(200);
    let list = anna.get("/sessions").await.expect(200).json();
    let sessions = list["sessions"].as_array().unwrap();
    assert_eq!(sessions.len(), 2);
    assert_eq!((&sessions[0]["user_agent"], &sessions[0]["current"]), (&"Phone/1.0".into(), &false.into()));
    assert_eq!((&sessions[1]["user_agent"], &sessions[1]["current"]), (&serde_json::Value::Null, &true.into()));
}

#[tokio::test]
async fn a_session_can_be_ended_from_elsewhere() {
    let (server, mut anna) = anna().await;
    let mut phone = server.browser();
    phone.log_in("anna", PASSWORD).await.expect(200);
    let id = phone.get("/sessions").await.json()["sessions"][0]["id"].clone();
    anna.delete(&format!("/sessions/{id}")).await.expect(204);
    phone.get("/tasks").await.expect(401);
    anna.delete(&format!("/sessions/{id}")).await.expect(404);
    anna.get("/tasks").await.expect(200);
}

#[tokio::test]
async fn all_sessions_but_this_one_can_be_ended() {
    let (server, mut anna) = anna().await;
    let mut others = [server.browser(), server.browser()];
    for other in &mut others {
        other.log_in("anna", PASSWORD).await.expect(200);
    }
    let mut berta = server.user("berta").await;
    anna.delete("/sessions").await.expect(204);
    for other in &mut others {
        other.get("/tasks").await.expect(401);
    }
    anna.get("/tasks").await.expect(200);
    berta.get("/tasks").await.expect(200);
}

#[tokio::test]
async fn a_session_ends_when_it_is_idle_and_whatever_happens_in_the_end() {
    let server = Server::start();
    let user_id = server.user("anna").await.user_id().await;
    let token_hash = TokenHash([7; 32]);
    let new = NewSession {
        user_id,
        session_epoch: 0,
        token_hash,
        user_agent: None,
        address: None,
        begun_by: BegunBy::Password,
        event: None,
    };
    server.store.create_session(new.clone(), now()).await.unwrap();
    let alive = async || server.store.find_session(token_hash, LIFETIME).await.unwrap();
    // A minute more, because the session began a moment after the server.
    let run = async |days: u32| server.store.note_uptime(DAY * days + Duration::from_mins(1)).await.unwrap();
    run(12).await;
    let session = alive().await.expect("a session in use");
    for days in [13, 4] {
        server.store.note_activity(user_id, session.id, now());
        // The note is written before the next write.
        server.store.sweep(LIFETIME, now()).await.unwrap();
        run(days).await;
        alive().await.expect("a session in use");
    }
    server.store.note_activity(user_id, session.id, now());
    run(1).await;
    assert!(alive().await.is_none(), "after thirty days");
    assert!(server.store.sweep(LIFETIME, now()).await.unwrap() > 0, "what has ended is removed");
    let idle = TokenHash([9; 32]);
    server.store.create_session(NewSession { token_hash: idle, ..new }, now()).await.unwrap();
    run(14).await;
    assert!(server.store.find_session(idle, LIFETIME).await.unwrap().is_none(), "after fourteen days without use");
}

#[tokio::test]
async fn reading_does_not_write() {
    let (server, mut anna) = anna().await;
    let version = || {
        let connection = rusqlite::Connection::open(server.database()).unwrap();
        connection.query_row("SELECT sum(last_seen_at) FROM sessions", [], |row| row.get::<_, i64>(0)).unwrap()
    };
    let before = version();
    for _ in 0..20 {
        anna.get("/tasks").await.expect(200);
    }
    assert_eq!(version(), before);
}

#[tokio::test]
async fn a_session_begun_with_a_password_that_was_changed_meanwhile_never_holds() {
    let server = Server::start();
    let user_id = server.user("anna").await.user_id().await;
    let token_hash = TokenHash([8; 32]);
    server.store.set_password(user_id, None, "x".into(), Occasion::command(now())).await.unwrap();
    let new = NewSession {
        user_id,
        session_epoch: 0,
        token_hash,
        user_agent: None,
        address: None,
        begun_by: BegunBy::Password,
        event: None,
    };
    server.store.create_session(new, now()).await.unwrap();
    assert!(server.store.find_session(token_hash, LIFETIME).await.unwrap().is_none());
}
