//! Days and hours, counted from where the clock of a test's server stands.
//!
//! `TRACKER_NOW` puts it elsewhere, such as `2028-02-29T23:59:59Z`: nothing may depend on it.

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, ToSpan, Zoned};
use tracker::domain::Timestamp;

/// Where the clock stands until a test moves it: in the middle of a morning, on a Wednesday.
pub fn now() -> Timestamp {
    let now = std::env::var("TRACKER_NOW");
    now.as_deref().unwrap_or("2026-05-13T09:30:00Z").parse().unwrap()
}

pub fn today() -> Date {
    now().to_zoned(TimeZone::UTC).date()
}

/// The day so many days from today.
pub fn day(days: i32) -> String {
    today().checked_add(days.days()).unwrap().to_string()
}

/// The instant that a date, a time and a zone name: `2026-05-13T02:30[Europe/Berlin]`.
pub fn instant(zoned: &str) -> Timestamp {
    zoned.parse::<Zoned>().unwrap().timestamp()
}

/// The instant so many days from now.
pub fn in_days(days: i64) -> Timestamp {
    now() + SignedDuration::from_hours(24 * days)
}
