//! The database is pulled from under the server, or reached by another way.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::thread::JoinHandle;

use serde_json::{Value, json};

use crate::support::{Client, PASSWORD, Process, database_in, eventually, run};

/// A server with a user who writes, and a copy of its database from before.
struct Scene {
    folder: tempfile::TempDir,
    path: PathBuf,
    server: Process,
}

impl Scene {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let path = database_in(folder.path());
        let mut server = Process::start(&path);
        server.sign_up("anna");
        server.expect("POST", "/tasks", Some(&json!({"title": "Early"})), 201);
        server.terminate();
        fs::copy(&path, folder.path().join("older.db")).unwrap();
        let mut server = Process::start(&path);
        assert_eq!(server.log_in("anna", PASSWORD), 200);
        Self { folder, path, server }
    }

    fn older(&self) -> PathBuf {
        self.folder.path().join("older.db")
    }

    /// Writes one task after another until one is refused. Answers how many were acknowledged, and the refusal.
    fn write_until_refused(&self) -> JoinHandle<(usize, u16, Value)> {
        let mut client = self.server.client();
        let writer = std::thread::spawn(move || {
            for count in 0.. {
                let (status, answer) = client.send("POST", "/tasks", Some(&json!({"title": "x"}))).expect("an answer");
                if status != 201 {
                    return (count, status, answer);
                }
            }
            unreachable!()
        });
        let mut other = self.server.client();
        eventually("some are written", || tasks(&mut other) > 20);
        writer
    }

    fn expect_unready(&mut self, needle: &str) {
        let mut server = self.server.client();
        let mut sentence = String::new();
        eventually("it is not ready", || {
            let (status, answer) = server.send("GET", "/readyz", None).unwrap();
            sentence = answer["error"].to_string();
            status == 503
        });
        assert!(sentence.contains(needle), "{sentence}");
    }
}

/// What was rescued, and whatever else has to do with it.
fn rescued(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries.filter(|path| path.to_str().unwrap().contains(".rescued-")).collect()
}

/// Waits until the copy is complete and alone.
fn rescued_copy(folder: &Path) -> PathBuf {
    let is_whole = |path: &PathBuf| path.extension().unwrap().to_str().unwrap().starts_with("rescued-");
    eventually("one copy is rescued", || matches!(&rescued(folder)[..], [copy] if is_whole(copy)));
    rescued(folder).remove(0)
}

fn tasks(client: &mut Client) -> u64 {
    client.expect("GET", "/tasks?per_page=1", None, 200)["total"].as_u64().unwrap()
}

fn shell(script: &str, scene: &Scene) {
    let (new, old) = (scene.older(), &scene.path);
    let status = Command::new("sh").args(["-ec", script]).env("NEW", new).env("DB", old).status().unwrap();
    assert!(status.success(), "{script}");
}

fn is_sound(path: &Path) -> bool {
    let connection = rusqlite::Connection::open(path).unwrap();
    connection.query_row("PRAGMA integrity_check", [], |row| row.get::<_, String>(0)).unwrap() == "ok"
}

fn titles_in(path: &Path) -> usize {
    let connection = rusqlite::Connection::open(path).unwrap();
    connection.query_row("SELECT count(*) FROM tasks", [], |row| row.get(0)).unwrap()
}

#[test]
fn when_the_file_is_removed_writing_stops_and_nothing_acknowledged_is_lost() {
    for script in [r#"rm "$DB""#, r#"rm "$DB"*"#, r#"mv "$DB" "$DB.away""#] {
        let mut scene = Scene::new();
        let writer = scene.write_until_refused();
        shell(script, &scene);
        let (count, status, answer) = writer.join().unwrap();
        assert_eq!(status, 503, "{script}: {answer}");
        assert!(answer["error"].as_str().unwrap().contains("removed"), "{answer}");
        scene.expect_unready("removed");
        // What was there can still be read, and copied by hand.
        assert!(tasks(&mut scene.server) > count as u64);
        let copy = rescued_copy(scene.folder.path());
        let Scene { server, folder, path } = scene;
        let (code, log) = server.terminate();
        assert_eq!(code, Some(0), "{log}");
        assert_eq!(fs::metadata(&copy).unwrap().permissions().mode() & 0o777, 0o600);
        assert!(log.contains(copy.to_str().unwrap()), "{log}");
        assert_eq!(log.matches("ERROR The database file was removed while").count(), 1, "{log}");
        assert!(!path.with_extension("db-wal").exists() && !path.with_extension("db-shm").exists());
        if script.starts_with("mv") {
            let away = folder.path().join("tracker.db.away");
            assert!(is_sound(&away));
            assert!(titles_in(&away) > count, "what was moved is complete");
        }
        // The next start does not begin anew beside it.
        let database = path.to_str().unwrap();
        let refused = run(&["serve", "--listen", "127.0.0.1:0", "--database", database]);
        let line = String::from_utf8(refused.stderr).unwrap();
        assert_eq!(refused.status.code(), Some(1));
        assert!(line.contains(copy.to_str().unwrap()), "{line}");
        fs::rename(&copy, &path).unwrap();
        let mut server = Process::start(&path);
        assert_eq!(server.log_in("anna", PASSWORD), 200);
        // The refused write may be there or not.
        let found = tasks(&mut server);
        assert!([1, 2].contains(&(found - count as u64)), "{found} of {count}");
        server.terminate();
        assert!(is_sound(&path));
    }
}

#[test]
fn when_another_file_takes_its_place_both_are_kept() {
    let ways = [
        r#"mv "$NEW" "$DB""#,
        r#"cp --remove-destination "$NEW" "$DB""#,
        r#"rm "$DB"; cp "$NEW" "$DB""#,
        r#"mv "$DB" "$DB.before"; cp "$NEW" "$DB""#,
    ];
    for script in ways {
        let mut scene = Scene::new();
        let writer = scene.write_until_refused();
        shell(script, &scene);
        let (count, status, answer) = writer.join().unwrap();
        assert_eq!(status, 503, "{script}: {answer}");
        scene.expect_unready("nothing is written");
        let copy = rescued_copy(scene.folder.path());
        let Scene { server, folder, path } = scene;
        let (code, log) = server.terminate();
        assert_eq!(code, Some(0), "{log}");
        let mut server = Process::start(&path);
        assert_eq!(server.log_in("anna", PASSWORD), 200);
        assert_eq!(tasks(&mut server), 1, "{script}: the new file as it is");
        server.terminate();
        assert!(is_sound(&path), "{script}");
        assert_eq!(rescued(folder.path()), [copy.as_path()], "{script}");
        assert!(is_sound(&copy));
        let found = titles_in(&copy);
        assert!([1, 2].contains(&(found - count)), "{script}: {found} of {count}");
    }
}

#[test]
fn when_it_is_written_over_the_next_start_has_what_was_written() {
    for script in [r#"cp "$NEW" "$DB""#, r#"cat "$NEW" > "$DB""#, r#"dd if="$NEW" of="$DB" conv=notrunc 2>&1"#] {
        let mut scene = Scene::new();
        let writer = scene.write_until_refused();
        shell(script, &scene);
        let (_, status, answer) = writer.join().unwrap();
        assert_eq!(status, 503, "{script}: {answer}");
        scene.expect_unready("overwritten");
        assert_eq!(scene.server.send("GET", "/tasks", None).unwrap().0, 503, "two databases are not mixed");
        eventually("the log is out of the way", || !scene.path.with_extension("db-wal").exists());
        let Scene { server, folder: _folder, path } = scene;
        let (code, log) = server.terminate();
        assert_eq!(code, Some(0), "{log}");
        assert!(log.contains(".wal"), "{log}");
        let mut server = Process::start(&path);
        assert_eq!(server.log_in("anna", PASSWORD), 200);
        assert_eq!(tasks(&mut server), 1, "{script}");
        server.terminate();
        assert!(is_sound(&path), "{script}");
    }
}

#[test]
fn a_file_that_is_cut_short_stops_the_writing() {
    let mut scene = Scene::new();
    shell(r#": > "$DB""#, &scene);
    scene.expect_unready("overwritten");
    let (status, answer) = scene.server.send("POST", "/tasks", Some(&json!({"title": "x"}))).unwrap();
    assert_eq!(status, 503, "{answer}");
}

#[test]
fn when_the_write_ahead_log_is_removed_everything_gets_into_the_database() {
    for script in [r#"rm "$DB-wal""#, r#"rm "$DB-wal" "$DB-shm""#, r#"rm "$DB-shm""#] {
        let mut scene = Scene::new();
        let writer = scene.write_until_refused();
        shell(script, &scene);
        let (count, status, answer) = writer.join().unwrap();
        assert_eq!(status, 503, "{script}: {answer}");
        scene.expect_unready("write-ahead log");
        let Scene { server, folder: _folder, path } = scene;
        let (code, log) = server.terminate();
        assert_eq!(code, Some(0), "{log}");
        let mut server = Process::start(&path);
        assert_eq!(server.log_in("anna", PASSWORD), 200);
        let found = tasks(&mut server);
        assert!([1, 2].contains(&(found - count as u64)), "{script}: {found} of {count}");
        server.terminate();
        assert!(is_sound(&path), "{script}");
    }
}

#[test]
fn a_removed_lock_file_lets_no_second_server_in_and_is_made_again() {
    let mut scene = Scene::new();
    let lock = scene.path.with_extension("db.lock");
    fs::remove_file(&lock).unwrap();
    let second = run(&["serve", "--listen", "127.0.0.1:0", "--database", scene.path.to_str().unwrap()]);
    assert_eq!(second.status.code(), Some(1));
    assert!(String::from_utf8(second.stderr).unwrap().contains("is served already"));
    eventually("it is made again", || fs::read_to_string(&lock).is_ok_and(|text| text.contains("process")));
    scene.server.expect("POST", "/tasks", Some(&json!({"title": "x"})), 201);
    let second = run(&["serve", "--listen", "127.0.0.1:0", "--database", scene.path.to_str().unwrap()]);
    let line = String::from_utf8(second.stderr).unwrap();
    assert!(line.contains(&format!("process {} at {}", scene.server.id(), scene.server.url)), "{line}");
}

#[test]
fn a_lock_that_another_process_takes_stops_the_writing() {
    let mut scene = Scene::new();
    let lock = scene.path.with_extension("db.lock");
    let other = fs::File::create(scene.folder.path().join("other.lock")).unwrap();
    other.lock().unwrap();
    fs::rename(scene.folder.path().join("other.lock"), &lock).unwrap();
    scene.expect_unready("lock");
    let (status, answer) = scene.server.send("POST", "/tasks", Some(&json!({"title": "x"}))).unwrap();
    assert_eq!(status, 503, "{answer}");
}

#[test]
fn a_second_name_of_the_file_is_refused_at_the_start_and_stops_the_writing() {
    let mut scene = Scene::new();
    let second = scene.folder.path().join("second.db");
    fs::hard_link(&scene.path, &second).unwrap();
    for command in [&["serve", "--listen", "127.0.0.1:0"][..], &["migrate"], &["user", "list"]] {
        let refused = run(&[command, &["--database", second.to_str().unwrap()]].concat());
        let line = String::from_utf8(refused.stderr).unwrap();
        assert_eq!(refused.status.code(), Some(1), "{line}");
        assert!(line.contains("second name") && line.lines().count() == 1, "{line}");
    }
    scene.expect_unready("second name");
    let (status, answer) = scene.server.send("POST", "/tasks", Some(&json!({"title": "x"}))).unwrap();
    assert_eq!(status, 503, "{answer}");
    fs::remove_file(&second).unwrap();
    let Scene { server, folder: _folder, path } = scene;
    server.terminate();
    let mut server = Process::start(&path);
    assert_eq!(server.log_in("anna", PASSWORD), 200);
    server.expect("POST", "/tasks", Some(&json!({"title": "x"})), 201);
}

#[test]
fn a_server_that_is_stopped_right_after_the_file_was_removed_rescues_it_still() {
    let mut scene = Scene::new();
    scene.server.expect("POST", "/tasks", Some(&json!({"title": "Late"})), 201);
    let Scene { server, folder, path } = scene;
    fs::remove_file(&path).unwrap();
    let (code, log) = server.terminate();
    assert_eq!(code, Some(0), "{log}");
    assert_eq!(titles_in(&rescued_copy(folder.path())), 2, "{log}");
    assert!(!path.with_extension("db-wal").exists());
}
