//! The changes a listener has missed.

use rusqlite::{Connection, named_params};

use crate::domain::events::ChangeEvent;
use crate::domain::log::change::{Action, ChangeId, GroupId, ObjectKind};
use crate::domain::tasks::TaskId;
use crate::domain::users::UserId;
use crate::error::Result;
use crate::store::Store;
use crate::store::engine::columns::word;
use crate::store::engine::failure::Outcome;
use crate::store::log::head::head_of;

/// The most missed changes to send; beyond that, reloading everything is less work.
const MOST: i64 = 1_000;
/// The most tasks named in an event.
const NAMED_TASKS: u32 = 100;

/// What a listener has missed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CatchUp {
    /// All missed changes, in order.
    Missed(Vec<ChangeEvent>),
    /// Too many, or a different log, so the client must reload everything. The log ends at this change.
    Reload(ChangeId),
}

impl Store {
    /// The number of the account's last change.
    pub async fn head_of_log(&self, owner: UserId) -> Result<ChangeId> {
        self.read(move |connection| Ok(head_of(connection, owner)?)).await
    }

    /// The changes after this one.
    pub async fn catch_up(&self, owner: UserId, since: ChangeId) -> Result<CatchUp> {
        self.read(move |connection| {
            let head = head_of(connection, owner)?;
            if since > head || head.0 - since.0 > MOST {
                return Ok(CatchUp::Reload(head));
            }
            events_since(connection, owner, since).map(CatchUp::Missed)
        })
        .await
    }
}

fn events_since(connection: &Connection, owner: UserId, since: ChangeId) -> Outcome<Vec<ChangeEvent>> {
    let mut groups = connection.prepare_cached(
        "SELECT id, last_id, action FROM change_groups
         WHERE user_id = :owner AND id >= coalesce((
           SELECT iif(last_id > :since, id, :since + 1)
           FROM (SELECT id, last_id FROM change_groups WHERE user_id = :owner AND id <= :since ORDER BY id DESC LIMIT 1)
         ), 1)
         ORDER BY id",
    )?;
    let mut tasks = connection.prepare_cached(
        "SELECT DISTINCT object_id FROM changes
         WHERE user_id = :owner AND id BETWEEN :first AND :last AND kind = 'task' LIMIT :limit",
    )?;
    let mut kinds = connection
        .prepare_cached("SELECT DISTINCT kind FROM changes WHERE user_id = :owner AND id BETWEEN :first AND :last")?;
    let mut rows = groups.query(named_params! {":owner": owner, ":since": since})?;
    let mut all = Vec::new();
    while let Some(row) = rows.next()? {
        let (group, last): (GroupId, ChangeId) = (row.get(0)?, row.get(1)?);
        let named: Vec<TaskId> = tasks
            .query_map(named_params! {":owner": owner, ":first": group, ":last": last, ":limit": NAMED_TASKS}, |row| {
                row.get(0)
            })?
            .collect::<rusqlite::Result<_>>()?;
        let kinds = kinds
            .query_map(named_params! {":owner": owner, ":first": group, ":last": last}, |row| {
                word(row, 0, ObjectKind::from_word)
            })?
            .collect::<rusqlite::Result<_>>()?;
        let action = word(row, 2, Action::from_word)?;
        all.push(ChangeEvent { last, group, action, change_count: last.0 - group.0 + 1, tasks: named, kinds });
    }
    Ok(all)
}
