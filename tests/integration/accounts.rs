//! Signing up, logging in and out, passwords.

use serde_json::json;
use tracker::accounts::{Accounts, Hasher, MIN_COST, Priority};
use tracker::domain::security_events::Occasion;
use tracker::domain::users::Username;
use tracker::domain::users::password::Password;

use crate::support::{PASSWORD, Server, anna, now};

const NEW_PASSWORD: &str = "better battery";

#[tokio::test]
async fn every_login_has_a_new_session_id_and_ends_the_one_before() {
    let (_server, mut anna) = anna().await;
    let first = anna.clone();
    anna.log_in("anna", PASSWORD).await.expect(200);
    assert_ne!(first.session_cookie(), anna.session_cookie());
    first.clone().get("/check_session").await.expect(401);
    anna.get("/check_session").await.expect(200);
}

#[tokio::test]
async fn a_session_id_from_outside_is_never_taken_over() {
    let server = Server::start();
    let fixed = "tracker_session=AAAAAAAAAAAAAAAAAAAAAA";
    let mut victim = server.browser();
    victim.headers.push(("cookie".into(), fixed.into()));
    victim.sign_up("anna").await;
    assert_ne!(victim.session_cookie(), Some("AAAAAAAAAAAAAAAAAAAAAA"));
    let mut attacker = server.browser();
    attacker.headers.push(("cookie".into(), fixed.into()));
    attacker.get("/check_session").await.expect(401);
}

#[tokio::test]
async fn logging_out_ends_the_session_on_the_server() {
    let (_server, mut anna) = anna().await;
    let mut copy = anna.clone();
    anna.delete("/logout").await.expect(204);
    copy.get("/tasks").await.expect(401);
}

#[tokio::test]
async fn a_request_in_flight_does_not_bring_a_session_back() {
    let (_server, anna) = anna().await;
    for _ in 0..20 {
        let (mut one, mut other) = (anna.clone(), anna.clone());
        one.log_in("anna", PASSWORD).await.expect(200);
        other.clone_from(&one);
        let reading = async {
            for _ in 0..5 {
                other.get("/tasks").await;
            }
        };
        let (left, ()) = tokio::join!(one.delete("/logout"), reading);
        left.expect(204);
        other.get("/check_session").await.expect(401);
    }
}

#[tokio::test]
async fn the_cookie_is_kept_from_scripts_and_other_sites() {
    let server = Server::start();
    let answer = server.browser().sign_up("anna").await;
    let cookie = answer.header("set-cookie");
    for part in ["tracker_session=", "HttpOnly", "SameSite=Lax", "Path=/", "Max-Age=2592000"] {
        assert!(cookie.contains(part), "{part} is not in {cookie}");
    }
    assert!(!cookie.contains("Secure"), "over plain http a Secure cookie would be thrown away");
}

#[tokio::test]
async fn under_an_https_public_url_the_cookie_is_secure_and_bound_to_the_host() {
    let server = Server::with_flags(&["--public-url", "https://tracker.example", "--session-days", "7"]);
    let mut anna = server.browser();
    let cookie = anna.sign_up("anna").await.header("set-cookie").to_owned();
    for part in ["__Host-tracker_session=", "HttpOnly", "SameSite=Lax", "Secure", "Path=/", "Max-Age=604800"] {
        assert!(cookie.contains(part), "{part} is not in {cookie}");
    }
    let removal = anna.delete("/logout").await.expect(204);
    let cookie = removal.header("set-cookie");
    for part in ["__Host-tracker_session=;", "Secure", "Path=/", "Max-Age=0"] {
        assert!(cookie.contains(part), "{part} is not in {cookie}");
    }
}

#[tokio::test]
async fn a_header_from_a_stranger_does_not_make_the_cookie_secure() {
    let server = Server::start();
    let mut anna = server.browser();
    anna.headers.push(("x-forwarded-proto".into(), "https".into()));
    assert!(!anna.sign_up("anna").await.header("set-cookie").contains("Secure"));
}

#[tokio::test]
async fn no_session_is_kept_before_a_login() {
    let server = Server::start();
    let mut browser = server.browser();
    browser.headers.push(("cookie".into(), "tracker_session=AAAAAAAAAAAAAAAAAAAAAA".into()));
    for path in ["/check_session", "/tasks", "/", "/healthz"] {
        browser.get(path).await;
    }
    browser.log_in("nobody", PASSWORD).await.expect(401);
    assert_eq!(count(&server, "SELECT count(*) FROM sessions"), 0);
}

#[tokio::test]
async fn the_database_has_neither_password_nor_session_id() {
    let (server, anna) = anna().await;
    let cookie = anna.session_cookie().unwrap().to_owned();
    let database = server.database();
    let log = tracker_bytes(&database) + &tracker_bytes(&database.with_extension("db-wal"));
    assert!(!log.contains(&cookie) && !log.contains(PASSWORD));
    assert!(log.contains("$2b$04$"), "the hash is there");
}

fn tracker_bytes(path: &std::path::Path) -> String {
    String::from_utf8_lossy(&std::fs::read(path).unwrap_or_default()).into_owned()
}

fn count(server: &Server, sql: &str) -> i64 {
    let connection = rusqlite::Connection::open(server.database()).unwrap();
    connection.query_row(sql, [], |row| row.get(0)).unwrap()
}

#[tokio::test]
async fn unknown_user_wrong_password_and_disabled_user_are_the_same_bytes() {
    let server = Server::start();
    let mut admin = server.admin("root").await;
    let anna = server.browser().sign_up("anna").await.json();
    let wrong = server.browser().log_in("anna", "wrong horse").await.expect(401);
    let unknown = server.browser().log_in("nobody", PASSWORD).await.expect(401);
    admin.patch(&format!("/users/{}", anna["id"]), json!({"disabled": true})).await.expect(200);
    let disabled = server.browser().log_in("anna", PASSWORD).await.expect(401);
    for other in [unknown, disabled] {
        assert_eq!(wrong.body, other.body);
        assert_eq!(wrong.headers, other.headers);
    }
}

#[tokio::test]
async fn names_are_compared_without_case_and_trimmed() {
    let server = Server::start();
    let anna = server.browser().sign_up("  Änna  ").await.json();
    assert_eq!(anna["username"], "Änna");
    assert_eq!(server.browser().log_in("äNNA", PASSWORD).await.expect(200).json(), anna);
}

#[tokio::test]
async fn two_sign_ups_at_once_with_one_name_make_one_account() {
    let server = Server::start();
    let tasks: Vec<_> = (0..16)
        .map(|_| {
            let mut browser = server.browser();
            let body = json!({"username": "anna", "password": PASSWORD, "password_confirmation": PASSWORD});
            tokio::spawn(async move { browser.post("/signup", body).await.status.as_u16() })
        })
        .collect();
    let mut statuses = Vec::new();
    for task in tasks {
        statuses.push(task.await.unwrap());
    }
    statuses.sort_unstable();
    assert_eq!(statuses[0], 201);
    assert!(statuses[1..].iter().all(|status| *status == 409), "{statuses:?}");
}

#[tokio::test]
async fn signing_up_can_be_closed() {
    let server = Server::with_flags(&["--signup", "closed"]);
    let mut browser = server.browser();
    assert_eq!(
        browser.get("/instance").await.json(),
        json!({
            "signup": "closed", "trash_days": 30, "public_origin": null, "passkey_host": "localhost", "oidc_name": null,
            "proxy_user": null
        })
    );
    let body = json!({"username": "anna", "password": PASSWORD, "password_confirmation": PASSWORD});
    browser.post("/signup", body).await.expect(403);
}

#[tokio::test]
async fn a_password_change_ends_every_other_session_and_renews_this_one() {
    let (server, mut anna) = anna().await;
    let mut stolen = anna.clone();
    let mut phone = server.browser();
    phone.log_in("anna", PASSWORD).await.expect(200);
    let change = json!({"current_password": PASSWORD, "new_password": NEW_PASSWORD});
    anna.post("/password", change).await.expect(204);
    anna.get("/tasks").await.expect(200);
    phone.get("/tasks").await.expect(401);
    stolen.get("/tasks").await.expect(401);
    server.browser().log_in("anna", PASSWORD).await.expect(401);
    server.browser().log_in("anna", NEW_PASSWORD).await.expect(200);
}

#[tokio::test]
async fn a_password_change_wants_the_current_one_and_a_good_new_one() {
    let (server, mut anna) = anna().await;
    for (current, new, field) in [
        ("wrong horse", NEW_PASSWORD, "current_password"),
        ("", NEW_PASSWORD, "current_password"),
        (PASSWORD, "short", "new_password"),
        (PASSWORD, "password", "new_password"),
    ] {
        let change = json!({"current_password": current, "new_password": new});
        assert_eq!(anna.post("/password", change).await.expect(422).fields(), [field]);
    }
    server.browser().log_in("anna", PASSWORD).await.expect(200);
}

#[tokio::test]
async fn a_hash_is_renewed_at_the_next_login_when_the_cost_has_risen() {
    let server = Server::start();
    server.user("anna").await;
    let dearer = Accounts::new(server.store.clone(), Hasher::new(MIN_COST + 1));
    let name = Username::parse("anna").unwrap();
    let password = Password::parse("password", Some(PASSWORD.into())).unwrap();
    dearer.log_in(&name, password, Priority::Known, Occasion::command(now())).await.unwrap();
    let credentials = server.store.find_credentials(&name).await.unwrap().unwrap();
    assert!(credentials.password_hash.starts_with("$2b$05$"), "{}", credentials.password_hash);
    server.browser().log_in("anna", PASSWORD).await.expect(200);
}

#[tokio::test]
async fn a_password_change_under_way_does_not_undo_a_reset() {
    let (server, mut anna) = anna().await;
    let user: tracker::domain::users::User = serde_json::from_value(anna.get("/check_session").await.json()).unwrap();
    let password = |text: &str| Password::parse("password", Some(text.into())).unwrap();
    let slow = Accounts::new(server.store.clone(), Hasher::new(10));
    // What a change checks against is read long before it is hashed and written.
    let seen = server.store.find_credentials(&Username::parse("anna").unwrap()).await.unwrap().unwrap();
    let change = slow.change_password(&user, password(PASSWORD), password("attacker wins"), Occasion::command(now()));
    let reset = server.accounts.reset_password(user.id, password(NEW_PASSWORD), Occasion::command(now()));
    let (_, reset) = tokio::join!(change, reset);
    reset.unwrap();
    let late = server
        .store
        .set_password(user.id, Some(seen.session_epoch), seen.password_hash, Occasion::command(now()))
        .await;
    assert!(matches!(late, Err(tracker::error::Error::Unauthenticated)), "{late:?}");
    server.browser().log_in("anna", NEW_PASSWORD).await.expect(200);
    server.browser().log_in("anna", "attacker wins").await.expect(401);
}
