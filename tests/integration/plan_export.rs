//! Exports of a plan, and back.

use jiff::SignedDuration;
use serde_json::{Value, json};
use tracker::domain::transfer::export::Export;

use crate::support::{Browser, Server, anna};

/// An account in which about everything of a plan has happened.
async fn with_plan(server: &Server) -> Browser {
    let mut anna = server.user("anna").await;
    anna.patch("/settings", json!({"zone": "Europe/Berlin", "hours": {"sunday": 0}})).await.expect(200);
    anna.patch("/settings", json!({"theme": "dark", "day_start": "04:00"})).await.expect(200);
    let text = "Trip +“Summer ☀” #home/a ~1h !high 24 dec 2027 9am\n  Pack ^2027-12-01\n    Socks\nRent every 31st 2027-01-31 +House";
    anna.post("/capture", json!({"text": text, "planned": "2027-01-02"})).await.expect(201);
    anna.patch("/tasks/1", json!({"completed_at": "2027-02-01T10:00:00.5Z"})).await.expect(200);
    anna.send("POST", "/tasks/5/skip", None, Vec::new()).await.expect(200);
    anna.post("/tasks/move", json!({"ids": [5], "before": 4})).await.expect(200);
    anna.post("/views", json!({"name": "Home", "query": "is:open  tag:HOME"})).await.expect(201);
    anna.post("/views", json!({"name": "Gone", "query": ""})).await.expect(201);
    anna.post("/views/2/move", json!({"before": 1})).await.expect(200);
    anna.delete("/views/2").await.expect(204);
    anna.patch("/projects/2", json!({"archived": true, "colour": "gray"})).await.expect(200);
    anna.post("/projects/2/move", json!({"before": 1})).await.expect(200);
    anna.patch("/projects/1", json!({"favourite": true})).await.expect(200);
    anna.patch("/views/1", json!({"favourite": true})).await.expect(200);
    anna.post("/projects/1/duplicate", json!({"template": true, "first_day": "2028-01-01"})).await.expect(201);
    let deleted = anna.delete("/projects/1").await.expect(204).group();
    anna.undo(deleted).await.expect(200);
    anna.patch("/tasks/4", json!({"status": "dropped", "tags": null, "due": null})).await.expect(200);
    anna.patch("/tasks/4", json!({"completed_at": "2026-11-01T00:00:00Z"})).await.expect(200);
    let today = server.clock.now().to_zoned(jiff::tz::TimeZone::UTC).date();
    anna.make(json!({"title": "Put off", "planned": today.to_string()})).await;
    anna.post(&format!("/reviews/{today}/start"), json!({})).await.expect(200);
    let put_off = anna.get("/tasks?q=put").await.json()["tasks"][0]["id"].clone();
    anna.patch(&format!("/tasks/{put_off}"), json!({"planned": "2027-05-01"})).await.expect(200);
    anna.patch(&format!("/reviews/{today}"), json!({"note": "Too much.", "finished": true})).await.expect(200);
    anna
}

#[tokio::test]
async fn a_plan_exported_imported_and_exported_again_is_the_same_to_the_byte() {
    let server = Server::start();
    let mut anna = with_plan(&server).await;
    let exported = anna.get("/export").await.expect(200).body;
    let mut berta = server.user("berta").await;
    server.store.import(berta.user_id().await, Export::parse(&exported).unwrap()).await.unwrap();
    assert_eq!(String::from_utf8(berta.get("/export").await.body).unwrap(), String::from_utf8(exported).unwrap());
    for path in [
        "/tasks?per_page=100",
        "/projects",
        "/projects/2/tasks",
        "/views",
        "/settings",
        "/tags",
        "/trash",
        "/inbox",
        "/tasks?q=rent",
        "/tasks?q=is:open",
        "/changes?per_page=100",
        "/tasks/5/occurrences",
        "/agenda?from=2027-01-02",
        "/reviews/2026-05-13",
        "/tasks?q=sort:putoff",
    ] {
        assert_eq!(berta.get(path).await.expect(200).body, anna.get(path).await.body, "{path}");
    }
    assert_eq!(berta.add_project("Fourth").await, 4);
    assert_eq!(berta.post("/views", json!({"name": "Third", "query": "x"})).await.expect(201).json()["id"], 3);
}

#[tokio::test]
async fn a_plan_as_of_an_instant_is_what_it_was_then() {
    let server = Server::start();
    let mut anna = with_plan(&server).await;
    let mut states = Vec::new();
    for (method, path, body) in [
        ("PATCH", "/settings", json!({"zone": "Asia/Tokyo"})),
        ("PATCH", "/tasks/5", json!({"status": "done"})),
        ("PATCH", "/tasks/5", json!({"status": "open"})),
        ("PATCH", "/projects/2", json!({"name": "Flat", "archived": false})),
        ("DELETE", "/projects/2", Value::Null),
        ("PATCH", "/views/1", json!({"query": "is:done"})),
        ("DELETE", "/views/1", Value::Null),
        ("PATCH", "/reviews/2026-W20", json!({"step": 2})),
        ("PATCH", "/reviews/2026-W20", json!({"note": "A good week."})),
        ("POST", "/projects/2/restore", Value::Null),
    ] {
        let answer = anna.send_json(method, path, &[], &body).await;
        assert!(answer.status.is_success(), "{method} {path}: {}", answer.status);
        states.push((server.clock.now().to_string(), anna.get("/export").await.expect(200).body));
        server.clock.advance(SignedDuration::from_millis(1));
    }
    for (at, state) in &states {
        let then = anna.get(&format!("/export?as_of={at}")).await.expect(200);
        assert_eq!(String::from_utf8_lossy(&then.body), String::from_utf8_lossy(state), "as of {at}");
        Export::parse(&then.body).unwrap();
    }
}

#[tokio::test]
async fn a_file_of_the_first_version_is_read_by_its_fewer_fields() {
    let uid = "01997a3e-0000-7000-8000-00000000000";
    let at = "2026-01-01T00:00:00Z";
    let task = |id: i64, version: i64, completed_at: Value, deleted_at: Value| {
        json!({"id": id, "uid": format!("{uid}{id}"), "version": version, "title": "Old", "description": null,
               "completed_at": completed_at, "created_at": at, "updated_at": at, "deleted_at": deleted_at})
    };
    let change = |id: i64, task: i64, before: Value, after: Value| json!({"id": id, "kind": "task", "object_id": task, "before": before, "after": after});
    let groups: Vec<Value> = (1..)
        .zip(["create", "create", "complete", "delete"])
        .map(|(id, action): (i64, _)| json!({"id": id, "at": at, "actor": 1, "action": action, "undoes": null}))
        .collect();
    let made = |id: i64| change(id, id, Value::Null, json!({"uid": format!("{uid}{id}"), "title": "Old"}));
    let file = json!({
        "format": "tracker", "version": 1,
        "tasks": [task(1, 3, json!(at), Value::Null), task(2, 4, Value::Null, json!(at))],
        "actors": [{"id": 1, "kind": "session", "session_id": 1, "name": "Firefox"}],
        "groups": groups,
        "changes": [
            made(1), made(2),
            change(3, 1, json!({"completed_at": null}), json!({"completed_at": at})),
            change(4, 2, json!({"deleted_at": null}), json!({"deleted_at": at})),
        ],
    });
    let (server, mut anna) = anna().await;
    server.store.import(anna.user_id().await, Export::parse(file.to_string().as_bytes()).unwrap()).await.unwrap();
    let done = anna.task(1).await;
    assert_eq!(
        (&done["status"], &done["completed_at"], &done["priority"]),
        (&json!("done"), &json!(at), &json!("none"))
    );
    anna.undo(3).await.expect(200);
    assert_eq!(anna.find("is:open old").await["total"], 1);
    anna.undo(4).await.expect(200);
    assert_eq!(anna.get("/inbox").await.json()["total"], 2);
    let again = anna.get("/export").await.expect(200);
    assert_eq!(again.json()["version"], 2);
    Export::parse(&again.body).unwrap();
}
