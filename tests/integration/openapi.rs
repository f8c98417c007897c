//! The OpenAPI document.

use serde_json::{Value, json};

use crate::support::{Document, Server, anna};
use tracker::domain::log::object::is_content;

#[test]
fn the_committed_document_is_fresh() {
    let committed = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/openapi.json")).unwrap();
    let made = tracker::http::openapi().to_pretty_json().unwrap();
    assert_eq!(committed.trim_end(), made, "run `cargo run --example openapi > docs/openapi.json`");
}

#[tokio::test]
async fn the_server_answers_its_document() {
    let server = Server::start();
    let answer = server.browser().get("/openapi.json").await.expect(200);
    assert_eq!(answer.json(), serde_json::to_value(tracker::http::openapi()).unwrap());
}

#[test]
fn every_operation_is_described_and_tagged() {
    let document = serde_json::to_value(tracker::http::openapi()).unwrap();
    for operation in Document::get().operations() {
        let described = &document["paths"][&operation.path][operation.method.to_lowercase()];
        assert!(described["summary"].is_string(), "{} {}", operation.method, operation.path);
        assert!(described["tags"][0].is_string(), "{} {}", operation.method, operation.path);
    }
}

#[test]
fn every_field_that_a_person_gives_a_task_can_be_changed() {
    let document = serde_json::to_value(tracker::http::openapi()).unwrap();
    let properties = |name: &str| {
        let schema = document["components"]["schemas"][name]["properties"].as_object().unwrap();
        schema.keys().cloned().collect::<std::collections::BTreeSet<_>>()
    };
    for body in ["CreateTask", "UpdateTask", "UpdateTasks"] {
        let known = properties(body);
        for field in properties("Task").into_iter().filter(|field| is_content(field)) {
            assert!(known.contains(&field), "{body} lacks {field}");
        }
    }
}

/// The parameter of an operation that changes a task.
fn parameter(name: &str) -> Value {
    let document: Value = serde_json::to_value(tracker::http::openapi()).unwrap();
    let parameters = document["paths"]["/tasks/{id}"]["patch"]["parameters"].as_array().unwrap().clone();
    parameters.into_iter().find(|parameter| parameter["name"] == name).unwrap()["schema"].clone()
}

#[tokio::test]
async fn headers_are_taken_exactly_when_they_fit_their_patterns() {
    let (_server, mut anna) = anna().await;
    anna.add_task("Something").await;
    let long = "k".repeat(256);
    let many = ["\"1\""; 101].join(", ");
    let cases = [
        ("Idempotency-Key", vec!["a", "3f2a9c1b", "~!", &long[1..], &long, "two words", ""]),
        (
            "If-Match",
            vec!["*", "\"1\"", "W/\"1\"", "\"1\",\"2\"", "\"1\", \"2\"", "1", "\"1", "\"1\"\"2\"", &many, &many[5..]],
        ),
    ];
    for (name, values) in cases {
        let schema = parameter(name);
        for value in values {
            let headers = [("content-type", "application/json"), (name, value)];
            let body = format!("{{\"title\":\"{}\"}}", value.len()).into_bytes();
            let answer = anna.send_with("PATCH", "/tasks/1", &headers, body).await;
            let is_taken = answer.status != 422;
            assert_eq!(is_taken, jsonschema::is_valid(&schema, &json!(value)), "{name}: {value:?}: {}", answer.status);
        }
    }
}

#[tokio::test]
async fn a_page_size_over_a_hundred_counts_as_a_hundred_as_the_document_says() {
    let (_server, mut anna) = anna().await;
    for path in ["/tasks", "/inbox", "/agenda/later"] {
        let page = anna.get(&format!("{path}?per_page=9007199254740991")).await.expect(200).json();
        assert_eq!(page["per_page"], 100, "{path}");
        anna.get(&format!("{path}?per_page=9007199254740992")).await.expect(422);
    }
}
