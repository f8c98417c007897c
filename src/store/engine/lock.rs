//! A lock, so only one server serves a database.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::{self, Read, Seek, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use crate::store::engine::connection::with_suffix;

/// Why the lock could not be taken.
#[derive(Debug, thiserror::Error)]
pub enum LockError {
    /// Another server holds it.
    #[error("{} is served already by {holder}. Stop that server first, or choose another --database.", .database.display())]
    Held {
        database: PathBuf,
        /// The other server's process id and address.
        holder: String,
    },
    /// The lock file can't be used.
    #[error("Can't use the lock file {}: {source}. Check that you may write to its folder.", .path.display())]
    Io { path: PathBuf, source: io::Error },
}

/// The right to serve a database, held until dropped or until the process ends in any way.
///
/// The lock is on a separate file beside the database: opening and closing the database file itself would drop SQLite's
/// locks on it (<https://www.sqlite.org/howtocorrupt.html>, section 2.2).
#[derive(Debug)]
pub struct ServeLock(File);

impl ServeLock {
    /// Takes the lock, or names its holder.
    pub fn take(database: &Path) -> Result<Self, LockError> {
        let path = with_suffix(database, ".lock");
        let io = |source| LockError::Io { path: path.clone(), source };
        let mut options = OpenOptions::new();
        options.read(true).write(true).create(true).truncate(false).mode(0o600);
        let mut file = options.open(&path).map_err(io)?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                let mut holder = String::new();
                file.read_to_string(&mut holder).map_err(io)?;
                let holder = if holder.is_empty() { "another process".to_owned() } else { holder };
                return Err(LockError::Held { database: database.to_owned(), holder });
            }
            Err(TryLockError::Error(source)) => return Err(io(source)),
        }
        let lock = Self(file);
        lock.note(&format!("process {}", std::process::id())).map_err(io)?;
        Ok(lock)
    }

    /// Records the server's address for others that find the database locked.
    pub fn note_address(&self, address: &str) -> io::Result<()> {
        self.note(&format!("process {} at {address}", std::process::id()))
    }

    /// The address of the server that serves a database, if one does.
    pub fn address_of(database: &Path) -> Option<String> {
        let mut file = File::open(with_suffix(database, ".lock")).ok()?;
        // A note whose server has ended is stale.
        if !matches!(file.try_lock_shared(), Err(TryLockError::WouldBlock)) {
            return None;
        }
        let mut holder = String::new();
        file.read_to_string(&mut holder).ok()?;
        let (_, address) = holder.split_once(" at ")?;
        // A server that listens everywhere is at hand here.
        Some(address.replace("://0.0.0.0", "://localhost").replace("://[::]", "://localhost"))
    }

    fn note(&self, holder: &str) -> io::Result<()> {
        let mut file = &self.0;
        file.set_len(0)?;
        file.rewind()?;
        file.write_all(holder.as_bytes())
    }
}
