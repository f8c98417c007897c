//! The days of a habit, one after the other, with what was answered for each.

use jiff::civil::{Date, Weekday};

use super::{Direction, EntryState, Habit, Schedule};
use crate::domain::pauses::Pause;

/// What is known of a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Told {
    Nothing,
    /// Done, this often or for so long.
    Done(i64),
    Missed,
    Skipped,
    /// Nothing, on a day of a pause.
    Paused,
}

impl Told {
    /// Whether the day doesn't count.
    pub(super) fn is_rest(self) -> bool {
        matches!(self, Self::Skipped | Self::Paused)
    }
}

/// An answer, as far as counting needs it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Known {
    /// The day.
    pub day: Date,
    /// See [`super::HabitEntry::state`].
    pub state: EntryState,
    /// See [`super::HabitEntry::value`].
    pub value: Option<i64>,
}

/// The days of a habit from a first one on.
#[derive(Debug, Clone)]
pub struct Days<'h> {
    pub(super) habit: &'h Habit,
    /// The first day that is known; not before the habit begins.
    pub(super) first: Date,
    pub(super) week_start: Weekday,
    /// The days, from the first one to the last.
    pub(super) told: Vec<Told>,
    /// How many of them have come, with today.
    pub(super) come: usize,
}

impl<'h> Days<'h> {
    /// The days from a first to a last one. Counting ends with today, or with the day the habit was archived.
    pub fn new(
        habit: &'h Habit,
        (first, last): (Date, Date),
        (today, week_start): (Date, Weekday),
        known: &[Known],
        pauses: &[Pause],
    ) -> Self {
        let first = first.max(habit.begins);
        let mut told = vec![Told::Nothing; between(first, last.max(today)).map_or(0, |days| days + 1)];
        for Known { day, state, value } in known {
            let place = between(first, *day).and_then(|index| told.get_mut(index));
            if let Some(place) = place {
                *place = match state {
                    EntryState::Done => Told::Done(value.unwrap_or(habit.target)),
                    EntryState::Skipped => Told::Skipped,
                    EntryState::Missed => Told::Missed,
                };
            }
        }
        for pause in pauses {
            let Some(end) = pause.last_day.map_or(Some(told.len()), |last| between(first, last).map(|days| days + 1))
            else {
                continue;
            };
            let start = between(first, pause.first_day).unwrap_or(0).min(told.len());
            let end = end.min(told.len());
            for day in told.get_mut(start..end).unwrap_or_default() {
                if *day == Told::Nothing {
                    *day = Told::Paused;
                }
            }
        }
        let come = between(first, today).map_or(0, |days| days + 1);
        Self { habit, first, week_start, told, come }
    }

    /// Whether all days since the habit began are known.
    pub(super) fn is_whole(&self) -> bool {
        self.first <= self.habit.begins
    }

    /// The days that have come.
    pub(super) fn past(&self) -> &[Told] {
        self.told.get(..self.come).unwrap_or_default()
    }

    pub(super) fn date(&self, index: usize) -> Date {
        self.first.saturating_add(jiff::Span::new().days(i64::try_from(index).unwrap_or(0)))
    }

    /// The place of a day among these, unless it is before them.
    pub(super) fn index(&self, day: Date) -> Option<usize> {
        between(self.first, day)
    }

    /// Whether the day with this index is today, or to come: it may still be answered.
    pub(super) fn is_open(&self, index: usize) -> bool {
        index + 1 >= self.come
    }

    /// Whether a day fulfils the habit.
    pub(super) fn is_done(&self, told: Told) -> bool {
        matches!(told, Told::Done(amount) if self.habit.is_fulfilled_by(amount))
    }

    /// Whether each of the seven days of the week is due, counted from the first day here.
    pub(super) fn due_weekdays(&self) -> [bool; 7] {
        let mut weekday = self.first.weekday();
        std::array::from_fn(|_| {
            let is_due = self.habit.schedule.has_weekday(weekday);
            weekday = weekday.next();
            is_due
        })
    }

    /// Whether a day without an answer says nothing: it is unknown whether the most was passed.
    pub(super) fn is_silent(&self) -> bool {
        self.habit.direction == Direction::AtMost
    }

    /// Whether an answer is final for now: what today has too little of can still be done.
    pub(super) fn is_final(&self, index: usize, amount: i64) -> bool {
        !self.is_open(index) || self.habit.direction == Direction::AtMost || self.habit.is_fulfilled_by(amount)
    }

    /// Whether what is known is enough to tell the strength and the current streak: earlier days would change neither.
    pub fn is_enough(&self) -> bool {
        let knows_last = match self.habit.schedule {
            Schedule::Every { .. } => self.past().iter().any(|told| matches!(told, Told::Done(_))),
            _ => true,
        };
        self.is_whole() || (knows_last && self.has_forgotten() && self.has_broken())
    }
}

/// How many days after another a day is.
fn between(first: Date, day: Date) -> Option<usize> {
    usize::try_from(day.duration_since(first).as_hours() / 24).ok()
}

/// A count, to divide it.
#[expect(clippy::cast_precision_loss, reason = "a habit has some thousand days")]
pub(super) fn number(count: usize) -> f64 {
    count as f64
}
