//! Recurring tasks: a rule from RFC 5545, what it counts from, and the next date.
//!
//! All of it is civil time: a day, or a local time in the zone of the due date. Callers that turn a time into an
//! instant resolve times that the zone skips. A series counts from its first date, `dtstart`, as in RFC 5545, with one
//! exception: if a rule names no day and the first date is the 29th, 30th or 31st, shorter months are not skipped but
//! use their last day.

mod expand;
mod moment;
mod parts;
mod words;

use jiff::civil::{Date, DateTime};
use serde::{Deserialize, Serialize};

pub use self::moment::Moment;

use self::parts::Parts;
use crate::domain::rules::Broken;
use crate::error::{Error, Result};

/// An RFC 5545 RECUR value that makes sense for a task, in upper case with its parts in canonical order.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Rule(String);

impl Rule {
    /// Checks a rule from outside. Rules that never occur, or more often than daily, are refused.
    pub fn parse(text: &str) -> Result<Self> {
        let parts = Parts::parse(text)?;
        if !expand::ever_occurs(&parts) {
            return Err(Error::invalid("recurrence", "The recurrence never occurs: no day matches it."));
        }
        Ok(Self(parts.to_string()))
    }

    /// Refuses a rule that is not in the form [`Self::parse`] writes. Whether it ever occurs isn't checked again,
    /// because that is slow.
    pub fn check(&self) -> Result<(), Broken> {
        match Parts::parse(&self.0) {
            Ok(parts) if parts.to_string() == self.0 => Ok(()),
            Ok(_) => Err(Broken::impossible("recurrence", "The recurrence is not written as it is stored.")),
            wrong => Broken::field(wrong),
        }
    }

    /// Wraps a stored rule, which was checked before.
    pub fn from_store(rule: String) -> Self {
        Self(rule)
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// As an English phrase: "every month on the last day", "every 3 days after completion, 5 times".
    pub fn in_words(&self, from: RepeatsFrom) -> String {
        Parts::parse(&self.0).map_or_else(|_| self.0.clone(), |parts| words::in_words(&parts, from))
    }

    /// The first date of a series, at or after a moment.
    pub fn first(&self, begin: Moment) -> Option<Moment> {
        let parts = Parts::parse(&self.0).ok()?;
        let start = begin.begins();
        let before = start.checked_sub(jiff::SignedDuration::from_nanos(1)).ok()?;
        expand::occurrences(&parts, start, before).next().map(|time| begin.like(time))
    }
}

/// What the next date is counted from.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum RepeatsFrom {
    /// The due date: the series keeps its dates no matter when a task is done.
    #[default]
    Due,
    /// The day the task was completed.
    Completion,
}

/// How a task repeats.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Recurrence {
    pub rule: Rule,
    /// What the next date is counted from.
    pub from: RepeatsFrom,
    /// The first date of the series. When counting from completion, that is the task's due date.
    pub dtstart: Moment,
}

impl Recurrence {
    /// A series that starts on a date. If the 29th to the 31st of the first date affects the rule, the rule states that
    /// explicitly, so other programs derive the same dates from it.
    pub fn anchored(rule: Rule, from: RepeatsFrom, dtstart: Moment) -> Result<Self> {
        let parts = Parts::parse(rule.as_str())?;
        if parts.until.is_some_and(|until| until < dtstart.date()) {
            return Err(Error::invalid("recurrence", "The recurrence ends before the due date. Choose a later UNTIL."));
        }
        if rule.first(dtstart).is_none() {
            return Err(Error::invalid("recurrence", format!("The recurrence never occurs from {dtstart} on.")));
        }
        let explicit = expand::explicit(&parts, dtstart.date());
        let is_taken_from_date = parts.month_days != explicit.month_days;
        let is_moved = is_taken_from_date && explicit.month_days != [i16::from(dtstart.date().day())];
        let rule = if from == RepeatsFrom::Due && is_moved { Rule(explicit.to_string()) } else { rule };
        Ok(Self { rule, from, dtstart })
    }

    /// The same series with the time of day of the due date; when counting from completion, it starts there.
    pub fn beginning_with(self, due: Moment) -> Self {
        let dtstart = match self.from {
            RepeatsFrom::Due => due.on(self.dtstart.date()),
            RepeatsFrom::Completion => due,
        };
        Self { dtstart, ..self }
    }

    /// The dates strictly after a moment, up to a limit.
    pub fn after(&self, moment: Moment, limit: usize) -> Vec<Moment> {
        let Ok(parts) = Parts::parse(self.rule.as_str()) else { return Vec::new() };
        self.dates(&parts, moment).take(limit).collect()
    }

    /// The next due date and the recurrence of the next task, after a task with this due date was completed at this
    /// local time in its zone. `None` if the series is over.
    ///
    /// Counted from the due date, rules that repeat more often than every 28 days skip dates that have passed, so five
    /// missed days become one task; rarer ones never skip a date. Counted from completion, it is the first date after
    /// that day, and also after the due date if the rule names days.
    pub fn next(&self, due: Moment, completed: DateTime) -> Option<(Moment, Self)> {
        match self.from {
            RepeatsFrom::Due => self.next_from_due(due, completed),
            RepeatsFrom::Completion => self.next_from(due, completed.date()),
        }
    }

    /// The date after the current one, when the user skips that. A skipped date counts for COUNT.
    pub fn skip(&self, due: Moment, now: DateTime) -> Option<(Moment, Self)> {
        match self.from {
            RepeatsFrom::Due => self.next_from_due(due, now),
            RepeatsFrom::Completion => self.next_from(due, now.date().max(due.date())),
        }
    }

    /// The series after a due date was moved. A new time of day applies to all following dates. A new day applies to
    /// this task only, and the series continues with the date after the original one.
    pub fn moved(&self, due: Moment, to: Moment) -> Self {
        let Ok(parts) = Parts::parse(self.rule.as_str()) else { return self.clone() };
        let series = self.clone().beginning_with(to);
        if self.from == RepeatsFrom::Completion || to.date() == due.date() {
            return series;
        }
        let day = due.date();
        let (parts, dtstart) = match series.dates(&parts, Moment::Day(day)).next() {
            Some(following) => {
                let passed = |count: u16| {
                    let dates = expand::occurrences(&parts, series.dtstart.begins(), DateTime::MIN);
                    let passed = dates.take(count.into()).take_while(|time| time.date() <= day).count();
                    count.saturating_sub(u16::try_from(passed).unwrap_or(count)).max(1)
                };
                (Parts { count: parts.count.map(passed), ..parts }, following)
            }
            // That was the last one. A series that ends before it begins has no more dates.
            None => (Parts { count: None, until: day.yesterday().ok(), ..parts }, to.on(day)),
        };
        Self { rule: Rule(parts.to_string()), from: self.from, dtstart }
    }

    /// The same rule as a series of its own that begins this many days after a due date, on the first of its dates from
    /// there on. If it ends on a day, that moves along.
    pub fn begun_later(&self, due: Moment, days: i32) -> (Moment, Self) {
        let later = |day: Date| day.saturating_add(jiff::Span::new().days(days));
        let begin = due.on(later(due.date()));
        let rule = match Parts::parse(self.rule.as_str()) {
            Ok(parts) => Rule(Parts { until: parts.until.map(later), ..parts }.to_string()),
            Err(_) => self.rule.clone(),
        };
        let is_of_series = self.rule.first(due) == Some(due);
        let begin = if is_of_series { rule.first(begin).unwrap_or(begin) } else { begin };
        let series = Self::anchored(rule.clone(), self.from, begin);
        (begin, series.unwrap_or(Self { rule, from: self.from, dtstart: begin }))
    }

    fn next_from_due(&self, due: Moment, completed: DateTime) -> Option<(Moment, Self)> {
        let parts = Parts::parse(self.rule.as_str()).ok()?;
        let series = self.as_kind_of(due);
        let passed = if series.is_frequent(&parts) { due.max(due.like(completed)) } else { due };
        let next = series.dates(&parts, passed).next()?;
        Some((next, series))
    }

    fn next_from(&self, due: Moment, day: Date) -> Option<(Moment, Self)> {
        let mut parts = Parts::parse(self.rule.as_str()).ok()?;
        let left = parts.count.take().map(|count| count - 1);
        if left == Some(0) {
            return None;
        }
        let passed = if parts.is_bare() && parts.months.is_empty() { day } else { day.max(due.date()) };
        let series = Self { dtstart: self.as_kind_of(due).dtstart.on(day), ..self.clone() };
        let next = series.dates(&parts, Moment::Day(passed)).next()?;
        let rule = Rule(Parts { count: left, ..parts }.to_string());
        Some((next, Self { rule, from: self.from, dtstart: next }))
    }

    fn dates(&self, parts: &Parts, after: Moment) -> impl Iterator<Item = Moment> + use<> {
        let kind = self.dtstart;
        let after = match kind {
            Moment::Day(_) => Moment::Day(after.date()),
            Moment::Time(_) => after,
        };
        expand::occurrences(parts, kind.begins(), after.ends()).map(move |time| kind.like(time))
    }

    /// The series as days if the due date is a day; otherwise with a time of day, the due date's if the series has
    /// none.
    fn as_kind_of(&self, due: Moment) -> Self {
        let dtstart = match (self.dtstart, due) {
            (Moment::Day(_), Moment::Day(_)) | (Moment::Time(_), Moment::Time(_)) => self.dtstart,
            (dtstart, due) => due.on(dtstart.date()),
        };
        Self { dtstart, ..self.clone() }
    }

    /// Whether most of its dates are less than 28 days apart.
    fn is_frequent(&self, parts: &Parts) -> bool {
        let endless = Parts { count: None, until: None, ..parts.clone() };
        let dates: Vec<Date> =
            expand::occurrences(&endless, self.dtstart.begins(), DateTime::MIN).take(13).map(DateTime::date).collect();
        let mut gaps: Vec<i32> = dates.iter().zip(dates.iter().skip(1)).map(|(a, b)| (*b - *a).get_days()).collect();
        gaps.sort_unstable();
        gaps.get(gaps.len() / 2).is_some_and(|gap| *gap < 28)
    }
}

#[cfg(test)]
mod tests;
