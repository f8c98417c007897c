//! Commands that are killed at one system call after the other. Needs strace, and is left out without it.

use std::fs;
use std::path::Path;
use std::process::Stdio;

use crate::faults::{strace_works, under_strace};
use crate::support::{Process, database_in, run, tracker};

/// The calls at which a restore is killed: those that make, name, cut, write to the disk or remove a file.
const CALLS: &str = "openat,rename,renameat2,link,unlink,ftruncate,fsync,fdatasync,mkdir";

fn path(path: &Path) -> &str {
    path.to_str().unwrap()
}

fn export(database: &Path, user: &str) -> Option<Vec<u8>> {
    let output = run(&["export", "--user", user, "--database", path(database)]);
    output.status.success().then_some(output.stdout)
}

#[test]
fn a_restore_that_is_killed_leaves_the_old_database_or_the_new_one() {
    if !strace_works() {
        println!("strace is not here, or may not trace: left out");
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let backup = folder.path().join("backup.db");
    let original = folder.path().join("original");
    fs::create_dir(&original).unwrap();
    let database = database_in(&original);
    let seed = |tasks: &str| {
        assert!(
            run(&["seed", "--tasks", tasks, "--password-cost", "4", "--database", path(&database)]).status.success()
        );
    };
    seed("30");
    assert!(run(&["backup", "-o", path(&backup), "--database", path(&database)]).status.success());
    let new = export(&database, "demo").unwrap();
    seed("20");
    let old = export(&database, "demo").unwrap();
    assert_ne!(old, new);
    // A server that was killed has left a write-ahead log.
    let mut server = Process::start(&database);
    server.sign_up("anna");
    server.kill();

    let (mut was_old, mut was_new) = (0, 0);
    for call in 1.. {
        let place = folder.path().join(call.to_string());
        fs::create_dir(&place).unwrap();
        for name in ["tracker.db", "tracker.db-wal", "tracker.db-shm"] {
            fs::copy(original.join(name), place.join(name)).unwrap();
        }
        let database = database_in(&place);
        let restore = tracker(&["restore", path(&backup), "--database", path(&database)]);
        let mut killed = under_strace(&restore, &format!("{CALLS}:signal=KILL:when={call}"));
        let status = killed.stdout(Stdio::null()).stderr(Stdio::null()).status().unwrap();
        let now = export(&database, "demo").unwrap_or_else(|| panic!("killed at call {call}, it left no database"));
        if now == new {
            was_new += 1;
            assert!(export(&database, "anna").is_none());
        } else {
            assert!(now == old, "killed at call {call}, it left neither the old nor the new database");
            was_old += 1;
            assert!(export(&database, "anna").is_some(), "killed at call {call}, it lost the write-ahead log");
        }
        assert!(run(&["restore", path(&backup), "--database", path(&database)]).status.success(), "after call {call}");
        assert_eq!(export(&database, "demo").as_ref(), Some(&new));
        if status.success() {
            break;
        }
        fs::remove_dir_all(&place).unwrap();
    }
    assert!(was_old > 10 && was_new >= 2, "{was_old} times the old, {was_new} times the new");
}
