//! Single flipped bits in the database file: whatever they change in an account is noticed.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use rand::rngs::StdRng;
use rand::{Rng, SeedableRng};
use rusqlite::types::Value;
use rusqlite::{Connection, OpenFlags};
use serde_json::json;
use tracker::store::verify_backup;

use crate::support::{anna, database_in, run};

const FLIPS: usize = 200;

/// Everything that the tables say.
fn contents(path: &Path) -> rusqlite::Result<BTreeMap<String, Vec<Vec<Value>>>> {
    let connection = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
    let mut select = connection.prepare(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%' ORDER BY name",
    )?;
    let tables_there = select.query_map([], |row| row.get::<_, String>(0))?.collect::<rusqlite::Result<Vec<_>>>()?;
    let mut tables = BTreeMap::new();
    for name in tables_there {
        let mut rows = connection.prepare(&format!("SELECT * FROM \"{name}\""))?;
        let names: Vec<String> = rows.column_names().into_iter().map(str::to_owned).collect();
        // No log says how long the server had run when something was deleted; it means nothing for what is there.
        let told = |column: &usize| names.get(*column).is_none_or(|name| name != "deleted_uptime");
        let columns: Vec<usize> = (0..names.len()).filter(told).collect();
        // The name of a zone is the same in either case.
        let value = |row: &rusqlite::Row<'_>, column: usize| match row.get(column)? {
            Value::Text(zone) if names.get(column).is_some_and(|name| name == "zone") => {
                Ok(Value::Text(zone.to_lowercase()))
            }
            other => Ok(other),
        };
        let read = |row: &rusqlite::Row<'_>| columns.iter().map(|column| value(row, *column)).collect();
        // SQLite doesn't care about the case of names.
        tables.insert(name.to_lowercase(), rows.query_map([], read)?.collect::<rusqlite::Result<Vec<Vec<Value>>>>()?);
    }
    Ok(tables)
}

#[test]
fn no_flipped_bit_changes_an_account_unnoticed() {
    let folder = tempfile::tempdir().unwrap();
    let database = database_in(folder.path());
    let path = database.to_str().unwrap();
    assert!(run(&["seed", "--tasks", "343", "--password-cost", "4", "--database", path]).status.success());
    let sound = fs::read(&database).unwrap();
    let original = contents(&database).unwrap();
    let mut random = StdRng::seed_from_u64(1);
    let mut noticed = 0;
    for _ in 0..FLIPS {
        let (byte, bit) = (random.random_range(0..sound.len()), random.random_range(0..8));
        let mut bytes = sound.clone();
        bytes[byte] ^= 1 << bit;
        fs::write(&database, bytes).unwrap();
        if verify_backup(&database).is_err() {
            noticed += 1;
            continue;
        }
        let now = contents(&database).unwrap();
        for (name, rows) in &original {
            // The log led to the same accounts, so another letter in it means the same. The search index is looked
            // through while the server runs, and made anew.
            let is_known = name == "changes" || name.starts_with("task_words");
            assert!(is_known || now.get(name) == Some(rows), "byte {byte}, bit {bit}: {name} has changed unnoticed");
        }
    }
    assert!(noticed > FLIPS / 4, "{noticed} of {FLIPS} are hardly possible");
}

#[tokio::test]
async fn a_search_index_that_has_lost_words_is_made_anew() {
    let (server, mut anna) = anna().await;
    for title in ["Buy milk", "買い物 in Tokyo", "… – !", "C++ and \"quotes\""] {
        anna.make(json!({"title": title, "description": "With *many* words.\n- [ ] And lists"})).await;
    }
    assert_eq!(anna.find("milk").await["total"], 1);
    server.store.audit().await.unwrap();
    let connection = Connection::open(server.database()).unwrap();
    let indexed = "SELECT count(*) FROM task_words_docsize";
    let count = || connection.query_row(indexed, [], |row| row.get::<_, i64>(0)).unwrap();
    assert_eq!(count(), 4);
    assert_eq!(connection.execute("DELETE FROM task_words WHERE rowid & 7 = 1", []).unwrap(), 1);
    assert_eq!(anna.find("milk").await["total"], 0);
    server.store.audit().await.unwrap();
    assert_eq!(anna.find("milk").await["total"], 1);
    assert_eq!(count(), 4);
}
