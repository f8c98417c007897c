//! What must hold of every thing, whatever brings it about: undo, redo, an earlier version, the trash.

use serde_json::{Value, json};
use tracker::domain::transfer::export::Export;

use crate::support::{Browser, Server, anna};

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
