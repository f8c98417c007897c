//! Saved views in the database.

use rusqlite::{Connection, named_params};

use crate::domain::list::order::Place;
use crate::domain::list::position::Position;
use crate::domain::log::act::Act;
use crate::domain::log::change::{ChangeId, ObjectKind, Written};
use crate::domain::log::precondition::IfMatch;
use crate::domain::users::UserId;
use crate::domain::views::{NewView, View, ViewId, ViewPatch};
use crate::error::{Error, Result};
use crate::store::Store;
use crate::store::engine::columns::new_uid;
use crate::store::engine::failure::{Failure, Outcome};
use crate::store::engine::table::table;
use crate::store::log::recorder::Recorder;
use crate::store::log::stored::{Stored, deleted_rows_stay};
use crate::store::log::touched::Touched;

impl Store {
    /// The saved views, in manual order.
    pub async fn list_views(&self, owner: UserId) -> Result<Vec<View>> {
        self.read(move |connection| select_all(connection, owner)).await
    }

    /// Creates a saved view after the others.
    pub async fn create_view(&self, act: Act, new: NewView) -> Result<Written<View>> {
        self.act(act, None, move |recorder| create(recorder, new)).await
    }

    /// Changes a saved view and returns it.
    pub async fn update_view(
        &self,
        act: Act,
        id: ViewId,
        patch: ViewPatch,
        if_match: IfMatch,
    ) -> Result<Written<View>> {
        self.act(act, None, move |recorder| {
            let before = select(recorder.connection, recorder.owner, id)?;
            if_match.check(before.version)?;
            let after = before.patched(patch, recorder.at);
            recorder.change(&before, after)
        })
        .await
    }

    /// Moves a saved view in the manual order.
    pub async fn move_view(&self, act: Act, id: ViewId, place: Place) -> Result<Written<View>> {
        self.act(act, None, move |recorder| {
            let others = select_all(recorder.connection, recorder.owner)?;
            let before = select(recorder.connection, recorder.owner, id)?;
            let mut moved = before.clone();
            for (number, position) in place.among(others.iter().map(|other| (other.id.0, &other.position)), id.0)? {
                let other = others.iter().find(|other| other.id.0 == number).unwrap_or(&before);
                let after = recorder.change(other, View { position, ..other.clone() })?;
                if number == id.0 {
                    moved = after;
                }
            }
            Ok(moved)
        })
        .await
    }

    /// Deletes a saved view. Undo restores it.
    pub async fn delete_view(&self, act: Act, id: ViewId, if_match: IfMatch) -> Result<Written<()>> {
        self.act(act, None, move |recorder| {
            let before = select(recorder.connection, recorder.owner, id)?;
            if_match.check(before.version)?;
            recorder.change(&before, View { deleted_at: Some(recorder.at), ..before.clone() })?;
            Ok(())
        })
        .await
    }
}

/// The most saved views in an account.
const MOST: i64 = 500;

fn check_number(connection: &Connection, owner: UserId, _: i64) -> Outcome<()> {
    let mut select =
        connection.prepare_cached("SELECT count(*) FROM views WHERE user_id = :owner AND deleted_at IS NULL")?;
    if select.query_row(named_params! {":owner": owner}, |row| row.get::<_, i64>(0))? > MOST {
        return Err(Error::conflict("", "An account can have 500 saved views at most. Delete one first.").into());
    }
    Ok(())
}

/// Creates a saved view in a group of changes.
pub fn create(recorder: &mut Recorder<'_>, new: NewView) -> Outcome<View> {
    let (connection, owner) = (recorder.connection, recorder.owner);
    let mut next = connection.prepare_cached(
        "UPDATE counters SET next_view_id = next_view_id + 1 WHERE user_id = :owner RETURNING next_view_id - 1",
    )?;
    let number: i64 = next.query_row(named_params! {":owner": owner}, |row| row.get(0))?;
    recorder.add(View {
        id: ViewId(number),
        uid: new_uid(recorder.at),
        version: ChangeId(0),
        name: new.name,
        query: new.query,
        favourite: new.favourite,
        position: Position::made(number),
        created_at: recorder.at,
        updated_at: recorder.at,
        deleted_at: None,
    })
}

table! {
    View [columns, parameters, assignments]
    fixed { id, uid, created_at }
    { version, name, query, favourite, position, updated_at, deleted_at }
    also {}
    apart {}
}

impl Stored for View {
    deleted_rows_stay!("views");

    fn size(&self) -> usize {
        self.name.as_str().len() + self.query.as_str().len()
    }

    fn note(&self, before: Option<&Self>, touched: &mut Touched) {
        let was_there = before.is_some_and(|before| before.deleted_at.is_none());
        if self.deleted_at.is_none() && !was_there {
            touched.ask(ObjectKind::View, 0, check_number);
        }
    }
}

fn select(connection: &Connection, owner: UserId, id: ViewId) -> Outcome<View> {
    let view = View::select_anywhere(connection, owner, id.0)?;
    view.filter(|view| view.deleted_at.is_none()).ok_or(Failure::Refused(Error::NotFound("view")))
}

fn select_all(connection: &Connection, owner: UserId) -> Outcome<Vec<View>> {
    let mut select = connection.prepare_cached(concat!(
        "SELECT ",
        columns!(),
        " FROM views WHERE user_id = :owner AND deleted_at IS NULL ORDER BY position, id"
    ))?;
    Ok(select.query_map(named_params! {":owner": owner}, read_columns)?.collect::<rusqlite::Result<_>>()?)
}
