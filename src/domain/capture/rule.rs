//! A repetition as a recurrence rule (RFC 5545), and its first date.

use std::fmt::Write as _;

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

use super::Context;
use super::day::{DayPhrase, later};
use super::days::{Days, Which};
use super::language::Unit;
use super::lists::in_order_of_month;
use super::repeat::Repeat;
use super::suffix::End;
use super::weekdays::WORKDAYS;

const FREQUENCIES: [(&str, Unit); 4] =
    [("DAILY", Unit::Day), ("WEEKLY", Unit::Week), ("MONTHLY", Unit::Month), ("YEARLY", Unit::Year)];

const WEEKDAYS: [(&str, Weekday); 7] = [
    ("MO", Weekday::Monday),
    ("TU", Weekday::Tuesday),
    ("WE", Weekday::Wednesday),
    ("TH", Weekday::Thursday),
    ("FR", Weekday::Friday),
    ("SA", Weekday::Saturday),
    ("SU", Weekday::Sunday),
];

fn code_of(weekday: Weekday) -> &'static str {
    WEEKDAYS.iter().find(|(_, other)| *other == weekday).map_or("MO", |(code, _)| code)
}

fn weekday_of(code: &str) -> Option<Weekday> {
    WEEKDAYS.iter().find(|(other, _)| *other == code).map(|(_, weekday)| *weekday)
}

impl Repeat {
    /// The RFC 5545 rule it means today.
    pub(super) fn rule(&self, context: &Context<'_>) -> String {
        let frequency = FREQUENCIES.iter().find(|(_, unit)| *unit == self.unit).map_or("DAILY", |(name, _)| name);
        let mut rule = format!("FREQ={frequency}");
        // Writing to a string can't fail.
        let mut part = |name: &str, value: &dyn std::fmt::Display| _ = write!(rule, ";{name}={value}");
        if self.interval > 1 {
            part("INTERVAL", &self.interval);
        }
        if !self.months.is_empty() {
            part("BYMONTH", &listed(&self.months));
        }
        match &self.days {
            Days::Any => {}
            Days::OfMonth(days) if self.months.is_empty() => {
                let (days, positions) = in_every_month(days);
                part("BYMONTHDAY", &listed(days));
                if !positions.is_empty() {
                    part("BYSETPOS", &listed(positions));
                }
            }
            Days::OfMonth(days) => part("BYMONTHDAY", &listed(days)),
            Days::Weekdays(days) => {
                part("BYDAY", &listed(days.iter().map(|day| code_of(*day))));
                // WKST matters only then.
                if self.interval > 1 && context.week_start != Weekday::Monday {
                    part("WKST", &code_of(context.week_start));
                }
            }
            Days::Nth(nths, Which::Weekday(weekday)) => {
                part("BYDAY", &listed(nths.iter().map(|nth| format!("{nth}{}", code_of(*weekday)))));
            }
            Days::Nth(nths, Which::Workday) => {
                part("BYDAY", &listed(WORKDAYS.iter().map(|day| code_of(*day))));
                part("BYSETPOS", &listed(nths));
            }
        }
        match self.end {
            // The first date alone determines how long it lasts.
            End::Never | End::For(..) => {}
            End::Count(count) => part("COUNT", &count),
            End::Until(day) => {
                let day = day.resolve(context);
                part("UNTIL", &format_args!("{:04}{:02}{:02}", day.year(), day.month(), day.day()));
            }
        }
        rule
    }

    /// The words for a rule, if there are any.
    pub(super) fn from_rule(rule: &str, from_completion: bool) -> Option<Self> {
        let mut repeat = Self { days: Days::Any, end: End::Never, from_completion, ..Self::every(1, Unit::Day) };
        for part in rule.split(';') {
            let (name, value) = part.split_once('=')?;
            match name {
                "FREQ" => repeat.unit = FREQUENCIES.iter().find(|(name, _)| *name == value)?.1,
                "INTERVAL" => repeat.interval = value.parse().ok()?,
                "BYMONTH" => repeat.months = numbers(value)?,
                "BYMONTHDAY" => repeat.days = Days::OfMonth(numbers(value)?),
                "BYDAY" => repeat.days = weekdays_of(value)?,
                "BYSETPOS" if repeat.days == Days::Weekdays(WORKDAYS.to_vec()) => {
                    repeat.days = Days::Nth(numbers(value)?, Which::Workday);
                }
                "BYSETPOS" => {
                    let (Days::OfMonth(days), positions) = (&repeat.days, numbers(value)?) else { return None };
                    let early = days.iter().take(positions.len().checked_sub(1)?);
                    let said: Vec<i8> = early.chain(days.last()).copied().collect();
                    if in_every_month(&said) != (days.clone(), positions) {
                        return None;
                    }
                    repeat.days = Days::OfMonth(said);
                }
                "WKST" => {}
                "COUNT" => repeat.end = End::Count(value.parse().ok()?),
                "UNTIL" => repeat.end = End::Until(DayPhrase::On(Date::strptime("%Y%m%d", value).ok()?)),
                _ => return None,
            }
        }
        // Daily on some weekdays means the same as weekly on them.
        if matches!(repeat, Self { unit: Unit::Day, interval: 1, days: Days::Weekdays(_), .. }) {
            repeat.unit = Unit::Week;
        }
        Some(repeat)
    }

    /// The first date on or after a day. If it starts on that day and its time has passed, the first date is a full
    /// interval later.
    pub(super) fn first(&self, today: Date, has_passed: bool) -> Date {
        let from = if has_passed { today.tomorrow().unwrap_or(today) } else { today };
        match self.days {
            Days::Any if has_passed => {
                let steps = (1..=100).map(|step| later(today, self.interval.saturating_mul(step), self.unit));
                let is_regular = |date: &Date| matches!(self.unit, Unit::Day | Unit::Week) || date.day() == today.day();
                steps.into_iter().find(is_regular).unwrap_or(from)
            }
            Days::Any => today,
            _ => self.first_on(from),
        }
    }

    fn first_on(&self, from: Date) -> Date {
        // A 29 February is at most eight years ahead, its fifth Monday forty.
        let mut month = from;
        for _ in 0..500 {
            if (self.months.is_empty() || self.months.contains(&month.month()))
                && let Some(date) = self.first_in_month(month)
            {
                return date;
            }
            let Ok(next) = month.last_of_month().tomorrow() else { break };
            month = next;
        }
        from
    }

    /// The first date from a day to the end of its month.
    fn first_in_month(&self, from: Date) -> Option<Date> {
        match &self.days {
            Days::Any => Some(from),
            Days::Weekdays(days) => {
                let ahead = days.iter().map(|day| from.weekday().until(*day)).min()?;
                from.checked_add(i64::from(ahead).days()).ok()
            }
            Days::OfMonth(nths) if self.months.is_empty() && in_every_month(nths).0 != *nths => {
                let longest = from.days_in_month();
                first_nth(&nths.iter().map(|nth| (*nth).min(longest)).collect::<Vec<_>>(), from, |_| true)
            }
            Days::OfMonth(nths) => first_nth(nths, from, |_| true),
            Days::Nth(nths, Which::Weekday(weekday)) => first_nth(nths, from, |date| date.weekday() == *weekday),
            Days::Nth(nths, Which::Workday) => first_nth(nths, from, |date| WORKDAYS.contains(&date.weekday())),
        }
    }
}

/// The days of a rule in which a 29th, 30th or 31st is the last day of a shorter month, and their positions.
fn in_every_month(days: &[i8]) -> (Vec<i8>, Vec<i8>) {
    let (early, late): (Vec<i8>, Vec<i8>) = days.iter().partition(|day| !(29..=31).contains(*day));
    match late.as_slice() {
        [.., 31] => (days.iter().map(|day| if *day == 31 { -1 } else { *day }).collect(), Vec::new()),
        [last] if early.iter().all(|day| *day > 0) => {
            let positions = (1..).take(early.len()).chain([-1]).collect();
            let first = if early.last() == Some(&28) { 29 } else { 28 };
            (early.into_iter().chain(first..=*last).collect(), positions)
        }
        _ => (days.to_vec(), Vec::new()),
    }
}

/// The first date on or after a day that is the nth matching day of its month.
fn first_nth(nths: &[i8], from: Date, counts: impl Fn(Date) -> bool) -> Option<Date> {
    let first = from.first_of_month();
    let dates: Vec<Date> =
        first.series(1.day()).take_while(|date| date.month() == first.month()).filter(|date| counts(*date)).collect();
    let date = |nth: &i8| {
        let nth = isize::from(*nth);
        let index = if nth < 0 { dates.len().checked_add_signed(nth)? } else { usize::try_from(nth - 1).ok()? };
        dates.get(index).copied()
    };
    nths.iter().filter_map(date).filter(|date| *date >= from).min()
}

/// `2TU,4TU` or `MO,TU`
fn weekdays_of(value: &str) -> Option<Days> {
    let mut nths = Vec::new();
    let mut weekdays = Vec::new();
    for day in value.split(',') {
        let (nth, code) = day.split_at_checked(day.len().checked_sub(2)?)?;
        weekdays.push(weekday_of(code)?);
        if !nth.is_empty() {
            nths.push(nth.parse().ok()?);
        }
    }
    if nths.is_empty() {
        return Some(Days::Weekdays(weekdays));
    }
    let weekday = *weekdays.first()?;
    let is_one = nths.len() == weekdays.len() && weekdays.iter().all(|other| *other == weekday);
    in_order_of_month(&mut nths);
    is_one.then_some(Days::Nth(nths, Which::Weekday(weekday)))
}

fn numbers(value: &str) -> Option<Vec<i8>> {
    let mut numbers = value.split(',').map(str::parse).collect::<Result<Vec<i8>, _>>().ok()?;
    in_order_of_month(&mut numbers);
    Some(numbers)
}

fn listed(items: impl IntoIterator<Item = impl ToString>) -> String {
    items.into_iter().map(|item| item.to_string()).collect::<Vec<_>>().join(",")
}
