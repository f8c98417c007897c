//! Time entries from outside.

use jiff::civil::{Date, DateTime};
use jiff::tz::AmbiguousOffset;

use super::{TimeEntry, seconds_between};
use crate::domain::Timestamp;
use crate::domain::tasks::{Estimate, TaskId, Title};
use crate::domain::text::{capitalized, shortened};
use crate::domain::time::due::{parse_day, parse_local};
use crate::domain::time::zone::Zone;
use crate::domain::to_milliseconds;
use crate::error::{Error, FieldErrors, Result};

/// The most seconds of an entry that is typed; one that is measured can take as long as it takes.
const MOST_TYPED: i64 = 24 * 3_600;
/// The most minutes that a focus block aims at.
pub(super) const MOST_TARGET: i64 = 24 * 60;
/// How far the client's clock may be ahead.
const AHEAD: jiff::SignedDuration = jiff::SignedDuration::from_secs(60);

/// An instant from outside.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum When {
    /// With its offset from UTC (RFC 3339).
    At(Timestamp),
    /// What the wall clock of the entry's zone shows.
    Local(DateTime),
}

impl When {
    /// Reads `2026-12-24T09:00` or `2026-12-24T09:00:00+01:00`.
    pub fn parse(field: &'static str, text: &str) -> Result<Self> {
        if let Some(local) = parse_local(field, text) {
            return Ok(Self::Local(local));
        }
        let instant = text.parse::<Timestamp>().ok().filter(|at| text.len() > 16 && (1..=9999).contains(&year(*at)));
        instant.map(|at| Self::At(to_milliseconds(at))).ok_or_else(|| {
            let sentence = format!(
                "{} “{}” isn't a time. Write 2026-12-24T09:00 or 2026-12-24T09:00:00+01:00.",
                capitalized(field),
                shortened(text)
            );
            Error::invalid(field, sentence)
        })
    }

    /// The instant, unless it lies in the future, or the wall clock shows this time never or twice.
    pub fn in_zone(self, field: &'static str, zone: &Zone, now: Timestamp) -> Result<Timestamp> {
        let at = match self {
            Self::At(at) => at,
            Self::Local(local) => {
                let (rules, shown) = (zone.rules(), local.strftime("%H:%M on %Y-%m-%d"));
                let name = zone.as_str();
                let sentence = match rules.to_ambiguous_timestamp(local).offset() {
                    AmbiguousOffset::Unambiguous { .. } => None,
                    AmbiguousOffset::Gap { .. } => {
                        Some(format!("There is no {shown} in {name}: its clocks are put forward then."))
                    }
                    AmbiguousOffset::Fold { before, after } => Some(format!(
                        "{shown} comes twice in {name}. Write which one: with {before} or with {after} at its end."
                    )),
                };
                if let Some(sentence) = sentence {
                    return Err(Error::invalid(field, sentence));
                }
                let outside = |_| Error::invalid(field, format!("{shown} is outside the calendar."));
                rules.to_timestamp(local).map_err(outside)?
            }
        };
        if at > now.saturating_add(AHEAD).unwrap_or(now) {
            let sentence = format!("{} lies in the future.", capitalized(field));
            return Err(Error::invalid(field, sentence));
        }
        Ok(at)
    }
}

fn year(at: Timestamp) -> i16 {
    jiff::tz::TimeZone::UTC.to_datetime(at).year()
}

/// Reads a note: one line of up to 500 characters. A blank one is none.
pub fn parse_note(note: &str) -> Result<Option<Title>> {
    let note = note.trim();
    if note.is_empty() {
        return Ok(None);
    }
    let wrong = |_| {
        let sentence = "A note is one line of 500 characters at most, without control characters.";
        Error::invalid("note", sentence)
    };
    Title::parse(note.to_owned()).map(Some).map_err(wrong)
}

/// Reads the minutes that a focus block aims at.
pub fn parse_target(minutes: i64) -> Result<Estimate> {
    let minutes = Some(minutes).filter(|minutes| (1..=MOST_TARGET).contains(minutes));
    let target = minutes.map(Estimate::parse).transpose()?;
    target.ok_or_else(|| Error::invalid("target", "A focus block has 1 to 1,440 minutes."))
}

fn parse_seconds(seconds: i64) -> Result<i64> {
    if (1..=MOST_TYPED).contains(&seconds) {
        return Ok(seconds);
    }
    Err(Error::invalid("seconds", "An entry has 1 to 86,400 seconds, which are 24 hours."))
}

/// A new or changed entry from outside. An absent field is `None`, one that is null `Some(None)`.
#[derive(Debug, Clone, Default)]
pub struct TimeEntryInput {
    pub task_id: Option<Option<i64>>,
    pub note: Option<Option<String>>,
    pub started_at: Option<Option<String>>,
    pub ended_at: Option<Option<String>>,
    pub day: Option<Option<String>>,
    pub seconds: Option<Option<i64>>,
    pub confirmed: Option<Option<bool>>,
}

/// When a new entry was.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Times {
    Span(When, When),
    Amount(Date, i64),
}

/// A new entry, which doesn't run.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewTimeEntry {
    pub task_id: Option<TaskId>,
    pub note: Option<Title>,
    pub times: Times,
}

impl NewTimeEntry {
    /// Checks every field.
    pub fn parse(input: TimeEntryInput) -> Result<Self> {
        let patch = TimeEntryPatch::parse(input)?;
        let times = match (patch.started_at, patch.ended_at.flatten(), patch.day, patch.seconds) {
            (Some(from), Some(to), None, None) => Times::Span(from, to),
            (None, None, Some(day), Some(seconds)) => Times::Amount(day, seconds),
            (Some(_), None, None, None) => return Err(Error::invalid("ended_at", "Say when it ended.")),
            (None, Some(_), None, None) => return Err(Error::invalid("started_at", "Say when it started.")),
            (None, None, Some(_), None) => return Err(Error::invalid("seconds", "Say how long it took.")),
            (None, None, None, Some(_)) => return Err(Error::invalid("day", "Say on which day.")),
            _ => {
                let sentence = "An entry has started_at and ended_at, or day and seconds.";
                return Err(Error::invalid("started_at", sentence));
            }
        };
        let (task_id, note) = (patch.task_id.flatten(), patch.note.flatten());
        if task_id.is_none() && note.is_none() {
            return Err(Error::invalid("note", "Time for no task needs a note that says what it was."));
        }
        Ok(Self { task_id, note, times })
    }

    /// The times as the fields of an entry in this zone: `started_at`, `ended_at`, `day` and `seconds`.
    pub fn put_into(self, entry: TimeEntry, now: Timestamp, today: Date) -> Result<TimeEntry> {
        let (task_id, note) = (self.task_id, self.note);
        let entry = TimeEntry { task_id, note, ..entry };
        let times = match self.times {
            Times::Span(from, to) => {
                TimeEntryPatch { started_at: Some(from), ended_at: Some(Some(to)), ..Default::default() }
            }
            Times::Amount(day, seconds) => {
                TimeEntryPatch { day: Some(day), seconds: Some(seconds), ..Default::default() }
            }
        };
        times.put_times(entry, now, today)
    }
}

/// Changes to an entry. `None` leaves a field as it is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TimeEntryPatch {
    pub task_id: Option<Option<TaskId>>,
    pub note: Option<Option<Title>>,
    pub started_at: Option<When>,
    /// `Some(None)` lets it run on.
    pub ended_at: Option<Option<When>>,
    pub day: Option<Date>,
    pub seconds: Option<i64>,
    /// Confirms its time up to now.
    pub confirmed: bool,
}

impl TimeEntryPatch {
    /// Checks every field.
    pub fn parse(input: TimeEntryInput) -> Result<Self> {
        let mut errors = FieldErrors::default();
        let mut when = |field: &'static str, text: Option<String>| {
            errors.check(text.map(|text| When::parse(field, &text)).transpose()).map(Option::flatten)
        };
        let started_at = when("started_at", given("started_at", input.started_at)?)?;
        let ended_at = match input.ended_at {
            None => None,
            Some(text) => Some(when("ended_at", text)?),
        };
        let day = given("day", input.day)?.map(|day| parse_day("day", &day));
        let day = errors.check(day.transpose())?.flatten();
        let seconds = errors.check(given("seconds", input.seconds)?.map(parse_seconds).transpose())?.flatten();
        let note = input.note.map(|note| errors.check(parse_note(note.as_deref().unwrap_or_default()))).transpose()?;
        let confirmed = given("confirmed", input.confirmed)?.unwrap_or_default();
        errors.finish()?;
        let task_id = input.task_id.map(|id| id.map(TaskId));
        Ok(Self { task_id, note: note.map(Option::flatten), started_at, ended_at, day, seconds, confirmed })
    }

    /// The entry after these changes.
    pub fn apply(self, entry: &TimeEntry, now: Timestamp, today: Date) -> Result<TimeEntry> {
        let mut after = entry.clone();
        after.task_id = self.task_id.unwrap_or(after.task_id);
        after.note.clone_from(self.note.as_ref().unwrap_or(&entry.note));
        if self.confirmed {
            after.confirmed_at = Some(now);
        }
        if after.task_id.is_none() && after.note.is_none() && !after.is_running() {
            return Err(Error::invalid("note", "Time for no task needs a note that says what it was."));
        }
        let is_amount = entry.started_at.is_none();
        if is_amount && (self.started_at.is_some() || self.ended_at.is_some()) {
            let sentence = "This entry has no clock times. Change its day or its seconds.";
            return Err(Error::invalid("started_at", sentence));
        }
        if !is_amount && (self.day.is_some() || self.seconds.is_some()) {
            return Err(Error::invalid("day", "This entry has clock times. Change when it started or ended."));
        }
        let mut after = self.put_times(after, now, today)?;
        if after != *entry {
            after.updated_at = now;
        }
        Ok(after)
    }

    fn put_times(&self, mut entry: TimeEntry, now: Timestamp, today: Date) -> Result<TimeEntry> {
        if let Some(day) = self.day {
            if day > today {
                return Err(Error::invalid("day", "The day lies in the future."));
            }
            entry.day = Some(day);
        }
        entry.seconds = self.seconds.or(entry.seconds);
        let mut errors = FieldErrors::default();
        if let Some(when) = self.started_at {
            entry.started_at = errors.check(when.in_zone("started_at", &entry.zone, now))?.or(entry.started_at);
        }
        match self.ended_at {
            None => {}
            Some(None) => entry.ended_at = None,
            Some(Some(when)) => {
                entry.ended_at = errors.check(when.in_zone("ended_at", &entry.zone, now))?.or(entry.ended_at);
            }
        }
        errors.finish()?;
        if self.started_at.is_some() || self.ended_at.is_some() {
            check_typed(&entry, now, self.started_at.is_some())?;
        }
        Ok(entry)
    }
}

/// A typed span ends after it begins, and has 24 hours at most.
fn check_typed(entry: &TimeEntry, now: Timestamp, has_new_start: bool) -> Result<()> {
    let Some((started_at, ended_at)) = entry.span() else { return Ok(()) };
    if ended_at.is_some_and(|ended_at| ended_at <= started_at) {
        return Err(Error::invalid("ended_at", "It can't end before it starts."));
    }
    if (ended_at.is_some() || has_new_start) && seconds_between(started_at, ended_at.unwrap_or(now)) > MOST_TYPED {
        let field = if has_new_start { "started_at" } else { "ended_at" };
        return Err(Error::invalid(field, "An entry has 24 hours at most. Did you mean another day?"));
    }
    Ok(())
}

fn given<T>(field: &'static str, value: Option<Option<T>>) -> Result<Option<T>> {
    crate::domain::input::not_null(field, value)
}
