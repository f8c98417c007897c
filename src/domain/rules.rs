//! Rules for a single object, whatever changed it. The store checks the rules between objects.

use crate::domain::Timestamp;
use crate::domain::text::{MAX_LONG_CHARS, grouped};
use crate::domain::to_milliseconds;
use crate::error::{Error, FieldErrors, Result};

/// A rule that an object would break.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Broken {
    /// It recurs but has no due date.
    RepeatsWithoutDue,
    /// It recurs at a time of day other than that of its due date.
    RepeatsFromElsewhere,
    /// A tag is not written as tags are today.
    TagSpelling,
    /// The description is longer than today's can be.
    LongDescription,
    /// It is open with a completion time, or closed without one.
    State,
    /// A field has an impossible value.
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
            Broken::TagSpelling => Self::invalid("tags", "A tag is written without regard to case. Add it again."),
            Broken::LongDescription => {
                let most = grouped(MAX_LONG_CHARS);
                Self::invalid("description", format!("The description can have {most} characters at most."))
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
    /// Keeps the errors of a field's value.
    pub fn field<T>(parsed: Result<T>) -> Result<(), Self> {
        match parsed {
            Ok(_) => Ok(()),
            Err(Error::Invalid(errors)) => Err(Self::Field(errors)),
            Err(other) => Err(Self::Field(FieldErrors::new("", other.to_string()))),
        }
    }

    /// Refuses an instant that is more precise than stored ones.
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
