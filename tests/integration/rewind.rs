//! One account brought back to how it stood at an instant.

use jiff::SignedDuration;
use serde_json::{Value, json};
use tracker::domain::log::act::{Act, Actor};

use crate::support::{Browser, Process, Server, anna, database_in, run};

/// The objects of an export outside the trash, without what counts changes.
fn live(export: &Value) -> Value {
    let mut kinds = json!({"settings": export["settings"]});
    kinds["settings"]["version"].take();
    for kind in ["projects", "sections", "views", "tasks"] {
        let mut objects = export[kind].as_array().unwrap().clone();
        objects.retain(|object| object["deleted_at"].is_null());
        for object in &mut objects {
            object["version"].take();
            object["updated_at"].take();
        }
        kinds[kind] = objects.into();
    }
    kinds
}

async fn a_busy_day(anna: &mut Browser) {
    anna.patch("/tasks/1", json!({"title": "Other", "due": "2026-12-24", "tags": ["x"]})).await.expect(200);
    anna.patch("/tasks/2", json!({"status": "done"})).await.expect(200);
    anna.capture("New one +Garden\n  With a part").await.expect(201);
    anna.patch("/tasks/3", json!({"parent_id": 1})).await.expect(200);
    anna.delete("/tasks/1").await.expect(204);
    anna.post("/tasks/5/restore", Value::Null).await.expect(200);
    anna.patch("/settings", json!({"zone": "Asia/Tokyo"})).await.expect(200);
    anna.delete("/projects/1").await.expect(204);
    let gone = anna.add_task("Gone for good").await;
    anna.delete(&format!("/tasks/{gone}")).await.expect(204);
    anna.delete(&format!("/trash/{gone}")).await.expect(204);
}

#[tokio::test]
async fn an_account_is_brought_back_to_an_instant_and_that_can_be_undone() {
    let (server, mut anna) = anna().await;
    let berta = server.user("berta").await;
    anna.capture("Buy milk #home +House\nPay rent every 1st\nCall Ann ^tomorrow\n  Ask for Tom").await.expect(201);
    let trashed = anna.add_task("In the trash").await;
    anna.delete(&format!("/tasks/{trashed}")).await.expect(204);
    let then = anna.get("/export").await.expect(200).json();
    let instant = server.clock.now();
    server.clock.advance(SignedDuration::from_hours(1));
    a_busy_day(&mut anna).await;
    let after = anna.get("/export").await.expect(200).json();
    assert_ne!(live(&then), live(&after));

    let owner = anna.user_id().await;
    let act = || Act::new(owner, Actor::command("tracker restore"), server.clock.now());
    let written = server.store.rewind(act(), instant).await.unwrap();
    let now = anna.get("/export").await.expect(200).json();
    assert_eq!(live(&now), live(&then));
    server.store.audit().await.unwrap();
    let titles: Vec<Value> = now["tasks"].as_array().unwrap().iter().map(|task| task["title"].clone()).collect();
    assert!(titles.contains(&json!("New one")), "what was created since is in the trash: {titles:?}");

    anna.undo(written.group.unwrap().0).await.expect(200);
    assert_eq!(live(&anna.get("/export").await.expect(200).json()), live(&after));
    server.store.rewind(act(), server.clock.now()).await.unwrap_err();
    let future = server.clock.now() + SignedDuration::from_hours(1);
    server.store.rewind(act(), future).await.unwrap_err();
    assert_eq!({ berta }.get("/tasks").await.expect(200).json()["total"], 0);
}

#[test]
fn the_command_says_what_it_did_and_refuses_what_makes_no_sense() {
    let folder = tempfile::tempdir().unwrap();
    let database = database_in(folder.path());
    let path = database.to_str().unwrap();
    assert!(run(&["seed", "--tasks", "30", "--password-cost", "4", "--database", path]).status.success());
    let middle = &tracker::clock::now().to_string();
    let mut server = Process::start(&database);
    assert_eq!(server.log_in("demo", "password"), 200);
    server.expect("POST", "/tasks", Some(&json!({"title": "Since then"})), 201);
    let restore = |arguments: &[&str]| run(&[&["restore", "--database", path], arguments].concat());
    let done = restore(&["--user", "demo", "--as-of", middle]);
    assert!(done.status.success(), "{done:?}");
    assert!(String::from_utf8(done.stdout).unwrap().starts_with("Brought the account demo back to "));
    assert!(!server.expect("GET", "/tasks?per_page=100", None, 200).to_string().contains("Since then"));
    let verified = run(&["backup", "verify", path]);
    assert!(verified.status.success(), "{verified:?}");
    for (arguments, code, words) in [
        (&["--user", "nobody", "--as-of", middle][..], 1, "no user nobody"),
        (&["--user", "demo", "--as-of", "2100-01-01T00:00:00Z"], 1, "future"),
        (&["--user", "demo", "--as-of", "1999-01-01T00:00:00Z"], 1, "did not exist then"),
        (&["--user", "demo", "--as-of", "yesterday"], 1, "must be an instant"),
        (&["--user", "demo"], 2, "--as-of"),
        (&[], 2, "<FILE>"),
        (&["file", "--user", "demo", "--as-of", middle], 2, "cannot be used with"),
    ] {
        let refused = restore(arguments);
        let said = String::from_utf8(refused.stderr).unwrap();
        assert!(refused.status.code() == Some(code) && said.contains(words), "{arguments:?}: {said}");
    }
}

#[tokio::test]
async fn nothing_is_brought_back_into_another_account() {
    let server = Server::start();
    let mut anna = server.user("anna").await;
    let mut berta = server.user("berta").await;
    let instant = server.clock.now();
    server.clock.advance(SignedDuration::from_hours(1));
    anna.add_task("Anna’s").await;
    berta.add_task("Berta’s").await;
    let act = Act::new(anna.user_id().await, Actor::command("tracker restore"), server.clock.now());
    server.store.rewind(act, instant).await.unwrap();
    assert_eq!(anna.get("/tasks").await.json()["total"], 0);
    assert_eq!(berta.get("/tasks").await.json()["total"], 1);
}
