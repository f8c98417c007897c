//! What must hold of a thing by itself, whatever was done to it. What must hold between things is the store's to say.

use crate::domain::Timestamp;
use crate::domain::to_milliseconds;
use crate::error::{Error, FieldErrors, Result};

/// A rule that a thing would break.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Broken {
    /// It repeats, and nothing says from when.
    RepeatsWithoutDue,
    /// It repeats from another time of day than that of its due.
    RepeatsFromElsewhere,
    /// It is open and has a completion time, or closed and has none.
    State,
    /// A field has a value that nobody could have given.
    Field(FieldErrors),
}

impl From<Broken> for Error {
    fn from(broken: Broken) -> Self {
        match broken {
            Broken::RepeatsWithoutDue => Self::invalid(
                "recurrence",
                "A task that repeats needs a due date. Give it one, or remove the recurrence.",
            ),
            Broken::RepeatsFromElsewhere => {
                Self::invalid("recurrence", "What repeats must begin with its due. Give it the recurrence anew.")
            }
            Broken::State => Self::invalid(
                "completed_at",
                "An open task can't have a completion time, and one that is done or dropped needs one.",
            ),
            Broken::Field(errors) => Self::Invalid(errors),
        }
    }
}

impl Broken {
    /// Keeps what is wrong with the value of a field.
    pub fn field<T>(parsed: Result<T>) -> Result<(), Self> {
        match parsed {
            Ok(_) => Ok(()),
            Err(Error::Invalid(errors)) => Err(Self::Field(errors)),
            Err(other) => Err(Self::Field(FieldErrors::new("", other.to_string()))),
        }
    }

    /// Refuses an instant that is more precise than any that is stored.
    pub fn instants(instants: impl IntoIterator<Item = Option<Timestamp>>) -> Result<(), Self> {
        let is_stored = |instant: &Timestamp| to_milliseconds(*instant) == *instant;
        if instants.into_iter().flatten().all(|instant| is_stored(&instant)) {
            return Ok(());
        }
        Err(Self::impossible("", "An instant has whole milliseconds."))
    }

    /// A value that no client can send.
    pub fn impossible(field: &'static str, sentence: &str) -> Self {
        Self::Field(FieldErrors::new(field, sentence))
    }
}
