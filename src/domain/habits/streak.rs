//! Streaks: how many times in a row what was due was done. Rest days neither add nor break.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::days::{Days, Told, number};
use super::{Period, Schedule};
use crate::domain::closed_words::words;

words! {
    /// What a streak counts.
    StreakUnit "unit" {
        /// Days in a row.
        Days = "days",
        /// Times that it was due.
        Times = "times",
        Weeks = "weeks",
        Months = "months",
    }
}

/// How many times in a row what was due was done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
pub struct Streak {
    /// How many.
    pub length: usize,
    /// Of what.
    pub unit: StreakUnit,
}

/// What one due unit says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Verdict {
    Fulfilled,
    Broken,
    /// Neither adds nor breaks.
    Neutral,
}

/// How a period of the calendar stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Standing {
    /// On how many days it was done.
    pub done: usize,
    /// On how many it has to be: fewer than the schedule says where there are rest days.
    pub need: usize,
}

impl Standing {
    pub(super) fn is_fulfilled(self) -> bool {
        self.done >= self.need
    }
}

impl Days<'_> {
    /// The streak up to now.
    pub fn streak(&self) -> Streak {
        let verdicts = self.verdicts();
        let current = verdicts.iter().rev().take_while(|verdict| **verdict != Verdict::Broken);
        self.streak_of(current.filter(|verdict| **verdict == Verdict::Fulfilled).count())
    }

    /// The longest streak so far.
    pub fn best_streak(&self) -> Streak {
        let verdicts = self.verdicts();
        let runs = verdicts.split(|verdict| *verdict == Verdict::Broken);
        let lengths = runs.map(|run| run.iter().filter(|verdict| **verdict == Verdict::Fulfilled).count());
        self.streak_of(lengths.max().unwrap_or(0))
    }

    /// Whether the current streak began within the known days.
    pub(super) fn has_broken(&self) -> bool {
        self.verdicts().contains(&Verdict::Broken)
    }

    fn streak_of(&self, length: usize) -> Streak {
        let unit = match &self.habit.schedule {
            Schedule::Weekdays { weekdays } if weekdays.len() == 7 => StreakUnit::Days,
            Schedule::Every { days: 1 } => StreakUnit::Days,
            Schedule::Weekdays { .. } | Schedule::Every { .. } => StreakUnit::Times,
            Schedule::Times { per: Period::Week, .. } => StreakUnit::Weeks,
            Schedule::Times { per: Period::Month, .. } => StreakUnit::Months,
        };
        Streak { length, unit }
    }

    fn verdicts(&self) -> Vec<Verdict> {
        match self.habit.schedule {
            Schedule::Weekdays { .. } => self.verdicts_of_days(),
            Schedule::Times { times, per } => {
                let periods = self.periods(times, per);
                let verdict = |(standing, is_over): &(Option<Standing>, bool)| match standing {
                    Some(standing) if standing.need > 0 && standing.is_fulfilled() => Verdict::Fulfilled,
                    Some(standing) if standing.need > 0 && *is_over => Verdict::Broken,
                    _ => Verdict::Neutral,
                };
                periods.iter().map(verdict).collect()
            }
            Schedule::Every { days } => self.verdicts_of_gaps(usize::try_from(days).unwrap_or(1)),
        }
    }

    fn verdicts_of_days(&self) -> Vec<Verdict> {
        let due = self.due_weekdays().into_iter().cycle();
        let days = self.past().iter().zip(due).enumerate().filter(|(_, (_, is_due))| *is_due);
        days.map(|(index, (told, _))| match *told {
            Told::Done(amount) if self.habit.is_fulfilled_by(amount) => Verdict::Fulfilled,
            Told::Done(amount) if !self.is_final(index, amount) => Verdict::Neutral,
            Told::Nothing if self.is_silent() || self.is_open(index) => Verdict::Neutral,
            Told::Done(_) | Told::Nothing | Told::Missed => Verdict::Broken,
            Told::Skipped | Told::Paused => Verdict::Neutral,
        })
        .collect()
    }

    /// Each time that it was done adds one, and too many days without it break.
    fn verdicts_of_gaps(&self, days: usize) -> Vec<Verdict> {
        let mut verdicts = Vec::new();
        // How many days have counted since it was last done. Before the known days nobody knows.
        let mut since: Option<usize> = self.is_whole().then_some(0);
        for (index, told) in self.past().iter().enumerate() {
            if self.is_done(*told) {
                verdicts.push(Verdict::Fulfilled);
                since = Some(0);
            } else if !told.is_rest() && (*told == Told::Missed || !self.is_open(index)) {
                since = since.map(|since| since + 1);
                if since == Some(days) {
                    verdicts.push(Verdict::Broken);
                }
            }
        }
        verdicts
    }

    /// How each week or month stands, and whether it is over. One that began before the known days has no standing.
    pub(super) fn periods(&self, times: i64, per: Period) -> Vec<(Option<Standing>, bool)> {
        let mut periods = Vec::new();
        let past = self.past();
        let mut index = 0;
        while index < past.len() {
            let first = self.date(index);
            let start = per.start_of(first, self.week_start);
            let last = per.end_of(start);
            let end = self.index(last).map_or(past.len(), |last| last + 1);
            let is_cut = start < first && !self.is_whole();
            let is_over = end < past.len();
            let standing = (!is_cut).then(|| self.standing(index, end, times, per));
            periods.push((standing, is_over));
            index = end.max(index + 1);
        }
        periods
    }

    /// How the period stands whose days these are. It may reach beyond today.
    pub(super) fn standing(&self, first: usize, end: usize, times: i64, per: Period) -> Standing {
        let days = self.told.get(first..end.min(self.told.len())).unwrap_or_default();
        let done = days.iter().filter(|told| self.is_done(**told)).count();
        let rests = days.iter().filter(|told| told.is_rest()).count();
        let start = per.start_of(self.date(first), self.week_start);
        let length = Days::length(start, per.end_of(start));
        let counting = (end - first).saturating_sub(rests);
        let times = number(usize::try_from(times).unwrap_or(1));
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it is at most `times`")]
        let need = (times * number(counting) / number(length)).round() as usize;
        Standing { done, need }
    }

    fn length(first: jiff::civil::Date, last: jiff::civil::Date) -> usize {
        usize::try_from(last.duration_since(first).as_hours() / 24 + 1).unwrap_or(1)
    }
}
