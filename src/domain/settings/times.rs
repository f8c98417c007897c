//! The times of day in the settings.

use std::fmt;

use jiff::civil::{Time, time};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::error::{Error, Result};

/// When a day begins: a time up to noon, such as `04:00` for people who work past midnight.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct DayStart(pub Time);

impl DayStart {
    /// Reads hours and minutes.
    pub fn parse(text: &str) -> Result<Self> {
        read(text).filter(|time| time.hour() < 12).map(Self).ok_or_else(|| {
            Error::invalid("day_start", "A day must begin between 00:00 and 11:59, written as 04:00.".to_owned())
        })
    }
}

/// When the hours for tasks begin on a day that has any.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HoursStart(pub Time);

impl HoursStart {
    /// Reads hours and minutes.
    pub fn parse(text: &str) -> Result<Self> {
        read(text).map(Self).ok_or_else(|| {
            Error::invalid("hours_start", "Hours must begin between 00:00 and 23:59, written as 09:00.".to_owned())
        })
    }
}

impl Default for HoursStart {
    fn default() -> Self {
        Self(time(9, 0, 0, 0))
    }
}

fn read(text: &str) -> Option<Time> {
    let has_form = text.len() == 5 && text.as_bytes().get(2) == Some(&b':');
    Time::strptime("%H:%M", text).ok().filter(|_| has_form)
}

macro_rules! written_as_hours_and_minutes {
    ($($type:ident),*) => {$(
        impl fmt::Display for $type {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}", self.0.strftime("%H:%M"))
            }
        }

        impl Serialize for $type {
            fn serialize<S: Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl<'de> Deserialize<'de> for $type {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> std::result::Result<Self, D::Error> {
                Self::parse(&String::deserialize(deserializer)?).map_err(serde::de::Error::custom)
            }
        }
    )*};
}

written_as_hours_and_minutes!(DayStart, HoursStart);
