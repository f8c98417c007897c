//! The rows of habits, deleted ones included.

use jiff::civil::Date;
use rusqlite::{Connection, named_params};

use crate::domain::habits::{Direction, Habit, HabitId, HabitKind, NewHabit, Schedule};
use crate::domain::list::position::Position;
use crate::domain::log::change::{ChangeId, ObjectKind};
use crate::domain::users::UserId;
use crate::error::Error;
use crate::store::engine::columns::new_uid;
use crate::store::engine::failure::{Failure, Outcome};
use crate::store::engine::table::table;
use crate::store::log::recorder::Recorder;
use crate::store::log::stored::{Stored, deleted_rows_stay};
use crate::store::log::touched::Touched;

table! {
    Habit [columns, parameters, assignments]
    fixed { id, uid, created_at }
    {
        version, name, note, kind, direction, target, unit, schedule, begins, archived_at, position, updated_at,
        deleted_at
    }
    also {}
    apart {}
}

impl Stored for Habit {
    deleted_rows_stay!("habits");

    fn size(&self) -> usize {
        self.name.as_str().len() + self.note.as_ref().map_or(0, |note| note.as_str().len())
    }

    fn note(&self, before: Option<&Self>, touched: &mut Touched) {
        let was_there = before.is_some_and(|before| before.deleted_at.is_none());
        if self.deleted_at.is_none() && !was_there {
            touched.ask(ObjectKind::Habit, 0, check_number);
        }
    }
}

/// The most habits of an account.
const MOST: i64 = 100;

fn check_number(connection: &Connection, owner: UserId, _: i64) -> Outcome<()> {
    let mut select =
        connection.prepare_cached("SELECT count(*) FROM habits WHERE user_id = :owner AND deleted_at IS NULL")?;
    if select.query_row(named_params! {":owner": owner}, |row| row.get::<_, i64>(0))? > MOST {
        return Err(Error::conflict("", "An account can have 100 habits at most. Delete one first.").into());
    }
    Ok(())
}

/// Creates a habit in a group of changes. By default it begins today.
pub fn create(recorder: &mut Recorder<'_>, new: NewHabit, today: Date) -> Outcome<Habit> {
    let (connection, owner) = (recorder.connection, recorder.owner);
    let mut next = connection.prepare_cached(
        "UPDATE counters SET next_habit_id = next_habit_id + 1 WHERE user_id = :owner RETURNING next_habit_id - 1",
    )?;
    let number: i64 = next.query_row(named_params! {":owner": owner}, |row| row.get(0))?;
    let habit = Habit {
        id: HabitId(number),
        uid: new_uid(recorder.at),
        version: ChangeId(0),
        name: new.name,
        note: None,
        kind: HabitKind::Check,
        direction: Direction::AtLeast,
        target: 1,
        unit: None,
        schedule: Schedule::daily(),
        begins: today,
        archived_at: None,
        position: Position::made(number),
        created_at: recorder.at,
        updated_at: recorder.at,
        deleted_at: None,
    };
    let habit = habit.patched(new.rest, recorder.at)?;
    recorder.add(habit)
}

/// A habit that is not deleted.
pub fn select(connection: &Connection, owner: UserId, id: HabitId) -> Outcome<Habit> {
    let habit = Habit::select_anywhere(connection, owner, id.0)?;
    habit.filter(|habit| habit.deleted_at.is_none()).ok_or(Failure::Refused(Error::NotFound("habit")))
}

/// The habits that are not deleted, in manual order.
pub fn select_all(connection: &Connection, owner: UserId) -> Outcome<Vec<Habit>> {
    let mut select = connection.prepare_cached(concat!(
        "SELECT ",
        columns!(),
        " FROM habits WHERE user_id = :owner AND deleted_at IS NULL ORDER BY position, id"
    ))?;
    Ok(select.query_map(named_params! {":owner": owner}, read_columns)?.collect::<rusqlite::Result<_>>()?)
}
