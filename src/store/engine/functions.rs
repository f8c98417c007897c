//! SQL functions that know time zones, for conditions on days and for urgency.

use rusqlite::functions::{Context, FunctionFlags};
use rusqlite::types::ValueRef;
use rusqlite::{Connection, Error, Result};

use crate::domain::Timestamp;
use crate::domain::calendar::Calendar;
use crate::domain::settings::{DayStart, Settings};
use crate::domain::tasks::Priority;
use crate::domain::tasks::urgency::{Facts, urgency};
use crate::domain::time::due::Due;
use crate::domain::time::zone::Zone;
use crate::store::engine::columns::Millis;

/// A calendar as an SQL argument: `Europe/Berlin 04:00`.
pub fn calendar_argument(settings: &Settings) -> String {
    format!("{} {}", settings.zone_or_utc().as_str(), settings.day_start.0.strftime("%H:%M"))
}

/// Registers the functions with a connection:
///
/// - `due_day(due, calendar)`: the day something is due in a calendar.
/// - `day_of(instant, calendar)`: the day an instant in milliseconds belongs to in a calendar.
/// - `due_instant(due)`: a due time in milliseconds, or NULL for a due day.
/// - `urgency(due, priority, created_at, start, is_blocked, calendar, now)`: how urgent a task is.
pub fn register(connection: &Connection) -> Result<()> {
    let flags = FunctionFlags::SQLITE_UTF8 | FunctionFlags::SQLITE_DETERMINISTIC | FunctionFlags::SQLITE_INNOCUOUS;
    connection.create_scalar_function("due_day", 2, flags, |context| {
        let Some(due) = text(context, 0)? else { return Ok(None) };
        if is_day(due) {
            return Ok(Some(due.to_owned()));
        }
        let calendar = calendar(context, 1)?;
        Ok(Some(calendar.due_day(&parse_due(due)?).to_string()))
    })?;
    connection.create_scalar_function("day_of", 2, flags, |context| {
        let Some(Millis(at)) = context.get(0)? else { return Ok(None) };
        Ok(Some(calendar(context, 1)?.day_of(at).to_string()))
    })?;
    connection.create_scalar_function("due_instant", 1, flags, |context| {
        let Some(due) = text(context, 0)?.filter(|due| !is_day(due)) else { return Ok(None) };
        Ok(parse_due(due)?.instant().map(Millis))
    })?;
    connection.create_scalar_function("urgency", 7, flags, |context| {
        let calendar = calendar(context, 5)?;
        let Millis(created_at) = context.get(2)?;
        let Millis(now) = context.get(6)?;
        let facts = Facts {
            due: text(context, 0)?.map(parse_due).transpose()?,
            priority: Priority::ALL.get(context.get::<usize>(1)?).copied().unwrap_or_default(),
            created_at,
            start: text(context, 3)?.map(|day| day.parse().map_err(failed)).transpose()?,
            is_blocked: context.get(4)?,
        };
        Ok(urgency(&facts, &calendar, now))
    })
}

fn text<'c>(context: &'c Context<'_>, index: usize) -> Result<Option<&'c str>> {
    match context.get_raw(index) {
        ValueRef::Null => Ok(None),
        value => value.as_str().map(Some).map_err(failed),
    }
}

fn is_day(due: &str) -> bool {
    due.len() == 10
}

fn parse_due(due: &str) -> Result<Due> {
    due.parse().map_err(failed)
}

/// The calendar is the same in every row, so SQLite caches it as auxiliary data.
fn calendar(context: &Context<'_>, index: i32) -> Result<std::sync::Arc<Calendar>> {
    context.get_or_create_aux(index, |value| -> std::result::Result<Calendar, crate::error::Error> {
        let text = value.as_str().map_err(crate::error::Error::internal)?;
        let (zone, day_start) = text.rsplit_once(' ').unwrap_or((text, "00:00"));
        let (zone, day_start) = (Some(Zone::parse("zone", zone)?), DayStart::parse(day_start)?);
        Ok(Calendar::of(&Settings { zone, day_start, ..Settings::default() }))
    })
}

fn failed(error: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Error {
    Error::UserFunctionError(error.into())
}

/// An instant in SQL, in milliseconds.
pub fn millis(at: Timestamp) -> i64 {
    at.as_millisecond()
}
