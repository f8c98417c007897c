//! Taking over an installation of the earlier backend.

use std::fs;
use std::path::{Path, PathBuf};

use rusqlite::Connection;
use serde_json::{Value, json};

use crate::support::{Process, database_in, run, run_with_input};

/// Made by Python's bcrypt, of "correct horse".
const PYTHON_HASH: &str = "$2b$12$tbd0Si.VXK3ER9NuH8lhd.KGs4T9kcKn274awYUk2sdcY6iHWDrTa";

/// A database as the earlier backend leaves it: made by `SQLAlchemy` and Alembic.
fn earlier(folder: &Path) -> PathBuf {
    let path = folder.join("app.db");
    let connection = Connection::open(&path).unwrap();
    connection
        .execute_batch(
            "CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL, CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num));
             INSERT INTO alembic_version VALUES ('3f2a9c1b7d10');
             CREATE TABLE users (id INTEGER NOT NULL, username VARCHAR NOT NULL, _password_hash VARCHAR, PRIMARY KEY (id), UNIQUE (username));
             CREATE TABLE tasks (id INTEGER NOT NULL, title VARCHAR NOT NULL, description VARCHAR, user_id INTEGER, PRIMARY KEY (id), FOREIGN KEY(user_id) REFERENCES users (id));",
        )
        .unwrap();
    path
}

fn add_user(connection: &Connection, id: i64, name: &str, hash: Option<&str>) {
    connection.execute("INSERT INTO users VALUES (?1, ?2, ?3)", (id, name, hash)).unwrap();
}

fn add_task(connection: &Connection, id: i64, title: &str, description: Option<&str>, owner: Option<i64>) {
    connection.execute("INSERT INTO tasks VALUES (?1, ?2, ?3, ?4)", (id, title, description, owner)).unwrap();
}

fn import(file: &Path, database: &Path, flags: &[&str]) -> Value {
    let fixed = ["import", "flask", file.to_str().unwrap(), "--json", "--database", database.to_str().unwrap()];
    let before = fs::read(file).unwrap();
    let output = run(&[&fixed, flags].concat());
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert_eq!(fs::read(file).unwrap(), before, "the file is only read");
    serde_json::from_slice(&output.stdout).unwrap()
}

#[test]
fn users_go_on_logging_in_and_find_their_tasks() {
    let folder = tempfile::tempdir().unwrap();
    let file = earlier(folder.path());
    let connection = Connection::open(&file).unwrap();
    add_user(&connection, 1, "anna", Some(PYTHON_HASH));
    add_user(&connection, 2, "berta", Some(PYTHON_HASH));
    add_task(&connection, 3, "Anna's", Some("first"), Some(1));
    add_task(&connection, 4, "Berta's", None, Some(2));
    add_task(&connection, 9, "Anna's last", None, Some(1));
    drop(connection);
    let database = database_in(folder.path());
    let report = import(&file, &database, &[]);
    assert_eq!((&report["users_added"], &report["tasks_added"]), (&json!(2), &json!(3)));
    let mut server = Process::start(&database);
    assert_eq!(server.log_in("anna", "wrong horse"), 401);
    assert_eq!(server.log_in("anna", "correct horse"), 200);
    let list = server.expect("GET", "/tasks", None, 200);
    let tasks = list["tasks"].as_array().unwrap();
    let seen: Vec<_> = tasks.iter().map(|task| (&task["id"], &task["title"], &task["description"])).collect();
    assert_eq!(
        seen,
        [(&json!(9), &json!("Anna's last"), &Value::Null), (&json!(3), &json!("Anna's"), &json!("first"))]
    );
    assert_eq!(server.expect("POST", "/tasks", Some(&json!({"title": "Next"})), 201)["id"], 10);
    assert_eq!(server.log_in("anna", "correct horse"), 200, "the renewed hash works too");
    let hash: String = Connection::open(&database)
        .unwrap()
        .query_row("SELECT password_hash FROM users WHERE username = 'anna'", [], |row| row.get(0))
        .unwrap();
    assert!(hash.starts_with("$2b$04$"), "the hash was renewed at the login: {hash}");
}

#[test]
fn nothing_is_taken_over_twice_and_what_is_new_over_there_follows() {
    let folder = tempfile::tempdir().unwrap();
    let file = earlier(folder.path());
    let connection = Connection::open(&file).unwrap();
    add_user(&connection, 1, "anna", Some(PYTHON_HASH));
    add_task(&connection, 1, "One", None, Some(1));
    let database = database_in(folder.path());
    import(&file, &database, &[]);
    let again = import(&file, &database, &[]);
    assert_eq!((&again["users_added"], &again["users_present"]), (&json!(0), &json!(1)));
    assert_eq!((&again["tasks_added"], &again["tasks_present"]), (&json!(0), &json!(1)));

    let mut server = Process::start(&database);
    assert_eq!(server.log_in("anna", "correct horse"), 200);
    server.expect("POST", "/tasks", Some(&json!({"title": "Made here"})), 201);
    server.expect("DELETE", "/tasks/1", None, 204);
    add_task(&connection, 2, "Two", None, Some(1));
    let third = import(&file, &database, &[]);
    assert_eq!((&third["tasks_added"], &third["tasks_present"]), (&json!(1), &json!(1)));
    assert_eq!(third["renumbered_tasks"], json!([{"username": "anna", "from": 2, "to": 3}]));
    let list = server.expect("GET", "/tasks", None, 200);
    assert_eq!((&list["total"], &list["tasks"][0]["title"]), (&json!(2), &json!("Two")));
}

#[test]
fn names_that_clash_or_are_too_long_are_carried_under_a_new_name_and_reported() {
    let folder = tempfile::tempdir().unwrap();
    let database = database_in(folder.path());
    let mut server = Process::start(&database);
    server.sign_up("carla");
    let file = earlier(folder.path());
    let connection = Connection::open(&file).unwrap();
    let long = "x".repeat(70);
    for (id, name) in [(1, "Anna"), (2, "anna"), (3, long.as_str()), (4, "Carla"), (5, " ")] {
        add_user(&connection, id, name, Some(PYTHON_HASH));
        add_task(&connection, id, "Theirs", None, Some(id));
    }
    let report = import(&file, &database, &[]);
    let renamed = json!([
        {"from": "anna", "to": "anna-2"},
        {"from": long, "to": "x".repeat(64)},
        {"from": "Carla", "to": "Carla-2"},
        {"from": " ", "to": "user-5"},
    ]);
    assert_eq!(report["renamed_users"], renamed);
    for name in ["anna", "ANNA-2", &"x".repeat(64), "carla-2", "user-5"] {
        assert_eq!(server.log_in(name, "correct horse"), 200, "{name}");
        assert_eq!(server.expect("GET", "/tasks", None, 200)["total"], 1);
    }
    assert_eq!(import(&file, &database, &[])["users_present"], 5);
}

#[test]
fn what_the_earlier_backend_let_through_is_carried_and_reported() {
    let folder = tempfile::tempdir().unwrap();
    let file = earlier(folder.path());
    let connection = Connection::open(&file).unwrap();
    connection.pragma_update(None, "foreign_keys", false).unwrap();
    add_user(&connection, 1, "anna", None);
    add_user(&connection, 2, "berta", Some("md5:nonsense"));
    add_task(&connection, 1, "", None, Some(1));
    add_task(&connection, 2, &"long ".repeat(200), Some("more"), Some(1));
    add_task(&connection, 3, "two\nlines", None, Some(1));
    add_task(&connection, 4, "Nobody's", None, None);
    add_task(&connection, 5, "A ghost's", None, Some(99));
    connection.execute("INSERT INTO tasks VALUES (6, 12.5, x'ff00', 1)", []).unwrap();
    connection.execute("INSERT INTO tasks VALUES (7, 'Nobody''s either', NULL, 'abc')", []).unwrap();
    let database = database_in(folder.path());
    let report = import(&file, &database, &[]);
    assert_eq!(report["users_without_password"], json!(["anna", "berta"]));
    assert_eq!(report["ownerless_tasks"], json!([4, 5, 7]));
    let changed: Vec<_> = report["changed_tasks"].as_array().unwrap().iter().map(|task| &task["id"]).collect();
    assert_eq!(changed, [1, 2, 3, 6]);
    assert_eq!(report["tasks_added"], 4);
    let stored = Connection::open(&database).unwrap();
    let (title, description): (String, String) = stored
        .query_row("SELECT title, description FROM tasks WHERE id = 2", [], |row| Ok((row.get(0)?, row.get(1)?)))
        .unwrap();
    assert_eq!(title.chars().count(), 500);
    assert_eq!(description, format!("{}\n\nmore", "long ".repeat(200)));
}

#[test]
fn a_dry_run_changes_nothing_and_says_the_same() {
    let folder = tempfile::tempdir().unwrap();
    let file = earlier(folder.path());
    let connection = Connection::open(&file).unwrap();
    add_user(&connection, 1, "anna", Some(PYTHON_HASH));
    add_task(&connection, 1, "One", None, Some(1));
    let database = database_in(folder.path());
    let dry = import(&file, &database, &["--dry-run"]);
    assert!(!database.exists(), "a dry run makes no database");
    assert!(run(&["migrate", "--database", database.to_str().unwrap()]).status.success());
    assert_eq!(import(&file, &database, &["--dry-run"]), dry);
    let listed = run(&["user", "list", "--json", "--database", database.to_str().unwrap()]);
    assert_eq!(String::from_utf8(listed.stdout).unwrap().trim(), "{\"users\":[]}");
    assert_eq!(import(&file, &database, &[]), dry);
}

#[test]
fn a_file_that_is_none_of_the_earlier_backend_s_is_refused_and_nothing_is_kept() {
    let folder = tempfile::tempdir().unwrap();
    let database = database_in(folder.path());
    let other = folder.path().join("other.db");
    Connection::open(&other).unwrap().execute_batch("CREATE TABLE notes (text TEXT)").unwrap();
    let text = folder.path().join("notes.txt");
    fs::write(&text, "no database at all").unwrap();
    for file in [&other, &text] {
        let output = run(&["import", "flask", file.to_str().unwrap(), "--database", database.to_str().unwrap()]);
        let line = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(1));
        assert!(line.contains("not a database of the earlier backend") && line.lines().count() == 1, "{line}");
        assert!(!line.contains("Error code"), "the cause is told once: {line}");
    }
}

#[test]
fn what_no_client_could_send_is_taken_over_so_that_it_can_be_used() {
    let folder = tempfile::tempdir().unwrap();
    let file = earlier(folder.path());
    let connection = Connection::open(&file).unwrap();
    // One check of it takes days.
    let endless = "$2b$31$aaaaaaaaaaaaaaaaaaaaaeaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";
    add_user(&connection, 1, "anna", Some(PYTHON_HASH));
    add_user(&connection, 2, "berta", Some(endless));
    let long = "word ".repeat(25_000);
    add_task(&connection, 1, "Notes", Some(&long), Some(1));
    add_task(&connection, 2, "Next", None, Some(1));
    let database = database_in(folder.path());
    let report = import(&file, &database, &[]);
    assert_eq!(report["users_without_password"], json!(["berta"]));
    assert_eq!(report["changed_tasks"][0]["id"], 1);
    assert_eq!((&report["tasks_added"], &report["renumbered_tasks"]), (&json!(2), &json!([])));
    let export = folder.path().join("anna.json");
    let (database, export) = (database.to_str().unwrap(), export.to_str().unwrap());
    let commands: [&[&str]; 3] = [
        &["export", "--user", "anna", "-o", export, "--database", database],
        &["user", "add", "copy", "--password-stdin", "--database", database],
        &["import", "json", export, "--user", "copy", "--database", database],
    ];
    for command in commands {
        let output = run_with_input(command, "correct horse\ncorrect horse\n");
        assert!(output.status.success(), "{command:?}: {}", String::from_utf8_lossy(&output.stderr));
    }
    let stored = Connection::open(database).unwrap();
    let parts = "SELECT group_concat(description, '' ORDER BY id <> 1, id), count(*) FROM tasks
                 WHERE id = 1 OR parent_id = 1 GROUP BY user_id";
    let mut select = stored.prepare(parts).unwrap();
    let found: Vec<(String, i64)> =
        select.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).unwrap().collect::<Result<_, _>>().unwrap();
    assert_eq!(found, [(long.clone(), 3), (long, 3)]);
    let mut server = Process::start(&database_in(folder.path()));
    assert_eq!(server.log_in("anna", "correct horse"), 200);
    assert_eq!(server.log_in("berta", "correct horse"), 401);
}

#[test]
fn views_in_the_place_of_tables_are_refused() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("endless.db");
    Connection::open(&file)
        .unwrap()
        .execute_batch(
            "CREATE TABLE users (id INTEGER PRIMARY KEY, username TEXT, _password_hash TEXT);
             CREATE VIEW tasks AS WITH RECURSIVE n (id) AS (SELECT 1 UNION ALL SELECT id + 1 FROM n)
             SELECT id, 'x' AS title, NULL AS description, 1 AS user_id FROM n;",
        )
        .unwrap();
    let database = database_in(folder.path());
    let output = run(&["import", "flask", file.to_str().unwrap(), "--database", database.to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8(output.stderr).unwrap().contains("no tables of users and tasks"));
}
