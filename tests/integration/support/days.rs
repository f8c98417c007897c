//! Days and hours, counted from where the clock of a test's server stands.

use jiff::civil::{Date, date};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, ToSpan, Zoned};
use tracker::domain::Timestamp;

/// A Wednesday.
pub const TODAY: Date = date(2026, 5, 13);

/// Where the clock stands until a test moves it, in the middle of a morning.
pub fn now() -> Timestamp {
    TODAY.at(9, 30, 0, 0).to_zoned(TimeZone::UTC).unwrap().timestamp()
}

/// The day so many days from today.
pub fn day(days: i32) -> String {
    TODAY.checked_add(days.days()).unwrap().to_string()
}

/// The instant that a date, a time and a zone name: `2026-05-13T02:30[Europe/Berlin]`.
pub fn instant(zoned: &str) -> Timestamp {
    zoned.parse::<Zoned>().unwrap().timestamp()
}

/// The instant so many days from now.
pub fn in_days(days: i64) -> Timestamp {
    now() + SignedDuration::from_hours(24 * days)
}
