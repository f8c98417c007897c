//! The search index of the tasks' words. It is updated from the log when somebody searches, and periodically.
//!
//! No write waits for it, and no change can be missed, because the log has them all.

use std::time::Instant;

use rusqlite::{Connection, OptionalExtension, named_params};

use crate::domain::log::change::ChangeId;
use crate::domain::tasks::TaskId;
use crate::domain::text::searched;
use crate::domain::users::UserId;
use crate::error::Result;
use crate::store::Store;
use crate::store::engine::failure::Outcome;
use crate::store::log::head::head_of;
use crate::store::tasks::table::select_live;

/// How many changes to index per transaction, so no write waits long.
const AT_ONCE: u32 = 500;

/// The background update rests this many times as long as its last transaction took.
const REST: u32 = 3;

/// The low bits of a rowid hold the task's number.
const TASK_BITS: u32 = 32;

impl Store {
    /// Indexes an account's log up to its end, in several transactions.
    pub async fn index_words(&self, owner: UserId) -> Result<()> {
        while self.index_part(owner).await? {}
        Ok(())
    }

    /// Indexes the next part of an account's log. Returns whether there is more.
    async fn index_part(&self, owner: UserId) -> Result<bool> {
        let is_behind = self.read(move |connection| Ok(is_behind(connection, owner)?)).await?;
        if is_behind {
            self.write(move |connection| index_some(connection, owner)).await?;
        }
        Ok(is_behind)
    }

    /// Updates every account, resting between transactions so writes hardly notice.
    pub async fn index_all_words(&self) -> Result<()> {
        let behind = self
            .read(|connection| {
                let mut select = connection.prepare_cached(
                    "SELECT users.id FROM users LEFT JOIN search_accounts ON search_accounts.user_id = users.id
                     WHERE coalesce((SELECT max(id) FROM changes WHERE user_id = users.id), 0) > coalesce(indexed, 0)",
                )?;
                Ok(select.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<Vec<UserId>>>()?)
            })
            .await?;
        for owner in behind {
            loop {
                let started = Instant::now();
                if !self.index_part(owner).await? {
                    break;
                }
                tokio::time::sleep(started.elapsed() * REST).await;
            }
        }
        Ok(())
    }
}

/// The number of an account in the index, if it has any words.
pub fn account(connection: &Connection, owner: UserId) -> Outcome<Option<i64>> {
    let mut select = connection.prepare_cached("SELECT id FROM search_accounts WHERE user_id = :owner")?;
    Ok(select.query_row(named_params! {":owner": owner}, |row| row.get(0)).optional()?)
}

/// The range of rowids for an account's tasks. The difference from the first is the task's number.
pub fn rowids(account: i64) -> (i64, i64) {
    (account << TASK_BITS, (account + 1) << TASK_BITS)
}

/// Whether an FTS5 expression matches more tasks than this.
pub fn matches_more_than(connection: &Connection, account: i64, expression: &str, most: u32) -> Outcome<bool> {
    let mut select = connection.prepare_cached(
        "SELECT count(*) > :most FROM (
           SELECT 1 FROM task_words WHERE task_words MATCH :expression AND rowid > :first AND rowid < :last
           LIMIT :most + 1
         )",
    )?;
    let (first, last) = rowids(account);
    let parameters = named_params! {":expression": expression, ":first": first, ":last": last, ":most": most};
    Ok(select.query_row(parameters, |row| row.get(0))?)
}

/// All tasks that an FTS5 expression matches, newest first.
pub fn newest_matches(connection: &Connection, account: i64, expression: &str) -> Outcome<Vec<TaskId>> {
    let mut select = connection.prepare_cached(
        "SELECT rowid - :first FROM task_words WHERE task_words MATCH :expression AND rowid > :first AND rowid < :last
         ORDER BY rowid DESC",
    )?;
    let (first, last) = rowids(account);
    let ids = select
        .query_map(named_params! {":expression": expression, ":first": first, ":last": last}, |row| row.get(0))?;
    Ok(ids.collect::<rusqlite::Result<_>>()?)
}

fn is_behind(connection: &Connection, owner: UserId) -> rusqlite::Result<bool> {
    Ok(head_of(connection, owner)? > indexed(connection, owner)?)
}

/// The last change that was read into the index.
pub fn indexed(connection: &Connection, owner: UserId) -> rusqlite::Result<ChangeId> {
    let mut select = connection.prepare_cached("SELECT indexed FROM search_accounts WHERE user_id = :owner")?;
    Ok(select.query_row(named_params! {":owner": owner}, |row| row.get(0)).optional()?.unwrap_or_default())
}

/// Removes the account's words, so that they are read anew.
pub fn forget(connection: &Connection, owner: UserId) -> Outcome<()> {
    let Some(account) = account(connection, owner)? else { return Ok(()) };
    let (first, last) = rowids(account);
    connection.execute(
        "DELETE FROM task_words WHERE rowid > :first AND rowid < :last",
        named_params! {":first": first, ":last": last},
    )?;
    connection
        .execute("UPDATE search_accounts SET indexed = 0 WHERE id = :account", named_params! {":account": account})?;
    Ok(())
}

fn index_some(connection: &Connection, owner: UserId) -> Outcome<()> {
    let mut add = connection.prepare_cached(
        "INSERT INTO search_accounts (user_id) SELECT id FROM users WHERE id = :owner ON CONFLICT (user_id) DO NOTHING",
    )?;
    add.execute(named_params! {":owner": owner})?;
    let Some(account) = account(connection, owner)? else { return Ok(()) };
    let since = indexed(connection, owner)?;
    // Only these fields and deletions matter.
    let mut select = connection.prepare_cached(
        "SELECT id, object_id,
                kind = 'task' AND (before IS NULL OR instr(after, '\"title\":') OR instr(after, '\"description\":')
                                   OR instr(after, '\"deleted_at\":'))
         FROM changes WHERE user_id = :owner AND id > :since ORDER BY id LIMIT :limit",
    )?;
    let rows: Vec<(ChangeId, TaskId, bool)> = select
        .query_map(named_params! {":owner": owner, ":since": since, ":limit": AT_ONCE}, |row| {
            Ok((row.get(0)?, row.get(1)?, row.get(2)?))
        })?
        .collect::<rusqlite::Result<_>>()?;
    let touched: std::collections::BTreeSet<TaskId> =
        rows.iter().filter(|(.., matters)| *matters).map(|(_, task, _)| *task).collect();
    let (first, _) = rowids(account);
    let mut delete = connection.prepare_cached("DELETE FROM task_words WHERE rowid = :rowid")?;
    let mut insert = connection
        .prepare_cached("INSERT INTO task_words (rowid, title, description) VALUES (:rowid, :title, :description)")?;
    for id in touched {
        let rowid = first + id.0;
        delete.execute(named_params! {":rowid": rowid})?;
        if let Some(task) = select_live(connection, owner, id)? {
            insert.execute(named_params! {
                ":rowid": rowid,
                ":title": searched(task.title.as_str()),
                ":description": task.description.as_ref().map(|description| searched(description.as_str())),
            })?;
        }
    }
    let mut note = connection.prepare_cached("UPDATE search_accounts SET indexed = :indexed WHERE id = :account")?;
    let last = rows.last().map_or(since, |(id, ..)| *id);
    note.execute(named_params! {":indexed": last, ":account": account})?;
    Ok(())
}
