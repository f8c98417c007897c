//! The store through its public methods.

use std::collections::BTreeSet;

use serde_json::json;
use tracker::domain::log::act::{Act, Actor};
use tracker::domain::log::precondition::IfMatch;
use tracker::domain::tasks::page::TaskQuery;
use tracker::domain::tasks::{NewTask, TaskId, TaskInput, TaskPatch};
use tracker::domain::users::UserId;
use tracker::error::Error;
use tracker::store::Store;

use crate::support::{Server, account, anna, now};

fn act(owner: UserId) -> Act {
    Act::new(owner, Actor::command("test"), now())
}

fn new_task(title: &str) -> NewTask {
    NewTask::parse(TaskInput { title: Some(Some(title.into())), ..TaskInput::default() }).unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn writes_that_share_a_commit_succeed_and_fail_each_on_its_own() {
    let server = Server::start();
    let owner = account(&server.store, "anna").await;
    let writes: Vec<_> = (0..500)
        .map(|number| {
            let store = server.store.clone();
            tokio::spawn(async move {
                if number % 5 == 0 {
                    let missing = TaskId(1_000_000 + number);
                    return store
                        .update_task(act(owner), missing, TaskPatch::default(), IfMatch::Any)
                        .await
                        .map(|written| written.value.id);
                }
                let made = store.create_task(act(owner), new_task(&number.to_string())).await;
                made.map(|written| written.value.id)
            })
        })
        .collect();
    let mut ids = BTreeSet::new();
    let mut missing = 0;
    for write in writes {
        match write.await.unwrap() {
            Ok(id) => assert!(ids.insert(id), "{id:?} was given twice"),
            Err(Error::NotFound("task")) => missing += 1,
            Err(other) => panic!("{other}"),
        }
    }
    assert_eq!((ids.len(), missing), (400, 100));
    assert_eq!(ids.last(), Some(&TaskId(400)), "ids have no gaps");
    assert_eq!(server.store.list_tasks(owner, TaskQuery::default(), |page| page.total).await.unwrap(), 400);
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_closes_it_last_leaves_no_log_beside_it() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("tracker.db");
    tracker::store::migrate(&path).unwrap();
    for round in 0..200 {
        let store = Store::open(&path).unwrap();
        let owner = account(&store, &format!("anna{round}")).await;
        // So many at once that every reader has opened its connection.
        let reads: Vec<_> = (0..20)
            .map(|_| {
                let store = store.clone();
                tokio::spawn(async move { store.list_tasks(owner, TaskQuery::default(), |page| page.total).await })
            })
            .collect();
        for read in reads {
            assert_eq!(read.await.unwrap().unwrap(), 0);
        }
        store.close().await;
        assert!(!path.with_extension("db-wal").exists(), "the write-ahead log is left in round {round}");
    }
}

#[tokio::test]
async fn an_account_that_was_removed_takes_everything_along() {
    let (server, mut anna) = anna().await;
    anna.add_task("One").await;
    anna.add_task("Two").await;
    anna.delete("/tasks/1").await.expect(204);
    anna.send_json("POST", "/tasks", &[("idempotency-key", "k")], &json!({"title": "Three"})).await.expect(201);
    anna.add_project("House").await;
    anna.post("/views", json!({"name": "Home", "query": "tag:home"})).await.expect(201);
    anna.post("/projects/1/sections", json!({"name": "Garden"})).await.expect(201);
    anna.patch("/settings", json!({"zone": "Europe/Berlin"})).await.expect(200);
    anna.patch("/tasks/2", json!({"tags": ["home"], "project_id": 1})).await.expect(200);
    assert_eq!(anna.find("two").await["total"], 1);
    let owner = anna.user_id().await;
    server.store.remove_user(owner).await.unwrap();
    let connection = rusqlite::Connection::open(server.database()).unwrap();
    let mut tables = connection.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").unwrap();
    let names: Vec<String> = tables.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
    assert!(names.len() >= 9, "{names:?}");
    for name in names {
        let rows: i64 = connection.query_row(&format!("SELECT count(*) FROM {name}"), [], |row| row.get(0)).unwrap();
        // What the index of words is made of, and the numbers that are never given again.
        let is_bookkeeping = ["server", "sqlite_sequence", "task_words_config", "task_words_data", "task_words_idx"];
        if is_bookkeeping.contains(&name.as_str()) {
            continue;
        }
        assert_eq!(rows, 0, "{name} holds something of a removed account");
    }
    let late = server.store.create_task(act(owner), new_task("Late")).await;
    assert!(matches!(late, Err(Error::Unauthenticated)));
}

#[tokio::test]
async fn every_owned_table_s_key_begins_with_the_owner_and_every_table_is_strict() {
    let server = Server::start();
    let connection = rusqlite::Connection::open(server.database()).unwrap();
    let mut tables = connection.prepare("SELECT name, strict FROM pragma_table_list WHERE schema = 'main'").unwrap();
    let tables: Vec<(String, bool)> =
        tables.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).unwrap().map(Result::unwrap).collect();
    for (table, strict) in tables.into_iter().filter(|(table, _)| {
        // SQLite makes its own, and those of the index of words.
        !table.starts_with("sqlite_") && !table.starts_with("task_words")
    }) {
        assert!(strict, "{table} is not STRICT");
        let key: String = connection
            .query_row("SELECT name FROM pragma_table_info(?1) WHERE pk = 1", [&table], |row| row.get(0))
            .unwrap();
        let expected = match table.as_str() {
            "users" | "server" | "search_accounts" => "id",
            "flask_users" => "fingerprint",
            "invites" => "token_hash",
            _ => "user_id",
        };
        assert_eq!(key, expected, "the key of {table}");
    }
}

#[tokio::test]
async fn the_database_s_promises_are_switched_on() {
    let server = Server::start();
    let connection = rusqlite::Connection::open(server.database()).unwrap();
    let pragma =
        |name: &str| connection.query_row(&format!("PRAGMA {name}"), [], |row| row.get::<_, String>(0)).unwrap();
    assert_eq!(pragma("journal_mode"), "wal");
    let number = |name: &str| connection.query_row(&format!("PRAGMA {name}"), [], |row| row.get::<_, i64>(0)).unwrap();
    assert_eq!(number("application_id"), 0x7472_6b72);
    assert_eq!(number("user_version"), 25);
}
