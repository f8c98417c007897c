//! The disk fails: the Nth write, sync or open of the server answers an error. Needs strace, and is left out without it.

use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::{Value, json};

use crate::support::{PASSWORD, Process, Witness, database_in, eventually, serve_command};

/// What fails, and at which calls.
const FAULTS: [(&str, &str, &[u32]); 4] = [
    ("pwrite64", "EIO", &[1, 2, 3, 5, 8, 13, 21, 34]),
    ("pwrite64", "ENOSPC", &[1, 4, 9, 30]),
    ("fsync,fdatasync", "EIO", &[1, 2, 3, 5, 9, 14]),
    ("openat", "EIO", &[20, 40, 60, 70, 75, 80, 85]),
];

/// The command, run by strace, which interferes as it is told.
pub fn under_strace(command: &Command, inject: &str) -> Command {
    let mut strace = Command::new("strace");
    // Only what is traced is interfered with.
    let calls = inject.split(':').next().unwrap();
    strace.args(["-f", "-qq", "-o", "/dev/null"]).arg("-e").arg(format!("trace={calls}"));
    strace.arg("-e").arg(format!("inject={inject}"));
    strace.arg(command.get_program()).args(command.get_args()).stdin(Stdio::null());
    for (name, value) in command.get_envs() {
        match value {
            Some(value) => strace.env(name, value),
            None => strace.env_remove(name),
        };
    }
    strace
}

pub fn strace_works() -> bool {
    let mut command = Command::new("strace");
    command.args(["-qq", "-o", "/dev/null", "true"]).stdout(Stdio::null()).stderr(Stdio::null());
    command.status().is_ok_and(|status| status.success())
}

/// Starts under a fault, lets a client write, and ends the server at once. Whether all went well in spite of it.
fn write_under(path: &Path, inject: &str, witness: &mut Witness) -> bool {
    match Process::spawn(under_strace(&serve_command(path, &[]), inject)) {
        Ok(mut server) => {
            witness.client = witness.client.moved_to(&server);
            witness.write(12);
            server.kill_traced();
            !witness.is_waiting()
        }
        Err(log) => {
            assert!(!log.contains("panicked"), "{inject}: {log}");
            false
        }
    }
}

#[test]
fn whatever_fails_nothing_acknowledged_is_lost_and_the_next_start_is_clean() {
    if !strace_works() {
        println!("strace is not here, or may not trace: left out");
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let path = database_in(folder.path());
    let server = Process::start(&path);
    let mut witness = Witness::new(&server, "anna", 1);
    witness.write(5);
    server.terminate();
    let mut well = 0;
    for (calls, error, numbers) in FAULTS {
        for number in numbers {
            // Once, and from there on for good.
            for when in [number.to_string(), format!("{number}+")] {
                let inject = format!("{calls}:error={error}:when={when}");
                well += usize::from(write_under(&path, &inject, &mut witness));
                let server = Process::start(&path);
                witness.return_to(&server);
                let (code, log) = server.terminate();
                assert_eq!(code, Some(0), "after {inject}: {log}");
            }
        }
    }
    let all: usize = FAULTS.iter().map(|(.., numbers)| 2 * numbers.len()).sum();
    let count = witness.counter()();
    assert!(count > 100, "the client hardly wrote: {count}");
    assert!(all - well > 10, "hardly anything failed: {well} of {all} went well");
}

/// Serves a database with an account and some tasks under a fault, to a client that has logged in.
fn serve_under(path: &Path, inject: &str) -> Option<Process> {
    let mut server = Process::spawn(under_strace(&serve_command(path, &[]), inject)).ok()?;
    (server.log_in("anna", PASSWORD) == 200).then_some(server)
}

fn database_with_tasks(path: &Path) {
    let mut server = Process::start(path);
    server.sign_up("anna");
    for number in 0..30 {
        let text = number.to_string().repeat(2_000);
        server.expect("POST", "/tasks", Some(&json!({"title": "x", "description": text})), 201);
    }
    server.terminate();
}

#[test]
fn one_read_that_fails_is_no_damage() {
    if !strace_works() {
        println!("strace is not here, or may not trace: left out");
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let path = database_in(folder.path());
    database_with_tasks(&path);
    let mut failed = 0;
    for fault in ["error=EIO", "retval=0"] {
        // strace counts the calls of every thread by itself.
        for when in [1, 2, 3, 5, 8, 13, 21, 34, 40, 45, 55] {
            let inject = format!("pread64:{fault}:when={when}");
            let Some(mut server) = serve_under(&path, &inject) else { continue };
            let mut read = || server.send("GET", "/tasks?q=x", None).expect("an answer").0;
            let statuses = [read(), read(), read()];
            failed += statuses.iter().filter(|status| **status != 200).count();
            eventually("it reads again", || server.send("GET", "/tasks?q=x", None).unwrap().0 == 200);
            let task = json!({"title": "x"});
            eventually("it writes again", || server.send("POST", "/tasks", Some(&task)).unwrap().0 == 201);
            eventually("it is ready", || server.send("GET", "/readyz", None).unwrap().0 == 200);
            server.kill_traced();
        }
    }
    assert!(failed > 0, "hardly anything failed");
}

/// Writes until it fails, and answers how.
fn refusal_under(path: &Path, inject: &str) -> (Process, Value) {
    let mut server = serve_under(path, inject).expect("a server");
    for _ in 0..1_000 {
        let (status, answer) = server.send("POST", "/tasks", Some(&json!({"title": "x"}))).expect("an answer");
        if status != 201 {
            assert_eq!(status, 503, "{inject}: {answer}");
            return (server, answer);
        }
    }
    panic!("{inject}: nothing failed");
}

#[test]
fn a_disk_that_can_not_be_written_to_is_called_that_and_nobody_is_told_to_be_logged_out() {
    if !strace_works() {
        println!("strace is not here, or may not trace: left out");
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let path = database_in(folder.path());
    database_with_tasks(&path);
    for inject in ["pwrite64:error=EROFS:when=60+", "pwrite64:error=EIO:when=60+", "fsync,fdatasync:error=EIO:when=30+"]
    {
        let (mut server, answer) = refusal_under(&path, inject);
        assert!(answer["error"].as_str().unwrap().contains("write to its disk"), "{inject}: {answer}");
        server.expect("GET", "/tasks", None, 200);
        let logged_out = server.expect("DELETE", "/logout", None, 503);
        assert!(logged_out["error"].as_str().unwrap().contains("disk"), "{logged_out}");
        server.expect("GET", "/tasks", None, 200);
        server.kill_traced();
    }
}

#[test]
fn a_file_system_that_turns_read_only_shows_in_readiness() {
    if !strace_works() {
        println!("strace is not here, or may not trace: left out");
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let path = database_in(folder.path());
    database_with_tasks(&path);
    // A poked answer of fstatfs: the flags ST_VALID and ST_RDONLY.
    let inject = format!("fstatfs:retval=0:poke_exit=@arg2={}{}:when=3+", "00".repeat(80), "2100000000000000");
    let mut server = serve_under(&path, &inject).expect("a server");
    let mut sentence = Value::Null;
    eventually("it is not ready", || {
        let (status, answer) = server.send("GET", "/readyz", None).unwrap();
        sentence = answer["error"].clone();
        status == 503
    });
    assert!(sentence.as_str().unwrap().contains("read-only"), "{sentence}");
    let (status, answer) = server.send("POST", "/tasks", Some(&json!({"title": "x"}))).unwrap();
    assert_eq!(status, 503, "{answer}");
    server.kill_traced();
}
