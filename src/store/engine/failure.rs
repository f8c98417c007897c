//! Failures inside a transaction.

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
