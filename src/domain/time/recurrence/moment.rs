//! The days and local times of a series.

use std::fmt;
use std::str::FromStr;

use jiff::civil::{Date, DateTime};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::error::{Error, Result};

/// A day, or a local time to the minute. In text form `2026-12-01` or `2026-12-01T09:00`, which sorts by date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Moment {
    Day(Date),
    Time(DateTime),
}

impl Moment {
    pub fn date(self) -> Date {
        match self {
            Self::Day(date) => date,
            Self::Time(time) => time.date(),
        }
    }

    /// The same time of day (if any) on another day.
    pub fn on(self, date: Date) -> Self {
        match self {
            Self::Day(_) => Self::Day(date),
            Self::Time(time) => Self::Time(date.to_datetime(time.time())),
        }
    }

    /// A local time, as this kind of moment.
    pub(super) fn like(self, time: DateTime) -> Self {
        match self {
            Self::Day(_) => Self::Day(time.date()),
            Self::Time(_) => Self::Time(time),
        }
    }

    pub(super) fn begins(self) -> DateTime {
        match self {
            Self::Day(date) => date.at(0, 0, 0, 0),
            Self::Time(time) => time,
        }
    }

    pub(super) fn ends(self) -> DateTime {
        match self {
            Self::Day(date) => date.at(23, 59, 59, 999_999_999),
            Self::Time(time) => time,
        }
    }
}

/// Ordered by start; a day comes before the midnight it starts with.
impl Ord for Moment {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        let key = |moment: &Self| (moment.begins(), matches!(moment, Self::Time(_)));
        key(self).cmp(&key(other))
    }
}

impl PartialOrd for Moment {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Day(date) => write!(f, "{date}"),
            Self::Time(time) => write!(f, "{}T{:02}:{:02}", time.date(), time.hour(), time.minute()),
        }
    }
}

impl FromStr for Moment {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        let moment = match text.len() {
            10 => text.parse().ok().map(Self::Day),
            16 => text.parse().ok().map(Self::Time),
            _ => None,
        };
        let sentence = "Dtstart must be a day such as 2026-12-01 or a local time such as 2026-12-01T09:00.";
        moment.filter(|moment| moment.to_string() == text).ok_or_else(|| Error::invalid("recurrence", sentence))
    }
}

impl Serialize for Moment {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Moment {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = std::borrow::Cow::<str>::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}
