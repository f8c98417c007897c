//! Reads habits with their days, and no more of those than matter.

use jiff::Span;
use jiff::civil::Date;
use rusqlite::Connection;

use super::entries::{select_entries, select_known};
use super::table::{select, select_all};
use crate::domain::Timestamp;
use crate::domain::calendar::Calendar;
use crate::domain::habits::{Days, GridQuery, Habit, HabitGrid, HabitId, HabitYear, Period, YearQuery};
use crate::domain::pauses::Pause;
use crate::domain::users::UserId;
use crate::store::engine::failure::Outcome;
use crate::store::{pauses, settings};

/// How many times as many days to read if those don't tell the strength and the streak.
const MORE: i64 = 3;
/// The weeks of a year of a habit, besides the current one.
const WEEKS: i64 = 52;

/// What the days of all habits are read with.
struct Reading<'c> {
    connection: &'c Connection,
    owner: UserId,
    calendar: Calendar,
    today: Date,
    pauses: Vec<Pause>,
}

impl<'c> Reading<'c> {
    fn begin(connection: &'c Connection, owner: UserId, now: Timestamp) -> Outcome<Self> {
        let calendar = Calendar::of(&settings::select(connection, owner)?);
        let (today, pauses) = (calendar.day_of(now), pauses::select_all(connection, owner)?);
        Ok(Self { connection, owner, calendar, today, pauses })
    }

    /// The last day that counts.
    fn last_day(&self, habit: &Habit) -> Date {
        habit.archived_at.map_or(self.today, |at| self.calendar.day_of(at).min(self.today))
    }

    /// The days of a habit, back to where earlier ones would change nothing that is shown.
    fn days<'h>(&self, habit: &'h Habit, (from, to): (Date, Date)) -> Outcome<Days<'h>> {
        let today = self.last_day(habit);
        let to = if habit.archived_at.is_some() { today } else { to.max(today) };
        let (mut back, mut known, mut read_until) = (habit.memory(), Vec::new(), to);
        loop {
            // The week or month of the first day is shown as a whole.
            let shown = from.saturating_sub(Span::new().days(Period::LONGEST));
            let first = today.saturating_sub(Span::new().days(back)).min(shown).max(habit.begins);
            let mut earlier = select_known(self.connection, self.owner, habit.id, (first, read_until))?;
            earlier.append(&mut known);
            known = earlier;
            let days = Days::new(habit, (first, to), (today, self.calendar.week_start), &known, &self.pauses);
            let Some(before) = first.yesterday().ok().filter(|_| !days.is_enough()) else { return Ok(days) };
            (back, read_until) = (back * MORE, before);
        }
    }
}

/// The habits in use, or the archived ones, with some of their days.
pub fn read_grid(connection: &Connection, owner: UserId, query: GridQuery, now: Timestamp) -> Outcome<HabitGrid> {
    let reading = Reading::begin(connection, owner, now)?;
    let (from, to) = query.days(reading.today)?;
    let mut habits = Vec::new();
    for habit in select_all(connection, owner)? {
        if habit.archived_at.is_some() != query.archived {
            continue;
        }
        let days = reading.days(&habit, (from, to))?;
        let entries = select_entries(connection, owner, habit.id, (from, to))?;
        habits.push(days.listed((from, to), entries));
    }
    let Reading { today, mut pauses, .. } = reading;
    pauses.retain(|pause| pause.first_day <= to && pause.last_day.is_none_or(|last| last >= from));
    Ok(HabitGrid { today, from, to, habits, pauses })
}

/// A year of a habit, with the longest streak of all time.
pub fn read_year(
    connection: &Connection,
    owner: UserId,
    id: HabitId,
    query: YearQuery,
    now: Timestamp,
) -> Outcome<HabitYear> {
    let reading = Reading::begin(connection, owner, now)?;
    let habit = select(connection, owner, id)?;
    let today = reading.last_day(&habit);
    let to = query.to.unwrap_or(reading.today);
    let start = Period::Week.start_of(to, reading.calendar.week_start).saturating_sub(Span::new().weeks(WEEKS));
    // Days far ahead are shown as such, but not counted.
    let end = to.min(reading.today.saturating_add(Span::new().weeks(WEEKS)));
    let known = select_known(connection, owner, id, (habit.begins, end.max(today)))?;
    let week_start = reading.calendar.week_start;
    let days = Days::new(&habit, (habit.begins, end), (today, week_start), &known, &reading.pauses);
    let entries = select_entries(connection, owner, id, (start, to))?;
    Ok(days.year(reading.today, (start, to), entries))
}
