//! Failures inside a transaction, and the errors they become outside.

use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use rusqlite::ErrorCode;

use crate::error::Error;

/// Why a transaction was rolled back.
#[derive(Debug)]
pub enum Failure {
    /// A domain rule refuses it.
    Refused(Error),
    Sqlite(rusqlite::Error),
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Self::Refused(error)
    }
}

impl From<rusqlite::Error> for Failure {
    fn from(error: rusqlite::Error) -> Self {
        Self::Sqlite(error)
    }
}

/// The outcome of work inside a transaction.
pub type Outcome<T> = Result<T, Failure>;

/// Whether the database is undamaged. Once found, damage is remembered until the program restarts.
#[derive(Debug, Default)]
pub struct Health(AtomicBool);

impl Health {
    /// Whether damage has been found.
    pub fn is_damaged(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }

    pub fn note_damage(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    /// Translates a failure into the error for callers. Damage is remembered.
    pub fn diagnose(&self, failure: Failure) -> Error {
        let error = match failure {
            Failure::Refused(error) => return error,
            Failure::Sqlite(error) => error,
        };
        match error.sqlite_error_code() {
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => {
                self.note_damage();
                Error::internal(error)
            }
            Some(ErrorCode::DiskFull) => Error::StorageFull,
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => {
                let reason = "Another process is writing to the database. Try again.";
                Error::Unavailable { reason, retry_after: Duration::from_secs(1) }
            }
            _ => Error::internal(error),
        }
    }

    /// Refuses writes once damage has been found.
    pub fn refuse_when_damaged(&self) -> Result<(), Error> {
        if self.is_damaged() {
            let reason = "The database is damaged, so nothing is written to it. Stop the server and restore a backup.";
            return Err(Error::Unavailable { reason, retry_after: Duration::from_hours(1) });
        }
        Ok(())
    }
}
