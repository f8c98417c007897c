//! Habits from outside, checked.

use jiff::civil::{Date, date};
use serde::Deserialize;
use utoipa::ToSchema;

use super::{Direction, Habit, HabitKind, Schedule, ScheduleInput, Unit};
use crate::domain::Timestamp;
use crate::domain::input::{not_null, present};
use crate::domain::projects::{Name, Note};
use crate::domain::time::due::parse_day;
use crate::error::{Error, FieldErrors, Result};

/// The earliest day that a habit can begin on.
const EARLIEST: Date = date(1970, 1, 1);

/// Changes to a habit; absent fields stay as they are, null clears a field.
///
/// As it came from outside: `None` was not given, `Some(None)` is null.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, ToSchema)]
#[schema(as = UpdateHabit, description = "Changes to a habit; absent fields stay as they are, null clears a field.")]
pub struct HabitInput {
    /// One line of 1 to 100 characters.
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Option<String>, nullable = false, min_length = 1, max_length = 100)]
    pub name: Option<Option<String>>,
    /// What it is for: up to 50,000 characters. A blank one removes it.
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Option<String>, max_length = 50_000)]
    pub note: Option<Option<String>>,
    /// `check`, `count` or `minutes`.
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Option<String>, nullable = false)]
    pub kind: Option<Option<String>>,
    /// `at_least` or `at_most`. At most needs a count or minutes, and a schedule of weekdays.
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Option<String>, nullable = false)]
    pub direction: Option<Option<String>>,
    /// How much a day needs, or how much it may have. Only `at_most` can be 0; `check` has 1, and minutes have 1,440 at most.
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Option<i64>, nullable = false, minimum = 0, maximum = 1_000_000)]
    pub target: Option<Option<i64>>,
    /// What is counted: one line of 1 to 20 characters. Only a `count` has one.
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Option<String>, min_length = 1, max_length = 20)]
    pub unit: Option<Option<String>>,
    /// When it is due.
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Option<Schedule>, nullable = false)]
    pub schedule: Option<Option<ScheduleInput>>,
    /// Its first day, from 1970 on.
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Option<String>, format = Date, nullable = false)]
    pub begins: Option<Option<String>>,
    /// Whether it is archived: out of the way, with all that was answered.
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Option<bool>, nullable = false)]
    pub archived: Option<Option<bool>>,
}

/// Changes to a habit. `None` leaves a field as it is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct HabitPatch {
    /// See [`Habit::name`].
    pub name: Option<Name>,
    /// See [`Habit::note`].
    pub note: Option<Option<Note>>,
    /// See [`Habit::kind`].
    pub kind: Option<HabitKind>,
    /// See [`Habit::direction`].
    pub direction: Option<Direction>,
    /// See [`Habit::target`].
    pub target: Option<i64>,
    /// See [`Habit::unit`].
    pub unit: Option<Option<Unit>>,
    /// See [`Habit::schedule`].
    pub schedule: Option<Schedule>,
    /// See [`Habit::begins`].
    pub begins: Option<Date>,
    /// Whether it is archived.
    pub archived: Option<bool>,
}

impl HabitPatch {
    /// Checks every field of a patch from outside. Whether they go together is checked with the habit.
    pub fn parse(input: HabitInput) -> Result<Self> {
        let HabitInput { name, note, kind, direction, target, unit, schedule, begins, archived } = input;
        let mut errors = FieldErrors::default();
        let name = not_null("name", name).and_then(|name| name.as_deref().map(Name::parse).transpose());
        let kind = not_null("kind", kind).and_then(|word| word.as_deref().map(HabitKind::parse).transpose());
        let direction =
            not_null("direction", direction).and_then(|word| word.as_deref().map(Direction::parse).transpose());
        let schedule = not_null("schedule", schedule).and_then(|given| given.map(Schedule::parse).transpose());
        let begins = not_null("begins", begins).and_then(|day| day.as_deref().map(parse_begins).transpose());
        let unit = unit.map(|unit| unit.as_deref().map(Unit::parse).transpose()).transpose();
        let patch = Self {
            name: errors.check(name)?.flatten(),
            note: errors.check(note.map(parse_note).transpose())?.flatten(),
            kind: errors.check(kind)?.flatten(),
            direction: errors.check(direction)?.flatten(),
            target: errors.check(not_null("target", target))?.flatten(),
            unit: errors.check(unit)?.flatten(),
            schedule: errors.check(schedule)?.flatten(),
            begins: errors.check(begins)?.flatten(),
            archived: errors.check(not_null("archived", archived))?.flatten(),
        };
        errors.finish()?;
        Ok(patch)
    }
}

impl Habit {
    /// The habit after a patch. What a new kind can't have goes, unless the patch asks for it.
    pub fn patched(&self, patch: HabitPatch, now: Timestamp) -> Result<Self> {
        let HabitPatch { name, note, kind, direction, target, unit, schedule, begins, archived } = patch;
        let mut habit = self.clone();
        habit.name = name.unwrap_or(habit.name);
        habit.note = note.unwrap_or(habit.note);
        habit.kind = kind.unwrap_or(habit.kind);
        habit.direction = direction.unwrap_or(habit.direction);
        habit.target = target.unwrap_or(if habit.kind == HabitKind::Check { 1 } else { habit.target });
        habit.unit = unit.unwrap_or(habit.unit.filter(|_| habit.kind == HabitKind::Count));
        habit.schedule = schedule.unwrap_or(habit.schedule);
        habit.begins = begins.unwrap_or(habit.begins);
        match archived {
            Some(true) => habit.archived_at = habit.archived_at.or(Some(now)),
            Some(false) => habit.archived_at = None,
            None => {}
        }
        if habit != *self {
            habit.updated_at = now;
        }
        habit.check_goal()?;
        Ok(habit)
    }
}

/// A blank note is none.
fn parse_note(note: Option<String>) -> Result<Option<Note>> {
    note.filter(|note| !note.trim().is_empty()).map(Note::parse).transpose()
}

fn parse_begins(day: &str) -> Result<Date> {
    let day = parse_day("begins", day)?;
    check_begins(day)?;
    Ok(day)
}

/// Refuses a first day that would make the history of a habit very long.
pub(super) fn check_begins(day: Date) -> Result<()> {
    if day < EARLIEST {
        return Err(Error::invalid("begins", "A habit can begin on 1970-01-01 at the earliest."));
    }
    Ok(())
}

/// A new habit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewHabit {
    /// See [`Habit::name`].
    pub name: Name,
    /// The rest. By default it is done or not, every day, from today on.
    pub rest: HabitPatch,
}

impl NewHabit {
    /// Checks a habit from outside. Null counts as absent.
    pub fn parse(mut input: HabitInput) -> Result<Self> {
        let name = input.name.take().flatten();
        let name = name.ok_or_else(|| Error::invalid("name", "A name is required."));
        for text in [&mut input.kind, &mut input.direction, &mut input.begins] {
            *text = text.take().filter(Option::is_some);
        }
        input.target = input.target.filter(Option::is_some);
        input.schedule = input.schedule.filter(Option::is_some);
        input.archived = input.archived.filter(Option::is_some);
        let mut errors = FieldErrors::default();
        let name = errors.check(name.and_then(|name| Name::parse(&name)))?;
        let rest = errors.check(HabitPatch::parse(input))?;
        let (name, rest) = errors.finish_with(name.zip(rest))?;
        Ok(Self { name, rest })
    }
}

/// Which days of the habits to show.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct GridQuery {
    from: Option<Date>,
    to: Option<Date>,
    /// Whether to list the archived ones instead.
    pub archived: bool,
}

impl GridQuery {
    /// The most days.
    pub const MOST_DAYS: i64 = 62;

    /// Reads the query parameters. Defaults to today alone.
    pub fn parse(from: Option<&str>, to: Option<&str>, archived: Option<&str>) -> Result<Self> {
        let mut errors = FieldErrors::default();
        let from = errors.check(from.map(|day| parse_day("from", day)).transpose())?.flatten();
        let to = errors.check(to.map(|day| parse_day("to", day)).transpose())?.flatten();
        let archived = archived.map(|word| match word {
            "true" => Ok(true),
            "false" => Ok(false),
            _ => Err(Error::invalid("archived", "Archived must be true or false.")),
        });
        let archived = errors.check(archived.transpose())?.flatten().unwrap_or(false);
        errors.finish()?;
        Ok(Self { from, to, archived })
    }

    /// The first and the last day.
    pub fn days(self, today: Date) -> Result<(Date, Date)> {
        let to = self.to.unwrap_or_else(|| self.from.map_or(today, |from| from.max(today)));
        let from = self.from.unwrap_or(to);
        if to < from {
            return Err(Error::invalid("to", "The last day can't be before the first one."));
        }
        if to.saturating_sub(jiff::Span::new().days(Self::MOST_DAYS)) >= from {
            return Err(Error::invalid("to", format!("{} days can be shown at most.", Self::MOST_DAYS)));
        }
        Ok((from, to))
    }
}

/// Which year of a habit to show.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct YearQuery {
    /// Its last day; today by default.
    pub to: Option<Date>,
}

impl YearQuery {
    /// Reads the query parameters.
    pub fn parse(to: Option<&str>) -> Result<Self> {
        Ok(Self { to: to.map(|day| parse_day("to", day)).transpose()? })
    }
}
