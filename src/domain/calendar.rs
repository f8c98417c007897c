//! A person's days: where they live, and when a day begins for them.

use jiff::civil::{Date, DateTime, Time, Weekday};
use jiff::tz::TimeZone;

use crate::domain::Timestamp;
use crate::domain::settings::Settings;
use crate::domain::time::due::Due;
use crate::domain::time::zone::Zone;

/// Converts instants to the days of an account.
#[derive(Debug, Clone)]
pub struct Calendar {
    rules: TimeZone,
    day_start: Time,
    /// The first day of a week.
    pub week_start: Weekday,
}

impl Calendar {
    pub fn of(settings: &Settings) -> Self {
        Self {
            rules: settings.zone_or_utc().rules(),
            day_start: settings.day_start.0,
            week_start: settings.week_start.weekday(),
        }
    }

    /// The same days in another zone.
    pub fn in_zone(&self, zone: &Zone) -> Self {
        Self { rules: zone.rules(), ..self.clone() }
    }

    /// The local time on the wall clock.
    pub fn local(&self, at: Timestamp) -> DateTime {
        self.rules.to_datetime(at)
    }

    /// The instant at which the wall clock shows this time; none at the limits of the calendar.
    pub fn instant(&self, local: DateTime) -> Option<Timestamp> {
        self.rules.to_timestamp(local).ok()
    }

    /// The day an instant belongs to. The hours before a day starts belong to the previous day.
    pub fn day_of(&self, at: Timestamp) -> Date {
        let date = self.local(at).date();
        // Compare instants, not wall times: the wall clock may show a day's start twice, or never.
        let has_begun = self.day_start == Time::midnight() || at >= self.start_of(date);
        if has_begun { date } else { date.yesterday().unwrap_or(date) }
    }

    /// The local day of a due date. A due day is the same in every zone.
    pub fn due_day(&self, due: &Due) -> Date {
        due.instant().map_or_else(|| due.date(), |at| self.day_of(at))
    }

    /// The instant a day begins here.
    pub fn start_of(&self, day: Date) -> Timestamp {
        self.rules.to_timestamp(day.to_datetime(self.day_start)).unwrap_or(Timestamp::MAX)
    }

    /// The instant from which something is overdue. A due day is overdue once it has ended.
    pub fn overdue_from(&self, due: &Due) -> Timestamp {
        due.instant().unwrap_or_else(|| self.start_of(due.date().tomorrow().unwrap_or(due.date())))
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::domain::settings::{DayStart, Settings};

    fn berlin(day_start: &str) -> Calendar {
        Calendar::of(&Settings {
            zone: Some(Zone::parse("zone", "Europe/Berlin").unwrap()),
            day_start: DayStart::parse(day_start).unwrap(),
            ..Settings::default()
        })
    }

    #[test]
    fn the_first_hours_of_a_night_belong_to_the_day_before() {
        let at: Timestamp = "2026-11-23T01:30:00Z".parse().unwrap();
        assert_eq!(berlin("00:00").day_of(at), date(2026, 11, 23));
        assert_eq!(berlin("04:00").day_of(at), date(2026, 11, 22));
        assert_eq!(Calendar::of(&Settings::default()).day_of(at), date(2026, 11, 23));
    }

    #[test]
    fn a_day_is_the_same_everywhere_and_a_time_is_not() {
        let day: Due = "2026-12-24".parse().unwrap();
        let time: Due = "2026-12-24T01:00[Asia/Tokyo]".parse().unwrap();
        assert_eq!(berlin("00:00").due_day(&day), date(2026, 12, 24));
        assert_eq!(berlin("00:00").due_day(&time), date(2026, 12, 23));
        assert_eq!(berlin("00:00").overdue_from(&day).to_string(), "2026-12-24T23:00:00Z");
        assert_eq!(berlin("00:00").overdue_from(&time).to_string(), "2026-12-23T16:00:00Z");
    }

    #[test]
    fn a_day_begins_after_a_gap_that_its_start_falls_into() {
        let calendar = berlin("02:30");
        assert_eq!(calendar.start_of(date(2026, 3, 29)).to_string(), "2026-03-29T01:30:00Z");
    }
}
