//! The parts of time entries by day. A day begins at the account's `day_start`, in the entry's zone.

use std::collections::HashMap;

use jiff::civil::Date;

use super::{TimeEntry, seconds_between};
use crate::domain::Timestamp;
use crate::domain::calendar::Calendar;
use crate::domain::time::zone::Zone;

/// The part of an entry that belongs to a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    pub day: Date,
    /// When it begins; none for an amount.
    pub started_at: Option<Timestamp>,
    /// When it ends; none for an amount, and where the entry runs.
    pub ended_at: Option<Timestamp>,
    pub seconds: i64,
}

/// Cuts entries at the boundaries of days, and remembers the calendars of their zones.
#[derive(Debug)]
pub struct Parts<'c> {
    calendar: &'c Calendar,
    zones: HashMap<String, Calendar>,
    now: Timestamp,
}

impl<'c> Parts<'c> {
    pub fn new(calendar: &'c Calendar, now: Timestamp) -> Self {
        Self { calendar, zones: HashMap::new(), now }
    }

    /// The account's days, as they are in a zone.
    pub fn calendar(&mut self, zone: &Zone) -> &Calendar {
        if !self.zones.contains_key(zone.as_str()) {
            self.zones.insert(zone.as_str().to_owned(), self.calendar.in_zone(zone));
        }
        self.zones.get(zone.as_str()).unwrap_or(self.calendar)
    }

    /// The parts of an entry, in order. One that runs goes on until now.
    pub fn of(&mut self, entry: &TimeEntry) -> Vec<Part> {
        if let Some((started_at, ended_at)) = entry.span() {
            return self.between(&entry.zone, started_at, ended_at);
        }
        let (Some(day), Some(seconds)) = (entry.day, entry.seconds) else { return Vec::new() };
        vec![Part { day, started_at: None, ended_at: None, seconds }]
    }

    /// The parts of a span of time, in order. Without an end, it goes on until now.
    pub fn between(&mut self, zone: &Zone, started_at: Timestamp, ended_at: Option<Timestamp>) -> Vec<Part> {
        let now = self.now;
        let calendar = self.calendar(zone);
        let end = ended_at.unwrap_or_else(|| now.max(started_at));
        let mut parts = Vec::new();
        let (mut from, mut day) = (started_at, calendar.day_of(started_at));
        // Whole seconds are counted from the beginning, so that the parts add up to the whole.
        let mut counted = 0;
        loop {
            let boundary = day.tomorrow().map_or(Timestamp::MAX, |next| calendar.start_of(next));
            let to = boundary.min(end);
            let seconds = seconds_between(started_at, to);
            let ended_at = if boundary < end { Some(to) } else { ended_at };
            parts.push(Part { day, started_at: Some(from), ended_at, seconds: seconds - counted });
            if boundary >= end {
                return parts;
            }
            counted = seconds;
            from = boundary;
            day = day.tomorrow().unwrap_or(day);
        }
    }
}

#[cfg(test)]
pub(super) mod tests {
    use jiff::civil::date;
    use proptest::prelude::*;

    use super::*;
    use crate::domain::log::change::ChangeId;
    use crate::domain::settings::{DayStart, Settings};
    use crate::domain::time_entries::{Source, TimeEntryId};

    /// An entry in Berlin, by seconds since 1970.
    pub fn entry(from: i64, to: Option<i64>) -> TimeEntry {
        let at = |second| Timestamp::from_second(second).unwrap();
        TimeEntry {
            id: TimeEntryId(1),
            uid: uuid::Uuid::nil(),
            version: ChangeId(1),
            task_id: None,
            note: None,
            started_at: Some(at(from)),
            ended_at: to.map(at),
            day: None,
            seconds: None,
            zone: Zone::parse("zone", "Europe/Berlin").unwrap(),
            target: None,
            estimate: None,
            source: Source::Timer,
            confirmed_at: None,
            created_at: at(from),
            updated_at: at(from),
            deleted_at: None,
        }
    }

    fn calendar(day_start: &str) -> Calendar {
        Calendar::of(&Settings { day_start: DayStart::parse(day_start).unwrap(), ..Settings::default() })
    }

    fn between(from: &str, to: &str) -> TimeEntry {
        let second = |text: &str| text.parse::<Timestamp>().unwrap().as_second();
        entry(second(from), Some(second(to)))
    }

    fn days(day_start: &str, entry: &TimeEntry) -> Vec<(Date, i64)> {
        let calendar = calendar(day_start);
        let parts = Parts::new(&calendar, Timestamp::UNIX_EPOCH).of(entry);
        parts.into_iter().map(|part| (part.day, part.seconds)).collect()
    }

    #[test]
    fn an_evening_that_goes_on_past_midnight_belongs_to_two_days() {
        let evening = between("2026-11-27T22:00:00+01:00", "2026-11-28T01:30:00+01:00");
        assert_eq!(days("00:00", &evening), [(date(2026, 11, 27), 7_200), (date(2026, 11, 28), 5_400)]);
        assert_eq!(days("04:00", &evening), [(date(2026, 11, 27), 12_600)]);
    }

    #[test]
    fn the_nights_when_the_clocks_change_are_as_long_as_they_are() {
        let spring = between("2026-03-29T00:00:00+01:00", "2026-03-30T00:00:00+02:00");
        assert_eq!(days("00:00", &spring), [(date(2026, 3, 29), 23 * 3_600)]);
        let autumn = between("2026-10-25T00:00:00+02:00", "2026-10-26T00:00:00+01:00");
        assert_eq!(days("00:00", &autumn), [(date(2026, 10, 25), 25 * 3_600)]);
        // Half past two comes twice that night, and an hour lies between.
        let fold = between("2026-10-25T02:30:00+02:00", "2026-10-25T02:30:00+01:00");
        assert_eq!(days("00:00", &fold), [(date(2026, 10, 25), 3_600)]);
    }

    #[test]
    fn one_that_runs_goes_on_until_now_and_never_backwards() {
        let calendar = calendar("00:00");
        let running = entry(0, None);
        let of = |now| Parts::new(&calendar, Timestamp::from_second(now).unwrap()).of(&running);
        assert_eq!(of(90).iter().map(|part| part.seconds).sum::<i64>(), 90);
        assert_eq!(of(-90).iter().map(|part| part.seconds).sum::<i64>(), 0);
    }

    proptest! {
        #[test]
        fn the_days_add_up_to_the_whole(
            from in 1_700_000_000_000_i64..1_800_000_000_000,
            millis in 1..400_000_000_i64,
            zone in prop::sample::select(vec!["UTC", "Europe/Berlin", "America/St_Johns", "Pacific/Apia", "Australia/Lord_Howe"]),
            day_start in prop::sample::select(vec!["00:00", "02:30", "04:00", "11:59"]),
        ) {
            let at = |milli| Timestamp::from_millisecond(milli).unwrap();
            let entry = TimeEntry {
                started_at: Some(at(from)),
                ended_at: Some(at(from + millis)),
                zone: Zone::parse("zone", zone).unwrap(),
                ..entry(0, None)
            };
            let calendar = calendar(day_start);
            let parts = Parts::new(&calendar, at(0)).of(&entry);
            prop_assert_eq!(parts.iter().map(|part| part.seconds).sum::<i64>(), millis / 1_000);
            prop_assert!(parts.is_sorted_by(|one, other| one.day < other.day && one.ended_at == other.started_at));
            let local = calendar.in_zone(&entry.zone);
            for part in &parts {
                prop_assert_eq!(local.day_of(part.started_at.unwrap()), part.day);
            }
        }
    }
}
