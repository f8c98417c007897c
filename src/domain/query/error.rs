//! What is wrong with a query, and where.

use crate::error::Error;

/// Why a text is not a valid query.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("Column {column}: {message}.")]
pub struct QueryError {
    /// The column, in characters from 1.
    pub column: usize,
    /// What was expected, without a capital letter or full stop.
    pub message: String,
}

impl QueryError {
    /// An error at a column.
    pub(super) fn new(column: usize, message: impl Into<String>) -> Self {
        Self { column, message: message.into() }
    }

    /// Blames the field that the query came in.
    pub fn blame(&self, field: &'static str) -> Error {
        Error::invalid(field, self.to_string())
    }
}

/// Unless it belongs to another field, a query comes in `q`.
impl From<QueryError> for Error {
    fn from(error: QueryError) -> Self {
        error.blame("q")
    }
}

/// `a, b and c`
pub(super) fn listed(words: &[&str], conjunction: &str) -> String {
    match words {
        [first @ .., last] if !first.is_empty() => format!("{} {conjunction} {last}", first.join(", ")),
        _ => words.concat(),
    }
}
