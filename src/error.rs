//! Why an action failed, without a word of HTTP or SQL.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

/// The outcome of every action.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Why an action failed. One variant for each way a caller can react.
#[derive(Debug, Clone, thiserror::Error)]
pub enum Error {
    /// What was given can't be accepted; says which field and why.
    #[error("{0}")]
    Invalid(FieldErrors),

    /// Nobody is logged in.
    #[error("Log in first.")]
    Unauthenticated,

    /// The username, the password or both are wrong, or the account is disabled.
    #[error("The username or the password is wrong.")]
    WrongCredentials,

    /// Logged in, but not allowed to.
    #[error("{0}")]
    Forbidden(&'static str),

    /// There is no such thing in the account.
    #[error("There is no such {0}.")]
    NotFound(&'static str),

    /// It clashes with what is there already.
    #[error("{0}")]
    Conflict(FieldErrors),

    /// The client has not seen what it wants to change.
    #[error("It has changed in the meantime, so nothing was done. Load it again.")]
    PreconditionFailed,

    /// Too many attempts; another one is welcome after the given time.
    #[error("Too many attempts. Try again in {} s.", .0.as_millis().div_ceil(1_000).max(1))]
    TooManyRequests(Duration),

    /// The server is too busy, or can't write at present.
    #[error("{reason}")]
    Unavailable {
        /// What is wrong, as a sentence.
        reason: &'static str,
        /// When to try again.
        retry_after: Duration,
    },

    /// The disk has no room for a write.
    #[error("The server's disk is full, so nothing was saved. Make room and try again.")]
    StorageFull,

    /// A fault of ours. The source goes to the log, never to a client.
    #[error("Something went wrong on the server.")]
    Internal(#[source] Arc<dyn std::error::Error + Send + Sync>),
}

impl Error {
    /// An [`Error::Invalid`] that blames one field.
    pub fn invalid(field: impl Into<Cow<'static, str>>, sentence: impl Into<String>) -> Self {
        Self::Invalid(FieldErrors::new(field, sentence))
    }

    /// An [`Error::Conflict`] that blames one field.
    pub fn conflict(field: impl Into<Cow<'static, str>>, sentence: impl Into<String>) -> Self {
        Self::Conflict(FieldErrors::new(field, sentence))
    }

    /// An [`Error::Internal`] with its cause.
    pub fn internal(source: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        Self::Internal(Arc::from(source.into()))
    }
}

/// Sentences about what is wrong, by the field to blame. An empty name blames no field.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FieldErrors(BTreeMap<Cow<'static, str>, Vec<String>>);

impl FieldErrors {
    /// One sentence about one field.
    pub fn new(field: impl Into<Cow<'static, str>>, sentence: impl Into<String>) -> Self {
        Self(BTreeMap::from([(field.into(), vec![sentence.into()])]))
    }

    pub fn add(&mut self, field: impl Into<Cow<'static, str>>, sentence: impl Into<String>) {
        self.0.entry(field.into()).or_default().push(sentence.into());
    }

    /// Keeps the value of an `Ok`, or the sentences of an [`Error::Invalid`]; other errors end the check.
    pub fn check<T>(&mut self, parsed: Result<T>) -> Result<Option<T>> {
        match parsed {
            Ok(value) => Ok(Some(value)),
            Err(Error::Invalid(errors)) => {
                for (field, sentences) in errors.0 {
                    self.0.entry(field).or_default().extend(sentences);
                }
                Ok(None)
            }
            Err(other) => Err(other),
        }
    }

    /// `Err` when anything was found wrong.
    pub fn finish(self) -> Result<()> {
        if self.0.is_empty() { Ok(()) } else { Err(Error::Invalid(self)) }
    }

    /// What was checked, or `Err` when anything was found wrong. Without either, a field was left unchecked.
    pub fn finish_with<T>(self, checked: Option<T>) -> Result<T> {
        self.finish()?;
        checked.ok_or_else(|| Error::internal("a field without a value has left no error"))
    }

    /// Field and sentences, the fields in alphabetical order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &[String])> {
        self.0.iter().map(|(field, sentences)| (field.as_ref(), sentences.as_slice()))
    }

    pub fn sentences(&self) -> impl Iterator<Item = &str> {
        self.0.values().flatten().map(String::as_str)
    }
}

impl std::fmt::Display for FieldErrors {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for (index, sentence) in self.sentences().enumerate() {
            if index > 0 {
                f.write_str(" ")?;
            }
            f.write_str(sentence)?;
        }
        Ok(())
    }
}
