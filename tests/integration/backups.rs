//! Backups that are verified, and restoring them.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::thread;

use rusqlite::Connection;
use serde_json::{Value, json};

use crate::support::{Process, Server, database_in, eventually, run, run_with_input};

/// A database with an account and a few tasks, one of them in the trash.
fn with_tasks(folder: &Path) -> PathBuf {
    let database = database_in(folder);
    let seed = ["seed", "--tasks", "50", "--password-cost", "4", "--database", database.to_str().unwrap()];
    assert!(run(&seed).status.success());
    database
}

/// Runs a command about a database: its exit code, and what it says.
fn on(database: &Path, arguments: &[&str]) -> (Option<i32>, String, String) {
    let output = run(&[arguments, &["--database", database.to_str().unwrap()]].concat());
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (output.status.code(), text(output.stdout), text(output.stderr))
}

#[track_caller]
fn expect(database: &Path, arguments: &[&str]) -> String {
    let (code, out, err) = on(database, arguments);
    assert_eq!((code, err.as_str()), (Some(0), ""), "{arguments:?}: {out}");
    out
}

/// It fails with one line that has these words.
#[track_caller]
fn expect_refusal(database: &Path, arguments: &[&str], words: &str) {
    let (code, out, err) = on(database, arguments);
    assert_eq!((code, out.as_str()), (Some(1), ""), "{err}");
    assert!(err.contains(words) && err.lines().count() == 1, "{err}");
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

fn export(database: &Path) -> String {
    expect(database, &["export", "--user", "demo"])
}

fn add_account(database: &Path, name: &str) {
    let database = database.to_str().unwrap();
    let arguments = ["user", "add", name, "--password-stdin", "--password-cost", "4", "--database", database];
    assert!(run_with_input(&arguments, "correct horse\n").status.success());
}

#[test]
fn a_backup_goes_into_a_folder_and_is_listed_and_verified() {
    let folder = tempfile::tempdir().unwrap();
    let database = with_tasks(folder.path());
    let said = expect(&database, &["backup"]);
    assert!(said.starts_with("Made and verified ") && said.contains("accounts: 1, tasks: 50"), "{said}");
    expect(&database, &["backup"]);
    let backups = folder.path().join("backups");
    assert_eq!(fs::metadata(&backups).unwrap().permissions().mode() & 0o777, 0o700);
    let listed: Value = serde_json::from_str(&expect(&database, &["backup", "list", "--json"])).unwrap();
    let listed = listed["backups"].as_array().unwrap();
    assert_eq!(listed.len(), 2, "two within a second have two names");
    for backup in listed {
        let file = backup["file"].as_str().unwrap();
        assert_eq!(fs::metadata(file).unwrap().permissions().mode() & 0o777, 0o600);
        let verified = run(&["backup", "verify", file, "--json"]);
        assert!(verified.status.success());
        let verified: Value = serde_json::from_slice(&verified.stdout).unwrap();
        assert_eq!(verified["contents"]["tasks"], 50);
        assert_eq!(verified["bytes"], backup["bytes"]);
    }
    let table = expect(&database, &["backup", "list"]);
    assert!(table.trim_start().starts_with("MADE (UTC)") && table.lines().count() == 3, "{table}");
    assert_eq!(names(&backups).len(), 2, "nothing else is left there");
    assert_eq!(names(folder.path()), ["backups", "tracker.db"]);
}

#[test]
fn a_backup_goes_where_it_is_told_to_or_to_standard_output() {
    let folder = tempfile::tempdir().unwrap();
    let database = with_tasks(folder.path());
    let file = folder.path().join("copy.db");
    fs::write(&file, "an older one").unwrap();
    expect(&database, &["backup", "-o", file.to_str().unwrap()]);
    assert!(run(&["backup", "verify", file.to_str().unwrap()]).status.success());
    let output = run(&["backup", "-o", "-", "--database", database.to_str().unwrap()]);
    assert!(output.status.success());
    fs::write(&file, output.stdout).unwrap();
    assert!(run(&["backup", "verify", file.to_str().unwrap()]).status.success());
    assert_eq!(export(&file), export(&database), "a backup can be used as a database");
    let itself = database.to_str().unwrap();
    expect_refusal(&database, &["backup", "-o", itself], "is the database itself");
    expect_refusal(&database, &["backup", "-o", "/nowhere/copy.db"], "/nowhere/copy.db");
    assert_eq!(names(folder.path()), ["copy.db", "tracker.db"]);
}

#[test]
fn every_write_that_was_answered_before_is_in_the_backup_of_a_running_server() {
    let folder = tempfile::tempdir().unwrap();
    let database = database_in(folder.path());
    let mut server = Process::start(&database);
    server.sign_up("anna");
    let mut writer = server.client();
    let (sender, written) = std::sync::mpsc::channel();
    let (stop, stopped) = std::sync::mpsc::channel::<()>();
    let writing = thread::spawn(move || {
        while stopped.try_recv() == Err(std::sync::mpsc::TryRecvError::Empty) {
            let task = writer.expect("POST", "/tasks", Some(&json!({"title": "Milk"})), 201);
            sender.send(task["id"].as_i64().unwrap()).unwrap();
        }
    });
    for round in 0..3 {
        let answered = written.recv().unwrap().max(written.try_iter().last().unwrap_or(0));
        let file = folder.path().join(format!("{round}.db"));
        expect(&database, &["backup", "-o", file.to_str().unwrap()]);
        let copy = Connection::open(&file).unwrap();
        let last: i64 = copy.query_row("SELECT max(id) FROM tasks", [], |row| row.get(0)).unwrap();
        assert!(last >= answered, "task {answered} was answered, {last} is in the backup");
        let tasks: i64 = copy.query_row("SELECT count(*) FROM tasks", [], |row| row.get(0)).unwrap();
        assert_eq!(tasks, last, "none is missing in between");
    }
    stop.send(()).unwrap();
    writing.join().unwrap();
    assert_eq!(server.terminate().0, Some(0));
}

#[test]
fn a_damaged_database_gives_no_backup_and_the_older_ones_stay() {
    let folder = tempfile::tempdir().unwrap();
    let database = with_tasks(folder.path());
    let file = folder.path().join("copy.db");
    expect(&database, &["backup", "-o", file.to_str().unwrap()]);
    let good = fs::read(&file).unwrap();
    // SQLite has nothing against these: only the log tells that they are wrong.
    for change in [
        "UPDATE counters SET open = open + 1",
        "UPDATE tasks SET title = 'Other' WHERE id = 3",
        "DELETE FROM task_tags WHERE (tag, task_id) IN (SELECT tag, task_id FROM task_tags LIMIT 1)",
        "UPDATE project_counters SET open = open + 1",
        "UPDATE changes SET after = json_set(after, '$.title', 'Other') WHERE kind = 'task' AND object_id = 5",
        "DELETE FROM changes WHERE id = 7",
        "DELETE FROM actors",
        "UPDATE views SET query = 'is:done' WHERE id = 1",
        "INSERT INTO sections (user_id, id, uid, version, project_id, name, name_key, position, created_at, updated_at)
         SELECT id, 99, randomblob(16), 1, 1, 'Other', 'other', 'a', 0, 0 FROM users",
        "UPDATE projects SET name = 'Other', name_key = 'other' WHERE id = 1",
    ] {
        let damaged = folder.path().join("damaged.db");
        fs::write(&damaged, &good).unwrap();
        let connection = Connection::open(&damaged).unwrap();
        let triggers: Vec<String> = connection
            .prepare("SELECT name FROM sqlite_schema WHERE type = 'trigger'")
            .unwrap()
            .query_map([], |row| row.get(0))
            .unwrap()
            .collect::<Result<_, _>>()
            .unwrap();
        for trigger in triggers {
            connection.execute_batch(&format!("DROP TRIGGER {trigger}")).unwrap();
        }
        assert!(connection.execute(change, []).unwrap() > 0, "{change}");
        connection.close().unwrap();
        expect_refusal(&damaged, &["backup", "-o", file.to_str().unwrap()], "The copy of");
        assert_eq!(fs::read(&file).unwrap(), good, "{change}");
        let verified = run(&["backup", "verify", damaged.to_str().unwrap()]);
        assert_eq!(verified.status.code(), Some(1), "{change}");
        expect_refusal(&database, &["restore", damaged.to_str().unwrap()], "is damaged");
        fs::remove_file(damaged).unwrap();
    }
    assert_eq!(names(folder.path()), ["copy.db", "tracker.db"]);
}

#[test]
fn what_is_no_backup_is_refused_and_nothing_changes() {
    let folder = tempfile::tempdir().unwrap();
    let database = with_tasks(folder.path());
    let before = fs::read(&database).unwrap();
    let file = folder.path().join("file");
    let path = file.to_str().unwrap();
    for (contents, words) in [
        (&b""[..], "is empty"),
        (&b"not a database, but long enough for a header of one, which has a hundred bytes at the least, as everybody knows"[..], "is not an SQLite database"),
        (&before[..before.len() / 2], "is cut short"),
    ] {
        fs::write(&file, contents).unwrap();
        expect_refusal(&database, &["restore", path], words);
        let verified = run(&["backup", "verify", path]);
        assert!(String::from_utf8(verified.stderr).unwrap().contains(words));
    }
    expect_refusal(&database, &["restore", "/nowhere/file"], "There is no file /nowhere/file.");
    let verified = run(&["backup", "verify", "/nowhere/file"]);
    assert!(String::from_utf8(verified.stderr).unwrap().contains("There is no file /nowhere/file."));
    expect_refusal(&database, &["restore", database.to_str().unwrap()], "is the database itself");
    assert_eq!(fs::read(&database).unwrap(), before);
}

#[test]
fn restoring_brings_back_what_was_and_keeps_what_is() {
    let folder = tempfile::tempdir().unwrap();
    let database = with_tasks(folder.path());
    add_account(&database, "anna");
    let mut server = Process::start(&database);
    server.log_in("anna", "correct horse");
    let backup = folder.path().join("copy.db");
    let backup = backup.to_str().unwrap();
    expect(&database, &["backup", "-o", backup]);
    let then = export(&database);
    server.expect("POST", "/tasks", Some(&json!({"title": "After the backup"})), 201);
    expect_refusal(&database, &["restore", backup], "is served already");
    let after = server.client();
    assert_eq!(server.terminate().0, Some(0));
    let now = expect(&database, &["export", "--user", "anna"]);

    let said = expect(&database, &["restore", backup]);
    assert!(said.contains("accounts: 2, tasks: 50") && said.lines().count() == 2, "{said}");
    assert_eq!(export(&database), then);
    assert!(!expect(&database, &["export", "--user", "anna"]).contains("After the backup"));
    let previous =
        names(folder.path()).into_iter().find(|name| name.starts_with("tracker.db.before-restore-")).unwrap();
    let previous = folder.path().join(previous);
    assert_eq!(expect(&previous, &["export", "--user", "anna"]), now, "the old one is whole");
    assert_eq!(fs::metadata(&database).unwrap().permissions().mode() & 0o777, 0o600);

    let mut server = Process::start(&database);
    assert_eq!(after.moved_to(&server).send("GET", "/tasks", None).unwrap().0, 401, "no session has come back");
    assert_eq!(server.log_in("anna", "correct horse"), 200);
    server.expect("POST", "/tasks", Some(&json!({"title": "Goes on"})), 201);
    assert_eq!(server.terminate().0, Some(0));
}

#[test]
fn a_write_ahead_log_left_behind_is_not_replayed_onto_what_was_restored() {
    let folder = tempfile::tempdir().unwrap();
    let database = with_tasks(folder.path());
    let backup = folder.path().join("copy.db");
    let backup = backup.to_str().unwrap();
    expect(&database, &["backup", "-o", backup]);
    let then = export(&database);
    let mut server = Process::start(&database);
    server.sign_up("berta");
    server.kill();
    assert!(names(folder.path()).contains(&"tracker.db-wal".to_owned()));
    expect(&database, &["restore", backup]);
    assert_eq!(export(&database), then);
    assert!(!names(folder.path()).iter().any(|name| name.ends_with("-wal") || name.ends_with("-shm")));
    let previous = names(folder.path()).into_iter().find(|name| name.contains("before-restore")).unwrap();
    let accounts = expect(&folder.path().join(previous), &["user", "list"]);
    assert!(accounts.contains("berta"), "the old database has what stood in its log: {accounts}");
}

#[test]
fn a_damaged_database_is_replaced_and_one_of_another_application_is_not() {
    let folder = tempfile::tempdir().unwrap();
    let database = with_tasks(folder.path());
    let backup = folder.path().join("copy.db");
    let backup = backup.to_str().unwrap();
    expect(&database, &["backup", "-o", backup]);
    let then = export(&database);
    let mut bytes = fs::read(&database).unwrap();
    bytes[..4_096].fill(0xAA);
    fs::write(&database, &bytes).unwrap();
    expect(&database, &["restore", backup]);
    assert_eq!(export(&database), then);
    let previous = names(folder.path()).into_iter().find(|name| name.contains("before-restore")).unwrap();
    assert_eq!(fs::read(folder.path().join(previous)).unwrap(), bytes);

    let other = folder.path().join("other.db");
    Connection::open(&other).unwrap().execute_batch("CREATE TABLE notes (text); PRAGMA application_id = 7;").unwrap();
    expect_refusal(&other, &["restore", backup], "another application");
    expect(&folder.path().join("new/tracker.db"), &["restore", backup]);
    assert_eq!(export(&folder.path().join("new/tracker.db")), then);
}

#[test]
fn the_server_makes_a_backup_every_day_and_one_at_once_if_it_was_missed() {
    let folder = tempfile::tempdir().unwrap();
    let database = with_tasks(folder.path());
    let backups = folder.path().join("elsewhere");
    fs::create_dir(&backups).unwrap();
    for old in ["tracker-20200101T033000Z.db", "tracker-20200102T033000Z.db", "notes.txt"] {
        fs::write(backups.join(old), "old").unwrap();
    }
    let flags = ["--backup-at", "03:30", "--backup-dir", backups.to_str().unwrap(), "--backup-keep", "1d,1m"];
    let server = Process::start_with(&database, &flags);
    eventually("the first backup is made and the old ones are gone", || names(&backups).len() == 2);
    let made = names(&backups).into_iter().find(|name| name != "notes.txt").unwrap();
    assert!(!made.starts_with("tracker-2020"), "{made}");
    assert!(run(&["backup", "verify", backups.join(made).to_str().unwrap()]).status.success());
    let (code, log) = server.terminate();
    assert_eq!(code, Some(0));
    assert!(log.contains("made and verified a backup"), "{log}");
    let server = Process::start_with(&database, &flags);
    assert_eq!(server.terminate().0, Some(0));
    assert_eq!(names(&backups).len(), 2, "today has one");
}

#[tokio::test]
async fn a_backup_is_given_up_when_the_server_is_about_to_stop() {
    let server = Server::start();
    let mut anna = server.user("anna").await;
    anna.add_task("Milk").await;
    let file = server.database().with_file_name("copy.db");
    server.store.end_subscriptions();
    server.store.back_up(file.clone(), server.clock.now()).await.unwrap_err();
    assert!(!file.exists());
    assert!(!names(file.parent().unwrap()).iter().any(|name| name.contains(".new-")));
}

#[test]
fn contradicting_and_senseless_flags_are_refused() {
    for (flags, words) in [
        (&["--backup-at", "25:00"][..], "03:30"),
        (&["--backup-at", "03:30", "--backup-keep", "7y"], "7d,4w,6m"),
        (&["--backup-keep", "7d"], "--backup-at"),
    ] {
        let output = run(&[&["serve"], flags].concat());
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{flags:?}");
        assert!(said.contains(words), "{said}");
    }
    assert_eq!(run(&["backup", "-o", "x.db", "list"]).status.code(), Some(2));
}
