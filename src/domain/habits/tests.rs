//! How habits are counted. The first cases are Loop's own, and what its users found wrong in it.

use jiff::Span;
use jiff::civil::{Date, Weekday, date};
use proptest::prelude::*;

use super::*;
use crate::domain::pauses::{Pause, PauseId};
use crate::domain::settings::Day;

/// A Monday.
const BEGINS: Date = date(2026, 1, 5);

fn habit(schedule: Schedule) -> Habit {
    Habit {
        id: HabitId(1),
        uid: Uuid::nil(),
        version: ChangeId(1),
        name: Name::from_store("Read"),
        note: None,
        kind: HabitKind::Check,
        direction: Direction::AtLeast,
        target: 1,
        unit: None,
        schedule,
        begins: BEGINS,
        archived_at: None,
        position: Position::made(1),
        created_at: Timestamp::UNIX_EPOCH,
        updated_at: Timestamp::UNIX_EPOCH,
        deleted_at: None,
    }
}

fn count(target: i64, direction: Direction) -> Habit {
    Habit { kind: HabitKind::Count, target, direction, ..habit(Schedule::daily()) }
}

fn weekdays(days: &[Day]) -> Schedule {
    Schedule::Weekdays { weekdays: days.iter().copied().collect() }
}

fn times(times: i64) -> Schedule {
    Schedule::Times { times, per: Period::Week }
}

fn day(index: usize) -> Date {
    BEGINS.saturating_add(Span::new().days(i64::try_from(index).unwrap()))
}

fn pause(first: usize, last: Option<usize>) -> Pause {
    Pause {
        id: PauseId(1),
        uid: Uuid::nil(),
        version: ChangeId(1),
        reason: Name::from_store("Holidays"),
        first_day: day(first),
        last_day: last.map(day),
        created_at: Timestamp::UNIX_EPOCH,
        updated_at: Timestamp::UNIX_EPOCH,
        deleted_at: None,
    }
}

/// What was answered, a sign a day: `x` done, `-` skipped, `o` missed, `.` nothing, a digit so much.
fn known(signs: &str) -> Vec<Known> {
    let known = signs.chars().enumerate().filter_map(|(index, sign)| {
        let (state, value) = match sign {
            'x' => (EntryState::Done, None),
            '-' => (EntryState::Skipped, None),
            'o' => (EntryState::Missed, None),
            '.' => return None,
            digit => (EntryState::Done, Some(i64::from(digit.to_digit(10).unwrap()))),
        };
        Some(Known { day: day(index), state, value })
    });
    known.collect()
}

/// The days up to the last sign, which is today.
fn days<'h>(habit: &'h Habit, signs: &str, pauses: &[Pause]) -> Days<'h> {
    let today = day(signs.len() - 1);
    Days::new(habit, (habit.begins, today), (today, Weekday::Monday), &known(signs), pauses)
}

fn strength(habit: &Habit, signs: &str) -> u8 {
    days(habit, signs, &[]).strength()
}

fn streaks(habit: &Habit, signs: &str) -> (usize, usize) {
    let days = days(habit, signs, &[]);
    (days.streak().length, days.best_streak().length)
}

#[test]
fn a_daily_habit_is_half_as_strong_after_thirteen_days() {
    let daily = habit(Schedule::daily());
    assert_eq!(strength(&daily, &"x".repeat(13)), 50);
    assert_eq!(strength(&daily, &"x".repeat(26)), 75);
    assert_eq!(strength(&daily, &"x".repeat(400)), 100);
    let stopped = "x".repeat(400) + &".".repeat(13) + "o";
    assert!((47..=50).contains(&strength(&daily, &stopped)));
}

#[test]
fn a_habit_has_the_half_life_of_its_frequency() {
    let weekly = "x......".repeat(5);
    assert!((49..=52).contains(&strength(&habit(weekdays(&[Day::Monday])), &weekly[..34])));
    let every_other = "x.".repeat(10);
    assert!((50..=55).contains(&strength(&habit(Schedule::Every { days: 2 }), &every_other)));
    let monthly = Schedule::Times { times: 1, per: Period::Month };
    let monthly = strength(&habit(monthly), &("x".to_owned() + &".".repeat(29)).repeat(3)[..72]);
    assert!((45..=52).contains(&monthly), "{monthly}");
}

#[test]
fn two_of_three_times_a_week_is_two_thirds() {
    let twice = "x..x...".repeat(60);
    assert!((65..=68).contains(&strength(&habit(times(3)), &twice)));
    assert_eq!(strength(&habit(times(2)), &twice), 100);
    let new = habit(times(3));
    assert!(strength(&new, "x.x") > strength(&new, "x"), "a new habit isn't weak for its youth");
}

#[test]
fn what_a_habit_remembers_is_enough() {
    for schedule in [Schedule::daily(), times(3), Schedule::Every { days: 30 }, weekdays(&[Day::Monday])] {
        let habit = habit(schedule);
        let remembered = usize::try_from(habit.memory()).unwrap();
        let signs = "x..x.ox".repeat(remembered / 7 + 60);
        let today = day(signs.len() - 1);
        let part =
            Days::new(&habit, (day(signs.len() - remembered), today), (today, Weekday::Monday), &known(&signs), &[]);
        assert!(part.is_enough() || !part.has_broken(), "{habit:?}");
        assert!(part.has_forgotten(), "{habit:?}");
    }
}

#[test]
fn ten_skips_in_a_row_leave_a_habit_untouched() {
    for schedule in [Schedule::daily(), times(3), Schedule::Every { days: 2 }, weekdays(&[Day::Monday, Day::Friday])] {
        let habit = habit(schedule);
        let before = "x.x.x..".repeat(6);
        let line = days(&habit, &(before.clone() + &"-".repeat(10)), &[]).strengths();
        assert!(line[41..].iter().all(|strength| (strength - line[41]).abs() < 1e-12), "{habit:?}");
        let paused = before.clone() + &".".repeat(10);
        let line = days(&habit, &paused, &[pause(42, None)]).strengths();
        assert!(line[41..].iter().all(|strength| (strength - line[41]).abs() < 1e-12), "{habit:?}");
    }
}

#[test]
fn a_week_with_skipped_days_needs_less() {
    let habit = habit(times(3));
    let whole = "x.x.x..".repeat(30);
    let ill = whole.clone() + "x-----x";
    assert_eq!(strength(&habit, &ill), 100);
    assert_eq!(streaks(&habit, &(ill + ".")), (31, 31));
}

#[test]
fn no_habit_is_weaker_each_morning() {
    for habit in [habit(Schedule::daily()), habit(times(3)), habit(Schedule::Every { days: 3 })] {
        let evening = "x.xx.xx".repeat(3);
        assert_eq!(strength(&habit, &(evening.clone() + ".")), strength(&habit, &evening));
    }
    let pages = count(8, Direction::AtLeast);
    let full = "8".repeat(300);
    assert_eq!(strength(&pages, &(full.clone() + "3")), 100, "there is time for the rest of today");
    assert!(strength(&pages, &(full + "3.")) < 100);
}

#[test]
fn a_count_is_credited_in_part() {
    let pages = count(8, Direction::AtLeast);
    assert!((49..=50).contains(&strength(&pages, &("4".repeat(300) + "."))));
    assert_eq!(streaks(&pages, "8848889."), (4, 4));
}

#[test]
fn at_most_begins_strong_and_a_day_without_an_answer_says_nothing() {
    let cups = count(2, Direction::AtMost);
    assert_eq!(strength(&cups, "."), 100);
    assert_eq!(strength(&cups, "2210."), 100);
    assert_eq!(strength(&cups, "....."), 100);
    assert!((49..=50).contains(&strength(&cups, &"3".repeat(300))));
    assert_eq!(strength(&cups, &"4".repeat(300)), 0);
    assert_eq!(streaks(&cups, "1.2.3..0"), (1, 2));
    let none = count(0, Direction::AtMost);
    assert_eq!((strength(&none, &"0".repeat(9)), strength(&none, &"1".repeat(300))), (100, 0));
}

#[test]
fn rest_days_neither_add_to_a_streak_nor_break_it() {
    let daily = habit(Schedule::daily());
    assert_eq!(streaks(&daily, "xx--xx."), (4, 4));
    assert_eq!(streaks(&daily, "xxx.xx"), (2, 3));
    assert_eq!(streaks(&daily, "xxxo"), (0, 3));
    assert_eq!(streaks(&daily, "---"), (0, 0));
    let days = days(&daily, "xx....x", &[pause(2, Some(5))]);
    assert_eq!(days.streak(), Streak { length: 3, unit: StreakUnit::Days });
    let gym = habit(weekdays(&[Day::Monday, Day::Thursday]));
    assert_eq!(streaks(&gym, "x..x...x..x..."), (4, 4));
}

#[test]
fn a_number_of_times_a_week_is_counted_in_weeks() {
    let gym = habit(times(3));
    let weeks = "x.x.x..".to_owned() + "xxx...." + "x...x..";
    assert_eq!(streaks(&gym, &weeks[..14]), (2, 2));
    assert_eq!(streaks(&gym, &weeks), (2, 2), "the current week is pending");
    assert_eq!(streaks(&gym, &(weeks + ".")), (0, 2));
    let days = days(&gym, "x.x.x..x", &[]);
    assert_eq!(days.progress(), Some(Progress { done: 1, need: 3 }));
    assert_eq!(days.streak().unit, StreakUnit::Weeks);
}

#[test]
fn the_first_week_needs_no_more_than_its_days() {
    let wednesday = BEGINS.saturating_add(Span::new().days(5));
    let gym = Habit { begins: wednesday, ..habit(times(7)) };
    let today = day(7);
    let days = Days::new(&gym, (wednesday, today), (today, Weekday::Monday), &known(".....xxx"), &[]);
    assert_eq!(days.streak().length, 1);
}

#[test]
fn every_other_day_is_counted_from_when_it_was_last_done() {
    use Mark::{Done, Missed, NotDue, Open};
    let water = habit(Schedule::Every { days: 3 });
    assert_eq!(streaks(&water, "x..x..x.."), (3, 3));
    assert_eq!(streaks(&water, "x..x.x..."), (3, 3));
    assert_eq!(streaks(&water, "x..x..x...."), (0, 3));
    assert_eq!(streaks(&water, "x..x---..x"), (3, 3), "skipped days don't count");
    let marks = |signs: &str| -> Vec<Mark> {
        let days = days(&water, signs, &[]);
        days.marks((day(0), day(signs.len() - 1))).into_iter().map(|(_, mark, _)| mark).collect()
    };
    let expected = [Done, NotDue, NotDue, Missed, Done, NotDue, NotDue, Open];
    assert_eq!(marks("x...x..."), expected);
}

#[test]
fn a_day_is_marked_as_it_stands() {
    use Mark::{Done, Missed, NotDue, Open, Outside, Partly, Paused, Skipped};
    let marks = |habit: &Habit, signs: &str, pauses: &[Pause]| -> Vec<Mark> {
        let days = days(habit, signs, pauses);
        let first = BEGINS.yesterday().unwrap();
        days.marks((first, day(signs.len() - 1))).into_iter().map(|(_, mark, _)| mark).collect()
    };
    let daily = habit(Schedule::daily());
    let expected = [Outside, Done, Missed, Skipped, Missed, Paused, Open];
    assert_eq!(marks(&daily, "x.-o..", &[pause(4, Some(4))]), expected);
    let gym = habit(weekdays(&[Day::Monday]));
    assert_eq!(marks(&gym, "...", &[]), [Outside, Missed, NotDue, NotDue]);
    assert_eq!(marks(&habit(times(1)), "..", &[]), [Outside, NotDue, Open]);
    assert_eq!(marks(&habit(times(1)), "x.", &[]), [Outside, Done, NotDue]);
    assert_eq!(marks(&count(8, Direction::AtLeast), "83.", &[]), [Outside, Done, Partly, Open]);
    assert_eq!(marks(&count(2, Direction::AtMost), "3..", &[]), [Outside, Partly, Open, Open]);
}

#[test]
fn what_is_unanswered_is_told_beside_the_answer() {
    let daily = habit(Schedule::daily());
    let days = days(&daily, "xx", &[]);
    let marks: Vec<_> = days.marks((day(0), day(1))).into_iter().map(|(_, _, unanswered)| unanswered).collect();
    assert_eq!(marks, [Mark::Missed, Mark::Open]);
}

fn schedules() -> impl Strategy<Value = Schedule> {
    prop_oneof![
        prop::collection::btree_set(0..7_usize, 1..=7)
            .prop_map(|days| Schedule::Weekdays { weekdays: days.into_iter().map(|day| Day::ALL[day]).collect() }),
        (1..=7_i64).prop_map(|times| Schedule::Times { times, per: Period::Week }),
        (1..=28_i64).prop_map(|times| Schedule::Times { times, per: Period::Month }),
        (1..=40_i64).prop_map(|days| Schedule::Every { days }),
    ]
}

fn habits() -> impl Strategy<Value = Habit> {
    prop_oneof![
        schedules().prop_map(habit),
        (schedules(), 1..9_i64).prop_map(|(schedule, target)| Habit { schedule, ..count(target, Direction::AtLeast) }),
        (0..9_i64).prop_map(|target| count(target, Direction::AtMost)),
    ]
}

proptest! {
    #[test]
    fn a_strength_is_from_nothing_to_all(habit in habits(), signs in "[x.o0-9-]{1,200}") {
        let line = days(&habit, &signs, &[]).strengths();
        prop_assert_eq!(line.len(), signs.len());
        prop_assert!(line.iter().all(|strength| (0.0..=1.0 + 1e-9).contains(strength)));
    }

    #[test]
    fn a_day_of_rest_changes_nothing(habit in habits(), signs in "[x.o0-9-]{1,100}") {
        // Today may still be answered, so another day is to follow it in both.
        let before = days(&habit, &(signs.clone() + "-"), &[]);
        let after = days(&habit, &(signs.clone() + "--"), &[]);
        prop_assert_eq!(before.strength(), after.strength());
        if !matches!(habit.schedule, Schedule::Times { .. }) {
            prop_assert_eq!(before.streak(), after.streak());
            prop_assert_eq!(before.best_streak(), after.best_streak());
        }
        let paused = days(&habit, &(signs.clone() + ".."), &[pause(signs.len(), None)]);
        prop_assert_eq!(paused.strength(), after.strength());
        prop_assert_eq!(paused.streak(), after.streak());
    }

    #[test]
    fn the_best_streak_is_no_shorter_than_the_current(habit in habits(), signs in "[x.o0-9-]{1,200}") {
        let days = days(&habit, &signs, &[]);
        prop_assert!(days.best_streak().length >= days.streak().length);
    }

    #[test]
    fn what_is_long_ago_is_not_needed(habit in habits(), signs in "[x.o0-9-]{700,1500}", cut in 1..700_usize) {
        let today = day(signs.len() - 1);
        let whole = days(&habit, &signs, &[]);
        let part = Days::new(&habit, (day(cut), today), (today, Weekday::Monday), &known(&signs), &[]);
        if part.is_enough() {
            prop_assert_eq!(part.streak(), whole.streak());
            prop_assert!(part.strength().abs_diff(whole.strength()) <= 1);
            let last = part.strengths().last().copied().unwrap_or_default();
            let exact = whole.strengths().last().copied().unwrap_or_default();
            prop_assert!((last - exact).abs() < 0.001, "{last} {exact}");
        }
    }
}
