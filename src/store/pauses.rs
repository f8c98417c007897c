//! Pauses in the database.

use rusqlite::{Connection, named_params};

use crate::domain::log::act::Act;
use crate::domain::log::change::{ChangeId, ObjectKind, Written};
use crate::domain::log::precondition::IfMatch;
use crate::domain::pauses::{NewPause, Pause, PauseId, PausePatch};
use crate::domain::users::UserId;
use crate::error::{Error, Result};
use crate::store::Store;
use crate::store::engine::columns::new_uid;
use crate::store::engine::failure::{Failure, Outcome};
use crate::store::engine::table::table;
use crate::store::log::recorder::Recorder;
use crate::store::log::stored::{Stored, deleted_rows_stay};
use crate::store::log::touched::Touched;

impl Store {
    /// The pauses, the latest first.
    pub async fn list_pauses(&self, owner: UserId) -> Result<Vec<Pause>> {
        self.read(move |connection| select_all(connection, owner)).await
    }

    pub async fn create_pause(&self, act: Act, new: NewPause) -> Result<Written<Pause>> {
        self.act(act, None, move |recorder| create(recorder, new)).await
    }

    /// Changes a pause and returns it.
    pub async fn update_pause(
        &self,
        act: Act,
        id: PauseId,
        patch: PausePatch,
        if_match: IfMatch,
    ) -> Result<Written<Pause>> {
        self.act(act, None, move |recorder| {
            let before = select(recorder.connection, recorder.owner, id)?;
            if_match.check(before.version)?;
            let after = before.patched(patch, recorder.at)?;
            recorder.change(&before, after)
        })
        .await
    }

    /// Deletes a pause: its days count again. Undo restores it.
    pub async fn delete_pause(&self, act: Act, id: PauseId, if_match: IfMatch) -> Result<Written<()>> {
        self.act(act, None, move |recorder| {
            let before = select(recorder.connection, recorder.owner, id)?;
            if_match.check(before.version)?;
            recorder.change(&before, Pause { deleted_at: Some(recorder.at), ..before.clone() })?;
            Ok(())
        })
        .await
    }
}

/// The most pauses of an account.
const MOST: i64 = 500;

fn check_number(connection: &Connection, owner: UserId, _: i64) -> Outcome<()> {
    let mut select =
        connection.prepare_cached("SELECT count(*) FROM pauses WHERE user_id = :owner AND deleted_at IS NULL")?;
    if select.query_row(named_params! {":owner": owner}, |row| row.get::<_, i64>(0))? > MOST {
        return Err(Error::conflict("", "An account can have 500 pauses at most. Delete one first.").into());
    }
    Ok(())
}

/// Creates a pause in a group of changes.
pub fn create(recorder: &mut Recorder<'_>, new: NewPause) -> Outcome<Pause> {
    let (connection, owner) = (recorder.connection, recorder.owner);
    let mut next = connection.prepare_cached(
        "UPDATE counters SET next_pause_id = next_pause_id + 1 WHERE user_id = :owner RETURNING next_pause_id - 1",
    )?;
    let number: i64 = next.query_row(named_params! {":owner": owner}, |row| row.get(0))?;
    let NewPause { reason, first_day, last_day } = new;
    recorder.add(Pause {
        id: PauseId(number),
        uid: new_uid(recorder.at),
        version: ChangeId(0),
        reason,
        first_day,
        last_day,
        created_at: recorder.at,
        updated_at: recorder.at,
        deleted_at: None,
    })
}

table! {
    Pause [columns, parameters, assignments]
    fixed { id, uid, created_at }
    { version, reason, first_day, last_day, updated_at, deleted_at }
    also {}
    apart {}
}

impl Stored for Pause {
    deleted_rows_stay!("pauses");

    fn size(&self) -> usize {
        self.reason.as_str().len()
    }

    fn note(&self, before: Option<&Self>, touched: &mut Touched) {
        let was_there = before.is_some_and(|before| before.deleted_at.is_none());
        if self.deleted_at.is_none() && !was_there {
            touched.ask(ObjectKind::Pause, 0, check_number);
        }
    }
}

fn select(connection: &Connection, owner: UserId, id: PauseId) -> Outcome<Pause> {
    let pause = Pause::select_anywhere(connection, owner, id.0)?;
    pause.filter(|pause| pause.deleted_at.is_none()).ok_or(Failure::Refused(Error::NotFound("pause")))
}

/// The pauses that are not deleted, the latest first.
pub fn select_all(connection: &Connection, owner: UserId) -> Outcome<Vec<Pause>> {
    let mut select = connection.prepare_cached(concat!(
        "SELECT ",
        columns!(),
        " FROM pauses WHERE user_id = :owner AND deleted_at IS NULL ORDER BY first_day DESC, id DESC"
    ))?;
    Ok(select.query_map(named_params! {":owner": owner}, read_columns)?.collect::<rusqlite::Result<_>>()?)
}
