//! Nobody reaches anybody else's.

use serde_json::{Value, json};

use crate::support::{Answer, Browser, Document, Operation, Server, anna};

/// What names tasks in its body; one of them is the asker's own, and stays as it is all the same.
const BODIES_WITH_IDS: [&str; 5] =
    ["PATCH /tasks", "POST /tasks/delete", "POST /tasks/duplicate", "POST /tasks/move", "POST /tasks/restore"];

#[test]
fn every_body_that_names_ids_is_known_here() {
    let document = serde_json::to_value(tracker::http::openapi()).unwrap();
    let with_ids = Document::get().operations().into_iter().filter(|operation| {
        let body = &document["paths"][&operation.path][operation.method.to_lowercase()]["requestBody"];
        let schema = body["content"]["application/json"]["schema"]["$ref"].as_str().unwrap_or_default();
        let schema = schema.strip_prefix('#').and_then(|pointer| document.pointer(pointer));
        schema.is_some_and(|schema| schema["properties"].get("ids").is_some())
    });
    let mut keys: Vec<String> = with_ids.map(|operation| operation.key()).collect();
    keys.sort();
    assert_eq!(keys, BODIES_WITH_IDS);
}

fn body_for(method: &str) -> Option<Value> {
    ["POST", "PATCH", "PUT"].contains(&method).then(|| {
        json!({
            "title": "Forged", "username": "forged", "password": "another horse", "password_confirmation": "another horse",
            "current_password": "wrong horse", "new_password": "another horse", "disabled": true, "admin": true,
            "ids": [1, 2], "version": 2, "name": "Forged", "query": "forged", "colour": "red", "after": 1,
            "text": "Forged", "parent_id": 2, "state": "done", "reason": "Forged", "first_day": "2026-11-02"
        })
    })
}

async fn send(browser: &mut Browser, method: &str, path: &str) -> Answer {
    let body = body_for(method).map(|body| body.to_string().into_bytes());
    browser.send(method, path, body.as_ref().map(|_| "application/json"), body.clone().unwrap_or_default()).await
}

#[tokio::test]
async fn every_operation_that_asks_for_a_session_answers_401_without_one() {
    let server = Server::start();
    let open: Vec<String> = Document::get()
        .operations()
        .into_iter()
        .filter(|operation| !operation.needs_session)
        .map(|operation| operation.key())
        .collect();
    assert_eq!(
        open,
        [
            "GET /check_session",
            "GET /healthz",
            "GET /instance",
            "POST /invites/check",
            "POST /login",
            "POST /login/code",
            "POST /login/header",
            "POST /login/oidc/begin",
            "GET /login/oidc/callback",
            "POST /login/passkey",
            "POST /login/passkey/begin",
            "POST /login_links/check",
            "POST /login_links/use",
            "DELETE /logout",
            "GET /openapi.json",
            "GET /readyz",
            "POST /signup"
        ],
        "a new operation without a session wants a second look"
    );
    for operation in Document::get().operations().into_iter().filter(|operation| operation.needs_session) {
        let path = operation.path_of("1");
        for cookie in [None, Some("tracker_session=AAAAAAAAAAAAAAAAAAAAAA"), Some("tracker_session=x")] {
            let mut browser = server.browser();
            browser.headers.extend(cookie.map(|cookie| ("cookie".into(), cookie.into())));
            send(&mut browser, &operation.method, &path).await.expect(401);
        }
    }
}

#[tokio::test]
async fn another_s_id_is_answered_byte_for_byte_as_a_missing_one() {
    let (server, mut anna) = anna().await;
    for number in 0..3 {
        anna.add_task("Anna's").await;
        anna.add_project(&format!("Anna's {number}")).await;
        anna.post("/views", json!({"name": "Anna's", "query": "anna"})).await.expect(201);
        anna.post("/projects/1/sections", json!({"name": "Anna's"})).await.expect(201);
        let habit = anna.post("/habits", json!({"name": "Anna's"})).await.expect(201).json();
        let entry = format!("/habits/{}/entries/{}", habit["id"], crate::support::day(0));
        anna.send_json("PUT", &entry, &[], &json!({"state": "done"})).await.expect(200);
        anna.post("/pauses", json!({"reason": "Anna's", "first_day": "2026-01-01"})).await.expect(201);
        server.browser().log_in("anna", crate::support::PASSWORD).await.expect(200);
    }
    let before = (anna.get("/tasks").await.body, anna.get("/sessions").await.body);
    let mut berta = server.user("berta").await;
    berta.add_task("Berta's").await;
    // On a server of her own, the same requests find nothing.
    let alone = Server::start();
    let mut alone_berta = alone.user("berta").await;
    alone_berta.add_task("Berta's").await;
    let names_one =
        |operation: &Operation| operation.path.contains('{') || BODIES_WITH_IDS.contains(&operation.key().as_str());
    for operation in Document::get().operations().into_iter().filter(names_one) {
        for id in ["2", "3"] {
            let path = operation.path_of(id);
            let found = send(&mut berta, &operation.method, &path).await;
            let missing = send(&mut alone_berta, &operation.method, &path).await;
            assert_eq!(found.status, missing.status, "{} {path}", operation.method);
            assert_eq!(found.body, missing.body, "{} {path}", operation.method);
            assert!(found.status.is_client_error(), "{} {path}", operation.method);
        }
    }
    assert_eq!((anna.get("/tasks").await.body, anna.get("/sessions").await.body), before);
    assert_eq!(anna.get("/changes?per_page=100").await.json()["groups"].as_array().unwrap().len(), 21);
}

#[tokio::test]
async fn what_one_sees_is_the_same_whether_others_exist_or_not() {
    let crowded = Server::start();
    for name in ["anna", "berta", "carla"] {
        let mut user = crowded.user(name).await;
        user.add_task("Theirs").await;
    }
    let alone = Server::start();
    let mut seen = Vec::new();
    for server in [&crowded, &alone] {
        let mut dora = server.user("dora").await;
        let task = dora.post("/tasks", json!({"title": "Mine"})).await.expect(201).json();
        let list = dora.get("/tasks").await.expect(200);
        let sessions = dora.get("/sessions").await.expect(200).json();
        seen.push((
            task["id"].clone(),
            list.json()["total"].clone(),
            list.header("x-total-count").to_owned(),
            sessions["sessions"][0]["id"].clone(),
            sessions["sessions"].as_array().unwrap().len(),
            dora.get("/tasks/2").await.body,
        ));
    }
    assert_eq!(seen[0], seen[1]);
}

#[tokio::test]
async fn fields_that_are_not_one_s_own_to_set_are_ignored() {
    let server = Server::start();
    let body = json!({
        "username": "anna", "password": "correct horse", "password_confirmation": "correct horse",
        "admin": true, "id": 1, "disabled": false
    });
    let mut anna = server.browser();
    assert_eq!(anna.post("/signup", body).await.expect(201).json()["admin"], false);
    anna.get("/users").await.expect(403);
}
