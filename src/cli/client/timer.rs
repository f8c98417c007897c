//! The commands for time: `tracker start`, `stop`, `log` and `time`.

mod log;
mod sheet;
mod start;
mod stop;

use anyhow::bail;
use jiff::civil::{Date, Time};
use jiff::{SignedDuration, Timestamp};
use serde::Deserialize;

pub use self::log::Log;
pub use self::sheet::Sheet;
pub use self::start::Start;
pub use self::stop::Stop;

use super::past::past;
use super::server::Server;
use super::style::printable;
use crate::domain::calendar::Calendar;
use crate::domain::capture;
use crate::domain::settings::Settings;

/// The shown parts of a time entry.
#[derive(Debug, Deserialize)]
struct Entry {
    id: i64,
    task_id: Option<i64>,
    note: Option<String>,
    started_at: Option<Timestamp>,
    ended_at: Option<Timestamp>,
    seconds: Option<i64>,
}

/// The account's settings. A newer server may have settings that are unknown here.
fn settings(server: &Server) -> anyhow::Result<Settings> {
    Ok(server.get("/settings")?.read().unwrap_or_default())
}

/// What an entry is for, in words: its task, or its note.
fn name_of(server: &Server, entry: &Entry) -> String {
    #[derive(Deserialize)]
    struct Titled {
        title: String,
    }
    let Some(id) = entry.task_id else { return printable(entry.note.as_deref().unwrap_or("no task")) };
    let task = server.get(&format!("/tasks/{id}"));
    match task.and_then(|answer| answer.read::<Titled>()) {
        Ok(Titled { title }) => printable(&title),
        Err(_) => format!("task {id}"),
    }
}

/// The instant of a past time as people type it, or of so long ago: `-10m`, `-1h30m`.
fn when(text: &str, calendar: &Calendar, now: Timestamp) -> anyhow::Result<Timestamp> {
    match text.strip_prefix('-') {
        None => past(text, calendar, now),
        Some(ago) => Ok(now.checked_sub(SignedDuration::from_mins(minutes(ago)?.into()))?),
    }
}

/// The minutes of `45m`, `1h`, `1h30m` or `1.5h`. A number alone says nothing.
fn minutes(text: &str) -> anyhow::Result<u32> {
    let is_bare = text.trim().parse::<u32>().is_ok();
    match capture::minutes(text).filter(|minutes| *minutes <= 24 * 60 && !is_bare) {
        Some(minutes) => Ok(minutes),
        None => bail!("“{}” is no duration up to a day. Write 45m, 1h or 1h30m.", printable(text)),
    }
}

/// A day up to today: `2026-11-20`, `today` or `yesterday`.
fn day(text: &str, today: Date) -> anyhow::Result<Date> {
    let day = match text {
        "today" => Some(today),
        "yesterday" => today.yesterday().ok(),
        _ => Date::strptime("%Y-%m-%d", text).ok(),
    };
    match day {
        Some(day) => Ok(day),
        None => bail!("“{}” is no day. Write 2026-11-20, today or yesterday.", printable(text)),
    }
}

fn clock(text: &str) -> anyhow::Result<Time> {
    match Time::strptime("%H:%M", text) {
        Ok(time) => Ok(time),
        Err(_) => bail!("“{}” is no time of day. Write 14:00.", printable(text)),
    }
}

/// Seconds for people: `2 h 15 min`.
fn duration(seconds: i64) -> String {
    super::style::duration(u64::try_from((seconds + 30) / 60).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_are_typed_in_many_ways() {
        for (text, expected) in [
            ("45m", Some(45)),
            ("45min", Some(45)),
            ("1h", Some(60)),
            ("1h30m", Some(90)),
            ("1h30", Some(90)),
            (" 2H ", Some(120)),
            ("24h", Some(1_440)),
            ("45", None),
            ("0m", None),
            ("25h", None),
            ("h", None),
            ("soon", None),
            ("", None),
        ] {
            assert_eq!(minutes(text).ok(), expected, "{text}");
        }
    }

    #[test]
    fn a_start_can_be_some_time_ago() {
        let calendar = Calendar::of(&Settings::default());
        let now: Timestamp = "2026-11-23T09:00:00Z".parse().unwrap();
        let at = |text| when(text, &calendar, now).ok().map(|at| at.to_string());
        assert_eq!(at("-10m").as_deref(), Some("2026-11-23T08:50:00Z"));
        assert_eq!(at("08:30").as_deref(), Some("2026-11-23T08:30:00Z"));
        assert_eq!(at("-soon"), None);
    }
}
