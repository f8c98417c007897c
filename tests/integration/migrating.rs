//! Several commands bring one database up to date at once.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::{Output, Stdio};

use crate::crash::first_version;
use crate::support::{PASSWORD, Process, database_in, run, run_with_input, tracker};

/// Starts so many `tracker migrate` at once and answers what they said.
fn migrate_at_once(path: &Path, processes: usize) -> Vec<Output> {
    let mut command = tracker(&["migrate", "--database", path.to_str().unwrap()]);
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    let children: Vec<_> = (0..processes).map(|_| command.spawn().unwrap()).collect();
    children.into_iter().map(|child| child.wait_with_output().unwrap()).collect()
}

/// How often each migration was applied.
fn applied(outputs: &[Output]) -> BTreeMap<String, usize> {
    let mut applied = BTreeMap::new();
    for output in outputs {
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        for line in String::from_utf8(output.stdout.clone()).unwrap().lines() {
            *applied.entry(line.to_owned()).or_default() += 1;
        }
    }
    applied
}

#[test]
fn of_several_migrations_at_once_each_is_done_once_and_all_succeed() {
    for _ in 0..3 {
        let folder = tempfile::tempdir().unwrap();
        let path = database_in(folder.path());
        first_version(&path, 2_000);
        let applied = applied(&migrate_at_once(&path, 4));
        assert!(applied.len() > 10 && applied.values().all(|times| *times == 1), "{applied:?}");
    }
}

#[test]
fn of_several_that_create_the_database_at_once_one_does() {
    for _ in 0..3 {
        let folder = tempfile::tempdir().unwrap();
        let path = database_in(folder.path());
        let applied = applied(&migrate_at_once(&path, 4));
        assert!(applied.len() > 10 && applied.values().all(|times| *times == 1), "{applied:?}");
        let left: Vec<_> = std::fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        assert_eq!(left, ["tracker.db"]);
    }
}

#[test]
fn a_server_that_starts_while_others_migrate_waits_and_serves() {
    let folder = tempfile::tempdir().unwrap();
    let path = database_in(folder.path());
    first_version(&path, 2_000);
    let database = path.to_str().unwrap();
    let migrating = std::thread::spawn({
        let path = path.clone();
        move || migrate_at_once(&path, 2)
    });
    let mut server = Process::start(&path);
    applied(&migrating.join().unwrap());
    server.expect("GET", "/readyz", None, 200);
    let set = ["user", "password", "anna", "--password-stdin", "--password-cost", "4", "--database", database];
    assert!(run_with_input(&set, &format!("{PASSWORD}\n")).status.success());
    assert_eq!(server.log_in("anna", PASSWORD), 200);
    assert_eq!(server.expect("GET", "/tasks?per_page=1", None, 200)["total"], 1_800);
    assert_eq!(run(&["migrate", "--check", "--database", database]).status.code(), Some(0));
}
