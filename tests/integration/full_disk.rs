//! The disk is full: a small one of its own, in memory. Needs root, and is left out without it.

use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::{Value, json};

use crate::support::{PASSWORD, Process, database_in, eventually, totp};

/// Bytes of the disk: room for a database, its log, the reserve, and some to fill.
const SIZE: &str = "size=40m";

fn works(program: &str, arguments: &[&str]) -> bool {
    let mut command = Command::new(program);
    command.args(arguments).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    command.status().is_ok_and(|status| status.success())
}

struct Disk(PathBuf);

impl Disk {
    fn new(folder: &Path) -> Option<Self> {
        let disk = Self(folder.join("disk"));
        fs::create_dir(&disk.0).unwrap();
        works("mount", &["-t", "tmpfs", "-o", SIZE, "tmpfs", disk.0.to_str().unwrap()]).then_some(disk)
    }

    fn filler(&self) -> PathBuf {
        self.0.join("filler")
    }

    /// Takes all the room that is left.
    fn fill(&self) {
        let mut filler = File::options().create(true).append(true).open(self.filler()).unwrap();
        while filler.write(&[1; 4_096]).is_ok() {}
    }

    fn empty(&self) {
        fs::remove_file(self.filler()).unwrap();
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        works("umount", &["-l", self.0.to_str().unwrap()]);
    }
}

/// Writes until the disk is full.
fn write_until_full(server: &mut Process, disk: &Disk) {
    disk.fill();
    let task = json!({"title": "x", "description": "y".repeat(20_000)});
    for _ in 0..2_000 {
        let (status, answer) = server.send("POST", "/tasks", Some(&task)).expect("an answer");
        if status != 201 {
            assert_eq!(status, 507, "{answer}");
            return;
        }
    }
    panic!("the disk was never full");
}

fn login(server: &mut Process) -> (u16, Value) {
    server.send("POST", "/login", Some(&json!({"username": "anna", "password": PASSWORD}))).unwrap()
}

#[test]
fn who_is_let_in_is_settled_on_a_full_disk_too_and_all_is_well_once_there_is_room() {
    let folder = tempfile::tempdir().unwrap();
    let Some(disk) = Disk::new(folder.path()) else {
        println!("no root: left out");
        return;
    };
    let mut server = Process::start(&database_in(&disk.0));
    let reserve = disk.0.join("tracker.db.reserve");
    let is_kept = || fs::metadata(&reserve).is_ok_and(|file| file.len() == 4 * 1024 * 1024);
    assert!(is_kept());
    server.sign_up("anna");
    let mut others: Vec<_> = (0..3)
        .map(|_| {
            assert_eq!(login(&mut server).0, 200);
            server.client()
        })
        .collect();
    let mut lost = others.remove(0);
    write_until_full(&mut server, &disk);
    server.expect("GET", "/tasks", None, 200);

    lost.expect("DELETE", "/logout", None, 204);
    lost.expect("GET", "/tasks", None, 401);
    server.expect("DELETE", "/sessions", None, 204);
    others.remove(0).expect("GET", "/tasks", None, 401);
    let change = json!({"current_password": PASSWORD, "new_password": "another horse"});
    server.expect("POST", "/password", Some(&change), 204);
    assert_eq!(server.log_in("anna", PASSWORD), 401);
    assert_eq!(server.log_in("anna", "another horse"), 200);
    for _ in 0..50 {
        assert_eq!(server.log_in("anna", "another horse"), 200);
    }
    let refused = server.expect("POST", "/tasks", Some(&json!({"title": "x"})), 507);
    assert!(refused["error"].as_str().unwrap().contains("full"), "{refused}");
    assert!(!reserve.exists());
    server.expect("GET", "/readyz", None, 503);

    disk.empty();
    let task = json!({"title": "x"});
    eventually("it writes again", || server.send("POST", "/tasks", Some(&task)).unwrap().0 == 201);
    assert!(is_kept());
    server.expect("GET", "/readyz", None, 200);
    let (code, log) = server.terminate();
    assert_eq!(code, Some(0), "{log}");
    assert!(log.contains("only logins and log-outs") && log.contains("there is room on the disk again"), "{log}");
}

#[test]
fn a_second_factor_lets_in_on_a_full_disk_too() {
    let folder = tempfile::tempdir().unwrap();
    let Some(disk) = Disk::new(folder.path()) else {
        println!("no root: left out");
        return;
    };
    let mut server = Process::start(&database_in(&disk.0));
    server.sign_up("anna");
    let begun = server.expect("POST", "/second_factor", Some(&json!({})), 200);
    let secret = begun["secret"].as_str().unwrap().to_owned();
    let code = totp(&secret, tracker::clock::now());
    let on = server.expect("POST", "/second_factor/turn_on", Some(&json!({"code": code})), 200);
    write_until_full(&mut server, &disk);
    let code = &on["recovery_codes"][0];
    let login = json!({"username": "anna", "password": PASSWORD, "code": code});
    assert_eq!(server.send("POST", "/login", Some(&login)).unwrap().0, 200);
    assert_eq!(server.send("POST", "/login", Some(&login)).unwrap().0, 401, "a code works once");
}

#[test]
fn it_starts_on_a_full_disk_and_lets_in_who_may() {
    let folder = tempfile::tempdir().unwrap();
    let Some(disk) = Disk::new(folder.path()) else {
        println!("no root: left out");
        return;
    };
    let path = database_in(&disk.0);
    let mut server = Process::start(&path);
    server.sign_up("anna");
    server.terminate();
    disk.fill();
    let mut server = Process::start(&path);
    assert_eq!(login(&mut server).0, 200);
    server.expect("DELETE", "/logout", None, 204);
}
