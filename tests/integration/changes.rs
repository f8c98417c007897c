//! The log of what was done, and taking it back.

use serde_json::{Value, json};

use crate::support::{Browser, Server, anna};

async fn groups(browser: &mut Browser) -> Vec<Value> {
    browser.get("/changes?per_page=100").await.expect(200).json()["groups"].as_array().unwrap().clone()
}

#[tokio::test]
async fn every_change_is_in_the_log_with_who_did_what_when() {
    let (_server, mut anna) = anna().await;
    anna.headers.push(("user-agent".into(), "Firefox".into()));
    anna.log_in("anna", crate::support::PASSWORD).await.expect(200);
    let created = anna.post("/tasks", json!({"title": "Buy milk", "description": "2 l"})).await.expect(201);
    assert_eq!(created.group(), 1);
    assert_eq!(created.header("etag"), "\"1\"");
    let updated = anna.patch("/tasks/1", json!({"title": "Buy oat milk", "description": null})).await.expect(200);
    assert_eq!((updated.group(), updated.header("etag")), (2, "\"2\""));
    let same = anna.patch("/tasks/1", json!({"title": "Buy oat milk"})).await.expect(200);
    assert_eq!(same.header("x-change-group"), "", "what changes nothing is no change");
    anna.patch("/tasks/1", json!({"completed_at": "2026-01-01T00:00:00Z"})).await.expect(200);
    anna.patch("/tasks/1", json!({"completed_at": null})).await.expect(200);
    assert_eq!(anna.delete("/tasks/1").await.expect(204).group(), 5);
    anna.restore("/tasks/1").await.expect(200);

    let groups = groups(&mut anna).await;
    let actions: Vec<_> = groups.iter().map(|group| group["action"].as_str().unwrap()).collect();
    assert_eq!(actions, ["restore", "delete", "reopen", "complete", "update", "create"]);
    for (group, id) in groups.iter().rev().zip(1..) {
        assert_eq!((&group["id"], &group["change_count"]), (&json!(id), &json!(1)));
        assert_eq!(group["actor"], json!({"kind": "session", "session_id": 2, "name": "Firefox"}));
        let change = &group["changes"][0];
        assert_eq!(
            (&change["id"], &change["object_id"], &change["title"]),
            (&json!(id), &json!(1), &json!("Buy oat milk"))
        );
    }
    let update = &groups[4]["changes"][0];
    assert_eq!(update["before"], json!({"title": "Buy milk", "description": "2 l"}));
    assert_eq!(update["after"], json!({"title": "Buy oat milk", "description": null}));
    assert_eq!(groups[5]["changes"][0]["before"], Value::Null);
    assert_eq!(groups[5]["changes"][0]["after"]["title"], "Buy milk");
}

#[tokio::test]
async fn an_undo_is_a_change_that_can_be_undone() {
    let (_server, mut anna) = anna().await;
    anna.add_task("Buy milk").await;
    let renamed = anna.patch("/tasks/1", json!({"title": "Buy bread"})).await.expect(200).group();
    let undone = anna.undo(renamed).await.expect(200);
    assert_eq!(undone.json()["action"], "undo");
    assert_eq!(undone.json()["undoes"], renamed);
    assert_eq!(undone.json()["id"], undone.group());
    assert_eq!(anna.task(1).await["title"], "Buy milk");
    anna.undo(renamed).await.expect(409);
    let redone = anna.undo(undone.group()).await.expect(200);
    assert_eq!(redone.json()["action"], "redo");
    assert_eq!(anna.task(1).await["title"], "Buy bread");
    // It is in force again, so it can be taken back again.
    let again = anna.undo(renamed).await.expect(200);
    assert_eq!(anna.task(1).await["title"], "Buy milk");
    let groups = groups(&mut anna).await;
    assert_eq!(groups.len(), 5);
    let named = |id: i64| groups.iter().find(|group| group["id"] == id).unwrap();
    assert_eq!(named(renamed)["undone_by"], again.group());
    assert_eq!(named(undone.group())["undone_by"], redone.group());
}

#[tokio::test]
async fn undoing_a_creation_moves_the_task_to_the_trash_and_redoing_brings_it_back() {
    let (_server, mut anna) = anna().await;
    let created = anna.post("/tasks", json!({"title": "Buy milk"})).await.expect(201);
    let undone = anna.undo(created.group()).await.expect(200);
    anna.get("/tasks/1").await.expect(404);
    assert_eq!(anna.get("/trash").await.json()["tasks"][0]["title"], "Buy milk");
    anna.undo(undone.group()).await.expect(200);
    let task = anna.task(1).await;
    assert_eq!(task["uid"], created.json()["uid"]);
    assert_eq!(anna.get("/trash").await.json()["total"], 0);
}

#[tokio::test]
async fn undo_tramples_on_nothing_that_was_changed_since_in_the_same_fields() {
    let (_server, mut anna) = anna().await;
    let created = anna.post("/tasks", json!({"title": "Buy milk"})).await.expect(201).group();
    let renamed = anna.patch("/tasks/1", json!({"title": "Buy bread"})).await.expect(200).group();
    let described = anna.patch("/tasks/1", json!({"description": "Rye"})).await.expect(200).group();
    let again = anna.patch("/tasks/1", json!({"title": "Buy rolls"})).await.expect(200).group();
    let before = anna.task(1).await;

    let refused = anna.undo(renamed).await.expect(409);
    assert_eq!(refused.fields(), ["title"]);
    assert_eq!(refused.json()["errors"], json!(["The title of “Buy rolls” has been changed since."]));
    let refused = anna.undo(created).await.expect(409);
    assert_eq!(refused.fields(), ["description", "title"]);
    assert_eq!(anna.task(1).await, before, "a refused undo changes nothing");
    assert_eq!(groups(&mut anna).await.len(), 4);

    // Another field does not stand in the way.
    anna.undo(described).await.expect(200);
    anna.undo(again).await.expect(200);
    anna.undo(renamed).await.expect(200);
    let deleted = anna.delete("/tasks/1").await.expect(204).group();
    let refused = anna.undo(created).await.expect(409);
    assert_eq!(refused.fields(), ["deleted_at"]);
    anna.undo(deleted).await.expect(200);
    anna.undo(created).await.expect(200);
    anna.get("/tasks/1").await.expect(404);
}

#[tokio::test]
async fn forty_tasks_completed_at_once_are_one_group_and_one_undo() {
    let (_server, mut anna) = anna().await;
    for number in 1..=40 {
        anna.add_task(&format!("Task {number}")).await;
    }
    let ids: Vec<i64> = (1..=40).collect();
    let body = json!({"ids": ids, "completed_at": "2026-01-01T00:00:00Z"});
    let completed = anna.patch("/tasks", body).await.expect(200);
    assert_eq!(completed.json()["tasks"].as_array().unwrap().len(), 40);
    let group = anna.get(&format!("/changes/{}?per_page=30", completed.group())).await.expect(200).json();
    assert_eq!((&group["action"], &group["change_count"]), (&json!("complete"), &json!(40)));
    assert_eq!(group["changes"].as_array().unwrap().len(), 30);
    let rest = anna.get(&format!("/changes/{}?after={}", completed.group(), group["changes"][29]["id"])).await.json();
    assert_eq!(rest["changes"].as_array().unwrap().len(), 10);
    assert_eq!(anna.get("/tasks?status=done").await.json()["total"], 40);
    let undone = anna.undo(completed.group()).await.expect(200).json();
    assert_eq!((&undone["change_count"], undone["changes"].as_array().unwrap().len()), (&json!(40), 5));
    assert_eq!(anna.get("/tasks?status=open").await.json()["total"], 40);

    let deleted = anna.post("/tasks/delete", json!({"ids": ids})).await.expect(204);
    assert_eq!(anna.get("/trash").await.json()["total"], 40);
    let restored = anna.post("/tasks/restore", json!({"ids": [1, 2, 3]})).await.expect(200);
    assert_eq!(restored.json()["tasks"].as_array().unwrap().len(), 3);
    // Three of them were brought back since.
    let refused = anna.undo(deleted.group()).await.expect(409);
    assert_eq!(refused.json()["errors"].as_array().unwrap().len(), 3);
    anna.undo(restored.group()).await.expect(200);
    anna.undo(deleted.group()).await.expect(200);
    assert_eq!(anna.get("/tasks?status=open").await.json()["total"], 40);
}

#[tokio::test]
async fn several_tasks_are_changed_all_or_none() {
    let (_server, mut anna) = anna().await;
    anna.add_task("One").await;
    anna.patch("/tasks", json!({"ids": [1, 2], "title": "Same"})).await.expect(404);
    anna.post("/tasks/delete", json!({"ids": [1, 2]})).await.expect(404);
    assert_eq!(anna.task(1).await["title"], "One");
    assert_eq!(groups(&mut anna).await.len(), 1);
    for ids in
        [json!([]), json!(null), json!("1"), json!(["1"]), json!([1.5]), json!((0..10_001).collect::<Vec<i64>>())]
    {
        assert_eq!(anna.post("/tasks/delete", json!({"ids": ids})).await.expect(422).fields(), ["ids"]);
    }
    assert_eq!(anna.post("/tasks/delete", json!({})).await.expect(422).fields(), ["ids"]);
    anna.patch("/tasks", json!({"ids": [1, 1], "title": "Once"})).await.expect(200);
}

#[tokio::test]
async fn a_task_s_history_tells_every_version_and_any_can_be_brought_back() {
    let (_server, mut anna) = anna().await;
    anna.add_task("First").await;
    anna.add_task("Another").await;
    for title in ["Second", "Third"] {
        anna.patch("/tasks/1", json!({"title": title, "description": title})).await.expect(200);
    }
    anna.patch("/tasks/1", json!({"completed_at": "2026-01-01T00:00:00Z"})).await.expect(200);
    let history = anna.get("/tasks/1/history?per_page=3").await.expect(200).json();
    let ids: Vec<_> = history["changes"].as_array().unwrap().iter().map(|change| change["id"].clone()).collect();
    assert_eq!(ids, [5, 4, 3]);
    assert_eq!(history["next"], 3);
    let rest = anna.get("/tasks/1/history?before=3").await.json();
    assert_eq!((&rest["changes"][0]["id"], &rest["next"]), (&json!(1), &Value::Null));
    assert_eq!(rest["changes"][0]["actor"]["kind"], "session");

    let reverted = anna.post("/tasks/1/revert", json!({"version": 3})).await.expect(200);
    let task = reverted.json();
    assert_eq!(
        (&task["title"], &task["description"], &task["completed_at"]),
        (&json!("Second"), &json!("Second"), &Value::Null)
    );
    assert_eq!(anna.head().await["action"], "revert");
    anna.undo(reverted.group()).await.expect(200);
    assert_eq!(anna.task(1).await["title"], "Third");
    let first = anna.post("/tasks/1/revert", json!({"version": 1})).await.expect(200).json();
    assert_eq!((&first["title"], &first["description"]), (&json!("First"), &Value::Null));
    let now = anna.get("/tasks/1").await.header("etag").trim_matches('"').parse::<i64>().unwrap();
    let same = anna.post("/tasks/1/revert", json!({"version": now})).await.expect(200);
    assert_eq!(same.header("x-change-group"), "");

    anna.delete("/tasks/1").await.expect(204);
    anna.get("/tasks/1/history").await.expect(200);
    anna.post("/tasks/1/revert", json!({"version": 1})).await.expect(404);
    for version in [2, 0, -1, 99] {
        anna.post("/tasks/2/revert", json!({"version": version})).await.expect(if version == 2 { 200 } else { 404 });
    }
    anna.post("/tasks/2/revert", json!({})).await.expect(422);
    anna.get("/tasks/3/history").await.expect(404);
}

#[tokio::test]
async fn a_lost_update_is_refused() {
    let (_server, mut anna) = anna().await;
    let titled = |title: &str| json!({"title": title});
    let version = anna.post("/tasks", titled("One")).await.header("etag").to_owned();
    let second = anna.send_json("PATCH", "/tasks/1", &[("if-match", &version)], &titled("Two")).await.expect(200);
    let refused = anna.send_json("PATCH", "/tasks/1", &[("if-match", &version)], &titled("Three")).await.expect(412);
    assert!(refused.json()["error"].as_str().unwrap().contains("changed in the meantime"));
    anna.send_with("DELETE", "/tasks/1", &[("if-match", &version)], Vec::new()).await.expect(412);
    anna.send_json("PATCH", "/tasks/1", &[("if-match", "*")], &titled("Four")).await.expect(200);
    for malformed in ["2", "\"2", "", "\"2\" x"] {
        let answer = anna.send_json("PATCH", "/tasks/1", &[("if-match", malformed)], &titled("Five")).await.expect(422);
        assert_eq!(answer.fields(), ["If-Match"], "{malformed}");
    }
    assert_eq!(second.header("etag"), "\"2\"");
    assert_eq!(anna.get("/tasks/1").await.header("etag"), "\"3\"");
    anna.send_with("DELETE", "/tasks/1", &[("if-match", "\"1\", \"3\"")], Vec::new()).await.expect(204);
    anna.send_with("POST", "/tasks/1/restore", &[("if-match", "\"3\"")], Vec::new()).await.expect(412);
    anna.send_with("POST", "/tasks/1/restore", &[("if-match", "\"4\"")], Vec::new()).await.expect(200);
    // One that is not there is missing first of all.
    anna.send_with("DELETE", "/tasks/9", &[("if-match", "\"1\"")], Vec::new()).await.expect(404);
}

#[tokio::test]
async fn every_write_under_a_key_is_done_once() {
    let (_server, mut anna) = anna().await;
    for number in 1..=3 {
        anna.add_task(&number.to_string()).await;
    }
    let renamed = anna.patch("/tasks/1", json!({"title": "Renamed"})).await.group();
    let writes: Vec<(&str, String, Value, u16)> = vec![
        ("POST", "/tasks".into(), json!({"title": "Once"}), 201),
        ("PATCH", "/tasks/2".into(), json!({"title": "Two"}), 200),
        ("PATCH", "/tasks".into(), json!({"ids": [2, 3], "description": "Both"}), 200),
        ("POST", format!("/changes/{renamed}/undo"), Value::Null, 200),
        ("POST", "/tasks/1/revert".into(), json!({"version": renamed}), 200),
        ("DELETE", "/tasks/2".into(), Value::Null, 204),
        ("POST", "/tasks/2/restore".into(), Value::Null, 200),
        ("POST", "/tasks/delete".into(), json!({"ids": [2, 3]}), 204),
        ("POST", "/tasks/restore".into(), json!({"ids": [2]}), 200),
        ("DELETE", "/trash/3".into(), Value::Null, 204),
        ("DELETE", "/trash".into(), Value::Null, 204),
    ];
    for (number, (method, path, body, status)) in writes.into_iter().enumerate() {
        let key = format!("key-{number}");
        let headers = [("idempotency-key", key.as_str())];
        let first = anna.send_json(method, &path, &headers, &body).await.expect(status);
        let head = anna.head().await["id"].clone();
        let second = anna.send_json(method, &path, &headers, &body).await.expect(status);
        assert_eq!(first.body, second.body, "{method} {path}");
        for header in ["etag", "x-change-group"] {
            assert_eq!(first.header(header), second.header(header), "{header} of {method} {path}");
        }
        assert_eq!(anna.head().await["id"], head, "{method} {path} was done twice");
        // The same key on another path is another request.
        let other = anna.send_json("POST", "/tasks/1/restore", &headers, &Value::Null).await.expect(422);
        assert_eq!(other.fields(), ["Idempotency-Key"]);
    }
    for key in ["", " ", "a b", "ü", &"x".repeat(256)] {
        for path in ["/tasks", "/changes/1/undo", "/tasks/1/restore", "/signup", "/login", "/password"] {
            let body =
                json!({"username": "anna", "password": "correct horse", "password_confirmation": "correct horse"});
            let answer = anna.send_json("POST", path, &[("idempotency-key", key)], &body).await.expect(422);
            assert_eq!(answer.fields(), ["Idempotency-Key"], "{path} {key:?}");
        }
    }
}

#[tokio::test]
async fn signing_up_twice_under_one_key_makes_one_account_and_logs_in() {
    let server = Server::start();
    let sign_up = async |username: &str, password: &str| {
        let mut browser = server.browser();
        let body = json!({"username": username, "password": password, "password_confirmation": password});
        let answer = browser.send_json("POST", "/signup", &[("idempotency-key", "sign-up-1")], &body).await;
        (browser, answer)
    };
    let (_, first) = sign_up("anna", "correct horse").await;
    let (mut browser, second) = sign_up("anna", "correct horse").await;
    assert_eq!(first.expect(201).body, second.expect(201).body);
    browser.get("/tasks").await.expect(200);
    let (mut browser, other) = sign_up("anna", "another horse").await;
    assert_eq!(other.expect(422).fields(), ["Idempotency-Key"]);
    browser.get("/tasks").await.expect(401);
    let body = json!({"username": "anna", "password": "correct horse", "password_confirmation": "correct horse"});
    server.browser().post("/signup", body).await.expect(409);
}

#[tokio::test]
async fn what_is_no_group_is_not_found_and_pages_are_checked() {
    let (_server, mut anna) = anna().await;
    anna.add_task("One").await;
    anna.add_task("Two").await;
    anna.patch("/tasks", json!({"ids": [1, 2], "description": "Both"})).await.expect(200);
    // 4 is a change, but the second of its group.
    for group in ["0", "4", "5", "-1", "x", "99999999999999999999", "1.0"] {
        anna.get(&format!("/changes/{group}")).await.expect(404);
        anna.send("POST", &format!("/changes/{group}/undo"), None, Vec::new()).await.expect(404);
    }
    for query in ["before=0", "before=x", "per_page=0", "per_page=x"] {
        anna.get(&format!("/changes?{query}")).await.expect(422);
        anna.get(&format!("/trash?{query}")).await.expect(422);
        anna.get(&format!("/tasks/1/history?{query}")).await.expect(422);
    }
    assert_eq!(anna.get("/changes?before=1&before=2").await.expect(422).fields(), ["before"]);
    let page = anna.get("/changes?per_page=2").await.json();
    assert_eq!(page["next"], 2);
    let rest = anna.get("/changes?per_page=2&before=2").await.json();
    assert_eq!((rest["groups"].as_array().unwrap().len(), &rest["next"]), (1, &Value::Null));
}
