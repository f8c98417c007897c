//! The nouns and their rules: pure, without clock or I/O.

pub mod agenda;
pub mod backups;
pub mod calendar;
pub mod calibration;
pub mod capture;
mod closed_words;
pub mod demo;
pub mod events;
pub mod habits;
pub mod identities;
pub mod input;
pub mod links;
pub mod list;
pub mod log;
pub mod passkeys;
pub mod pauses;
pub mod projects;
pub mod query;
pub mod reviews;
pub mod rules;
pub mod second_factor;
pub mod sections;
pub mod security_events;
pub mod sessions;
pub mod settings;
pub mod signatures;
pub mod statistics;
pub mod tasks;
pub mod text;
pub mod time;
pub mod time_entries;
pub mod timer;
pub mod token;
pub mod transfer;
pub mod trash;
pub mod users;
pub mod views;

use crate::error::{Error, Result};

/// An instant as it is stored and sent: whole milliseconds, RFC 3339 in JSON.
pub type Timestamp = jiff::Timestamp;

/// Truncates an instant to the milliseconds that the store keeps.
pub fn to_milliseconds(instant: Timestamp) -> Timestamp {
    Timestamp::from_millisecond(instant.as_millisecond()).unwrap_or(instant)
}

/// Reads an RFC 3339 instant between the years 0 and 9999 and truncates it to milliseconds.
pub fn parse_instant(field: &'static str, text: &str) -> Result<Timestamp> {
    let year = |instant: &Timestamp| instant.to_zoned(jiff::tz::TimeZone::UTC).year();
    let instant = text.parse().ok().filter(|instant| (0..10_000).contains(&year(instant)));
    instant.map(to_milliseconds).ok_or_else(|| {
        let field_name = text::capitalized(field);
        Error::invalid(field, format!("{field_name} must be an instant such as 2026-11-22T15:04:05Z."))
    })
}
