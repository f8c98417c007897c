//! How long the answers of lists are: each has a bound, and says when it ends early.

use axum::body::Body;
use axum::http::Request;
use axum::response::Response;
use rusqlite::Connection;
use serde_json::{Value, json};
use tower::ServiceExt;

use crate::support::{Answer, Browser, PASSWORD, Server, anna};

const MEBIBYTE: usize = 1024 * 1024;

/// Makes a task whose log has so many versions of 50,000 letters.
async fn make_long_history(browser: &mut Browser, versions: usize) -> i64 {
    let id = browser.add_task("Notes").await;
    for version in 0..versions {
        let text = format!("{version}{}", "x".repeat(49_990));
        browser.patch(&format!("/tasks/{id}"), json!({ "description": text })).await.expect(200);
    }
    id
}

fn length_of(answer: &Answer) -> usize {
    answer.unpacked().len()
}

fn list(answer: &Answer) -> Value {
    serde_json::from_slice(&answer.unpacked()).unwrap()
}

/// Follows `next` to the end. Answers how many items there were, and the longest page.
async fn follow(browser: &mut Browser, path: &str, items: &str) -> (usize, usize) {
    let (mut count, mut longest, mut next) = (0, 0, String::new());
    loop {
        let page = browser.get(&format!("{path}?per_page=100{next}")).await.expect(200);
        longest = longest.max(length_of(&page));
        let page = list(&page);
        count += page[items].as_array().unwrap().len();
        match page["next"].as_i64() {
            Some(before) => next = format!("&before={before}"),
            None => return (count, longest),
        }
    }
}

#[tokio::test]
async fn pages_of_the_log_end_early_where_texts_are_long_and_lose_nothing() {
    let (_server, mut anna) = anna().await;
    let id = make_long_history(&mut anna, 90).await;
    for (path, items) in [("/changes".to_owned(), "groups"), (format!("/tasks/{id}/history"), "changes")] {
        let (count, longest) = follow(&mut anna, &path, items).await;
        assert_eq!(count, 91, "{path}");
        assert!(longest < 5 * MEBIBYTE, "{path}: {longest} bytes");
    }
}

#[tokio::test]
async fn a_group_of_long_changes_is_read_in_parts() {
    let (_server, mut anna) = anna().await;
    let text = vec!["A line"; 150].join("\n");
    let made = list(&anna.capture(&text).await);
    let ids: Vec<i64> = made["tasks"].as_array().unwrap().iter().map(|task| task["id"].as_i64().unwrap()).collect();
    let body = json!({ "ids": ids, "description": "x".repeat(50_000) });
    let group = anna.patch("/tasks", body).await.expect(200).group();
    let (mut count, mut after) = (0, 0);
    while count < 150 {
        let path = format!("/changes/{group}{}", if after == 0 { String::new() } else { format!("?after={after}") });
        let part = anna.get(&path).await.expect(200);
        assert!(length_of(&part) < 5 * MEBIBYTE);
        let part = list(&part);
        let changes = part["changes"].as_array().unwrap();
        assert!(!changes.is_empty() && part["change_count"] == 150);
        count += changes.len();
        after = changes.last().unwrap()["id"].as_i64().unwrap();
    }
    assert_eq!(after, group + 149);
}

#[tokio::test]
async fn pages_of_the_trash_end_early_where_texts_are_long() {
    let (_server, mut anna) = anna().await;
    let text = vec!["A line"; 99].join("\n");
    let made = list(&anna.capture(&text).await);
    let ids: Vec<i64> = made["tasks"].as_array().unwrap().iter().map(|task| task["id"].as_i64().unwrap()).collect();
    // Of four bytes each.
    let long = "𝄞".repeat(50_000);
    for some in ids.chunks(50) {
        anna.patch("/tasks", json!({ "ids": some, "description": long })).await.expect(200);
        anna.post("/tasks/delete", json!({ "ids": some })).await.expect(204);
    }
    let (count, longest) = follow(&mut anna, "/trash", "tasks").await;
    assert_eq!(count, 99);
    assert!(longest < 9 * MEBIBYTE, "{longest} bytes");
}

#[tokio::test]
async fn an_agenda_ends_early_where_texts_are_long() {
    let (_server, mut anna) = anna().await;
    let long = "𝄞".repeat(50_000);
    for _ in 0..50 {
        anna.make(json!({ "title": "Long", "planned": "2020-01-01", "description": long })).await;
    }
    let agenda = anna.get("/agenda").await.expect(200);
    assert!(length_of(&agenda) < 9 * MEBIBYTE, "{} bytes", length_of(&agenda));
    assert_eq!(list(&agenda)["truncated"], true);
}

#[tokio::test]
async fn the_trash_shows_five_hundred_projects() {
    let (_server, mut anna) = anna().await;
    for number in 0..501 {
        let project = anna.add_project(&format!("Project {number}")).await;
        anna.delete(&format!("/projects/{project}")).await.expect(204);
    }
    let trash = list(&anna.get("/trash").await.expect(200));
    assert_eq!(trash["projects"].as_array().unwrap().len(), 500);
    assert_eq!((&trash["projects_truncated"], &trash["projects"][0]["name"]), (&json!(true), &json!("Project 500")));
    anna.delete("/trash").await.expect(204);
    let trash = list(&anna.get("/trash").await.expect(200));
    assert_eq!((&trash["projects"], &trash["projects_truncated"]), (&json!([]), &json!(false)));
}

#[tokio::test]
async fn the_notes_of_all_projects_have_a_bound() {
    let (_server, mut anna) = anna().await;
    let long = "𝄞".repeat(50_000);
    let mut projects = Vec::new();
    for number in 0..20 {
        let new = json!({ "name": format!("Project {number}"), "note": long });
        projects.push(anna.post("/projects", new).await.expect(201).json()["id"].as_i64().unwrap());
    }
    let refused = anna.post("/projects", json!({ "name": "One more", "note": long })).await.expect(409);
    assert_eq!(refused.fields(), ["note"]);
    // What makes it no longer is always possible.
    let path = format!("/projects/{}", projects[0]);
    anna.patch(&path, json!({ "name": "Renamed", "note": "short" })).await.expect(200);
    anna.post("/projects", json!({ "name": "One more", "note": long })).await.expect(201);
    anna.patch(&path, json!({ "note": long })).await.expect(409);
}

#[tokio::test]
async fn no_more_than_five_thousand_tags_are_listed() {
    let (_server, mut anna) = anna().await;
    for part in 0..6 {
        let lines: Vec<String> = (0..167)
            .map(|line| {
                let tags: Vec<String> = (0..6).map(|tag| format!("#t{part}x{line}x{tag}")).collect();
                format!("Line {}", tags.join(" "))
            })
            .collect();
        anna.capture(&lines.join("\n")).await;
    }
    let tags = list(&anna.get("/tags").await.expect(200));
    assert_eq!((tags["tags"].as_array().unwrap().len(), &tags["truncated"]), (5_000, &json!(true)));
}

#[tokio::test]
async fn an_account_has_five_hundred_sessions_and_another_login_ends_the_one_used_longest_ago() {
    let (server, mut anna) = anna().await;
    let mut second = server.browser();
    second.log_in("anna", PASSWORD).await.expect(200);
    for _ in 0..499 {
        server.browser().log_in("anna", PASSWORD).await.expect(200);
    }
    second.get("/check_session").await.expect(200);
    let sessions = list(&second.get("/sessions").await.expect(200));
    assert_eq!(sessions["sessions"].as_array().unwrap().len(), 500);
    anna.get("/check_session").await.expect(401);
}

#[tokio::test]
async fn no_more_than_five_thousand_users_are_listed() {
    let server = Server::start();
    let mut admin = server.admin("root").await;
    let database = Connection::open(server.database()).unwrap();
    database
        .execute_batch(
            "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 5000)
             INSERT INTO users (id, username, username_key, password_hash, created_at)
             SELECT i, 'user' || i, 'user' || i, '', 0 FROM n",
        )
        .unwrap();
    let users = list(&admin.get("/users").await.expect(200));
    assert_eq!((users["users"].as_array().unwrap().len(), &users["truncated"]), (5_000, &json!(true)));
}

#[tokio::test]
async fn answers_that_nobody_reads_hold_a_bounded_amount_of_memory() {
    let (server, mut anna) = anna().await;
    let text = vec!["A line"; 100].join("\n");
    let made = list(&anna.capture(&text).await);
    let ids: Vec<i64> = made["tasks"].as_array().unwrap().iter().map(|task| task["id"].as_i64().unwrap()).collect();
    let long = "𝄞".repeat(50_000);
    for some in ids.chunks(50) {
        anna.patch("/tasks", json!({ "ids": some, "description": long })).await.expect(200);
    }
    let cookie = format!("tracker_session={}", anna.session_cookie().unwrap());
    let ask = async || {
        let request = Request::get("/tasks?per_page=100").header("host", "localhost").header("cookie", &cookie);
        server.router.clone().oneshot(request.body(Body::empty()).unwrap()).await.unwrap()
    };
    let mut unread: Vec<Response> = Vec::new();
    let refused = loop {
        let answer = ask().await;
        if answer.status() != 200 {
            break answer;
        }
        unread.push(answer);
        assert!(unread.len() < 10, "they hold ever more");
    };
    assert_eq!(refused.status(), 503);
    assert!(refused.headers().contains_key("retry-after"));
    // Short answers have room all the same.
    anna.get("/tasks").await.expect(200);
    unread.pop();
    assert_eq!(ask().await.status(), 200);
}
