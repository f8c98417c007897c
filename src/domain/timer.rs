//! The timer: the time entry that runs, and what to know about it.

use serde::Serialize;
use utoipa::ToSchema;

use crate::domain::Timestamp;
use crate::domain::settings::{Focus, FocusStyle};
use crate::domain::tasks::{Estimate, TaskId, Title};
use crate::domain::time_entries::{TimeEntry, TimedTask, When, seconds_between};

/// What to start.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Start {
    pub task_id: Option<TaskId>,
    pub note: Option<Title>,
    /// When it began; now by default.
    pub at: Option<When>,
    /// The minutes that a focus block aims at.
    pub target: Option<Estimate>,
    /// Whether other entries give way.
    pub adjust: bool,
}

/// The timer now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Timer {
    /// The server's time, to measure the difference of the client's clock by.
    pub now: Timestamp,
    /// The entry that runs.
    #[schema(required = true)]
    pub running: Option<TimeEntry>,
    /// The task of the entry that runs, or else of the last one.
    #[schema(required = true)]
    pub task: Option<TimedTask>,
    /// The entry that ended last.
    #[schema(required = true)]
    pub last: Option<TimeEntry>,
    /// Until when somebody was there, if nobody was for long while the timer ran, and nobody has said since what to do about
    /// it.
    #[schema(required = true)]
    pub away_since: Option<Timestamp>,
    /// The break after the last entry, if that was a block of focus that reached its target less than an hour ago, and nothing
    /// runs. It may be over.
    #[schema(required = true)]
    pub pause: Option<FocusPause>,
}

/// The break after a block of focus.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
pub struct FocusPause {
    /// When it began, which is when the block ended.
    pub started_at: Timestamp,
    /// How many minutes it is meant to be.
    pub minutes: u16,
    /// How many blocks have reached their target without an hour's gap between them.
    pub cycle: usize,
}

/// Blocks further apart than this are no longer of one row.
const ROW_ENDS: i64 = 3_600;
/// A block that is stopped as its page shows zero has reached its target, even if the server's clock is a moment behind.
const GRACE: i64 = 5;
/// The share of a block that the break after it has in the style `flow`, and its least and most minutes.
const FLOW: (i64, i64, i64) = (5, 1, 30);

impl FocusPause {
    /// The break at an instant. The entries are the last ones, the newest first; none of them runs.
    pub fn after(entries: &[TimeEntry], focus: &Focus, now: Timestamp) -> Option<Self> {
        let block = entries.first().filter(|entry| has_reached_target(entry))?;
        let (started_at, Some(ended_at)) = block.span()? else { return None };
        if seconds_between(ended_at, now) >= ROW_ENDS {
            return None;
        }
        let cycle = blocks_in_row(entries, ended_at);
        let minutes = match focus.style {
            FocusStyle::Countdown => return None,
            FocusStyle::Pomodoro if cycle.is_multiple_of(usize::from(focus.every.max(1))) => focus.long_pause,
            FocusStyle::Pomodoro => focus.pause,
            FocusStyle::Flow => {
                let (share, least, most) = FLOW;
                let minutes = (seconds_between(started_at, ended_at) / 60 / share).clamp(least, most);
                u16::try_from(minutes).unwrap_or(focus.pause)
            }
        };
        Some(Self { started_at: ended_at, minutes, cycle })
    }
}

fn has_reached_target(entry: &TimeEntry) -> bool {
    let (Some(target), Some((started_at, Some(ended_at)))) = (entry.target, entry.span()) else { return false };
    seconds_between(started_at, ended_at) >= i64::from(target.minutes()) * 60 - GRACE
}

/// How many of the blocks reached their target, up to the first gap.
fn blocks_in_row(entries: &[TimeEntry], mut until: Timestamp) -> usize {
    let mut count = 0;
    for block in entries.iter().filter(|entry| entry.target.is_some()) {
        let Some((started_at, Some(ended_at))) = block.span() else { continue };
        if seconds_between(ended_at, until) >= ROW_ENDS {
            break;
        }
        count += usize::from(has_reached_target(block));
        until = started_at;
    }
    count
}

#[cfg(test)]
mod tests {
    use jiff::SignedDuration;
    use jiff::civil::date;

    use super::*;
    use crate::domain::log::change::ChangeId;
    use crate::domain::time::zone::Zone;
    use crate::domain::time_entries::{Source, TimeEntryId};

    /// So many minutes and seconds after nine.
    fn at(minutes: i64, seconds: i64) -> Timestamp {
        let nine = date(2026, 11, 27).at(9, 0, 0, 0).in_tz("UTC").unwrap().timestamp();
        nine.checked_add(SignedDuration::from_secs(60 * minutes + seconds)).unwrap()
    }

    /// An entry from and to so many minutes after nine.
    fn entry((from, to, target): (i64, i64, Option<i64>)) -> TimeEntry {
        TimeEntry {
            id: TimeEntryId(from + 1),
            uid: uuid::Uuid::nil(),
            version: ChangeId(1),
            task_id: None,
            note: None,
            started_at: Some(at(from, 0)),
            ended_at: Some(at(to, 0)),
            day: None,
            seconds: None,
            zone: Zone::utc(),
            target: target.map(|minutes| Estimate::parse(minutes).unwrap()),
            estimate: None,
            source: Source::Timer,
            confirmed_at: None,
            created_at: at(from, 0),
            updated_at: at(to, 0),
            deleted_at: None,
        }
    }

    /// The minutes of the break and the blocks in the row, after entries in order of time.
    fn pause(style: FocusStyle, entries: &[(i64, i64, Option<i64>)], now: Timestamp) -> Option<(u16, usize)> {
        let entries: Vec<TimeEntry> = entries.iter().rev().copied().map(entry).collect();
        let pause = FocusPause::after(&entries, &Focus { style, ..Focus::default() }, now)?;
        assert_eq!(Some(pause.started_at), entries[0].ended_at);
        Some((pause.minutes, pause.cycle))
    }

    const BLOCK: Option<i64> = Some(25);

    #[test]
    fn a_break_follows_a_block_that_reached_its_target() {
        use FocusStyle::{Countdown, Flow, Pomodoro};
        let one: &[_] = &[(0, 25, BLOCK)];
        let three: &[_] = &[(0, 25, BLOCK), (30, 56, BLOCK), (60, 85, BLOCK)];
        let four: &[_] = &[(0, 25, BLOCK), (30, 56, BLOCK), (60, 85, BLOCK), (95, 120, BLOCK)];
        let five: &[_] = &[(0, 25, BLOCK), (30, 55, BLOCK), (60, 85, BLOCK), (90, 115, BLOCK), (130, 155, BLOCK)];
        for (style, entries, now, expected) in [
            (Pomodoro, &[][..], at(25, 0), None),
            (Pomodoro, one, at(25, 0), Some((5, 1))),
            (Pomodoro, one, at(40, 0), Some((5, 1))), // over, but the row goes on
            (Pomodoro, one, at(84, 59), Some((5, 1))),
            (Pomodoro, one, at(85, 0), None),
            (Pomodoro, one, at(20, 0), Some((5, 1))), // the clock was put back
            (Pomodoro, &[(0, 24, BLOCK)], at(24, 0), None),
            (Pomodoro, &[(0, 25, None)], at(25, 0), None),
            (Pomodoro, three, at(85, 0), Some((5, 3))),
            (Pomodoro, four, at(120, 0), Some((15, 4))),
            (Pomodoro, five, at(155, 0), Some((5, 5))),
            // One that was given up neither counts nor ends the row, and neither does other work.
            (Pomodoro, &[(0, 25, BLOCK), (30, 40, BLOCK), (45, 70, BLOCK)], at(70, 0), Some((5, 2))),
            (Pomodoro, &[(0, 25, BLOCK), (30, 60, None), (65, 90, BLOCK)], at(90, 0), Some((5, 2))),
            (Pomodoro, &[(0, 25, BLOCK), (25, 35, None)], at(35, 0), None),
            // An hour without one ends it.
            (Pomodoro, &[(0, 25, BLOCK), (85, 110, BLOCK)], at(110, 0), Some((5, 1))),
            (Pomodoro, &[(0, 25, BLOCK), (84, 109, BLOCK)], at(109, 0), Some((5, 2))),
            // A tab that slept makes a block longer than it was meant to be, and nothing else.
            (Pomodoro, &[(0, 600, BLOCK)], at(600, 0), Some((5, 1))),
            (Flow, one, at(25, 0), Some((5, 1))),
            (Flow, &[(0, 90, BLOCK)], at(90, 0), Some((18, 1))),
            (Flow, &[(0, 600, BLOCK)], at(600, 0), Some((30, 1))),
            (Flow, &[(0, 2, Some(2))], at(2, 0), Some((1, 1))),
            (Countdown, one, at(25, 0), None),
        ] {
            assert_eq!(pause(style, entries, now), expected, "{style:?} after {entries:?} at {now}");
        }
    }

    #[test]
    fn a_block_that_is_stopped_at_zero_has_reached_its_target() {
        let ended = |seconds| TimeEntry { ended_at: Some(at(24, seconds)), ..entry((0, 25, BLOCK)) };
        for (seconds, is_reached) in [(54, false), (55, true), (60, true)] {
            let pause = FocusPause::after(&[ended(seconds)], &Focus::default(), at(25, 0));
            assert_eq!(pause.is_some(), is_reached, "{seconds}");
        }
    }
}
