//! Habits in the database.

pub mod entries;
pub mod reading;
pub mod table;

use jiff::civil::Date;

use self::entries::{answer, select_entry};
use self::reading::{read_grid, read_year};
use self::table::{create, select, select_all};
use super::settings;
use crate::domain::Timestamp;
use crate::domain::calendar::Calendar;
use crate::domain::habits::{
    EntryState, GridQuery, Habit, HabitEntry, HabitGrid, HabitId, HabitPatch, HabitYear, NewEntry, NewHabit, YearQuery,
};
use crate::domain::list::order::Place;
use crate::domain::log::act::Act;
use crate::domain::log::change::{Action, Written};
use crate::domain::log::precondition::IfMatch;
use crate::domain::users::UserId;
use crate::error::{Error, Result};
use crate::store::Store;
use crate::store::engine::failure::Outcome;
use crate::store::log::recorder::Recorder;

impl Store {
    /// The habits in use, or the archived ones, in manual order, each with some of its days.
    pub async fn list_habits(&self, owner: UserId, query: GridQuery, now: Timestamp) -> Result<HabitGrid> {
        self.read(move |connection| read_grid(connection, owner, query, now)).await
    }

    pub async fn find_habit(&self, owner: UserId, id: HabitId) -> Result<Habit> {
        self.read(move |connection| select(connection, owner, id)).await
    }

    /// A year of a habit, day by day.
    pub async fn find_habit_year(
        &self,
        owner: UserId,
        id: HabitId,
        query: YearQuery,
        now: Timestamp,
    ) -> Result<HabitYear> {
        self.read(move |connection| read_year(connection, owner, id, query, now)).await
    }

    /// Creates a habit after the others.
    pub async fn create_habit(&self, act: Act, new: NewHabit) -> Result<Written<Habit>> {
        self.act(act, None, move |recorder| {
            let today = today(recorder)?;
            create(recorder, new, today)
        })
        .await
    }

    /// Changes a habit and returns it.
    pub async fn update_habit(
        &self,
        act: Act,
        id: HabitId,
        patch: HabitPatch,
        if_match: IfMatch,
    ) -> Result<Written<Habit>> {
        self.act(act, None, move |recorder| {
            let before = select(recorder.connection, recorder.owner, id)?;
            if_match.check(before.version)?;
            let after = before.patched(patch, recorder.at)?;
            recorder.change(&before, after)
        })
        .await
    }

    /// Moves a habit in the manual order.
    pub async fn move_habit(&self, act: Act, id: HabitId, place: Place) -> Result<Written<Habit>> {
        self.act(act, None, move |recorder| {
            let others = select_all(recorder.connection, recorder.owner)?;
            let before = select(recorder.connection, recorder.owner, id)?;
            let mut moved = before.clone();
            for (number, position) in place.among(others.iter().map(|other| (other.id.0, &other.position)), id.0)? {
                let other = others.iter().find(|other| other.id.0 == number).unwrap_or(&before);
                let after = recorder.change(other, Habit { position, ..other.clone() })?;
                if number == id.0 {
                    moved = after;
                }
            }
            Ok(moved)
        })
        .await
    }

    /// Deletes a habit. Undo restores it with all that was answered.
    pub async fn delete_habit(&self, act: Act, id: HabitId, if_match: IfMatch) -> Result<Written<()>> {
        self.act(act, None, move |recorder| {
            let before = select(recorder.connection, recorder.owner, id)?;
            if_match.check(before.version)?;
            recorder.change(&before, Habit { deleted_at: Some(recorder.at), ..before.clone() })?;
            Ok(())
        })
        .await
    }

    /// Answers for a day of a habit, whatever was answered before.
    pub async fn answer_day(
        &self,
        act: Act,
        id: HabitId,
        day: Date,
        new: NewEntry,
        if_match: IfMatch,
    ) -> Result<Written<HabitEntry>> {
        let action = match new.state {
            EntryState::Done => Action::Complete,
            EntryState::Skipped => Action::Skip,
            EntryState::Missed => Action::Update,
        };
        self.act(act, Some(action), move |recorder| {
            let habit = select(recorder.connection, recorder.owner, id)?;
            new.check_for(&habit, day, today(recorder)?)?;
            answer(recorder, &habit, day, new, &if_match)
        })
        .await
    }

    /// Clears a day of a habit, as if it had never been answered.
    pub async fn clear_day(&self, act: Act, id: HabitId, day: Date, if_match: IfMatch) -> Result<Written<()>> {
        self.act(act, Some(Action::Delete), move |recorder| {
            select(recorder.connection, recorder.owner, id)?;
            let entry = select_entry(recorder.connection, recorder.owner, id, day)?;
            let entry = entry.filter(|entry| entry.deleted_at.is_none()).ok_or(Error::NotFound("entry"))?;
            if_match.check(entry.version)?;
            recorder.change(&entry, HabitEntry { deleted_at: Some(recorder.at), ..entry.clone() })?;
            Ok(())
        })
        .await
    }
}

/// The account's day at which an act happens.
fn today(recorder: &Recorder<'_>) -> Outcome<Date> {
    let settings = settings::select(recorder.connection, recorder.owner)?;
    Ok(Calendar::of(&settings).day_of(recorder.at))
}
