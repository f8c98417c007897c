//! Links to make one account with, in the database.

use rusqlite::{Connection, named_params};

use crate::domain::Timestamp;
use crate::domain::links;
use crate::domain::sessions::TokenHash;
use crate::error::Result;
use crate::store::Store;
use crate::store::engine::columns::Millis;
use crate::store::engine::failure::Outcome;

impl Store {
    /// Makes a link with which one account can be made.
    pub async fn create_invite(&self, token_hash: TokenHash, now: Timestamp, expires_at: Timestamp) -> Result<()> {
        self.write(move |connection| {
            let mut insert = connection.prepare_cached(
                "INSERT INTO invites (token_hash, created_at, expires_at) VALUES (:token_hash, :now, :expires_at)",
            )?;
            insert.execute(named_params! {
                ":token_hash": token_hash, ":now": Millis(now), ":expires_at": Millis(expires_at),
            })?;
            Ok(())
        })
        .await
    }

    /// Whether an account can be made with this invite.
    pub async fn holds_invite(&self, token_hash: TokenHash, now: Timestamp) -> Result<bool> {
        self.read(move |connection| {
            let mut select = connection.prepare_cached(
                "SELECT EXISTS (SELECT 1 FROM invites WHERE token_hash = :token_hash AND expires_at > :now)",
            )?;
            Ok(select.query_row(named_params! {":token_hash": token_hash, ":now": Millis(now)}, |row| row.get(0))?)
        })
        .await
    }
}

/// Uses an invite up, as a part of making the account.
pub fn use_up(connection: &Connection, token_hash: TokenHash, now: Timestamp) -> Outcome<()> {
    let mut delete =
        connection.prepare_cached("DELETE FROM invites WHERE token_hash = :token_hash AND expires_at > :now")?;
    match delete.execute(named_params! {":token_hash": token_hash, ":now": Millis(now)})? {
        0 => Err(links::REFUSED.into()),
        _ => Ok(()),
    }
}

/// Removes invites that have expired.
pub fn sweep(connection: &Connection, now: Timestamp) -> Outcome<usize> {
    Ok(connection.execute("DELETE FROM invites WHERE expires_at <= :now", named_params! {":now": Millis(now)})?)
}
