//! Logging in as the user that a proxy names in a header.

use serde_json::{Value, json};
use tracker::domain::identities::Identity;
use tracker::domain::security_events::Occasion;

use crate::support::{PASSWORD, Process, Server, database_in, run, totp};

/// Sends a request with these headers, and answers its status and body.
fn send(server: &mut Process, method: &str, path: &str, headers: &[(&str, &str)]) -> (u16, Value) {
    server.stranger().send_with(method, path, None, headers).unwrap()
}

#[test]
fn the_header_is_believed_from_the_proxy_alone_and_once() {
    let folder = tempfile::tempdir().unwrap();
    let database = database_in(folder.path());
    let path = database.to_str().unwrap();
    let named = ["--trusted-header", "Remote-User"];
    for (proxy, is_believed) in [("127.0.0.1", true), ("10.0.0.0/8", false)] {
        let mut server = Process::start_with(&database, &[&named[..], &["--trusted-proxy", proxy]].concat());
        if is_believed {
            server.sign_up("anna");
            let linked = run(&["user", "link", "anna", "--header", "anna@home", "--database", path]);
            assert_eq!(String::from_utf8(linked.stdout).unwrap(), "Linked anna@home to anna.\n");
        }
        let right = [("remote-user", "anna@home")];
        let (status, body) = send(&mut server, "POST", "/login/header", &right);
        assert_eq!(status, if is_believed { 200 } else { 404 }, "{body}");
        let shown = send(&mut server, "GET", "/instance", &right).1["proxy_user"].clone();
        assert_eq!(shown, if is_believed { json!("anna@home") } else { Value::Null });
        // Not even if it says that it forwards for the proxy.
        let forged = [("remote-user", "anna@home"), ("x-forwarded-for", "10.0.0.1")];
        assert_eq!(send(&mut server, "POST", "/login/header", &forged).0, status);
        for headers in [
            vec![],
            vec![("remote-user", "")],
            vec![("remote-user", "anna@home"), ("remote-user", "anna@home")],
            vec![("x-remote-user", "anna@home")],
        ] {
            assert_eq!(send(&mut server, "POST", "/login/header", &headers).0, 404, "{headers:?}");
        }
        // Never by its name.
        let by_name = send(&mut server, "POST", "/login/header", &[("remote-user", "anna")]).0;
        assert_eq!(by_name, if is_believed { 403 } else { 404 });
        let elsewhere = [("remote-user", "anna@home"), ("sec-fetch-site", "cross-site")];
        assert_eq!(send(&mut server, "POST", "/login/header", &elsewhere).0, 403);
        // A page or a request for data logs nobody in.
        assert_eq!(send(&mut server, "GET", "/tasks", &right).0, 401);
        server.terminate();
    }
    let listed = run(&["user", "list", "--database", path]);
    assert!(String::from_utf8(listed.stdout).unwrap().contains("header anna@home"));
    let listed: Value = serde_json::from_slice(&run(&["user", "list", "--json", "--database", path]).stdout).unwrap();
    assert_eq!(listed["users"][0]["identities"][0]["subject"], "anna@home");
    let unlink = ["user", "unlink", "anna", "--header", "anna@home", "--database", path];
    assert!(run(&unlink).status.success());
    assert_eq!(run(&unlink).status.code(), Some(1));
    let issuer = ["--oidc", "s1", "--issuer", "https://id.example"];
    assert!(run(&[&["user", "link", "anna", "--database", path], &issuer[..]].concat()).status.success());
    let nothing = run(&["user", "link", "anna", "--database", path]);
    assert_eq!(nothing.status.code(), Some(1));
}

#[test]
fn without_a_list_of_proxies_the_server_does_not_start() {
    let folder = tempfile::tempdir().unwrap();
    let path = database_in(folder.path());
    let refused = run(&["serve", "--trusted-header", "Remote-User", "--database", path.to_str().unwrap()]);
    let line = String::from_utf8(refused.stderr).unwrap();
    assert_eq!(refused.status.code(), Some(2), "{line}");
    assert!(line.contains("--trusted-proxy") && !path.exists(), "{line}");
}

#[test]
fn the_session_is_like_any_other_and_ends_for_good() {
    let folder = tempfile::tempdir().unwrap();
    let database = database_in(folder.path());
    let flags = ["--trusted-header", "Remote-User", "--trusted-proxy", "127.0.0.1"];
    let mut server = Process::start_with(&database, &flags);
    server.sign_up("anna");
    let path = database.to_str().unwrap();
    run(&["user", "link", "anna", "--header", "anna@home", "--database", path]);
    let header = [("remote-user", "anna@home")];
    let mut browser = server.stranger();
    assert_eq!(browser.send_with("POST", "/login/header", None, &header).unwrap().0, 200);
    let sessions = browser.expect("GET", "/sessions", None, 200);
    assert_eq!(sessions["sessions"][0]["begun_by"], "header");
    let events = browser.expect("GET", "/security_events", None, 200);
    assert_eq!(events["events"][0]["kind"], "logged_in_by_header");
    browser.expect("DELETE", "/logout", None, 204);
    assert_eq!(browser.send_with("GET", "/tasks", None, &header).unwrap().0, 401);

    // The account's own second factor is asked for.
    let proposed = server.expect("POST", "/second_factor", Some(&json!({})), 200);
    let code = totp(proposed["secret"].as_str().unwrap(), jiff::Timestamp::from_second(unix_now()).unwrap());
    server.expect("POST", "/second_factor/turn_on", Some(&json!({ "code": code })), 200);
    let (status, problem) = server.stranger().send_with("POST", "/login/header", None, &header).unwrap();
    assert_eq!((status, &problem["type"]), (401, &json!("urn:problem-type:tracker:code-required")));
    run(&["user", "disable", "anna", "--database", path]);
    let (status, _) = server.stranger().send_with("POST", "/login/header", None, &header).unwrap();
    assert_eq!(status, 403);
}

fn unix_now() -> i64 {
    std::time::UNIX_EPOCH.elapsed().unwrap().as_secs().try_into().unwrap()
}

#[tokio::test]
async fn within_the_process_no_peer_is_no_proxy() {
    let flags = ["--rate-limit", "off", "--trusted-header", "Remote-User", "--trusted-proxy", "0.0.0.0/0"];
    let server = Server::with_flags(&flags);
    let mut anna = server.user("anna").await;
    let id = anna.user_id().await;
    let occasion = Occasion::command(server.clock.now());
    server.store.link_identity(id, Identity::header("anna").unwrap(), None, occasion).await.unwrap();
    let mut browser = server.browser();
    browser.headers.push(("remote-user".into(), "anna".into()));
    browser.post("/login/header", json!({})).await.expect(404);
    browser.log_in("anna", PASSWORD).await.expect(200);
}
