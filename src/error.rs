//! Why an action failed, independent of HTTP and SQL.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

/// The outcome of every action.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Why an action failed. There is one variant for each way a caller can react.
#[derive(Debug, Clone, thiserror::Error)]
pub enum Error {
    /// The input is invalid; says which field and why.
    #[error("{0}")]
    Invalid(FieldErrors),

    /// Nobody is logged in.
    #[error("Log in first.")]
    Unauthenticated,

    /// The username, the password or both are wrong, or the account is disabled.
    #[error("The username or the password is wrong.")]
    WrongCredentials,

    /// The password is right, but another server has the account now.
    #[error("This account has moved to {0}. Log in there.")]
    Moved(String),

    /// The password or the link is right, but a code of the second factor is missing or wrong.
    #[error("{0}")]
    CodeRequired(&'static str),

    /// No account that may log in has this passkey, or it has not signed what it was given.
    #[error("This passkey was not accepted. Try again, or log in another way.")]
    PasskeyRefused,

    /// The code came too late after the password.
    #[error("This login took too long. Enter your username and password again.")]
    LoginExpired,

    /// Logged in, but the last proof of who it is is too old for this.
    #[error("Confirm first that it is you, with your password, a code or a passkey.")]
    ConfirmationRequired,

    /// Logged in, but not allowed to.
    #[error("{0}")]
    Forbidden(&'static str),

    /// The account has no such object.
    #[error("There is no such {0}.")]
    NotFound(&'static str),

    /// It conflicts with existing data.
    #[error("{0}")]
    Conflict(FieldErrors),

    /// The client has not seen the current version.
    #[error("It has changed in the meantime, so nothing was done. Load it again.")]
    PreconditionFailed,

    /// Too many attempts; the next is allowed after this time.
    #[error("Too many attempts. Try again in {} s.", .0.as_millis().div_ceil(1_000).max(1))]
    TooManyRequests(Duration),

    /// The server is too busy, or currently can't write.
    #[error("{reason}")]
    Unavailable {
        /// What is wrong, as a sentence.
        reason: &'static str,
        /// When to retry.
        retry_after: Duration,
    },

    /// The disk is full.
    #[error("The server's disk is full, so nothing was saved. Make room and try again.")]
    StorageFull,

    /// A fault of ours. The log gets the source, the client never does.
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

/// Sentences about errors, by the field to blame. An empty name blames no field.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct FieldErrors(BTreeMap<Cow<'static, str>, Vec<String>>);

impl FieldErrors {
    pub fn new(field: impl Into<Cow<'static, str>>, sentence: impl Into<String>) -> Self {
        Self(BTreeMap::from([(field.into(), vec![sentence.into()])]))
    }

    pub fn add(&mut self, field: impl Into<Cow<'static, str>>, sentence: impl Into<String>) {
        self.0.entry(field.into()).or_default().push(sentence.into());
    }

    /// Returns the value of an `Ok`, or collects the sentences of an [`Error::Invalid`]. Other errors end the check.
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

    /// `Err` if any errors were collected.
    pub fn finish(self) -> Result<()> {
        if self.0.is_empty() { Ok(()) } else { Err(Error::Invalid(self)) }
    }

    /// The checked value, or `Err` if any errors were collected. Having neither means that a field was not checked.
    pub fn finish_with<T>(self, checked: Option<T>) -> Result<T> {
        self.finish()?;
        checked.ok_or_else(|| Error::internal("a field without a value has left no error"))
    }

    /// Fields and their sentences, in alphabetical order of the fields.
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
