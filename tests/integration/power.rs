//! The power fails: an ext4 file system of its own is shut down under the server, with what it had not written lost.
//!
//! Needs root and loop devices, and is left out without them. As a control, the same is done to a server whose syncs do
//! nothing: it must lose something, or the test could not see a loss.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use crate::support::{Process, Witness, database_in, eventually, serve_command};

const CUTS: u32 = 4;

/// `EXT4_IOC_SHUTDOWN` without writing the journal out: as when the power fails. Perl is part of every Debian.
const SHUT_DOWN: &str =
    "open(my $d, '<', $ARGV[0]) or die $!; my $f = pack('L', 2); ioctl($d, 0x8004587d, $f) or die $!";

fn works(program: &str, arguments: &[&str]) -> bool {
    let mut command = Command::new(program);
    command.args(arguments).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    command.status().is_ok_and(|status| status.success())
}

/// An ext4 file system in a file.
struct Disk {
    image: PathBuf,
    mount: PathBuf,
}

impl Disk {
    fn new(folder: &Path) -> Option<Self> {
        let disk = Self { image: folder.join("disk.img"), mount: folder.join("disk") };
        std::fs::create_dir(&disk.mount).unwrap();
        std::fs::File::create(&disk.image).unwrap().set_len(96 * 1024 * 1024).unwrap();
        let made = works("mkfs.ext4", &["-q", "-F", disk.image.to_str().unwrap()]);
        (made && disk.mount()).then_some(disk)
    }

    fn mount(&self) -> bool {
        works("mount", &["-o", "loop", self.image.to_str().unwrap(), self.mount.to_str().unwrap()])
    }

    fn cut_power(&self) -> bool {
        works("perl", &["-e", SHUT_DOWN, self.mount.to_str().unwrap()])
    }

    /// A process that was killed may hold on to it for a moment.
    fn unmount(&self) -> bool {
        (0..50).any(|_| {
            std::thread::sleep(Duration::from_millis(20));
            works("umount", &[self.mount.to_str().unwrap()])
        })
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        works("umount", &["-l", self.mount.to_str().unwrap()]);
    }
}

fn signal(process: &Process, name: &str) {
    assert!(works("kill", &[name, &process.id().to_string()]));
}

/// Whether every thread stands still. One that waits for the disk does so only once that has answered.
fn is_stopped(process: &Process) -> bool {
    let threads = std::fs::read_dir(format!("/proc/{}/task", process.id())).unwrap();
    threads.into_iter().all(|thread| {
        let status = std::fs::read_to_string(thread.unwrap().path().join("stat")).unwrap();
        status.rsplit_once(')').is_some_and(|(_, status)| status.starts_with(" T"))
    })
}

/// Lets clients write, cuts the power under the server and starts it anew on what is left.
fn cut(disk: &Disk, mut server: Process, witnesses: Vec<Witness>) -> (Process, Vec<Witness>) {
    let counters: Vec<_> = witnesses.iter().map(Witness::counter).collect();
    let count = || counters.iter().map(|counter| counter()).sum::<u32>();
    let until = count() + 50;
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
    // Stopped first: a commit that is under way meanwhile would look like a loss.
    signal(&server, "-STOP");
    eventually("the server stands still", || is_stopped(&server));
    assert!(disk.cut_power(), "the file system can't be shut down");
    server.kill();
    let witnesses = writers.into_iter().map(|writer| writer.join().unwrap()).collect();
    assert!(disk.unmount() && disk.mount(), "the file system can't be mounted again");
    (Process::start(&database_in(&disk.mount)), witnesses)
}

#[test]
fn what_was_acknowledged_survives_a_power_cut() {
    let folder = tempfile::tempdir().unwrap();
    let Some(disk) = Disk::new(folder.path()) else {
        println!("no root, or no loop devices: left out");
        return;
    };
    let mut server = Process::start(&database_in(&disk.mount));
    let mut witnesses: Vec<Witness> =
        (0..3).map(|client| Witness::new(&server, &format!("anna-{client}"), client)).collect();
    for _ in 0..CUTS {
        (server, witnesses) = cut(&disk, server, witnesses);
        for witness in &mut witnesses {
            witness.return_to(&server);
        }
    }
    server.kill();
}

#[test]
fn without_syncs_the_same_power_cut_loses_something() {
    let folder = tempfile::tempdir().unwrap();
    let Some(disk) = Disk::new(folder.path()).filter(|_| works("strace", &["-qq", "-o", "/dev/null", "true"])) else {
        println!("no root, no loop devices or no strace: left out");
        return;
    };
    let path = database_in(&disk.mount);
    let mut honest = Process::start(&path);
    let mut witness = Witness::new(&honest, "anna", 1);
    signal(&honest, "-TERM");
    honest.wait();
    let command = crate::faults::under_strace(&serve_command(&path, &[]), "fsync,fdatasync:retval=0");
    let server = Process::spawn(command).unwrap();
    witness.client = witness.client.moved_to(&server);
    witness.write(40);
    assert!(witness.counter()() > 10);
    assert!(disk.cut_power());
    let mut server = server;
    server.kill_traced();
    assert!(disk.unmount() && disk.mount());
    let is_kept = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
        let server = Process::start(&path);
        witness.return_to(&server);
    }));
    assert!(is_kept.is_err(), "nothing was lost, so a loss could not be seen");
}
