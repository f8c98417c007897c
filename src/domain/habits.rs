//! Habits: what is to be done again and again, and how well that goes.

mod days;
mod entries;
mod input;
mod marks;
mod schedule;
mod shown;
mod streak;
mod strength;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa::ToSchema;
use uuid::Uuid;

pub use self::days::{Days, Known};
pub use self::entries::{EntryInput, EntryNote, EntryState, HabitEntry, HabitEntryId, NewEntry};
pub use self::input::{GridQuery, HabitInput, HabitPatch, NewHabit, YearQuery};
pub use self::marks::{Mark, Progress};
pub use self::schedule::{Period, Schedule, ScheduleInput};
pub use self::shown::{HabitDay, HabitGrid, HabitYear, ListedHabit, WeekdayCount, YearDay};
pub use self::streak::{Streak, StreakUnit};

use crate::domain::Timestamp;
use crate::domain::closed_words::words;
use crate::domain::list::position::Position;
use crate::domain::log::change::{Action, ChangeId, Fields, ObjectKind};
use crate::domain::log::object::Object;
use crate::domain::projects::{Name, Note};
use crate::domain::rules::Broken;
use crate::domain::text::is_unprintable;
use crate::error::{Error, Result};

/// A habit's number within its owner's account, from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct HabitId(pub i64);

words! {
    /// How a day of a habit is answered.
    HabitKind "kind" {
        /// Done or not.
        Check = "check",
        /// How often, or how many of something.
        Count = "count",
        /// For how many minutes.
        Minutes = "minutes",
    }
}

words! {
    /// Whether the target is to be reached or not to be passed.
    Direction "direction" {
        AtLeast = "at_least",
        AtMost = "at_most",
    }
}

/// What a habit counts: one line of 1 to 20 characters.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Unit(String);

impl Unit {
    const MAX_CHARS: usize = 20;

    /// Checks a unit from outside and trims blanks.
    pub fn parse(unit: &str) -> Result<Self> {
        let unit = unit.trim();
        if unit.is_empty() || unit.chars().count() > Self::MAX_CHARS || unit.chars().any(is_unprintable) {
            return Err(Error::invalid("unit", "The unit is one line of 1 to 20 characters."));
        }
        Ok(Self(unit.to_owned()))
    }

    /// Wraps a stored unit, which was checked before.
    pub fn from_store(unit: &str) -> Self {
        Self(unit.to_owned())
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A habit as it is stored and answered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Habit {
    /// The number within the account.
    #[schema(value_type = i64, minimum = 1, example = 4)]
    pub id: HabitId,
    /// The same habit in an export and on every device (UUIDv7, RFC 9562).
    pub uid: Uuid,
    /// The number of its newest change; also its `ETag`.
    #[schema(value_type = i64, minimum = 1)]
    pub version: ChangeId,
    /// What it is called.
    #[schema(value_type = String, min_length = 1, max_length = 100, example = "Read")]
    pub name: Name,
    /// What it is for.
    #[schema(value_type = Option<String>, required = true, max_length = 50_000)]
    pub note: Option<Note>,
    /// How a day is answered.
    pub kind: HabitKind,
    /// Whether the target is to be reached or not to be passed.
    pub direction: Direction,
    /// How much a day needs, or how much it may have: 1 for `check`.
    #[schema(minimum = 0, maximum = 1_000_000)]
    pub target: i64,
    /// What is counted; only a `count` has one.
    #[schema(value_type = Option<String>, required = true, min_length = 1, max_length = 20, example = "pages")]
    pub unit: Option<Unit>,
    /// When it is due.
    pub schedule: Schedule,
    /// Its first day. What was answered for earlier days doesn't count.
    #[schema(value_type = String, format = Date)]
    pub begins: Date,
    /// When it was archived; null while it is in use.
    #[schema(required = true)]
    pub archived_at: Option<Timestamp>,
    /// Its place in the manual order: they sort as texts.
    #[schema(value_type = String)]
    pub position: Position,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it was last changed.
    pub updated_at: Timestamp,
    /// When it was deleted; null while it is there.
    #[schema(required = true)]
    pub deleted_at: Option<Timestamp>,
}

impl Habit {
    /// The most that a target or an answer can be.
    pub const MOST: i64 = 1_000_000;

    /// How much of a day's target an amount fulfils, from 0 to 1.
    pub fn credit(&self, amount: i64) -> f64 {
        #[expect(clippy::cast_precision_loss, reason = "both are at most a million")]
        let (amount, target) = (amount as f64, self.target as f64);
        match self.direction {
            Direction::AtLeast if self.target > 0 => (amount / target).min(1.0),
            Direction::AtLeast => 1.0,
            Direction::AtMost if self.target > 0 => (1.0 - (amount - target) / target).clamp(0.0, 1.0),
            Direction::AtMost => f64::from(u8::from(amount <= 0.0)),
        }
    }

    /// Whether an amount fulfils a day.
    pub fn is_fulfilled_by(&self, amount: i64) -> bool {
        match self.direction {
            Direction::AtLeast => amount >= self.target,
            Direction::AtMost => amount <= self.target,
        }
    }

    /// The most that a day's answer can be.
    pub fn most_a_day(kind: HabitKind) -> i64 {
        match kind {
            HabitKind::Check => 1,
            HabitKind::Count => Self::MOST,
            HabitKind::Minutes => 24 * 60,
        }
    }

    /// Refuses a target, a direction or a schedule that don't go together.
    pub fn check_goal(&self) -> Result<()> {
        let most = Self::most_a_day(self.kind);
        let least = i64::from(self.direction == Direction::AtLeast);
        if !(least..=most).contains(&self.target) {
            let sentence = match (self.kind, self.direction) {
                (HabitKind::Check, _) => "A habit that is done or not has the target 1.".to_owned(),
                (_, Direction::AtLeast) => format!("The target must be a whole number from 1 to {most}."),
                (_, Direction::AtMost) => format!("The target must be a whole number from 0 to {most}."),
            };
            return Err(Error::invalid("target", sentence));
        }
        if self.direction == Direction::AtMost {
            if self.kind == HabitKind::Check {
                return Err(Error::invalid("direction", "“At most” needs something to count: a count or minutes."));
            }
            if !matches!(self.schedule, Schedule::Weekdays { .. }) {
                let sentence = "“At most” is answered day by day, so the schedule must be weekdays.";
                return Err(Error::invalid("schedule", sentence));
            }
        }
        if self.unit.is_some() && self.kind != HabitKind::Count {
            return Err(Error::invalid("unit", "Only a count has a unit."));
        }
        Ok(())
    }
}

impl Object for Habit {
    const KIND: ObjectKind = ObjectKind::Habit;

    fn number(&self) -> i64 {
        self.id.0
    }

    fn name(&self) -> &str {
        self.name.as_str()
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

    fn own_action(before: &Self, after: &Self) -> Option<Action> {
        match (before.archived_at, after.archived_at) {
            (None, Some(_)) => Some(Action::Archive),
            (Some(_), None) => Some(Action::Unarchive),
            _ => None,
        }
    }

    fn check(&self) -> Result<(), Broken> {
        self.name.check()?;
        if let Some(note) = &self.note {
            Broken::field(Note::parse(note.as_str().to_owned()))?;
        }
        if let Some(unit) = &self.unit {
            Broken::field(Unit::parse(unit.as_str()))?;
        }
        Broken::field(self.schedule.check())?;
        Broken::field(self.check_goal())?;
        Broken::field(input::check_begins(self.begins))?;
        self.position.check("position")?;
        Broken::instants([Some(self.created_at), Some(self.updated_at), self.archived_at, self.deleted_at])
    }

    fn complete(fields: &mut Fields) {
        for name in ["note", "unit", "archived_at", "deleted_at"] {
            fields.entry(name).or_insert(Value::Null);
        }
    }
}

#[cfg(test)]
mod tests;
