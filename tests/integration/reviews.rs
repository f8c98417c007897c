//! What was put off, and the reviews of days and weeks.

use jiff::SignedDuration;
use serde_json::{Value, json};

use crate::support::{Browser, Server, anna, day, today};

/// The week that today is in.
fn this_week() -> String {
    let week = today().iso_week_date();
    format!("{:04}-W{:02}", week.year(), week.week())
}

fn pass_a_day(server: &Server) {
    server.clock.advance(SignedDuration::from_hours(24));
}

async fn plan(anna: &mut Browser, id: i64, day: &str) -> i64 {
    anna.patch(&format!("/tasks/{id}"), json!({"planned": day})).await.expect(200).group()
}

async fn put_off(anna: &mut Browser, id: i64) -> Value {
    let task = anna.task(id).await;
    json!([task["put_off"], task["put_off_on"]])
}

#[tokio::test]
async fn a_task_counts_how_often_it_was_put_off() {
    let (server, mut anna) = anna().await;
    anna.make(json!({"title": "Call Ann", "planned": day(0)})).await;
    assert_eq!(put_off(&mut anna, 1).await, json!([0, null]));
    let first = plan(&mut anna, 1, &day(1)).await;
    assert_eq!(put_off(&mut anna, 1).await, json!([1, day(0)]));
    anna.undo(first).await.expect(200);
    assert_eq!(put_off(&mut anna, 1).await, json!([0, null]));
    plan(&mut anna, 1, &day(1)).await;
    let ahead = plan(&mut anna, 1, &day(2)).await;
    assert_eq!(put_off(&mut anna, 1).await, json!([1, day(0)]), "what is ahead can be planned anew");
    anna.undo(ahead).await.expect(200);
    for days in 1..3_i32 {
        pass_a_day(&server);
        let body = json!({"ids": [1], "planned": day(days + 1)});
        anna.send_json("PATCH", "/tasks", &[], &body).await.expect(200);
    }
    assert_eq!(put_off(&mut anna, 1).await, json!([3, day(2)]));
    assert_eq!(anna.find("is:putoff").await["total"], 1);
    let sent_back = anna.task(1).await;
    anna.patch("/tasks/1", sent_back).await.expect(200);
    anna.patch("/tasks/1", json!({"put_off": 0, "put_off_on": null})).await.expect(200);
    assert_eq!(put_off(&mut anna, 1).await, json!([3, day(2)]), "nobody sets it");
    anna.make(json!({"title": "Find the number", "parent_id": 1})).await;
    let part = anna.patch("/tasks/2", json!({"status": "done"})).await.expect(200).group();
    assert_eq!(put_off(&mut anna, 1).await, json!([0, null]), "a part of it is done");
    anna.undo(part).await.expect(200);
    assert_eq!(put_off(&mut anna, 1).await, json!([3, day(2)]));
    let done = anna.patch("/tasks/1", json!({"status": "done"})).await.expect(200).group();
    assert_eq!(put_off(&mut anna, 1).await, json!([0, null]));
    anna.undo(done).await.expect(200);
    assert_eq!(put_off(&mut anna, 1).await, json!([3, day(2)]));
    assert_eq!(anna.find("sort:putoff").await["tasks"][0]["id"], 1);
    server.store.audit().await.unwrap();
}

#[tokio::test]
async fn an_undo_is_not_in_the_way_of_what_counts_on() {
    let (_server, mut anna) = anna().await;
    anna.make(json!({"title": "Call Ann", "planned": day(0)})).await;
    let moved = plan(&mut anna, 1, &day(1)).await;
    anna.patch("/tasks/1", json!({"status": "done"})).await.expect(200);
    anna.undo(moved).await.expect(200);
    let task = anna.task(1).await;
    assert_eq!((&task["planned"], &task["put_off"]), (&json!(day(0)), &json!(0)));
}

#[tokio::test]
async fn the_next_of_a_series_was_never_put_off() {
    let (server, mut anna) = anna().await;
    anna.make(json!({"title": "Water", "due": day(0), "recurrence": {"rule": "FREQ=WEEKLY"}})).await;
    anna.patch("/tasks/1", json!({"due": day(1)})).await.expect(200);
    assert_eq!(put_off(&mut anna, 1).await, json!([1, day(0)]));
    anna.patch("/tasks/1", json!({"status": "done"})).await.expect(200);
    assert_eq!(put_off(&mut anna, 2).await, json!([0, null]));
    server.clock.advance(SignedDuration::from_hours(24 * 8));
    anna.patch("/tasks/2", json!({"due": day(10)})).await.expect(200);
    assert_eq!(put_off(&mut anna, 2).await, json!([1, day(8)]));
    anna.send("POST", "/tasks/2/skip", None, Vec::new()).await.expect(200);
    assert_eq!(put_off(&mut anna, 2).await, json!([0, null]));
}

#[tokio::test]
async fn what_is_for_someday_is_not_in_the_inbox() {
    let (_server, mut anna) = anna().await;
    anna.make(json!({"title": "Now"})).await;
    anna.make(json!({"title": "Someday", "tags": ["a", "someday", "z"]})).await;
    anna.make(json!({"title": "Another", "tags": ["somedays"]})).await;
    for list in [anna.get("/inbox").await.expect(200).json(), anna.find("is:inbox").await] {
        assert_eq!(list["total"], 2, "{list}");
    }
}

#[tokio::test]
async fn parts_count_on_their_own_day_and_what_has_none_goes_along() {
    let (_server, mut anna) = anna().await;
    anna.make_all([
        json!({"title": "Whole", "planned": day(0), "estimate": 120}),
        json!({"title": "Tomorrow", "planned": day(1), "estimate": 30, "parent_id": 1}),
        json!({"title": "Along", "estimate": 20, "parent_id": 1}),
        json!({"title": "Done", "estimate": 10, "parent_id": 1}),
        json!({"title": "Dropped", "estimate": 60, "parent_id": 1}),
        json!({"title": "Deep", "planned": day(2), "estimate": 15, "parent_id": 3}),
    ])
    .await;
    anna.patch("/tasks/4", json!({"status": "done"})).await.expect(200);
    anna.patch("/tasks/5", json!({"status": "dropped"})).await.expect(200);
    let agenda = anna.get("/agenda?days=3").await.expect(200).json();
    let sums: Vec<Value> = agenda["days"].as_array().unwrap().iter().map(|day| day["estimated"].clone()).collect();
    // 120 less 30, 20 and 10 is 60; what goes along has 5 left of its 20.
    assert_eq!(sums, [json!(65), json!(30), json!(15)]);
    assert_eq!(agenda["days"][0]["parts"], json!([{"task_id": 1, "covered": 60, "along": 5, "unestimated": 0}]));
}

#[tokio::test]
async fn a_day_is_planned_worked_and_closed() {
    let (server, mut anna) = anna().await;
    anna.make_all([
        json!({"title": "Kept", "planned": day(0)}),
        json!({"title": "Left", "due": day(0)}),
        json!({"title": "From yesterday", "planned": day(-1)}),
        json!({"title": "Whole", "planned": day(0)}),
        json!({"title": "Part", "parent_id": 4}),
        json!({"title": "Later", "planned": day(0), "start": day(3)}),
    ])
    .await;
    let path = format!("/reviews/{}", day(0));
    let blank = anna.get(&path).await.expect(200);
    assert_eq!(blank.header("etag"), "\"0\"");
    assert_eq!(blank.json()["review"]["started_at"], Value::Null);
    let started = anna.post(&format!("{path}/start"), json!({})).await.expect(200);
    assert_eq!(started.json()["plan"], json!([1, 2]));
    let started = started.group();
    anna.make(json!({"title": "Unplanned"})).await;
    for id in [1, 7] {
        anna.patch(&format!("/tasks/{id}"), json!({"status": "done"})).await.expect(200);
    }
    let again = anna.post(&format!("{path}/start"), json!({})).await.expect(200);
    assert_eq!((again.json()["plan"].clone(), again.header("x-change-group")), (json!([1, 2]), ""));
    let found = anna.get(&path).await.expect(200).json();
    assert_eq!((&found["kept"], &found["left"], &found["unplanned"]), (&json!([1]), &json!([2]), &json!([7])));
    assert_eq!(found["now"], json!({"done": 2, "dropped": 0, "created": 7, "planned": 2, "kept": 1}));
    pass_a_day(&server);
    let closed = anna.patch(&path, json!({"note": "Fine.", "finished": true})).await.expect(200);
    assert_eq!((&closed.json()["numbers"], &closed.json()["note"]), (&found["now"], &json!("Fine.")));
    let opened = anna.patch(&path, json!({"finished": false})).await.expect(200).json();
    assert_eq!((&opened["finished_at"], &opened["numbers"]), (&Value::Null, &Value::Null));
    let head = anna.head().await["id"].as_i64().unwrap();
    anna.undo(head).await.expect(200);
    anna.undo(closed.group()).await.expect(200);
    let week = anna.get(&format!("/reviews/{}", this_week())).await.expect(200).json();
    assert_eq!(
        (&week["now"]["planned"], &week["now"]["kept"], &week["now"]["done"]),
        (&json!(2), &json!(1), &json!(2))
    );
    anna.undo(started).await.expect(200);
    assert_eq!(anna.get(&path).await.json()["review"]["plan"], Value::Null);
    server.store.audit().await.unwrap();
}

#[tokio::test]
async fn the_plan_of_a_day_can_be_taken_anew_and_that_undone() {
    let (_server, mut anna) = anna().await;
    anna.make(json!({"title": "One", "planned": day(0)})).await;
    let path = format!("/reviews/{}", day(0));
    anna.post(&format!("{path}/start"), json!({})).await.expect(200);
    anna.make(json!({"title": "Two", "planned": day(0)})).await;
    let again = anna.post(&format!("{path}/start"), json!({"again": true})).await.expect(200);
    assert_eq!(again.json()["plan"], json!([1, 2]));
    anna.undo(again.group()).await.expect(200);
    assert_eq!(anna.get(&path).await.json()["review"]["plan"], json!([1]));
}

#[tokio::test]
async fn the_review_of_a_week_remembers_its_place() {
    let (server, mut anna) = anna().await;
    let path = format!("/reviews/{}", this_week());
    anna.post(&format!("{path}/start"), json!({})).await.expect(200);
    for step in [2, 3] {
        anna.patch(&path, json!({"step": step})).await.expect(200);
    }
    let found = anna.get(&path).await.json();
    assert_eq!((&found["review"]["step"], found["review"]["started_at"].is_string()), (&json!(3), true));
    let stale = anna.send_json("PATCH", &path, &[("if-match", "\"1\"")], &json!({"note": "x"})).await;
    stale.expect(412);
    server.store.audit().await.unwrap();
}

#[tokio::test]
async fn what_can_not_be_reviewed_is_refused_by_field() {
    let (_server, mut anna) = anna().await;
    let (now, later) = (day(0), day(1));
    for (method, path, body, field) in [
        ("GET", "/reviews/yesterday".to_owned(), Value::Null, "period"),
        ("GET", "/reviews/2026-W54".to_owned(), Value::Null, "period"),
        ("PATCH", format!("/reviews/{later}"), json!({"note": "x"}), "period"),
        ("POST", format!("/reviews/{}/start", day(-1)), json!({}), "period"),
        ("POST", format!("/reviews/{later}/start"), json!({}), "period"),
        ("PATCH", format!("/reviews/{now}"), json!({"step": 1}), "step"),
        ("PATCH", format!("/reviews/{}", this_week()), json!({"step": 8}), "step"),
        ("PATCH", format!("/reviews/{now}"), json!({"note": "x".repeat(50_001)}), "note"),
        ("PATCH", format!("/reviews/{now}"), json!({"finished": null}), "finished"),
    ] {
        let answer =
            if method == "GET" { anna.get(&path).await } else { anna.send_json(method, &path, &[], &body).await };
        let refusal = answer.expect(422).json();
        assert!(refusal["fields"][field].is_array(), "{method} {path}: {refusal}");
    }
}
