//! The trash: nothing leaves it by accident.

use std::time::Duration;

use serde_json::{Value, json};
use tracker::domain::trash::Retention;

use crate::support::{Browser, PASSWORD, Server, anna, in_days, titles};

const DAY: Duration = Duration::from_hours(24);

async fn with_trash(tasks: &[&str]) -> (Server, Browser) {
    let (server, mut anna) = anna().await;
    for title in tasks {
        let id = anna.add_task(title).await;
        anna.delete(&format!("/tasks/{id}")).await.expect(204);
    }
    (server, anna)
}

async fn in_trash(browser: &mut Browser) -> Vec<String> {
    let trash = browser.get("/trash?per_page=100").await.expect(200).json();
    titles(&trash).into_iter().map(str::to_owned).collect()
}

#[tokio::test]
async fn what_was_deleted_last_comes_first_a_page_at_a_time() {
    let (_server, mut anna) = with_trash(&["One", "Two", "Three"]).await;
    anna.get("/tasks/1").await.expect(404);
    anna.delete("/tasks/1").await.expect(404);
    let page = anna.get("/trash?per_page=2").await.expect(200).json();
    assert_eq!((&page["tasks"][0]["title"], &page["total"]), (&json!("Three"), &json!(3)));
    assert!(page["tasks"][0]["deleted_at"].is_string());
    let rest = anna.get(&format!("/trash?per_page=2&before={}", page["next"])).await.json();
    assert_eq!((&rest["tasks"][0]["title"], &rest["next"]), (&json!("One"), &Value::Null));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_trash_is_shown_as_it_stood_at_one_moment() {
    let (_server, mut anna) = anna().await;
    anna.add_project("House").await;
    anna.make(json!({"title": "Paint", "project_id": 1})).await;
    let mut phone = anna.clone();
    let writing = tokio::spawn(async move {
        for _ in 0..100 {
            phone.delete("/projects/1").await.expect(204);
            phone.restore("/projects/1").await.expect(200);
        }
    });
    while !writing.is_finished() {
        let trash = anna.get("/trash").await.expect(200).json();
        let count = |of: &str| trash[of].as_array().unwrap().len();
        assert_eq!(count("tasks"), count("projects"), "a project goes with its task: {trash}");
    }
    writing.await.unwrap();
}

#[tokio::test]
async fn what_is_deleted_for_good_is_gone_from_the_log_too() {
    let (server, mut anna) = with_trash(&["Secret", "Other"]).await;
    anna.restore("/tasks/1").await.expect(200);
    let renamed = anna.patch("/tasks/1", json!({"title": "Secret plan", "description": "Hush"})).await.group();
    anna.delete("/trash/1").await.expect(404);
    anna.delete("/tasks/1").await.expect(204);
    let purged = anna.delete("/trash/1").await.expect(204).group();
    assert_eq!(in_trash(&mut anna).await, ["Other"]);
    for path in ["/tasks/1", "/tasks/1/history"] {
        anna.get(path).await.expect(404);
    }
    anna.restore("/tasks/1").await.expect(404);
    for group in [renamed, purged] {
        let refused = anna.undo(group).await.expect(409);
        assert!(refused.json()["error"].as_str().unwrap().contains("permanently deleted"));
    }
    let log = anna.get("/changes?per_page=100").await;
    assert!(!String::from_utf8_lossy(&log.body).contains("Secret"));
    let connection = rusqlite::Connection::open(server.database()).unwrap();
    let told: i64 = connection
        .query_row(
            "SELECT count(*) FROM changes WHERE coalesce(before, '') || coalesce(after, '') LIKE '%Secret%'",
            [],
            |row| row.get(0),
        )
        .unwrap();
    assert_eq!(told, 0);
    assert_eq!(anna.add_task("New").await, 3, "a number is never given again");
}

#[tokio::test]
async fn emptying_the_trash_is_one_group_and_leaves_the_tasks_alone() {
    let (_server, mut anna) = with_trash(&["One", "Two"]).await;
    anna.add_task("Kept").await;
    let emptied = anna.delete("/trash").await.expect(204);
    let group = anna.group(emptied.group()).await;
    assert_eq!((&group["action"], &group["change_count"]), (&json!("purge"), &json!(2)));
    assert_eq!(group["changes"][0]["title"], Value::Null);
    assert!(in_trash(&mut anna).await.is_empty());
    assert_eq!(anna.get("/tasks").await.json()["total"], 1);
    assert_eq!(anna.delete("/trash").await.expect(204).header("x-change-group"), "", "there was nothing to do");
}

#[tokio::test]
async fn the_trash_forgets_after_thirty_days_that_the_server_has_run() {
    let (server, mut anna) = with_trash(&["Old"]).await;
    let retention = Retention::days(30);
    // The clock jumps ahead while the server has run for a day.
    server.store.note_uptime(DAY).await.unwrap();
    assert_eq!(server.store.expire_trash(retention, in_days(400)).await.unwrap(), 0);
    // The server has run for long, and the clock jumps back.
    server.store.note_uptime(29 * DAY).await.unwrap();
    assert_eq!(server.store.expire_trash(retention, in_days(29)).await.unwrap(), 0);
    assert_eq!(server.store.expire_trash(retention, in_days(-400)).await.unwrap(), 0);
    // Her session has ended by then too.
    anna.log_in("anna", PASSWORD).await.expect(200);
    let id = anna.add_task("Young").await;
    anna.delete(&format!("/tasks/{id}")).await.expect(204);
    assert_eq!(server.store.expire_trash(retention, in_days(31)).await.unwrap(), 1);
    assert_eq!(server.store.expire_trash(retention, in_days(31)).await.unwrap(), 0);
    assert_eq!(in_trash(&mut anna).await, ["Young"]);
    let newest = &anna.get("/changes").await.json()["groups"][0];
    assert_eq!((&newest["action"], &newest["actor"]["kind"]), (&json!("purge"), &json!("server")));
}

#[tokio::test]
async fn the_trash_forgets_projects_and_views_too_and_a_project_can_be_deleted_for_good_at_once() {
    let (server, mut anna) = with_trash(&[]).await;
    for name in ["House", "Garden"] {
        anna.add_project(name).await;
    }
    anna.post("/views", json!({"name": "Home", "query": "tag:home"})).await.expect(201);
    anna.delete("/trash/projects/1").await.expect(404);
    for path in ["/projects/1", "/projects/2", "/views/1"] {
        anna.delete(path).await.expect(204);
    }
    let deleted = anna.get("/trash").await.json()["projects"].as_array().unwrap().len();
    assert_eq!(deleted, 2);
    anna.delete("/trash/projects/1").await.expect(204);
    assert_eq!(anna.get("/trash").await.json()["projects"][0]["name"], "Garden");
    server.store.note_uptime(31 * DAY).await.unwrap();
    anna.log_in("anna", PASSWORD).await.expect(200);
    let later = in_days(31);
    for _ in 0..2 {
        assert_eq!(server.store.expire_trash(Retention::days(30), later).await.unwrap(), 1);
    }
    assert_eq!(server.store.expire_trash(Retention::days(30), later).await.unwrap(), 0);
    assert_eq!(anna.get("/trash").await.json()["projects"], json!([]));
    let export = anna.get("/export").await.body;
    assert!(!String::from_utf8(export).unwrap().contains("Garden"), "the log remembers what is gone");
}

#[tokio::test]
async fn a_write_that_goes_round_the_log_is_refused() {
    let (server, mut anna) = with_trash(&["In the trash"]).await;
    anna.add_task("Kept").await;
    anna.add_project("Kept").await;
    anna.post("/views", json!({"name": "Kept", "query": "kept"})).await.expect(201);
    anna.patch("/settings", json!({"zone": "Europe/Berlin"})).await.expect(200);
    let connection = rusqlite::Connection::open(server.database()).unwrap();
    for statement in [
        "UPDATE tasks SET title = 'Forged'",
        "UPDATE tasks SET title = 'Forged', version = version + 1",
        "DELETE FROM tasks",
        "DELETE FROM trashed_tasks",
        "UPDATE trashed_tasks SET title = 'Forged'",
        "INSERT INTO trashed_tasks (user_id, id, uid, version, title, created_at, updated_at, deleted_at)
         SELECT user_id, 9, randomblob(16), 99, 'Forged', 0, 0, 0 FROM tasks",
        "DELETE FROM changes",
        "DELETE FROM change_groups",
        "UPDATE projects SET name = 'Forged'",
        "UPDATE projects SET name = 'Forged', version = version + 1",
        "DELETE FROM projects",
        "INSERT INTO projects (user_id, id, uid, version, name, name_key, colour, position, created_at, updated_at)
         SELECT user_id, 9, randomblob(16), 99, 'Forged', 'forged', 'red', '8', 0, 0 FROM tasks",
        "UPDATE views SET query = 'forged'",
        "DELETE FROM views",
        "UPDATE settings SET zone = 'UTC'",
        "UPDATE changes SET after = '{}'",
        "UPDATE changes SET object_id = 7, before = NULL, after = NULL",
    ] {
        let refused = connection.execute(statement, []);
        assert!(refused.is_err(), "{statement} was taken");
    }
    assert_eq!(anna.task(2).await["title"], "Kept");
}
