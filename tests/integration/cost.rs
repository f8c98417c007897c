//! What one action and one answer may cost.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use rusqlite::Connection;
use serde_json::{Value, json};
use tracker::domain::transfer::export::Export;

use crate::support::{Browser, Process, Server, anna, check_rules, database_in};

/// Checks that the log leads to how the account is, and that no rule is broken.
pub async fn check(server: &Server, browser: &mut Browser) {
    check_rules(&Export::parse(&browser.get("/export").await.expect(200).unpacked()).unwrap());
    server.store.audit().await.unwrap();
}

/// Makes so many tasks and answers their ids, in order.
pub async fn make(browser: &mut Browser, count: usize) -> Vec<i64> {
    let mut ids = Vec::new();
    while ids.len() < count {
        let lines: Vec<String> = (0..(count - ids.len()).min(1_000)).map(|n| format!("Task {n} of many")).collect();
        ids.extend(ids_of(&browser.capture(&lines.join("\n")).await.json()));
    }
    ids.sort_unstable();
    ids
}

pub fn ids_of(list: &Value) -> Vec<i64> {
    list["tasks"].as_array().unwrap().iter().map(|task| task["id"].as_i64().unwrap()).collect()
}

/// Makes so many tasks with a description of 50,000 letters each.
async fn make_long(browser: &mut Browser, count: usize) -> Vec<i64> {
    let ids = make(browser, count).await;
    let long = "x".repeat(50_000);
    for some in ids.chunks(100) {
        browser.patch("/tasks", json!({ "ids": some, "description": long })).await.expect(200);
    }
    ids
}

/// The shortest of three times, so that another test in between doesn't count.
async fn time(mut action: impl AsyncFnMut()) -> Duration {
    let mut best = Duration::MAX;
    for _ in 0..3 {
        let begun = Instant::now();
        action().await;
        best = best.min(begun.elapsed());
    }
    best
}

/// How long it takes to move so many tasks, and to empty the trash of them.
async fn cost_of(count: usize) -> (Duration, Duration) {
    let (_server, mut anna) = anna().await;
    let ids = make(&mut anna, count + 1).await;
    let (first, rest) = ids.split_first().unwrap();
    let mut forth = false;
    let moving = time(async || {
        forth = !forth;
        let place = if forth { "after" } else { "before" };
        anna.post("/tasks/move", json!({ "ids": rest, place: first })).await.expect(200);
    })
    .await;
    let mut emptying = Duration::MAX;
    let mut rest = rest.to_vec();
    for _ in 0..2 {
        anna.post("/tasks/delete", json!({ "ids": rest })).await.expect(204);
        let begun = Instant::now();
        anna.delete("/trash").await.expect(204);
        emptying = emptying.min(begun.elapsed());
        rest = make(&mut anna, count).await;
    }
    (moving, emptying)
}

#[tokio::test]
async fn moving_and_emptying_the_trash_cost_no_more_a_task_when_there_are_many() {
    let (few, many) = (cost_of(500).await, cost_of(2_000).await);
    // Four times as many would cost sixteen times as much if each looked at all others.
    assert!(many.0 < few.0 * 8, "moving 500 took {:?}, 2,000 {:?}", few.0, many.0);
    assert!(many.1 < few.1 * 8, "emptying 500 took {:?}, 2,000 {:?}", few.1, many.1);
}

#[tokio::test]
async fn a_bulk_change_that_would_write_too_much_changes_nothing() {
    let (server, mut anna) = anna().await;
    let ids = make(&mut anna, 800).await;
    let long = "x".repeat(50_000);
    let size = std::fs::metadata(server.database()).unwrap().len();
    let head = anna.head().await;
    let refused = anna.patch("/tasks", json!({ "ids": ids, "description": long })).await.expect(422);
    let error = refused.json()["error"].as_str().unwrap().to_owned();
    assert!(error.contains("32 MiB") && error.contains("in parts"), "{error}");
    assert_eq!(anna.head().await, head);
    assert_eq!(std::fs::metadata(server.database()).unwrap().len(), size);
    // In parts, it is no problem.
    anna.patch("/tasks", json!({ "ids": ids[..200], "description": long })).await.expect(200);
}

#[tokio::test]
async fn rewriting_long_texts_counts_also_when_only_a_tag_changes() {
    let (_server, mut anna) = anna().await;
    let ids = make_long(&mut anna, 700).await;
    for (path, body) in [
        ("/tasks/delete", json!({ "ids": ids })),
        ("/tasks/duplicate", json!({ "ids": ids })),
        ("/tasks/move", json!({ "ids": ids[1..], "after": ids[0] })),
    ] {
        let error = anna.post(path, body).await.expect(422).json()["error"].as_str().unwrap().to_owned();
        assert!(error.contains("32 MiB"), "{path}: {error}");
    }
    anna.patch("/tasks", json!({ "ids": ids, "add_tags": ["x"] })).await.expect(422);
    // What is larger than one action can be done in several.
    for some in ids.chunks(300) {
        anna.patch("/tasks", json!({ "ids": some, "add_tags": ["x"] })).await.expect(200);
    }
}

#[tokio::test]
async fn a_project_with_too_much_text_is_deleted_in_parts() {
    let (server, mut anna) = anna().await;
    let project = anna.add_project("Archive").await;
    let ids = make_long(&mut anna, 700).await;
    for some in ids.chunks(300) {
        anna.patch("/tasks", json!({ "ids": some, "project_id": project })).await.expect(200);
    }
    let path = format!("/projects/{project}");
    anna.delete(&path).await.expect(422);
    anna.post(&format!("{path}/duplicate"), json!({})).await.expect(422);
    anna.post("/tasks/delete", json!({ "ids": ids[..300] })).await.expect(204);
    server.clock.advance(jiff::SignedDuration::from_secs(1));
    let group = anna.delete(&path).await.expect(204).group();
    anna.undo(group).await.expect(200);
    anna.delete(&path).await.expect(204);
    anna.restore(&path).await.expect(200);
}

#[tokio::test]
async fn every_sensible_action_on_ten_thousand_tasks_is_done() {
    let (server, mut anna) = anna().await;
    let ids = make(&mut anna, 10_000).await;
    let (first, rest) = ids.split_first().unwrap();
    anna.post("/tasks/move", json!({ "ids": rest, "after": first })).await.expect(200);
    let project = anna.add_project("Everything").await;
    let some = json!({ "ids": ids, "project_id": project, "add_tags": ["moved"], "planned": "2027-01-04" });
    let group = anna.patch("/tasks", some).await.expect(200).group();
    anna.undo(group).await.expect(200);
    let done = anna.patch("/tasks", json!({ "ids": ids, "status": "done" })).await.expect(200);
    assert_eq!(done.json()["truncated"], false);
    assert_eq!(ids_of(&done.json()), ids);
    anna.undo(done.group()).await.expect(200);
    anna.post("/tasks/delete", json!({ "ids": ids })).await.expect(204);
    anna.post("/tasks/restore", json!({ "ids": ids })).await.expect(200);
    anna.post("/tasks/delete", json!({ "ids": ids })).await.expect(204);
    anna.delete("/trash").await.expect(204);
    assert_eq!(anna.get("/trash").await.expect(200).json()["total"], 0);
    check(&server, &mut anna).await;
}

#[tokio::test]
async fn emptying_the_trash_leaves_what_is_deleted_meanwhile() {
    let (_server, mut anna) = anna().await;
    let ids = make(&mut anna, 2_500).await;
    let project = anna.add_project("Old").await;
    anna.post("/tasks/delete", json!({ "ids": ids })).await.expect(204);
    anna.delete(&format!("/projects/{project}")).await.expect(204);
    let key = [("idempotency-key", "empty")];
    anna.send_with("DELETE", "/trash", &key, Vec::new()).await.expect(204);
    let late = anna.add_task("Deleted later").await;
    anna.delete(&format!("/tasks/{late}")).await.expect(204);
    // Repeated, it goes on with what was there then, and that is gone.
    anna.send_with("DELETE", "/trash", &key, Vec::new()).await.expect(204);
    let trash = anna.get("/trash").await.expect(200).json();
    assert_eq!((ids_of(&trash), trash["projects"].as_array().unwrap().len()), (vec![late], 0));
}

/// How long the stored answers of an account are.
fn kept(server: &Server) -> usize {
    let database = Connection::open(server.database()).unwrap();
    database.query_row("SELECT sum(length(answer)) FROM idempotency_keys", [], |row| row.get(0)).unwrap()
}

#[tokio::test]
async fn little_is_kept_of_the_answer_to_a_bulk_change() {
    let (server, mut anna) = anna().await;
    let ids = make_long(&mut anna, 300).await;
    let headers = [("content-type", "application/json"), ("idempotency-key", "once")];
    let body = json!({ "ids": ids, "add_tags": ["x"] }).to_string().into_bytes();
    let first = anna.send_with("PATCH", "/tasks", &headers, body.clone()).await.expect(200);
    assert!(kept(&server) < 4_000, "{} bytes are kept", kept(&server));
    let again = anna.send_with("PATCH", "/tasks", &headers, body.clone()).await.expect(200);
    assert_eq!((again.json(), again.group()), (first.json(), first.group()));
    // A repeated request is answered with the tasks as they are by then.
    anna.patch(&format!("/tasks/{}", ids[0]), json!({ "title": "Renamed" })).await.expect(200);
    anna.delete(&format!("/tasks/{}", ids[1])).await.expect(204);
    let later = anna.send_with("PATCH", "/tasks", &headers, body).await.expect(200);
    assert_eq!(later.group(), first.group());
    assert_eq!(later.json()["tasks"][0]["title"], "Renamed");
    assert_eq!(later.json()["tasks"][1]["id"], ids[2]);
}

#[tokio::test]
async fn one_answer_has_no_more_than_eight_mebibytes_of_tasks() {
    let (_server, mut anna) = anna().await;
    let ids = make_long(&mut anna, 300).await;
    let answer = anna.patch("/tasks", json!({ "ids": ids, "add_tags": ["x"] })).await.expect(200);
    let size = answer.unpacked().len();
    assert!(size < 9 * 1024 * 1024, "{size} bytes");
    let list: Value = serde_json::from_slice(&answer.unpacked()).unwrap();
    assert_eq!(list["truncated"], true);
    assert_eq!(ids_of(&list), ids[..ids_of(&list).len()]);
    let parent = anna.add_task("Parent").await;
    anna.patch("/tasks", json!({ "ids": ids, "parent_id": parent })).await.expect(200);
    let subtasks = anna.get(&format!("/tasks/{parent}/subtasks")).await.expect(200);
    let list: Value = serde_json::from_slice(&subtasks.unpacked()).unwrap();
    assert!(subtasks.unpacked().len() < 9 * 1024 * 1024 && list["truncated"] == true);
}

#[tokio::test]
async fn a_short_write_waits_for_one_long_action_at_most_and_not_for_all_that_wait() {
    let (server, mut anna) = anna().await;
    let mut berta = server.user("berta").await;
    let ids = make(&mut anna, 1_000).await;
    let finished = Arc::new(AtomicUsize::new(0));
    let long: Vec<_> = (0..8)
        .map(|number| {
            let (mut anna, ids, finished) = (anna.clone(), ids.clone(), Arc::clone(&finished));
            tokio::spawn(async move {
                let body = json!({ "ids": ids, "add_tags": [format!("tag{number}")] });
                anna.patch("/tasks", body).await.expect(200);
                finished.fetch_add(1, Ordering::SeqCst);
            })
        })
        .collect();
    while finished.load(Ordering::SeqCst) == 0 {
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
    // All others have been asked for by now.
    berta.add_task("Short").await;
    let before = finished.load(Ordering::SeqCst);
    assert!(before < 6, "{before} of 8 came first");
    for action in long {
        action.await.unwrap();
    }
    let last = anna.task(ids[999]).await;
    assert_eq!(last["tags"].as_array().unwrap().len(), 8);
}

#[test]
fn a_server_that_is_told_to_end_finishes_a_long_action_and_leaves_no_log_beside_the_database() {
    let folder = tempfile::tempdir().unwrap();
    let mut server = Process::start(&database_in(folder.path()));
    server.sign_up("anna");
    let text = vec!["A line"; 1_000].join("\n");
    let mut ids = Vec::new();
    for _ in 0..4 {
        ids.extend(ids_of(&server.expect("POST", "/capture", Some(&json!({ "text": text })), 201)));
    }
    let mut client = server.client();
    let body = json!({ "ids": ids, "add_tags": ["late"] });
    let action = thread::spawn(move || client.send("PATCH", "/tasks", Some(&body)).map(|(status, _)| status));
    thread::sleep(Duration::from_millis(50));
    let begun = Instant::now();
    let (code, log) = server.terminate();
    assert_eq!(code, Some(0), "{log}");
    assert!(begun.elapsed() < Duration::from_secs(15), "it took {:?}", begun.elapsed());
    let beside: Vec<_> = std::fs::read_dir(folder.path()).unwrap().map(|file| file.unwrap().file_name()).collect();
    assert!(!beside.iter().any(|name| name.to_string_lossy().ends_with("-wal")), "{beside:?}");
    let status = action.join().unwrap();
    let database = Connection::open(database_in(folder.path())).unwrap();
    let tagged: usize = database.query_row("SELECT count(*) FROM task_tags", [], |row| row.get(0)).unwrap();
    assert!(tagged == 4_000 || (tagged == 0 && status != Some(200)), "{tagged} are tagged after {status:?}");
}
