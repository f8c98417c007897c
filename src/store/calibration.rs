//! How estimates turned out, and how much gets done on a weekday.

use std::collections::{BTreeMap, HashSet};

use jiff::civil::Date;
use rusqlite::{Connection, OptionalExtension, named_params};

use crate::domain::Timestamp;
use crate::domain::calendar::Calendar;
use crate::domain::calibration::{Calibration, Sample};
use crate::domain::tasks::{Estimate, TaskId};
use crate::domain::time_entries::{Parts, Source, TimeEntry};
use crate::domain::users::UserId;
use crate::error::Result;
use crate::store::engine::columns::Millis;
use crate::store::engine::failure::Outcome;
use crate::store::time_entries::table::{select_between, select_of_task};
use crate::store::{Store, settings};

/// How far back tasks count.
const DAYS: i64 = 365;
/// For how long before a task may have been worked on.
const LONGEST: i64 = 60;
/// The weeks whose time says how much gets done on a weekday.
const WEEKS: i64 = 8;
/// From how many days on that is said.
const ENOUGH_DAYS: usize = 4;
/// An entry of more than this counts only if it was confirmed.
const LONG: i64 = 10 * 3_600;
/// Less time than this says nothing.
const LEAST: i64 = 60;

impl Store {
    /// How far off the account's estimates were, now or at the end of a day.
    pub async fn calibrate(&self, owner: UserId, day: Option<Date>, now: Timestamp) -> Result<Calibration> {
        self.read(move |connection| {
            let calendar = Calendar::of(&settings::select(connection, owner)?);
            let end = |day: Date| calendar.start_of(day.tomorrow().unwrap_or(day));
            let at = day.map_or(now, |day| end(day).min(now));
            Ok(Calibration::of(&select_samples(connection, owner, at)?))
        })
        .await
    }

    /// The median time kept on each weekday in the last eight weeks, in minutes, Monday first; none for a weekday with time
    /// on fewer than four days.
    pub async fn find_usual_hours(&self, owner: UserId, now: Timestamp) -> Result<[Option<u16>; 7]> {
        self.read(move |connection| {
            let calendar = Calendar::of(&settings::select(connection, owner)?);
            let today = calendar.day_of(now);
            let last = today.yesterday().unwrap_or(today);
            let first = today.saturating_sub(jiff::Span::new().weeks(WEEKS));
            let entries = select_between(connection, owner, &calendar, (first, last), usize::MAX)?;
            let mut days: BTreeMap<Date, i64> = BTreeMap::new();
            let mut parts = Parts::new(&calendar, now);
            for part in entries.iter().flat_map(|entry| parts.of(entry)) {
                if (first..=last).contains(&part.day) {
                    *days.entry(part.day).or_default() += part.seconds;
                }
            }
            Ok(std::array::from_fn(|weekday| median_of(&days, weekday)))
        })
        .await
    }
}

/// The median minutes of the days that fall on a weekday, of which 0 is Monday.
fn median_of(days: &BTreeMap<Date, i64>, weekday: usize) -> Option<u16> {
    let is_on = |day: &Date| usize::try_from(day.weekday().to_monday_zero_offset()) == Ok(weekday);
    let mut minutes: Vec<i64> =
        days.iter().filter(|(day, _)| is_on(day)).map(|(_, seconds)| seconds / 60).filter(|one| *one > 0).collect();
    if minutes.len() < ENOUGH_DAYS {
        return None;
    }
    minutes.sort_unstable();
    let half = minutes.len() / 2;
    let (above, below) = (minutes.get(half)?, minutes.get(half.saturating_sub(1))?);
    let median = if minutes.len().is_multiple_of(2) { (above + below) / 2 } else { *above };
    u16::try_from(median).ok()
}

/// The tasks that were done in the year before an instant with an estimate and with time kept, the newest first.
fn select_samples(connection: &Connection, owner: UserId, at: Timestamp) -> Outcome<Vec<Sample>> {
    let since = ago(at, DAYS);
    let mut timed = connection.prepare_cached(
        "SELECT DISTINCT task_id FROM time_entries INDEXED BY time_entries_by_start
         WHERE user_id = :owner AND started_at >= :since AND started_at <= :at AND started_at IS NOT NULL
           AND deleted_at IS NULL AND task_id IS NOT NULL",
    )?;
    let parameters = named_params! {":owner": owner, ":since": Millis(ago(since, LONGEST)), ":at": Millis(at)};
    let ids: HashSet<TaskId> = timed.query_map(parameters, |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
    let mut select = connection.prepare_cached(
        "SELECT completed_at, project_id, tags, estimate FROM tasks
         WHERE user_id = :owner AND id = :id AND completed_at >= :since AND completed_at <= :at AND NOT dropped
           AND NOT EXISTS (SELECT 1 FROM tasks AS part INDEXED BY tasks_by_parent
                           WHERE part.user_id = :owner AND part.parent_id = tasks.id)",
    )?;
    let mut found = Vec::new();
    for id in ids {
        let parameters = named_params! {":owner": owner, ":id": id, ":since": Millis(since), ":at": Millis(at)};
        let done = select.query_row(parameters, |row| {
            let Millis(completed_at) = row.get(0)?;
            let tags: Option<String> = row.get(2)?;
            let estimate: Option<i64> = row.get(3)?;
            Ok((completed_at, row.get(1)?, tags.unwrap_or_default(), estimate))
        });
        let Some((completed_at, project_id, tags, estimate)) = done.optional()? else { continue };
        let estimate = estimate.and_then(|minutes| Estimate::parse(minutes).ok());
        let Some((estimate, seconds)) = spent(&select_of_task(connection, owner, id)?, estimate, completed_at) else {
            continue;
        };
        let tags = tags.split_ascii_whitespace().map(str::to_owned).collect();
        found.push((completed_at, id, Sample { project_id, tags, estimate, seconds }));
    }
    found.sort_unstable_by_key(|(completed_at, id, _)| std::cmp::Reverse((*completed_at, *id)));
    Ok(found.into_iter().map(|(_, _, sample)| sample).collect())
}

/// What a task was estimated at when time was first kept, or else when it was done, and the seconds it took. None if that
/// says nothing: a later estimate would flatter, and a timer that ran all night would blame.
fn spent(entries: &[TimeEntry], at_the_end: Option<Estimate>, done: Timestamp) -> Option<(Estimate, i64)> {
    let live = || entries.iter().filter(|entry| entry.deleted_at.is_none());
    let is_long = |entry: &TimeEntry| entry.confirmed_at.is_none() && entry.seconds_until(done) > LONG;
    if live().any(is_long) || live().all(|entry| entry.source == Source::Import && entry.day.is_some()) {
        return None;
    }
    let first = live().min_by_key(|entry| (entry.created_at, entry.id))?;
    let seconds = live().map(|entry| entry.seconds_until(done)).sum();
    let estimate = first.estimate.or(at_the_end)?;
    (seconds >= LEAST).then_some((estimate, seconds))
}

fn ago(now: Timestamp, days: i64) -> Timestamp {
    now.saturating_sub(jiff::SignedDuration::from_hours(24 * days)).unwrap_or(Timestamp::MIN)
}
