//! Puts a backup in the place of the database.

use std::fs;
use std::path::{Path, PathBuf};

use rusqlite::Connection;

use super::draft::{Draft, sync};
use super::verify::{Contents, check_file, migrated_copy};
use super::{BackupError, Stop, check_known, is_same_file};
use crate::domain::Timestamp;
use crate::store::audit::audit;
use crate::store::engine::connection::{self, folder_of, with_suffix};
use crate::store::engine::open::{self, OpenError};

/// What was restored.
#[derive(Debug)]
pub struct Restored {
    pub contents: Contents,
    /// Where the database is now that was there before.
    pub previous: Option<PathBuf>,
}

/// Puts a backup, of this version or an older one, in the place of a database. The caller holds the lock for serving it.
///
/// The copy is complete, migrated and verified before it takes the place in one step; killed at any moment, this leaves
/// the old database or the new one. All sessions have ended in the new one. The old one is kept beside it.
pub fn restore(database: &Path, backup: &Path, now: Timestamp) -> Result<Restored, BackupError> {
    if is_same_file(database, backup) {
        return Err(BackupError::Itself(backup.to_owned()));
    }
    if let Err(other @ OpenError::OtherApplication(_)) = open::check_known(database) {
        return Err(other.into());
    }
    check_known(backup)?;
    let source = connection::for_checking(backup).map_err(BackupError::sqlite(backup))?;
    let contents = check_file(&source, backup)?;
    let draft = migrated_copy(&source, database, &Stop::never())?;
    drop(source);
    finish(draft.path()).map_err(BackupError::sqlite(draft.path()))?;
    let checked = connection::for_checking(draft.path()).map_err(BackupError::sqlite(draft.path()))?;
    if let Some(difference) = audit(&checked).map_err(BackupError::failure(backup))? {
        return Err(BackupError::Unsound { path: backup.to_owned(), what: difference.to_string() });
    }
    drop(checked);
    sync(draft.path())?;
    let previous = if fs::symlink_metadata(database).is_ok() {
        Some(replace(database, draft, now)?)
    } else {
        draft.publish(database)?;
        None
    };
    Ok(Restored { contents, previous })
}

/// Ends sessions and links, which must not come back, and turns on the write-ahead log.
fn finish(draft: &Path) -> rusqlite::Result<()> {
    let connection = connection::read_write(draft)?;
    connection.execute_batch("DELETE FROM sessions; DELETE FROM login_links; DELETE FROM invites;")?;
    connection.pragma_update(None, "journal_mode", "WAL")?;
    connection.close().map_err(|(_, error)| error)
}

/// Exchanges the database for the draft. Returns where the old database is.
fn replace(database: &Path, draft: Draft, now: Timestamp) -> Result<PathBuf, BackupError> {
    let old = settle(database)?;
    let name = now.to_zoned(jiff::tz::TimeZone::UTC).strftime("%Y%m%dT%H%M%SZ");
    let previous = with_suffix(database, &format!(".before-restore-{name}"));
    // From now on the draft has a name of its own: it becomes the old database's, at once or never.
    draft.publish(&previous)?;
    exchange(&previous, database).map_err(BackupError::io(database))?;
    sync(folder_of(database))?;
    drop(old);
    Ok(previous)
}

/// Moves everything from the old database's write-ahead log into its file, and keeps others out. A log that stayed
/// behind would be replayed onto the new database.
fn settle(database: &Path) -> Result<Option<Connection>, BackupError> {
    let settled = connection::read_write(database).and_then(|connection| {
        // Fails while another process has the database open.
        connection.pragma_update(None, "locking_mode", "EXCLUSIVE")?;
        connection.pragma_update_and_check(None, "journal_mode", "DELETE", |_| Ok(()))?;
        connection.execute_batch("BEGIN EXCLUSIVE; COMMIT;")?;
        Ok(connection)
    });
    match settled {
        Ok(connection) => Ok(Some(connection)),
        Err(error) if is_damage(&error) => {
            // Nothing can be moved out of its log any more, so the log stays with it.
            for suffix in ["-wal", "-shm", "-journal"] {
                let log = with_suffix(database, suffix);
                if log.exists() {
                    let kept = with_suffix(database, &format!(".damaged{suffix}"));
                    fs::rename(&log, kept).map_err(BackupError::io(&log))?;
                }
            }
            Ok(None)
        }
        Err(error) => Err(BackupError::sqlite(database)(error)),
    }
}

fn is_damage(error: &rusqlite::Error) -> bool {
    use rusqlite::ErrorCode::{DatabaseCorrupt, NotADatabase};
    matches!(error.sqlite_error_code(), Some(DatabaseCorrupt | NotADatabase))
}

/// Swaps two files in one step where the system can, and otherwise so that the name always leads to one of them.
fn exchange(new: &Path, old: &Path) -> std::io::Result<()> {
    #[cfg(target_os = "linux")]
    {
        use rustix::fs::{CWD, RenameFlags, renameat_with};
        match renameat_with(CWD, new, CWD, old, RenameFlags::EXCHANGE) {
            Ok(()) => return Ok(()),
            Err(rustix::io::Errno::INVAL | rustix::io::Errno::NOSYS | rustix::io::Errno::OPNOTSUPP) => {}
            Err(error) => return Err(error.into()),
        }
    }
    let aside = with_suffix(new, ".old");
    fs::hard_link(old, &aside)?;
    fs::rename(new, old)?;
    fs::rename(&aside, new)
}
