//! What a review is about: a day or a week.

use std::fmt;
use std::str::FromStr;

use jiff::civil::{Date, ISOWeekDate, Weekday};
use serde::{Deserialize, Serialize};

use crate::domain::calendar::Calendar;
use crate::domain::time::due::parse_day;
use crate::error::{Error, Result};

/// A day of the account, or a week: the one that has the Thursday of this week of ISO 8601, whatever day weeks begin with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub enum Period {
    Day(Date),
    /// By its Thursday.
    Week(Date),
}

/// What weeks begin with in a number, where days have their month.
const WEEKS: i64 = 5_000;

impl Period {
    /// Checks a period from outside.
    pub fn parse(text: &str) -> Result<Self> {
        if let Ok(day) = parse_day("period", text) {
            return Ok(Self::Day(day));
        }
        let week = text.split_once("-W").filter(|(year, week)| (year.len(), week.len()) == (4, 2));
        let is_number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        let week = week.filter(|(year, week)| is_number(year) && is_number(week));
        let week = week.and_then(|(year, week)| Self::week(year.parse().ok()?, week.parse().ok()?));
        week.ok_or_else(|| Error::invalid("period", "A period is a day such as 2026-11-28 or a week such as 2026-W48."))
    }

    /// The week that a day is in.
    pub fn week_of(day: Date, calendar: &Calendar) -> Self {
        let since = day.weekday().since(calendar.week_start);
        let until = Weekday::Thursday.since(calendar.week_start);
        Self::Week(day.saturating_add(jiff::Span::new().days(until - since)))
    }

    /// The first day and the last.
    pub fn days(self, calendar: &Calendar) -> (Date, Date) {
        let later = |day: Date, days: i8| day.saturating_add(jiff::Span::new().days(days));
        match self {
            Self::Day(day) => (day, day),
            Self::Week(thursday) => {
                let first = later(thursday, -Weekday::Thursday.since(calendar.week_start));
                (first, later(first, 6))
            }
        }
    }

    /// Its number in the log: 20261128 for a day, 20265048 for a week.
    pub fn number(self) -> i64 {
        match self {
            Self::Day(day) => i64::from(day.year()) * 10_000 + i64::from(day.month()) * 100 + i64::from(day.day()),
            Self::Week(thursday) => {
                let week = thursday.iso_week_date();
                i64::from(week.year()) * 10_000 + WEEKS + i64::from(week.week())
            }
        }
    }

    /// The period with this number.
    pub fn of_number(number: i64) -> Option<Self> {
        let year = i16::try_from(number / 10_000).ok().filter(|year| *year > 0)?;
        let rest = number % 10_000;
        if rest > WEEKS {
            return Self::week(year, i8::try_from(rest - WEEKS).ok()?);
        }
        let (month, day) = (i8::try_from(rest / 100).ok()?, i8::try_from(rest % 100).ok()?);
        Date::new(year, month, day).ok().map(Self::Day)
    }

    fn week(year: i16, week: i8) -> Option<Self> {
        let thursday = ISOWeekDate::new(year, week, Weekday::Thursday).ok().filter(|_| year > 0)?;
        Some(Self::Week(thursday.date()))
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Day(day) => write!(f, "{day}"),
            Self::Week(thursday) => {
                let week = thursday.iso_week_date();
                write!(f, "{:04}-W{:02}", week.year(), week.week())
            }
        }
    }
}

impl FromStr for Period {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        Self::parse(text)
    }
}

impl From<Period> for String {
    fn from(period: Period) -> Self {
        period.to_string()
    }
}

impl TryFrom<String> for Period {
    type Error = Error;

    fn try_from(text: String) -> Result<Self> {
        Self::parse(&text)
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;
    use crate::domain::settings::{Day, Settings};

    #[test]
    fn a_week_has_its_thursday_whatever_it_begins_with() {
        let days = |text: &str, week_start| {
            let calendar = Calendar::of(&Settings { week_start, ..Settings::default() });
            Period::parse(text).unwrap().days(&calendar)
        };
        assert_eq!(days("2026-W48", Day::Monday), (date(2026, 11, 23), date(2026, 11, 29)));
        assert_eq!(days("2026-W48", Day::Sunday), (date(2026, 11, 22), date(2026, 11, 28)));
        assert_eq!(days("2026-W48", Day::Friday), (date(2026, 11, 20), date(2026, 11, 26)));
        assert_eq!(days("2026-W01", Day::Monday), (date(2025, 12, 29), date(2026, 1, 4)));
    }

    #[test]
    fn what_is_no_period_is_refused() {
        for text in
            ["", "2026", "2026-W54", "2026-W00", "2026-W1", "2025-W53", "2026-02-30", "26-W12", "2026-w12", "+026-W12"]
        {
            assert!(Period::parse(text).is_err(), "{text}");
        }
    }

    proptest! {
        #[test]
        fn every_period_has_a_number_and_a_text_of_its_own(days in 366..3_000_000_i64, week_start in 0..7_usize) {
            let day = date(1, 1, 1).saturating_add(jiff::Span::new().days(days));
            let calendar = Calendar::of(&Settings { week_start: Day::ALL[week_start], ..Settings::default() });
            let week = Period::week_of(day, &calendar);
            let (first, last) = week.days(&calendar);
            prop_assert!(first <= day && day <= last);
            prop_assert_eq!(first.weekday(), calendar.week_start);
            for period in [Period::Day(day), week] {
                prop_assert_eq!(Period::of_number(period.number()), Some(period));
                prop_assert_eq!(Period::parse(&period.to_string()).unwrap(), period);
            }
        }
    }
}
