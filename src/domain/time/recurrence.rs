//! Tasks that repeat: a rule of RFC 5545, what it counts from, and what comes next.
//!
//! All of it is civil time: a day, or a local time in the zone of the due. A time that a zone skips is resolved by who
//! turns it into an instant. A series is counted from its first date, `dtstart`, as RFC 5545 has it, with one
//! exception: where a rule names no day and the first date is the 29th, 30th or 31st, shorter months are not left out.
//! Their last day is taken.

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

/// A RECUR value of RFC 5545 that makes sense for a task, in upper case and in one order of its parts.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Rule(String);

impl Rule {
    /// Checks a rule that came from outside. What never occurs is refused, and what is shorter than a day.
    pub fn parse(text: &str) -> Result<Self> {
        let parts = Parts::parse(text)?;
        if !expand::ever_occurs(&parts) {
            return Err(Error::invalid("recurrence", "The recurrence never occurs: no day matches it."));
        }
        Ok(Self(parts.to_string()))
    }

    /// Refuses a rule that is not written as [`Self::parse`] writes it. Whether it ever occurs is not asked again: that takes
    /// long.
    pub fn check(&self) -> Result<(), Broken> {
        match Parts::parse(&self.0) {
            Ok(parts) if parts.to_string() == self.0 => Ok(()),
            Ok(_) => Err(Broken::impossible("recurrence", "The recurrence is not written as it is stored.")),
            wrong => Broken::field(wrong),
        }
    }

    /// Takes a rule that was checked before it was stored.
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

    /// The first date of a series that begins at a moment or later.
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
    /// The due: the series keeps its dates whenever a task is done.
    #[default]
    Due,
    /// The day the task was done.
    Completion,
}

/// How a task repeats.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Recurrence {
    pub rule: Rule,
    /// What the next date is counted from.
    pub from: RepeatsFrom,
    /// The first date of the series. From completion, that is the due of the task.
    pub dtstart: Moment,
}

impl Recurrence {
    /// A series that begins with a date. The rule then says by itself what the first date adds to it on the 29th to
    /// the 31st, so that other programs read the same dates from it.
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

    /// The same series with the time of day of what is due; from completion it begins with that.
    pub fn beginning_with(self, due: Moment) -> Self {
        let dtstart = match self.from {
            RepeatsFrom::Due => due.on(self.dtstart.date()),
            RepeatsFrom::Completion => due,
        };
        Self { dtstart, ..self }
    }

    /// The dates strictly after a moment, as many as asked for.
    pub fn after(&self, moment: Moment, limit: usize) -> Vec<Moment> {
        let Ok(parts) = Parts::parse(self.rule.as_str()) else { return Vec::new() };
        self.dates(&parts, moment).take(limit).collect()
    }

    /// What follows the task that was due then, completed at a local time of the due's zone: the next due and how the
    /// next task repeats. `None` when the series is over.
    ///
    /// Counted from the due, what repeats more often than every 28 days skips the dates that have passed, so that five
    /// missed days are one task; what is rarer is never dropped. Counted from completion, it is the first date after
    /// that day, and after the due too if the rule names days.
    pub fn next(&self, due: Moment, completed: DateTime) -> Option<(Moment, Self)> {
        match self.from {
            RepeatsFrom::Due => self.next_from_due(due, completed),
            RepeatsFrom::Completion => self.next_from(due, completed.date()),
        }
    }

    /// The date that the task goes to when the present one is skipped. A skipped date counts for COUNT.
    pub fn skip(&self, due: Moment, now: DateTime) -> Option<(Moment, Self)> {
        match self.from {
            RepeatsFrom::Due => self.next_from_due(due, now),
            RepeatsFrom::Completion => self.next_from(due, now.date().max(due.date())),
        }
    }

    /// The series after a due was moved. Another time of day is one for all that follow; another day is one for this
    /// task alone: the series goes on with the date after the one that was moved.
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
            // It was the last one. A series that ends before it begins has no more.
            None => (Parts { count: None, until: day.yesterday().ok(), ..parts }, to.on(day)),
        };
        Self { rule: Rule(parts.to_string()), from: self.from, dtstart }
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

    /// The series with days where the due is a day, and with the due's time of day where it has one and the series not.
    fn as_kind_of(&self, due: Moment) -> Self {
        let dtstart = match (self.dtstart, due) {
            (Moment::Day(_), Moment::Day(_)) | (Moment::Time(_), Moment::Time(_)) => self.dtstart,
            (dtstart, due) => due.on(dtstart.date()),
        };
        Self { dtstart, ..self.clone() }
    }

    /// Whether its dates are mostly less than 28 days apart.
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
