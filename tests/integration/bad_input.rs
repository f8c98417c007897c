//! Whatever comes in: a clear 4xx that names the field, or stored exactly. Never a 5xx, never HTML, nothing half done.

use proptest::prelude::*;
use serde_json::{Value, json};

use crate::support::{Browser, Document, PASSWORD, Server, anna, encode};

async fn with_task() -> (Server, Browser) {
    let (server, mut anna) = anna().await;
    anna.add_task("Read").await;
    (server, anna)
}

#[tokio::test]
async fn a_wrong_value_is_refused_with_its_field_and_nothing_is_stored() {
    let (_server, mut anna) = with_task().await;
    let before = anna.get("/tasks").await.expect(200).json();
    for (field, value) in [
        ("title", json!("")),
        ("title", json!(" \t \u{200B}")),
        ("title", json!(null)),
        ("title", json!(5)),
        ("title", json!(["x"])),
        ("title", json!("two\nlines")),
        ("title", json!("two\u{2028}lines")),
        ("title", json!("nul\0")),
        ("title", json!("x".repeat(501))),
        ("description", json!(1.5)),
        ("description", json!("nul\0")),
        ("description", json!("x".repeat(50_001))),
        ("completed_at", json!("yesterday")),
        ("completed_at", json!(1_700_000_000)),
        ("completed_at", json!("2026-02-30T00:00:00Z")),
        ("completed_at", json!("2026-01-01")),
        ("completed_at", json!("99999-01-01T00:00:00Z")),
        ("completed_at", json!(true)),
    ] {
        let mut body = json!({"title": "Valid", "description": "valid"});
        body[field] = value.clone();
        for answer in [anna.post("/tasks", body.clone()).await, anna.patch("/tasks/1", body).await] {
            assert_eq!(answer.status, 422, "{field}: {value}");
            assert_eq!(answer.fields(), [field], "{value}");
        }
    }
    anna.post("/tasks", json!({"description": "no title"})).await.expect(422);
    assert_eq!(anna.get("/tasks").await.expect(200).json(), before);
}

#[tokio::test]
async fn what_is_no_json_object_is_refused() {
    let (_server, mut anna) = with_task().await;
    let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    let bodies: [&[u8]; 16] = [
        b"",
        b" ",
        b"{",
        b"{\"title\":\"x\"",
        b"{\"title\":\"x\"} trailing",
        b"{'title':'x'}",
        b"null",
        b"[]",
        b"\"title\"",
        b"5",
        b"\xff\xfe",
        b"{\"title\":\"\xff\"}",
        b"{\"title\":\"Read\",\"username\":\"a\",\"password\":\"long enough\",\"ignored\":\"\xff\"}",
        b"{\"title\":\"\\ud800\"}",
        b"{\"title\":\"a\",\"title\":\"b\"}",
        deep.as_bytes(),
    ];
    for body in bodies {
        for (method, path) in [("POST", "/tasks"), ("PATCH", "/tasks/1"), ("POST", "/login"), ("POST", "/signup")] {
            let answer = anna.send(method, path, Some("application/json"), body.to_vec()).await;
            let shown = String::from_utf8_lossy(&body[..body.len().min(40)]).into_owned();
            assert!(answer.status.is_client_error(), "{method} {path} took {shown:?}: {}", answer.status);
        }
    }
    assert_eq!(anna.get("/tasks").await.json()["total"], 1);
}

#[tokio::test]
async fn what_was_expected_is_said_in_the_words_of_json() {
    let (_server, mut anna) = with_task().await;
    for (field, value, sentence) in [
        ("title", json!(5), "Title must be a string."),
        ("estimate", json!("15m"), "Estimate must be a whole number."),
        ("estimate", json!(1.5), "Estimate must be a whole number."),
        ("project_id", json!([]), "Project id must be a whole number."),
        ("tags", json!("home"), "Tags must be a list."),
        ("tags", json!(["home", 1]), "tags[1] must be a string."),
        ("recurrence", json!("daily"), "Recurrence must be an object."),
        ("recurrence", json!({"rule": 1}), "recurrence.rule must be a string."),
    ] {
        let mut body = json!({"title": "Valid"});
        body[field] = value;
        let answer = anna.post("/tasks", body).await.expect(422);
        assert_eq!((answer.fields(), answer.json()["detail"].as_str()), (vec![field.to_owned()], Some(sentence)));
    }
    let answer = anna.post("/projects", json!({"name": "House", "archived": "yes"})).await.expect(422);
    assert_eq!(answer.json()["detail"], "Archived must be true or false.");
}

#[tokio::test]
async fn an_unknown_field_may_hold_anything_however_deep() {
    let (_server, mut anna) = with_task().await;
    let body = format!(r#"{{"title":"x","other":{}1{}}}"#, "[".repeat(100_000), "]".repeat(100_000));
    anna.send("POST", "/tasks", Some("application/json"), body.into_bytes()).await.expect(201);
}

#[tokio::test]
async fn a_body_that_is_not_declared_as_json_is_refused_before_it_is_read() {
    let (_server, mut anna) = with_task().await;
    for kind in [
        None,
        Some("text/plain"),
        Some("application/x-www-form-urlencoded"),
        Some("multipart/form-data"),
        Some("application/jsonp"),
    ] {
        for (method, path) in [("POST", "/tasks"), ("PATCH", "/tasks/1"), ("POST", "/login")] {
            anna.send(method, path, kind, br#"{"title":"x"}"#.to_vec()).await.expect(415);
        }
    }
    let charset = Some("Application/JSON; charset=utf-8");
    anna.send("POST", "/tasks", charset, br#"{"title":"x"}"#.to_vec()).await.expect(201);
}

#[tokio::test]
async fn a_body_over_a_mebibyte_is_refused() {
    let (_server, mut anna) = with_task().await;
    let body = json!({"title": "x", "padding": "x".repeat(1024 * 1024)}).to_string().into_bytes();
    anna.send("POST", "/tasks", Some("application/json"), body).await.expect(413);
}

#[tokio::test]
async fn numbers_in_queries_and_paths_are_checked() {
    let (_server, mut anna) = with_task().await;
    for value in ["0", "-1", "1.5", "x", "", "1e3", "99999999999999999999", "%00", "%ff", "٣", "%2B1", "01"] {
        for field in ["page", "per_page", "before"] {
            let answer = anna.get(&format!("/tasks?{field}={value}")).await.expect(422);
            assert_eq!(answer.fields(), [field]);
        }
        let status = anna.get(&format!("/tasks/{value}x")).await.status;
        assert_eq!(status, if value == "%ff" { 400 } else { 404 }, "{value}");
    }
    for path in [
        "/tasks/0",
        "/tasks/-1",
        "/tasks/99999999999999999999",
        "/tasks/1.0",
        "/tasks/%31x",
        "/tasks/+1",
        "/tasks/01",
        "/tasks/",
    ] {
        anna.get(path).await.expect(404);
    }
    anna.get("/tasks?status=gone").await.expect(422);
    anna.get("/tasks?page=9007199254740991&per_page=100").await.expect(200);
    assert_eq!(anna.get(&format!("/tasks?q={}", "x".repeat(10_000))).await.expect(422).fields(), ["q"]);
    assert_eq!(anna.get("/tasks?page=1&page=2").await.expect(422).fields(), ["page"]);
}

#[tokio::test]
async fn unknown_paths_and_methods_answer_json() {
    let (_server, mut anna) = with_task().await;
    for (method, path, status) in [
        ("GET", "/nope", 404),
        ("GET", "/tasks/1/nope", 404),
        ("GET", "/api/tasks", 404),
        ("PUT", "/tasks", 405),
        ("DELETE", "/tasks", 405),
        ("POST", "/tasks/1", 405),
        ("GET", "/login", 405),
        ("OPTIONS", "/tasks", 405),
        ("TRACE", "/tasks", 405),
        ("BREW", "/tasks", 405),
        ("POST", "/", 405),
    ] {
        let answer = anna.send(method, path, None, Vec::new()).await.expect(status);
        assert_eq!(answer.header("content-type"), "application/problem+json", "{method} {path}");
        assert!(answer.json()["error"].is_string());
    }
}

#[tokio::test]
async fn passwords_and_names_are_checked_before_anything_is_looked_up() {
    let (_server, mut browser) = with_task().await;
    let long = "x".repeat(1_025);
    for (field, username, password) in [
        ("password", "berta", "a\0bcdefgh"),
        ("password", "berta", long.as_str()),
        ("password", "berta", ""),
        ("username", "", PASSWORD),
        ("username", "a\nb", PASSWORD),
    ] {
        let body = json!({"username": username, "password": password, "password_confirmation": password});
        let answer = browser.post("/signup", body).await.expect(422);
        assert_eq!(answer.fields(), [field]);
        assert_eq!(browser.log_in(username, password).await.expect(422).fields(), [field]);
    }
    for password in ["password", "12345678", "Berta.the.first", "1234567"] {
        let body = json!({"username": "berta.the.first", "password": password, "password_confirmation": password});
        assert_eq!(browser.post("/signup", body).await.expect(422).fields(), ["password"]);
    }
    let body = json!({"username": "b", "password": "short", "password_confirmation": "shorter"});
    assert_eq!(browser.post("/signup", body).await.expect(422).fields(), ["password", "password_confirmation"]);
}

/// JSON of any shape, with the field names that mean something more often than chance has it.
fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        any::<String>().prop_map(Value::from),
    ];
    leaf.prop_recursive(3, 24, 6, |inner| {
        let names = [
            "title",
            "description",
            "completed_at",
            "id",
            "user_id",
            "username",
            "password",
            "password_confirmation",
            "current_password",
            "new_password",
            "admin",
            "disabled",
            "ids",
            "version",
        ];
        let name = prop_oneof![4 => prop::sample::select(names.to_vec()).prop_map(str::to_owned), 1 => any::<String>()];
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::hash_map(name, inner, 0..6).prop_map(Value::from_iter),
        ]
    })
}

#[test]
fn no_request_makes_a_server_error() {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
    let (server, admin) = runtime.block_on(async {
        let server = Server::start();
        let admin = server.admin("root").await;
        (server, admin)
    });
    let operations = Document::get().operations();
    // Logging out would end the test's session, and removing accounts or passwords its user.
    let harmless: Vec<_> =
        operations.into_iter().filter(|it| !["/logout", "/password"].contains(&it.path.as_str())).collect();
    let requests = (prop::sample::select(harmless), any_json(), any::<String>(), any::<String>());
    let config = ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() };
    proptest!(config, |((operation, body, id, query) in requests)| {
        let path = operation.path.replace("{id}", &encode(&id)).replace("{group}", &encode(&id));
        let path = path.replace("{day}", &encode(&query));
        let path = format!("{path}?page={0}&status={0}&as_of={0}&before={1}&after={1}", encode(&query), encode(&id));
        let body = body.to_string().into_bytes();
        let answer = runtime.block_on(admin.clone().send(&operation.method, &path, Some("application/json"), body));
        prop_assert!(!answer.status.is_server_error(), "{} {path}: {}", operation.method, answer.status);
    });
    runtime.block_on(async { drop(server) });
}
