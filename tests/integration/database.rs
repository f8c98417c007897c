//! Database files that are not ours to touch, or not whole.

use std::fs;
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::path::{Path, PathBuf};

use rusqlite::Connection;

use crate::support::{Process, database_in, eventually, run};

const COMMANDS: [&[&str]; 4] =
    [&["serve", "--listen", "127.0.0.1:0"], &["migrate"], &["user", "list"], &["seed", "--password-cost", "4"]];

fn migrated(folder: &Path) -> PathBuf {
    let path = database_in(folder);
    assert!(run(&["migrate", "--database", path.to_str().unwrap()]).status.success());
    path
}

/// Every command refuses the file in one line, and neither it nor its folder changes.
fn expect_refusal(path: &Path, needle: &str) {
    let listing = |folder: &Path| {
        let mut names: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        names.sort();
        names
    };
    let folder = path.parent().unwrap();
    let before = (fs::read(path).unwrap(), listing(folder), fs::metadata(path).unwrap().mtime_nsec());
    for command in COMMANDS {
        let output = run(&[command, &["--database", path.to_str().unwrap()]].concat());
        let line = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(1), "{command:?}: {line}");
        assert!(line.contains(needle) && line.lines().count() == 1, "{command:?}: {line}");
        let after = (fs::read(path).unwrap(), listing(folder), fs::metadata(path).unwrap().mtime_nsec());
        assert!(before == after, "{command:?} has changed something");
    }
}

#[test]
fn an_empty_file_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(database_in(folder.path()), b"").unwrap();
    expect_refusal(&database_in(folder.path()), "is empty");
}

#[test]
fn what_is_no_database_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(database_in(folder.path()), "not a database, but long enough to be one ".repeat(100)).unwrap();
    expect_refusal(&database_in(folder.path()), "not an SQLite database");
}

#[test]
fn another_application_s_database_is_refused() {
    for mode in ["DELETE", "WAL"] {
        let folder = tempfile::tempdir().unwrap();
        let path = database_in(folder.path());
        let connection = Connection::open(&path).unwrap();
        connection.pragma_update(None, "journal_mode", mode).unwrap();
        connection.execute_batch("CREATE TABLE notes (text TEXT)").unwrap();
        drop(connection);
        expect_refusal(&path, "another application");
    }
}

#[test]
fn a_newer_schema_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = migrated(folder.path());
    let connection = Connection::open(&path).unwrap();
    connection.pragma_update(None, "user_version", 999).unwrap();
    drop(connection);
    expect_refusal(&path, "newer version");
}

#[test]
fn a_file_that_is_cut_short_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let path = migrated(folder.path());
    let whole = fs::read(&path).unwrap();
    for length in [whole.len() - 1, whole.len() / 2, 4_096] {
        fs::write(&path, &whole[..length]).unwrap();
        expect_refusal(&path, "cut short");
    }
    for length in [99, 512] {
        fs::write(&path, &whole[..length]).unwrap();
        for command in COMMANDS {
            let output = run(&[command, &["--database", path.to_str().unwrap()]].concat());
            assert_eq!(output.status.code(), Some(1));
            assert_eq!(fs::read(&path).unwrap(), &whole[..length]);
        }
    }
}

#[test]
fn a_folder_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let output = run(&["migrate", "--database", folder.path().to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(1));
}

#[test]
fn an_older_schema_is_not_served_without_migrating_when_that_is_asked_for() {
    let folder = tempfile::tempdir().unwrap();
    let path = migrated(folder.path());
    let connection = Connection::open(&path).unwrap();
    connection.pragma_update(None, "user_version", 0).unwrap();
    drop(connection);
    let path = path.to_str().unwrap();
    let output = run(&["serve", "--listen", "127.0.0.1:0", "--no-migrate", "--database", path]);
    assert_eq!(output.status.code(), Some(3), "{}", String::from_utf8_lossy(&output.stderr));
    assert_eq!(run(&["user", "list", "--database", path]).status.code(), Some(3));
    assert_eq!(run(&["migrate", "--check", "--database", path]).status.code(), Some(3));
}

#[test]
fn files_and_folders_are_for_their_owner_alone() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("new/tracker.db");
    let mut server = Process::start(&path);
    server.sign_up("anna");
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(path.parent().unwrap()), 0o700);
    for entry in fs::read_dir(path.parent().unwrap()).unwrap() {
        let path = entry.unwrap().path();
        assert_eq!(mode(&path), 0o600, "{}", path.display());
    }
}

#[test]
fn damage_that_is_found_while_running_stops_the_writing_and_shows_in_readiness() {
    let folder = tempfile::tempdir().unwrap();
    let path = migrated(folder.path());
    let seed = ["seed", "--tasks", "3000", "--password-cost", "4", "--database", path.to_str().unwrap()];
    assert!(run(&seed).status.success());
    let mut bytes = fs::read(&path).unwrap();
    // Without the schema it would not even start; every fifth of the other pages is overwritten.
    for page in bytes.chunks_exact_mut(4_096).skip(30).step_by(5) {
        if !page.windows(7).any(|word| word == b"CREATE ") {
            page[..64].fill(0xAA);
        }
    }
    fs::write(&path, bytes).unwrap();
    let mut server = Process::start(&path);
    eventually("the damage is found", || server.send("GET", "/readyz", None).unwrap().0 == 503);
    let body = serde_json::json!({
        "username": "anna", "password": "correct horse", "password_confirmation": "correct horse"
    });
    let (status, problem) = server.send("POST", "/signup", Some(&body)).unwrap();
    assert!([500, 503].contains(&status), "{status} {problem}");
    assert_eq!(server.send("GET", "/healthz", None).unwrap().0, 200);
}

#[test]
fn one_file_under_two_names_is_one_database() {
    let folder = tempfile::tempdir().unwrap();
    let path = migrated(folder.path());
    let link = folder.path().join("link.db");
    std::os::unix::fs::symlink("tracker.db", &link).unwrap();
    let _first = Process::start(&path);
    let second = run(&["serve", "--listen", "127.0.0.1:0", "--database", link.to_str().unwrap()]);
    assert_eq!(second.status.code(), Some(1));
    assert!(String::from_utf8(second.stderr).unwrap().contains("is served already"));
}

#[test]
fn a_link_that_leads_nowhere_yet_makes_the_database_where_it_leads() {
    let folder = tempfile::tempdir().unwrap();
    let link = folder.path().join("link.db");
    std::os::unix::fs::symlink("real/tracker.db", &link).unwrap();
    assert!(run(&["migrate", "--database", link.to_str().unwrap()]).status.success());
    assert!(folder.path().join("real/tracker.db").is_file());
    let again = run(&["migrate", "--database", link.to_str().unwrap()]);
    assert!(again.status.success() && again.stdout.is_empty(), "it is made once");
}

#[test]
fn a_writer_elsewhere_that_does_not_end_fails_all_who_wait_together() {
    let folder = tempfile::tempdir().unwrap();
    let path = database_in(folder.path());
    let mut server = Process::start(&path);
    server.sign_up("anna");
    let other = Connection::open(&path).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    let waiting: Vec<_> = (0..6)
        .map(|_| {
            let mut client = server.client();
            std::thread::spawn(move || {
                client.send("POST", "/tasks", Some(&serde_json::json!({"title": "x"}))).unwrap().0
            })
        })
        .collect();
    // A client waits for 20 s. One after the other, the writes would fail after 5, 10, 15, 20, 25 and 30 s.
    for request in waiting {
        assert_eq!(request.join().unwrap(), 503);
    }
    other.execute_batch("ROLLBACK").unwrap();
    server.expect("POST", "/tasks", Some(&serde_json::json!({"title": "x"})), 201);
}
