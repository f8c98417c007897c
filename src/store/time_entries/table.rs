//! The rows of time entries, deleted ones included.

use jiff::civil::Date;
use rusqlite::{Connection, OptionalExtension, named_params};

use crate::domain::Timestamp;
use crate::domain::calendar::Calendar;
use crate::domain::log::change::ObjectKind;
use crate::domain::tasks::TaskId;
use crate::domain::time_entries::{TimeEntry, TimeEntryId};
use crate::domain::users::UserId;
use crate::error::Error;
use crate::store::engine::columns::Millis;
use crate::store::engine::failure::{Failure, Outcome};
use crate::store::engine::table::table;
use crate::store::log::stored::{Stored, deleted_rows_stay};
use crate::store::log::touched::Touched;

table! {
    TimeEntry [columns, parameters, assignments]
    fixed { id, uid, created_at }
    {
        version, task_id, note, started_at, ended_at, day, seconds, zone, target, estimate, source, confirmed_at, updated_at,
        deleted_at,
    }
    also {}
    apart {}
}

/// Selects time entries, with what follows the name of the table.
macro_rules! select_entries {
    ($rest:expr) => {
        concat!("SELECT ", columns!(), " FROM time_entries ", $rest)
    };
}

impl Stored for TimeEntry {
    deleted_rows_stay!("time_entries");

    fn size(&self) -> usize {
        self.note.as_ref().map_or(0, |note| note.as_str().len())
    }

    fn check_references(&self, connection: &Connection, owner: UserId, before: Option<&Self>) -> Outcome<()> {
        check_alone(connection, owner, self)?;
        let Some(task) = self.task_id.filter(|task| before.and_then(|before| before.task_id) != Some(*task)) else {
            return Ok(());
        };
        let mut select = connection.prepare_cached(
            "SELECT EXISTS (SELECT 1 FROM tasks WHERE user_id = :owner AND id = :id)
                 OR EXISTS (SELECT 1 FROM trashed_tasks WHERE user_id = :owner AND id = :id)",
        )?;
        if !select.query_row(named_params! {":owner": owner, ":id": task}, |row| row.get(0))? {
            return Err(Error::invalid("task_id", "There is no such task.").into());
        }
        Ok(())
    }

    fn note(&self, before: Option<&Self>, touched: &mut Touched) {
        let span = |entry: &Self| (entry.started_at, entry.ended_at, entry.deleted_at.is_some());
        if self.started_at.is_some() && self.deleted_at.is_none() && before.map(span) != Some(span(self)) {
            touched.ask(ObjectKind::TimeEntry, self.id.0, check_room);
        }
    }
}

/// Refuses a second entry that runs, because the index would do so without a sentence.
fn check_alone(connection: &Connection, owner: UserId, entry: &TimeEntry) -> Outcome<()> {
    if !entry.is_running() || entry.deleted_at.is_some() {
        return Ok(());
    }
    match select_running(connection, owner)?.filter(|running| running.id != entry.id) {
        Some(_) => Err(Error::conflict("ended_at", "The timer runs already. Stop it first.").into()),
        None => Ok(()),
    }
}

/// Refuses an entry that overlaps another. Since the others don't overlap, only the last that begins before its end can.
pub fn check_room(connection: &Connection, owner: UserId, number: i64) -> Outcome<()> {
    let entry = TimeEntry::select_anywhere(connection, owner, number)?.filter(|entry| entry.deleted_at.is_none());
    let Some((start, end)) = entry.and_then(|entry| entry.span()) else { return Ok(()) };
    let mut select = connection.prepare_cached(
        "SELECT id FROM (
           SELECT id, started_at, ended_at FROM time_entries INDEXED BY time_entries_by_start
           WHERE user_id = :owner AND started_at IS NOT NULL AND deleted_at IS NULL AND started_at < :end AND id <> :id
           ORDER BY started_at DESC LIMIT 1
         ) WHERE ended_at IS NULL OR ended_at > :start",
    )?;
    let end = end.map_or(i64::MAX, Timestamp::as_millisecond);
    let parameters = named_params! {":owner": owner, ":start": Millis(start), ":end": end, ":id": number};
    match select.query_row(parameters, |row| row.get::<_, TimeEntryId>(0)).optional()? {
        None => Ok(()),
        Some(_) => Err(Error::conflict("started_at", "Another time entry is at the same time.").into()),
    }
}

/// A time entry that is not deleted.
pub fn select(connection: &Connection, owner: UserId, id: TimeEntryId) -> Outcome<TimeEntry> {
    let entry = TimeEntry::select_anywhere(connection, owner, id.0)?;
    entry.filter(|entry| entry.deleted_at.is_none()).ok_or(Failure::Refused(Error::NotFound("time entry")))
}

/// The entry that runs.
pub fn select_running(connection: &Connection, owner: UserId) -> Outcome<Option<TimeEntry>> {
    let mut select = connection.prepare_cached(select_entries!(
        "INDEXED BY running_time_entries
         WHERE user_id = :owner AND started_at IS NOT NULL AND ended_at IS NULL AND deleted_at IS NULL"
    ))?;
    Ok(select.query_row(named_params! {":owner": owner}, read_columns).optional()?)
}

/// The entry that began last, which also ends last.
pub fn select_last(connection: &Connection, owner: UserId) -> Outcome<Option<TimeEntry>> {
    let mut select = connection.prepare_cached(select_entries!(
        "INDEXED BY time_entries_by_start
         WHERE user_id = :owner AND started_at IS NOT NULL AND deleted_at IS NULL ORDER BY started_at DESC LIMIT 1"
    ))?;
    Ok(select.query_row(named_params! {":owner": owner}, read_columns).optional()?)
}

/// The entries that began last, the newest first.
pub fn select_newest(connection: &Connection, owner: UserId, most: usize) -> Outcome<Vec<TimeEntry>> {
    let mut select = connection.prepare_cached(select_entries!(
        "INDEXED BY time_entries_by_start
         WHERE user_id = :owner AND started_at IS NOT NULL AND deleted_at IS NULL ORDER BY started_at DESC LIMIT :most"
    ))?;
    let parameters = named_params! {":owner": owner, ":most": i64::try_from(most).unwrap_or(i64::MAX)};
    Ok(select.query_map(parameters, read_columns)?.collect::<rusqlite::Result<_>>()?)
}

/// The entries that overlap a span, the last first. No end means that it runs.
pub fn select_overlapping(
    connection: &Connection,
    owner: UserId,
    start: Timestamp,
    end: Option<Timestamp>,
    except: Option<TimeEntryId>,
) -> Outcome<Vec<TimeEntry>> {
    let mut select = connection.prepare_cached(select_entries!(
        "INDEXED BY time_entries_by_start
         WHERE user_id = :owner AND started_at IS NOT NULL AND deleted_at IS NULL AND started_at < :end
         ORDER BY started_at DESC"
    ))?;
    let end = end.map_or(i64::MAX, Timestamp::as_millisecond);
    let mut found = Vec::new();
    for entry in select.query_map(named_params! {":owner": owner, ":end": end}, read_columns)? {
        let entry = entry?;
        if Some(entry.id) == except {
            continue;
        }
        // Since they don't overlap each other, whatever began before this one has ended too.
        if entry.ended_at.is_some_and(|ended_at| ended_at <= start) {
            break;
        }
        found.push(entry);
    }
    Ok(found)
}

/// The spans of some days, with a few around them, and the amounts of these days, in order of time, up to a number.
pub fn select_between(
    connection: &Connection,
    owner: UserId,
    calendar: &Calendar,
    (first, last): (Date, Date),
    most: usize,
) -> Outcome<Vec<TimeEntry>> {
    let (from, to) = around(calendar, first, last);
    let mut entries = select_overlapping(connection, owner, from, Some(to), None)?;
    entries.reverse();
    let mut select = connection.prepare_cached(select_entries!(
        "INDEXED BY time_entries_by_day
         WHERE user_id = :owner AND day IS NOT NULL AND deleted_at IS NULL AND day >= :first AND day <= :last
         ORDER BY day, id LIMIT :most"
    ))?;
    let parameters = named_params! {
        ":owner": owner, ":first": first.to_string(), ":last": last.to_string(),
        ":most": i64::try_from(most).unwrap_or(i64::MAX)
    };
    for entry in select.query_map(parameters, read_columns)? {
        entries.push(entry?);
    }
    entries.truncate(most);
    Ok(entries)
}

/// The entries of a task, deleted ones included, the newest first.
pub fn select_of_task(connection: &Connection, owner: UserId, task: TaskId) -> Outcome<Vec<TimeEntry>> {
    let mut select = connection.prepare_cached(select_entries!(
        "INDEXED BY time_entries_by_task WHERE user_id = :owner AND task_id = :task ORDER BY id DESC"
    ))?;
    Ok(select
        .query_map(named_params! {":owner": owner, ":task": task}, read_columns)?
        .collect::<rusqlite::Result<_>>()?)
}

/// The next free number.
pub fn next_number(connection: &Connection, owner: UserId) -> Outcome<TimeEntryId> {
    let mut next = connection.prepare_cached(
        "UPDATE counters SET next_time_entry_id = next_time_entry_id + 1 WHERE user_id = :owner
         RETURNING next_time_entry_id - 1",
    )?;
    Ok(next.query_row(named_params! {":owner": owner}, |row| row.get(0))?)
}

/// The last entry that began before an instant.
pub fn select_before(connection: &Connection, owner: UserId, at: Timestamp) -> Outcome<Option<TimeEntry>> {
    let mut select = connection.prepare_cached(select_entries!(
        "INDEXED BY time_entries_by_start
         WHERE user_id = :owner AND started_at IS NOT NULL AND deleted_at IS NULL AND started_at < :at
         ORDER BY started_at DESC LIMIT 1"
    ))?;
    Ok(select.query_row(named_params! {":owner": owner, ":at": Millis(at)}, read_columns).optional()?)
}

/// The instants between which the spans of some days lie, whatever their zones: clocks differ by 26 hours at most, and days begin
/// before noon.
pub fn around(calendar: &Calendar, first: Date, last: Date) -> (Timestamp, Timestamp) {
    let furthest = jiff::SignedDuration::from_hours(26 + 12);
    let end = calendar.start_of(last.tomorrow().unwrap_or(last));
    let from = calendar.start_of(first).saturating_sub(furthest).unwrap_or(Timestamp::MIN);
    (from, end.saturating_add(furthest).unwrap_or(Timestamp::MAX))
}
