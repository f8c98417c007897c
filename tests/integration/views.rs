//! Saved views and settings, and what every write of a plan keeps to: its key and the version it builds on.

use serde_json::{Value, json};

use crate::support::{Browser, anna};

async fn views(browser: &mut Browser) -> String {
    let listed = browser.get("/views").await.expect(200).json();
    listed["views"].as_array().unwrap().iter().map(|view| view["name"].as_str().unwrap()).collect()
}

#[tokio::test]
async fn views_are_saved_changed_put_in_order_and_taken_back() {
    let (server, mut anna) = anna().await;
    for name in ["A", "B", "C", "C"] {
        anna.post("/views", json!({"name": name, "query": "  is:open   tag:Home "})).await.expect(201);
    }
    let view = anna.get("/views").await.json()["views"][0].clone();
    assert_eq!(view["query"], "  is:open   tag:Home ", "a query is kept as it was typed");
    let changed = anna.patch("/views/1", json!({"name": "a", "query": "\"exact words\" -is:done"})).await.expect(200);
    assert_eq!((views(&mut anna).await, changed.header("etag").to_owned()), ("aBCC".into(), "\"5\"".into()));
    anna.undo(changed.group()).await.expect(200);
    for (path, place) in [("/views/1/move", json!({"after": 2})), ("/views/2/move", json!({"before": 1}))] {
        let moved = anna.post(path, place).await.expect(200);
        assert_eq!((views(&mut anna).await, anna.head().await["action"].clone()), ("BACC".into(), json!("move")));
        anna.undo(moved.group()).await.expect(200);
        assert_eq!(views(&mut anna).await, "ABCC");
    }
    let deleted = anna.delete("/views/2").await.expect(204).group();
    assert_eq!(
        (views(&mut anna).await, anna.head().await["changes"][0]["kind"].clone()),
        ("ACC".into(), json!("view"))
    );
    for (method, path) in
        [("DELETE", "/views/2"), ("PATCH", "/views/2"), ("POST", "/views/2/move"), ("PATCH", "/views/9")]
    {
        anna.send_json(method, path, &[("accept", "*/*")], &json!({"after": 1})).await.expect(404);
    }
    assert_eq!(anna.post("/views/1/move", json!({"after": 2})).await.expect(422).fields(), ["after"]);
    anna.undo(deleted).await.expect(200);
    assert_eq!(views(&mut anna).await, "ABCC");
    let mut berta = server.user("berta").await;
    assert_eq!(views(&mut berta).await, "");
    berta.delete("/views/1").await.expect(404);
}

#[tokio::test]
async fn a_wrong_view_is_refused_with_the_place() {
    let (_server, mut anna) = anna().await;
    anna.post("/views", json!({"name": "Fine", "query": "is:open"})).await.expect(201);
    for (field, value) in [
        ("name", json!(" ")),
        ("name", json!("x".repeat(101))),
        ("name", json!(null)),
        ("query", json!(null)),
        ("query", json!(1)),
        ("query", json!("is:opened")),
        ("query", json!("due:2026-02-31")),
        ("query", json!("x".repeat(10_000))),
        ("query", json!("is:open ".repeat(60))),
    ] {
        let mut body = json!({"name": "Other", "query": "rent"});
        body[field] = value.clone();
        assert_eq!(anna.post("/views", body.clone()).await.expect(422).fields(), [field], "{value}");
        assert_eq!(anna.patch("/views/1", body).await.expect(422).fields(), [field], "{value}");
    }
    let both = anna.post("/views", json!({"name": "", "query": "due:soonish"})).await.expect(422);
    assert_eq!(both.fields(), ["name", "query"]);
    let refused = anna.patch("/views/1", json!({"query": "tag:home due:soonish"})).await.expect(422).json();
    let error = refused["fields"]["query"][0].as_str().unwrap();
    assert!(error.starts_with("Column 14: expected a date after due:"), "{error}");
    assert_eq!(views(&mut anna).await, "Fine");
}

#[tokio::test]
async fn settings_begin_somewhere_and_each_is_changed_by_itself() {
    let (server, mut anna) = anna().await;
    let mut expected = anna.get("/settings").await.expect(200).json();
    assert_eq!((&expected["zone"], &expected["version"]), (&Value::Null, &json!(0)));
    for (field, value, other) in [
        ("zone", json!("america/new_york"), json!("America/New_York")),
        ("week_start", json!("sunday"), json!("sunday")),
        ("day_start", json!("11:59"), json!("11:59")),
        ("hours_start", json!("22:30"), json!("22:30")),
        ("clock", json!("12h"), json!("12h")),
        ("date_order", json!("month_first"), json!("month_first")),
        ("language", json!("en"), json!("en")),
        ("theme", json!("light"), json!("light")),
    ] {
        let answered = anna.patch("/settings", json!({field: value})).await.expect(200).json();
        expected[field] = other;
        expected["version"] = answered["version"].clone();
        assert_eq!((&answered, &anna.get("/settings").await.json()), (&expected, &expected), "{field}");
    }
    let hours = anna.patch("/settings", json!({"hours": {"monday": 0, "sunday": 1_440}})).await.expect(200);
    (expected["hours"]["monday"], expected["hours"]["sunday"]) = (json!(0), json!(1_440));
    assert_eq!(hours.json()["hours"], expected["hours"], "the other days stay");
    let group = anna.head().await;
    assert_eq!((&group["action"], &group["changes"][0]["kind"]), (&json!("update"), &json!("settings")));
    let second = anna.patch("/settings", json!({"hours": {"friday": 5}})).await.expect(200).group();
    anna.undo(second).await.expect(200);
    anna.undo(hours.group()).await.expect(200);
    assert_eq!(anna.get("/settings").await.json()["hours"]["monday"], 480);
    let focus = anna.patch("/settings", json!({"focus": {"minutes": 50, "style": "flow"}})).await.expect(200);
    let expected = json!({
        "style": "flow", "minutes": 50, "pause": 5, "long_pause": 15, "every": 4, "sound": false, "notify": false
    });
    assert_eq!(focus.json()["focus"], expected, "the rest of it stays");
    anna.undo(focus.group()).await.expect(200);
    assert_eq!(anna.get("/settings").await.json()["focus"]["minutes"], 25);
    let several = json!({"zone": "asia/tokyo", "day_start": "04:00", "hours": {"sunday": 0}});
    let changed = anna.patch("/settings", several).await.expect(200);
    let (zone, hours) = (&changed.json()["zone"], &changed.json()["hours"]);
    assert_eq!((zone, &hours["sunday"], &hours["monday"]), (&json!("Asia/Tokyo"), &json!(0), &json!(480)));
    anna.undo(changed.group()).await.expect(200);
    assert_eq!(anna.get("/settings").await.json()["zone"], "America/New_York");
    for (field, value) in [
        ("zone", json!("")),
        ("zone", json!("Mars/Phobos")),
        ("zone", json!("Europe/Berlin/Mitte")),
        ("zone", json!("../../etc/passwd")),
        ("zone", json!("+01:00")),
        ("week_start", json!("Monday")),
        ("week_start", json!("someday")),
        ("day_start", json!("12:00")),
        ("day_start", json!("13:00")),
        ("day_start", json!("4:00")),
        ("day_start", json!("-1:00")),
        ("day_start", json!("04:00:00")),
        ("hours_start", json!("24:00")),
        ("hours_start", json!("9:00")),
        ("hours", json!({"monday": -1})),
        ("hours", json!({"monday": 1_441})),
        ("hours", json!({"monday": 1.5})),
        ("hours", json!({"funday": 60})),
        ("hours", json!([480])),
        ("clock", json!("25h")),
        ("date_order", json!("year_first")),
        ("language", json!("tlh")),
        ("theme", json!(1)),
        ("theme", json!("pink")),
        ("focus", json!({"style": "lazy"})),
        ("focus", json!({"minutes": 0})),
        ("focus", json!({"minutes": 481})),
        ("focus", json!({"pause": 61})),
        ("focus", json!({"long_pause": 0})),
        ("focus", json!({"every": 13})),
    ] {
        let before = anna.get("/settings").await.json();
        let refused = anna.patch("/settings", json!({"clock": "24h", field: value})).await.expect(422);
        assert_eq!(refused.fields(), [field], "{value}");
        assert_eq!(anna.get("/settings").await.json(), before);
    }
    let mut berta = server.user("berta").await;
    assert_eq!(berta.get("/settings").await.json()["clock"], "24h");
}

#[tokio::test]
async fn a_list_remembers_how_it_is_arranged() {
    let (_server, mut anna) = anna().await;
    assert_eq!(anna.get("/settings").await.json()["arrangements"], json!({}));
    let first = json!({"arrangements": {"today": "sort:due", "inbox": "priority:high group:tag"}});
    anna.patch("/settings", first.clone()).await.expect(200);
    let second = anna.patch("/settings", json!({"arrangements": {"today": ""}})).await.expect(200);
    let left = json!({"inbox": "priority:high group:tag"});
    assert_eq!(second.json()["arrangements"], left, "the others stay, and an empty one is none");
    anna.undo(second.group()).await.expect(200);
    assert_eq!(anna.get("/settings").await.json()["arrangements"], first["arrangements"]);
    for wrong in [json!({"nowhere": "sort:due"}), json!({"today": "sort:x"}), json!({"today": 1}), json!("sort:due")] {
        let refused = anna.patch("/settings", json!({"arrangements": wrong})).await.expect(422);
        assert_eq!(refused.fields(), ["arrangements"], "{wrong}");
    }

    anna.add_project("House").await;
    assert_eq!(anna.get("/projects/1").await.json()["arrangement"], "");
    let arranged = anna.patch("/projects/1", json!({"arrangement": "group:priority sort:-due"})).await.expect(200);
    assert_eq!(anna.get("/projects").await.json()["projects"][0]["arrangement"], "group:priority sort:-due");
    for wrong in [json!("sort:x"), json!(null), json!(1)] {
        let refused = anna.patch("/projects/1", json!({ "arrangement": wrong })).await.expect(422);
        assert_eq!(refused.fields(), ["arrangement"], "{wrong}");
    }
    anna.undo(arranged.group()).await.expect(200);
    assert_eq!(anna.get("/projects/1").await.json()["arrangement"], "");
}

#[tokio::test]
async fn a_lost_update_of_a_project_a_view_or_settings_is_refused() {
    let (_server, mut anna) = anna().await;
    let first = anna.patch("/settings", json!({"zone": "UTC"})).await.header("etag").to_owned();
    anna.add_project("House").await;
    anna.post("/views", json!({"name": "View", "query": "rent"})).await.expect(201);
    let (old_project, old_view) = ("\"2\"", "\"3\"");
    for (path, body, old) in [
        ("/settings", json!({"clock": "12h"}), first.as_str()),
        ("/projects/1", json!({"name": "Home"}), old_project),
        ("/views/1", json!({"name": "Other"}), old_view),
    ] {
        anna.send_json("PATCH", path, &[("if-match", "\"99\"")], &json!({})).await.expect(412);
        let changed = anna.send_json("PATCH", path, &[("if-match", old)], &body).await.expect(200);
        assert_eq!(changed.header("etag"), format!("\"{}\"", changed.json()["version"]), "{path}");
        anna.send_json("PATCH", path, &[("if-match", old)], &body).await.expect(412);
        assert_eq!(anna.send_json("PATCH", path, &[("if-match", "x")], &body).await.expect(422).fields(), ["If-Match"]);
        if path != "/settings" {
            anna.send_json("DELETE", path, &[("if-match", old)], &Value::Null).await.expect(412);
            anna.send_json("DELETE", path, &[("if-match", changed.header("etag"))], &Value::Null).await.expect(204);
        }
    }
    assert_eq!(anna.get("/settings").await.header("etag"), "\"4\"");
}

#[tokio::test]
async fn every_write_of_a_plan_under_a_key_is_done_once() {
    let (_server, mut anna) = anna().await;
    let daily = json!({"title": "Daily", "due": "2026-01-01", "recurrence": {"rule": "FREQ=DAILY"}});
    for (number, (method, path, body, status)) in [
        ("PATCH", "/settings", json!({"zone": "UTC"}), 200),
        ("POST", "/tasks", daily, 201),
        ("POST", "/tasks/1/skip", Value::Null, 200),
        ("PATCH", "/tasks/1", json!({"status": "done"}), 200),
        ("POST", "/projects", json!({"name": "House"}), 201),
        ("POST", "/projects", json!({"name": "Flat"}), 201),
        ("POST", "/projects/2/move", json!({"before": 1}), 200),
        ("PATCH", "/projects/1", json!({"archived": true}), 200),
        ("POST", "/tasks/duplicate", json!({"ids": [1]}), 201),
        ("POST", "/projects/1/duplicate", json!({"template": true}), 201),
        ("POST", "/capture", json!({"text": "Paint +House\nMake +New"}), 201),
        ("POST", "/tasks/move", json!({"ids": [1], "after": 3}), 200),
        ("DELETE", "/projects/1", Value::Null, 204),
        ("POST", "/projects/1/restore", Value::Null, 200),
        ("POST", "/views", json!({"name": "View", "query": "rent"}), 201),
        ("POST", "/views", json!({"name": "View", "query": "rent"}), 201),
        ("POST", "/views/2/move", json!({"before": 1}), 200),
        ("DELETE", "/views/1", Value::Null, 204),
        ("DELETE", "/projects/2", Value::Null, 204),
        ("DELETE", "/trash/projects/2", Value::Null, 204),
    ]
    .into_iter()
    .enumerate()
    {
        let key = format!("key-{number}");
        let first = anna.send_json(method, path, &[("idempotency-key", &key)], &body).await.expect(status);
        let group = anna.head().await["id"].clone();
        assert_eq!(first.group(), group, "{method} {path}");
        let second = anna.send_json(method, path, &[("idempotency-key", &key)], &body).await.expect(status);
        assert_eq!((&first.body, first.group()), (&second.body, second.group()), "{method} {path}");
        assert_eq!(first.header("etag"), second.header("etag"), "{method} {path}");
        assert_eq!(anna.head().await["id"], group, "{method} {path} was done twice");
        let other = anna.send_json("POST", "/projects", &[("idempotency-key", &key)], &json!({"name": "x"})).await;
        assert_eq!(other.expect(422).fields(), ["Idempotency-Key"]);
    }
}
