//! What repeats, as a recurrence rule (RFC 5545), and when it happens first.

use std::fmt::Write as _;

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

use super::Context;
use super::day::{Day, later};
use super::days::Days;
use super::language::Unit;
use super::repeat::{End, Repeat};

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
    /// The rule that it means today.
    pub(super) fn rule(&self, context: &Context) -> String {
        let frequency = FREQUENCIES.iter().find(|(_, unit)| *unit == self.unit).map_or("DAILY", |(name, _)| name);
        let mut rule = format!("FREQ={frequency}");
        // Writing to a string can't fail.
        let mut part = |name: &str, value: &dyn std::fmt::Display| _ = write!(rule, ";{name}={value}");
        if self.interval > 1 {
            part("INTERVAL", &self.interval);
        }
        if let Some(month) = self.month {
            part("BYMONTH", &month);
        }
        match &self.days {
            Days::Any => {}
            Days::OfMonth(days) => {
                part("BYMONTHDAY", &days.iter().map(i8::to_string).collect::<Vec<_>>().join(","));
            }
            Days::Weekdays(days) => {
                part("BYDAY", &days.iter().map(|day| code_of(*day)).collect::<Vec<_>>().join(","));
                // Only then does it matter when a week begins.
                if self.interval > 1 && context.week_start != Weekday::Monday {
                    part("WKST", &code_of(context.week_start));
                }
            }
            Days::Nth(nth, weekday) => part("BYDAY", &format_args!("{nth}{}", code_of(*weekday))),
        }
        match self.end {
            End::Never => {}
            End::Count(count) => part("COUNT", &count),
            End::Until(day) => {
                let day = day.resolve(context);
                part("UNTIL", &format_args!("{:04}{:02}{:02}", day.year(), day.month(), day.day()));
            }
        }
        rule
    }

    /// What a rule says, if it is one that can be said.
    pub(super) fn from_rule(rule: &str, from_completion: bool) -> Option<Self> {
        let mut repeat =
            Self { unit: Unit::Day, interval: 1, month: None, days: Days::Any, end: End::Never, from_completion };
        for part in rule.split(';') {
            let (name, value) = part.split_once('=')?;
            match name {
                "FREQ" => repeat.unit = FREQUENCIES.iter().find(|(name, _)| *name == value)?.1,
                "INTERVAL" => repeat.interval = value.parse().ok()?,
                "BYMONTH" => repeat.month = Some(value.parse().ok()?),
                "BYMONTHDAY" => {
                    let days = value.split(',').map(str::parse).collect::<Result<_, _>>().ok()?;
                    repeat.days = Days::OfMonth(days);
                }
                "BYDAY" => repeat.days = weekdays_of(value)?,
                "WKST" => {}
                "COUNT" => repeat.end = End::Count(value.parse().ok()?),
                "UNTIL" => repeat.end = End::Until(Day::On(Date::strptime("%Y%m%d", value).ok()?)),
                _ => return None,
            }
        }
        Some(repeat)
    }

    /// The first date from a day on. Where it goes on from that day itself, it is a whole interval later when the time
    /// of that day has passed.
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
        // The 29th of a February is eight years ahead at most, its fifth Monday forty.
        let mut month = from;
        for _ in 0..500 {
            if self.month.is_none_or(|only| only == month.month())
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
            Days::Nth(nth, weekday) => from.nth_weekday_of_month(*nth, *weekday).ok().filter(|date| *date >= from),
            Days::OfMonth(days) => {
                let date = |day: &i8| match day {
                    -1 => Some(from.last_of_month()),
                    day => Date::new(from.year(), from.month(), *day).ok(),
                };
                days.iter().filter_map(date).filter(|date| *date >= from).min()
            }
        }
    }
}

fn weekdays_of(value: &str) -> Option<Days> {
    let (nth, code) = value.split_at_checked(value.len().checked_sub(2)?)?;
    if let Ok(nth) = nth.parse() {
        return weekday_of(code).map(|weekday| Days::Nth(nth, weekday));
    }
    value.split(',').map(weekday_of).collect::<Option<_>>().map(Days::Weekdays)
}
