//! The fields of a task, its parts and its place: what follows for others, and what can't be.

use serde_json::{Value, json};

use crate::support::{Browser, Server, anna, titles};

async fn order(browser: &mut Browser) -> String {
    let list = browser.get("/projects/1/tasks?per_page=100&status=open").await.expect(200).json();
    titles(&list).concat()
}

/// A trip in a project, with a part that has a part.
async fn with_trip() -> (Server, Browser) {
    let (server, mut anna) = anna().await;
    for name in ["Summer", "Winter"] {
        anna.add_project(name).await;
    }
    anna.make(json!({"title": "Trip", "project_id": 1})).await;
    anna.make(json!({"title": "Pack", "parent_id": 1})).await;
    anna.make(json!({"title": "Socks", "parent_id": 2})).await;
    (server, anna)
}

#[tokio::test]
async fn one_field_is_set_or_cleared_and_the_others_stay() {
    let (_server, mut anna) = with_trip().await;
    let mut expected = anna.make(json!({"title": "Bare"})).await;
    for (field, value, cleared) in [
        ("priority", json!("medium"), json!("none")),
        ("due", json!("2028-02-29"), Value::Null),
        ("due", json!("2026-10-25T02:30[Europe/Berlin]"), Value::Null),
        ("start", json!("0001-01-01"), Value::Null),
        ("planned", json!("9999-12-31"), Value::Null),
        ("planned", json!("9999-12-31T23:59"), Value::Null),
        ("planned", json!("2026-03-29T02:30"), Value::Null),
        ("estimate", json!(1), Value::Null),
        ("estimate", json!(60_000), Value::Null),
        ("project_id", json!(2), Value::Null),
        ("tags", json!(["a/b.c-d_e", "zürich"]), json!([])),
        ("description", json!("More"), Value::Null),
    ] {
        for (given, shown) in [(value.clone(), value), (Value::Null, cleared)] {
            let answered = anna.patch("/tasks/4", json!({field: given})).await.expect(200).json();
            expected[field] = shown;
            for changing in ["version", "updated_at"] {
                expected[changing] = answered[changing].clone();
            }
            assert_eq!(answered, expected, "{field}");
            assert_eq!(anna.task(4).await, expected, "{field}");
        }
    }
}

#[tokio::test]
async fn every_field_is_set_at_once_and_cleared_at_once() {
    let (_server, mut anna) = with_trip().await;
    let set = json!({
        "title": "Pay rent", "status": "done", "priority": "high", "due": "2026-12-01T09:00[europe/berlin]",
        "start": "2026-11-30", "planned": "2026-11-29", "estimate": 15, "project_id": 1,
        "tags": ["Money", "home", "home"]
    });
    let made = anna.make(set.clone()).await;
    for field in ["title", "status", "priority", "start", "planned", "estimate", "project_id"] {
        assert_eq!(made[field], set[field], "{field}");
    }
    assert_eq!((&made["due"], &made["tags"]), (&json!("2026-12-01T09:00[Europe/Berlin]"), &json!(["home", "money"])));
    assert!(made["completed_at"].is_string());
    let cleared = json!({
        "status": "open", "priority": null, "due": null, "start": null, "planned": null, "estimate": null,
        "project_id": null, "tags": null, "recurrence": null, "parent_id": null
    });
    let task = anna.patch("/tasks/4", cleared).await.expect(200).json();
    for field in ["completed_at", "due", "start", "planned", "estimate", "project_id", "recurrence", "parent_id"] {
        assert_eq!(task[field], Value::Null, "{field}");
    }
    assert_eq!((&task["priority"], &task["tags"], &task["status"]), (&json!("none"), &json!([]), &json!("open")));
}

#[tokio::test]
async fn a_wrong_value_is_named_and_nothing_is_made_or_kept_of_it() {
    let (_server, mut anna) = with_trip().await;
    anna.patch("/settings", json!({"zone": "Europe/Berlin"})).await.expect(200);
    let many: Vec<String> = (0..10_000).map(|number| format!("tag{number}")).collect();
    let before = (anna.task(2).await, anna.head().await);
    for (field, value) in [
        ("status", json!("Done")),
        ("status", json!(1)),
        ("status", json!("waiting")),
        ("priority", json!("")),
        ("priority", json!(3)),
        ("priority", json!("urgent")),
        ("due", json!("2026-02-29")),
        ("due", json!("2026-02-31")),
        // Where the clocks go forward, in the zone of the account.
        ("due", json!("2027-03-28T02:30")),
        ("due", json!("2026-12-24T09:00[Nowhere]")),
        ("due", json!("2026-12-24 09:00")),
        ("due", json!("2026-12-24T24:00")),
        ("due", json!("2026-12-24T09:00:30")),
        ("due", json!("2026-12-24T09:00Z")),
        ("due", json!("2026-03-29T02:30[Europe/Berlin]")),
        ("due", json!("")),
        ("due", json!(20_261_224)),
        ("due", json!({"date": "2026-12-24"})),
        ("start", json!("2026-02-31")),
        ("start", json!("2026-12-24T09:00")),
        ("start", json!("tomorrow")),
        ("planned", json!("0000-01-01")),
        ("planned", json!("10000-01-01")),
        ("planned", json!("24.12.2026")),
        ("planned", json!("2026-12-24T09:00[Europe/Berlin]")),
        ("planned", json!("2026-12-24T09:00Z")),
        ("planned", json!("2026-12-24T24:00")),
        ("planned", json!("2026-12-24 09:00")),
        ("estimate", json!(-1)),
        ("estimate", json!(0)),
        ("estimate", json!(60_001)),
        ("estimate", json!("15m")),
        ("estimate", json!(1.5)),
        ("estimate", json!(9_223_372_036_854_775_807_i64)),
        ("project_id", json!(3)),
        ("project_id", json!(0)),
        ("project_id", json!("1")),
        ("parent_id", json!(99)),
        ("parent_id", json!(-1)),
        ("tags", json!([""])),
        ("tags", json!(["x".repeat(51)])),
        ("tags", json!([1])),
        ("tags", json!(["a,b"])),
        ("tags", json!(["two words"])),
        ("tags", json!("home")),
        ("tags", json!((0..51).map(|number| format!("tag{number}")).collect::<Vec<_>>())),
        ("tags", json!(vec!["same"; 10_000])),
        ("tags", json!(many)),
        ("recurrence", json!("FREQ=DAILY")),
        ("recurrence", json!({"rule": "FREQ=HOURLY"})),
        ("recurrence", json!({"rule": ""})),
    ] {
        let body = json!({"title": "Wrong", "estimate": 5, "due": "2026-12-24", field: value});
        for answer in [anna.post("/tasks", body.clone()).await, anna.patch("/tasks/2", body).await] {
            assert_eq!(answer.expect(422).fields(), [field], "{value}");
        }
    }
    let cleared = anna.patch("/tasks/2", json!({"title": "Wrong", "status": null})).await.expect(422);
    assert_eq!(cleared.fields(), ["status"]);
    let several = anna.patch("/tasks/2", json!({"due": "x", "tags": [""], "estimate": 0})).await.expect(422);
    assert_eq!(several.fields(), ["due", "estimate", "tags"]);
    assert_eq!((anna.task(2).await, anna.head().await), before);
    assert_eq!(anna.get("/tasks").await.json()["total"], 3);
}

#[tokio::test]
async fn what_is_closed_has_a_time_and_what_is_open_has_none() {
    let (_server, mut anna) = anna().await;
    anna.add_task("One").await;
    let then = "2026-01-01T10:00:00Z";
    for (patch, status, at) in [
        (json!({"status": "dropped", "completed_at": then}), "dropped", Some(then)),
        (json!({"status": "done"}), "done", Some(then)),
        (json!({"completed_at": "2026-01-02T00:00:00+02:00"}), "done", Some("2026-01-01T22:00:00Z")),
        (json!({"status": "open"}), "open", None),
        (json!({"status": "open", "completed_at": null}), "open", None),
        (json!({"completed_at": then}), "done", Some(then)),
        (json!({"completed_at": null}), "open", None),
    ] {
        let answered = anna.patch("/tasks/1", patch.clone()).await.expect(200).json();
        assert_eq!((&answered["status"], answered["completed_at"].as_str()), (&json!(status), at), "{patch}");
    }
    let now = anna.patch("/tasks/1", json!({"status": "dropped"})).await.expect(200).json();
    assert_eq!(now["completed_at"], now["updated_at"]);
    assert_eq!(anna.head().await["action"], "drop");
    for patch in [
        json!({"status": "open", "completed_at": then}),
        json!({"status": "done", "completed_at": null}),
        json!({"status": "dropped", "completed_at": null}),
    ] {
        assert_eq!(anna.patch("/tasks/1", patch.clone()).await.expect(422).fields(), ["completed_at"], "{patch}");
    }
    assert_eq!(anna.task(1).await, now);
}

#[tokio::test]
async fn what_was_dropped_stays_dropped_when_it_is_dated_back_and_when_that_is_undone() {
    let (_server, mut anna) = anna().await;
    anna.make(json!({"title": "Skis", "status": "dropped"})).await;
    let before = anna.task(1).await;
    let dated = anna.patch("/tasks/1", json!({"completed_at": "2026-01-01T00:00:00Z"})).await.expect(200);
    assert_eq!(dated.json()["status"], "dropped");
    anna.undo(dated.group()).await.expect(200);
    let after = anna.task(1).await;
    assert_eq!((&after["status"], &after["completed_at"]), (&before["status"], &before["completed_at"]));
    let reverted = anna.post("/tasks/1/revert", json!({"version": dated.json()["version"]})).await.expect(200).json();
    assert_eq!((&reverted["status"], &reverted["completed_at"]), (&json!("dropped"), &json!("2026-01-01T00:00:00Z")));
}

#[tokio::test]
async fn parts_go_three_hundred_deep_and_come_back_in_one_step() {
    let (_server, mut anna) = anna().await;
    // The first line has the last number.
    let text: Vec<String> = (0..300).map(|depth| format!("{}Level {depth}", " ".repeat(depth))).collect();
    anna.post("/capture", json!({"text": text.join("\n")})).await.expect(201);
    let parts = anna.get("/tasks/300/subtasks").await.expect(200).json();
    assert_eq!(parts["tasks"].as_array().unwrap().len(), 299);
    let relations = anna.get("/tasks/relations?ids=300,1,150").await.expect(200).json();
    let totals: Vec<_> = (0..3).map(|at| relations["relations"][at]["subtasks"]["total"].as_u64()).collect();
    assert_eq!(totals, [None, Some(149), Some(299)]);
    for parent in [300, 299, 298, 1] {
        let within = json!({"ids": [300], "parent_id": parent});
        assert_eq!(anna.patch("/tasks", within.clone()).await.expect(422).fields(), ["parent_id"], "{parent}");
        assert_eq!(anna.patch("/tasks/300", within).await.expect(422).fields(), ["parent_id"], "{parent}");
    }
    let done = anna.patch("/tasks/299", json!({"status": "done"})).await.expect(200).group();
    assert_eq!(anna.get("/tasks?status=done").await.json()["total"], 299);
    anna.undo(done).await.expect(200);
    assert_eq!(anna.get("/tasks?status=open").await.json()["total"], 300);
    let deleted = anna.delete("/tasks/299").await.expect(204).group();
    assert_eq!(anna.get("/tasks").await.json()["total"], 1);
    anna.undo(deleted).await.expect(200);
    anna.delete("/tasks/300").await.expect(204);
    anna.restore("/tasks/300").await.expect(200);
    assert_eq!(anna.task(1).await["parent_id"], 2);
}

#[tokio::test]
async fn relations_say_what_a_task_is_a_part_of_and_how_far_its_parts_are() {
    let (server, mut anna) = with_trip().await;
    anna.make_all([json!({"title": "Alone"}), json!({"title": "Skis", "parent_id": 2, "status": "dropped"})]).await;
    let all = "/tasks/relations?ids=5,4,3,2,1,99";
    let part_of = |id: i64, title: &str| json!({"id": id, "title": title});
    let relations = |done: i64| {
        json!([
            {"id": 1, "parent": null, "subtasks": {"done": done, "total": 3}},
            {"id": 2, "parent": part_of(1, "Trip"), "subtasks": {"done": done, "total": 2}},
            {"id": 3, "parent": part_of(2, "Pack"), "subtasks": null},
            {"id": 5, "parent": part_of(2, "Pack"), "subtasks": null},
        ])
    };
    assert_eq!(anna.get(all).await.expect(200).json()["relations"], relations(1));
    anna.patch("/tasks/3", json!({"status": "done"})).await.expect(200);
    assert_eq!(anna.get(all).await.json()["relations"], relations(2));
    // Asked about alone, and the part before the whole.
    assert_eq!(anna.get("/tasks/relations?ids=1").await.json()["relations"], json!([relations(2)[0]]));
    anna.patch("/tasks/1", json!({"parent_id": 4})).await.expect(200);
    let above = anna.get("/tasks/relations?ids=1,4").await.json();
    assert_eq!(
        above["relations"][0],
        json!({"id": 1, "parent": part_of(4, "Alone"), "subtasks": {"done": 2, "total": 3}})
    );
    assert_eq!(above["relations"][1], json!({"id": 4, "parent": null, "subtasks": {"done": 2, "total": 4}}));
    anna.delete("/tasks/2").await.expect(204);
    let left = anna.get(all).await.json();
    assert_eq!(left["relations"].as_array().unwrap().len(), 2, "what is in the trash counts no more");
    assert_eq!(left["relations"][1]["subtasks"], json!({"done": 0, "total": 1}));

    let mut berta = server.user("berta").await;
    assert_eq!(berta.get(all).await.expect(200).json()["relations"], json!([]));
    for wrong in ["", "?ids=", "?ids=1;2", "?ids=one", "?ids=1&ids=2"] {
        assert_eq!(anna.get(&format!("/tasks/relations{wrong}")).await.expect(422).fields(), ["ids"], "{wrong}");
    }
}

#[tokio::test]
async fn a_part_that_is_brought_back_alone_stays_alone_when_the_whole_follows() {
    let (_server, mut anna) = with_trip().await;
    assert_eq!(titles(&anna.get("/tasks/1/subtasks").await.json()), ["Pack", "Socks"]);
    anna.delete("/tasks/1").await.expect(204);
    anna.get("/tasks/3").await.expect(404);
    let alone = anna.restore("/tasks/3").await.expect(200).json();
    assert_eq!((&alone["parent_id"], &alone["project_id"]), (&Value::Null, &json!(1)));
    anna.restore("/tasks/1").await.expect(200);
    assert_eq!(titles(&anna.get("/tasks/1/subtasks").await.json()), ["Pack"]);
}

#[tokio::test]
async fn completing_a_whole_leaves_the_parts_alone_that_were_closed_before() {
    let (_server, mut anna) = with_trip().await;
    anna.make(json!({"title": "Skis", "parent_id": 2, "status": "dropped"})).await;
    let then = "2026-01-01T00:00:00Z";
    anna.patch("/tasks/3", json!({"completed_at": then})).await.expect(200);
    let skis = anna.task(4).await;
    let back_dated = "2026-03-03T00:00:00Z";
    let done = anna.patch("/tasks/1", json!({"completed_at": back_dated})).await.expect(200);
    assert_eq!(anna.task(2).await["completed_at"], back_dated, "a part was done when the whole was");
    assert_eq!(anna.task(3).await["completed_at"], then);
    assert_eq!(anna.task(4).await, skis);
    let group = anna.group(done.group()).await;
    assert_eq!((&group["action"], &group["change_count"]), (&json!("complete"), &json!(2)));
    // A part that was opened again since stands in the way, and then none of it is taken back.
    anna.patch("/tasks/2", json!({"status": "open"})).await.expect(200);
    assert_eq!(anna.undo(done.group()).await.expect(409).fields(), ["completed_at"]);
    assert_eq!(anna.task(1).await["status"], "done");
}

#[tokio::test]
async fn a_part_goes_to_its_parent_s_project_and_leaves_the_parent_for_another() {
    let (_server, mut anna) = with_trip().await;
    anna.make(json!({"title": "Ski", "project_id": 2})).await;
    let moved = anna.patch("/tasks/2", json!({"parent_id": 4})).await.expect(200);
    assert_eq!(moved.json()["project_id"], 2);
    assert_eq!(anna.task(3).await["project_id"], 2, "what is within goes along");
    anna.undo(moved.group()).await.expect(200);
    assert_eq!((&anna.task(2).await["parent_id"], &anna.task(3).await["project_id"]), (&json!(1), &json!(1)));
    let left = anna.patch("/tasks/2", json!({"project_id": 2})).await.expect(200).json();
    assert_eq!((&left["parent_id"], &left["project_id"]), (&Value::Null, &json!(2)));
    let made = anna.make(json!({"title": "Gloves", "parent_id": 3})).await;
    assert_eq!(made["project_id"], 2);
    // Two wishes that can't both come true.
    let both = json!({"title": "Scarf", "parent_id": 3, "project_id": 1});
    assert_eq!(anna.post("/tasks", both.clone()).await.expect(422).fields(), ["project_id"]);
    assert_eq!(
        anna.patch("/tasks/1", json!({"parent_id": 4, "project_id": null})).await.expect(422).fields(),
        ["project_id"]
    );
    let fits = anna.make(json!({"title": "Scarf", "parent_id": 3, "project_id": 2})).await;
    assert_eq!((&fits["parent_id"], &fits["project_id"]), (&json!(3), &json!(2)));
    let whole = json!({"title": "Trip", "project_id": 1, "parent_id": 4});
    assert_eq!(anna.patch("/tasks/1", whole).await.expect(200).json()["project_id"], 2, "sent back as it was");
    let taken_out = anna.patch("/tasks/2", json!({"project_id": null})).await.expect(200).group();
    assert_eq!(anna.task(5).await["project_id"], Value::Null, "out of a project too");
    anna.undo(taken_out).await.expect(200);
    assert_eq!(anna.task(5).await["project_id"], 2);
}

#[tokio::test]
async fn what_belongs_to_another_account_is_as_if_it_were_not_there() {
    let (server, mut anna) = with_trip().await;
    let mut berta = server.user("berta").await;
    berta.make(json!({"title": "Hers"})).await;
    let before = (berta.task(1).await, berta.head().await);
    for (field, number) in [("project_id", 1), ("parent_id", 2), ("parent_id", 3)] {
        let patch = json!({field: number});
        assert_eq!(berta.patch("/tasks/1", patch).await.expect(422).fields(), [field]);
        assert_eq!(berta.patch("/tasks", json!({"ids": [1], field: number})).await.expect(422).fields(), [field]);
        assert_eq!(berta.post("/tasks", json!({"title": "x", field: number})).await.expect(422).fields(), [field]);
        assert_eq!(berta.post("/capture", json!({"text": "x", field: number})).await.expect(422).fields(), [field]);
    }
    for side in ["after", "before"] {
        let refused = berta.post("/tasks/move", json!({"ids": [1], side: 2})).await.expect(422);
        assert_eq!(refused.fields(), [side]);
    }
    berta.post("/tasks/move", json!({"ids": [1, 2], "after": 1})).await.expect(404);
    for path in ["/tasks/2/skip", "/projects/1/restore"] {
        berta.send("POST", path, None, Vec::new()).await.expect(404);
    }
    for path in ["/tasks/2/urgency", "/tasks/2/occurrences", "/tasks/2/subtasks", "/projects/1/tasks"] {
        berta.get(path).await.expect(404);
    }
    assert_eq!((berta.task(1).await, berta.head().await), before);
    assert_eq!(anna.get("/tasks").await.json()["total"], 3);
}

#[tokio::test]
async fn tags_are_added_and_taken_away_from_all_or_none() {
    let (_server, mut anna) = anna().await;
    let many: Vec<String> = (10..58).map(|number| format!("tag{number}")).collect();
    anna.make(json!({"title": "Few", "tags": ["old"]})).await;
    anna.make(json!({"title": "Many", "tags": many})).await;
    let before = (anna.task(1).await, anna.head().await);
    let refused = anna.patch("/tasks", json!({"ids": [1, 2], "add_tags": ["a", "b", "c"]})).await.expect(422);
    assert_eq!(refused.fields(), ["tags"]);
    for field in ["add_tags", "remove_tags"] {
        for value in [json!(["two words"]), json!("home"), json!(vec!["x"; 10_000])] {
            let refused = anna.patch("/tasks", json!({"ids": [1, 2], field: value})).await.expect(422);
            assert_eq!(refused.fields(), [field], "{value}");
        }
    }
    let either = anna.patch("/tasks", json!({"ids": [1], "add_tags": ["x"], "tags": []})).await.expect(422);
    assert_eq!(either.fields(), ["tags"]);
    assert_eq!((anna.task(1).await, anna.head().await), before);
    let both = json!({"ids": [1, 2], "add_tags": ["New", "old"], "remove_tags": ["tag10", "never"], "priority": "low"});
    let changed = anna.patch("/tasks", both).await.expect(200);
    let few = anna.task(1).await;
    assert_eq!((&few["tags"], &few["priority"]), (&json!(["new", "old"]), &json!("low")));
    assert_eq!(anna.task(2).await["tags"].as_array().unwrap().len(), 49);
    anna.undo(changed.group()).await.expect(200);
    assert_eq!(anna.task(1).await["tags"], json!(["old"]));
    assert_eq!(anna.task(2).await["tags"].as_array().unwrap().len(), 48);
    let kept = json!({"ids": [1], "add_tags": ["kept"], "remove_tags": ["old"]});
    anna.patch("/tasks", kept).await.expect(200);
    assert_eq!(anna.task(1).await["tags"], json!(["kept"]));
}

#[tokio::test]
async fn tasks_are_put_where_one_wants_them_however_often() {
    let (_server, mut anna) = with_trip().await;
    anna.delete("/tasks/1").await.expect(204);
    for title in ["A", "B", "C", "D", "E"] {
        anna.make(json!({"title": title, "project_id": 1})).await;
    }
    for (place, expected) in [
        (json!({"ids": [8], "before": 4}), "EABCD"),
        (json!({"ids": [8], "after": 7}), "ABCDE"),
        (json!({"ids": [4, 6], "after": 5}), "BACDE"),
        (json!({"ids": [7, 5, 8], "before": 4}), "BDEAC"),
        (json!({"ids": [5, 4], "after": 5}), "BADEC"),
        (json!({"ids": [5, 4], "before": 4}), "BADEC"),
        (json!({"ids": [6, 8], "before": 7}), "BAECD"),
        (json!({"ids": [8], "after": 5}), "BEACD"),
    ] {
        let moved = anna.post("/tasks/move", place.clone()).await.expect(200);
        assert_eq!(order(&mut anna).await, expected, "{place}");
        if !moved.header("x-change-group").is_empty() {
            assert_eq!(anna.head().await["action"], "move");
        }
    }
    for turn in 0..60 {
        let (id, expected) = if turn % 2 == 0 { (7, "BDEAC") } else { (8, "BEDAC") };
        anna.post("/tasks/move", json!({"ids": [id], "after": 5})).await.expect(200);
        assert_eq!(order(&mut anna).await, expected, "turn {turn}");
    }
    let swapped = anna.post("/tasks/move", json!({"ids": [4, 6], "before": 5})).await.expect(200);
    assert_eq!(order(&mut anna).await, "ACBED");
    anna.post("/tasks/move", json!({"ids": [7], "before": 4})).await.expect(200);
    assert_eq!(order(&mut anna).await, "DACBE");
    anna.undo(swapped.group()).await.expect(200);
    assert_eq!(order(&mut anna).await, "DBEAC", "what was moved since stays");
    for (place, field) in [
        (json!({"ids": [4], "after": 99}), "after"),
        (json!({"ids": [4]}), "after"),
        (json!({"ids": [4], "after": 5, "before": 5}), "after"),
    ] {
        assert_eq!(anna.post("/tasks/move", place.clone()).await.expect(422).fields(), [field], "{place}");
    }
}

#[tokio::test]
async fn tasks_are_changed_and_put_in_a_place_at_once() {
    let (_server, mut anna) = anna().await;
    anna.make_all((1..=4).map(|number| json!({"title": number.to_string()}))).await;
    let body = json!({"ids": [1, 3], "priority": "high", "after": 4});
    let changed = anna.patch("/tasks", body).await.expect(200);
    assert_eq!(changed.json()["tasks"][1]["priority"], "high");
    assert_eq!(titles(&anna.find("sort:position").await).join(" "), "2 4 1 3");
    anna.undo(changed.group()).await.expect(200);
    assert_eq!(titles(&anna.find("sort:position").await).join(" "), "1 2 3 4", "one undo takes back both");
    assert_eq!(anna.get("/tasks/1").await.json()["priority"], "none");
    for (place, field) in [
        (json!({"after": 99}), "after"),
        (json!({"before": 99}), "before"),
        (json!({"after": 2, "before": 4}), "after"),
    ] {
        let mut body = json!({"ids": [1], "priority": "low"});
        body.as_object_mut().unwrap().extend(place.as_object().unwrap().clone());
        assert_eq!(anna.patch("/tasks", body).await.expect(422).fields(), [field], "{place}");
    }
    assert_eq!(anna.get("/tasks/1").await.json()["priority"], "none", "all or nothing");
}
