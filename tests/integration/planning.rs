//! What a plan is made of: fields, subtasks, projects, recurrence, days.

use jiff::SignedDuration;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde_json::{Value, json};
use tracker::clock;

use crate::support::{Browser, Server};

async fn anna() -> (Server, Browser) {
    let server = Server::start();
    let anna = server.user("anna").await;
    (server, anna)
}

/// The day so many days from now, in UTC.
fn day(days: i32) -> String {
    let today: Date = clock::now().to_zoned(TimeZone::UTC).date();
    today.saturating_add(jiff::Span::new().days(days)).to_string()
}

async fn make(browser: &mut Browser, task: Value) -> Value {
    browser.post("/tasks", task).await.expect(201).json()
}

/// The titles, in order.
fn titles(answer: &Value) -> Vec<String> {
    answer.as_array().unwrap().iter().map(|task| task["title"].as_str().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn every_field_is_set_and_cleared() {
    let (_server, mut anna) = anna().await;
    anna.post("/projects", json!({"name": "House"})).await.expect(201);
    let set = json!({
        "title": "Pay rent", "status": "done", "priority": "high", "due": "2026-12-01T09:00[europe/berlin]",
        "start": "2026-11-30", "planned": "2026-11-29", "estimate": 15, "project_id": 1, "tags": ["Money", "home", "home"]
    });
    let task = make(&mut anna, set).await;
    assert_eq!(task["due"], "2026-12-01T09:00[Europe/Berlin]");
    assert_eq!((&task["tags"], &task["status"]), (&json!(["home", "money"]), &json!("done")));
    assert!(task["completed_at"].is_string());
    let cleared = json!({
        "status": "open", "priority": null, "due": null, "start": null, "planned": null, "estimate": null,
        "project_id": null, "tags": null, "recurrence": null, "parent_id": null
    });
    let task = anna.patch("/tasks/1", cleared).await.expect(200).json();
    for field in ["completed_at", "due", "start", "planned", "estimate", "project_id", "recurrence", "parent_id"] {
        assert_eq!(task[field], Value::Null, "{field}");
    }
    assert_eq!((&task["priority"], &task["tags"], &task["status"]), (&json!("none"), &json!([]), &json!("open")));
}

#[tokio::test]
async fn a_wrong_field_is_named_and_nothing_is_made() {
    let (server, mut anna) = anna().await;
    let mut berta = server.user("berta").await;
    make(&mut berta, json!({"title": "Hers"})).await;
    berta.post("/projects", json!({"name": "Hers"})).await.expect(201);
    let many: Vec<String> = (0..10_000).map(|number| format!("tag{number}")).collect();
    anna.patch("/settings", json!({"zone": "Europe/Berlin"})).await.expect(200);
    for (field, value) in [
        ("due", json!("2026-02-31")),
        ("due", json!("2027-03-28T02:30")),
        ("due", json!("2026-12-24T09:00[Nowhere]")),
        ("start", json!("tomorrow")),
        ("planned", json!("2026-12-24T09:00")),
        ("estimate", json!(0)),
        ("estimate", json!(60_001)),
        ("estimate", json!("15m")),
        ("priority", json!("urgent")),
        ("status", json!("waiting")),
        ("tags", json!(many)),
        ("tags", json!(["two words"])),
        ("tags", json!("home")),
        ("project_id", json!(1)),
        ("parent_id", json!(1)),
        ("recurrence", json!({"rule": "FREQ=SECONDLY;UNTIL=99991231"})),
        ("recurrence", json!({"rule": "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"})),
        ("recurrence", json!({"rule": "FREQ=DAILY", "from": "birth"})),
        ("recurrence", json!({})),
    ] {
        let refused = anna.post("/tasks", json!({"title": "Wrong", field: value})).await.expect(422);
        assert_eq!(refused.fields(), [field], "{value}");
    }
    assert_eq!(anna.get("/tasks").await.json()["total"], 0);
    let undated = anna.post("/tasks", json!({"title": "x", "recurrence": {"rule": "FREQ=DAILY"}})).await.expect(422);
    assert_eq!(undated.fields(), ["recurrence"]);
    make(&mut anna, json!({"title": "One"})).await;
    for place in [json!({"ids": [1], "after": 99}), json!({"ids": [1]}), json!({"ids": [1], "after": 1, "before": 1})] {
        anna.post("/tasks/move", place).await.expect(422);
    }
}

#[tokio::test]
async fn subtasks_follow_what_they_are_a_part_of_and_never_go_round() {
    let (_server, mut anna) = anna().await;
    anna.post("/projects", json!({"name": "Trip"})).await.expect(201);
    make(&mut anna, json!({"title": "Trip", "project_id": 1})).await;
    make(&mut anna, json!({"title": "Pack", "parent_id": 1})).await;
    make(&mut anna, json!({"title": "Socks", "parent_id": 2})).await;
    assert_eq!(anna.get("/tasks/3").await.json()["project_id"], 1);
    for parent in [1, 2, 3] {
        let refused = anna.patch("/tasks/1", json!({"parent_id": parent})).await.expect(422);
        assert_eq!(refused.fields(), ["parent_id"]);
    }
    let moved = anna.patch("/tasks/1", json!({"project_id": null})).await;
    assert_eq!(anna.get("/tasks/3").await.json()["project_id"], Value::Null);
    anna.undo(moved.group()).await.expect(200);
    assert_eq!(anna.get("/tasks/3").await.json()["project_id"], 1);
    let done = anna.patch("/tasks/1", json!({"status": "done"})).await;
    assert_eq!(anna.get("/tasks/3").await.json()["status"], "done");
    assert_eq!(anna.get("/changes").await.json()["groups"][0]["action"], "complete");
    anna.undo(done.group()).await.expect(200);
    assert_eq!(anna.get("/tasks/3").await.json()["status"], "open");
    let deleted = anna.delete("/tasks/1").await.expect(204).group();
    anna.get("/tasks/3").await.expect(404);
    anna.undo(deleted).await.expect(200);
    assert_eq!(titles(&anna.get("/tasks/1/subtasks").await.json()["tasks"]), ["Pack", "Socks"]);
    anna.delete("/tasks/1").await.expect(204);
    // Alone, it belongs to nothing that is not there; the rest comes back with what it is a part of.
    let alone = anna.send("POST", "/tasks/3/restore", None, Vec::new()).await.expect(200).json();
    assert_eq!((&alone["parent_id"], &alone["project_id"]), (&Value::Null, &json!(1)));
    anna.send("POST", "/tasks/1/restore", None, Vec::new()).await.expect(200);
    assert_eq!(titles(&anna.get("/tasks/1/subtasks").await.json()["tasks"]), ["Pack"]);
}

#[tokio::test]
async fn a_project_takes_its_tasks_to_the_trash_and_back() {
    let (_server, mut anna) = anna().await;
    anna.post("/projects", json!({"name": "House"})).await.expect(201);
    let same = anna.post("/projects", json!({"name": "HOUSE"})).await.expect(409);
    assert_eq!(same.fields(), ["name"]);
    make(&mut anna, json!({"title": "Paint", "project_id": 1})).await;
    make(&mut anna, json!({"title": "Walls", "parent_id": 1})).await;
    make(&mut anna, json!({"title": "Old", "project_id": 1, "status": "done"})).await;
    anna.delete("/tasks/3").await.expect(204);
    let deleted = anna.delete("/projects/1").await.expect(204).group();
    assert_eq!(anna.get("/tasks").await.json()["total"], 0);
    let trash = anna.get("/trash").await.json();
    assert_eq!((&trash["projects"][0]["name"], &trash["total"]), (&json!("House"), &json!(3)));
    // The name is free meanwhile, and then the way back is not.
    anna.post("/projects", json!({"name": "House"})).await.expect(201);
    assert_eq!(anna.undo(deleted).await.expect(409).fields(), ["name"]);
    anna.patch("/projects/2", json!({"name": "Flat"})).await.expect(200);
    anna.send("POST", "/projects/1/restore", None, Vec::new()).await.expect(200);
    let listed = anna.get("/projects").await.json();
    assert_eq!((&listed["projects"][0]["name"], &listed["projects"][0]["open"]), (&json!("House"), &json!(2)));
    assert_eq!(titles(&anna.get("/projects/1/tasks?status=open").await.json()["tasks"]), ["Paint", "Walls"]);
    anna.get("/tasks/3").await.expect(404);
    let made =
        anna.get("/changes?per_page=100").await.json()["groups"].as_array().unwrap().last().unwrap()["id"].clone();
    let refused = anna.undo(made.as_i64().unwrap()).await.expect(409);
    assert!(refused.json()["error"].as_str().unwrap().contains("tasks"), "a project with tasks can't be unmade");
    anna.post("/projects/2/move", json!({"before": 1})).await.expect(200);
    let names = anna.get("/projects").await.json()["projects"][0]["name"].clone();
    assert_eq!(names, "Flat");
}

#[tokio::test]
async fn what_repeats_shows_once_however_often_it_was_missed_and_a_rare_one_is_never_passed_by() {
    let (_server, mut anna) = anna().await;
    let daily = json!({"title": "Daily", "due": day(-5), "recurrence": {"rule": "FREQ=DAILY"}});
    make(&mut anna, daily).await;
    make(&mut anna, json!({"title": "Part", "parent_id": 1, "status": "done"})).await;
    let done = anna.patch("/tasks/1", json!({"status": "done"})).await.expect(200);
    assert_eq!(done.json()["due"], day(-5));
    let next = anna.get("/tasks/3").await.json();
    assert_eq!((&next["due"], &next["previous_id"], &next["status"]), (&json!(day(1)), &json!(1), &json!("open")));
    let part = anna.get("/tasks/4").await.json();
    assert_eq!((&part["title"], &part["status"], &part["parent_id"]), (&json!("Part"), &json!("open"), &json!(3)));
    anna.undo(done.group()).await.expect(200);
    assert_eq!(anna.get("/tasks/1").await.json()["status"], "open");
    anna.get("/tasks/3").await.expect(404);
    // Back-dated by three days, the next is the day after that.
    let then = (clock::now() - SignedDuration::from_hours(72)).to_string();
    anna.patch("/tasks/1", json!({"completed_at": then})).await.expect(200);
    assert_eq!(anna.get("/tasks?q=daily+is:open").await.json()["tasks"][0]["due"], day(-2));
    // Opened again, the next goes, since nobody has touched it.
    anna.patch("/tasks/1", json!({"completed_at": null})).await.expect(200);
    assert_eq!(anna.get("/tasks?q=daily").await.json()["total"], 1);
    let skipped = anna.send("POST", "/tasks/1/skip", None, Vec::new()).await.expect(200);
    assert_eq!(anna.get("/changes").await.json()["groups"][0]["action"], "skip");
    assert!(skipped.json()["due"].as_str().unwrap() > day(-5).as_str());

    let monthly = json!({"title": "Rent", "due": "2026-01-31", "recurrence": {"rule": "FREQ=MONTHLY"}});
    let rent = make(&mut anna, monthly).await["id"].clone();
    let dates = anna.get(&format!("/tasks/{rent}/occurrences")).await.json();
    assert_eq!(dates["occurrences"], json!(["2026-02-28", "2026-03-31", "2026-04-30", "2026-05-31", "2026-06-30"]));
    anna.patch(&format!("/tasks/{rent}"), json!({"status": "done"})).await.expect(200);
    assert_eq!(anna.get("/tasks?q=rent+is:open").await.json()["tasks"][0]["due"], "2026-02-28");

    let twice = json!({"title": "Twice", "due": day(0), "recurrence": {"rule": "FREQ=DAILY;COUNT=2"}});
    let mut id = make(&mut anna, twice).await["id"].clone();
    for left in [1, 0] {
        anna.patch(&format!("/tasks/{id}"), json!({"status": "done"})).await.expect(200);
        let open = anna.get("/tasks?q=twice+is:open").await.json();
        assert_eq!(open["total"], left);
        id = open["tasks"][0]["id"].clone();
    }
}

#[tokio::test]
async fn a_day_shows_what_is_planned_or_due_against_its_hours() {
    let (_server, mut anna) = anna().await;
    let hours: Value = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
        .into_iter()
        .map(|day| (day.to_owned(), json!(60)))
        .collect::<serde_json::Map<_, _>>()
        .into();
    anna.patch("/settings", json!({"zone": "UTC", "hours": hours})).await.expect(200);
    anna.post("/projects", json!({"name": "Away"})).await.expect(201);
    for task in [
        json!({"title": "Planned", "planned": day(0), "due": day(3), "estimate": 30}),
        json!({"title": "Overdue", "due": day(-3), "estimate": 45, "priority": "high"}),
        json!({"title": "Due", "due": day(0)}),
        json!({"title": "Later", "due": day(0), "start": day(1)}),
        json!({"title": "Archived", "due": day(0), "project_id": 1}),
        json!({"title": "Tomorrow", "planned": day(1)}),
        json!({"title": "Inbox"}),
        json!({"title": "Hidden", "start": day(2)}),
    ] {
        make(&mut anna, task).await;
    }
    anna.patch("/projects/1", json!({"archived": true})).await.expect(200);
    let agenda = anna.get("/agenda?days=4").await.expect(200).json();
    assert_eq!(agenda["today"], day(0));
    let today = &agenda["days"][0];
    assert_eq!(titles(&today["tasks"]), ["Overdue", "Due", "Planned"]);
    assert_eq!((&today["capacity"], &today["estimated"], &today["unestimated"]), (&json!(60), &json!(75), &json!(1)));
    assert_eq!(titles(&agenda["days"][1]["tasks"]), ["Tomorrow"]);
    assert_eq!(titles(&agenda["days"][3]["tasks"]), [""; 0]);
    assert_eq!(titles(&anna.get("/inbox").await.json()["tasks"]), ["Inbox"]);
    let why = anna.get("/tasks/2/urgency").await.json();
    assert_eq!(why["terms"][0]["because"], "due 3 days ago");
    assert!(why["why"].as_str().unwrap().contains("high priority (+6.0)"));
}

#[tokio::test]
async fn several_tasks_are_tagged_and_put_in_order_as_one_action() {
    let (_server, mut anna) = anna().await;
    anna.post("/projects", json!({"name": "List"})).await.expect(201);
    for title in ["A", "B", "C", "D"] {
        make(&mut anna, json!({"title": title, "project_id": 1, "tags": ["old", "kept"]})).await;
    }
    let tagged = json!({"ids": [1, 2], "add_tags": ["New"], "remove_tags": ["old"], "priority": "low"});
    let group = anna.patch("/tasks", tagged).await.expect(200).group();
    assert_eq!(anna.get("/tasks/2").await.json()["tags"], json!(["kept", "new"]));
    let both = anna.patch("/tasks", json!({"ids": [1], "add_tags": ["x"], "tags": []})).await.expect(422);
    assert_eq!(both.fields(), ["tags"]);
    let listed = anna.get("/tags").await.json();
    assert_eq!(listed["tags"][1], json!({"name": "new", "open": 2}));
    anna.undo(group).await.expect(200);
    assert_eq!(anna.get("/tasks/2").await.json()["tags"], json!(["kept", "old"]));
    let moved = anna.post("/tasks/move", json!({"ids": [1, 2], "after": 3})).await.expect(200);
    assert_eq!(titles(&anna.get("/projects/1/tasks").await.json()["tasks"]), ["C", "A", "B", "D"]);
    anna.post("/tasks/move", json!({"ids": [4], "before": 3})).await.expect(200);
    assert_eq!(titles(&anna.get("/projects/1/tasks").await.json()["tasks"]), ["D", "C", "A", "B"]);
    anna.undo(moved.group()).await.expect(200);
    assert_eq!(titles(&anna.get("/projects/1/tasks").await.json()["tasks"]), ["D", "A", "B", "C"]);
}
