//! Failures inside a transaction.

use crate::error::Error;

/// Why a transaction was rolled back.
#[derive(Debug)]
pub enum Failure {
    /// A domain rule refuses it.
    Refused(Error),
    Sqlite(rusqlite::Error),
}

impl Failure {
    pub fn is_full_disk(&self) -> bool {
        match self {
            Self::Refused(error) => matches!(error, Error::StorageFull),
            Self::Sqlite(error) => error.sqlite_error_code() == Some(rusqlite::ErrorCode::DiskFull),
        }
    }
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
