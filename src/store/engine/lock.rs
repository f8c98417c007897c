//! A lock, so only one server serves a database.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Read, Seek, Write};
use std::os::unix::fs::{MetadataExt, OpenOptionsExt};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::store::engine::connection::{folder_of, with_suffix};
use crate::store::engine::owner::hand_over;

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

/// The right to serve a database, held until the last clone is dropped or the process ends in any way.
///
/// The lock is on a separate file beside the database: opening and closing the database file itself would drop SQLite's
/// locks on it (<https://www.sqlite.org/howtocorrupt.html>, section 2.2). A lock file can be deleted, so on Linux the
/// server also holds a socket named after the database's inode.
#[derive(Debug, Clone)]
pub struct ServeLock(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    database: PathBuf,
    held: Mutex<Held>,
}

#[derive(Debug)]
struct Held {
    file: File,
    /// What the file says about its holder.
    holder: String,
    socket: Option<Socket>,
}

impl ServeLock {
    /// Takes the lock, or names its holder.
    pub fn take(database: &Path) -> Result<Self, LockError> {
        // First the socket, because another server would take a new lock file for that of a rival.
        let socket = Socket::bind(database)?;
        let file = lock_file(database)?;
        let holder = format!("process {}", std::process::id());
        let lock = Self(Arc::new(Inner {
            database: database.to_owned(),
            held: Mutex::new(Held { file, holder: String::new(), socket }),
        }));
        lock.note(holder).map_err(|source| LockError::Io { path: path_of(database), source })?;
        Ok(lock)
    }

    /// Takes the rest of the lock, once the database has been created.
    pub fn complete(&self) -> Result<(), LockError> {
        let mut held = self.held();
        if held.socket.is_none() {
            held.socket = Socket::bind(&self.0.database)?;
        }
        Ok(())
    }

    /// Records the server's address for others that find the database locked.
    pub fn note_address(&self, address: &str) -> io::Result<()> {
        self.note(format!("process {} at {address}", std::process::id()))
    }

    /// The address of the server that serves a database, if one does.
    pub fn address_of(database: &Path) -> Option<String> {
        let mut file = File::open(path_of(database)).ok()?;
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

    /// Whether the lock file is in its place. One that was removed is made again, unless another server has done so.
    pub fn is_in_place(&self) -> bool {
        let mut held = self.held();
        let is_ours =
            |ours: &fs::Metadata, found: &fs::Metadata| (ours.dev(), ours.ino()) == (found.dev(), found.ino());
        match (held.file.metadata(), fs::metadata(path_of(&self.0.database))) {
            (Ok(ours), Ok(found)) if is_ours(&ours, &found) => return true,
            // Anything else than a missing file tells nothing.
            (Err(_), _) => return true,
            (_, Err(error)) if error.kind() != io::ErrorKind::NotFound => return true,
            _ => {}
        }
        match lock_file(&self.0.database) {
            Ok(file) => {
                held.file = file;
                tracing::warn!("the lock file was removed while the server was running: it was made again");
                // What it says is only for people.
                let _ = held.write();
                true
            }
            Err(LockError::Held { .. }) => false,
            // A folder that is gone or full; the lock on the removed file and the socket still hold.
            Err(LockError::Io { .. }) => true,
        }
    }

    fn note(&self, holder: String) -> io::Result<()> {
        let mut held = self.held();
        held.holder = holder;
        held.write()
    }

    fn held(&self) -> MutexGuard<'_, Held> {
        self.0.held.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Held {
    fn write(&mut self) -> io::Result<()> {
        self.file.set_len(0)?;
        self.file.rewind()?;
        self.file.write_all(self.holder.as_bytes())
    }
}

fn path_of(database: &Path) -> PathBuf {
    with_suffix(database, ".lock")
}

/// Opens and locks the lock file.
fn lock_file(database: &Path) -> Result<File, LockError> {
    let path = path_of(database);
    let io = |source| LockError::Io { path: path.clone(), source };
    let mut options = OpenOptions::new();
    options.read(true).write(true).create(true).truncate(false).mode(0o600);
    let is_new = !path.exists();
    let file = options.open(&path).map_err(io)?;
    if is_new {
        hand_over(&path);
    }
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(held_by(database, file).map_err(io)?),
        Err(TryLockError::Error(source)) => Err(io(source)),
    }
}

fn held_by(database: &Path, mut file: File) -> io::Result<LockError> {
    let mut holder = String::new();
    file.read_to_string(&mut holder)?;
    let holder = if holder.is_empty() { "another process".to_owned() } else { holder };
    Ok(LockError::Held { database: database.to_owned(), holder })
}

/// A name that only one process can hold, and that no file stands for.
#[derive(Debug)]
struct Socket {
    #[cfg(target_os = "linux")]
    _bound: std::os::unix::net::UnixDatagram,
}

impl Socket {
    /// `None` without a database, or where such names don't exist.
    #[cfg(target_os = "linux")]
    fn bind(database: &Path) -> Result<Option<Self>, LockError> {
        use std::os::linux::net::SocketAddrExt as _;
        use std::os::unix::net::{SocketAddr, UnixDatagram};

        let Ok(found) = fs::metadata(database) else { return Ok(None) };
        let name = format!("tracker serves {:x}:{:x}", found.dev(), found.ino());
        match SocketAddr::from_abstract_name(name).and_then(|address| UnixDatagram::bind_addr(&address)) {
            Ok(socket) => Ok(Some(Self { _bound: socket })),
            Err(error) if error.kind() == io::ErrorKind::AddrInUse => {
                let path = path_of(database);
                let held = File::open(&path).and_then(|file| held_by(database, file));
                let unknown = LockError::Held { database: database.to_owned(), holder: "another process".to_owned() };
                Err(held.unwrap_or(unknown))
            }
            // A service may be confined to other kinds of sockets. The lock file is what remains.
            Err(_) => Ok(None),
        }
    }

    #[cfg(not(target_os = "linux"))]
    fn bind(_: &Path) -> Result<Option<Self>, LockError> {
        Ok(None)
    }
}

/// Waits until no other process migrates a database in the same folder, so that one makes the backup for all of them.
/// The turn ends with what is returned. The folder itself is locked, so no file is left behind.
pub fn wait_for_turn(database: &Path) -> io::Result<File> {
    let folder = File::open(folder_of(database))?;
    match folder.lock() {
        // A file system without locks: then several backups may be made.
        Err(error) if error.kind() == io::ErrorKind::Unsupported => {}
        locked => locked?,
    }
    Ok(folder)
}
