//! Pauses of an account: holidays and illness, on which no habit is due.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;
use uuid::Uuid;

use crate::domain::Timestamp;
use crate::domain::input::{not_null, present};
use crate::domain::log::change::{ChangeId, Fields, ObjectKind};
use crate::domain::log::object::Object;
use crate::domain::projects::Name;
use crate::domain::rules::Broken;
use crate::domain::time::due::parse_day;
use crate::error::{Error, FieldErrors, Result};

/// A pause's number within its owner's account, from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct PauseId(pub i64);

/// A pause as it is stored and answered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Pause {
    /// The number within the account.
    #[schema(value_type = i64, minimum = 1)]
    pub id: PauseId,
    /// The same pause in an export and on every device (UUIDv7, RFC 9562).
    pub uid: Uuid,
    /// The number of its newest change; also its `ETag`.
    #[schema(value_type = i64, minimum = 1)]
    pub version: ChangeId,
    /// Why.
    #[schema(value_type = String, min_length = 1, max_length = 100, example = "Holidays")]
    pub reason: Name,
    /// Its first day.
    #[schema(value_type = String, format = Date)]
    pub first_day: Date,
    /// Its last day; null while nobody knows.
    #[schema(value_type = Option<String>, format = Date, required = true)]
    pub last_day: Option<Date>,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it was last changed.
    pub updated_at: Timestamp,
    /// When it was deleted; null while it is there.
    #[schema(required = true)]
    pub deleted_at: Option<Timestamp>,
}

impl Pause {
    /// The pause after a patch.
    pub fn patched(&self, patch: PausePatch, now: Timestamp) -> Result<Self> {
        let mut pause = self.clone();
        pause.reason = patch.reason.unwrap_or(pause.reason);
        pause.first_day = patch.first_day.unwrap_or(pause.first_day);
        pause.last_day = patch.last_day.unwrap_or(pause.last_day);
        if pause != *self {
            pause.updated_at = now;
        }
        check_days(pause.first_day, pause.last_day)?;
        Ok(pause)
    }
}

impl Object for Pause {
    const KIND: ObjectKind = ObjectKind::Pause;

    fn number(&self) -> i64 {
        self.id.0
    }

    fn name(&self) -> &str {
        self.reason.as_str()
    }

    fn version(&self) -> ChangeId {
        self.version
    }

    fn set_version(&mut self, version: ChangeId) {
        self.version = version;
    }

    fn set_updated_at(&mut self, at: Timestamp) {
        self.updated_at = at;
    }

    fn deleted_at(&self) -> Option<Timestamp> {
        self.deleted_at
    }

    fn set_deleted_at(&mut self, at: Option<Timestamp>) {
        self.deleted_at = at;
    }

    fn check(&self) -> Result<(), Broken> {
        self.reason.check()?;
        Broken::field(check_days(self.first_day, self.last_day))?;
        Broken::instants([Some(self.created_at), Some(self.updated_at), self.deleted_at])
    }

    fn complete(fields: &mut Fields) {
        for name in ["last_day", "deleted_at"] {
            fields.entry(name).or_insert(Value::Null);
        }
    }
}

fn check_days(first: Date, last: Option<Date>) -> Result<()> {
    if last.is_some_and(|last| last < first) {
        return Err(Error::invalid("last_day", "A pause can't end before it begins."));
    }
    Ok(())
}

/// Changes to a pause; absent fields stay as they are.
///
/// As it came from outside: `None` was not given, `Some(None)` is null.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, ToSchema)]
#[schema(as = UpdatePause, description = "Changes to a pause; absent fields stay as they are.")]
pub struct PauseInput {
    /// One line of 1 to 100 characters.
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Option<String>, nullable = false, min_length = 1, max_length = 100)]
    pub reason: Option<Option<String>>,
    /// Its first day.
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Option<String>, format = Date, nullable = false)]
    pub first_day: Option<Option<String>>,
    /// Its last day, not before the first. Null leaves it open.
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Option<String>, format = Date)]
    pub last_day: Option<Option<String>>,
}

/// Changes to a pause. `None` leaves a field as it is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PausePatch {
    /// See [`Pause::reason`].
    pub reason: Option<Name>,
    /// See [`Pause::first_day`].
    pub first_day: Option<Date>,
    /// See [`Pause::last_day`].
    pub last_day: Option<Option<Date>>,
}

impl PausePatch {
    /// Checks every field of a patch from outside.
    pub fn parse(input: PauseInput) -> Result<Self> {
        let PauseInput { reason, first_day, last_day } = input;
        let mut errors = FieldErrors::default();
        let reason = not_null("reason", reason).and_then(|reason| reason.as_deref().map(parse_reason).transpose());
        let first_day =
            not_null("first_day", first_day).and_then(|day| day.map(|day| parse_day("first_day", &day)).transpose());
        let last_day = last_day.map(|day| day.map(|day| parse_day("last_day", &day)).transpose()).transpose();
        let patch = Self {
            reason: errors.check(reason)?.flatten(),
            first_day: errors.check(first_day)?.flatten(),
            last_day: errors.check(last_day)?.flatten(),
        };
        errors.finish()?;
        Ok(patch)
    }
}

/// A reason is written like a name.
fn parse_reason(reason: &str) -> Result<Name> {
    Name::parse(reason).map_err(|error| match error {
        Error::Invalid(errors) => {
            let sentences = errors.sentences().map(|sentence| sentence.replace("The name", "The reason"));
            Error::invalid("reason", sentences.collect::<Vec<_>>().join(" "))
        }
        other => other,
    })
}

/// A new pause.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewPause {
    /// See [`Pause::reason`].
    pub reason: Name,
    /// See [`Pause::first_day`].
    pub first_day: Date,
    /// See [`Pause::last_day`].
    pub last_day: Option<Date>,
}

impl NewPause {
    /// Checks a pause from outside.
    pub fn parse(input: PauseInput) -> Result<Self> {
        let required = |field: &'static str, sentence: &str| Error::invalid(field, sentence);
        let reason = input.reason.flatten().ok_or_else(|| required("reason", "A reason is required."));
        let first_day = input.first_day.flatten().ok_or_else(|| required("first_day", "A first day is required."));
        let last_day = input.last_day.flatten().map(|day| parse_day("last_day", &day)).transpose();
        let mut errors = FieldErrors::default();
        let reason = errors.check(reason.and_then(|reason| parse_reason(&reason)))?;
        let first_day = errors.check(first_day.and_then(|day| parse_day("first_day", &day)))?;
        let last_day = errors.check(last_day)?.flatten();
        let (reason, first_day) = errors.finish_with(reason.zip(first_day))?;
        check_days(first_day, last_day)?;
        Ok(Self { reason, first_day, last_day })
    }
}
