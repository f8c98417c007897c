//! An account moves from one server to another.

use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};

use serde_json::{Value, json};

use crate::support::{PASSWORD, Process, database_in, run};

/// Two servers, and where the file goes.
struct Scene {
    old: Process,
    new: Process,
    folders: [tempfile::TempDir; 2],
}

impl Scene {
    fn start() -> Self {
        let folders = [tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap()];
        let [old, new] = folders.each_ref().map(|folder| Process::start(&database_in(folder.path())));
        Self { old, new, folders }
    }

    fn database(&self, which: usize) -> String {
        database_in(self.folders[which].path()).to_str().unwrap().to_owned()
    }

    fn file(&self) -> String {
        self.folders[0].path().join("anna.json").to_str().unwrap().to_owned()
    }

    /// Runs `user move` on the old server.
    fn move_away(&self) -> (bool, String) {
        let (file, database) = (self.file(), self.database(0));
        said(&["user", "move", "anna", "--to", "https://new.example", "-o", &file, "--database", &database])
    }

    fn receive(&self) -> (bool, String) {
        said(&["user", "receive", &self.file(), "--database", &self.database(1)])
    }
}

fn said(arguments: &[&str]) -> (bool, String) {
    let output = run(arguments);
    let text = [output.stdout, output.stderr].concat();
    (output.status.success(), String::from_utf8(text).unwrap())
}

fn export(database: &str) -> String {
    let (is_done, text) = said(&["export", "--user", "anna", "--database", database]);
    assert!(is_done, "{text}");
    text
}

#[test]
fn what_was_acknowledged_arrives_and_nothing_is_written_to_what_is_left() {
    let mut scene = Scene::start();
    scene.old.sign_up("anna");
    let is_over = AtomicBool::new(false);
    let acknowledged = std::thread::scope(|scope| {
        let writers: Vec<_> = (0..4)
            .map(|writer| {
                let mut client = scene.old.client();
                let is_over = &is_over;
                scope.spawn(move || {
                    let mut titles = Vec::new();
                    for number in 0.. {
                        let title = format!("Task {number} of {writer}");
                        match client.send("POST", "/tasks", Some(&json!({"title": title}))) {
                            Some((201, _)) => titles.push(title),
                            Some((401, _)) => break,
                            other => panic!("{other:?}"),
                        }
                        assert!(!is_over.load(Ordering::Relaxed), "it goes on after the move");
                    }
                    titles
                })
            })
            .collect();
        std::thread::sleep(std::time::Duration::from_millis(300));
        let (is_done, text) = scene.move_away();
        assert!(is_done && text.contains("https://new.example"), "{text}");
        let titles: Vec<String> = writers.into_iter().flat_map(|writer| writer.join().unwrap()).collect();
        is_over.store(true, Ordering::Relaxed);
        titles
    });
    assert!(acknowledged.len() > 20);
    let left = export(&scene.database(0));
    let (is_done, text) = scene.receive();
    assert!(is_done, "{text}");
    assert_eq!(export(&scene.database(1)), left, "byte by byte, log and trash included");
    let arrived: Value = serde_json::from_str(&left).unwrap();
    let titles: std::collections::HashSet<_> =
        arrived["tasks"].as_array().unwrap().iter().map(|task| task["title"].as_str().unwrap()).collect();
    for title in &acknowledged {
        assert!(titles.contains(title.as_str()), "{title} is lost");
    }
}

#[test]
fn the_user_is_told_where_the_account_is_and_logs_in_there() {
    let mut scene = Scene::start();
    scene.old.sign_up("anna");
    scene.old.expect("POST", "/tasks", Some(&json!({"title": "Kept"})), 201);
    scene.old.expect("PATCH", "/settings", Some(&json!({"theme": "dark"})), 200);
    let (is_done, text) = scene.move_away();
    assert!(is_done, "{text}");
    let (is_done, text) = scene.receive();
    assert!(is_done && text.contains("1 tasks"), "{text}");
    let login = |password| json!({"username": "anna", "password": password});
    let (status, problem) = scene.old.send("POST", "/login", Some(&login(PASSWORD))).unwrap();
    assert_eq!((status, &problem["type"]), (403, &json!("urn:problem-type:tracker:account-moved")));
    assert_eq!(problem["detail"], "This account has moved to https://new.example. Log in there.");
    let (status, problem) = scene.old.send("POST", "/login", Some(&login("wrong horse"))).unwrap();
    assert_eq!((status, &problem["type"]), (401, &json!("about:blank")), "strangers learn nothing");
    assert_eq!(scene.new.log_in("anna", PASSWORD), 200);
    assert_eq!(scene.new.expect("GET", "/tasks", None, 200)["tasks"][0]["title"], "Kept");
    assert_eq!(scene.new.expect("GET", "/settings", None, 200)["theme"], "dark");
    let (_, list) = said(&["user", "list", "--database", &scene.database(0)]);
    assert!(list.contains("moved to https://new.example"), "{list}");

    // What has arrived is not taken in twice, and the move can be called off.
    let (is_done, text) = scene.receive();
    assert!(!is_done && text.contains("taken"), "{text}");
    let (is_done, text) = said(&["user", "enable", "anna", "--database", &scene.database(0)]);
    assert!(is_done, "{text}");
    assert_eq!(scene.old.log_in("anna", PASSWORD), 200);
    scene.old.expect("POST", "/tasks", Some(&json!({"title": "Back"})), 201);
}

#[test]
fn a_second_factor_comes_along_and_stays_used() {
    let mut scene = Scene::start();
    scene.old.sign_up("anna");
    let secret =
        scene.old.expect("POST", "/second_factor", Some(&json!({})), 200)["secret"].as_str().unwrap().to_owned();
    let code = crate::support::totp(&secret, tracker::clock::now());
    let turned_on = scene.old.expect("POST", "/second_factor/turn_on", Some(&json!({"code": code})), 200);
    let recovery = turned_on["recovery_codes"][0].clone();
    assert!(scene.move_away().0 && scene.receive().0);
    let login = |code: &Value| json!({"username": "anna", "password": PASSWORD, "code": code});
    assert_eq!(scene.new.send("POST", "/login", Some(&login(&json!(code)))).unwrap().0, 401, "it was used already");
    assert_eq!(scene.new.send("POST", "/login", Some(&login(&recovery))).unwrap().0, 200);
}

#[test]
fn a_file_that_is_none_and_a_place_that_can_t_be_written_change_nothing() {
    let mut scene = Scene::start();
    scene.old.sign_up("anna");
    let database = scene.database(0);
    let nowhere = "/nowhere/anna.json";
    let (is_done, text) =
        said(&["user", "move", "anna", "--to", "https://new.example", "-o", nowhere, "--database", &database]);
    assert!(!is_done && text.contains(nowhere), "{text}");
    scene.old.expect("POST", "/tasks", Some(&json!({"title": "Still here"})), 201);
    assert!(scene.move_away().0);
    let whole = std::fs::read(scene.file()).unwrap();
    let mode = std::os::unix::fs::PermissionsExt::mode(&std::fs::metadata(scene.file()).unwrap().permissions());
    assert_eq!(mode & 0o777, 0o600);
    let forged =
        String::from_utf8(whole.clone()).unwrap().replacen("\"username\":\"anna\"", "\"username\":\"\\u0000\"", 1);
    for broken in [&b"{}"[..], &whole[..whole.len() / 2], b"[1]", b"\xff", forged.as_bytes()] {
        std::fs::write(scene.file(), broken).unwrap();
        let (is_done, text) = scene.receive();
        assert!(!is_done && text.lines().count() == 1, "{text}");
        let (_, list) = said(&["user", "list", "--database", &scene.database(1)]);
        assert!(!list.contains("anna"), "{list}");
    }
    assert!(Path::new(&scene.file()).exists());
    std::fs::write(scene.file(), whole).unwrap();
    assert!(scene.receive().0);
}
