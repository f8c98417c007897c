//! Habits as they are shown: with their days, and how they go.

use std::collections::HashMap;

use jiff::civil::Date;
use serde::Serialize;
use utoipa::ToSchema;

use super::days::Days;
use super::strength::percent;
use super::{EntryNote, EntryState, Habit, HabitEntry, Mark, Progress, Streak};
use crate::domain::pauses::Pause;
use crate::domain::settings::Day;

/// A day of a habit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct HabitDay {
    /// The day.
    #[schema(value_type = String, format = Date)]
    pub day: Date,
    /// How it stands.
    pub mark: Mark,
    /// How it would stand without its answer; absent if it has none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unanswered: Option<Mark>,
    /// What was answered; absent if nothing was.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub state: Option<EntryState>,
    /// How often or how long.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false, minimum = 0)]
    pub value: Option<i64>,
    /// What is said of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, nullable = false)]
    pub note: Option<EntryNote>,
}

/// A habit, how it goes, and some of its days.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct ListedHabit {
    /// The habit.
    #[serde(flatten)]
    pub habit: Habit,
    /// How strong it is, in percent.
    #[schema(maximum = 100)]
    pub strength: u8,
    /// The current streak.
    pub streak: Streak,
    /// How the current week or month stands, with a number of times.
    #[schema(required = true)]
    pub progress: Option<Progress>,
    /// The days that were asked for, in order.
    pub days: Vec<HabitDay>,
}

/// The habits and some of their days.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct HabitGrid {
    /// The account's current day.
    #[schema(value_type = String, format = Date)]
    pub today: Date,
    /// The first day shown.
    #[schema(value_type = String, format = Date)]
    pub from: Date,
    /// The last day shown.
    #[schema(value_type = String, format = Date)]
    pub to: Date,
    /// The habits, in manual order.
    pub habits: Vec<ListedHabit>,
    /// The pauses that touch these days, the latest first.
    pub pauses: Vec<Pause>,
}

/// A day in a year of a habit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct YearDay {
    /// The day.
    #[serde(flatten)]
    pub day: HabitDay,
    /// How strong the habit was then, in percent; absent while it had not begun, and for days to come.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false, maximum = 100)]
    pub strength: Option<u8>,
}

/// On how many days of a year a habit was done, of one day of the week.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct WeekdayCount {
    /// The day of the week.
    pub weekday: Day,
    /// On how many of them it was done.
    #[schema(minimum = 0)]
    pub done: usize,
}

/// A year of a habit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct HabitYear {
    /// The account's current day.
    #[schema(value_type = String, format = Date)]
    pub today: Date,
    /// The habit.
    pub habit: Habit,
    /// How strong it is, in percent.
    #[schema(maximum = 100)]
    pub strength: u8,
    /// The current streak.
    pub streak: Streak,
    /// The longest streak of all time.
    pub best_streak: Streak,
    /// How the current week or month stands, with a number of times.
    #[schema(required = true)]
    pub progress: Option<Progress>,
    /// The days of 53 weeks, in order.
    pub days: Vec<YearDay>,
    /// On how many of them it was done, by the day of the week.
    pub weekdays: Vec<WeekdayCount>,
}

impl Days<'_> {
    /// The habit with the days from one to another, given what was answered for them.
    pub fn listed(&self, range: (Date, Date), entries: Vec<HabitEntry>) -> ListedHabit {
        ListedHabit {
            habit: self.habit.clone(),
            strength: self.strength(),
            streak: self.streak(),
            progress: self.progress(),
            days: self.shown(range, entries),
        }
    }

    /// A year of the habit. All days since it began must be known.
    pub fn year(&self, today: Date, range: (Date, Date), entries: Vec<HabitEntry>) -> HabitYear {
        let strengths = self.strengths();
        let strength_on = |day: Date| self.index(day).and_then(|index| strengths.get(index)).copied().map(percent);
        let days = self.shown(range, entries).into_iter();
        let weekdays = self.done_by_weekday(range).into_iter();
        HabitYear {
            today,
            habit: self.habit.clone(),
            strength: self.strength(),
            streak: self.streak(),
            best_streak: self.best_streak(),
            progress: self.progress(),
            days: days.map(|day| YearDay { strength: strength_on(day.day), day }).collect(),
            weekdays: weekdays.map(|(weekday, done)| WeekdayCount { weekday: Day::of(weekday), done }).collect(),
        }
    }

    fn shown(&self, range: (Date, Date), entries: Vec<HabitEntry>) -> Vec<HabitDay> {
        let mut entries: HashMap<Date, HabitEntry> = entries.into_iter().map(|entry| (entry.day, entry)).collect();
        let marks = self.marks(range).into_iter();
        marks
            .map(|(day, mark, unanswered)| {
                let entry = entries.remove(&day).filter(|_| mark != Mark::Outside);
                HabitDay {
                    day,
                    mark,
                    unanswered: entry.is_some().then_some(unanswered),
                    state: entry.as_ref().map(|entry| entry.state),
                    value: entry.as_ref().and_then(|entry| entry.value),
                    note: entry.and_then(|entry| entry.note),
                }
            })
            .collect()
    }
}
