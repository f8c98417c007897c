//! The disk fails: the Nth write, sync or open of the server answers an error. Needs strace, and is left out without it.

use std::path::Path;
use std::process::{Command, Stdio};

use crate::support::{Process, Witness, database_in, serve_command};

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
