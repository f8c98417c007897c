//! Reads past times as people type them.

use anyhow::bail;
use jiff::Timestamp;
use jiff::civil::{Date, DateTime, Time};

use super::style::printable;
use crate::domain::calendar::Calendar;

/// The instant of `2026-11-20T18:00`, `2026-11-20`, `18:00`, `yesterday` or `yesterday 18:00` on the account's clock,
/// or of an instant with an offset (RFC 3339). A day alone means its noon, or now if noon is still ahead.
pub fn past(text: &str, calendar: &Calendar, now: Timestamp) -> anyhow::Result<Timestamp> {
    let text = text.trim();
    let Some(at) = text.parse().ok().or_else(|| local(text, calendar, now)) else {
        bail!(
            "“{}” is no time. Write one as `2026-11-20T18:00`, `2026-11-20`, `18:00` or `yesterday 18:00`.",
            printable(text)
        );
    };
    if at > now {
        bail!("“{}” is still ahead. What is done was done before now.", printable(text));
    }
    Ok(at)
}

fn local(text: &str, calendar: &Calendar, now: Timestamp) -> Option<Timestamp> {
    let today = calendar.day_of(now);
    let clock = |text: &str| Time::strptime("%H:%M", text).ok();
    let day = |text: &str| match text {
        "today" => Some(today),
        "yesterday" => today.yesterday().ok(),
        _ => Date::strptime("%Y-%m-%d", text).ok(),
    };
    if let Some(day) = day(text) {
        let noon = calendar.instant(day.at(12, 0, 0, 0))?;
        return Some(if day == today { noon.min(now) } else { noon });
    }
    let at: DateTime = match text.split_once([' ', 'T']) {
        Some((of, time)) => day(of)?.to_datetime(clock(time.trim())?),
        None => calendar.local(now).date().to_datetime(clock(text)?),
    };
    calendar.instant(at)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::settings::Settings;
    use crate::domain::time::zone::Zone;

    #[test]
    fn times_that_are_past_are_typed_in_many_ways() {
        let zone = Some(Zone::parse("zone", "Europe/Berlin").unwrap());
        let calendar = Calendar::of(&Settings { zone, ..Settings::default() });
        let now: Timestamp = "2026-11-23T09:00:00Z".parse().unwrap();
        for (text, expected) in [
            ("2026-11-20T18:00", Some("2026-11-20T17:00:00Z")),
            ("2026-11-20 18:00", Some("2026-11-20T17:00:00Z")),
            ("2026-11-20T18:00:00Z", Some("2026-11-20T18:00:00Z")),
            ("2026-11-20T18:00:00-05:00", Some("2026-11-20T23:00:00Z")),
            ("2026-07-20", Some("2026-07-20T10:00:00Z")),
            (" 08:30 ", Some("2026-11-23T07:30:00Z")),
            ("yesterday", Some("2026-11-22T11:00:00Z")),
            ("yesterday 18:00", Some("2026-11-22T17:00:00Z")),
            ("today", Some("2026-11-23T09:00:00Z")),
            ("today 10:00", Some("2026-11-23T09:00:00Z")),
            ("10:01", None),
            ("2026-11-24", None),
            ("2999-01-01T00:00:00Z", None),
            ("2026-02-31", None),
            ("25:00", None),
            ("soon", None),
            ("", None),
        ] {
            let at = past(text, &calendar, now).ok().map(|at| at.to_string());
            assert_eq!(at.as_deref(), expected, "{text}");
        }
    }
}
