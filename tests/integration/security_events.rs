//! The log of an account's security, as its owner sees it.

use std::time::Duration;

use jiff::SignedDuration;
use serde_json::{Value, json};
use tracker::domain::security_events::Occasion;
use tracker::domain::sessions::SessionLifetime;
use tracker::domain::token::Token;

use crate::support::{Browser, PASSWORD, Server, anna, totp};

const LIFETIME: SessionLifetime =
    SessionLifetime { idle: SignedDuration::from_hours(400 * 24), absolute: SignedDuration::from_hours(400 * 24) };

/// The kinds of the events, the newest first.
async fn kinds(browser: &mut Browser) -> Vec<String> {
    events(browser).await.iter().map(|event| event["kind"].as_str().unwrap().to_owned()).collect()
}

async fn events(browser: &mut Browser) -> Vec<Value> {
    let answer = browser.get("/security_events").await.expect(200).json();
    answer["events"].as_array().unwrap().clone()
}

/// Waits for what is written some time soon: it goes before any later write.
async fn settle(server: &Server) {
    server.store.sweep(LIFETIME, server.clock.now()).await.unwrap();
}

#[tokio::test]
async fn logins_and_refused_ones_say_when_and_where_from() {
    let server = Server::with_flags(&["--rate-limit", "off", "--trusted-proxy", "0.0.0.0"]);
    let mut anna = server.user("anna").await;
    let mut stranger = server.browser();
    stranger.headers.push(("x-forwarded-for".into(), "2001:db8::7".into()));
    stranger.headers.push(("user-agent".into(), "curl/8.5".into()));
    server.clock.advance(SignedDuration::from_secs(1));
    stranger.log_in("anna", "wrong horse").await.expect(401);
    stranger.log_in("anna", PASSWORD).await.expect(200);
    settle(&server).await;
    let now = server.clock.now();
    let from = |id: i64, kind: &str| json!({"id": id, "kind": kind, "at": now, "address": "2001:db8::7", "user_agent": "curl/8.5"});
    let events = events(&mut anna).await;
    assert_eq!(events[..2], [from(3, "logged_in"), from(2, "login_refused")]);
    assert_eq!((&events[2]["kind"], &events[2]["user_agent"]), (&json!("signed_up"), &Value::Null));
}

#[tokio::test]
async fn whatever_changes_the_security_of_an_account_is_noted_once() {
    let (server, mut anna) = anna().await;
    let id = anna.user_id().await;
    let later = || server.clock.advance(SignedDuration::from_secs(30));
    let proposed = anna.post("/second_factor", json!({})).await.expect(200).json();
    let secret = proposed["secret"].as_str().unwrap();
    let code = |server: &Server| totp(secret, server.clock.now());
    anna.post("/second_factor/turn_on", json!({"code": code(&server)})).await.expect(200);
    later();
    let right = json!({"username": "anna", "password": PASSWORD, "code": code(&server)});
    server.browser().post("/login", right.clone()).await.expect(200);
    server.browser().post("/login", right).await.expect(401);
    later();
    let proof = json!({"password": PASSWORD, "code": code(&server)});
    let renewed = anna.post("/second_factor/recovery_codes", proof).await.expect(200).json();
    let recovery_code = renewed["recovery_codes"][0].clone();
    anna.post("/second_factor/turn_off", json!({"password": PASSWORD, "code": recovery_code})).await.expect(204);
    let token = Token::random();
    let occasion = Occasion::command(server.clock.now());
    let expires_at = occasion.at + SignedDuration::from_mins(15);
    server.store.create_login_link(id, token.hash(), expires_at, occasion).await.unwrap();
    let mut by_link = server.browser();
    by_link.post("/login_links/use", json!({"token": token.to_string()})).await.expect(200);
    let session = by_link.get("/sessions").await.json()["sessions"][0]["id"].clone();
    anna.delete(&format!("/sessions/{session}")).await.expect(204);
    anna.delete("/sessions").await.expect(204);
    anna.delete("/sessions").await.expect(204);
    let change = json!({"current_password": PASSWORD, "new_password": "better battery"});
    anna.post("/password", change).await.expect(204);
    assert_eq!(
        kinds(&mut anna).await,
        [
            "password_changed",
            "other_sessions_ended",
            "session_ended",
            "logged_in_by_link",
            "login_link_made",
            "second_factor_turned_off",
            "recovery_code_used",
            "recovery_codes_made",
            "code_refused",
            "logged_in",
            "second_factor_turned_on",
            "signed_up",
        ]
    );
    let log = anna.get("/security_events").await.body;
    let log = String::from_utf8_lossy(&log);
    for secret in [PASSWORD, secret, &token.to_string(), recovery_code.as_str().unwrap()] {
        assert!(!log.contains(secret));
    }
    let made = &events(&mut anna).await[4];
    assert_eq!((&made["address"], &made["user_agent"]), (&Value::Null, &Value::Null));
}

#[tokio::test]
async fn what_an_admin_does_to_an_account_is_in_its_log_and_not_where_from() {
    let server = Server::start();
    let mut admin = server.admin("boss").await;
    admin.headers.push(("user-agent".into(), "curl/8.5".into()));
    let mut anna = server.user("anna").await;
    let path = format!("/users/{}", anna.user_id().await.0);
    for change in [json!({"admin": true}), json!({"admin": true}), json!({"admin": false, "disabled": true}), json!({})]
    {
        admin.patch(&path, change).await.expect(200);
    }
    admin.patch(&path, json!({"disabled": false})).await.expect(200);
    anna.log_in("anna", PASSWORD).await.expect(200);
    assert_eq!(
        kinds(&mut anna).await,
        ["logged_in", "account_enabled", "admin_revoked", "account_disabled", "admin_granted", "signed_up"]
    );
    let enabled = &events(&mut anna).await[1];
    assert_eq!((&enabled["address"], &enabled["user_agent"]), (&Value::Null, &json!("curl/8.5")));
    assert_eq!(kinds(&mut admin).await, ["logged_in"]);
}

#[tokio::test]
async fn guesses_at_one_account_are_bounded_and_push_nothing_else_out() {
    let (server, mut anna) = anna().await;
    let id = anna.user_id().await;
    for _ in 0..150 {
        server.store.note_refused_login(id, Occasion::command(server.clock.now()));
        settle(&server).await;
    }
    let seen = kinds(&mut anna).await;
    assert_eq!(seen.iter().filter(|kind| *kind == "login_refused").count(), 100);
    assert_eq!(seen.last().unwrap(), "signed_up");
    for _ in 0..310 {
        server.browser().log_in("anna", PASSWORD).await.expect(200);
    }
    let seen = events(&mut anna).await;
    assert_eq!((seen.len(), &seen[0]["id"]), (300, &json!(461)));
}

#[tokio::test]
async fn an_event_is_kept_for_ninety_days_by_the_clock_and_by_what_the_server_ran() {
    let (server, mut anna) = anna().await;
    let days = |days: u64| Duration::from_secs(days * 86_400 + 1);
    server.clock.advance(SignedDuration::from_hours(91 * 24));
    settle(&server).await;
    server.browser().log_in("anna", PASSWORD).await.expect(200);
    anna.log_in("anna", PASSWORD).await.expect(200);
    assert_eq!(kinds(&mut anna).await.len(), 3, "a clock that jumps removes nothing");
    server.store.note_uptime(days(90)).await.unwrap();
    settle(&server).await;
    // Sessions end by that time too.
    anna.log_in("anna", PASSWORD).await.expect(200);
    assert_eq!(kinds(&mut anna).await, ["logged_in"; 3], "the first event is gone");
}

#[tokio::test]
async fn what_is_tried_at_others_or_at_nobody_is_not_seen() {
    let server = Server::start();
    let mut anna = server.user("anna").await;
    let mut berta = server.user("berta").await;
    server.browser().log_in("berta", "wrong horse").await.expect(401);
    server.browser().log_in("nobody", "wrong horse").await.expect(401);
    settle(&server).await;
    assert_eq!(kinds(&mut anna).await, ["signed_up"]);
    assert_eq!(kinds(&mut berta).await, ["login_refused", "signed_up"]);
}
