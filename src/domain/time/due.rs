//! Due dates: a day, or a local time in a zone.

use std::fmt;
use std::str::FromStr;

use jiff::civil::{Date, DateTime};
use jiff::tz::AmbiguousOffset;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::domain::Timestamp;
use crate::domain::text::shortened;
use crate::domain::time::recurrence::Moment;
use crate::domain::time::zone::Zone;
use crate::error::{Error, Result};

/// When something is due. In text form, a day is `2026-12-24` and a time `2026-12-24T09:00[Europe/Berlin]` (RFC 9557
/// without the offset, which the zone implies), so the texts sort by local day and time.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Due {
    /// A day, the same in every zone.
    Day(Date),
    /// A local time, to the minute.
    Time {
        /// The local time on the wall clock.
        local: DateTime,
        /// The zone of that clock.
        zone: Zone,
    },
}

/// A due date from outside. A local time may leave its zone to the account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DueInput {
    /// A complete due date.
    Whole(Due),
    /// A local time in the account's zone.
    Local(DateTime),
    /// A local time of a series in the account's zone. If the clocks skip it, it counts as that much later.
    Series(DateTime),
}

impl DueInput {
    /// Reads `2026-12-24`, `2026-12-24T09:00` or `2026-12-24T09:00[Europe/Berlin]`.
    pub fn parse(text: &str) -> Result<Self> {
        let wrong = || {
            let shown = shortened(text);
            Error::invalid(
                "due",
                format!("“{shown}” isn't a date. Write 2026-12-24 or 2026-12-24T09:00[Europe/Berlin]."),
            )
        };
        let (local, zone) = match text.split_once('[') {
            None => (text, None),
            Some((local, zone)) => (local, Some(Zone::parse("due", zone.strip_suffix(']').ok_or_else(wrong)?)?)),
        };
        if !local.contains('T') && zone.is_none() {
            return parse_day("due", local).map(|day| Self::Whole(Due::Day(day)));
        }
        let local = parse_local("due", local).ok_or_else(wrong)?;
        match zone {
            None => Ok(Self::Local(local)),
            Some(zone) => Ok(Self::Whole(Due::Time { local, zone })),
        }
    }

    /// The due date in the account's zone, unless the zone's clocks skip it. An unchanged due date is accepted even
    /// then, because a series can reach such a time.
    pub fn in_zone(self, zone: &Zone, present: Option<&Due>) -> Result<Due> {
        let due = match self {
            Self::Whole(due) => due,
            Self::Local(local) => Due::Time { local, zone: zone.clone() },
            Self::Series(local) => return Ok(Due::Time { local, zone: zone.clone() }),
        };
        if present != Some(&due) {
            due.check_gap()?;
        }
        Ok(due)
    }
}

/// Reads a day such as `2026-12-24`, between the years 1 and 9999.
pub fn parse_day(field: &'static str, text: &str) -> Result<Date> {
    // Accept only this form, so a mistake isn't taken for a day.
    let has_form = text.len() == 10
        && text
            .bytes()
            .enumerate()
            .all(|(at, byte)| if at == 4 || at == 7 { byte == b'-' } else { byte.is_ascii_digit() });
    text.parse().ok().filter(|day: &Date| has_form && day.year() > 0).ok_or_else(|| {
        let name = crate::domain::text::capitalized(&field.replace('_', " "));
        Error::invalid(field, format!("{name} must be a day of the calendar such as 2026-12-24."))
    })
}

/// `2026-12-24T09:00`, optionally with zero seconds.
pub fn parse_local(field: &'static str, text: &str) -> Option<DateTime> {
    let (day, time) = text.split_once('T')?;
    let day = parse_day(field, day).ok()?;
    let digits = |part: &str| part.len() == 2 && part.bytes().all(|byte| byte.is_ascii_digit());
    let mut parts = time.split(':');
    let (hour, minute) = (parts.next()?, parts.next()?);
    let zero_seconds = parts.next().is_none_or(|seconds| seconds == "00") && parts.next().is_none();
    let time = jiff::civil::Time::new(hour.parse().ok()?, minute.parse().ok()?, 0, 0).ok()?;
    Some(day.to_datetime(time)).filter(|_| digits(hour) && digits(minute) && zero_seconds)
}

impl Due {
    /// Refuses a local time that the zone's clocks skip.
    fn check_gap(&self) -> Result<()> {
        let Self::Time { local, zone } = self else { return Ok(()) };
        let ambiguous = zone.rules().to_ambiguous_timestamp(*local).offset();
        if matches!(ambiguous, AmbiguousOffset::Gap { .. }) {
            let (name, shown) = (zone.as_str(), local.strftime("%H:%M on %Y-%m-%d"));
            return Err(Error::invalid(
                "due",
                format!("There is no {shown} in {name}: its clocks are put forward then."),
            ));
        }
        Ok(())
    }

    pub fn date(&self) -> Date {
        match self {
            Self::Day(day) => *day,
            Self::Time { local, .. } => local.date(),
        }
    }

    /// The instant of a due time; `None` for a due day, which ends at a different instant in each zone.
    ///
    /// A time that is skipped because zone rules have changed counts as that much later, and a time that comes twice
    /// counts as the first (RFC 5545, section 3.3.5).
    pub fn instant(&self) -> Option<Timestamp> {
        match self {
            Self::Day(_) => None,
            Self::Time { local, zone } => zone.rules().to_timestamp(*local).ok(),
        }
    }

    /// The local day or time, for recurrences.
    pub fn moment(&self) -> Moment {
        match self {
            Self::Day(day) => Moment::Day(*day),
            Self::Time { local, .. } => Moment::Time(*local),
        }
    }

    /// The same zone with another day or time.
    pub fn moved_to(&self, moment: Moment) -> Self {
        match (self, moment) {
            (Self::Time { zone, .. }, Moment::Time(local)) => Self::Time { local, zone: zone.clone() },
            (Self::Time { local, zone }, Moment::Day(day)) => {
                Self::Time { local: day.to_datetime(local.time()), zone: zone.clone() }
            }
            (Self::Day(_), Moment::Day(day)) => Self::Day(day),
            (Self::Day(_), Moment::Time(local)) => Self::Day(local.date()),
        }
    }

    /// This many days later, at the same time of day; unchanged at the end of the calendar.
    pub fn days_later(&self, days: i32) -> Self {
        let day = self.date().saturating_add(jiff::Span::new().days(days));
        self.moved_to(Moment::Day(day))
    }
}

/// Writes `2026-12-24T14:00`.
pub fn write_local(f: &mut fmt::Formatter<'_>, local: DateTime) -> fmt::Result {
    // Not by `strftime`, which reads its format each time: pages are full of these.
    write!(f, "{}T{:02}:{:02}", local.date(), local.hour(), local.minute())
}

impl fmt::Display for Due {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Day(day) => write!(f, "{day}"),
            Self::Time { local, zone } => {
                write_local(f, *local)?;
                write!(f, "[{}]", zone.as_str())
            }
        }
    }
}

impl FromStr for Due {
    type Err = Error;

    /// Reads a stored due date. A time that its zone now skips is still accepted.
    fn from_str(text: &str) -> Result<Self> {
        let Some((local, zone)) = text.split_once('[') else { return parse_day("due", text).map(Self::Day) };
        let local = parse_local("due", local).ok_or_else(|| Error::invalid("due", "The due date is malformed."))?;
        let zone = Zone::parse("due", zone.strip_suffix(']').unwrap_or(zone))?;
        Ok(Self::Time { local, zone })
    }
}

impl Serialize for Due {
    fn serialize<S: Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Due {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> std::result::Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn whole(text: &str) -> Due {
        match DueInput::parse(text).unwrap() {
            DueInput::Whole(due) => due,
            DueInput::Local(local) | DueInput::Series(local) => panic!("{local} has no zone"),
        }
    }

    #[test]
    fn days_and_times_are_read_and_written_alike() {
        for text in ["2026-12-24", "2026-12-24T09:00[Europe/Berlin]", "2024-02-29", "0001-01-01"] {
            assert_eq!(whole(text).to_string(), text);
        }
        assert_eq!(whole("2026-12-24T09:00:00[europe/berlin]").to_string(), "2026-12-24T09:00[Europe/Berlin]");
        let zone = Zone::parse("zone", "Asia/Tokyo").unwrap();
        let local = DueInput::parse("2026-12-24T09:00").unwrap().in_zone(&zone, None).unwrap();
        assert_eq!(local.to_string(), "2026-12-24T09:00[Asia/Tokyo]");
    }

    #[test]
    fn what_is_no_day_and_no_time_is_refused() {
        for text in [
            "",
            "tomorrow",
            "2026-02-31",
            "2026-2-3",
            "2025-02-29",
            "20261224",
            "2026-12-24T25:00",
            "2026-12-24T9:00",
            "2026-12-24T09:00:30",
            "2026-12-24T09:00[Nowhere]",
            "2026-12-24T09:00[Europe/Berlin",
            "2026-12-24T09:00Z",
            "2026-12-24[Europe/Berlin]",
            "-000001-01-01",
            "+002026-12-24",
            "2026-12-24T09:00[Europe/Berlin][x]",
        ] {
            assert!(DueInput::parse(text).is_err(), "{text:?} was taken");
        }
    }

    #[test]
    fn a_time_that_the_zone_skips_is_refused_and_one_that_comes_twice_is_the_first() {
        let skipped = DueInput::parse("2026-03-29T02:30[Europe/Berlin]").unwrap();
        let error = skipped.clone().in_zone(&Zone::utc(), None).unwrap_err();
        assert!(error.to_string().contains("no 02:30 on 2026-03-29 in Europe/Berlin"), "{error}");
        let present = whole("2026-03-29T02:30[Europe/Berlin]");
        assert_eq!(skipped.in_zone(&Zone::utc(), Some(&present)).unwrap(), present);
        assert_eq!(present.instant().unwrap().to_string(), "2026-03-29T01:30:00Z");
        let twice = whole("2026-10-25T02:30[Europe/Berlin]");
        assert_eq!(twice.instant().unwrap().to_string(), "2026-10-25T00:30:00Z");
    }

    proptest! {
        #[test]
        fn any_text_is_refused_or_read(text in any::<String>()) {
            let _ = DueInput::parse(&text);
        }

        #[test]
        fn the_order_of_texts_is_that_of_local_times(a in 0..4_000_i32, b in 0..4_000_i32) {
            let day = jiff::civil::date(2020, 1, 1);
            let (one, other) = (Due::Day(day).days_later(a), Due::Day(day).days_later(b));
            prop_assert_eq!(one.to_string().cmp(&other.to_string()), a.cmp(&b));
        }
    }
}
