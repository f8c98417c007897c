//! Links that log in once, and links to make one account with.

use jiff::SignedDuration;
use serde_json::{Value, json};
use tracker::domain::security_events::Occasion;
use tracker::domain::token::Token;
use tracker::domain::users::{AccountPatch, UserId};

use crate::support::{Answer, Browser, PASSWORD, Server, anna};

const NEW_PASSWORD: &str = "better battery";

/// A link for a user, for a quarter of an hour.
async fn link_for(server: &Server, user: UserId) -> Value {
    let (token, now) = (Token::random(), server.clock.now());
    let expires_at = now + SignedDuration::from_mins(15);
    server.store.create_login_link(user, token.hash(), expires_at, Occasion::command(now)).await.unwrap();
    json!({ "token": token.to_string() })
}

/// An invite for a week.
async fn invite_on(server: &Server) -> String {
    let (token, now) = (Token::random(), server.clock.now());
    let expires_at = now + SignedDuration::from_hours(7 * 24);
    server.store.create_invite(token.hash(), now, expires_at).await.unwrap();
    token.to_string()
}

fn sign_up_with(invite: &str, username: &str) -> Value {
    json!({"username": username, "password": PASSWORD, "password_confirmation": PASSWORD, "invite": invite})
}

async fn refused(server: &Server, path: &str, body: &Value) -> Answer {
    server.browser().post(path, body.clone()).await.expect(403)
}

#[tokio::test]
async fn a_link_says_for_whom_it_is_and_logs_in_once() {
    let (server, mut anna) = anna().await;
    let link = link_for(&server, anna.user_id().await).await;
    for _ in 0..3 {
        let checked = server.browser().post("/login_links/check", link.clone()).await.expect(200);
        assert_eq!(checked.json(), json!({"username": "anna"}));
    }
    let mut browser = server.browser();
    let user = browser.post("/login_links/use", link.clone()).await.expect(200).json();
    assert_eq!(user["username"], "anna");
    browser.get("/tasks").await.expect(200);
    let session = &browser.get("/sessions").await.json()["sessions"][0];
    assert_eq!((&session["begun_by"], &session["may_set_password"]), (&json!("link"), &json!(true)));
    refused(&server, "/login_links/use", &link).await;
    anna.get("/tasks").await.expect(200);
}

#[tokio::test]
async fn of_many_who_use_a_link_at_once_one_is_logged_in() {
    let (server, mut anna) = anna().await;
    let link = link_for(&server, anna.user_id().await).await;
    let attempts: Vec<_> = (0..16)
        .map(|_| {
            let (mut browser, link) = (server.browser(), link.clone());
            tokio::spawn(async move { browser.post("/login_links/use", link).await.status.as_u16() })
        })
        .collect();
    let mut statuses = Vec::new();
    for attempt in attempts {
        statuses.push(attempt.await.unwrap());
    }
    statuses.sort_unstable();
    assert_eq!((statuses[0], &statuses[1..]), (200, &[403; 15][..]));
}

#[tokio::test]
async fn a_link_that_is_wrong_used_or_past_its_time_is_the_same_bytes() {
    let (server, mut anna) = anna().await;
    let id = anna.user_id().await;
    let used = link_for(&server, id).await;
    server.browser().post("/login_links/use", used.clone()).await.expect(200);
    let outdated = link_for(&server, id).await;
    let change = json!({"current_password": PASSWORD, "new_password": NEW_PASSWORD});
    anna.post("/password", change).await.expect(204);
    let disabled = link_for(&server, id).await;
    for state in [true, false] {
        let patch = AccountPatch { disabled: Some(state), admin: None };
        server.store.update_account(id, patch, Occasion::command(server.clock.now())).await.unwrap();
    }
    let expired = link_for(&server, id).await;
    server.clock.advance(SignedDuration::from_mins(15));
    let wrong = json!({"token": Token::random().to_string()});
    for path in ["/login_links/check", "/login_links/use"] {
        let expected = refused(&server, path, &wrong).await;
        for body in [&used, &outdated, &disabled, &expired, &json!({"token": "x"}), &json!({})] {
            let answer = refused(&server, path, body).await;
            assert_eq!((&answer.body, &answer.headers), (&expected.body, &expected.headers), "{path} {body}");
        }
    }
}

#[tokio::test]
async fn after_a_link_a_new_password_needs_no_old_one_for_ten_minutes() {
    let (server, mut anna) = anna().await;
    let new = json!({"new_password": NEW_PASSWORD});
    assert_eq!(anna.post("/password", new.clone()).await.expect(422).fields(), ["current_password"]);
    let id = anna.user_id().await;
    let mut by_link: Vec<Browser> = Vec::new();
    for _ in 0..2 {
        let mut browser = server.browser();
        browser.post("/login_links/use", link_for(&server, id).await).await.expect(200);
        by_link.push(browser);
    }
    server.clock.advance(SignedDuration::from_mins(10) - SignedDuration::from_millis(1));
    by_link[0].post("/password", new.clone()).await.expect(204);
    server.browser().log_in("anna", NEW_PASSWORD).await.expect(200);
    by_link[1].get("/tasks").await.expect(401);
    // The session goes on, but only the link's one had the right.
    assert_eq!(by_link[0].post("/password", new.clone()).await.expect(422).fields(), ["current_password"]);
    let mut late = server.browser();
    late.post("/login_links/use", link_for(&server, id).await).await.expect(200);
    server.clock.advance(SignedDuration::from_mins(10));
    assert_eq!(late.post("/password", new).await.expect(422).fields(), ["current_password"]);
    assert_eq!(late.get("/sessions").await.json()["sessions"][0]["may_set_password"], false);
}

#[tokio::test]
async fn no_link_is_made_for_a_disabled_account() {
    let (server, mut anna) = anna().await;
    let id = anna.user_id().await;
    server
        .store
        .update_account(id, AccountPatch { disabled: Some(true), admin: None }, Occasion::command(server.clock.now()))
        .await
        .unwrap();
    let (hash, now) = (Token::random().hash(), server.clock.now());
    assert!(
        server
            .store
            .create_login_link(id, hash, now + SignedDuration::from_mins(15), Occasion::command(now))
            .await
            .is_err()
    );
}

#[tokio::test]
async fn the_database_has_no_token() {
    let (server, mut anna) = anna().await;
    let link = link_for(&server, anna.user_id().await).await;
    let invite = invite_on(&server).await;
    let wal = std::fs::read(server.database().with_extension("db-wal")).unwrap();
    let text = String::from_utf8_lossy(&wal);
    assert!(!text.contains(link["token"].as_str().unwrap()) && !text.contains(&invite));
}

#[tokio::test]
async fn where_signing_up_takes_an_invite_one_makes_one_account() {
    let server = Server::with_flags(&["--rate-limit", "off", "--signup", "invite"]);
    assert_eq!(server.browser().get("/instance").await.json()["signup"], "invite");
    let invite = invite_on(&server).await;
    let without = json!({"username": "anna", "password": PASSWORD, "password_confirmation": PASSWORD});
    refused(&server, "/signup", &without).await;
    server.browser().post("/invites/check", json!({"token": invite})).await.expect(204);
    server.browser().post("/signup", sign_up_with(&invite, "anna")).await.expect(201);
    refused(&server, "/signup", &sign_up_with(&invite, "berta")).await;
    refused(&server, "/invites/check", &json!({"token": invite})).await;
    server.browser().log_in("anna", PASSWORD).await.expect(200);
    server.browser().log_in("berta", PASSWORD).await.expect(401);
}

#[tokio::test]
async fn an_invite_is_used_up_only_if_the_account_was_made() {
    let server = Server::with_flags(&["--rate-limit", "off", "--signup", "invite"]);
    server.admin("anna").await;
    let invite = invite_on(&server).await;
    server.browser().post("/signup", sign_up_with(&invite, "anna")).await.expect(409);
    let mut weak = sign_up_with(&invite, "berta");
    weak["password"] = json!("short");
    server.browser().post("/signup", weak).await.expect(422);
    server.browser().post("/signup", sign_up_with(&invite, "berta")).await.expect(201);
}

#[tokio::test]
async fn of_many_who_sign_up_at_once_with_one_invite_one_gets_an_account() {
    let server = Server::with_flags(&["--rate-limit", "off", "--signup", "invite"]);
    let invite = invite_on(&server).await;
    let attempts: Vec<_> = (0..12)
        .map(|number| {
            let (mut browser, body) = (server.browser(), sign_up_with(&invite, &format!("user-{number}")));
            tokio::spawn(async move { browser.post("/signup", body).await.status.as_u16() })
        })
        .collect();
    let mut statuses = Vec::new();
    for attempt in attempts {
        statuses.push(attempt.await.unwrap());
    }
    statuses.sort_unstable();
    assert_eq!((statuses[0], &statuses[1..]), (201, &[403; 11][..]));
    assert_eq!(server.store.list_accounts(10).await.unwrap().len(), 1);
}

#[tokio::test]
async fn an_invite_that_is_wrong_used_or_past_its_time_is_the_same_bytes_whatever_the_name() {
    let server = Server::with_flags(&["--rate-limit", "off", "--signup", "invite"]);
    let (used, expired) = (invite_on(&server).await, invite_on(&server).await);
    server.browser().post("/signup", sign_up_with(&used, "anna")).await.expect(201);
    server.clock.advance(SignedDuration::from_hours(7 * 24));
    let wrong = Token::random().to_string();
    let expected = refused(&server, "/signup", &sign_up_with(&wrong, "berta")).await;
    for invite in [&used, &expired, &wrong, "x"] {
        for name in ["anna", "berta"] {
            assert_eq!(refused(&server, "/signup", &sign_up_with(invite, name)).await.body, expected.body);
        }
    }
}

#[tokio::test]
async fn a_repeated_sign_up_with_an_invite_is_the_same_account() {
    let server = Server::with_flags(&["--rate-limit", "off", "--signup", "invite"]);
    let body = sign_up_with(&invite_on(&server).await, "anna");
    let headers = [("idempotency-key", "4f8c")];
    let first = server.browser().send_json("POST", "/signup", &headers, &body).await.expect(201);
    let second = server.browser().send_json("POST", "/signup", &headers, &body).await.expect(201);
    assert_eq!(first.body, second.body);
}

#[tokio::test]
async fn an_admin_makes_invites_and_nobody_else_does() {
    let server = Server::with_flags(&["--rate-limit", "off", "--signup", "invite"]);
    let mut admin = server.admin("root").await;
    let link = admin.send("POST", "/invites", None, Vec::new()).await.expect(201).json();
    let (page, token) = link["path"].as_str().unwrap().split_once('#').unwrap();
    assert_eq!(page, "/app/signup");
    let mut anna = server.browser();
    anna.post("/signup", sign_up_with(token, "anna")).await.expect(201);
    anna.send("POST", "/invites", None, Vec::new()).await.expect(403);
}

#[tokio::test]
async fn trying_links_is_slowed_down_as_logins_are() {
    let server = Server::with_flags(&[]);
    let wrong = json!({"token": Token::random().to_string()});
    for number in 0..30 {
        let path = ["/login_links/use", "/login_links/check", "/invites/check"][number % 3];
        refused(&server, path, &wrong).await;
    }
    for path in ["/login_links/use", "/login_links/check", "/invites/check"] {
        let answer = server.browser().post(path, wrong.clone()).await.expect(429);
        assert!(answer.header("retry-after").parse::<u32>().unwrap() > 0);
    }
}

#[tokio::test]
async fn links_past_their_time_are_removed() {
    let (server, mut anna) = anna().await;
    link_for(&server, anna.user_id().await).await;
    invite_on(&server).await;
    server.clock.advance(SignedDuration::from_hours(8 * 24));
    let lifetime = tracker::domain::sessions::SessionLifetime {
        idle: SignedDuration::from_hours(14 * 24),
        absolute: SignedDuration::from_hours(30 * 24),
    };
    assert_eq!(server.store.sweep(lifetime, server.clock.now()).await.unwrap(), 2);
}
