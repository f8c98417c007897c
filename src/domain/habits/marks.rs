//! What a page shows for a day of a habit.

use jiff::civil::{Date, Weekday};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::Schedule;
use super::days::{Days, Told};
use super::schedule::Period;
use crate::domain::closed_words::words;

words! {
    /// How a day of a habit stands.
    Mark "mark" {
        Done = "done",
        /// Answered, but with too little, or with too much.
        Partly = "partly",
        Missed = "missed",
        Skipped = "skipped",
        /// In a pause of the account.
        Paused = "paused",
        /// Due, and not answered yet.
        Open = "open",
        /// Not due, so it needs no answer.
        NotDue = "not_due",
        /// Before the habit begins, or after it was archived.
        Outside = "outside",
    }
}

/// How the current week or month of a habit stands that has a number of times.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = HabitProgress)]
pub struct Progress {
    /// On how many days it was done.
    #[schema(minimum = 0)]
    pub done: usize,
    /// On how many it is to be done: fewer if there are rest days.
    #[schema(minimum = 0)]
    pub need: usize,
}

impl Days<'_> {
    /// Marks of the days from one to another: as it stands, and as it would stand without an answer.
    pub fn marks(&self, (from, to): (Date, Date)) -> Vec<(Date, Mark, Mark)> {
        let due = self.due();
        let mut marks = Vec::new();
        let mut day = from;
        while day <= to {
            let index = self.index(day);
            let known = index.and_then(|index| Some((index, *self.told.get(index)?, *due.get(index)?)));
            let (mark, unanswered) = known.map_or((Mark::Outside, Mark::Outside), |(index, told, is_due)| {
                let unanswered = self.mark_without_answer(index, told, is_due);
                (self.mark(told).unwrap_or(unanswered), unanswered)
            });
            marks.push((day, mark, unanswered));
            let Ok(next) = day.tomorrow() else { break };
            day = next;
        }
        marks
    }

    /// How today's week or month stands.
    pub fn progress(&self) -> Option<Progress> {
        let Schedule::Times { times, per } = self.habit.schedule else { return None };
        let (standing, _) = self.periods(times, per).pop()?;
        standing.map(|standing| Progress { done: standing.done, need: standing.need })
    }

    /// On how many of these days it was done, by the day of the week, from the first of a week on.
    pub fn done_by_weekday(&self, (from, to): (Date, Date)) -> [(Weekday, usize); 7] {
        let mut counts = [0_usize; 7];
        let start = self.index(from).unwrap_or(0);
        let end = self.index(to).map_or(0, |to| to + 1).min(self.come);
        let days = self.told.get(start..end).unwrap_or_default();
        for (index, _) in (start..).zip(days).filter(|(_, told)| self.is_done(**told)) {
            let since = usize::try_from(self.date(index).weekday().since(self.week_start)).unwrap_or(0);
            if let Some(count) = counts.get_mut(since) {
                *count += 1;
            }
        }
        let mut weekday = self.week_start;
        counts.map(|count| {
            let now = weekday;
            weekday = weekday.next();
            (now, count)
        })
    }

    /// The mark of an answer.
    fn mark(&self, told: Told) -> Option<Mark> {
        match told {
            Told::Done(_) if self.is_done(told) => Some(Mark::Done),
            Told::Done(_) => Some(Mark::Partly),
            Told::Missed => Some(Mark::Missed),
            Told::Skipped => Some(Mark::Skipped),
            Told::Nothing | Told::Paused => None,
        }
    }

    fn mark_without_answer(&self, index: usize, told: Told, is_due: bool) -> Mark {
        match told {
            Told::Paused => Mark::Paused,
            _ if !is_due => Mark::NotDue,
            _ if self.is_open(index) || self.is_silent() => Mark::Open,
            _ => Mark::Missed,
        }
    }

    /// Whether each day is due, if it isn't answered.
    fn due(&self) -> Vec<bool> {
        match self.habit.schedule {
            Schedule::Weekdays { .. } => self.due_weekdays().into_iter().cycle().take(self.told.len()).collect(),
            // No day of a week is the one, so only today asks for an answer, until there are enough.
            Schedule::Times { times, per } => {
                let asks = self.progress_asks(times, per);
                (0..self.told.len()).map(|index| index + 1 == self.come && asks).collect()
            }
            Schedule::Every { days } => self.due_after(usize::try_from(days).unwrap_or(1)),
        }
    }

    fn progress_asks(&self, times: i64, per: Period) -> bool {
        let standing = self.periods(times, per).pop().and_then(|(standing, _)| standing);
        standing.is_none_or(|standing| !standing.is_fulfilled())
    }

    /// Due is what has counted so many days since it was last done.
    fn due_after(&self, days: usize) -> Vec<bool> {
        let mut since: Option<usize> = None;
        self.told
            .iter()
            .map(|told| {
                let is_due = since.is_none_or(|since| since + 1 >= days);
                if self.is_done(*told) {
                    since = Some(0);
                } else if !told.is_rest() {
                    since = since.map(|since| since + 1);
                }
                is_due
            })
            .collect()
    }
}
