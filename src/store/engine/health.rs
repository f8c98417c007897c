//! What is wrong with the database, and what failures become outside.

use std::path::Path;
use std::sync::atomic::{AtomicBool, AtomicU8, AtomicU32, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use rusqlite::ffi::{SQLITE_IOERR_READ, SQLITE_IOERR_SHORT_READ};
use rusqlite::{Connection, ErrorCode};

use crate::error::Error;
use crate::store::engine::failure::Failure;
use crate::store::engine::guard::Guard;
use crate::store::engine::rescue::rescue;
use crate::store::engine::reserve::Reserve;
use crate::store::engine::trouble::Trouble;

/// What is wrong with the database, if anything.
#[derive(Debug, Default)]
pub struct Health {
    /// The number of the [`Trouble`], or 0.
    trouble: AtomicU8,
    is_read_only: AtomicBool,
    /// How often damage was suspected.
    suspicions: AtomicU32,
    /// Present in a server.
    guard: Option<Guard>,
    /// The same.
    reserve: Option<Reserve>,
    rescue: Mutex<Rescue>,
}

#[derive(Debug, Default)]
enum Rescue {
    #[default]
    Outstanding,
    FailedAt(Instant),
    Done,
}

/// How long to wait after a rescue failed: there may be room on the disk by then.
const RESCUE_AGAIN: Duration = Duration::from_secs(30);

const READ_ONLY: &str = "The server's file system is read-only, so nothing is saved. Make it writable, then try again.";
const UNWRITTEN: &str = "The server could not write to its disk. Try again.";
const UNREAD: &str = "The server could not read its disk. Try again.";

impl Health {
    /// The health of a database that is served.
    pub fn guarded(guard: Guard, reserve: Reserve) -> Self {
        Self { guard: Some(guard), reserve: Some(reserve), ..Self::default() }
    }

    pub fn guarded_path(&self) -> Option<&Path> {
        self.guard.as_ref().map(Guard::path)
    }

    pub fn trouble(&self) -> Option<Trouble> {
        Trouble::of_number(self.trouble.load(Ordering::SeqCst))
    }

    /// Remembers what is wrong, unless something is already, and logs it.
    pub fn note(&self, trouble: Trouble) {
        let replace = |number| match Trouble::of_number(number) {
            None => Some(trouble.number()),
            Some(Trouble::Suspected) if trouble != Trouble::Suspected => Some(trouble.number()),
            Some(_) => None,
        };
        if self.trouble.fetch_update(Ordering::SeqCst, Ordering::SeqCst, replace).is_ok() {
            if trouble == Trouble::Suspected {
                self.suspicions.fetch_add(1, Ordering::SeqCst);
            }
            tracing::error!("{}", trouble.sentence());
        }
    }

    /// Notes that a page looks damaged. A server checks the whole database before it believes that, because a page may
    /// also have been read wrongly.
    pub fn suspect_damage(&self) {
        if let Some(trouble) = self.guard.as_ref().and_then(Guard::look_at_files) {
            // That explains it.
            return self.note(trouble);
        }
        self.note(if self.guard.is_some() { Trouble::Suspected } else { Trouble::Damaged });
    }

    /// Notes that the whole database was read without finding damage.
    pub fn withdraw_suspicion(&self) {
        let suspected = Trouble::Suspected.number();
        if self.trouble.compare_exchange(suspected, 0, Ordering::SeqCst, Ordering::SeqCst).is_ok() {
            tracing::warn!("the database is sound: a part of it had been read wrongly");
        }
    }

    /// How often damage was suspected. What a connection read before the last time may be wrong.
    pub fn suspicions(&self) -> u32 {
        self.suspicions.load(Ordering::SeqCst)
    }

    /// Looks at everything a server is guarded against.
    pub fn look(&self) {
        let Some(guard) = &self.guard else { return };
        if let Some(trouble) = guard.look() {
            self.note(trouble);
        }
        let is_read_only = guard.is_read_only();
        if self.is_read_only.swap(is_read_only, Ordering::SeqCst) != is_read_only {
            if is_read_only {
                tracing::error!("{READ_ONLY}");
            } else {
                tracing::warn!("the file system is writable again");
            }
        }
        if let Some(reserve) = &self.reserve
            && self.refuse_when_troubled().is_ok()
        {
            reserve.look();
        }
    }

    /// Makes room on a full disk for what must work. Returns whether there is some.
    pub fn give_up_reserve(&self) -> bool {
        self.reserve.as_ref().is_some_and(Reserve::give_up)
    }

    /// Whether what room there is on the disk is only for what must work.
    pub fn has_given_up_reserve(&self) -> bool {
        self.reserve.as_ref().is_some_and(Reserve::is_given_up)
    }

    /// Refuses to go on unless the files are still the ones that are open.
    pub fn refuse_other_files(&self) -> Result<(), Error> {
        if let Some(trouble) = self.guard.as_ref().and_then(Guard::look_at_files) {
            self.note(trouble);
        }
        self.refuse_when_troubled()
    }

    /// Refuses to open another connection while the path leads elsewhere.
    pub fn refuse_to_open(&self) -> rusqlite::Result<()> {
        match self.refuse_other_files() {
            Err(refusal) if self.trouble().is_some_and(Trouble::is_about_the_path) => {
                let refused = rusqlite::ffi::Error::new(rusqlite::ffi::SQLITE_CANTOPEN);
                Err(rusqlite::Error::SqliteFailure(refused, Some(refusal.to_string())))
            }
            _ => Ok(()),
        }
    }

    /// Refuses writes while something is wrong.
    pub fn refuse_when_troubled(&self) -> Result<(), Error> {
        match self.trouble() {
            Some(trouble) => Err(trouble.refusal()),
            None if self.is_read_only.load(Ordering::SeqCst) => Err(unavailable(READ_ONLY)),
            None => Ok(()),
        }
    }

    /// Refuses reads when they would mix two databases.
    pub fn refuse_to_read(&self) -> Result<(), Error> {
        match self.trouble() {
            Some(Trouble::Overwritten) => Err(Trouble::Overwritten.refusal()),
            _ => Ok(()),
        }
    }

    /// Whether something is left to be done about the trouble, by whoever has an open connection.
    pub fn wants_rescue(&self) -> bool {
        self.guard.is_some()
            && self.trouble().is_some_and(Trouble::is_about_the_path)
            && match *self.rescued() {
                Rescue::Outstanding => true,
                Rescue::FailedAt(instant) => instant.elapsed() >= RESCUE_AGAIN,
                Rescue::Done => false,
            }
    }

    /// Keeps what can be kept through a connection that is in no transaction.
    pub fn rescue(&self, connection: &Connection) {
        let (Some(guard), Some(trouble)) = (&self.guard, self.trouble()) else { return };
        let outcome = rescue(connection, guard, trouble);
        *self.rescued() = match outcome {
            Ok(()) => Rescue::Done,
            Err(error) => {
                tracing::error!(
                    %error,
                    "what was acknowledged could not be rescued: leave the server running, it is tried again"
                );
                Rescue::FailedAt(Instant::now())
            }
        };
    }

    fn rescued(&self) -> MutexGuard<'_, Rescue> {
        self.rescue.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Translates a failure into the error for callers. Damage is remembered.
    pub fn diagnose(&self, failure: Failure) -> Error {
        let error = match failure {
            Failure::Refused(error) => return error,
            Failure::Sqlite(error) => error,
        };
        match error.sqlite_error_code() {
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => {
                self.suspect_damage();
                tracing::error!(%error, "a part of the database looks damaged");
                self.refuse_when_troubled().err().unwrap_or_else(|| Error::internal(error))
            }
            Some(ErrorCode::DiskFull) => Error::StorageFull,
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => {
                let reason = "Another process is writing to the database. Try again.";
                Error::Unavailable { reason, retry_after: Duration::from_secs(1) }
            }
            Some(ErrorCode::ReadOnly | ErrorCode::SystemIoFailure | ErrorCode::CannotOpen) => {
                tracing::error!(%error, "the disk failed");
                // Trouble that is known explains it better.
                self.refuse_when_troubled().err().unwrap_or_else(|| unavailable(disk_failure(&error)))
            }
            _ => Error::internal(error),
        }
    }
}

/// What to say about a disk that failed.
fn disk_failure(error: &rusqlite::Error) -> &'static str {
    let extended = error.sqlite_error().map(|error| error.extended_code);
    match (error.sqlite_error_code(), extended) {
        (Some(ErrorCode::ReadOnly), _) => READ_ONLY,
        (Some(ErrorCode::CannotOpen), _) | (_, Some(SQLITE_IOERR_READ | SQLITE_IOERR_SHORT_READ)) => UNREAD,
        _ => UNWRITTEN,
    }
}

fn unavailable(reason: &'static str) -> Error {
    Error::Unavailable { reason, retry_after: Duration::from_secs(5) }
}
