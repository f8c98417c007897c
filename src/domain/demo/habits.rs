//! The habits of the demo data: half a year, with gaps, days that were skipped, and a holiday.

use std::collections::BTreeSet;

use jiff::Span;
use jiff::civil::{Date, Weekday};

use super::mixed;
use crate::domain::habits::{
    Direction, EntryNote, EntryState, HabitKind, HabitPatch, NewEntry, NewHabit, Period, Schedule, Unit,
};
use crate::domain::pauses::NewPause;
use crate::domain::projects::Name;
use crate::domain::settings::Day;

/// How many days the habits go back.
pub(super) const DAYS: i64 = 182;
/// The holiday, in days before today.
pub(super) const HOLIDAY: (i64, i64) = (74, 62);
/// A cold, likewise.
pub(super) const COLD: (i64, i64) = (23, 20);

/// A habit of the demo account, and what was answered.
#[derive(Debug, Clone)]
pub struct DemoHabit {
    /// The habit.
    pub habit: NewHabit,
    /// The answers, from the first day on.
    pub answers: Vec<(Date, NewEntry)>,
}

/// The pause of the demo account.
pub fn demo_pause(today: Date) -> NewPause {
    let last_day = Some(before(today, HOLIDAY.1));
    NewPause { reason: Name::from_store("By the sea"), first_day: before(today, HOLIDAY.0), last_day }
}

/// The habits of the demo account.
pub fn demo_habits(today: Date) -> Vec<DemoHabit> {
    let workdays: BTreeSet<Day> =
        Day::ALL.iter().copied().filter(|day| !matches!(day, Day::Saturday | Day::Sunday)).collect();
    let goal = |kind, direction, target, unit: Option<&str>| HabitPatch {
        kind: Some(kind),
        direction: Some(direction),
        target: Some(target),
        unit: Some(unit.map(Unit::from_store)),
        ..HabitPatch::default()
    };
    let (least, most) = (Direction::AtLeast, Direction::AtMost);
    let check = goal(HabitKind::Check, least, 1, None);
    let times = |times, per| Schedule::Times { times, per };
    [
        ("Read", Schedule::daily(), goal(HabitKind::Count, least, 20, Some("pages"))),
        ("Stretch", Schedule::Weekdays { weekdays: workdays }, check.clone()),
        ("Run", times(3, Period::Week), goal(HabitKind::Minutes, least, 30, None)),
        ("Water the plants", Schedule::Every { days: 4 }, check.clone()),
        ("Coffee", Schedule::daily(), goal(HabitKind::Count, most, 2, Some("cups"))),
        ("Call Grandma", times(2, Period::Month), check),
    ]
    .into_iter()
    .zip(0_u32..)
    .map(|((name, schedule, goal), salt)| {
        let begins = before(today, DAYS);
        let rest = HabitPatch { schedule: Some(schedule.clone()), begins: Some(begins), ..goal };
        let answers = (1..=DAYS).rev().filter_map(|back| {
            let answer = answer(&schedule, &rest, before(today, back), back, salt)?;
            Some((before(today, back), answer))
        });
        let answers = answers.collect();
        DemoHabit { habit: NewHabit { name: Name::from_store(name), rest }, answers }
    })
    .collect()
}

/// What was answered so many days ago.
fn answer(schedule: &Schedule, goal: &HabitPatch, day: Date, back: i64, salt: u32) -> Option<NewEntry> {
    let index = u32::try_from(back).unwrap_or(0);
    let chance = mixed(index, salt + 100) % 100;
    let is_within = |(first, last): (i64, i64)| (last..=first).contains(&back);
    if is_within(HOLIDAY) {
        return None;
    }
    let moves = goal.kind == Some(HabitKind::Minutes)
        || matches!(schedule, Schedule::Weekdays { weekdays } if weekdays.len() == 5);
    if is_within(COLD) && moves {
        return Some(NewEntry { state: EntryState::Skipped, value: None, note: Some(EntryNote::from_store("A cold")) });
    }
    // Habits grow: less is left out as time goes on.
    let growth = 88 - u64::try_from(back).unwrap_or(0) / 6;
    let is_done = match schedule {
        Schedule::Weekdays { weekdays } => weekdays.contains(&Day::of(day.weekday())) && chance < growth,
        Schedule::Times { per: Period::Week, .. } => {
            matches!(day.weekday(), Weekday::Tuesday | Weekday::Thursday | Weekday::Saturday) && chance < growth
        }
        Schedule::Times { per: Period::Month, .. } => matches!(day.day(), 6 | 20) && chance < 90,
        Schedule::Every { days } => back % days == i64::from(chance > 85),
    };
    let amount = i64::try_from(mixed(index, salt + 200) % 8).unwrap_or(0);
    let value = match (goal.kind, goal.direction) {
        (Some(HabitKind::Minutes), _) => Some(25 + 5 * amount),
        (Some(HabitKind::Count), Some(Direction::AtMost)) => {
            Some([0, 1, 1, 2, 2, 2, 1, 3].get(usize::try_from(amount).unwrap_or(0)).copied().unwrap_or(1))
        }
        (Some(HabitKind::Count), _) => Some(12 + 4 * amount),
        _ => None,
    };
    is_done.then_some(NewEntry { state: EntryState::Done, value, note: None })
}

pub(super) fn before(today: Date, days: i64) -> Date {
    today.saturating_sub(Span::new().days(days))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn half_a_year_of_habits_has_gaps_skips_and_a_pause() {
        let today = date(2026, 11, 28);
        let habits = demo_habits(today);
        assert_eq!(habits.len(), 6);
        let pause = demo_pause(today);
        let last_day = pause.last_day.unwrap();
        for DemoHabit { habit, answers } in &habits {
            assert!(Name::parse(habit.name.as_str()).is_ok());
            assert!(answers.len() > 10 && answers.is_sorted_by(|one, other| one.0 < other.0), "{habit:?}");
            assert!(answers.iter().all(|(day, _)| *day < today && !(pause.first_day..=last_day).contains(day)));
        }
        let skipped = habits.iter().flat_map(|habit| &habit.answers);
        assert!(skipped.filter(|(_, answer)| answer.state == EntryState::Skipped).count() > 3);
    }
}
