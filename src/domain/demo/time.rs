//! The time entries of the demo data: half a year of days at work, with a holiday, a cold, and blocks of focus.

use jiff::civil::{Date, Weekday};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

use super::habits::{COLD, DAYS, HOLIDAY, before};
use super::mixed;
use crate::domain::tasks::{Estimate, TaskId};

/// What is done besides the tasks.
const NOTES: [&str; 5] = ["Mail and calls", "Team meeting", "Planning", "Reading", "Helping Jonas"];
/// In minutes of the day.
const NOON: i64 = 12 * 60;
const AFTERNOON: i64 = 13 * 60 + 10;
const EVENING: i64 = 17 * 60;
/// The minutes of a block of focus.
const BLOCK: i64 = 25;

/// A task of the demo account that time can be spent on.
#[derive(Debug, Clone, Copy)]
pub struct DemoWork {
    pub id: TaskId,
    pub created_at: Timestamp,
    pub completed_at: Option<Timestamp>,
    pub estimate: Option<Estimate>,
}

/// A time entry of the demo account.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DemoEntry {
    /// What it is for.
    pub task: Option<TaskId>,
    /// What it is for, if that is no task.
    pub note: Option<&'static str>,
    /// When it was.
    pub time: DemoTime,
    /// The minutes that a block of focus aimed at.
    pub target: Option<Estimate>,
}

/// When time was spent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DemoTime {
    /// From and to.
    Span(Timestamp, Timestamp),
    /// So many seconds on a day.
    Amount(Date, i64),
}

/// The time entries up to now, in order. None of them overlap.
pub fn demo_time(tasks: &[DemoWork], now: Timestamp) -> Vec<DemoEntry> {
    let today = now.to_zoned(TimeZone::UTC).date();
    let mut work: Vec<Work> = tasks.iter().zip(0_u32..).map(Work::of).collect();
    // What is done soonest is worked on first.
    work.sort_by_key(|work| work.task.completed_at.unwrap_or(Timestamp::MAX));
    let mut entries = vec![DemoEntry {
        task: None,
        note: Some("Reading on the train"),
        time: DemoTime::Amount(before(today, 9), 45 * 60),
        target: None,
    }];
    for back in (0..=DAYS).rev() {
        let is_within = |(first, last): (i64, i64)| (last..=first).contains(&back);
        if !is_within(HOLIDAY) && !is_within(COLD) {
            add_day(&mut entries, &mut work, before(today, back), u32::try_from(back).unwrap_or(0), now);
        }
    }
    entries
}

/// A task, and how much of its time is not spent yet.
struct Work {
    task: DemoWork,
    left: i64,
}

impl Work {
    /// Most tasks take longer than was thought.
    fn of((task, index): (&DemoWork, u32)) -> Self {
        let share = 8 + pick(index, 300, 11);
        let estimate = task.estimate.map_or(30, |estimate| i64::from(estimate.minutes())).min(8 * 60);
        Self { task: *task, left: (estimate * share / 10).max(5) }
    }

    fn is_there(&self, start: Timestamp, end: Timestamp) -> bool {
        self.left >= 5 && self.task.created_at <= start && self.task.completed_at.is_none_or(|done| done >= end)
    }
}

/// Adds what was done on a day. Saturdays are rare, Sundays are free.
fn add_day(entries: &mut Vec<DemoEntry>, work: &mut [Work], day: Date, index: u32, now: Timestamp) {
    let ends = match day.weekday() {
        Weekday::Sunday => return,
        Weekday::Saturday if pick(index, 301, 5) > 0 => return,
        Weekday::Saturday | Weekday::Friday => NOON + 90,
        _ => EVENING,
    };
    let Ok(midnight) = day.to_zoned(TimeZone::UTC).map(|midnight| midnight.timestamp()) else { return };
    let at = |minutes: i64| midnight.saturating_add(SignedDuration::from_mins(minutes)).unwrap_or(midnight);
    let mut minute = 8 * 60 + 40 + pick(index, 302, 35);
    for part in 0.. {
        let salt = 310 + 3 * part;
        if (NOON..AFTERNOON).contains(&minute) {
            minute = AFTERNOON + pick(index, salt, 20);
        }
        let is_focus = pick(index, salt + 1, 4) == 0;
        let most = if is_focus { BLOCK } else { 20 + pick(index, salt, 80) };
        if minute + most > ends || at(minute + most) >= now {
            break;
        }
        let found = work.iter_mut().find(|work| work.is_there(at(minute), at(minute + most)));
        let (task, minutes) = match found {
            Some(work) if pick(index, salt + 2, 5) > 0 => {
                let minutes = most.min(work.left);
                work.left -= minutes;
                (Some(work.task.id), minutes)
            }
            _ => (None, most),
        };
        let note = usize::try_from(pick(index, salt + 2, 5)).ok().and_then(|note| NOTES.get(note));
        entries.push(DemoEntry {
            task,
            note: note.copied().filter(|_| task.is_none()),
            time: DemoTime::Span(at(minute), at(minute + minutes)),
            target: Estimate::parse(BLOCK).ok().filter(|_| is_focus),
        });
        minute += minutes + if is_focus { 5 } else { pick(index, salt, 3) * pick(index, salt + 1, 25) };
    }
}

fn pick(index: u32, salt: u32, of: u64) -> i64 {
    i64::try_from(mixed(index, salt) % of).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;
    use crate::domain::demo::demo_tasks;

    #[test]
    fn half_a_year_at_work_overlaps_nowhere_and_lies_behind() {
        let now = date(2026, 11, 27).at(15, 20, 0, 0).in_tz("UTC").unwrap().timestamp();
        let tasks: Vec<DemoWork> = demo_tasks(26, now)
            .zip(1..)
            .map(|(task, id)| DemoWork {
                id: TaskId(id),
                created_at: task.created_at,
                completed_at: task.completed_at,
                estimate: task.estimate(),
            })
            .collect();
        let entries = demo_time(&tasks, now);
        let spans: Vec<_> = entries
            .iter()
            .filter_map(|entry| match entry.time {
                DemoTime::Span(start, end) => Some((start, end)),
                DemoTime::Amount(..) => None,
            })
            .collect();
        assert!((400..900).contains(&spans.len()), "{}", spans.len());
        assert_eq!(entries.len() - spans.len(), 1);
        assert!(spans.iter().all(|(start, end)| start < end && *end < now));
        assert!(spans.is_sorted_by(|(_, end), (start, _)| end <= start));
        assert!(entries.iter().all(|entry| entry.task.is_some() != entry.note.is_some()));
        assert!(entries.iter().filter(|entry| entry.task.is_some()).count() > 15);
        assert!(entries.iter().filter(|entry| entry.target.is_some()).count() > 50);
        for entry in &entries {
            let (Some(id), DemoTime::Span(start, end)) = (entry.task, entry.time) else { continue };
            let task = tasks.iter().find(|task| task.id == id).unwrap();
            assert!(task.created_at <= start && task.completed_at.is_none_or(|done| done >= end));
        }
    }
}
