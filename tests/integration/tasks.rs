//! Tasks, past the wire contract.

use serde_json::{Value, json};

use crate::support::{Browser, Server, anna, titles};

async fn with_tasks(count: usize) -> (Server, Browser) {
    let (server, mut anna) = anna().await;
    for number in 1..=count {
        anna.add_task(&number.to_string()).await;
    }
    (server, anna)
}

#[tokio::test]
async fn a_task_is_completed_back_dated_and_reopened() {
    let (_server, mut anna) = with_tasks(1).await;
    let done =
        anna.patch("/tasks/1", json!({"completed_at": "2026-01-02T03:04:05.678+01:00"})).await.expect(200).json();
    assert_eq!(done["completed_at"], "2026-01-02T02:04:05.678Z");
    assert_eq!(anna.task(1).await, done);
    let open = anna.patch("/tasks/1", json!({"completed_at": null})).await.expect(200).json();
    assert_eq!(open["completed_at"], Value::Null);
}

#[tokio::test]
async fn a_task_can_be_made_as_done() {
    let (_server, mut anna) = with_tasks(0).await;
    let task = json!({"title": "Old", "completed_at": "2020-02-29T00:00:00Z"});
    let made = anna.make(task).await;
    assert_eq!(made["completed_at"], "2020-02-29T00:00:00Z");
}

#[tokio::test]
async fn a_list_shows_open_done_or_all_with_its_total() {
    let (_server, mut anna) = with_tasks(5).await;
    for id in [2, 4] {
        anna.patch(&format!("/tasks/{id}"), json!({"completed_at": "2026-01-01T00:00:00Z"})).await.expect(200);
    }
    for (status, expected) in
        [("open", vec!["5", "3", "1"]), ("done", vec!["4", "2"]), ("all", vec!["5", "4", "3", "2", "1"])]
    {
        let answer = anna.get(&format!("/tasks?status={status}")).await.expect(200);
        let list = answer.json();
        assert_eq!(titles(&list), expected, "{status}");
        assert_eq!(list["total"], expected.len());
        assert_eq!(answer.header("x-total-count"), expected.len().to_string());
    }
    anna.delete("/tasks/4").await.expect(204);
    assert_eq!(anna.get("/tasks?status=done").await.json()["total"], 1);
}

#[tokio::test]
async fn following_next_links_meets_every_task_once() {
    let (_server, mut anna) = with_tasks(11).await;
    for status in ["all", "open"] {
        let mut path = format!("/tasks?per_page=4&status={status}");
        let mut met = Vec::new();
        loop {
            let answer = anna.get(&path).await.expect(200);
            met.extend(titles(&answer.json()).into_iter().map(str::to_owned));
            let links = answer.header("link").to_owned();
            let next = links.split(", ").find(|link| link.ends_with("rel=\"next\""));
            let Some(next) = next.and_then(|link| link.strip_prefix('<')?.split('>').next()) else { break };
            next.clone_into(&mut path);
        }
        let all: Vec<String> = (1..=11).rev().map(|number: u32| number.to_string()).collect();
        assert_eq!(met, all);
    }
}

#[tokio::test]
async fn a_page_names_its_neighbours() {
    let (_server, mut anna) = with_tasks(11).await;
    let answer = anna.get("/tasks?page=2&per_page=4").await.expect(200);
    let links = answer.header("link");
    for link in [
        "</tasks?per_page=4&status=all>; rel=\"first\"",
        "</tasks?page=1&per_page=4&status=all>; rel=\"prev\"",
        "</tasks?page=3&per_page=4&status=all>; rel=\"last\"",
        "</tasks?before=4&per_page=4&status=all>; rel=\"next\"",
    ] {
        assert!(links.contains(link), "{link} is not in {links}");
    }
    for path in ["/tasks?page=3&per_page=4", "/tasks?per_page=11", "/tasks?before=5&per_page=4"] {
        let last = anna.get(path).await.expect(200);
        assert!(!last.header("link").contains("next"), "{path} is the last page");
    }
}

#[tokio::test]
async fn what_comes_before_a_deleted_task_is_found_all_the_same() {
    let (_server, mut anna) = with_tasks(5).await;
    anna.delete("/tasks/3").await.expect(204);
    let list = anna.get("/tasks?before=3").await.expect(200).json();
    assert_eq!(titles(&list), ["2", "1"]);
    assert_eq!(list["total"], 4);
}

#[tokio::test]
async fn a_page_has_a_hundred_tasks_at_most() {
    let (_server, mut anna) = with_tasks(0).await;
    assert_eq!(anna.get("/tasks?per_page=101").await.expect(200).json()["per_page"], 100);
}

#[tokio::test]
async fn what_is_answered_is_what_is_stored() {
    let (_server, mut anna) = with_tasks(1).await;
    for body in [
        json!({"title": "Other", "description": "Text", "completed_at": "2026-01-01T00:00:00.123456Z"}),
        json!({"description": null}),
        json!({"completed_at": null}),
        json!({"description": ""}),
    ] {
        let answered = anna.patch("/tasks/1", body).await.expect(200).json();
        assert_eq!(anna.task(1).await, answered);
    }
}

#[tokio::test]
async fn a_deleted_task_is_restored_as_it_was() {
    let (_server, mut anna) = with_tasks(2).await;
    let before = anna.patch("/tasks/1", json!({"completed_at": "2026-01-01T00:00:00Z"})).await.expect(200).json();
    anna.delete("/tasks/1").await.expect(204);
    let restored = anna.restore("/tasks/1").await.expect(200).json();
    let mut expected = before.clone();
    expected["version"] = restored["version"].clone();
    assert_eq!(restored, expected);
    assert!(restored["version"].as_i64() > before["version"].as_i64(), "a version is never given twice");
    let again = anna.restore("/tasks/1").await.expect(200).json();
    assert_eq!(again, restored, "restoring what is not in the trash changes nothing");
    assert_eq!(anna.get("/tasks").await.json()["total"], 2);
    anna.restore("/tasks/3").await.expect(404);
}

#[tokio::test]
async fn a_repeated_write_with_the_same_key_makes_one_task() {
    let (_server, mut anna) = with_tasks(0).await;
    let headers = [("idempotency-key", "a-1")];
    let body = json!({"title": "Once"});
    let first = anna.send_json("POST", "/tasks", &headers, &body).await.expect(201);
    anna.patch("/tasks/1", json!({"title": "Changed meanwhile"})).await.expect(200);
    let second = anna.send_json("POST", "/tasks", &headers, &body).await.expect(201);
    assert_eq!(first.body, second.body, "the answer is the one that was given the first time");
    assert_eq!(anna.get("/tasks").await.json()["total"], 1);
    let other = anna.send_json("POST", "/tasks", &headers, &json!({"title": "Other"})).await.expect(422);
    assert_eq!(other.fields(), ["Idempotency-Key"]);
    assert_eq!(anna.get("/tasks").await.json()["total"], 1);
}

#[tokio::test]
async fn keys_of_two_users_are_two_keys() {
    let (server, mut anna) = with_tasks(0).await;
    let mut berta = server.user("berta").await;
    let headers = [("idempotency-key", "a-1")];
    for browser in [&mut anna, &mut berta] {
        browser.send_json("POST", "/tasks", &headers, &json!({"title": "Once"})).await.expect(201);
        assert_eq!(browser.get("/tasks").await.json()["total"], 1);
    }
}

#[tokio::test]
async fn a_malformed_key_is_refused() {
    let (_server, mut anna) = with_tasks(0).await;
    for key in ["", "with space", &"x".repeat(256)] {
        let headers = [("idempotency-key", key)];
        anna.send_json("POST", "/tasks", &headers, &json!({"title": "Once"})).await.expect(422);
    }
    assert_eq!(anna.get("/tasks").await.json()["total"], 0);
}

#[tokio::test]
async fn text_is_stored_to_the_letter() {
    let (_server, mut anna) = with_tasks(0).await;
    for title in [
        "  spaces  ",
        "'; DROP TABLE tasks; --",
        "𝕌𝕟𝕚 🦀 e\u{301} \u{202e}",
        "<script>alert(1)</script>",
        "\"\\/",
        "NULL",
    ] {
        let body = json!({"title": title, "description": format!("{title}\r\n\t{title}")});
        let made = anna.make(body.clone()).await;
        let read = anna.get(&format!("/tasks/{}", made["id"])).await.expect(200).json();
        assert_eq!((&read["title"], &read["description"]), (&body["title"], &body["description"]));
    }
}
