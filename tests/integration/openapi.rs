//! The OpenAPI document.

use crate::support::{Document, Server};

#[test]
fn the_committed_document_is_fresh() {
    let committed = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/openapi.json")).unwrap();
    let made = tracker::http::openapi().to_pretty_json().unwrap();
    assert_eq!(committed.trim_end(), made, "run `cargo run -- openapi > docs/openapi.json`");
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
