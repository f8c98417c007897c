//! What must hold of every thing, whatever brings it about: undo, redo, an earlier version, the trash.

use serde_json::{Value, json};
use tracker::domain::transfer::export::Export;

use crate::support::{Answer, Browser, Server, anna, titles};

/// What an undo or another write is refused with: the fields it blames, and the sentence.
async fn refused(anna: &mut Browser, method: &str, path: &str, body: Value) -> (Vec<String>, String) {
    let before = anna.get("/export").await.body;
    let answer = anna.send_json(method, path, &[], &body).await.expect(409);
    assert_eq!(anna.get("/export").await.body, before, "it is all or nothing");
    (answer.fields(), answer.json()["error"].as_str().unwrap().to_owned())
}

async fn undo_refused(anna: &mut Browser, group: i64) -> (Vec<String>, String) {
    refused(anna, "POST", &format!("/changes/{group}/undo"), Value::Null).await
}

/// An export that is imported elsewhere is exported from there to the same bytes.
async fn exports_and_imports(server: &Server, anna: &mut Browser) {
    let exported = anna.get("/export").await.expect(200).body;
    let name = format!("copy{}", anna.head().await["id"]);
    let mut copy = server.user(&name).await;
    server.store.import(copy.user_id().await, Export::parse(&exported).unwrap()).await.unwrap();
    assert_eq!(String::from_utf8_lossy(&copy.get("/export").await.body), String::from_utf8_lossy(&exported));
}

#[tokio::test]
async fn an_undo_leaves_what_repeats_its_due() {
    let (server, mut anna) = anna().await;
    anna.make(json!({"title": "Rent"})).await;
    let dated = anna.patch("/tasks/1", json!({"due": "2027-01-01"})).await.expect(200).group();
    let repeats = json!({"recurrence": {"rule": "FREQ=MONTHLY"}});
    let repeats = anna.patch("/tasks/1", repeats).await.expect(200).group();
    let (fields, sentence) = undo_refused(&mut anna, dated).await;
    assert_eq!(fields, ["recurrence"]);
    assert_eq!(sentence, "“Rent” repeats, so it needs its due. Undo that first.");
    exports_and_imports(&server, &mut anna).await;
    anna.undo(repeats).await.expect(200);
    anna.undo(dated).await.expect(200);
    assert_eq!(anna.task(1).await["due"], Value::Null);
}

#[tokio::test]
async fn a_redo_does_not_let_repeat_what_has_no_due_by_then() {
    let (server, mut anna) = anna().await;
    anna.make(json!({"title": "Rent", "due": "2027-01-01"})).await;
    let repeats = json!({"recurrence": {"rule": "FREQ=MONTHLY"}});
    let repeats = anna.patch("/tasks/1", repeats).await.expect(200).group();
    let undone = anna.undo(repeats).await.expect(200).group();
    let cleared = anna.patch("/tasks/1", json!({"due": null})).await.expect(200).group();
    let (fields, sentence) = undo_refused(&mut anna, undone).await;
    assert_eq!(fields, ["recurrence"]);
    assert_eq!(sentence, "“Rent” has no due to repeat from. Give it one first.");
    exports_and_imports(&server, &mut anna).await;
    anna.undo(cleared).await.expect(200);
    anna.undo(undone).await.expect(200);
    assert_eq!(anna.task(1).await["recurrence"]["rule"], "FREQ=MONTHLY");
}

#[tokio::test]
async fn an_undo_keeps_a_series_at_the_time_of_day_of_its_due() {
    for from in ["due", "completion"] {
        let (server, mut anna) = anna().await;
        anna.make(json!({"title": "Call", "due": "2027-01-01"})).await;
        let timed = anna.patch("/tasks/1", json!({"due": "2027-01-01T09:00[UTC]"})).await.expect(200).group();
        anna.patch("/tasks/1", json!({"recurrence": {"rule": "FREQ=DAILY", "from": from}})).await.expect(200);
        let (fields, sentence) = undo_refused(&mut anna, timed).await;
        assert_eq!(fields, ["recurrence"]);
        assert_eq!(sentence, "“Call” repeats from the due that it has. Undo that first.");
        exports_and_imports(&server, &mut anna).await;
    }
}

#[tokio::test]
async fn a_part_that_repeats_from_completion_begins_where_its_copy_is_due() {
    let (server, mut anna) = anna().await;
    anna.make(json!({"title": "Clean", "due": "2027-01-01", "recurrence": {"rule": "FREQ=WEEKLY"}})).await;
    let daily = json!({"rule": "FREQ=DAILY;INTERVAL=3", "from": "completion"});
    anna.make(json!({"title": "Floor", "due": "2027-01-02", "parent_id": 1, "recurrence": daily})).await;
    anna.patch("/tasks/1", json!({"completed_at": "2027-01-01T10:00:00Z"})).await.expect(200);
    let copy = anna.task(4).await;
    assert_eq!((&copy["due"], &copy["recurrence"]["dtstart"]), (&json!("2027-01-09"), &json!("2027-01-09")));
    let occurrences = anna.get("/tasks/4/occurrences").await.json();
    assert_eq!(occurrences["occurrences"][0], "2027-01-12");
    anna.patch("/tasks/1", json!({"completed_at": "2027-01-09T10:00:00Z"})).await.expect(200);
    let copy = anna.task(4).await;
    assert_eq!((&copy["due"], &copy["recurrence"]["dtstart"]), (&json!("2027-01-16"), &json!("2027-01-16")));
    exports_and_imports(&server, &mut anna).await;
}

#[tokio::test]
async fn an_undo_that_leads_nowhere_says_so_as_a_conflict() {
    let (_server, mut anna) = anna().await;
    anna.make_all([json!({"title": "Whole"}), json!({"title": "Part", "parent_id": 1})]).await;
    let moved = anna.patch("/tasks/2", json!({"parent_id": null})).await.expect(200).group();
    anna.delete("/tasks/1").await.expect(204);
    let (fields, sentence) = undo_refused(&mut anna, moved).await;
    assert_eq!(fields, ["parent_id"]);
    assert_eq!(sentence, "There is no such task for “Part” to belong to.");
}

#[tokio::test]
async fn in_the_trash_nothing_is_a_part_of_itself_either() {
    let (_server, mut anna) = anna().await;
    anna.make_all([json!({"title": "B"}), json!({"title": "A", "parent_id": 1})]).await;
    anna.delete("/tasks/1").await.expect(204);
    let restored = anna.restore("/tasks/2").await.expect(200).group();
    anna.restore("/tasks/1").await.expect(200);
    anna.patch("/tasks/1", json!({"parent_id": 2})).await.expect(200);
    anna.delete("/tasks/1").await.expect(204);
    let (fields, sentence) = undo_refused(&mut anna, restored).await;
    assert_eq!((fields, sentence.as_str()), (vec!["parent_id".to_owned()], "“A” can't be part of itself."));
}

/// The open tasks that repeat, by title.
async fn repeating(anna: &mut Browser) -> Vec<String> {
    let open = anna.find("is:open is:recurring sort:created").await;
    titles(&open).into_iter().map(str::to_owned).collect()
}

async fn set(anna: &mut Browser, id: i64, fields: Value) -> Answer {
    anna.patch(&format!("/tasks/{id}"), fields).await.expect(200)
}

#[tokio::test]
async fn a_done_one_of_a_series_that_is_moved_below_what_repeats_goes_on_once() {
    let (server, mut anna) = anna().await;
    let daily = json!({"rule": "FREQ=DAILY"});
    anna.make(json!({"title": "Water", "due": "2027-01-01", "recurrence": daily})).await;
    anna.make(json!({"title": "Under it", "parent_id": 1})).await;
    set(&mut anna, 1, json!({"completed_at": "2027-01-01T10:00:00Z"})).await;
    anna.make(json!({"title": "Garden", "due": "2027-01-01", "recurrence": {"rule": "FREQ=WEEKLY"}})).await;
    set(&mut anna, 1, json!({"parent_id": 5})).await;
    anna.make(json!({"title": "Dig", "parent_id": 5})).await;
    set(&mut anna, 5, json!({"completed_at": "2027-01-01T10:00:00Z"})).await;
    assert_eq!(repeating(&mut anna).await, ["Water", "Garden"]);
    let next = anna.find("Garden is:open").await["tasks"][0]["id"].clone();
    let parts = anna.get(&format!("/tasks/{next}/subtasks")).await.json();
    assert_eq!(titles(&parts), ["Dig"]);
    exports_and_imports(&server, &mut anna).await;
}

/// Task 1 is done and has made task 2; where that is gone, it is opened and done anew, which makes task 3.
async fn done_twice(anna: &mut Browser) {
    anna.make(json!({"title": "Water", "due": "2027-01-01", "recurrence": {"rule": "FREQ=DAILY"}})).await;
    set(anna, 1, json!({"completed_at": "2027-01-01T10:00:00Z"})).await;
    anna.delete("/tasks/2").await.expect(204);
    set(anna, 1, json!({"status": "open"})).await;
    set(anna, 1, json!({"completed_at": "2027-01-01T10:00:00Z"})).await;
}

#[tokio::test]
async fn what_comes_back_from_the_trash_repeats_no_more_where_its_series_goes_on() {
    for way in ["one", "several"] {
        let (server, mut anna) = anna().await;
        done_twice(&mut anna).await;
        match way {
            "one" => drop(anna.restore("/tasks/2").await.expect(200)),
            _ => drop(anna.post("/tasks/restore", json!({"ids": [2]})).await.expect(200)),
        }
        assert_eq!(anna.task(2).await["recurrence"], Value::Null, "{way}");
        assert_eq!(repeating(&mut anna).await, ["Water"], "{way}");
        exports_and_imports(&server, &mut anna).await;
    }
}

#[tokio::test]
async fn a_project_comes_back_without_a_second_series() {
    let (server, mut anna) = anna().await;
    anna.add_project("House").await;
    anna.add_project("Garden").await;
    let task = json!({"title": "Water", "due": "2027-01-01", "project_id": 1, "recurrence": {"rule": "FREQ=DAILY"}});
    anna.make(task).await;
    set(&mut anna, 1, json!({"completed_at": "2027-01-01T10:00:00Z"})).await;
    set(&mut anna, 1, json!({"project_id": 2})).await;
    anna.delete("/projects/1").await.expect(204);
    set(&mut anna, 1, json!({"status": "open"})).await;
    anna.restore("/projects/1").await.expect(200);
    assert_eq!(anna.task(2).await["recurrence"], Value::Null);
    assert_eq!(repeating(&mut anna).await, ["Water"]);
    exports_and_imports(&server, &mut anna).await;
}

#[tokio::test]
async fn an_undo_does_not_bring_a_series_back_twice() {
    let (server, mut anna) = anna().await;
    anna.make(json!({"title": "Water", "due": "2027-01-01", "recurrence": {"rule": "FREQ=DAILY"}})).await;
    set(&mut anna, 1, json!({"completed_at": "2027-01-01T10:00:00Z"})).await;
    let deleted = anna.delete("/tasks/2").await.expect(204).group();
    set(&mut anna, 1, json!({"status": "open"})).await;
    let (fields, sentence) = undo_refused(&mut anna, deleted).await;
    assert_eq!(fields, ["recurrence"]);
    assert_eq!(sentence, "“Water” repeats in another task already, due 2027-01-01. Delete that one first, or stop it.");
    anna.delete("/tasks/1").await.expect(204);
    anna.undo(deleted).await.expect(200);
    exports_and_imports(&server, &mut anna).await;
}

#[tokio::test]
async fn what_is_opened_again_repeats_no_more_while_its_series_goes_on_past_the_trash() {
    let (_server, mut anna) = anna().await;
    anna.make(json!({"title": "Water", "due": "2027-01-01", "recurrence": {"rule": "FREQ=DAILY"}})).await;
    set(&mut anna, 1, json!({"completed_at": "2027-01-01T10:00:00Z"})).await;
    set(&mut anna, 2, json!({"completed_at": "2027-01-02T10:00:00Z"})).await;
    anna.delete("/tasks/2").await.expect(204);
    let opened = set(&mut anna, 1, json!({"status": "open"})).await.json();
    assert_eq!(opened["recurrence"], Value::Null);
    assert_eq!(repeating(&mut anna).await, ["Water"]);
    let again = json!({"recurrence": {"rule": "FREQ=DAILY"}});
    let (fields, _) = refused(&mut anna, "PATCH", "/tasks/1", again).await;
    assert_eq!(fields, ["recurrence"]);
}

#[tokio::test]
async fn limits_hold_for_what_comes_back_too() {
    let (_server, mut anna) = anna().await;
    for half in 0..2 {
        let lines: Vec<String> = (0..1_000).map(|line| format!("Task +P{half}-{line}")).collect();
        anna.capture(&lines.join("\n")).await;
    }
    let deleted = anna.delete("/projects/1").await.expect(204).group();
    anna.add_project("Another").await;
    for (path, body) in [
        (format!("/changes/{deleted}/undo"), Value::Null),
        ("/projects/1/restore".to_owned(), Value::Null),
        ("/projects".to_owned(), json!({"name": "One more"})),
        ("/tasks".to_owned(), json!({"title": "x", "project": "New"})),
    ] {
        let refused = anna.send_json("POST", &path, &[], &body).await.expect(409).json();
        assert_eq!(refused["error"], "An account can have 2,000 projects at most. Delete one first.", "{path}");
    }
    assert_eq!(anna.get("/projects").await.json()["projects"].as_array().unwrap().len(), 2_000);
}

#[tokio::test]
async fn a_deleted_view_does_not_come_back_as_one_too_many() {
    let (_server, mut anna) = anna().await;
    for view in 0..500 {
        anna.post("/views", json!({"name": format!("View {view}"), "query": ""})).await.expect(201);
    }
    let deleted = anna.delete("/views/1").await.expect(204).group();
    anna.post("/views", json!({"name": "Another", "query": ""})).await.expect(201);
    for (path, body) in
        [(format!("/changes/{deleted}/undo"), Value::Null), ("/views".to_owned(), json!({"name": "x", "query": ""}))]
    {
        let refused = anna.send_json("POST", &path, &[], &body).await.expect(409).json();
        assert_eq!(refused["error"], "An account can have 500 saved views at most. Delete one first.", "{path}");
    }
}
