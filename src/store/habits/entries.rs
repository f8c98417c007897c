//! The rows of what was answered for the days of habits, cleared ones included.

use jiff::civil::Date;
use rusqlite::{Connection, OptionalExtension, named_params};

use crate::domain::habits::{Habit, HabitEntry, HabitEntryId, HabitId, Known, NewEntry};
use crate::domain::log::change::ChangeId;
use crate::domain::log::precondition::IfMatch;
use crate::domain::users::UserId;
use crate::error::Error;
use crate::store::engine::columns::new_uid;
use crate::store::engine::failure::Outcome;
use crate::store::engine::table::{read_next, table};
use crate::store::log::recorder::Recorder;
use crate::store::log::stored::Stored;

table! {
    HabitEntry [columns, parameters, assignments]
    fixed { id, uid, habit_id, day, created_at }
    { version, state, value, note, updated_at, deleted_at }
    also {}
    apart {}
}

impl Stored for HabitEntry {
    fn size(&self) -> usize {
        self.note.as_ref().map_or(0, |note| note.as_str().len())
    }

    fn select_anywhere(connection: &Connection, owner: UserId, number: i64) -> Outcome<Option<Self>> {
        let mut select = connection.prepare_cached(concat!(
            "SELECT ",
            columns!(),
            " FROM habit_entries INDEXED BY habit_entries_by_id WHERE user_id = :owner AND id = :id"
        ))?;
        Ok(select.query_row(named_params! {":owner": owner, ":id": number}, read_columns).optional()?)
    }

    fn insert(&self, connection: &Connection, owner: UserId) -> Outcome<()> {
        let sql = concat!(
            "INSERT INTO habit_entries (user_id, ",
            columns!(),
            ", deleted_uptime)
             SELECT :user_id, ",
            parameters!(),
            ", iif(:deleted_at IS NULL, NULL, uptime) FROM server"
        );
        write_columns(connection, owner, self, sql)?;
        Ok(())
    }

    fn update(&self, connection: &Connection, owner: UserId, _: &Self) -> Outcome<()> {
        let sql = concat!(
            "UPDATE habit_entries
             SET deleted_uptime = iif(:deleted_at IS NULL, NULL, (SELECT uptime FROM server)), ",
            assignments!(),
            " WHERE user_id = :user_id AND id = :id AND uid = :uid AND habit_id = :habit_id AND day = :day
               AND created_at = :created_at"
        );
        write_columns(connection, owner, self, sql)?;
        Ok(())
    }

    fn delete(&self, connection: &Connection, owner: UserId) -> Outcome<()> {
        let mut delete = connection.prepare_cached("DELETE FROM habit_entries WHERE user_id = :owner AND id = :id")?;
        delete.execute(named_params! {":owner": owner, ":id": self.id})?;
        Ok(())
    }

    fn check_references(&self, connection: &Connection, owner: UserId, _: Option<&Self>) -> Outcome<()> {
        let mut select =
            connection.prepare_cached("SELECT EXISTS (SELECT 1 FROM habits WHERE user_id = :owner AND id = :habit)")?;
        if select.query_row(named_params! {":owner": owner, ":habit": self.habit_id}, |row| row.get(0))? {
            return Ok(());
        }
        Err(Error::conflict("habit_id", "There is no such habit for this day.").into())
    }
}

/// What was answered for a day, even if it was cleared since.
pub fn select_entry(connection: &Connection, owner: UserId, habit: HabitId, day: Date) -> Outcome<Option<HabitEntry>> {
    let mut select = connection.prepare_cached(concat!(
        "SELECT ",
        columns!(),
        " FROM habit_entries WHERE user_id = :owner AND habit_id = :habit AND day = :day"
    ))?;
    let parameters = named_params! {":owner": owner, ":habit": habit, ":day": day.to_string()};
    Ok(select.query_row(parameters, read_columns).optional()?)
}

/// The entries of a habit from one day to another that were not cleared, in order.
pub fn select_entries(
    connection: &Connection,
    owner: UserId,
    habit: HabitId,
    (from, to): (Date, Date),
) -> Outcome<Vec<HabitEntry>> {
    let mut select = connection.prepare_cached(concat!(
        "SELECT ",
        columns!(),
        " FROM habit_entries
          WHERE user_id = :owner AND habit_id = :habit AND day BETWEEN :from AND :to AND deleted_at IS NULL
          ORDER BY day"
    ))?;
    let parameters = named_params! {":owner": owner, ":habit": habit, ":from": from.to_string(), ":to": to.to_string()};
    Ok(select.query_map(parameters, read_columns)?.collect::<rusqlite::Result<_>>()?)
}

/// The same, as far as counting needs it.
pub fn select_known(
    connection: &Connection,
    owner: UserId,
    habit: HabitId,
    (from, to): (Date, Date),
) -> Outcome<Vec<Known>> {
    let mut select = connection.prepare_cached(
        "SELECT day, state, value FROM habit_entries
         WHERE user_id = :owner AND habit_id = :habit AND day BETWEEN :from AND :to AND deleted_at IS NULL
         ORDER BY day",
    )?;
    let parameters = named_params! {":owner": owner, ":habit": habit, ":from": from.to_string(), ":to": to.to_string()};
    let known = select.query_map(parameters, |row| {
        let mut index = 0;
        Ok(Known {
            day: read_next(row, &mut index)?,
            state: read_next(row, &mut index)?,
            value: read_next(row, &mut index)?,
        })
    })?;
    Ok(known.collect::<rusqlite::Result<_>>()?)
}

/// All entries of a habit, cleared ones included, as many as asked for.
pub fn select_all_of(connection: &Connection, owner: UserId, habit: i64, limit: usize) -> Outcome<Vec<HabitEntry>> {
    let mut select = connection.prepare_cached(concat!(
        "SELECT ",
        columns!(),
        " FROM habit_entries WHERE user_id = :owner AND habit_id = :habit ORDER BY day LIMIT :limit"
    ))?;
    let limit = i64::try_from(limit).unwrap_or(i64::MAX);
    let parameters = named_params! {":owner": owner, ":habit": habit, ":limit": limit};
    Ok(select.query_map(parameters, read_columns)?.collect::<rusqlite::Result<_>>()?)
}

/// Answers for a day. What was answered before is replaced, even if it was cleared since: a day has one row.
pub fn answer(
    recorder: &mut Recorder<'_>,
    habit: &Habit,
    day: Date,
    new: NewEntry,
    if_match: &IfMatch,
) -> Outcome<HabitEntry> {
    let (connection, owner) = (recorder.connection, recorder.owner);
    if let Some(before) = select_entry(connection, owner, habit.id, day)? {
        if before.deleted_at.is_none() {
            if_match.check(before.version)?;
        }
        return recorder.change(&before, before.answered(new, recorder.at));
    }
    let mut next = connection.prepare_cached(
        "UPDATE counters SET next_habit_entry_id = next_habit_entry_id + 1
         WHERE user_id = :owner RETURNING next_habit_entry_id - 1",
    )?;
    let number: i64 = next.query_row(named_params! {":owner": owner}, |row| row.get(0))?;
    let NewEntry { state, value, note } = new;
    recorder.add(HabitEntry {
        id: HabitEntryId(number),
        uid: new_uid(recorder.at),
        version: ChangeId(0),
        habit_id: habit.id,
        day,
        state,
        value,
        note,
        created_at: recorder.at,
        updated_at: recorder.at,
        deleted_at: None,
    })
}
