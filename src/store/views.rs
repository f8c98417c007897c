//! Saved views in the database.

use rusqlite::{Connection, OptionalExtension, Row, named_params};

use super::Store;
use super::failure::{Failure, Outcome};
use super::order::place_among;
use super::recorder::Recorder;
use super::row::{Millis, UuidBytes, new_uid};
use super::stored::Stored;
use super::touched::Touched;
use crate::domain::act::Act;
use crate::domain::change::{ChangeId, Written};
use crate::domain::order::Place;
use crate::domain::position::Position;
use crate::domain::precondition::IfMatch;
use crate::domain::user::UserId;
use crate::domain::view::{NewView, View, ViewId, ViewPatch};
use crate::error::{Error, Result};

impl Store {
    /// The saved views, in their order.
    pub async fn list_views(&self, owner: UserId) -> Result<Vec<View>> {
        self.read(move |connection| select_all(connection, owner)).await
    }

    /// Saves a view, after the others.
    pub async fn create_view(&self, act: Act, new: NewView) -> Result<Written<View>> {
        self.act(act, None, move |recorder| create(recorder, new)).await
    }

    /// Changes a saved view and answers all of it.
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

    /// Moves a saved view to another place in the order.
    pub async fn move_view(&self, act: Act, id: ViewId, place: Place) -> Result<Written<View>> {
        self.act(act, None, move |recorder| {
            let others = select_all(recorder.connection, recorder.owner)?;
            let before = select(recorder.connection, recorder.owner, id)?;
            let position = place_among(others.iter().map(|other| (other.id.0, &other.position)), id.0, place)?;
            recorder.change(&before, View { position, ..before.clone() })
        })
        .await
    }

    /// Deletes a saved view. Undo brings it back.
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

/// Saves a view in a group of changes.
pub(super) fn create(recorder: &mut Recorder<'_>, new: NewView) -> Outcome<View> {
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
        position: Position::made(number),
        created_at: recorder.at,
        updated_at: recorder.at,
        deleted_at: None,
    })
}

impl Stored for View {
    fn select_anywhere(connection: &Connection, owner: UserId, number: i64) -> Outcome<Option<Self>> {
        let mut select = connection.prepare_cached(
            "SELECT id, uid, version, name, query, position, created_at, updated_at, deleted_at
             FROM views WHERE user_id = :owner AND id = :id",
        )?;
        Ok(select.query_row(named_params! {":owner": owner, ":id": number}, read_view).optional()?)
    }

    fn insert(&self, connection: &Connection, owner: UserId) -> Outcome<()> {
        write(
            connection,
            owner,
            self,
            "INSERT INTO views (user_id, id, uid, version, name, query, position, created_at, updated_at, deleted_at,
                                deleted_uptime)
             SELECT :owner, :id, :uid, :version, :name, :query, :position, :created_at, :updated_at, :deleted_at,
                    iif(:deleted_at IS NULL, NULL, uptime)
             FROM server",
        )
    }

    fn update(&self, connection: &Connection, owner: UserId, _: &Self) -> Outcome<()> {
        write(
            connection,
            owner,
            self,
            "UPDATE views
             SET version = :version, name = :name, query = :query, position = :position, updated_at = :updated_at,
                 deleted_at = :deleted_at,
                 deleted_uptime = iif(:deleted_at IS NULL, NULL, (SELECT uptime FROM server))
             WHERE user_id = :owner AND id = :id AND uid = :uid AND created_at = :created_at",
        )
    }

    fn note(&self, before: Option<&Self>, touched: &mut Touched) {
        let was_there = before.is_some_and(|before| before.deleted_at.is_none());
        touched.has_new_view |= self.deleted_at.is_none() && !was_there;
    }

    fn delete(&self, connection: &Connection, owner: UserId) -> Outcome<()> {
        let mut delete = connection.prepare_cached("DELETE FROM views WHERE user_id = :owner AND id = :id")?;
        delete.execute(named_params! {":owner": owner, ":id": self.id})?;
        Ok(())
    }
}

fn write(connection: &Connection, owner: UserId, view: &View, sql: &str) -> Outcome<()> {
    let mut statement = connection.prepare_cached(sql)?;
    statement.execute(named_params! {
        ":owner": owner,
        ":id": view.id,
        ":uid": UuidBytes(view.uid),
        ":version": view.version,
        ":name": view.name,
        ":query": view.query,
        ":position": view.position,
        ":created_at": Millis(view.created_at),
        ":updated_at": Millis(view.updated_at),
        ":deleted_at": view.deleted_at.map(Millis),
    })?;
    Ok(())
}

fn select(connection: &Connection, owner: UserId, id: ViewId) -> Outcome<View> {
    let view = View::select_anywhere(connection, owner, id.0)?;
    view.filter(|view| view.deleted_at.is_none()).ok_or(Failure::Refused(Error::NotFound("view")))
}

fn select_all(connection: &Connection, owner: UserId) -> Outcome<Vec<View>> {
    let mut select = connection.prepare_cached(
        "SELECT id, uid, version, name, query, position, created_at, updated_at, deleted_at
         FROM views WHERE user_id = :owner AND deleted_at IS NULL ORDER BY position, id",
    )?;
    Ok(select.query_map(named_params! {":owner": owner}, read_view)?.collect::<rusqlite::Result<_>>()?)
}

fn read_view(row: &Row<'_>) -> rusqlite::Result<View> {
    let UuidBytes(uid) = row.get(1)?;
    let Millis(created_at) = row.get(6)?;
    let Millis(updated_at) = row.get(7)?;
    Ok(View {
        id: row.get(0)?,
        uid,
        version: row.get(2)?,
        name: row.get(3)?,
        query: row.get(4)?,
        position: row.get(5)?,
        created_at,
        updated_at,
        deleted_at: row.get::<_, Option<Millis>>(8)?.map(|Millis(instant)| instant),
    })
}
