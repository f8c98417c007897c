//! Sensitive acts, which ask again who it is when the last proof is old.

use jiff::SignedDuration;
use serde_json::{Value, json};

use crate::support::{Browser, PASSWORD, Server, anna, totp};

const CONFIRMATION_REQUIRED: &str = "urn:problem-type:tracker:confirmation-required";

/// What asks again, with a body.
const ACTS: [(&str, &str); 3] = [("DELETE", "/sessions"), ("DELETE", "/sessions/1"), ("POST", "/second_factor")];

async fn act(browser: &mut Browser, (method, path): (&str, &str)) -> crate::support::Answer {
    browser.send_json(method, path, &[], &if method == "POST" { json!({}) } else { Value::Null }).await
}

/// Anna on a laptop, in her second session, ten minutes after its login.
async fn anna_after_a_while() -> (Server, Browser) {
    let (server, _) = anna().await;
    let mut laptop = server.browser();
    laptop.log_in("anna", PASSWORD).await.expect(200);
    server.clock.advance(SignedDuration::from_mins(10));
    (server, laptop)
}

#[tokio::test]
async fn an_old_proof_is_asked_for_again_and_nothing_is_done_meanwhile() {
    for acted in ACTS {
        let (_server, mut anna) = anna_after_a_while().await;
        let problem = act(&mut anna, acted).await.expect(403).json();
        assert_eq!(problem["type"], CONFIRMATION_REQUIRED, "{acted:?}");
        assert_eq!(anna.get("/sessions").await.json()["sessions"].as_array().unwrap().len(), 2);
        anna.post("/session/confirm", json!({"password": PASSWORD})).await.expect(204);
        assert!(act(&mut anna, acted).await.status.is_success(), "{acted:?}");
    }
}

#[tokio::test]
async fn a_login_is_a_proof_for_ten_minutes() {
    let (server, mut anna) = anna().await;
    server.clock.advance(SignedDuration::from_mins(10) - SignedDuration::from_millis(1));
    anna.delete("/sessions").await.expect(204);
    server.clock.advance(SignedDuration::from_millis(1));
    anna.delete("/sessions").await.expect(403);
    anna.post("/session/confirm", json!({"password": PASSWORD})).await.expect(204);
    server.clock.advance(SignedDuration::from_mins(10) - SignedDuration::from_millis(1));
    anna.delete("/sessions").await.expect(204);
    // A clock that is set back prolongs nothing.
    server.clock.advance(-SignedDuration::from_hours(1));
    anna.delete("/sessions").await.expect(403);
}

#[tokio::test]
async fn a_proof_is_of_one_session() {
    let (server, mut laptop) = anna_after_a_while().await;
    let mut phone = server.browser();
    phone.log_in("anna", PASSWORD).await.expect(200);
    laptop.delete("/sessions").await.expect(403);
    phone.delete("/sessions").await.expect(204);
}

#[tokio::test]
async fn a_wrong_proof_is_none() {
    let (_server, mut anna) = anna_after_a_while().await;
    for (body, field) in [
        (json!({}), "password"),
        (json!({"password": "wrong horse"}), "password"),
        (json!({"code": "123456"}), "code"),
        (json!({"password": PASSWORD, "code": "123456"}), "code"),
    ] {
        assert_eq!(anna.post("/session/confirm", body.clone()).await.expect(422).fields(), [field], "{body}");
    }
    anna.delete("/sessions").await.expect(403);
}

#[tokio::test]
async fn a_proof_brings_a_new_token_and_what_is_under_way_goes_on() {
    let (_server, mut anna) = anna_after_a_while().await;
    let mut before = anna.clone();
    let answer = anna.post("/session/confirm", json!({"password": PASSWORD})).await.expect(204);
    let cookie = answer.header("set-cookie");
    for part in ["; HttpOnly", "; SameSite=Lax", "; Path=/", "; Max-Age="] {
        assert!(cookie.contains(part), "{cookie}");
    }
    assert_ne!(anna.cookies, before.cookies);
    anna.get("/tasks").await.expect(200);
    before.get("/tasks").await.expect(200);
    assert_eq!(anna.get("/sessions").await.json()["sessions"].as_array().unwrap().len(), 2, "it is the same session");
    // Also a log-out that was under way.
    before.delete("/logout").await.expect(204);
    anna.get("/tasks").await.expect(401);
}

#[tokio::test]
async fn a_code_of_the_second_factor_is_a_proof_once() {
    let (server, mut anna) = anna().await;
    let proposed = anna.post("/second_factor", json!({})).await.expect(200).json();
    let secret = proposed["secret"].as_str().unwrap();
    let code = |at| json!({"code": totp(secret, at)});
    anna.post("/second_factor/turn_on", code(server.clock.now())).await.expect(200);
    server.clock.advance(SignedDuration::from_mins(10));
    let code = code(server.clock.now());
    anna.post("/session/confirm", code.clone()).await.expect(204);
    anna.delete("/sessions").await.expect(204);
    anna.post("/session/confirm", code).await.expect(422);
}

#[tokio::test]
async fn guessing_a_proof_is_slowed_down() {
    let server = Server::with_flags(&[]);
    let mut anna = server.user("anna").await;
    for _ in 0..5 {
        anna.post("/session/confirm", json!({"password": "wrong horse"})).await.expect(422);
    }
    anna.post("/session/confirm", json!({"password": PASSWORD})).await.expect(429);
}

#[tokio::test]
async fn a_password_change_brings_its_own_proof() {
    let (_server, mut anna) = anna_after_a_while().await;
    let change = json!({"current_password": PASSWORD, "new_password": "better battery"});
    anna.post("/password", change).await.expect(204);
    anna.delete("/sessions").await.expect(204);
}

#[tokio::test]
async fn an_admin_confirms_before_accounts_are_changed() {
    let server = Server::start();
    let mut boss = server.admin("boss").await;
    server.user("anna").await;
    let listed = boss.get("/users").await.expect(200).json();
    let anna =
        listed["users"].as_array().unwrap().iter().find(|user| user["username"] == "anna").unwrap()["id"].clone();
    server.clock.advance(SignedDuration::from_mins(11));
    let path = format!("/users/{anna}");
    let new = json!({"username": "berta", "password": "better battery"});
    let acts =
        [("PATCH", path.as_str(), json!({"admin": true})), ("POST", "/users", new), ("DELETE", &path, Value::Null)];
    for (method, path, body) in &acts {
        let problem = boss.send_json(method, path, &[], body).await.expect(403).json();
        assert_eq!(problem["type"], CONFIRMATION_REQUIRED, "{method} {path}");
    }
    assert_eq!(boss.get("/users").await.expect(200).json(), listed, "nothing is done meanwhile");
    boss.post("/session/confirm", json!({"password": PASSWORD})).await.expect(204);
    for (method, path, body) in &acts {
        assert!(boss.send_json(method, path, &[], body).await.status.is_success(), "{method} {path}");
    }
}
