//! The dates of a rule. The library does the arithmetic; this module passes it civil times as if they were UTC.

use chrono::{Datelike, Month, NaiveDate, TimeZone, Timelike};
use jiff::ToSpan;
use jiff::civil::{Date, DateTime, Weekday};
use recurrence::{NWeekday, RRule, RRuleSet, Tz};

use super::parts::{ByDay, Frequency, Parts};

type LibraryTime = chrono::DateTime<Tz>;

/// The occurrences strictly after a moment, in order.
///
/// An endless series is started near the moment, so the work doesn't grow with its age. A rule that stops occurring
/// ends, because the library looks no further than the year 10000 and 100,000 empty periods.
pub(super) fn occurrences(parts: &Parts, start: DateTime, after: DateTime) -> impl Iterator<Item = DateTime> + use<> {
    let parts = explicit(parts, start.date());
    let near = if parts.count.is_none() { forwarded(&parts, start, after) } else { start };
    let dates = series(&parts, near).map(|set| set.limit().into_iter());
    dates.into_iter().flatten().map_while(|time| from_library(&time)).skip_while(move |time| *time <= after)
}

/// Whether the rule has any date, whatever day it starts on.
pub(super) fn ever_occurs(parts: &Parts) -> bool {
    // A century before the library's last year contains every kind of year, and ends soon if there are no dates.
    let parts = Parts { interval: 1, count: None, until: None, ..parts.clone() };
    let start = jiff::civil::date(9_900, 1, 1).to_datetime(jiff::civil::Time::midnight());
    series(&explicit(&parts, start.date()), start).is_some_and(|set| set.limit().into_iter().next().is_some())
}

/// The rule with the implied day of its first date made explicit.
///
/// Months too short for that day use their last one, where RFC 5545 would skip the month: people who start a monthly
/// task on the 31st want it every month.
pub(super) fn explicit(parts: &Parts, start: Date) -> Parts {
    let mut parts = parts.clone();
    if !parts.is_bare() {
        return parts;
    }
    match parts.frequency {
        Frequency::Daily => return parts,
        Frequency::Weekly => {
            parts.days = vec![ByDay { nth: None, weekday: start.weekday() }];
            return parts;
        }
        Frequency::Yearly if parts.months.is_empty() => parts.months = vec![i16::from(start.month())],
        Frequency::Monthly | Frequency::Yearly => {}
    }
    let day = i16::from(start.day());
    let all = [1, 2, 4];
    let months = if parts.months.is_empty() { &all[..] } else { &parts.months };
    let longest = months.iter().map(|month| days_in(*month)).max().unwrap_or(31);
    let shortest = months.iter().map(|month| if *month == 2 { 28 } else { days_in(*month) }).min().unwrap_or(28);
    let can_choose = parts.frequency == Frequency::Monthly && parts.positions.is_empty();
    if day > shortest && day >= longest {
        parts.month_days = vec![-1];
    } else if day > shortest && can_choose {
        parts.month_days = (shortest..=day).collect();
        parts.positions = vec![-1];
    } else {
        parts.month_days = vec![day];
    }
    parts
}

/// The most days a month can have.
fn days_in(month: i16) -> i16 {
    match month {
        2 => 29,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// The start of the period that contains a moment, or of an earlier one. From there the series continues unchanged.
pub(super) fn forwarded(parts: &Parts, start: DateTime, after: DateTime) -> DateTime {
    if after <= start {
        return start;
    }
    let interval = i32::from(parts.interval);
    let months = |date: Date| i32::from(date.year()) * 12 + i32::from(date.month());
    let days = (after.date() - start.date()).get_days();
    let near = match parts.frequency {
        Frequency::Daily => start.date().checked_add((days / interval * interval).days()),
        // One period less: a week started in its middle has fewer days for BYSETPOS.
        Frequency::Weekly => start.date().checked_add(((days / (7 * interval) - 1) * 7 * interval).days()),
        Frequency::Monthly => {
            let passed = (months(after.date()) - months(start.date())) / interval * interval;
            start.date().first_of_month().checked_add(passed.months())
        }
        Frequency::Yearly => {
            let passed = i32::from(after.year() - start.year()) / interval * interval;
            start.date().first_of_year().checked_add(passed.years())
        }
    };
    near.map_or(start, |date| date.to_datetime(start.time())).max(start)
}

fn series(parts: &Parts, start: DateTime) -> Option<RRuleSet> {
    let start = to_library(start)?;
    let small = |values: &[i16]| values.iter().filter_map(|value| i8::try_from(*value).ok()).collect();
    let months: Vec<Month> =
        parts.months.iter().filter_map(|month| Month::try_from(u8::try_from(*month).ok()?).ok()).collect();
    let day = |day: &ByDay| {
        let weekday = library_weekday(day.weekday);
        day.nth.map_or(NWeekday::Every(weekday), |nth| NWeekday::Nth(nth.into(), weekday))
    };
    let mut rule = RRule::new(match parts.frequency {
        Frequency::Daily => recurrence::Frequency::Daily,
        Frequency::Weekly => recurrence::Frequency::Weekly,
        Frequency::Monthly => recurrence::Frequency::Monthly,
        Frequency::Yearly => recurrence::Frequency::Yearly,
    })
    .interval(parts.interval)
    .week_start(library_weekday(parts.week_start))
    .by_month(&months)
    .by_year_day(parts.year_days.clone())
    .by_month_day(small(&parts.month_days))
    .by_weekday(parts.days.iter().map(day).collect())
    .by_set_pos(parts.positions.iter().map(|position| i32::from(*position)).collect());
    if let Some(count) = parts.count {
        rule = rule.count(count.into());
    }
    if let Some(until) = parts.until {
        rule = rule.until(to_library(until.at(23, 59, 59, 0))?);
    }
    rule.build(start).ok()
}

fn library_weekday(weekday: Weekday) -> recurrence::Weekday {
    match weekday {
        Weekday::Monday => recurrence::Weekday::Mon,
        Weekday::Tuesday => recurrence::Weekday::Tue,
        Weekday::Wednesday => recurrence::Weekday::Wed,
        Weekday::Thursday => recurrence::Weekday::Thu,
        Weekday::Friday => recurrence::Weekday::Fri,
        Weekday::Saturday => recurrence::Weekday::Sat,
        Weekday::Sunday => recurrence::Weekday::Sun,
    }
}

fn to_library(time: DateTime) -> Option<LibraryTime> {
    let part = |value: i8| u32::try_from(value).ok();
    let date = NaiveDate::from_ymd_opt(time.year().into(), part(time.month())?, part(time.day())?)?;
    let time = date.and_hms_opt(part(time.hour())?, part(time.minute())?, part(time.second())?)?;
    Some(Tz::from(chrono_tz::Tz::UTC).from_utc_datetime(&time))
}

/// `None` after the last supported year.
fn from_library(time: &LibraryTime) -> Option<DateTime> {
    let part = |value: u32| i8::try_from(value).ok();
    let date = Date::new(i16::try_from(time.year()).ok()?, part(time.month())?, part(time.day())?).ok()?;
    Some(date.at(part(time.hour())?, part(time.minute())?, part(time.second())?, 0))
}
