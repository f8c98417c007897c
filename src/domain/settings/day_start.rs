//! When a day begins.

use jiff::civil::Time;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::error::{Error, Result};

/// When a day begins: a time up to noon, such as `04:00` for people who work past midnight.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DayStart(pub Time);

impl DayStart {
    /// Reads hours and minutes.
    pub fn parse(text: &str) -> Result<Self> {
        let has_form = text.len() == 5 && text.as_bytes().get(2) == Some(&b':');
        let time = Time::strptime("%H:%M", text).ok().filter(|time| has_form && time.hour() < 12);
        time.map(Self).ok_or_else(|| {
            Error::invalid("day_start", "A day must begin between 00:00 and 11:59, written as 04:00.".to_owned())
        })
    }
}

impl Serialize for DayStart {
    fn serialize<S: Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        serializer.collect_str(&self.0.strftime("%H:%M"))
    }
}

impl<'de> Deserialize<'de> for DayStart {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> std::result::Result<Self, D::Error> {
        Self::parse(&String::deserialize(deserializer)?).map_err(serde::de::Error::custom)
    }
}
