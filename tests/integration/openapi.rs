//! The OpenAPI document.

use crate::support::{Document, Server};
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
