//! kill -9 at random moments: what was acknowledged is there exactly, what was not is there whole or not at all.
//!
//! `TRACKER_KILLS` says how often, `TRACKER_SEED` makes a run the same again.

use std::path::Path;
use std::time::Duration;

use rand::rngs::StdRng;
use rand::{Rng, SeedableRng};

use crate::support::{Process, Witness, database_in, eventually, run, serve_command, tracker};

const KILLS: u32 = 30;
const CLIENTS: u64 = 4;

fn number(name: &str) -> Option<u64> {
    std::env::var(name).ok()?.parse().ok()
}

fn kills() -> u32 {
    number("TRACKER_KILLS").and_then(|kills| u32::try_from(kills).ok()).unwrap_or(KILLS)
}

fn seeded() -> StdRng {
    let seed = number("TRACKER_SEED").unwrap_or_else(rand::random);
    println!("TRACKER_SEED={seed}");
    StdRng::seed_from_u64(seed)
}

#[test]
fn nothing_that_was_acknowledged_is_lost_and_nothing_is_done_twice() {
    let mut rng = seeded();
    let folder = tempfile::tempdir().unwrap();
    let path = database_in(folder.path());
    let mut server = Process::start(&path);
    let mut witnesses: Vec<Witness> =
        (0..CLIENTS).map(|client| Witness::new(&server, &format!("anna-{client}"), rng.random())).collect();
    let counters: Vec<_> = witnesses.iter().map(Witness::counter).collect();
    let count = || counters.iter().map(|counter| counter()).sum::<u32>();
    for _ in 0..kills() {
        let until = count() + rng.random_range(1..100);
        let writers: Vec<_> = witnesses
            .into_iter()
            .map(|mut witness| {
                std::thread::spawn(move || {
                    witness.write(u32::MAX);
                    witness
                })
            })
            .collect();
        eventually("the clients have written so much", || count() >= until);
        server.kill();
        witnesses = writers.into_iter().map(|writer| writer.join().unwrap()).collect();
        // Now and then it is killed while it starts.
        while rng.random_ratio(1, 4) {
            kill_while_it_starts(&path, rng.random_range(1..40));
        }
        server = Process::start(&path);
        for witness in &mut witnesses {
            witness.return_to(&server);
        }
    }
}

fn kill_while_it_starts(path: &Path, after_ms: u64) {
    let mut command = serve_command(path, &[]);
    let mut child = command.stdout(std::process::Stdio::null()).stderr(std::process::Stdio::null()).spawn().unwrap();
    std::thread::sleep(Duration::from_millis(after_ms));
    child.kill().unwrap();
    child.wait().unwrap();
}

const FIRST_SCHEMA: &str = include_str!("../../src/store/engine/migrations/0001_create_users_sessions_and_tasks.sql");

/// A database as the first version of the program left it: so many tasks, every tenth of them in the trash.
pub fn first_version(path: &Path, tasks: u32) {
    let connection = rusqlite::Connection::open(path).unwrap();
    connection.pragma_update(None, "journal_mode", "WAL").unwrap();
    connection.pragma_update(None, "application_id", 0x7472_6b72).unwrap();
    connection.execute_batch(FIRST_SCHEMA).unwrap();
    let fill = format!(
        "PRAGMA user_version = 1;
         BEGIN;
         INSERT INTO users (id, username, username_key, password_hash, created_at) VALUES (7, 'anna', 'anna', '', 0);
         WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < {tasks})
         INSERT INTO tasks (user_id, id, uid, title, description, completed_at, created_at, updated_at)
         SELECT 7, n, randomblob(16), 'Task ' || n, iif(n % 2, 'Line' || char(10) || '“two”', NULL),
                iif(n % 3, NULL, n * 1000 + 7), n * 1000 + n % 1000, n * 1000 + 50
         FROM numbers;
         UPDATE tasks SET completed_at = -62135596800000 WHERE id = 3;
         INSERT INTO trashed_tasks
         SELECT *, updated_at + 5 FROM tasks WHERE id % 10 = 0;
         DELETE FROM tasks WHERE id % 10 = 0;
         COMMIT;"
    );
    connection.execute_batch(&fill).unwrap();
}

fn version_of(path: &Path) -> i64 {
    let connection = rusqlite::Connection::open(path).unwrap();
    connection.query_row("PRAGMA user_version", [], |row| row.get(0)).unwrap()
}

#[test]
fn a_migration_that_is_killed_has_happened_or_has_not() {
    let mut rng = seeded();
    let folder = tempfile::tempdir().unwrap();
    let original = folder.path().join("original.db");
    first_version(&original, 3_000);
    let path = database_in(folder.path());
    let database = path.to_str().unwrap();
    let mut versions = std::collections::BTreeSet::new();
    for _ in 0..kills().div_ceil(3) {
        for suffix in ["", "-wal", "-shm"] {
            let _ = std::fs::remove_file(format!("{database}{suffix}"));
        }
        std::fs::copy(&original, &path).unwrap();
        let mut child = tracker(&["migrate", "--database", database]).spawn().unwrap();
        std::thread::sleep(Duration::from_millis(rng.random_range(2..80)));
        child.kill().unwrap();
        child.wait().unwrap();
        versions.insert(version_of(&path));
        let finished = run(&["migrate", "--database", database]);
        assert!(finished.status.success(), "{}", String::from_utf8_lossy(&finished.stderr));
        let exported = run(&["export", "--user", "anna", "--database", database]);
        let export =
            tracker::domain::transfer::export::Export::parse(&exported.stdout).expect("the log leads to the tables");
        assert_eq!((export.tasks.len(), export.changes.len()), (3_000, 3_300));
        assert_eq!(export.tasks.iter().filter(|task| task.deleted_at.is_some()).count(), 300);
        let as_of = clock_now();
        let replayed = run(&["export", "--user", "anna", "--database", database, "--as-of", &as_of]);
        assert_eq!(replayed.stdout, exported.stdout);
    }
    let migrations = std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/src/store/engine/migrations")).unwrap();
    let newest = i64::try_from(migrations.count()).unwrap();
    assert!(versions.iter().all(|version| (1..=newest).contains(version)), "{versions:?}");
}

fn clock_now() -> String {
    tracker::clock::now().to_string()
}
