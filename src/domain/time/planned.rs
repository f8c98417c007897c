//! When a task is planned: on a day, or at a time of it.

use std::fmt;
use std::str::FromStr;

use jiff::civil::{Date, DateTime, Time};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::domain::text::shortened;
use crate::domain::time::due::{parse_day, parse_local, write_local};
use crate::error::{Error, Result};

/// When a task is planned. In text form, a day is `2026-12-24` and a time `2026-12-24T14:00`, so the texts sort by day
/// and then by time.
///
/// A time has no zone: like a note in a paper diary, it is for the wall clock wherever the user is then (RFC 5545,
/// section 3.3.5, form 1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Planned {
    /// A day, at any time of it.
    Day(Date),
    /// A local time, to the minute.
    Time(DateTime),
}

impl Planned {
    /// Reads `2026-12-24` or `2026-12-24T14:00`.
    pub fn parse(field: &'static str, text: &str) -> Result<Self> {
        if !text.contains('T') {
            return parse_day(field, text).map(Self::Day);
        }
        parse_local(field, text).map(Self::Time).ok_or_else(|| {
            let shown = shortened(text);
            Error::invalid(
                field,
                format!("“{shown}” isn't a day or a local time. Write 2026-12-24 or 2026-12-24T14:00."),
            )
        })
    }

    pub fn date(self) -> Date {
        match self {
            Self::Day(day) => day,
            Self::Time(local) => local.date(),
        }
    }

    /// The same time (if any) of another day.
    pub fn on(self, day: Date) -> Self {
        self.time().map_or(Self::Day(day), |time| Self::Time(day.to_datetime(time)))
    }

    /// The same time of day (if any) this many days later.
    pub fn days_later(self, days: i32) -> Self {
        self.on(self.date().saturating_add(jiff::Span::new().days(days)))
    }

    /// The time of day, if there is one.
    pub fn time(self) -> Option<Time> {
        match self {
            Self::Day(_) => None,
            Self::Time(local) => Some(local.time()),
        }
    }
}

impl fmt::Display for Planned {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Day(day) => write!(f, "{day}"),
            Self::Time(local) => write_local(f, *local),
        }
    }
}

impl FromStr for Planned {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        Self::parse("planned", text)
    }
}

impl Serialize for Planned {
    fn serialize<S: Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Planned {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> std::result::Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn days_and_times_are_read_and_written_alike() {
        for text in ["2026-12-24", "2026-12-24T14:00", "2026-12-24T00:00", "0001-01-01T23:59"] {
            assert_eq!(Planned::parse("planned", text).unwrap().to_string(), text);
        }
        assert_eq!(Planned::parse("planned", "2026-12-24T14:00:00").unwrap().to_string(), "2026-12-24T14:00");
    }

    #[test]
    fn what_is_no_day_and_no_local_time_is_refused() {
        for text in ["", "2026-12-24T", "2026-12-24T24:00", "2026-12-24T9:00", "2026-12-24T14:00Z", "2026-02-30T14:00"]
        {
            assert!(Planned::parse("planned", text).is_err(), "{text:?} was taken");
        }
        let error = Planned::parse("planned", "2026-12-24T14:00[Europe/Berlin]").unwrap_err();
        assert!(error.to_string().contains("Write 2026-12-24 or 2026-12-24T14:00"), "{error}");
    }

    proptest! {
        #[test]
        fn the_order_of_texts_is_that_of_days_and_times(a in 0..9_000_i32, b in 0..9_000_i32) {
            let planned = |minutes: i32| {
                let start = jiff::civil::date(2026, 3, 28).at(0, 0, 0, 0);
                Planned::Time(start.saturating_add(jiff::Span::new().minutes(minutes)))
            };
            let (one, other) = (planned(a), planned(b));
            prop_assert_eq!(one.to_string().cmp(&other.to_string()), a.cmp(&b));
            prop_assert!(Planned::Day(one.date()).to_string() < one.to_string());
        }
    }
}
