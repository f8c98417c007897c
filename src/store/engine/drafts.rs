//! Removes the drafts that ended processes have left beside a database.

use std::fs;
use std::path::Path;

use rustix::io::Errno;
use rustix::process::{Pid, test_kill_process};

use crate::domain::backups::BackupName;
use crate::store::engine::connection::folder_of;

/// What comes after a database's name in that of a draft, before the number of the process that makes it.
pub const SUFFIX: &str = ".new-";

/// Removes them. Those of running processes stay. Beside a backup, this is about all backups in its folder.
pub fn remove_abandoned(database: &Path) {
    let Some(name) = database.file_name().and_then(|name| name.to_str()) else { return };
    let Ok(entries) = fs::read_dir(folder_of(database)) else { return };
    let is_backup = BackupName::parse(name).is_some();
    for entry in entries.flatten() {
        let found = entry.file_name();
        let Some((of, suffix)) = found.to_str().and_then(|found| found.rsplit_once(SUFFIX)) else { continue };
        let is_alike = of == name || is_backup && BackupName::parse(of).is_some();
        if Some(suffix).filter(|_| is_alike).and_then(process_of).is_some_and(|process| !is_running(process)) {
            // It harms nobody, and the next command tries again.
            let _ = fs::remove_file(entry.path());
        }
    }
}

/// The number at the beginning, before a suffix such as `-wal`.
fn process_of(suffix: &str) -> Option<Pid> {
    let end = suffix.find(|c: char| !c.is_ascii_digit()).unwrap_or(suffix.len());
    let (number, rest) = suffix.split_at(end);
    let number = number.parse().ok().filter(|_| ["", "-wal", "-shm", "-journal"].contains(&rest))?;
    Pid::from_raw(number)
}

/// A process in another container looks as if it had ended. It then fails to rename its draft, and creates it again when
/// it is repeated.
fn is_running(process: Pid) -> bool {
    test_kill_process(process) != Err(Errno::SRCH)
}
