//! What one action and one answer may cost.

use std::time::{Duration, Instant};

use rusqlite::Connection;
use serde_json::{Value, json};
use tracker::domain::transfer::export::Export;

use crate::support::{Browser, Server, anna, check_rules};

/// Checks that the log leads to how the account is, and that no rule is broken.
async fn check(server: &Server, browser: &mut Browser) {
    check_rules(&Export::parse(&browser.get("/export").await.expect(200).unpacked()).unwrap());
    server.store.audit().await.unwrap();
}

/// Makes so many tasks and answers their ids, in order.
async fn make(browser: &mut Browser, count: usize) -> Vec<i64> {
    let mut ids = Vec::new();
    while ids.len() < count {
        let lines: Vec<String> = (0..(count - ids.len()).min(1_000)).map(|n| format!("Task {n} of many")).collect();
        ids.extend(ids_of(&browser.capture(&lines.join("\n")).await.json()));
    }
    ids.sort_unstable();
    ids
}

fn ids_of(list: &Value) -> Vec<i64> {
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

/// Moves the last task of an order right behind the first, again and again, and answers the longest position that was
/// given out.
async fn move_into_one_gap(anna: &mut Browser, ids: &[i64], times: usize, day: Option<&str>) -> usize {
    let mut order = ids.to_vec();
    let mut longest = 0;
    for _ in 0..times {
        let last = order.pop().unwrap();
        let mut body = json!({ "ids": [last], "after": order[0] });
        if let Some(day) = day {
            body["day"] = day.into();
        }
        let moved = anna.post("/tasks/move", body).await.expect(200).json();
        order.insert(1, last);
        for task in moved["tasks"].as_array().unwrap() {
            let field = if day.is_some() { "day_position" } else { "position" };
            longest = longest.max(task[field].as_str().unwrap().len());
        }
    }
    let field = if day.is_some() { "day_position" } else { "position" };
    let mut tasks = Vec::new();
    for id in &order {
        tasks.push(anna.task(*id).await);
    }
    // A task that has never been moved in its day stands there as in the manual order.
    let place = |task: &Value| task[field].as_str().or(task["position"].as_str()).unwrap().to_owned();
    assert!(tasks.is_sorted_by(|one, other| place(one) < place(other)), "the order is lost");
    longest
}

#[tokio::test]
async fn positions_stay_short_and_in_order_however_often_one_gap_is_filled() {
    let (server, mut anna) = anna().await;
    let ids = make(&mut anna, 12).await;
    assert!(move_into_one_gap(&mut anna, &ids, 600, None).await <= 64);
    assert!(move_into_one_gap(&mut anna, &ids, 600, Some("2027-01-04")).await <= 64);
    check(&server, &mut anna).await;
}

#[tokio::test]
async fn a_move_that_makes_others_move_apart_is_undone_with_them() {
    let (server, mut anna) = anna().await;
    let ids = make(&mut anna, 12).await;
    let mut order = ids.clone();
    loop {
        let last = order.pop().unwrap();
        let mut before = Vec::new();
        for id in &ids {
            before.push(anna.task(*id).await["position"].clone());
        }
        let moved = anna.post("/tasks/move", json!({ "ids": [last], "after": order[0] })).await.expect(200);
        order.insert(1, last);
        if ids_of(&moved.json()).len() == 1 {
            continue;
        }
        anna.undo(moved.group()).await.expect(200);
        for (id, position) in ids.iter().zip(before) {
            assert_eq!(anna.task(*id).await["position"], position);
        }
        break;
    }
    check(&server, &mut anna).await;
}

#[tokio::test]
async fn copies_of_one_task_keep_positions_short() {
    let (server, mut anna) = anna().await;
    let ids = make(&mut anna, 3).await;
    let project = anna.add_project("Copies").await;
    anna.patch("/tasks", json!({ "ids": ids, "project_id": project })).await.expect(200);
    for _ in 0..400 {
        let copies = anna.post("/tasks/duplicate", json!({ "ids": [ids[0]] })).await.expect(201).json();
        assert!(copies["tasks"][0]["position"].as_str().unwrap().len() <= 64);
    }
    check(&server, &mut anna).await;
}
