//! Keeps what an open connection still sees after its file was taken away.

use std::fs::{self, File, OpenOptions};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use rusqlite::backup::{Backup, StepResult};
use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};

use crate::store::engine::connection::{common_flags, folder_of, with_suffix};
use crate::store::engine::guard::Guard;
use crate::store::engine::trouble::Trouble;

/// What comes after a database's name in that of its rescued copy, before the time.
const SUFFIX: &str = ".rescued-";
/// The extension of a copy that is not complete.
const PART: &str = "part";
/// The extension of the write-ahead log. Not `-wal`: SQLite would apply it to the copy.
const LOG: &str = "wal";

/// Why nothing was rescued.
#[derive(Debug, thiserror::Error)]
pub enum RescueError {
    #[error(transparent)]
    Io(#[from] std::io::Error),
    #[error(transparent)]
    Sqlite(#[from] rusqlite::Error),
    #[error("the database is busy")]
    Busy,
}

/// Keeps what can be kept, and sees to it that nothing of the old database gets into whatever is in its place now.
/// Logs where it is.
pub fn rescue(connection: &Connection, guard: &Guard, trouble: Trouble) -> Result<(), RescueError> {
    if trouble == Trouble::LogRemoved {
        connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?;
        tracing::error!("everything that was acknowledged is in the database file now");
        return Ok(());
    }
    // Closing would write the log into the file in place, and remove a log that may be another's by then.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
    let time: String = connection.query_row("SELECT strftime('%Y%m%dT%H%M%SZ')", [], |row| row.get(0))?;
    let copy = with_suffix(guard.path(), &format!("{SUFFIX}{time}"));
    let log = with_suffix(&copy, &format!(".{LOG}"));
    let has_log = guard.set_log_aside(&log)?;
    if trouble == Trouble::Overwritten {
        if has_log {
            tracing::error!("the write-ahead log of the overwritten database was put aside as {}", log.display());
        }
        return Ok(());
    }
    copy_to(connection, &copy)?;
    if guard.has_a_name() {
        // It was moved. Whoever finds it should find it complete.
        connection.query_row("PRAGMA wal_checkpoint(PASSIVE)", [], |_| Ok(()))?;
    }
    if has_log {
        fs::remove_file(log)?;
    }
    tracing::error!("everything that was acknowledged is in {}", copy.display());
    Ok(())
}

/// Copies the database under this name, once it is complete and on the disk.
fn copy_to(connection: &Connection, copy: &Path) -> Result<(), RescueError> {
    let part = with_suffix(copy, &format!(".{PART}"));
    let copied = copy_part(connection, &part).and_then(|()| Ok(fs::rename(&part, copy)?));
    if copied.is_err() {
        // What is not whole is of no use, and takes room that the next attempt needs.
        let _ = fs::remove_file(&part);
    }
    copied?;
    Ok(File::open(folder_of(copy))?.sync_all()?)
}

fn copy_part(connection: &Connection, part: &Path) -> Result<(), RescueError> {
    OpenOptions::new().write(true).create_new(true).mode(0o600).open(part)?;
    let mut to = Connection::open_with_flags(part, OpenFlags::SQLITE_OPEN_READ_WRITE | common_flags())?;
    to.execute_batch("PRAGMA synchronous = FULL")?;
    if Backup::new(connection, &mut to)?.step(i32::MAX)? != StepResult::Done {
        return Err(RescueError::Busy);
    }
    to.close().map_err(|(_, error)| error.into())
}

/// The newest rescued copy of a database, if there is one.
pub fn find(path: &Path) -> Option<PathBuf> {
    rescued(path).filter(|found| !has_extension(found, PART) && !has_extension(found, LOG)).max()
}

/// Removes copies that a server which was killed has left unfinished. Only for who holds the lock.
pub fn remove_parts(path: &Path) {
    for part in rescued(path).filter(|found| has_extension(found, PART)) {
        // It only takes room.
        let _ = fs::remove_file(part);
    }
}

/// Everything beside a database that has to do with a rescue.
fn rescued(path: &Path) -> impl Iterator<Item = PathBuf> {
    let name = with_suffix(Path::new(path.file_name().unwrap_or_default()), SUFFIX);
    let entries = fs::read_dir(folder_of(path)).into_iter().flatten().flatten();
    entries.map(|entry| entry.path()).filter(move |found| {
        let found = found.file_name().unwrap_or_default().as_encoded_bytes();
        found.starts_with(name.as_os_str().as_encoded_bytes())
    })
}

fn has_extension(path: &Path, extension: &str) -> bool {
    path.extension().is_some_and(|found| found == extension)
}
