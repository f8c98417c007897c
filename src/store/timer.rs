//! The timer in the database: the time entry that runs, and when somebody was last there.

use rusqlite::{Connection, OptionalExtension, named_params};

use crate::domain::Timestamp;
use crate::domain::log::act::Act;
use crate::domain::log::change::{Action, Written};
use crate::domain::time_entries::{Source, TimeEntry, When};
use crate::domain::timer::{FocusPause, Start, Timer};
use crate::domain::users::UserId;
use crate::error::{Error, Result};
use crate::store::engine::columns::Millis;
use crate::store::engine::failure::Outcome;
use crate::store::log::recorder::Recorder;
use crate::store::time_entries::room::clear;
use crate::store::time_entries::table::{select_before, select_last, select_newest, select_running};
use crate::store::time_entries::{blank, select_timed};
use crate::store::{Store, settings};

/// After how many minutes without anybody the timer counts as forgotten.
const AWAY: jiff::SignedDuration = jiff::SignedDuration::from_mins(60);
/// How many entries a row of focus blocks is looked for in: more than a day has.
const IN_ROW: usize = 100;

impl Store {
    /// The entry that runs, or the last one.
    pub async fn find_timer(&self, owner: UserId, now: Timestamp) -> Result<Timer> {
        self.read(move |connection| {
            // The one that runs began last.
            let running = select_running(connection, owner)?;
            let last = match running.as_ref().and_then(|running| running.started_at) {
                Some(start) => select_before(connection, owner, start)?,
                None => select_last(connection, owner)?,
            };
            let task_id = running.as_ref().or(last.as_ref()).and_then(|entry| entry.task_id);
            let task = select_timed(connection, owner, task_id)?.into_values().next();
            let away_since = running.as_ref().map(|entry| away_since(connection, owner, entry)).transpose()?.flatten();
            let pause = match (&running, &last) {
                (None, Some(last)) if last.target.is_some() => find_pause(connection, owner, now)?,
                _ => None,
            };
            Ok(Timer { now, running, task, last, away_since, pause })
        })
        .await
    }

    /// Starts the timer, and stops the entry that runs at the same instant. What runs already goes on running.
    pub async fn start_timer(&self, act: Act, start: Start) -> Result<Written<TimeEntry>> {
        self.act(act, Some(Action::Start), move |recorder| {
            note_presence(recorder.connection, recorder.owner, recorder.at)?;
            start_timer(recorder, start)
        })
        .await
    }

    /// Stops the timer and returns the entry; `None` if nothing runs.
    pub async fn stop_timer(&self, act: Act, at: Option<When>) -> Result<Written<Option<TimeEntry>>> {
        self.act(act, Some(Action::Stop), move |recorder| {
            let Some(running) = select_running(recorder.connection, recorder.owner)? else { return Ok(None) };
            let at = at.map(|at| at.in_zone("at", &running.zone, recorder.at)).transpose()?;
            if at.is_some_and(|at| running.started_at.is_some_and(|started_at| at <= started_at)) {
                return Err(Error::invalid("at", "It can't end before it starts.").into());
            }
            let stopped = running.stopped(at.unwrap_or(recorder.at), recorder.at);
            recorder.change(&running, stopped).map(Some)
        })
        .await
    }

    /// Notes that somebody is there.
    pub async fn note_presence(&self, owner: UserId, now: Timestamp) -> Result<()> {
        self.write(move |connection| note_presence(connection, owner, now)).await
    }
}

fn note_presence(connection: &Connection, owner: UserId, now: Timestamp) -> Outcome<()> {
    let mut note = connection.prepare_cached(
        "INSERT INTO presence (user_id, seen_at) VALUES (:owner, :now)
         ON CONFLICT (user_id) DO UPDATE SET
           away_since = iif(:now - seen_at > :away, seen_at, away_since),
           seen_at = max(seen_at, :now)",
    )?;
    let away = i64::try_from(AWAY.as_millis()).unwrap_or(i64::MAX);
    note.execute(named_params! {":owner": owner, ":now": Millis(now), ":away": away})?;
    Ok(())
}

/// Until when somebody was there, if nobody was for long since this entry began or was confirmed.
fn away_since(connection: &Connection, owner: UserId, running: &TimeEntry) -> Outcome<Option<Timestamp>> {
    let mut select = connection.prepare_cached("SELECT away_since FROM presence WHERE user_id = :owner")?;
    let away: Option<Option<Millis>> =
        select.query_row(named_params! {":owner": owner}, |row| row.get(0)).optional()?;
    let known = running.confirmed_at.max(running.started_at);
    Ok(away.flatten().map(|Millis(at)| at).filter(|at| known.is_none_or(|known| *at >= known)))
}

/// The break after the last entry, which is a block of focus.
fn find_pause(connection: &Connection, owner: UserId, now: Timestamp) -> Outcome<Option<FocusPause>> {
    let focus = settings::select(connection, owner)?.focus;
    Ok(FocusPause::after(&select_newest(connection, owner, IN_ROW)?, &focus, now))
}

fn start_timer(recorder: &mut Recorder<'_>, start: Start) -> Outcome<TimeEntry> {
    let running = select_running(recorder.connection, recorder.owner)?;
    let is_the_same = |running: &TimeEntry| {
        running.task_id == start.task_id
            && (start.task_id.is_some() || running.note == start.note)
            && (start.target.is_none() || running.target == start.target)
    };
    if let Some(running) = running.as_ref().filter(|running| is_the_same(running)) {
        return Ok(running.clone());
    }
    let mut entry = blank(recorder, start.task_id, Source::Timer)?;
    (entry.note, entry.target) = (start.note, start.target);
    let at = start.at.map(|at| at.in_zone("at", &entry.zone, recorder.at)).transpose()?;
    let at = at.unwrap_or(recorder.at);
    if recorder.at.duration_since(at) > jiff::SignedDuration::from_hours(24) {
        return Err(Error::invalid("at", "The timer can be started 24 hours ago at most.").into());
    }
    let is_now = start.at.is_none();
    // What is running ends where this begins. If it began later than that, it is in the way like any other.
    let running = running.filter(|running| is_now || running.started_at.is_some_and(|started_at| started_at < at));
    let mut begins = at;
    if let Some(running) = running {
        let stopped = recorder.change(&running, running.stopped(at, recorder.at))?;
        begins = stopped.ended_at.unwrap_or(at);
    }
    if is_now && let Some(last) = select_last(recorder.connection, recorder.owner)? {
        // After the clock was put back, the last entry may end later than now. Starting never fails.
        begins = begins.max(last.ended_at.unwrap_or(begins));
    }
    entry.started_at = Some(begins);
    clear(recorder, &mut entry, start.adjust)?;
    recorder.add(entry)
}
