//! The configuration: a file, variables and flags.

use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;

use crate::support::{Process, database_in, run, serve_command, tracker};

fn said(output: &Output) -> (String, String) {
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    (text(&output.stdout), text(&output.stderr))
}

fn write(folder: &Path, text: &str) -> String {
    let path = folder.join("tracker.toml");
    std::fs::write(&path, text).unwrap();
    path.to_str().unwrap().to_owned()
}

/// A command that reads a file by its variable.
fn with_file(file: &str, arguments: &[&str]) -> Command {
    let mut command = tracker(arguments);
    command.env("TRACKER_CONFIG", file);
    command
}

#[test]
fn a_flag_has_the_last_word_then_the_variable_then_the_file() {
    let folder = tempfile::tempdir().unwrap();
    let file = write(folder.path(), "session-days = 3\nsession-idle-days = 2\ntrash-days = 5\nsignup = \"closed\"\n");
    let mut command = with_file(&file, &["config", "show", "--origin", "--json", "--trash-days", "7"]);
    let shown = command.env("TRACKER_SESSION_DAYS", "4").output().unwrap();
    let shown: Value = serde_json::from_slice(&shown.stdout).unwrap();
    for (name, value, origin) in [
        ("trash-days", Value::from(7), "flag"),
        ("session-days", 4.into(), "TRACKER_SESSION_DAYS"),
        ("session-idle-days", 2.into(), file.as_str()),
        ("signup", "closed".into(), &file),
        ("rate-limit", "on".into(), "default"),
        ("public-url", Value::Null, "default"),
        ("no-migrate", false.into(), "default"),
    ] {
        assert_eq!(shown[name]["value"], value, "{name}");
        assert_eq!(shown[name]["origin"], origin, "{name}");
    }
}

#[test]
fn what_is_shown_is_a_file_that_means_the_same() {
    let folder = tempfile::tempdir().unwrap();
    let odd = "/tmp/a \"b\" \\c ü";
    let flags =
        ["--listen", "127.0.0.1:1", "--listen", "unix:/x", "--database", odd, "--allowed-host", "nas", "--no-migrate"];
    let (first, _) = said(&run(&[&["config", "show"], &flags[..]].concat()));
    assert!(
        first.contains("listen = [\"127.0.0.1:1\", \"unix:/x\"]\n") && first.contains("# public-url =\n"),
        "{first}"
    );
    let file = write(folder.path(), &first);
    let (second, error) = said(&run(&["config", "show", "--config", &file]));
    assert_eq!((second, error.as_str()), (first, ""));
}

#[test]
fn every_command_of_the_server_reads_the_file() {
    let folder = tempfile::tempdir().unwrap();
    let database = database_in(folder.path());
    let file = write(
        folder.path(),
        &format!(
            "database = {:?}\nlisten = [\"127.0.0.1:0\"]\npassword-cost = 4\nrate-limit = false\n",
            database.to_str().unwrap()
        ),
    );
    let server = Process::spawn(with_file(&file, &["serve"])).unwrap();
    let listed = with_file(&file, &["user", "list"]).output().unwrap();
    assert!(listed.status.success(), "{listed:?}");
    let address = server.url.strip_prefix("http://").unwrap();
    let check = with_file(&file, &["healthcheck", "--listen", address]).output().unwrap();
    assert!(check.status.success(), "{check:?}");
    let (report, _) = said(&with_file(&file, &["doctor"]).output().unwrap());
    assert!(report.contains("database (") && report.contains("tracker.toml"), "{report}");
}

#[test]
fn a_file_that_is_wrong_stops_the_start_with_one_line() {
    let folder = tempfile::tempdir().unwrap();
    let database = database_in(folder.path());
    for (text, words) in [
        ("listen = [", "not valid TOML in line 1"),
        ("lisen = '127.0.0.1:1'", "no setting \"lisen\""),
        ("session_days = 3", "Write session-days."),
        ("session-days = 1000", "session-days can't be \"1000\""),
    ] {
        let file = write(folder.path(), text);
        let output = serve_command(&database, &["--config", &file]).output().unwrap();
        let (_, error) = said(&output);
        assert_eq!((output.status.code(), error.lines().count()), (Some(1), 1), "{error}");
        assert!(error.contains(words) && error.contains("tracker.toml"), "{error}");
    }
    let output = serve_command(&database, &["--config", "/nowhere.toml"]).output().unwrap();
    assert!(said(&output).1.contains("Can't read the configuration /nowhere.toml"), "{output:?}");
    // A value that is never used is checked too.
    let file = write(folder.path(), "trash-days = 0");
    assert!(!serve_command(&database, &["--config", &file, "--trash-days", "3"]).output().unwrap().status.success());
}

#[test]
fn the_reference_of_settings_is_what_the_code_says() {
    let page = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/docs/configure.md")).unwrap();
    assert!(
        page == tracker::cli::reference(),
        "docs/configure.md is old: cargo run --example configure > docs/configure.md"
    );
}
