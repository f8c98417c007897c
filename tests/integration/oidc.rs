//! Logging in at an issuer of OpenID Connect, also one that lies.

use jiff::SignedDuration;
use serde_json::{Value, json};
use tracker::domain::security_events::Occasion;
use tracker::domain::users::AccountPatch;

use crate::support::{Answer, Browser, CLIENT, FakeIssuer, PASSWORD, Server, Signing, now, totp};

/// What a token says instead of the truth.
type Change = Box<dyn Fn(&mut Value) + Send>;

struct Scene {
    issuer: FakeIssuer,
    server: Server,
}

impl Scene {
    fn new() -> Self {
        Self::with(&[])
    }

    fn with(more: &[&str]) -> Self {
        let issuer = FakeIssuer::start(now());
        let flags = ["--rate-limit", "off", "--oidc-issuer", &issuer.url, "--oidc-client-id", CLIENT];
        let server = Server::with_flags(&[&flags, more].concat());
        Self { issuer, server }
    }

    /// Anna, whose account is linked.
    async fn anna(&self) -> Browser {
        let mut anna = self.server.user("anna").await;
        assert_eq!(self.link(&mut anna).await, "/app/settings#oidc=linked");
        anna
    }

    async fn link(&self, browser: &mut Browser) -> String {
        let begun = browser.post("/identities/begin", json!({})).await.expect(200);
        self.come_back(browser, &begun).await
    }

    async fn log_in(&self, browser: &mut Browser) -> String {
        let begun = browser.post("/login/oidc/begin", json!({})).await.expect(200);
        self.come_back(browser, &begun).await
    }

    /// Does as the issuer's page does, and says where the server leads then.
    async fn come_back(&self, browser: &mut Browser, begun: &Answer) -> String {
        let state = self.authorize(begun);
        go(browser, &format!("code=c0de&state={state}")).await
    }

    /// Takes the request of a browser, and returns its state.
    fn authorize(&self, begun: &Answer) -> String {
        let url = begun.json()["url"].as_str().unwrap().to_owned();
        assert!(url.starts_with(&format!("{}/authorize?", self.issuer.url)), "{url}");
        self.issuer.change(|state| {
            state.nonce = parameter(&url, "nonce");
            state.now = self.server.clock.now();
        });
        parameter(&url, "state")
    }
}

fn parameter(url: &str, name: &str) -> String {
    let (_, query) = url.split_once('?').unwrap();
    let pairs = query.split('&').map(|pair| pair.split_once('=').unwrap());
    let value = pairs.into_iter().find(|(found, _)| *found == name).unwrap().1;
    percent_encoding::percent_decode_str(value).decode_utf8().unwrap().into_owned()
}

async fn go(browser: &mut Browser, query: &str) -> String {
    browser.get(&format!("/login/oidc/callback?{query}")).await.expect(303).header("location").to_owned()
}

async fn who(browser: &mut Browser) -> Value {
    browser.get("/check_session").await.json()["username"].clone()
}

async fn last_event(browser: &mut Browser) -> Value {
    browser.get("/security_events").await.json()["events"][0]["kind"].clone()
}

#[tokio::test]
async fn a_linked_account_is_logged_in_and_led_on() {
    let scene = Scene::new();
    let mut anna = scene.anna().await;
    assert_eq!(last_event(&mut anna).await, "identity_linked");
    for signing in [Signing::Rs256, Signing::Es256, Signing::EdDsa] {
        scene.issuer.change(|state| state.signing = signing);
        let mut browser = scene.server.browser();
        assert_eq!(scene.log_in(&mut browser).await, "/app/today", "{signing:?}");
        assert_eq!(who(&mut browser).await, "anna");
        assert_eq!(browser.get("/sessions").await.json()["sessions"][0]["begun_by"], "oidc");
    }
    assert_eq!(last_event(&mut anna).await, "logged_in_by_oidc");
    let identity = &anna.get("/identities").await.json()["identities"][0];
    assert_eq!((&identity["issuer"], &identity["subject"]), (&json!(scene.issuer.url), &json!("subject-1")));
    assert_eq!((&identity["name"], &identity["last_used_at"]), (&json!("anna"), &json!(scene.server.clock.now())));

    for (next, page) in [
        ("/app/tasks?task=1", "/app/tasks?task=1"),
        ("//evil.example", "/app/today"),
        ("/app/\\evil", "/app/today"),
        ("https://evil.example/app/", "/app/today"),
    ] {
        let mut browser = scene.server.browser();
        let begun = browser.post("/login/oidc/begin", json!({"next": next})).await.expect(200);
        assert_eq!(scene.come_back(&mut browser, &begun).await, page);
    }
}

#[tokio::test]
async fn an_account_is_linked_and_never_guessed_by_its_name() {
    let scene = Scene::new();
    let _anna = scene.server.user("anna").await;
    let mut browser = scene.server.browser();
    assert_eq!(scene.log_in(&mut browser).await, "/app/login#oidc=unknown");
    browser.get("/tasks").await.expect(401);

    let mut berta = scene.server.user("berta").await;
    assert_eq!(scene.link(&mut berta).await, "/app/settings#oidc=linked");
    scene.log_in(&mut browser).await;
    assert_eq!(who(&mut browser).await, "berta");
    let mut carla = scene.server.user("carla").await;
    assert_eq!(scene.link(&mut carla).await, "/app/settings#oidc=taken");
}

#[tokio::test]
async fn a_new_account_never_takes_a_name_that_is_there() {
    let scene = Scene::with(&["--oidc-signup", "--signup", "closed"]);
    let _anna = scene.server.admin("anna").await;
    let mut browser = scene.server.browser();
    assert_eq!(scene.log_in(&mut browser).await, "/app/today");
    assert_eq!(who(&mut browser).await, "anna-2");
    let mut again = scene.server.browser();
    scene.log_in(&mut again).await;
    assert_eq!(who(&mut again).await, "anna-2");

    // Without a password, the link is the only way in.
    assert_eq!(browser.get("/identities").await.json()["has_password"], false);
    for password in ["", PASSWORD] {
        assert!(scene.server.browser().log_in("anna-2", password).await.status.is_client_error());
    }
    browser.delete("/identities/1").await.expect(409);
    assert_eq!(browser.get("/identities").await.json()["identities"].as_array().unwrap().len(), 1);
    scene.server.clock.advance(SignedDuration::from_mins(10));
    let new = json!({"new_password": "better battery"});
    browser.post("/password", new.clone()).await.expect(403);
    assert_eq!(confirm(&scene, &mut browser, Some(scene.server.clock.now().as_second())).await, "confirmed");
    browser.post("/password", new).await.expect(204);
    scene.server.browser().log_in("anna-2", "better battery").await.expect(200);
    browser.delete("/identities/1").await.expect(204);
    assert_eq!(last_event(&mut browser).await, "identity_unlinked");
    let mut other = scene.server.browser();
    scene.log_in(&mut other).await;
    assert_eq!(who(&mut other).await, "anna-3");
}

async fn confirm(scene: &Scene, browser: &mut Browser, auth_time: Option<i64>) -> String {
    let begun = browser.post("/session/confirm/oidc", json!({})).await.expect(200);
    assert_eq!(parameter(begun.json()["url"].as_str().unwrap(), "prompt"), "login");
    scene.issuer.change(|state| state.claims = Some(Box::new(move |claims| claims["auth_time"] = json!(auth_time))));
    let page = scene.come_back(browser, &begun).await;
    page.split_once("#oidc=").unwrap().1.to_owned()
}

#[tokio::test]
async fn it_confirms_who_it_is_only_if_it_asked_again() {
    let scene = Scene::new();
    let mut anna = scene.anna().await;
    scene.server.clock.advance(SignedDuration::from_mins(11));
    anna.delete("/identities/1").await.expect(403);
    anna.post("/identities/begin", json!({})).await.expect(403);
    let now = scene.server.clock.now().as_second();
    for auth_time in [None, Some(now - 3_600)] {
        assert_eq!(confirm(&scene, &mut anna, auth_time).await, "untrusted");
        anna.delete("/identities/1").await.expect(403);
    }
    scene.issuer.change(|state| state.subject = "somebody else".into());
    assert_eq!(confirm(&scene, &mut anna, Some(now)).await, "other");
    scene.issuer.change(|state| state.subject = "subject-1".into());
    anna.delete("/identities/1").await.expect(403);
    assert_eq!(confirm(&scene, &mut anna, Some(now)).await, "confirmed");
    anna.delete("/identities/1").await.expect(204);
}

#[tokio::test]
async fn only_the_browser_that_began_comes_back_and_once() {
    let scene = Scene::new();
    let mut anna = scene.anna().await;
    let mut browser = scene.server.browser();
    let begun = browser.post("/login/oidc/begin", json!({})).await.expect(200);
    let cookie = begun.header("set-cookie").to_owned();
    for part in ["tracker_oidc=", "HttpOnly", "SameSite=Lax", "Path=/", "Max-Age=600"] {
        assert!(cookie.contains(part), "{cookie}");
    }
    // Another browser is lured to where this one should go, which uses it up.
    let state = scene.authorize(&begun);
    let query = format!("code=c0de&state={state}");
    let mut other = scene.server.browser();
    assert_eq!(go(&mut other, &query).await, "/app/login#oidc=expired");
    other.get("/tasks").await.expect(401);
    assert_eq!(go(&mut browser, &query).await, "/app/login#oidc=expired");

    let begun = browser.post("/login/oidc/begin", json!({})).await.expect(200);
    let state = scene.authorize(&begun);
    let cookies = browser.clone();
    assert_eq!(go(&mut browser, &format!("code=c0de&state={state}")).await, "/app/today");
    assert_eq!(go(&mut cookies.clone(), &format!("code=c0de&state={state}")).await, "/app/login#oidc=expired");
    for query in ["", "code=c0de", "code=c0de&state=x", "state=%F0%28"] {
        let answer = scene.server.browser().get(&format!("/login/oidc/callback?{query}")).await;
        assert!([303, 400, 422].contains(&answer.status.as_u16()), "{query}");
    }
    let begun = browser.post("/login/oidc/begin", json!({})).await.expect(200);
    let state = scene.authorize(&begun);
    scene.server.clock.advance(SignedDuration::from_mins(10));
    assert!(go(&mut browser, &format!("code=c0de&state={state}")).await.ends_with("#oidc=expired"));
    let begun = browser.post("/login/oidc/begin", json!({})).await.expect(200);
    let state = scene.authorize(&begun);
    assert!(go(&mut browser, &format!("error=access_denied&state={state}")).await.ends_with("#oidc=declined"));

    // A link is for the session that began it.
    anna.log_in("anna", PASSWORD).await.expect(200);
    let begun = anna.post("/identities/begin", json!({})).await.expect(200);
    anna.log_in("anna", PASSWORD).await.expect(200);
    assert_eq!(scene.come_back(&mut anna, &begun).await, "/app/settings#oidc=expired");
}

#[tokio::test]
async fn what_the_issuer_is_sent_is_as_the_standard_says() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("secret");
    std::fs::write(&file, "s3cret&more\n").unwrap();
    let public = ["--public-url", "https://tracker.example", "--oidc-client-secret-file", file.to_str().unwrap()];
    let scene = Scene::with(&public);
    let mut browser = scene.server.browser();
    let begun = browser.post("/login/oidc/begin", json!({})).await.expect(200);
    let cookie = begun.header("set-cookie");
    assert!(cookie.starts_with("__Host-tracker_oidc=") && cookie.ends_with("; Secure"), "{cookie}");
    let url = begun.json()["url"].as_str().unwrap().to_owned();
    let redirect = "https://tracker.example/login/oidc/callback";
    for (name, value) in [
        ("response_type", "code"),
        ("client_id", CLIENT),
        ("redirect_uri", redirect),
        ("code_challenge_method", "S256"),
        ("scope", "openid profile"),
    ] {
        assert_eq!(parameter(&url, name), value);
    }
    scene.come_back(&mut browser, &begun).await;
    let (form, authorization) = scene.issuer.read(|state| state.posted[0].clone());
    let form = format!("?{form}");
    assert_eq!((parameter(&form, "code"), parameter(&form, "redirect_uri")), ("c0de".into(), redirect.into()));
    let pair = base64::Engine::encode(&base64::engine::general_purpose::STANDARD, "tracker%2Dclient:s3cret%26more");
    assert_eq!(authorization, format!("Basic {pair}"));
    let verifier = <sha2::Sha256 as sha2::Digest>::digest(parameter(&form, "code_verifier"));
    let challenge = base64::Engine::encode(&base64::engine::general_purpose::URL_SAFE_NO_PAD, verifier);
    assert_eq!(parameter(&url, "code_challenge"), challenge);
}

#[tokio::test]
async fn a_token_that_lies_lets_nobody_in() {
    let scene = Scene::new();
    scene.anna().await;
    let start = now().as_second();
    let mut lies: Vec<(&str, Signing, Change)> = vec![
        ("unsigned", Signing::None, Box::new(|_| {})),
        ("signed with the public key", Signing::Hs256, Box::new(|_| {})),
        ("expired", Signing::Rs256, Box::new(move |claims| claims["exp"] = json!(start - 61))),
        ("old", Signing::Rs256, Box::new(move |claims| claims["iat"] = json!(start - 3_600))),
        ("from the future", Signing::Rs256, Box::new(move |claims| claims["iat"] = json!(start + 3_600))),
        ("not yet", Signing::Rs256, Box::new(move |claims| claims["nbf"] = json!(start + 3_600))),
    ];
    let values = [
        ("iss", json!("https://evil.example")),
        ("aud", json!("another-client")),
        ("aud", json!(["another-client"])),
        ("aud", json!([CLIENT, "another-client"])),
        ("aud", json!([])),
        ("azp", json!("another-client")),
        ("nonce", json!("another")),
        ("nonce", json!(null)),
        ("sub", json!("")),
        ("sub", json!(7)),
        ("exp", json!("soon")),
        ("at_hash", json!("AAAA")),
    ];
    for (name, value) in values {
        let change = move |claims: &mut Value| claims[name] = value.clone();
        lies.push((name, Signing::Es256, Box::new(change)));
    }
    for (what, signing, change) in lies {
        scene.issuer.change(|state| {
            state.signing = signing;
            state.claims = Some(change);
        });
        let mut browser = scene.server.browser();
        assert_eq!(scene.log_in(&mut browser).await, "/app/login#oidc=untrusted", "{what}");
        browser.get("/tasks").await.expect(401);
    }
    scene.issuer.change(|state| {
        state.claims = Some(Box::new(|claims| {
            claims["aud"] = json!([CLIENT, "another-client"]);
            claims["azp"] = json!(CLIENT);
        }));
    });
    assert_eq!(scene.log_in(&mut scene.server.browser()).await, "/app/today");
}

#[tokio::test]
async fn an_unknown_key_is_looked_for_once_a_minute_at_most() {
    let scene = Scene::new();
    scene.anna().await;
    assert_eq!(scene.issuer.read(|state| state.fetched_keys), 1);
    for _ in 0..3 {
        scene.issuer.change(|state| state.named_key_id = Some("key-2".into()));
        assert!(scene.log_in(&mut scene.server.browser()).await.ends_with("#oidc=untrusted"));
    }
    assert_eq!(scene.issuer.read(|state| state.fetched_keys), 1);
    scene.issuer.change(|state| state.named_key_id = None);
    assert_eq!(scene.log_in(&mut scene.server.browser()).await, "/app/today");
}

#[tokio::test]
async fn an_issuer_that_is_down_or_talks_nonsense_is_said_in_a_sentence() {
    let huge = format!("HTTP/1.1 200 OK\r\nconnection: close\r\n\r\n{{\"a\":\"{}\"}}", "x".repeat(2_000_000));
    let html = "HTTP/1.1 200 OK\r\nconnection: close\r\n\r\n<html>".to_owned();
    let moved = "HTTP/1.1 302 Found\r\nlocation: http://127.0.0.1:1/\r\ncontent-length: 0\r\n\r\n".to_owned();
    let failed = "HTTP/1.1 500 Oh\r\ncontent-length: 0\r\n\r\n".to_owned();
    for (answer, word, sentence) in [
        (huge, "untrusted", "can't be trusted"),
        (html, "untrusted", "can't be trusted"),
        (moved, "unreachable", "does not answer"),
        (failed, "unreachable", "does not answer"),
        (String::new(), "unreachable", "does not answer"),
    ] {
        let scene = Scene::new();
        scene.anna().await;
        scene.issuer.change(|state| state.instead = Some(("/token", answer.clone())));
        assert_eq!(scene.log_in(&mut scene.server.browser()).await, format!("/app/login#oidc={word}"));
        let scene = Scene::new();
        scene.issuer.change(|state| state.instead = Some(("/openid-configuration", answer)));
        let refused = scene.server.browser().post("/login/oidc/begin", json!({})).await.expect(503);
        assert!(refused.json()["error"].as_str().unwrap().contains(sentence), "{word}");
    }
    for (name, value) in [
        ("issuer", "https://evil.example"),
        ("token_endpoint", "http://evil.example/token"),
        ("jwks_uri", "file:///etc/passwd"),
        ("authorization_endpoint", "javascript:alert(1)"),
    ] {
        let scene = Scene::new();
        scene.issuer.change(|state| state.metadata = Some(Box::new(move |metadata| metadata[name] = json!(value))));
        scene.server.browser().post("/login/oidc/begin", json!({})).await.expect(503);
    }
}

#[tokio::test]
async fn an_account_s_own_second_factor_is_asked_for_unless_the_issuer_checked_one() {
    let scene = Scene::new();
    let mut anna = scene.anna().await;
    let proposed = anna.post("/second_factor", json!({})).await.expect(200).json();
    let secret = proposed["secret"].as_str().unwrap();
    anna.post("/second_factor/turn_on", json!({"code": totp(secret, scene.server.clock.now())})).await.expect(200);
    scene.server.clock.advance(SignedDuration::from_secs(30));
    let mut browser = scene.server.browser();
    let begun = browser.post("/login/oidc/begin", json!({"next": "/app/settings"})).await.expect(200);
    assert_eq!(scene.come_back(&mut browser, &begun).await, "/app/login?next=%2Fapp%2Fsettings#oidc=code");
    browser.get("/tasks").await.expect(401);
    browser.post("/login/code", json!({"code": totp(secret, scene.server.clock.now())})).await.expect(200);
    assert_eq!(browser.get("/sessions").await.json()["sessions"][0]["begun_by"], "oidc");

    scene.issuer.change(|state| state.claims = Some(Box::new(|claims| claims["amr"] = json!(["pwd", "mfa"]))));
    assert_eq!(scene.log_in(&mut scene.server.browser()).await, "/app/today");
}

#[tokio::test]
async fn a_disabled_account_is_refused() {
    let scene = Scene::new();
    let mut anna = scene.anna().await;
    let id = anna.user_id().await;
    scene
        .server
        .store
        .update_account(
            id,
            AccountPatch { disabled: Some(true), admin: None },
            Occasion::command(scene.server.clock.now()),
        )
        .await
        .unwrap();
    let mut browser = scene.server.browser();
    assert_eq!(scene.log_in(&mut browser).await, "/app/login#oidc=refused");
    browser.get("/tasks").await.expect(401);
}

#[tokio::test]
async fn an_account_without_a_password_is_removed_once_the_issuer_confirms_who_it_is() {
    let scene = Scene::with(&["--oidc-signup"]);
    let mut anna = scene.server.browser();
    scene.log_in(&mut anna).await;
    let body = json!({"username": who(&mut anna).await});
    scene.server.clock.advance(SignedDuration::from_mins(11));
    let refused = anna.post("/account/delete", body.clone()).await.expect(403).json();
    assert_eq!(refused["type"], "urn:problem-type:tracker:confirmation-required");
    let now = scene.server.clock.now().as_second();
    assert_eq!(confirm(&scene, &mut anna, Some(now)).await, "confirmed");
    let other = json!({"username": "somebody"});
    assert_eq!(anna.post("/account/delete", other).await.expect(422).fields(), ["username"]);
    anna.post("/account/delete", body).await.expect(204);
    anna.get("/tasks").await.expect(401);
    assert_eq!(scene.server.store.list_accounts(10).await.unwrap().len(), 0);
}

#[tokio::test]
async fn without_an_issuer_there_is_no_such_way() {
    let server = Server::start();
    let mut browser = server.browser();
    assert_eq!(browser.get("/instance").await.json()["oidc_name"], Value::Null);
    browser.post("/login/oidc/begin", json!({})).await.expect(404);
    browser.get("/login/oidc/callback?state=x").await.expect(404);
}
