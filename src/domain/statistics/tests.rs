use jiff::Span;
use jiff::civil::date;
use proptest::prelude::*;

use super::*;
use crate::domain::settings::{Day, DayStart, Settings};
use crate::domain::time::zone::Zone;

fn calendar(zone: &str, day_start: &str, week_start: Day) -> Calendar {
    Calendar::of(&Settings {
        zone: Some(Zone::parse("zone", zone).unwrap()),
        day_start: DayStart::parse(day_start).unwrap(),
        week_start,
        ..Settings::default()
    })
}

fn done(id: i64, at: Timestamp, days: i64) -> ClosedTask {
    let created_at = at - SignedDuration::from_hours(24 * days);
    ClosedTask { id: TaskId(id), created_at, completed_at: at, is_dropped: false, is_leaf: true }
}

fn of(facts: &Facts, days: (Date, Date), calendar: &Calendar) -> Statistics {
    Statistics::of(facts, &Days::new(days, calendar), calendar, Timestamp::UNIX_EPOCH)
}

#[test]
fn the_days_are_a_year_unless_others_are_asked_for() {
    let today = date(2026, 11, 28);
    let days = |from, to| StatisticsQuery::parse(from, to).and_then(|query| query.days(today));
    assert_eq!(days(None, None).unwrap(), (date(2025, 11, 29), today));
    assert_eq!(days(Some("2025-01-01"), None).unwrap(), (date(2025, 1, 1), date(2025, 12, 31)));
    assert_eq!(days(None, Some("2025-12-31")).unwrap(), (date(2025, 1, 1), date(2025, 12, 31)));
    assert_eq!(days(None, Some("0001-02-03")).unwrap().0, date(1, 1, 1));
    assert!(days(Some("2025-01-01"), Some("2026-02-04")).is_ok());
    for (from, to) in [("2025-01-01", "2026-02-05"), ("2025-01-02", "2025-01-01"), ("0001-01-01", "9999-12-31")] {
        assert!(days(Some(from), Some(to)).is_err(), "{from} to {to}");
    }
}

#[test]
fn a_task_counts_on_the_day_that_it_was_done_on_here() {
    let calendar = calendar("Europe/Berlin", "04:00", Day::Monday);
    // Half past one in the night belongs to the day before, but the hour is that of the clock.
    let late = "2026-11-28T01:30:00+01:00".parse().unwrap();
    let facts = Facts { closed: vec![done(1, late, 3)], created: vec![late], ..Facts::default() };
    let found = of(&facts, (date(2026, 11, 26), date(2026, 11, 28)), &calendar);
    assert_eq!(found.days.iter().map(|day| day.done).collect::<Vec<_>>(), [0, 1, 0]);
    assert_eq!((found.weekdays[4], found.hours[1]), (1, 1));
    assert_eq!((found.totals.created, found.totals.done, found.totals.median_age), (1, 1, Some(3.0)));
    let without = of(&facts, (date(2026, 11, 28), date(2026, 11, 28)), &calendar);
    assert_eq!((without.totals.created, without.totals.done, without.totals.median_age), (0, 0, None));
}

#[test]
fn parts_count_and_what_they_are_parts_of_does_not() {
    let calendar = calendar("UTC", "00:00", Day::Monday);
    let at: Timestamp = "2026-11-28T12:00:00Z".parse().unwrap();
    let whole = ClosedTask { is_leaf: false, ..done(1, at, 0) };
    let dropped = ClosedTask { is_dropped: true, ..done(2, at, 0) };
    let closed = vec![whole, dropped, done(3, at, 1), done(4, at, 4)];
    let plans = vec![(date(2026, 11, 28), vec![TaskId(1), TaskId(2), TaskId(3), TaskId(9)])];
    let found = of(&Facts { closed, plans, ..Facts::default() }, (date(2026, 11, 28), date(2026, 11, 28)), &calendar);
    assert_eq!((found.totals.done, found.totals.dropped, found.totals.median_age), (2, 1, Some(2.5)));
    assert_eq!(found.days[0].plan, Some(PlanOfDay { planned: 4, kept: 2, unplanned: 1 }));
    assert_eq!((found.totals.plan_kept, found.weeks[0].plan_kept), (Some(0.5), Some(0.5)));
}

proptest! {
    #[test]
    fn days_weeks_weekdays_and_hours_add_up_to_the_same(
        tasks in prop::collection::vec((0..40_000_000_i64, 0..100_i64, any::<bool>(), any::<bool>()), 0..200),
        created in prop::collection::vec(0..40_000_000_i64, 0..200),
        time in prop::collection::vec((0..450_i64, 1..90_000_i64), 0..50),
        length in 1..400_i32,
        zone in prop::sample::select(vec!["UTC", "Europe/Berlin", "America/St_Johns", "Pacific/Apia"]),
        day_start in prop::sample::select(vec!["00:00", "02:30", "04:00", "11:59"]),
        week_start in 0..7_usize,
    ) {
        // From the end of 2010 on, so that Apia skips a day.
        let first = date(2010, 12, 20);
        let calendar = calendar(zone, day_start, Day::ALL[week_start]);
        let begin = "2010-12-18T00:00:00Z".parse::<Timestamp>().unwrap();
        let at = |second: i64| begin + SignedDuration::from_secs(second);
        let closed: Vec<ClosedTask> = tasks.iter().enumerate().map(|(index, (second, age, is_dropped, is_leaf))| {
            let task = done(i64::try_from(index).unwrap() + 1, at(*second), *age);
            ClosedTask { is_dropped: *is_dropped, is_leaf: *is_leaf, ..task }
        }).collect();
        let last = first.saturating_add(Span::new().days(length - 1));
        let within = |at: Timestamp| (first..=last).contains(&calendar.day_of(at));
        let time: Vec<(Date, i64)> =
            time.into_iter().map(|(day, seconds)| (first.saturating_add(Span::new().days(day - 20)), seconds)).collect();
        let facts = Facts { closed, created: created.into_iter().map(at).collect(), time, ..Facts::default() };
        let found = of(&facts, (first, last), &calendar);
        let done = facts.closed.iter().filter(|task| task.is_leaf && !task.is_dropped && within(task.completed_at));
        let done = done.count() as u64;
        prop_assert_eq!(found.days.len(), usize::try_from(length).unwrap());
        prop_assert_eq!(found.totals.done, done);
        prop_assert_eq!(found.days.iter().map(|day| day.done).sum::<u64>(), done);
        prop_assert_eq!(found.weekdays.iter().sum::<u64>(), done);
        prop_assert_eq!(found.hours.iter().sum::<u64>(), done);
        prop_assert_eq!(found.totals.dropped, found.days.iter().map(|day| day.dropped).sum::<u64>());
        prop_assert_eq!(found.totals.seconds, found.days.iter().map(|day| day.seconds).sum::<i64>());
        prop_assert_eq!(found.totals.created, facts.created.iter().filter(|at| within(**at)).count() as u64);
        let mut next = first;
        for week in &found.weeks {
            prop_assert_eq!(week.first_day, next);
            prop_assert!(week.first_day == first || week.first_day.weekday() == calendar.week_start);
            next = week.last_day.tomorrow().unwrap();
        }
        prop_assert_eq!(next, last.tomorrow().unwrap());
    }
}
