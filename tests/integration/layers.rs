//! What every request passes: host, origin, headers.

use serde_json::json;

use crate::support::{PASSWORD, Server, anna};

#[tokio::test]
async fn a_browser_s_request_from_another_site_is_refused() {
    let server = Server::start();
    server.user("anna").await;
    let login = json!({"username": "anna", "password": PASSWORD}).to_string().into_bytes();
    let cases: [(&[(&str, &str)], u16); 9] = [
        (&[], 200),
        (&[("sec-fetch-site", "same-origin")], 200),
        (&[("sec-fetch-site", "none")], 200),
        (&[("sec-fetch-site", "same-origin"), ("origin", "http://localhost:5173")], 200),
        (&[("sec-fetch-site", "cross-site")], 403),
        (&[("sec-fetch-site", "same-site")], 403),
        (&[("origin", "http://localhost:5555")], 200),
        (&[("origin", "http://evil.example")], 403),
        (&[("origin", "null")], 403),
    ];
    for (headers, status) in cases {
        let headers = [&[("content-type", "application/json")], headers].concat();
        let answer = server.browser().send_with("POST", "/login", &headers, login.clone()).await;
        assert_eq!(answer.status, status, "{headers:?}");
    }
    let refused = [("content-type", "application/json"), ("origin", "http://nas:8080"), ("host", "localhost:5555")];
    let answer = server.browser().send_with("POST", "/login", &refused, login.clone()).await.expect(403);
    assert_eq!(
        answer.json()["detail"],
        "The request comes from http://nas:8080, but this server is http://localhost:5555. If people reach it there, \
         start it with --public-url http://nas:8080."
    );
    let public = Server::with_flags(&["--public-url", "https://tracker.example", "--rate-limit", "off"]);
    let origin = ("origin", "https://tracker.example");
    for (site, status) in [(None, 401), (Some("same-origin"), 401), (Some("cross-site"), 403), (Some(""), 403)] {
        let mut headers = vec![("content-type", "application/json"), origin];
        headers.extend(site.map(|site| ("sec-fetch-site", site)));
        let answer = public.browser().send_with("POST", "/login", &headers, login.clone()).await;
        assert_eq!(answer.status, status, "{site:?}");
    }
    for (origin, status) in
        [("http://tracker.example", 403), ("http://127.0.0.1:5555", 401), ("https://nas", 401), ("http://nas", 403)]
    {
        let headers =
            [("content-type", "application/json"), ("origin", origin), ("host", origin.split_once("//").unwrap().1)];
        let public = Server::with_flags(&[
            "--public-url",
            "https://tracker.example",
            "--allowed-host",
            "nas",
            "--rate-limit",
            "off",
        ]);
        let answer = public.browser().send_with("POST", "/login", &headers, login.clone()).await;
        assert_eq!(answer.status, status, "{origin}");
    }
    let headers = [("sec-fetch-site", "cross-site")];
    assert_eq!(server.browser().send_with("GET", "/healthz", &headers, Vec::new()).await.status, 200);
}

#[tokio::test]
async fn only_our_own_names_are_answered() {
    let server = Server::with_flags(&["--public-url", "https://tracker.example", "--allowed-host", "nas"]);
    for (host, status) in [
        ("localhost", 200),
        ("localhost:5555", 200),
        ("127.0.0.1:5555", 200),
        ("[::1]:5555", 200),
        ("192.168.1.7", 200),
        ("tracker.example", 200),
        ("Tracker.Example:443", 200),
        ("NAS:5555", 200),
        ("evil.example", 421),
        ("localhost.evil.example", 421),
        ("127.0.0.1.evil.example", 421),
        ("", 400),
        ("a b", 400),
    ] {
        for path in ["/healthz", "/", "/nope"] {
            let answer = server.browser().send_with("GET", path, &[("host", host)], Vec::new()).await;
            let expected = if status == 200 && path == "/nope" { 404 } else { status };
            assert_eq!(answer.status, expected, "{host} {path}");
        }
    }
}

#[tokio::test]
async fn every_answer_has_the_security_headers() {
    let (_server, mut anna) = anna().await;
    for path in ["/tasks", "/tasks/99", "/nope", "/", "/app/x", "/healthz", "/assets/none.js", "/check_session"] {
        let answer = anna.get(path).await;
        assert_eq!(answer.header("x-content-type-options"), "nosniff", "{path}");
        assert_eq!(answer.header("referrer-policy"), "no-referrer", "{path}");
        assert_eq!(answer.header("cross-origin-opener-policy"), "same-origin", "{path}");
        assert_eq!(answer.header("cross-origin-resource-policy"), "same-origin", "{path}");
        assert_eq!(answer.header("access-control-allow-origin"), "", "{path}");
        assert!(answer.header("content-security-policy").contains("frame-ancestors 'none'"), "{path}");
        assert_eq!(answer.header("strict-transport-security"), "", "{path}");
        let cache = if ["/", "/app/x"].contains(&path) { "no-cache" } else { "no-store" };
        assert_eq!(answer.header("cache-control"), cache, "{path}");
    }
    let refused = anna.send_with("GET", "/tasks", &[("host", "evil.example")], Vec::new()).await;
    assert_eq!(refused.header("x-content-type-options"), "nosniff");
    assert!(refused.header("content-security-policy").contains("default-src 'none'"));
    let public = Server::with_flags(&["--public-url", "https://tracker.example"]);
    for path in ["/", "/tasks", "/nope"] {
        let answer = public.browser().get(path).await;
        assert_eq!(answer.header("strict-transport-security"), "max-age=31536000", "{path}");
    }
}

#[tokio::test]
async fn logging_out_clears_what_the_page_has_stored() {
    let (_server, mut anna) = anna().await;
    let answer = anna.delete("/logout").await.expect(204);
    assert_eq!(answer.header("clear-site-data"), "\"storage\"");
}

#[tokio::test]
async fn guessing_is_slowed_down_and_says_for_how_long() {
    let server = Server::with_flags(&[]);
    server.user("anna").await;
    let mut guesser = server.browser();
    let mut statuses = Vec::new();
    for _ in 0..7 {
        statuses.push(guesser.log_in("anna", "wrong horse").await.status.as_u16());
    }
    assert_eq!(statuses, [401, 401, 401, 401, 401, 429, 429]);
    let refused = guesser.log_in("Anna", PASSWORD).await.expect(429);
    let delay: u64 = refused.header("retry-after").parse().unwrap();
    assert!((1..=60).contains(&delay), "{delay} s");
}

#[tokio::test]
async fn guesses_of_others_do_not_keep_out_whom_a_cookie_knows() {
    let server = Server::with_flags(&[]);
    let mut anna = server.user("anna").await;
    anna.headers.push(("origin".into(), "http://localhost:5555".into()));
    anna.log_in("anna", PASSWORD).await.expect(200);
    let mut stranger = server.browser();
    for _ in 0..60 {
        stranger.log_in("anna", "wrong horse").await;
    }
    stranger.log_in("anna", PASSWORD).await.expect(429);
    // The cookie outlives the session.
    anna.delete("/logout").await.expect(204);
    for _ in 0..2 {
        anna.log_in("anna", PASSWORD).await.expect(200);
    }
    // Guesses with it get slower too.
    let mut statuses = Vec::new();
    for _ in 0..6 {
        statuses.push(anna.log_in("anna", "wrong horse").await.status.as_u16());
    }
    assert_eq!(statuses, [401, 401, 401, 401, 401, 429]);
    let mut tablet = server.browser();
    tablet.cookies.insert("tracker_device".into(), "AAAA.not-base64.AAAA".into());
    tablet.log_in("anna", PASSWORD).await.expect(429);
}

#[tokio::test]
async fn a_browser_is_known_to_the_last_few_accounts_that_it_logged_in_to() {
    let server = Server::start();
    for name in ["anna", "berta", "carla", "dora", "emma"] {
        server.user(name).await;
    }
    let mut shared = server.browser();
    shared.headers.push(("sec-fetch-site".into(), "same-origin".into()));
    for name in ["anna", "berta", "anna", "carla", "dora", "emma"] {
        shared.log_in(name, PASSWORD).await.expect(200);
    }
    let tokens = &shared.cookies["tracker_device"];
    assert_eq!(tokens.split('.').count(), 4, "{tokens}");
    let mut script = server.browser();
    script.log_in("anna", PASSWORD).await.expect(200);
    assert_eq!(script.cookies.len(), 1, "what is no browser gets no more than the contract says");
}

#[tokio::test]
async fn an_unknown_name_is_slowed_down_like_a_known_one() {
    let server = Server::with_flags(&[]);
    server.user("anna").await;
    let mut answers = Vec::new();
    for name in ["anna", "nobody"] {
        let mut guesser = server.browser();
        let mut statuses = Vec::new();
        for _ in 0..7 {
            statuses.push(guesser.log_in(name, "wrong horse").await.status);
        }
        answers.push(statuses);
    }
    assert_eq!(answers[0], answers[1]);
}

#[tokio::test]
async fn a_client_behind_a_trusted_proxy_is_told_apart() {
    let server = Server::with_flags(&["--trusted-proxy", "0.0.0.0"]);
    server.user("anna").await;
    let guess = |from: &'static str| {
        let mut browser = server.browser();
        browser.headers.push(("x-forwarded-for".into(), from.into()));
        async move {
            let mut last = 0;
            for _ in 0..7 {
                last = browser.log_in("anna", "wrong horse").await.status.as_u16();
            }
            last
        }
    };
    assert_eq!(guess("198.51.100.1").await, 429);
    let mut other = server.browser();
    other.headers.push(("x-forwarded-for".into(), "198.51.100.1, 198.51.100.2".into()));
    other.log_in("anna", PASSWORD).await.expect(200);
}

#[tokio::test]
async fn a_long_answer_comes_packed_to_who_accepts_that() {
    let (_server, mut anna) = anna().await;
    for number in 1..=30 {
        anna.post("/tasks", json!({"title": format!("Task {number}")})).await.expect(201);
    }
    let plain = anna.get("/tasks?per_page=30").await.expect(200);
    assert_eq!(plain.header("content-encoding"), "");

    let accept = [("accept-encoding", "gzip, br")];
    let packed = anna.send_with("GET", "/tasks?per_page=30", &accept, Vec::new()).await.expect(200);
    assert_eq!(packed.header("content-encoding"), "gzip");
    assert_eq!(packed.header("vary"), "Accept-Encoding");
    assert!(packed.body.len() * 3 < plain.body.len(), "{} of {}", packed.body.len(), plain.body.len());
    assert_eq!(*packed.unpacked(), plain.body);

    let refusing = [("accept-encoding", "gzip;q=0")];
    let asked = anna.send_with("GET", "/tasks?per_page=30", &refusing, Vec::new()).await.expect(200);
    assert_eq!(asked.header("content-encoding"), "");
    let short = anna.send_with("GET", "/settings", &accept, Vec::new()).await.expect(200);
    assert_eq!(short.header("content-encoding"), "", "it fits into a packet");

    let long = json!({"title": "Long", "description": "word ".repeat(1_000)});
    let id = anna.post("/tasks", long).await.expect(201).json()["id"].clone();
    let one = anna.send_with("GET", &format!("/tasks/{id}"), &accept, Vec::new()).await.expect(200);
    assert_eq!(one.header("content-encoding"), "", "its ETag names these bytes");
}
