//! The whole account as a file, and back.

use jiff::SignedDuration;
use serde_json::{Value, json};

use crate::support::{Browser, Server, anna, database_in, run};

/// An account in which about everything has happened.
async fn with_history(server: &Server) -> Browser {
    let mut anna = server.user("anna").await;
    for title in ["Buy “milk”", "Ring\u{e9}", "Third", "Gone", "Trashed"] {
        anna.make(json!({"title": title, "description": "One\nTwo"})).await;
    }
    let renamed = anna.patch("/tasks/1", json!({"title": "Buy bread", "description": null})).await.group();
    let undone = anna.undo(renamed).await.group();
    anna.undo(undone).await.expect(200);
    anna.patch("/tasks", json!({"ids": [1, 2], "completed_at": "2026-01-01T10:00:00.5Z"})).await.expect(200);
    anna.post("/tasks/delete", json!({"ids": [4, 5]})).await.expect(204);
    anna.delete("/trash/4").await.expect(204);
    anna
}

#[tokio::test]
async fn an_export_imported_and_exported_again_is_the_same_to_the_byte() {
    let server = Server::start();
    let mut anna = with_history(&server).await;
    let answer = anna.get("/export").await.expect(200);
    assert!(answer.header("content-disposition").starts_with("attachment"));
    let exported = answer.json();
    assert_eq!(exported["tasks"].as_array().unwrap().len(), 4, "the trash is in it, what is gone is not");
    assert_eq!(exported["changes"].as_array().unwrap().len(), 13);
    assert!(!String::from_utf8_lossy(&answer.body).contains("Gone"));

    let folder = tempfile::tempdir().unwrap();
    let database = database_in(folder.path()).to_str().unwrap().to_owned();
    let file = folder.path().join("anna.json").to_str().unwrap().to_owned();
    std::fs::write(&file, &answer.body).unwrap();
    let command = |arguments: &[&str]| {
        let output = run(&[arguments, &["--database", &database]].concat());
        (output.status.code(), output.stdout, String::from_utf8(output.stderr).unwrap())
    };
    let input = crate::support::run_with_input(
        &["user", "add", "berta", "--password-stdin", "--password-cost", "4", "--database", &database],
        "correct horse\n",
    );
    assert!(input.status.success());
    let (code, out, err) = command(&["import", "json", &file, "--user", "berta"]);
    assert_eq!((code, err.as_str()), (Some(0), ""), "{out:?}");
    let (code, again, _) = command(&["export", "--user", "Berta"]);
    assert_eq!(code, Some(0));
    assert_eq!(String::from_utf8(again).unwrap(), String::from_utf8(answer.body.clone()).unwrap());
    let copy = folder.path().join("copy.json").to_str().unwrap().to_owned();
    assert_eq!(command(&["export", "--user", "berta", "--output", &copy]).0, Some(0));
    assert_eq!(std::fs::read(&copy).unwrap(), answer.body);
    let (code, streamed, _) = command(&["export", "--user", "berta", "--output", "-"]);
    assert!(code == Some(0) && streamed == answer.body && !std::path::Path::new("-").exists());

    // What was imported goes on where it stopped.
    let (code, _, err) = command(&["import", "json", &file, "--user", "berta"]);
    assert_eq!(code, Some(1));
    assert!(err.contains("holds something already") && err.lines().count() == 1, "{err}");
    let (code, _, err) = command(&["export", "--user", "nobody"]);
    assert!(code == Some(1) && err.contains("no user nobody"), "{err}");
}

#[tokio::test]
async fn an_imported_account_goes_on_where_it_stopped() {
    let server = Server::start();
    let mut anna = with_history(&server).await;
    let export = tracker::domain::transfer::export::Export::parse(&anna.get("/export").await.body).unwrap();
    let mut berta = server.user("berta").await;
    server.store.import(berta.user_id().await, export).await.unwrap();
    for path in ["/tasks", "/trash", "/changes?per_page=100", "/tasks/1/history"] {
        assert_eq!(berta.get(path).await.body, anna.get(path).await.body, "{path}");
    }
    assert_eq!(berta.add_task("New").await, 6, "numbers are not given again");
    assert_eq!(berta.head().await["id"], 14);
    let emptied = berta.get("/changes?per_page=100").await.json()["groups"].as_array().unwrap().clone();
    let completed = emptied.iter().find(|group| group["action"] == "complete").unwrap()["id"].as_i64().unwrap();
    berta.undo(completed).await.expect(200);
}

#[tokio::test]
async fn as_of_is_the_account_as_it_stood_then() {
    let (server, mut anna) = anna().await;
    let mut states: Vec<(String, Vec<u8>)> = Vec::new();
    for step in 0..8 {
        match step {
            0 => drop(anna.add_task("One").await),
            1 => drop(anna.patch("/tasks/1", json!({"title": "Two"})).await.expect(200)),
            2 => drop(anna.add_task("Other").await),
            3 => drop(anna.delete("/tasks/2").await.expect(204)),
            4 => drop(anna.undo(2).await.expect(200)),
            5 => drop(anna.patch("/tasks/1", json!({"completed_at": "2026-01-01T00:00:00Z"})).await.expect(200)),
            6 => drop(anna.restore("/tasks/2").await.expect(200)),
            _ => drop(anna.undo(5).await.expect(200)),
        }
        states.push((server.clock.now().to_string(), anna.get("/export").await.expect(200).body));
        server.clock.advance(SignedDuration::from_millis(1));
    }
    for (at, state) in &states {
        let then = anna.get(&format!("/export?as_of={at}")).await.expect(200);
        assert_eq!(String::from_utf8_lossy(&then.body), String::from_utf8_lossy(state), "as of {at}");
        tracker::domain::transfer::export::Export::parse(&then.body).unwrap();
    }
    let later = server.clock.now() + SignedDuration::from_hours(1);
    let earlier = server.clock.now() - SignedDuration::from_hours(1);
    for instant in
        [later.to_string(), earlier.to_string(), "yesterday".into(), String::new(), "2026-02-31T00:00:00Z".into()]
    {
        let refused = anna.get(&format!("/export?as_of={instant}")).await.expect(422);
        assert_eq!(refused.fields(), ["as_of"], "{instant}");
    }
    server.browser().get("/export").await.expect(401);
}

#[tokio::test]
async fn a_file_that_contradicts_itself_is_refused() {
    let server = Server::start();
    let mut anna = with_history(&server).await;
    let good: Value = anna.get("/export").await.json();
    let refused = |change: &dyn Fn(&mut Value)| {
        let mut file = good.clone();
        change(&mut file);
        tracker::domain::transfer::export::Export::parse(file.to_string().as_bytes())
            .err()
            .map(|error| error.to_string())
    };
    assert_eq!(refused(&|_| {}), None);
    let changes: [&dyn Fn(&mut Value); 16] = [
        &|file| file["format"] = json!("other"),
        &|file| file["version"] = json!(99),
        &|file| file["tasks"][0]["title"] = json!("Another"),
        &|file| drop(file["tasks"].as_array_mut().unwrap().remove(0)),
        &|file| file["tasks"].as_array_mut().unwrap().reverse(),
        &|file| file["tasks"][0]["completed_at"] = json!("2026-01-01T10:00:00.5001Z"),
        &|file| drop(file["changes"].as_array_mut().unwrap().remove(3)),
        &|file| file["changes"][0]["after"]["title"] = json!("x".repeat(501)),
        &|file| file["changes"][0]["after"] = json!({"title": 1}),
        &|file| file["changes"][0]["object_id"] = json!(0),
        &|file| file["groups"][1]["id"] = json!(1),
        &|file| file["groups"][1]["actor"] = json!(9),
        &|file| file["groups"][6]["undoes"] = json!(99),
        &|file| file["actors"][0]["session_id"] = json!(-1),
        &|file| file["actors"] = json!([]),
        &|file| *file = json!([]),
    ];
    for (number, change) in changes.into_iter().enumerate() {
        assert!(refused(change).is_some(), "change {number} was taken");
    }
    let said = refused(&|file| drop(file["tasks"][1].as_object_mut().unwrap().remove("uid"))).unwrap();
    assert!(said.contains("task 2 of its list: missing field `uid`"), "{said}");
    let said = refused(&|file| file["tasks"][0]["id"] = json!("x")).unwrap();
    assert!(said.contains("task 1 of its list: invalid type: string \"x\""), "{said}");
}
