//! Notices when the database is pulled from under the server.

use std::fs::{self, File, Metadata, OpenOptions};
use std::io;
use std::os::unix::fs::{FileExt, MetadataExt};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use rustix::fs::StatVfsMountFlags;

use crate::store::engine::connection::with_suffix;
use crate::store::engine::lock::ServeLock;
use crate::store::engine::trouble::Trouble;

/// The beginning of every SQLite database.
const MAGIC: &[u8; 16] = b"SQLite format 3\0";
/// Where the header counts the changes to the first page.
const COUNTER: std::ops::Range<usize> = 24..28;

/// Compares the files of a served database with those that were there at the start.
#[derive(Debug)]
pub struct Guard {
    path: PathBuf,
    /// Never closed, because that would drop SQLite's locks on the file.
    file: &'static File,
    seen: Mutex<Seen>,
    /// The write-ahead log and its index.
    beside: [Beside; 2],
    lock: ServeLock,
}

/// A file that SQLite keeps beside the database while it is open.
#[derive(Debug)]
struct Beside {
    path: PathBuf,
    identity: Option<Identity>,
}

/// Device and inode.
type Identity = (u64, u64);

/// What the file was like when it was last looked at.
#[derive(Debug, Clone, Copy)]
struct Seen {
    counter: u32,
    length: u64,
}

impl Guard {
    /// Begins to guard a database that a connection has opened and read, so its write-ahead log is there.
    pub fn new(path: &Path, lock: ServeLock) -> io::Result<Self> {
        // For writing, because on an overlay the file that is open for reading may be another one.
        let file: &'static File = Box::leak(Box::new(OpenOptions::new().read(true).write(true).open(path)?));
        let seen = Seen { counter: read_counter(file)?.unwrap_or(0), length: file.metadata()?.len() };
        let beside = ["-wal", "-shm"].map(|suffix| {
            let path = with_suffix(path, suffix);
            let identity = fs::metadata(&path).ok().map(|found| identity(&found));
            Beside { path, identity }
        });
        Ok(Self { path: path.to_owned(), file, seen: Mutex::new(seen), beside, lock })
    }

    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Looks at the database and at what is beside it. Takes a few microseconds. What can't be told is no trouble.
    pub fn look_at_files(&self) -> Option<Trouble> {
        let open = self.file.metadata().ok()?;
        match fs::metadata(&self.path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Some(Trouble::Removed),
            Err(_) => return None,
            Ok(found) if identity(&found) != identity(&open) => return Some(Trouble::Replaced),
            Ok(_) => {}
        }
        if open.nlink() > 1 {
            return Some(Trouble::SecondName);
        }
        // A second look, because the first may have met a checkpoint that was writing the header.
        if self.is_overwritten() && self.is_overwritten() {
            return Some(Trouble::Overwritten);
        }
        self.beside.iter().any(Beside::is_gone).then_some(Trouble::LogRemoved)
    }

    /// Looks at everything.
    pub fn look(&self) -> Option<Trouble> {
        self.look_at_files().or_else(|| (!self.lock.is_in_place()).then_some(Trouble::LockLost))
    }

    /// Whether the file system refuses writes: an administrator or an error on the disk has turned it read-only.
    pub fn is_read_only(&self) -> bool {
        rustix::fs::fstatvfs(self.file).is_ok_and(|system| system.f_flag.contains(StatVfsMountFlags::RDONLY))
    }

    /// Whether the open file still has a name.
    pub fn has_a_name(&self) -> bool {
        self.file.metadata().is_ok_and(|open| open.nlink() > 0)
    }

    /// Takes the write-ahead log and its index out of the way, so nobody applies them to another file. Returns whether
    /// the log was there.
    pub fn set_log_aside(&self, aside: &Path) -> io::Result<bool> {
        let [log, index] = &self.beside;
        // An index without its log is rebuilt, so it goes first.
        if index.is_ours() {
            fs::remove_file(&index.path)?;
        }
        let is_there = log.is_ours();
        if is_there {
            fs::rename(&log.path, aside)?;
        }
        Ok(is_there)
    }

    /// SQLite never lets the counter of changes fall, and a file only shrinks in a change that raises it. Whoever writes
    /// over the file cuts it to nothing first, or brings another counter along.
    fn is_overwritten(&self) -> bool {
        let (Ok(counter), Ok(open)) = (read_counter(self.file), self.file.metadata()) else { return false };
        let Some(counter) = counter else { return true };
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        let advance = counter.wrapping_sub(seen.counter);
        if advance > u32::MAX / 2 || (advance == 0 && open.len() < seen.length) {
            return true;
        }
        *seen = Seen { counter, length: open.len() };
        false
    }
}

impl Beside {
    fn is_gone(&self) -> bool {
        match fs::metadata(&self.path) {
            Ok(found) => self.identity.is_some_and(|identity_then| identity_then != identity(&found)),
            Err(error) => self.identity.is_some() && error.kind() == io::ErrorKind::NotFound,
        }
    }

    /// Whether the file is still the one from the start.
    fn is_ours(&self) -> bool {
        fs::metadata(&self.path).is_ok_and(|found| Some(identity(&found)) == self.identity)
    }
}

fn identity(found: &Metadata) -> Identity {
    (found.dev(), found.ino())
}

/// The header's counter of changes; `None` if this is no database.
fn read_counter(file: &File) -> io::Result<Option<u32>> {
    let mut header = [0; COUNTER.end];
    match file.read_exact_at(&mut header, 0) {
        Ok(()) => {}
        Err(error) if error.kind() == io::ErrorKind::UnexpectedEof => return Ok(None),
        Err(error) => return Err(error),
    }
    let counter = header.last_chunk().filter(|_| header.starts_with(MAGIC));
    Ok(counter.map(|counter| u32::from_be_bytes(*counter)))
}
