//! Links that log in once, in the database.

use rusqlite::{OptionalExtension, Row, named_params};

use crate::domain::Timestamp;
use crate::domain::links::LinkedLogin;
use crate::domain::security_events::{EventKind, Occasion};
use crate::domain::sessions::TokenHash;
use crate::domain::users::{User, UserId};
use crate::error::{Error, Result};
use crate::store::Store;
use crate::store::engine::columns::Millis;
use crate::store::engine::failure::Outcome;
use crate::store::security_events;

impl Store {
    /// Makes a link that logs a user in once, until then or until a new password ends it.
    pub async fn create_login_link(
        &self,
        owner: UserId,
        token_hash: TokenHash,
        expires_at: Timestamp,
        occasion: Occasion,
    ) -> Result<()> {
        self.write(move |connection| {
            let mut insert = connection.prepare_cached(
                "INSERT INTO login_links (token_hash, user_id, session_epoch, created_at, expires_at)
                 SELECT :token_hash, id, session_epoch, :now, :expires_at FROM users WHERE id = :owner AND disabled = 0",
            )?;
            let made = insert.execute(named_params! {
                ":token_hash": token_hash, ":owner": owner, ":now": Millis(occasion.at), ":expires_at": Millis(expires_at),
            })?;
            match made {
                0 => Err(Error::conflict("", "The account is disabled. Enable it first.").into()),
                _ => security_events::note(connection, owner, EventKind::LoginLinkMade, &occasion),
            }
        })
        .await
    }

    /// Whom a link would log in.
    pub async fn find_login_link(&self, token_hash: TokenHash, now: Timestamp) -> Result<Option<LinkedLogin>> {
        self.read(move |connection| select(connection, token_hash, now)).await
    }

    /// Uses a link up. Of several requests with the same link, one gets the login.
    pub async fn use_login_link(&self, token_hash: TokenHash, now: Timestamp) -> Result<Option<LinkedLogin>> {
        self.write(move |connection| {
            let login = select(connection, token_hash, now)?;
            let mut delete = connection.prepare_cached("DELETE FROM login_links WHERE token_hash = :token_hash")?;
            delete.execute(named_params! {":token_hash": token_hash})?;
            Ok(login)
        })
        .await
    }
}

fn select(connection: &rusqlite::Connection, token_hash: TokenHash, now: Timestamp) -> Outcome<Option<LinkedLogin>> {
    let mut select = connection.prepare_cached(
        "SELECT users.id, users.username, users.admin, users.session_epoch,
                EXISTS (SELECT 1 FROM second_factors WHERE second_factors.user_id = users.id)
         FROM login_links JOIN users ON users.id = login_links.user_id
         WHERE token_hash = :token_hash AND expires_at > :now
           AND login_links.session_epoch = users.session_epoch AND users.disabled = 0",
    )?;
    let read = |row: &Row<'_>| {
        let user = User { id: row.get(0)?, username: row.get(1)?, admin: row.get(2)? };
        Ok(LinkedLogin { user, session_epoch: row.get(3)?, has_second_factor: row.get(4)? })
    };
    Ok(select.query_row(named_params! {":token_hash": token_hash, ":now": Millis(now)}, read).optional()?)
}

/// Removes links that have expired.
pub fn sweep(connection: &rusqlite::Connection, now: Timestamp) -> Outcome<usize> {
    Ok(connection.execute("DELETE FROM login_links WHERE expires_at <= :now", named_params! {":now": Millis(now)})?)
}
