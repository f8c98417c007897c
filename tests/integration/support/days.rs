//! Days and hours, counted from now, in UTC.

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{SignedDuration, ToSpan};
use tracker::clock;
use tracker::domain::Timestamp;

pub fn today() -> Date {
    clock::now().to_zoned(TimeZone::UTC).date()
}

/// The day so many days from now.
pub fn day(days: i32) -> String {
    today().checked_add(days.days()).unwrap().to_string()
}

/// The instant so many days from now.
pub fn in_days(days: i64) -> Timestamp {
    clock::now() + SignedDuration::from_hours(24 * days)
}

/// A zone in which it is that hour of the day now, and the date there.
pub fn where_it_is(hour: i32) -> (String, Date) {
    let now = clock::now();
    let east = (hour - i32::from(now.to_zoned(TimeZone::UTC).hour()) + 36) % 24 - 12;
    let zone = if east == 0 { "Etc/GMT".to_owned() } else { format!("Etc/GMT{:+}", -east) };
    (zone, (now + SignedDuration::from_hours(east.into())).to_zoned(TimeZone::UTC).date())
}
