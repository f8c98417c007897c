//! What was answered for the days of a habit.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;
use uuid::Uuid;

use super::{Habit, HabitId, HabitKind};
use crate::domain::Timestamp;
use crate::domain::closed_words::words;
use crate::domain::log::change::{ChangeId, Fields, ObjectKind};
use crate::domain::log::object::Object;
use crate::domain::rules::Broken;
use crate::domain::text::{check_long, grouped};
use crate::error::{Error, FieldErrors, Result};

/// An entry's number within its owner's account, from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct HabitEntryId(pub i64);

words! {
    /// How a day was.
    EntryState "state" {
        /// Done, as often or as long as its value says.
        Done = "done",
        /// Left out for a reason: it doesn't count.
        Skipped = "skipped",
        /// Not done.
        Missed = "missed",
    }
}

/// What is to be said of a day, such as why it was skipped: up to 500 characters.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct EntryNote(String);

impl EntryNote {
    const MAX_CHARS: usize = 500;

    /// Checks a note from outside. It is stored unchanged.
    pub fn parse(note: String) -> Result<Self> {
        check_long("note", &note)?;
        if note.chars().count() > Self::MAX_CHARS {
            return Err(Error::invalid("note", "The note of a day can have 500 characters at most."));
        }
        Ok(Self(note))
    }

    /// Wraps a stored note, which was checked before.
    pub fn from_store(note: &str) -> Self {
        Self(note.to_owned())
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// What was answered for a day of a habit. A day has one entry at most.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct HabitEntry {
    /// The number within the account.
    #[schema(value_type = i64, minimum = 1)]
    pub id: HabitEntryId,
    /// The same entry in an export and on every device (UUIDv7, RFC 9562).
    pub uid: Uuid,
    /// The number of its newest change; also its `ETag`.
    #[schema(value_type = i64, minimum = 1)]
    pub version: ChangeId,
    /// The habit.
    #[schema(value_type = i64, minimum = 1)]
    pub habit_id: HabitId,
    /// The day.
    #[schema(value_type = String, format = Date)]
    pub day: Date,
    /// How it was.
    pub state: EntryState,
    /// How often or how long, of a count or of minutes that were done.
    #[schema(required = true, minimum = 0, maximum = 1_000_000)]
    pub value: Option<i64>,
    /// What is to be said of it.
    #[schema(value_type = Option<String>, required = true, max_length = 500)]
    pub note: Option<EntryNote>,
    /// When it was first answered.
    pub created_at: Timestamp,
    /// When it was last changed.
    pub updated_at: Timestamp,
    /// When it was cleared; null while it is there.
    #[schema(required = true)]
    pub deleted_at: Option<Timestamp>,
}

impl HabitEntry {
    /// The entry with another answer.
    pub fn answered(&self, new: NewEntry, now: Timestamp) -> Self {
        let NewEntry { state, value, note } = new;
        let answered = Self { state, value, note, deleted_at: None, ..self.clone() };
        let updated_at = if answered == *self { self.updated_at } else { now };
        Self { updated_at, ..answered }
    }
}

impl Object for HabitEntry {
    const KIND: ObjectKind = ObjectKind::HabitEntry;

    fn number(&self) -> i64 {
        self.id.0
    }

    fn name(&self) -> &'static str {
        "The day"
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
        if let Some(note) = &self.note {
            Broken::field(EntryNote::parse(note.as_str().to_owned()))?;
        }
        if self.value.is_some_and(|value| !(0..=Habit::MOST).contains(&value)) {
            return Err(Broken::impossible("value", "A value is from 0 to 1,000,000."));
        }
        if self.value.is_some() && self.state != EntryState::Done {
            return Err(Broken::impossible("value", "Only a day that is done has a value."));
        }
        Broken::instants([Some(self.created_at), Some(self.updated_at), self.deleted_at])
    }

    fn complete(fields: &mut Fields) {
        for name in ["value", "note", "deleted_at"] {
            fields.entry(name).or_insert(Value::Null);
        }
    }
}

/// An answer from outside.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, ToSchema)]
#[schema(as = AnswerDay, description = "What to answer for a day. It replaces what was answered before.")]
pub struct EntryInput {
    /// `done`, `skipped` or `missed`.
    #[schema(required = true, nullable = false)]
    pub state: Option<String>,
    /// How often or how long: of a count or minutes that are done.
    #[schema(minimum = 0, maximum = 1_000_000)]
    pub value: Option<i64>,
    /// Up to 500 characters, such as why it is skipped.
    #[schema(max_length = 500)]
    pub note: Option<String>,
}

/// An answer for a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewEntry {
    /// See [`HabitEntry::state`].
    pub state: EntryState,
    /// See [`HabitEntry::value`].
    pub value: Option<i64>,
    /// See [`HabitEntry::note`].
    pub note: Option<EntryNote>,
}

/// How many days ahead a day can be skipped.
const MOST_AHEAD: i64 = 366;

impl NewEntry {
    /// Checks an answer from outside. A blank note is none.
    pub fn parse(input: EntryInput) -> Result<Self> {
        let state = input.state.ok_or_else(|| Error::invalid("state", "A state is required."));
        let note = input.note.filter(|note| !note.trim().is_empty()).map(EntryNote::parse).transpose();
        let mut errors = FieldErrors::default();
        let state = errors.check(state.and_then(|word| EntryState::parse(&word)))?;
        let note = errors.check(note)?.flatten();
        if input.value.is_some() && state.is_some_and(|state| state != EntryState::Done) {
            errors.add("value", "Only a day that is done has a value.".to_owned());
        }
        Ok(Self { state: errors.finish_with(state)?, value: input.value, note })
    }

    /// Refuses an answer that this day of this habit can't have.
    pub fn check_for(&self, habit: &Habit, day: Date, today: Date) -> Result<()> {
        if day < habit.begins {
            return Err(Error::invalid("day", format!("The habit begins on {}, after this day.", habit.begins)));
        }
        if day > today && self.state != EntryState::Skipped {
            return Err(Error::invalid("state", "A day to come can be skipped, and nothing else yet."));
        }
        if day > today.saturating_add(jiff::Span::new().days(MOST_AHEAD)) {
            return Err(Error::invalid("day", "A day can be skipped up to a year ahead."));
        }
        if self.state != EntryState::Done {
            return Ok(());
        }
        let most = Habit::most_a_day(habit.kind);
        match (habit.kind, self.value) {
            (HabitKind::Check, Some(_)) => Err(Error::invalid("value", "A habit that is done or not has no value.")),
            (HabitKind::Check, None) => Ok(()),
            (_, None) => Err(Error::invalid("value", "A value is required.")),
            (_, Some(value)) if !(0..=most).contains(&value) => {
                let most = grouped(usize::try_from(most).unwrap_or(0));
                Err(Error::invalid("value", format!("The value must be a whole number from 0 to {most}.")))
            }
            (_, Some(_)) => Ok(()),
        }
    }
}
