//! Makes room for a time entry, or says what is in its way.

use jiff::civil::DateTime;

use crate::domain::Timestamp;
use crate::domain::calendar::Calendar;
use crate::domain::time_entries::{TimeEntry, Trim, make_room};
use crate::error::{Error, Result};
use crate::store::engine::columns::new_uid;
use crate::store::engine::failure::Outcome;
use crate::store::log::recorder::Recorder;
use crate::store::time_entries::select_timed;
use crate::store::time_entries::table::{next_number, select_overlapping};

/// Lets other entries give way to this one if they may, and refuses it otherwise. An entry that is typed to the minute at
/// which another one ends begins where that one ends.
pub fn clear(recorder: &mut Recorder<'_>, entry: &mut TimeEntry, adjust: bool) -> Outcome<()> {
    let Some((mut start, end)) = entry.span() else { return Ok(()) };
    let (connection, owner) = (recorder.connection, recorder.owner);
    let mut others = select_overlapping(connection, owner, start, end, Some(entry.id))?;
    if let Some(ended_at) = others.last().and_then(|first| first.ended_at)
        && is_whole_minute(start)
        && ended_at.duration_since(start).as_secs() < 60
        && end.is_none_or(|end| ended_at < end)
    {
        start = ended_at;
        entry.started_at = Some(start);
        others.pop();
    }
    if !others.is_empty() && !adjust {
        return Err(refusal(recorder, &others)?.into());
    }
    for other in others {
        let Some(trim) = make_room(&other, start, end) else { continue };
        give_way(recorder, &other, trim)?;
    }
    Ok(())
}

fn is_whole_minute(at: Timestamp) -> bool {
    at.as_millisecond().rem_euclid(60_000) == 0
}

fn give_way(recorder: &mut Recorder<'_>, entry: &TimeEntry, trim: Trim) -> Outcome<()> {
    let updated_at = recorder.at;
    match trim {
        Trim::Ends(at) => {
            recorder.change(entry, TimeEntry { ended_at: Some(at), updated_at, ..entry.clone() })?;
        }
        Trim::Starts(at) => {
            recorder.change(entry, TimeEntry { started_at: Some(at), updated_at, ..entry.clone() })?;
        }
        Trim::Splits(end, start) => {
            split(recorder, entry, end, start)?;
        }
        Trim::Removes => {
            recorder.change(entry, TimeEntry { deleted_at: Some(recorder.at), ..entry.clone() })?;
        }
    }
    Ok(())
}

/// Ends an entry at an instant, and makes a second one of the rest from another. Returns both.
pub fn split(
    recorder: &mut Recorder<'_>,
    entry: &TimeEntry,
    end: Timestamp,
    start: Timestamp,
) -> Outcome<(TimeEntry, TimeEntry)> {
    let first = TimeEntry { ended_at: Some(end), updated_at: recorder.at, ..entry.clone() };
    let first = recorder.change(entry, first)?;
    let rest = TimeEntry {
        id: next_number(recorder.connection, recorder.owner)?,
        uid: new_uid(recorder.at),
        started_at: Some(start),
        created_at: recorder.at,
        updated_at: recorder.at,
        ..entry.clone()
    };
    Ok((first, recorder.add(rest)?))
}

/// How many of the entries in the way are named.
const MOST_NAMED: usize = 3;

/// Says which entries are in the way.
fn refusal(recorder: &Recorder<'_>, others: &[TimeEntry]) -> Outcome<Error> {
    let settings = crate::store::settings::select(recorder.connection, recorder.owner)?;
    let calendar = Calendar::of(&settings);
    let mut named = Vec::new();
    let ids = others.iter().rev().take(MOST_NAMED).filter_map(|other| other.task_id);
    let tasks = select_timed(recorder.connection, recorder.owner, ids)?;
    for other in others.iter().rev().take(MOST_NAMED) {
        let name = match (&other.note, other.task_id.and_then(|id| tasks.get(&id))) {
            (Some(note), _) => format!("“{}”", note.as_str()),
            (None, Some(task)) => format!("“{}”", task.title.as_str()),
            (None, None) => "an entry".to_owned(),
        };
        let local = calendar.in_zone(&other.zone);
        let clock = |at: Timestamp| hours(local.local(at));
        let from = other.started_at.map(clock).unwrap_or_default();
        let to = other.ended_at.map_or_else(|| "now".to_owned(), clock);
        named.push(format!("{name} {from}–{to}"));
    }
    let more = others.len().saturating_sub(MOST_NAMED);
    if more > 0 {
        named.push(format!("{more} more"));
    }
    let sentence = format!("At that time there is already {}.", in_words(&named));
    Ok(Error::conflict("started_at", sentence))
}

fn hours(local: DateTime) -> String {
    format!("{:02}:{:02}", local.hour(), local.minute())
}

fn in_words(names: &[String]) -> String {
    match names {
        [all @ .., last] if !all.is_empty() => format!("{} and {last}", all.join(", ")),
        _ => names.concat(),
    }
}

/// Refuses an instant at which an entry can't be split.
pub fn check_split(entry: &TimeEntry, at: Timestamp) -> Result<()> {
    let lies_within = entry.span().is_some_and(|(from, to)| at > from && to.is_none_or(|to| at < to));
    if lies_within {
        return Ok(());
    }
    Err(Error::invalid("at", "An entry can be split only between its beginning and its end."))
}
