//! What a killed command leaves behind.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Stdio};

use crate::support::{Process, database_in, eventually, run, tracker};

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut names: Vec<_> = entries.collect();
    names.sort();
    names
}

/// What a server leaves beside a database.
fn is_of_a_server(name: &str) -> bool {
    ["tracker.db.lock", "tracker.db.reserve"].contains(&name)
}

/// Whether a process has a file open that its folder does not show under a name it keeps.
fn is_drafting(child: &Child, folder: &Path) -> bool {
    let Ok(open) = fs::read_dir(format!("/proc/{}/fd", child.id())) else { return true };
    let targets = open.flatten().filter_map(|entry| fs::read_link(entry.path()).ok());
    let mut others = targets.filter(|target| {
        let name = target.file_name().unwrap_or_default().to_string_lossy();
        target.starts_with(folder) && !name.starts_with("tracker.db")
    });
    others.next().is_some()
}

#[test]
fn an_export_that_is_killed_leaves_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path().canonicalize().unwrap();
    let path = database_in(&folder);
    let database = path.to_str().unwrap();
    let seed = ["seed", "--tasks", "20000", "--password-cost", "4", "--database", database];
    assert!(run(&seed).status.success());
    let file = folder.join("export.json");
    let export = ["export", "--user", "demo", "-o", file.to_str().unwrap(), "--database", database];
    let mut child = tracker(&export).spawn().unwrap();
    eventually("it writes", || is_drafting(&child, &folder));
    child.kill().unwrap();
    child.wait().unwrap();
    let left: Vec<_> = names(&folder).into_iter().filter(|name| !name.starts_with("tracker.db")).collect();
    // On a fast machine it may have been complete.
    assert!(left.is_empty() || left == ["export.json"], "{left:?}");
    assert!(run(&export).status.success());
    assert_eq!(names(&folder), ["export.json", "tracker.db"]);
}

#[test]
fn a_command_that_was_killed_while_it_created_the_database_is_cleaned_up_after() {
    let folder = tempfile::tempdir().unwrap();
    let path = database_in(folder.path());
    let database = path.to_str().unwrap();
    let mut child = tracker(&["migrate", "--database", database]).stdout(Stdio::null()).spawn().unwrap();
    eventually("it has begun", || !names(folder.path()).is_empty());
    child.kill().unwrap();
    child.wait().unwrap();
    assert!(run(&["migrate", "--database", database]).status.success());
    assert_eq!(names(folder.path()), ["tracker.db"]);
}

#[test]
fn drafts_of_ended_processes_are_removed_and_nothing_else() {
    let folder = tempfile::tempdir().unwrap();
    let path = database_in(folder.path());
    let database = path.to_str().unwrap();
    assert!(run(&["migrate", "--database", database]).status.success());
    let ended = {
        let mut child = tracker(&["--version"]).stdout(Stdio::null()).spawn().unwrap();
        child.wait().unwrap();
        child.id()
    };
    let alive = std::process::id();
    let write = |name: &str| fs::write(folder.path().join(name), "x").unwrap();
    let kept = [
        "tracker.db".to_owned(),
        format!("tracker.db.new-{alive}"),
        format!("tracker.db.new-{ended}.txt"),
        "tracker.db.new-design".to_owned(),
        format!("tracker.db2.new-{ended}"),
    ];
    let command = |arguments: &[&str]| assert!(run(&[arguments, &["--database", database]].concat()).status.success());
    let commands: [&dyn Fn(); 3] =
        [&|| command(&["user", "list"]), &|| command(&["migrate"]), &|| drop(Process::start(&path).terminate())];
    for begin in commands {
        for name in kept.iter().skip(1) {
            write(name);
        }
        for suffix in ["", "-wal", "-shm"] {
            write(&format!("tracker.db.new-{ended}{suffix}"));
        }
        begin();
        let mut expected: Vec<_> = kept.to_vec();
        expected.sort();
        let found: Vec<_> = names(folder.path()).into_iter().filter(|name| !is_of_a_server(name)).collect();
        assert_eq!(found, expected);
    }
}

#[test]
fn a_rescue_that_was_killed_is_cleaned_up_after_by_the_next_start() {
    let folder = tempfile::tempdir().unwrap();
    let path = database_in(folder.path());
    assert!(run(&["migrate", "--database", path.to_str().unwrap()]).status.success());
    let part: PathBuf = folder.path().join("tracker.db.rescued-20260101T000000Z.part");
    let whole: PathBuf = folder.path().join("tracker.db.rescued-20250101T000000Z");
    fs::write(&part, "x").unwrap();
    fs::write(&whole, "x").unwrap();
    Process::start(&path).terminate();
    assert!(!part.exists() && whole.exists());
}

#[test]
fn an_export_is_for_its_owner_alone_and_takes_the_place_of_an_earlier_one() {
    use std::os::unix::fs::PermissionsExt;

    let folder = tempfile::tempdir().unwrap();
    let database = database_in(folder.path()).display().to_string();
    assert!(run(&["seed", "--password-cost", "4", "--database", &database]).status.success());
    let file = folder.path().join("export.json");
    fs::write(&file, "earlier").unwrap();
    let export = ["export", "--user", "demo", "-o", file.to_str().unwrap(), "--database", &database];
    assert!(run(&export).status.success());
    assert!(fs::read_to_string(&file).unwrap().starts_with('{'));
    assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
}
