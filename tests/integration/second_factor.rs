//! The second factor: codes from an app, recovery codes, and logins that take one.

use jiff::SignedDuration;
use serde_json::{Value, json};
use tracker::domain::security_events::Occasion;
use tracker::domain::token::Token;
use tracker::domain::users::AccountPatch;

use crate::support::{Answer, Browser, PASSWORD, Server, anna, totp};

const CODE_REQUIRED: &str = "urn:problem-type:tracker:code-required";
const LOGIN_EXPIRED: &str = "urn:problem-type:tracker:login-expired";

/// What the user has on a phone and on paper.
struct Factor {
    secret: String,
    recovery_codes: Vec<String>,
}

impl Factor {
    /// What the app shows now.
    fn code(&self, server: &Server) -> String {
        code_of(&self.secret, server)
    }
}

fn code_of(secret: &str, server: &Server) -> String {
    totp(secret, server.clock.now())
}

/// A code that no app shows about now.
fn wrong_code(secret: &str, server: &Server) -> String {
    let mut right = Vec::new();
    for seconds in [-30, 30, 30] {
        server.clock.advance(SignedDuration::from_secs(seconds));
        right.push(code_of(secret, server));
    }
    server.clock.advance(SignedDuration::from_secs(-30));
    ["000000", "111111", "222222", "333333"].iter().find(|code| !right.contains(&(**code).into())).unwrap().to_string()
}

fn next_step(server: &Server) {
    server.clock.advance(SignedDuration::from_secs(30));
}

/// Turns the second factor on. Its first code is used by then.
async fn turn_on(server: &Server, browser: &mut Browser) -> Factor {
    let proposed = browser.post("/second_factor", json!({})).await.expect(200).json();
    let secret = proposed["secret"].as_str().unwrap().to_owned();
    let body = json!({"code": code_of(&secret, server)});
    let turned_on = browser.post("/second_factor/turn_on", body).await.expect(200).json();
    let recovery_codes = serde_json::from_value(turned_on["recovery_codes"].clone()).unwrap();
    Factor { secret, recovery_codes }
}

async fn anna_with_factor() -> (Server, Browser, Factor) {
    let (server, mut anna) = anna().await;
    let factor = turn_on(&server, &mut anna).await;
    next_step(&server);
    (server, anna, factor)
}

async fn log_in(browser: &mut Browser, code: &str) -> Answer {
    browser.post("/login", json!({"username": "anna", "password": PASSWORD, "code": code})).await
}

#[tokio::test]
async fn it_is_on_only_after_a_right_code_and_ends_other_sessions() {
    let (server, mut anna) = anna().await;
    let mut phone = server.browser();
    phone.log_in("anna", PASSWORD).await.expect(200);
    let off = json!({"turned_on_at": null, "recovery_codes_left": 0});
    assert_eq!(anna.get("/second_factor").await.json(), off);

    let proposed = anna.post("/second_factor", json!({})).await.expect(200).json();
    let secret = proposed["secret"].as_str().unwrap();
    assert_eq!(secret.len(), 32);
    assert!(proposed["uri"].as_str().unwrap().contains(secret));
    assert!(proposed["qr"]["path"].as_str().unwrap().starts_with("M0 0h7v1h-7z"));
    let wrong = json!({"code": wrong_code(secret, &server)});
    assert_eq!(anna.post("/second_factor/turn_on", wrong).await.expect(422).fields(), ["code"]);
    assert_eq!(anna.get("/second_factor").await.json(), off);
    phone.get("/tasks").await.expect(200);
    server.browser().log_in("anna", PASSWORD).await.expect(200);

    let before = anna.session_cookie().unwrap().to_owned();
    let right = json!({"code": code_of(secret, &server)});
    let codes = anna.post("/second_factor/turn_on", right.clone()).await.expect(200).json();
    assert_eq!(codes["recovery_codes"].as_array().unwrap().len(), 10);
    phone.get("/tasks").await.expect(401);
    assert_ne!(anna.session_cookie().unwrap(), before);
    let on = anna.get("/second_factor").await.expect(200).json();
    assert_eq!(on, json!({"turned_on_at": server.clock.now(), "recovery_codes_left": 10}));
    server.browser().log_in("anna", PASSWORD).await.expect(401);
    // The code that turned it on is used.
    log_in(&mut server.browser(), right["code"].as_str().unwrap()).await.expect(401);
    anna.post("/second_factor/turn_on", right).await.expect(409);
}

#[tokio::test]
async fn a_secret_waits_an_hour_for_its_first_code() {
    let (server, mut anna) = anna().await;
    let proposed = anna.post("/second_factor", json!({})).await.expect(200).json();
    server.clock.advance(SignedDuration::from_hours(1));
    let code = code_of(proposed["secret"].as_str().unwrap(), &server);
    anna.post("/second_factor/turn_on", json!({"code": code})).await.expect(409);
}

#[tokio::test]
async fn a_right_password_waits_for_a_code_and_allows_nothing_else() {
    let (server, _, factor) = anna_with_factor().await;
    let mut browser = server.browser();
    let answer = browser.log_in("anna", PASSWORD).await.expect(401);
    let problem = answer.json();
    assert_eq!((&problem["type"], answer.fields()), (&json!(CODE_REQUIRED), vec!["code".to_owned()]));
    let cookie = answer.header("set-cookie");
    assert!(cookie.starts_with("tracker_login="), "{cookie}");
    for part in ["HttpOnly", "SameSite=Strict", "Path=/login", "Max-Age=300"] {
        assert!(cookie.contains(part), "{part} is not in {cookie}");
    }
    for path in ["/check_session", "/tasks", "/sessions", "/second_factor", "/export"] {
        browser.get(path).await.expect(401);
    }
    browser
        .post("/password", json!({"current_password": PASSWORD, "new_password": "better battery"}))
        .await
        .expect(401);
    let wrong = browser.post("/login/code", json!({"code": wrong_code(&factor.secret, &server)})).await.expect(401);
    assert_eq!(wrong.json()["type"], CODE_REQUIRED);
    let code = factor.code(&server);
    let spaced = format!("{} {}", &code[..3], &code[3..]);
    let user = browser.post("/login/code", json!({"code": spaced})).await.expect(200).json();
    assert_eq!(user["username"], "anna");
    browser.get("/tasks").await.expect(200);
    next_step(&server);
    let again = browser.post("/login/code", json!({"code": factor.code(&server)})).await.expect(401);
    assert_eq!(again.json()["type"], LOGIN_EXPIRED);
}

#[tokio::test]
async fn the_code_may_take_five_minutes_and_comes_from_where_the_password_came_from() {
    let server = Server::with_flags(&["--rate-limit", "off", "--trusted-proxy", "0.0.0.0"]);
    let mut anna = server.user("anna").await;
    let factor = turn_on(&server, &mut anna).await;
    let mut browser = server.browser();
    browser.headers.push(("x-forwarded-for".into(), "192.0.2.1".into()));
    browser.log_in("anna", PASSWORD).await.expect(401);
    let mut thief = browser.clone();
    thief.headers[1].1 = "192.0.2.2".into();
    next_step(&server);
    let code = json!({"code": factor.code(&server)});
    assert_eq!(thief.post("/login/code", code.clone()).await.expect(401).json()["type"], LOGIN_EXPIRED);
    assert_eq!(server.browser().post("/login/code", code).await.expect(401).json()["type"], LOGIN_EXPIRED);
    server.clock.advance(SignedDuration::from_secs(270));
    let code = json!({"code": factor.code(&server)});
    assert_eq!(browser.post("/login/code", code).await.expect(401).json()["type"], LOGIN_EXPIRED);
}

#[tokio::test]
async fn a_new_password_or_a_disabled_account_ends_a_login_that_waits() {
    let (server, mut anna, factor) = anna_with_factor().await;
    let mut waiting = server.browser();
    waiting.log_in("anna", PASSWORD).await.expect(401);
    let id = anna.user_id().await;
    for state in [true, false] {
        let patch = AccountPatch { disabled: Some(state), admin: None };
        server.store.update_account(id, patch, Occasion::command(server.clock.now())).await.unwrap();
    }
    waiting.post("/login/code", json!({"code": factor.code(&server)})).await;
    waiting.get("/tasks").await.expect(401);
}

#[tokio::test]
async fn without_a_right_password_nothing_says_that_a_code_is_needed() {
    let (server, _, factor) = anna_with_factor().await;
    server.user("berta").await;
    let body = |name: &str| json!({"username": name, "password": "wrong horse", "code": factor.code(&server)});
    let expected = server.browser().post("/login", body("nobody")).await.expect(401);
    for name in ["anna", "berta"] {
        let answer = server.browser().post("/login", body(name)).await.expect(401);
        assert_eq!((&answer.body, &answer.headers), (&expected.body, &expected.headers));
    }
    // The code was not looked at, so it still works. Who has no second factor may send one.
    log_in(&mut server.browser(), &factor.code(&server)).await.expect(200);
    let berta = json!({"username": "berta", "password": PASSWORD, "code": "123456"});
    server.browser().post("/login", berta).await.expect(200);
}

#[tokio::test]
async fn a_code_works_once_however_many_send_it_at_once() {
    let (server, _, factor) = anna_with_factor().await;
    let recovery = factor.recovery_codes[0].clone();
    for code in [factor.code(&server), recovery] {
        let attempts: Vec<_> = (0..12)
            .map(|_| {
                let (mut browser, code) = (server.browser(), code.clone());
                tokio::spawn(async move { log_in(&mut browser, &code).await.status.as_u16() })
            })
            .collect();
        let mut statuses = Vec::new();
        for attempt in attempts {
            statuses.push(attempt.await.unwrap());
        }
        statuses.sort_unstable();
        assert_eq!((statuses[0], &statuses[1..]), (200, &[401; 11][..]));
    }
}

#[tokio::test]
async fn a_code_of_an_earlier_step_than_the_last_one_is_refused() {
    let (server, _, factor) = anna_with_factor().await;
    let early = factor.code(&server);
    next_step(&server);
    let late = factor.code(&server);
    log_in(&mut server.browser(), &late).await.expect(200);
    log_in(&mut server.browser(), &early).await.expect(401);
    next_step(&server);
    log_in(&mut server.browser(), &factor.code(&server)).await.expect(200);
}

#[tokio::test]
async fn a_recovery_code_logs_in_once_in_place_of_the_app() {
    let (server, mut anna, factor) = anna_with_factor().await;
    for (used, code) in factor.recovery_codes.iter().enumerate() {
        let typed = code.to_uppercase().replace('-', " ");
        log_in(&mut server.browser(), &typed).await.expect(200);
        log_in(&mut server.browser(), code).await.expect(401);
        assert_eq!(anna.get("/second_factor").await.json()["recovery_codes_left"], 9 - used);
    }
}

#[tokio::test]
async fn wrong_codes_are_slowed_down_by_account_and_a_right_password_resets_nothing() {
    let server = Server::with_flags(&["--trusted-proxy", "0.0.0.0"]);
    let mut anna = server.user("anna").await;
    let factor = turn_on(&server, &mut anna).await;
    next_step(&server);
    let wrong = wrong_code(&factor.secret, &server);
    let from = |number: usize| {
        let mut browser = server.browser();
        browser.headers.push(("x-forwarded-for".into(), format!("192.0.2.{number}")));
        browser
    };
    for number in 0..5 {
        log_in(&mut from(number), &wrong).await.expect(401);
        from(number).log_in("anna", PASSWORD).await.expect(401);
    }
    let refused = log_in(&mut from(9), &factor.code(&server)).await.expect(429);
    assert!(refused.header("retry-after").parse::<u32>().unwrap() > 0);
    let mut waiting = from(9);
    waiting.log_in("anna", PASSWORD).await.expect(401);
    waiting.post("/login/code", json!({"code": factor.code(&server)})).await.expect(429);
    anna.post("/second_factor/turn_off", json!({"password": PASSWORD, "code": factor.code(&server)})).await.expect(429);
}

#[tokio::test]
async fn a_new_secret_replaces_the_old_one_only_with_its_code() {
    let (server, mut anna, old) = anna_with_factor().await;
    assert_eq!(anna.post("/second_factor", json!({})).await.expect(422).fields(), ["code", "password"]);
    let proof = json!({"password": PASSWORD, "code": old.code(&server)});
    let proposed = anna.post("/second_factor", proof).await.expect(200).json();
    let new = proposed["secret"].as_str().unwrap();
    next_step(&server);
    log_in(&mut server.browser(), &old.code(&server)).await.expect(200);
    log_in(&mut server.browser(), &code_of(new, &server)).await.expect(401);
    anna.post("/second_factor/turn_on", json!({"code": code_of(new, &server)})).await.expect(200);
    next_step(&server);
    log_in(&mut server.browser(), &old.code(&server)).await.expect(401);
    log_in(&mut server.browser(), &old.recovery_codes[0]).await.expect(401);
    log_in(&mut server.browser(), &code_of(new, &server)).await.expect(200);
}

#[tokio::test]
async fn turning_it_off_and_new_recovery_codes_take_the_password_and_a_code() {
    let (server, mut anna, factor) = anna_with_factor().await;
    let code = factor.code(&server);
    for path in ["/second_factor/recovery_codes", "/second_factor/turn_off"] {
        for (body, fields) in [
            (json!({}), vec!["code", "password"]),
            (json!({"password": PASSWORD}), vec!["code"]),
            (json!({"code": code}), vec!["password"]),
            (json!({"password": "wrong horse", "code": code}), vec!["password"]),
            (json!({"password": PASSWORD, "code": wrong_code(&factor.secret, &server)}), vec!["code"]),
        ] {
            assert_eq!(anna.post(path, body.clone()).await.expect(422).fields(), fields, "{path} {body}");
        }
    }
    let proof = json!({"password": PASSWORD, "code": code});
    let renewed = anna.post("/second_factor/recovery_codes", proof).await.expect(200).json();
    log_in(&mut server.browser(), &factor.recovery_codes[0]).await.expect(401);
    let code = renewed["recovery_codes"][0].as_str().unwrap();
    anna.post("/second_factor/turn_off", json!({"password": PASSWORD, "code": code})).await.expect(204);
    server.browser().log_in("anna", PASSWORD).await.expect(200);
    anna.get("/tasks").await.expect(200);
}

#[tokio::test]
async fn a_link_stands_in_for_the_password_alone() {
    let (server, mut anna, factor) = anna_with_factor().await;
    let (token, now) = (Token::random(), server.clock.now());
    let owner = anna.user_id().await;
    server
        .store
        .create_login_link(owner, token.hash(), now + SignedDuration::from_mins(15), Occasion::command(now))
        .await
        .unwrap();
    let with = |code: Value| json!({"token": token.to_string(), "code": code});
    let mut browser = server.browser();
    let missing = json!({"token": token.to_string()});
    assert_eq!(browser.post("/login_links/use", missing).await.expect(401).json()["type"], CODE_REQUIRED);
    let wrong = with(json!(wrong_code(&factor.secret, &server)));
    assert_eq!(browser.post("/login_links/use", wrong).await.expect(401).json()["type"], CODE_REQUIRED);
    browser.post("/login_links/use", with(json!(factor.code(&server)))).await.expect(200);
    browser.get("/tasks").await.expect(200);
}

#[tokio::test]
async fn the_secret_is_shown_once_and_neither_exported_nor_of_others() {
    let (server, mut anna, factor) = anna_with_factor().await;
    let secret = totp_rs::Secret::try_from_base32(&factor.secret).unwrap();
    let export = anna.get("/export").await.expect(200);
    let state = anna.get("/second_factor").await.expect(200);
    for body in [export.unpacked().into_owned(), state.body] {
        assert!(!String::from_utf8_lossy(&body).contains(&factor.secret));
        assert!(!body.windows(20).any(|bytes| bytes == secret.as_bytes()));
    }
    let mut berta = server.user("berta").await;
    let off = json!({"turned_on_at": null, "recovery_codes_left": 0});
    assert_eq!(berta.get("/second_factor").await.json(), off);
    let wal = std::fs::read(server.database().with_extension("db-wal")).unwrap();
    let code = &factor.recovery_codes[0];
    assert!(!String::from_utf8_lossy(&wal).contains(&code.replace('-', "").to_uppercase()));
}

#[tokio::test]
async fn under_an_https_public_url_the_cookie_of_a_waiting_login_is_secure() {
    let server = Server::with_flags(&["--rate-limit", "off", "--public-url", "https://tracker.example"]);
    let mut anna = server.user("anna").await;
    turn_on(&server, &mut anna).await;
    let answer = server.browser().log_in("anna", PASSWORD).await.expect(401);
    let cookie = answer.header("set-cookie");
    assert!(cookie.starts_with("__Secure-tracker_login=") && cookie.contains("; Secure"), "{cookie}");
}
