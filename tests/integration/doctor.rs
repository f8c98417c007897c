//! What the doctor and the health checks say.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::process::Command;

use jiff::SignedDuration;
use serde_json::Value;

use crate::support::{Process, Server, database_in, run};

/// The verdict of each check, and the exit code.
fn examine(database: &str, flags: &[&str]) -> (Option<i32>, Vec<(String, String, String)>) {
    let output = run(&[&["doctor", "--json", "--password-cost", "10", "--database", database], flags].concat());
    let found: Value = serde_json::from_slice(&output.stdout).unwrap();
    let text = |check: &Value, name: &str| check[name].as_str().unwrap().to_owned();
    let checks = found["checks"].as_array().unwrap();
    let checks =
        checks.iter().map(|check| (text(check, "name"), text(check, "verdict"), text(check, "says"))).collect();
    (output.status.code(), checks)
}

/// What needs a hand, by name.
fn complaints(database: &str, flags: &[&str]) -> Vec<String> {
    let (code, checks) = examine(database, flags);
    // How long hashing takes depends on the machine.
    let bad: Vec<String> = checks
        .into_iter()
        .filter(|(name, verdict, says)| verdict != "well" && name != "passwords" && !says.is_empty())
        .map(|(name, ..)| name)
        .collect();
    assert!(code == Some(4) || bad.is_empty(), "{code:?} {bad:?}");
    bad
}

#[test]
fn the_doctor_finds_what_needs_a_hand_and_says_what_to_do() {
    let folder = tempfile::tempdir().unwrap();
    let database = database_in(folder.path());
    let path = database.to_str().unwrap();
    assert_eq!(complaints(path, &[]), ["database"], "there is none");
    assert!(run(&["seed", "--tasks", "30", "--password-cost", "4", "--database", path]).status.success());
    assert_eq!(complaints(path, &[]), ["backups"]);
    assert!(run(&["backup", "--database", path]).status.success());
    assert_eq!(complaints(path, &[]), [""; 0]);
    let server = Process::start(&database);
    assert_eq!(complaints(path, &[]), [""; 0], "while it is served");
    assert_eq!(server.terminate().0, Some(0));

    assert_eq!(complaints(path, &["--listen", "0.0.0.0:5555"]), ["address"]);
    assert_eq!(complaints(path, &["--public-url", "https://tracker.example"]), ["proxies"]);
    assert_eq!(complaints(path, &["--trusted-proxy", "0.0.0.0/0"]), ["proxies"]);
    let behind = ["--public-url", "https://tracker.example", "--trusted-proxy", "10.0.0.1", "--listen", "0.0.0.0:1"];
    assert_eq!(complaints(path, &behind), [""; 0]);

    fs::set_permissions(&database, fs::Permissions::from_mode(0o644)).unwrap();
    let (code, checks) = examine(path, &[]);
    let (.., says) = checks.iter().find(|(name, ..)| name == "permissions").unwrap();
    assert!(code == Some(4) && says.contains(&format!("`chmod 600 {path}`")), "{says}");
    fs::set_permissions(&database, fs::Permissions::from_mode(0o600)).unwrap();

    rusqlite::Connection::open(&database).unwrap().execute("UPDATE counters SET open = open + 1", []).unwrap();
    assert_eq!(complaints(path, &[]), ["integrity"]);
    let shown = run(&["doctor", "--password-cost", "10", "--database", path]);
    let shown = String::from_utf8(shown.stdout).unwrap();
    assert!(shown.contains("!!") && shown.contains("restore a backup"), "{shown}");
    assert!(!shown.contains("Use another backup"), "{shown}");
}

#[test]
fn the_health_check_says_what_readiness_says() {
    let folder = tempfile::tempdir().unwrap();
    let database = database_in(folder.path());
    let server = Process::start(&database);
    let address = server.url.strip_prefix("http://").unwrap().to_owned();
    let check = || run(&["healthcheck", "--listen", &address]);
    assert_eq!((check().status.code(), check().stdout.len()), (Some(0), 0));
    server.terminate();
    let failed = check();
    assert_eq!(failed.status.code(), Some(1));
    assert_eq!(String::from_utf8(failed.stderr).unwrap().lines().count(), 1);
}

#[test]
fn the_unit_for_systemd_has_no_fault() {
    let folder = tempfile::tempdir().unwrap();
    for (kind, name) in [("systemd", "tracker.service"), ("systemd-socket", "tracker.socket")] {
        let printed = run(&["service", "print", kind]);
        assert!(printed.status.success());
        fs::write(folder.path().join(name), printed.stdout).unwrap();
    }
    let unit = folder.path().join("tracker.service");
    assert!(fs::read_to_string(&unit).unwrap().contains(&format!("ExecStart={} serve", env!("CARGO_BIN_EXE_tracker"))));
    let socket = folder.path().join("tracker.socket");
    match Command::new("systemd-analyze").args(["verify", "--man=no"]).args([&unit, &socket]).output() {
        Err(error) => println!("systemd-analyze is not here: {error}"),
        Ok(verified) => {
            let said = String::from_utf8(verified.stderr).unwrap();
            // Other units of the machine may have faults.
            let faults: Vec<&str> = said.lines().filter(|line| line.contains("tracker.s")).collect();
            assert_eq!(faults, [""; 0]);
        }
    }
}

#[tokio::test]
async fn a_server_without_its_daily_backup_is_not_ready() {
    let server = Server::with_flags(&["--backup-at", "03:30"]);
    let mut browser = server.browser();
    browser.get("/readyz").await.expect(200);
    let first = server.database().with_file_name("first.db");
    server.store.back_up(first, server.clock.now()).await.unwrap();
    server.clock.advance(SignedDuration::from_hours(50));
    let problem = browser.get("/readyz").await.expect(503).json();
    assert!(problem["detail"].as_str().unwrap().contains("backup is older than two days"), "{problem}");
    let file = server.database().with_file_name("copy.db");
    server.store.back_up(file, server.clock.now()).await.unwrap();
    browser.get("/readyz").await.expect(200);
}
