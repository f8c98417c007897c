//! Reads `2026-12-24T14:00`, also with its zone.

use jiff::civil::{DateTime, Time};

use super::day::DayPhrase;
use super::day_digits::year_month_day;
use super::reader::{Reader, digits};

/// A local time, and how far its zone is from UTC, in seconds, if that is said.
pub(super) fn moment(reader: &mut Reader) -> Option<(DateTime, Option<i32>)> {
    let core = reader.peek()?.core;
    let (day, time) = core.split_once(['T', 't'])?;
    let Some(DayPhrase::On(date)) = year_month_day(day) else { return None };
    let zone = time.find(['Z', 'z', '+', '-']).unwrap_or(time.len());
    let (time, zone) = time.split_at_checked(zone)?;
    let mut parts = time.split(':');
    let mut number = |most: u16| {
        let part = parts.next()?;
        // A fraction of a second doesn't matter.
        let part = part.split_once(['.', ',']).map_or(part, |(seconds, _)| seconds);
        digits(part, 2).filter(|number| part.len() == 2 && *number <= most).and_then(|number| i8::try_from(number).ok())
    };
    let (hour, minute) = (number(23)?, number(59)?);
    let has_rest = time.len() > "14:00".len();
    if has_rest {
        number(59)?;
    }
    if parts.next().is_some() {
        return None;
    }
    let offset = if zone.is_empty() { None } else { Some(offset(zone)?) };
    let local = date.to_datetime(Time::new(hour, minute, 0, 0).ok()?);
    reader.advance();
    Some((local, offset))
}

/// `Z`, `+01:00` or `+0100`, in seconds.
fn offset(zone: &str) -> Option<i32> {
    if zone.eq_ignore_ascii_case("z") {
        return Some(0);
    }
    let (sign, rest) = match zone.strip_prefix('-') {
        Some(rest) => (-1, rest),
        None => (1, zone.strip_prefix('+')?),
    };
    let (hours, minutes) = rest.split_at_checked(2)?;
    let minutes = minutes.strip_prefix(':').unwrap_or(minutes);
    let (hours, minutes) = (digits(hours, 2)?, if minutes.is_empty() { 0 } else { digits(minutes, 2)? });
    (hours <= 18 && minutes <= 59).then(|| sign * (i32::from(hours) * 3_600 + i32::from(minutes) * 60))
}
