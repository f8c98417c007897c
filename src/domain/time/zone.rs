//! Time zones, by their IANA names.

use jiff::tz::TimeZone;
use serde::{Deserialize, Deserializer, Serialize};

use crate::error::{Error, Result};

/// The name of a zone in the IANA time zone database, such as `Europe/Berlin`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct Zone(String);

impl Zone {
    /// Checks a name from outside; it is stored in the database's spelling.
    pub fn parse(field: &'static str, name: &str) -> Result<Self> {
        let known = TimeZone::get(name).ok().and_then(|zone| zone.iana_name().map(str::to_owned));
        known.map(Self).ok_or_else(|| {
            let sentence =
                format!("“{}” is not a time zone; one is Europe/Berlin.", crate::domain::text::shortened(name));
            Error::invalid(field, sentence)
        })
    }

    pub fn utc() -> Self {
        Self("UTC".to_owned())
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Its rules. A name that is no longer known counts as UTC.
    pub fn rules(&self) -> TimeZone {
        TimeZone::get(&self.0).unwrap_or(TimeZone::UTC)
    }
}

impl<'de> Deserialize<'de> for Zone {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> std::result::Result<Self, D::Error> {
        let name = String::deserialize(deserializer)?;
        Self::parse("zone", &name).map_err(serde::de::Error::custom)
    }
}
