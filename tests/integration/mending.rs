//! Accounts that an earlier version had let break a rule.

use rusqlite::{Connection, named_params};
use serde_json::{Value, json};
use tracker::domain::transfer::export::Export;

use crate::support::{Browser, PASSWORD, Process, Server, anna, check_rules, titles};

/// Writes what the recorder of an earlier version would have written: an undo with these changes of tasks.
fn write(server: &Server, changes: &[(i64, Value, Value)], rows: &str) {
    let connection = Connection::open(server.database()).unwrap();
    let head: i64 = connection.query_row("SELECT max(id) FROM changes", [], |row| row.get(0)).unwrap();
    let mut insert = connection
        .prepare("INSERT INTO changes SELECT id, :change, 'task', :task, :before, :after FROM users")
        .unwrap();
    for (number, (task, before, after)) in (1..).zip(changes) {
        let (before, after) = (before.to_string(), after.to_string());
        let change: i64 = head + number;
        insert.execute(named_params! {":change": change, ":task": task, ":before": before, ":after": after}).unwrap();
    }
    drop(insert);
    let last = head + i64::try_from(changes.len()).unwrap();
    let sql = "INSERT INTO change_groups SELECT id, :first, :last, 1795000000000, 1, 'update', NULL, NULL FROM users";
    connection.execute(sql, named_params! {":first": head + 1, ":last": last}).unwrap();
    connection
        .execute_batch(&rows.replace(":last", &last.to_string()).replace(":first", &(head + 1).to_string()))
        .unwrap();
    connection.execute("UPDATE server SET checked_rules = 0", []).unwrap();
}

/// A task that repeats and has lost its due, and another in the trash.
async fn without_due(server: &Server, anna: &mut Browser) {
    for title in ["Rent", "Gone"] {
        anna.make(json!({"title": title, "due": "2027-01-01", "recurrence": {"rule": "FREQ=MONTHLY"}})).await;
    }
    anna.patch("/tasks/1", json!({"due": "2027-01-03"})).await.expect(200);
    anna.delete("/tasks/2").await.expect(204);
    let lost = |due: &str| (json!({ "due": due }), json!({"due": null}));
    let ((before, after), (gone, none)) = (lost("2027-01-03"), lost("2027-01-01"));
    write(
        server,
        &[(1, before, after), (2, gone, none)],
        "UPDATE tasks SET due = NULL, version = :first, updated_at = 1795000000000 WHERE id = 1;
         CREATE TEMP TABLE gone AS SELECT * FROM trashed_tasks WHERE id = 2;
         DELETE FROM trashed_tasks WHERE id = 2;
         UPDATE gone SET due = NULL, version = :last, updated_at = 1795000000000;
         INSERT INTO trashed_tasks SELECT * FROM gone;",
    );
}

#[tokio::test]
async fn what_repeats_without_a_due_gets_its_last_one_back_at_the_next_start() {
    let (server, mut anna) = anna().await;
    without_due(&server, &mut anna).await;
    let head = anna.head().await["id"].as_i64().unwrap();
    anna.patch("/tasks/1", json!({"title": "Stuck"})).await.expect(422);
    let path = server.database();
    let end = tokio::task::spawn_blocking(move || {
        let mut process = Process::start(&path);
        assert_eq!(process.log_in("anna", PASSWORD), 200);
        let newest = process.expect("GET", "/changes?per_page=1", None, 200)["groups"][0].clone();
        assert_eq!((&newest["actor"]["kind"], &newest["action"]), (&json!("server"), &json!("update")));
        assert_eq!((&newest["id"], &newest["change_count"]), (&json!(head + 2), &json!(2)));
        let change = &newest["changes"][0];
        assert_eq!((&change["title"], &change["after"]), (&json!("Rent"), &json!({"due": "2027-01-03"})));
        process.expect("PATCH", "/tasks/1", Some(&json!({"title": "Not stuck"})), 200);
        process.expect("POST", "/tasks/1/skip", None, 200);
        process.expect("POST", "/tasks/2/restore", None, 200);
        drop(process);
        let mut process = Process::start(&path);
        assert_eq!(process.log_in("anna", PASSWORD), 200);
        process.expect("GET", "/changes?per_page=1", None, 200)["groups"][0]["action"].clone()
    });
    assert_eq!(end.await.unwrap(), "restore", "it is done once");
    let exported = anna.get("/export").await.body;
    let mut berta = server.user("berta").await;
    server.store.import(berta.user_id().await, Export::parse(&exported).unwrap()).await.unwrap();
    assert_eq!(berta.get("/export").await.body, exported);
}

#[tokio::test]
async fn a_file_of_what_is_broken_is_mended_as_it_is_imported() {
    let (server, mut anna) = anna().await;
    without_due(&server, &mut anna).await;
    let exported = anna.get("/export").await.body;
    let mut berta = server.user("berta").await;
    server.store.import(berta.user_id().await, Export::parse(&exported).unwrap()).await.unwrap();
    assert_eq!(berta.head().await["actor"]["kind"], "server");
    assert_eq!(berta.task(1).await["due"], "2027-01-03");
    let mended = berta.get("/export").await.body;
    check_rules(&Export::parse(&mended).unwrap());
    let mut carla = server.user("carla").await;
    server.store.import(carla.user_id().await, Export::parse(&mended).unwrap()).await.unwrap();
    assert_eq!(carla.get("/export").await.body, mended);
}

#[tokio::test]
async fn of_a_series_that_goes_on_twice_the_later_one_stops() {
    let (server, mut anna) = anna().await;
    anna.make(json!({"title": "Water", "due": "2027-01-01", "recurrence": {"rule": "FREQ=DAILY"}})).await;
    anna.patch("/tasks/1", json!({"completed_at": "2027-01-01T10:00:00Z"})).await.expect(200);
    anna.make(json!({"title": "Water", "due": "2027-01-09", "recurrence": {"rule": "FREQ=DAILY"}})).await;
    write(
        &server,
        &[(3, json!({"previous_id": null}), json!({"previous_id": 1}))],
        "UPDATE tasks SET previous_id = 1, version = :first WHERE id = 3;",
    );
    assert_eq!(server.store.mend_accounts(tracker::clock::now()).await.unwrap(), 1);
    let repeats = anna.find("is:recurring is:open").await;
    assert_eq!((titles(&repeats), &repeats["tasks"][0]["id"]), (vec!["Water"], &json!(2)));
    assert_eq!(anna.task(3).await["recurrence"], Value::Null);
    check_rules(&Export::parse(&anna.get("/export").await.body).unwrap());
    assert_eq!(server.store.mend_accounts(tracker::clock::now()).await.unwrap(), 0);
}

#[tokio::test]
async fn parts_and_series_that_were_parted_are_brought_together() {
    let (server, mut anna) = anna().await;
    anna.add_project("House").await;
    anna.make_all([
        json!({"title": "Whole", "project_id": 1}),
        json!({"title": "Part", "parent_id": 1}),
        json!({"title": "Call", "due": "2027-01-01T09:00[UTC]", "recurrence": {"rule": "FREQ=DAILY", "from": "completion"}}),
    ])
    .await;
    write(
        &server,
        &[
            (2, json!({"project_id": 1}), json!({"project_id": null})),
            (3, json!({"due": "2027-01-01T09:00[UTC]"}), json!({"due": "2027-01-02"})),
        ],
        "UPDATE tasks SET project_id = NULL, version = :first, updated_at = 1795000000000 WHERE id = 2;
         UPDATE tasks SET due = '2027-01-02', version = :last, updated_at = 1795000000000 WHERE id = 3;",
    );
    assert_eq!(server.store.mend_accounts(tracker::clock::now()).await.unwrap(), 1);
    assert_eq!(anna.task(2).await["project_id"], 1);
    assert_eq!(anna.task(3).await["recurrence"]["dtstart"], "2027-01-02");
    check_rules(&Export::parse(&anna.get("/export").await.body).unwrap());
}

#[tokio::test]
async fn a_file_that_breaks_a_rule_which_always_held_is_refused() {
    let (server, mut anna) = anna().await;
    anna.make_all([json!({"title": "A"}), json!({"title": "B", "parent_id": 1})]).await;
    anna.patch("/settings", json!({"theme": "dark"})).await.expect(200);
    let good = anna.get("/export").await.json();
    let mut number = 0;
    let mut refused = async |field: &str, wrong: Value| {
        let mut file = good.clone();
        let task = &mut file["tasks"][0];
        task[field] = wrong.clone();
        file["changes"][0]["after"][field] = wrong;
        number += 1;
        let mut copy = server.user(&format!("copy{number}")).await;
        let Ok(export) = Export::parse(file.to_string().as_bytes()) else { return };
        assert!(server.store.import(copy.user_id().await, export).await.is_err(), "{field} was taken");
        assert_eq!(copy.get("/tasks").await.json()["total"], 0);
    };
    refused("parent_id", json!(2)).await;
    refused("parent_id", json!(1)).await;
    refused("parent_id", json!(9)).await;
    refused("project_id", json!(9)).await;
    refused("previous_id", json!(1)).await;
    refused("completed_at", json!("2026-01-01T00:00:00.0001Z")).await;
    refused("start", json!("0000-01-01")).await;
    refused("tags", json!((0..51).map(|tag| format!("t{tag:02}")).collect::<Vec<_>>())).await;
    refused("recurrence", json!({"rule": "FREQ=HOURLY", "from": "due", "dtstart": "2026-01-01"})).await;
    let mut file = good.clone();
    file["settings"]["hours"]["monday"] = json!(2_000);
    file["changes"][2]["after"]["hours"] = file["settings"]["hours"].clone();
    assert!(Export::parse(file.to_string().as_bytes()).is_err());
    file["settings"]["hours"]["monday"] = json!(1_000);
    file["changes"][2]["after"]["hours"] = file["settings"]["hours"].clone();
    Export::parse(file.to_string().as_bytes()).unwrap();
}

#[tokio::test]
async fn tags_are_written_as_they_are_today() {
    let (server, mut anna) = anna().await;
    anna.make_all([json!({"title": "Sweep", "tags": ["strasse"]}), json!({"title": "Gone", "tags": ["strasse"]})])
        .await;
    anna.delete("/tasks/2").await.expect(204);
    let (now, then) = (json!({"tags": ["strasse"]}), json!({"tags": ["home", "straße"]}));
    write(
        &server,
        &[(1, now.clone(), then.clone()), (2, now, then)],
        "UPDATE tasks SET tags = 'home straße', version = :first, updated_at = 1795000000000 WHERE id = 1;
         UPDATE task_tags SET tag = 'straße' WHERE task_id = 1;
         INSERT INTO task_tags SELECT id, 'home', 1 FROM users;
         CREATE TEMP TABLE gone AS SELECT * FROM trashed_tasks WHERE id = 2;
         DELETE FROM trashed_tasks WHERE id = 2;
         UPDATE gone SET tags = 'home straße', version = :last, updated_at = 1795000000000;
         INSERT INTO trashed_tasks SELECT * FROM gone;",
    );
    let exported = anna.get("/export").await.body;
    assert_eq!(server.store.mend_accounts(tracker::clock::now()).await.unwrap(), 1);
    assert_eq!(anna.task(1).await["tags"], json!(["home", "strasse"]));
    assert_eq!(titles(&anna.find("tag:Straße").await), ["Sweep"]);
    anna.post("/tasks/2/restore", json!({})).await.expect(200);
    assert_eq!(titles(&anna.find("tag:STRASSE").await), ["Gone", "Sweep"]);
    assert_eq!(server.store.mend_accounts(tracker::clock::now()).await.unwrap(), 0);
    let mut berta = server.user("berta").await;
    server.store.import(berta.user_id().await, Export::parse(&exported).unwrap()).await.unwrap();
    assert_eq!(berta.task(1).await["tags"], json!(["home", "strasse"]));
}

#[tokio::test]
async fn a_description_that_is_too_long_goes_on_in_subtasks() {
    let (server, mut anna) = anna().await;
    for title in ["Notes", "Gone"] {
        anna.add_task(title).await;
    }
    anna.delete("/tasks/2").await.expect(204);
    let long = format!("{}\n{}", "a".repeat(40_000), "b".repeat(70_000));
    let (none, some) = (json!({ "description": null }), json!({ "description": long }));
    write(
        &server,
        &[(1, none.clone(), some.clone()), (2, none, some)],
        &format!(
            "UPDATE tasks SET description = '{long}', version = :first, updated_at = 1795000000000 WHERE id = 1;
             CREATE TEMP TABLE gone AS SELECT * FROM trashed_tasks WHERE id = 2;
             DELETE FROM trashed_tasks WHERE id = 2;
             UPDATE gone SET description = '{long}', version = :last, updated_at = 1795000000000;
             INSERT INTO trashed_tasks SELECT * FROM gone;"
        ),
    );
    let exported = anna.get("/export").await.body;
    assert_eq!(server.store.mend_accounts(crate::support::now()).await.unwrap(), 1);
    let mut whole = anna.task(1).await["description"].as_str().unwrap().to_owned();
    assert_eq!(whole.len(), 40_001);
    for part in anna.get("/tasks/1/subtasks").await.expect(200).json()["tasks"].as_array().unwrap() {
        whole += part["description"].as_str().unwrap();
    }
    assert_eq!(whole, long);
    anna.restore("/tasks/2").await.expect(200);
    let parts = anna.get("/tasks/2/subtasks").await.expect(200).json();
    assert_eq!(titles(&parts), ["Gone (2)", "Gone (3)"]);
    check_rules(&Export::parse(&anna.get("/export").await.body).unwrap());
    server.store.audit().await.unwrap();
    // A file that was exported before is mended as it is imported.
    let mut berta = server.user("berta").await;
    server.store.import(berta.user_id().await, Export::parse(&exported).unwrap()).await.unwrap();
    assert_eq!(titles(&berta.get("/tasks/1/subtasks").await.expect(200).json()), ["Notes (2)", "Notes (3)"]);
    server.store.audit().await.unwrap();
}
