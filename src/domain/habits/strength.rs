//! How strong a habit is: Loop's exponential smoothing, with what people found wrong in it mended.
//!
//! With `f` due days a day, a day without the habit leaves `0.5^(√f / 13)` of the strength: half of a daily habit is
//! forgotten in 13 days, and of a weekly one in 34. What differs from Loop:
//!
//! - Skipped and paused days change nothing, and a window needs less for each that it has.
//! - Today counts once it is fulfilled, or has ended: no habit is weaker each morning.
//! - A window that reaches to before the first day needs less, so a new habit isn't weak for its youth.
//! - With a schedule of weekdays only due days count, each for the days up to the next.
//! - A day of “at most” without an answer changes nothing: nobody knows how it was.

use super::days::{Days, Told, number};
use super::{Direction, Habit, Schedule};

/// The half-life of a daily habit, in days.
const HALF_LIFE: f64 = 13.0;
/// How much may be left of what was before the known days: a hundredth of a percent.
const FORGOTTEN: f64 = 1.0 / 8_192.0;
/// After how many half-lives less than that is left, with some to spare for days of rest.
const MEMORY: f64 = 15.0;

impl Habit {
    /// How many days its strength remembers, if they are not days of rest.
    pub fn memory(&self) -> i64 {
        let (frequency, window) = match &self.schedule {
            Schedule::Weekdays { weekdays } => (number(weekdays.len()) / 7.0, 7),
            Schedule::Times { times, per } => (share(*times, usize::from(per.days())), i64::from(per.days())),
            Schedule::Every { days } => (share(1, usize::try_from(*days).unwrap_or(1)), *days),
        };
        #[expect(clippy::cast_possible_truncation, reason = "it is some thousand days at most")]
        let days = (MEMORY * HALF_LIFE / frequency.sqrt()) as i64;
        days + 2 * window
    }
}

/// How many times a day, with so many times in so many days.
fn share(times: i64, days: usize) -> f64 {
    number(usize::try_from(times).unwrap_or(1)) / number(days)
}

impl Days<'_> {
    /// The strength in percent.
    pub fn strength(&self) -> u8 {
        percent(self.strengths().last().copied().unwrap_or_else(|| start_of(self.habit)))
    }

    /// The strength after each day that has come, from 0 to 1.
    pub fn strengths(&self) -> Vec<f64> {
        let mut now = start_of(self.habit);
        self.steps()
            .into_iter()
            .map(|step| {
                if let Some((keep, value)) = step {
                    now = keep * now + (1.0 - keep) * value;
                }
                now
            })
            .collect()
    }

    /// Whether what was before the known days shows no more.
    pub(super) fn has_forgotten(&self) -> bool {
        self.steps().into_iter().flatten().map(|(keep, _)| keep).product::<f64>() < FORGOTTEN
    }

    /// What each day does: how much of the strength it keeps, and what it adds the rest of. `None` changes nothing.
    fn steps(&self) -> Vec<Option<(f64, f64)>> {
        match &self.habit.schedule {
            Schedule::Weekdays { weekdays } => self.steps_of_due_days(number(weekdays.len()) / 7.0),
            Schedule::Times { times, per } => self.steps_of_window(*times, usize::from(per.days())),
            Schedule::Every { days } => self.steps_of_window(1, usize::try_from(*days).unwrap_or(1)),
        }
    }

    fn steps_of_due_days(&self, frequency: f64) -> Vec<Option<(f64, f64)>> {
        // A due day stands for 1 / f days, so it keeps (0.5^(√f / 13))^(1 / f).
        let keep = 0.5_f64.powf(1.0 / (HALF_LIFE * frequency.sqrt()));
        let due = self.due_weekdays().into_iter().cycle();
        let days = self.past().iter().zip(due).enumerate();
        days.map(|(index, (told, is_due))| {
            let value = match *told {
                _ if !is_due => None,
                Told::Done(amount) => self.is_final(index, amount).then(|| self.habit.credit(amount)),
                Told::Skipped | Told::Paused => None,
                Told::Nothing if self.is_silent() || self.is_open(index) => None,
                Told::Missed | Told::Nothing => Some(0.0),
            };
            value.map(|value| (keep, value))
        })
        .collect()
    }

    /// So many times in a window of days. It is twice as long, as in Loop, so that it doesn't matter much which days they are.
    fn steps_of_window(&self, times: i64, days: usize) -> Vec<Option<(f64, f64)>> {
        let wanted = share(times, days);
        let keep = 0.5_f64.powf(wanted.sqrt() / HALF_LIFE);
        let window = if wanted < 1.0 { 2 * days } else { days };
        let credit = |told: &Told| if let Told::Done(amount) = told { self.habit.credit(*amount) } else { 0.0 };
        let (mut done, mut rests) = (0.0_f64, 0_usize);
        let past = self.past();
        let step = |(index, told): (usize, &Told)| {
            done += credit(told);
            rests += usize::from(told.is_rest());
            if let Some(gone) = index.checked_sub(window).and_then(|index| past.get(index)) {
                done -= credit(gone);
                rests -= usize::from(gone.is_rest());
            }
            let counting = window.min(index + 1) - rests;
            let is_final = match *told {
                Told::Done(amount) => self.is_final(index, amount),
                Told::Nothing => !self.is_open(index),
                Told::Missed => true,
                Told::Skipped | Told::Paused => false,
            };
            (is_final && counting > 0).then(|| (keep, (done / (wanted * number(counting))).clamp(0.0, 1.0)))
        };
        past.iter().enumerate().map(step).collect()
    }
}

/// The strength before the first day.
fn start_of(habit: &Habit) -> f64 {
    match habit.direction {
        Direction::AtLeast => 0.0,
        Direction::AtMost => 1.0,
    }
}

/// A strength from 0 to 1 in whole percent.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it is from 0 to 100")]
pub fn percent(strength: f64) -> u8 {
    (strength * 100.0).round().clamp(0.0, 100.0) as u8
}
