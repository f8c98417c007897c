//! Passkeys: added, used to log in and to confirm, refused and removed.

use jiff::SignedDuration;
use serde_json::{Value, json};
use tracker::domain::security_events::Occasion;
use tracker::domain::users::AccountPatch;

use crate::support::{Answer, Authenticator, Browser, PASSWORD, Server, anna, totp};

async fn add(browser: &mut Browser, device: &mut Authenticator) -> Value {
    let options = browser.post("/passkeys/begin", json!({})).await.expect(200).json();
    browser.post("/passkeys", device.make(&options, "Phone")).await.expect(201).json()
}

async fn begin(browser: &mut Browser) -> Value {
    browser.post("/login/passkey/begin", json!({})).await.expect(200).json()
}

async fn log_in(browser: &mut Browser, device: &mut Authenticator) -> Answer {
    let options = begin(browser).await;
    browser.post("/login/passkey", device.sign(&options)).await
}

async fn anna_with_passkey() -> (Server, Browser, Authenticator) {
    let (server, mut anna) = anna().await;
    let mut device = Authenticator::new();
    add(&mut anna, &mut device).await;
    (server, anna, device)
}

/// The newest kind of event of an account.
async fn last_event(browser: &mut Browser) -> Value {
    browser.get("/security_events").await.json()["events"][0]["kind"].clone()
}

/// The answer to every passkey that lets nobody in.
fn expect_refused(answer: Answer) {
    let problem = answer.expect(401).json();
    assert_eq!(problem["error"], "This passkey was not accepted. Try again, or log in another way.");
}

#[tokio::test]
async fn a_passkey_logs_in_and_says_when_it_was_used() {
    let (server, mut anna) = anna().await;
    let mut device = Authenticator::new();
    let added = add(&mut anna, &mut device).await;
    let now = server.clock.now();
    let passkey = json!({"id": 1, "name": "Phone", "host": "localhost", "created_at": now, "last_used_at": null});
    assert_eq!(added, passkey);
    assert_eq!(last_event(&mut anna).await, "passkey_added");

    server.clock.advance(SignedDuration::from_mins(1));
    let mut phone = server.browser();
    let user = log_in(&mut phone, &mut device).await.expect(200).json();
    assert_eq!(user, anna.get("/check_session").await.json());
    assert_eq!(phone.get("/sessions").await.json()["sessions"][0]["begun_by"], "passkey");
    assert_eq!(anna.get("/passkeys").await.json()["passkeys"][0]["last_used_at"], json!(server.clock.now()));
    assert_eq!(last_event(&mut anna).await, "logged_in_by_passkey");

    let mut other = Authenticator::ed25519();
    add(&mut anna, &mut other).await;
    log_in(&mut server.browser(), &mut other).await.expect(200);
}

#[tokio::test]
async fn it_takes_no_code_of_the_second_factor() {
    let (server, mut anna, mut device) = anna_with_passkey().await;
    let proposed = anna.post("/second_factor", json!({})).await.expect(200).json();
    let code = totp(proposed["secret"].as_str().unwrap(), server.clock.now());
    anna.post("/second_factor/turn_on", json!({"code": code})).await.expect(200);
    server.browser().log_in("anna", PASSWORD).await.expect(401);
    log_in(&mut server.browser(), &mut device).await.expect(200);
}

#[tokio::test]
async fn whatever_is_wrong_with_it_is_refused_alike() {
    let (server, mut anna, mut device) = anna_with_passkey().await;
    let mut berta = server.user("berta").await;
    let mut bertas = Authenticator::new();
    add(&mut berta, &mut bertas).await;
    let mut stranger = server.browser();

    expect_refused(log_in(&mut stranger, &mut Authenticator::new()).await);
    let right = (device.rp_id.clone(), device.origin.clone(), device.flags, device.user_handle.clone());
    for origin in ["http://evil.example", "https://localhost:5555", "http://localhost.evil"] {
        device.origin = origin.into();
        expect_refused(log_in(&mut stranger, &mut device).await);
    }
    device.origin = right.1;
    device.rp_id = "evil.example".into();
    expect_refused(log_in(&mut stranger, &mut device).await);
    device.rp_id = right.0;
    // Nobody was there, or nobody was checked.
    for flags in [0, 1, 1 << 2] {
        device.flags = flags;
        expect_refused(log_in(&mut stranger, &mut device).await);
    }
    device.flags = right.2;
    for handle in [None, bertas.user_handle.clone()] {
        device.user_handle = handle;
        expect_refused(log_in(&mut stranger, &mut device).await);
    }
    device.user_handle = right.3;

    let options = begin(&mut stranger).await;
    expect_refused(stranger.post("/login/passkey", device.sign_as("webauthn.create", &options)).await);
    let options = begin(&mut stranger).await;
    let mut forged = device.sign(&options);
    forged["signature"] = bertas.sign(&options)["signature"].clone();
    expect_refused(stranger.post("/login/passkey", forged).await);
    let own = json!({"challenge": "A".repeat(43)});
    expect_refused(stranger.post("/login/passkey", device.sign(&own)).await);
    for body in [json!({}), json!({"id": "", "signature": "ä"}), json!({"id": "AA", "client_data_json": "e30"})] {
        expect_refused(stranger.post("/login/passkey", body).await);
    }

    let options = begin(&mut stranger).await;
    let answer = device.sign(&options);
    stranger.post("/login/passkey", answer.clone()).await.expect(200);
    expect_refused(server.browser().post("/login/passkey", answer).await);
    let options = begin(&mut stranger).await;
    let late = device.sign(&options);
    server.clock.advance(SignedDuration::from_mins(10));
    expect_refused(stranger.post("/login/passkey", late).await);

    let id = anna.user_id().await;
    let disabled = |disabled| AccountPatch { disabled: Some(disabled), admin: None };
    server.store.update_account(id, disabled(true), Occasion::command(server.clock.now())).await.unwrap();
    expect_refused(log_in(&mut server.browser(), &mut device).await);
    server.store.update_account(id, disabled(false), Occasion::command(server.clock.now())).await.unwrap();
    anna.log_in("anna", PASSWORD).await.expect(200);
    assert_eq!(anna.get("/security_events").await.json()["events"][2]["kind"], "login_refused");
    log_in(&mut server.browser(), &mut device).await.expect(200);
    anna.delete("/passkeys/1").await.expect(204);
    expect_refused(log_in(&mut server.browser(), &mut device).await);
    anna.delete("/passkeys/1").await.expect(404);
}

#[tokio::test]
async fn a_count_that_does_not_grow_is_refused_and_noted() {
    let (server, mut anna) = anna().await;
    let mut device = Authenticator::new();
    device.count = 7;
    add(&mut anna, &mut device).await;
    log_in(&mut server.browser(), &mut device).await.expect(200);
    assert_eq!(last_event(&mut anna).await, "logged_in_by_passkey");
    for count in [6, 7, 0] {
        device.count = count;
        expect_refused(log_in(&mut server.browser(), &mut device).await);
        assert_eq!(last_event(&mut anna).await, "passkey_copied", "{count}");
    }
    device.count = 8;
    log_in(&mut server.browser(), &mut device).await.expect(200);
}

#[tokio::test]
async fn it_is_added_and_removed_only_by_who_has_proved_lately_who_it_is() {
    let (server, mut anna, mut device) = anna_with_passkey().await;
    server.clock.advance(SignedDuration::from_mins(10));
    for answer in [anna.post("/passkeys/begin", json!({})).await, anna.delete("/passkeys/1").await] {
        assert_eq!(answer.expect(403).json()["type"], "urn:problem-type:tracker:confirmation-required");
    }
    let options = anna.post("/session/confirm/passkey", json!({})).await.expect(200).json();
    assert_eq!(options["credentials"].as_array().unwrap().len(), 1);
    let login = begin(&mut anna).await;
    for wrong in [device.sign(&login), device.sign(&json!({"challenge": "A".repeat(43)})), json!({})] {
        let refused = anna.post("/session/confirm", json!({"passkey": wrong})).await.expect(422);
        assert_eq!(refused.fields(), ["passkey"]);
    }
    let answer = json!({"passkey": device.sign(&options)});
    anna.post("/session/confirm", answer.clone()).await.expect(204);
    anna.post("/session/confirm", answer).await.expect(422);
    anna.delete("/passkeys/1").await.expect(204);
    assert_eq!(last_event(&mut anna).await, "passkey_removed");
}

#[tokio::test]
async fn another_s_passkey_confirms_nothing() {
    let (server, mut anna, mut device) = anna_with_passkey().await;
    let mut berta = server.user("berta").await;
    let options = berta.post("/session/confirm/passkey", json!({})).await.expect(200).json();
    berta.post("/session/confirm", json!({"passkey": device.sign(&options)})).await.expect(422);
    // Nor is one begun by somebody else, or made twice.
    let options = anna.post("/passkeys/begin", json!({})).await.expect(200).json();
    berta.post("/passkeys", Authenticator::new().make(&options, "Phone")).await.expect(422);
    let options = berta.post("/passkeys/begin", json!({})).await.expect(200).json();
    berta.post("/passkeys", device.make(&options, "Phone")).await.expect(409);
}

#[tokio::test]
async fn it_is_named_and_renamed() {
    let (_server, mut anna, _) = anna_with_passkey().await;
    let renamed = anna.patch("/passkeys/1", json!({"name": " Laptop "})).await.expect(200).json();
    assert_eq!(renamed["name"], "Laptop");
    for name in [json!(null), json!(" "), json!("x".repeat(65)), json!("a\u{200B}")] {
        assert_eq!(anna.patch("/passkeys/1", json!({"name": name})).await.expect(422).fields(), ["name"]);
    }
    anna.patch("/passkeys/2", json!({"name": "x"})).await.expect(404);
}

#[tokio::test]
async fn there_are_twenty_at_most() {
    let (_server, mut anna) = anna().await;
    for _ in 0..20 {
        add(&mut anna, &mut Authenticator::new()).await;
    }
    let options = anna.post("/passkeys/begin", json!({})).await.expect(200).json();
    assert_eq!(options["credentials"].as_array().unwrap().len(), 20);
    anna.post("/passkeys", Authenticator::new().make(&options, "x")).await.expect(409);
}

#[tokio::test]
async fn they_are_offered_only_where_a_browser_has_them() {
    for (url, host) in [
        ("https://tracker.example:8443", Some("tracker.example")),
        ("http://localhost:8080", Some("localhost")),
        ("http://tracker.example", None),
        ("https://192.168.1.2", None),
        ("http://127.0.0.1:5555", None),
    ] {
        let server = Server::with_flags(&["--rate-limit", "off", "--public-url", url]);
        let mut browser = server.browser();
        assert_eq!(browser.get("/instance").await.json()["passkey_host"], json!(host), "{url}");
        let begun = browser.post("/login/passkey/begin", json!({})).await;
        begun.expect(if host.is_some() { 200 } else { 403 });
        if let Some(host) = host {
            let mut anna = server.user("anna").await;
            let mut device = Authenticator::new();
            (device.rp_id, device.origin) = (host.into(), url.into());
            add(&mut anna, &mut device).await;
            log_in(&mut browser, &mut device).await.expect(200);
            device.origin = "http://localhost:5555".into();
            expect_refused(log_in(&mut browser, &mut device).await);
        }
    }
}
