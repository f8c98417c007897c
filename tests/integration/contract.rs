//! The wire contract that existing clients speak, to the letter.

use serde_json::{Value, json};

use crate::support::{PASSWORD, Server, anna};

#[tokio::test]
async fn signing_up_answers_id_and_name_and_logs_in() {
    let server = Server::start();
    let mut anna = server.browser();
    let body = json!({"username": "anna", "password": PASSWORD, "password_confirmation": PASSWORD});
    let user = anna.post("/signup", body).await.expect(201).json();
    assert_eq!(user["username"], "anna");
    assert!(user["id"].is_i64());
    assert_eq!(anna.get("/check_session").await.expect(200).json(), user);
}

#[tokio::test]
async fn logging_in_answers_id_and_name() {
    let server = Server::start();
    let signed_up = server.browser().sign_up("anna").await.json();
    let mut anna = server.browser();
    assert_eq!(anna.log_in("anna", PASSWORD).await.expect(200).json(), signed_up);
    assert_eq!(anna.get("/check_session").await.expect(200).json(), signed_up);
}

#[tokio::test]
async fn without_a_session_check_session_answers_401_and_an_empty_object() {
    let server = Server::start();
    assert_eq!(server.browser().get("/check_session").await.expect(401).json(), json!({}));
}

#[tokio::test]
async fn logging_out_answers_204_with_and_without_a_session() {
    let (server, mut anna) = anna().await;
    assert!(anna.delete("/logout").await.expect(204).body.is_empty());
    anna.get("/check_session").await.expect(401);
    assert!(anna.delete("/logout").await.expect(204).body.is_empty());
    assert!(server.browser().delete("/logout").await.expect(204).body.is_empty());
}

#[tokio::test]
async fn an_account_without_tasks_has_no_pages() {
    let server = Server::start();
    let list = server.user("anna").await.get("/tasks").await.expect(200).json();
    assert_eq!(list["tasks"], json!([]));
    assert_eq!((&list["page"], &list["per_page"], &list["total_pages"]), (&json!(1), &json!(5), &json!(0)));
}

#[tokio::test]
async fn tasks_come_newest_first_in_pages_of_five() {
    let (_server, mut anna) = anna().await;
    for number in 1..=7 {
        anna.add_task(&format!("Task {number}")).await;
    }
    let ids =
        |list: &Value| list["tasks"].as_array().unwrap().iter().map(|task| task["id"].as_i64().unwrap()).collect();
    let first = anna.get("/tasks").await.expect(200).json();
    let on_first: Vec<i64> = ids(&first);
    assert_eq!(on_first, [7, 6, 5, 4, 3]);
    assert_eq!(first["total_pages"], 2);
    let second = anna.get("/tasks?page=2").await.expect(200).json();
    let on_second: Vec<i64> = ids(&second);
    assert_eq!(on_second, [2, 1]);
    let past_the_end = anna.get("/tasks?page=3&per_page=5").await.expect(200).json();
    assert_eq!((&past_the_end["tasks"], &past_the_end["page"]), (&json!([]), &json!(3)));
    let wide = anna.get("/tasks?page=1&per_page=3").await.expect(200).json();
    assert_eq!((&wide["per_page"], &wide["total_pages"]), (&json!(3), &json!(3)));
}

#[tokio::test]
async fn a_task_is_made_with_and_without_a_description() {
    let (_server, mut anna) = anna().await;
    let with = anna.post("/tasks", json!({"title": "Read", "description": "B-trees"})).await.expect(201).json();
    assert_eq!((&with["title"], &with["description"]), (&json!("Read"), &json!("B-trees")));
    assert!(with["id"].is_i64());
    let without = anna.post("/tasks", json!({"title": "Rest"})).await.expect(201).json();
    assert_eq!(without["description"], Value::Null);
}

#[tokio::test]
async fn a_patch_changes_what_it_names_and_answers_the_whole_task() {
    let (_server, mut anna) = anna().await;
    anna.post("/tasks", json!({"title": "Read", "description": "B-trees"})).await.expect(201);
    let renamed = anna.patch("/tasks/1", json!({"title": "Read on"})).await.expect(200).json();
    assert_eq!((&renamed["title"], &renamed["description"]), (&json!("Read on"), &json!("B-trees")));
    let cleared = anna.patch("/tasks/1", json!({"description": null})).await.expect(200).json();
    assert_eq!((&cleared["title"], &cleared["description"]), (&json!("Read on"), &Value::Null));
    let untouched = anna.patch("/tasks/1", json!({})).await.expect(200).json();
    assert_eq!(untouched, cleared);
}

#[tokio::test]
async fn a_whole_task_may_be_sent_back_and_read_only_fields_are_ignored() {
    let (_server, mut anna) = anna().await;
    anna.add_task("Read").await;
    let task = anna.get("/tasks").await.json()["tasks"][0].clone();
    assert_eq!(anna.patch("/tasks/1", task.clone()).await.expect(200).json(), task);
    let mut forged = task.clone();
    forged["id"] = json!(99);
    forged["uid"] = json!("none");
    forged["user_id"] = json!(1);
    forged["created_at"] = json!("yesterday");
    forged["updated_at"] = json!(0);
    assert_eq!(anna.patch("/tasks/1", forged.clone()).await.expect(200).json(), task);
    let copy = anna.post("/tasks", forged).await.expect(201).json();
    assert_eq!((&copy["id"], &copy["title"]), (&json!(2), &json!("Read")));
    assert_ne!(copy["uid"], task["uid"]);
}

#[tokio::test]
async fn a_deleted_task_is_gone() {
    let (_server, mut anna) = anna().await;
    anna.add_task("Read").await;
    assert!(anna.delete("/tasks/1").await.expect(204).body.is_empty());
    for answer in [anna.delete("/tasks/1").await, anna.get("/tasks/1").await, anna.patch("/tasks/1", json!({})).await] {
        assert!(answer.expect(404).json()["error"].is_string());
    }
    assert_eq!(anna.add_task("Rest").await, 2, "an id is never used again");
}

#[tokio::test]
async fn errors_have_a_sentence_a_list_and_the_shape_of_rfc_9457() {
    let server = Server::start();
    let problem = server.browser().post("/tasks", json!({"title": "Read"})).await.expect(401);
    assert_eq!(problem.header("content-type"), "application/problem+json");
    let problem = problem.json();
    for field in ["type", "title", "detail", "instance", "error"] {
        assert!(problem[field].is_string(), "{field} is missing");
    }
    assert_eq!(problem["status"], 401);
    assert_eq!(problem["errors"], json!([problem["error"]]));
}

#[tokio::test]
async fn bad_details_a_taken_name_and_wrong_credentials_have_their_statuses() {
    let server = Server::start();
    server.user("anna").await;
    let mut browser = server.browser();
    let sign_up = |username: &str, password: &str, again: &str| json!({"username": username, "password": password, "password_confirmation": again});
    for (body, status) in [
        (sign_up("", PASSWORD, PASSWORD), 422),
        (sign_up("berta", "short", "short"), 422),
        (sign_up("berta", PASSWORD, "another horse"), 422),
        (json!({}), 422),
        (sign_up("anna", PASSWORD, PASSWORD), 409),
        (sign_up("ANNA", PASSWORD, PASSWORD), 409),
    ] {
        let problem = browser.post("/signup", body.clone()).await.expect(status).json();
        assert!(!problem["errors"].as_array().unwrap().is_empty(), "{body}");
    }
    assert!(browser.session_cookie().is_none());
    let problem = browser.log_in("anna", "wrong horse").await.expect(401).json();
    assert!(!problem["errors"].as_array().unwrap().is_empty());
    assert_eq!(browser.log_in("nobody", "wrong horse").await.expect(401).json(), problem);
}
