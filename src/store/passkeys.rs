//! Passkeys in the database.

use rusqlite::{Connection, OptionalExtension, Row, named_params};

use crate::domain::passkeys::{
    CoseKey, CredentialId, MOST, NewPasskey, Passkey, PasskeyId, PasskeyLogin, PasskeyName, SignedAssertion,
    StoredPasskey,
};
use crate::domain::security_events::{EventKind, Occasion};
use crate::domain::users::{User, UserId};
use crate::error::{Error, Result};
use crate::store::Store;
use crate::store::engine::columns::Millis;
use crate::store::engine::failure::Outcome;
use crate::store::engine::table::unreadable;
use crate::store::security_events;

impl Store {
    /// The passkeys of an account, the oldest first.
    pub async fn list_passkeys(&self, owner: UserId) -> Result<Vec<Passkey>> {
        self.read(move |connection| {
            let mut select = connection.prepare_cached(
                "SELECT id, name, rp_id, created_at, last_used_at FROM passkeys WHERE user_id = :owner ORDER BY id",
            )?;
            let passkeys = select.query_map(named_params! {":owner": owner}, read_passkey)?;
            Ok(passkeys.collect::<rusqlite::Result<_>>()?)
        })
        .await
    }

    /// The ids of an account's keys for a host, for a browser that is to use one of them or to make no second one.
    pub async fn list_credentials(&self, owner: UserId, host: String) -> Result<Vec<CredentialId>> {
        self.read(move |connection| {
            let mut select = connection.prepare_cached(
                "SELECT credential_id FROM passkeys WHERE user_id = :owner AND rp_id = :host ORDER BY id",
            )?;
            let ids: Vec<Vec<u8>> = select
                .query_map(named_params! {":owner": owner, ":host": host}, |row| row.get(0))?
                .collect::<rusqlite::Result<_>>()?;
            Ok(ids.into_iter().filter_map(CredentialId::parse).collect())
        })
        .await
    }

    /// Adds a key that was just made for a host.
    pub async fn add_passkey(
        &self,
        owner: UserId,
        new: NewPasskey,
        host: String,
        name: PasskeyName,
        occasion: Occasion,
    ) -> Result<Passkey> {
        self.write(move |connection| {
            let mut count = connection.prepare_cached("SELECT count(*) FROM passkeys WHERE user_id = :owner")?;
            let count: usize = count.query_row(named_params! {":owner": owner}, |row| row.get(0))?;
            if count >= MOST {
                let sentence = format!("There are {MOST} passkeys already. Remove one first.");
                return Err(Error::conflict("", sentence).into());
            }
            let mut insert = connection.prepare_cached(
                "INSERT INTO passkeys (user_id, id, credential_id, public_key, sign_count, rp_id, name, created_at)
                 SELECT users.id, 1 + coalesce((SELECT max(id) FROM passkeys WHERE user_id = :owner), 0),
                        :credential, :key, :count, :host, :name, :now
                 FROM users WHERE users.id = :owner
                 ON CONFLICT (credential_id) DO NOTHING
                 RETURNING id, name, rp_id, created_at, last_used_at",
            )?;
            let parameters = named_params! {
                ":owner": owner,
                ":credential": new.credential_id.as_bytes(),
                ":key": new.key.as_bytes(),
                ":count": new.sign_count,
                ":host": host,
                ":name": name.as_str(),
                ":now": Millis(occasion.at),
            };
            let added = insert.query_row(parameters, read_passkey).optional()?;
            let added = added.ok_or_else(|| Error::conflict("", "This passkey was added before."))?;
            security_events::note(connection, owner, EventKind::PasskeyAdded, &occasion)?;
            Ok(added)
        })
        .await
    }

    pub async fn rename_passkey(&self, owner: UserId, id: PasskeyId, name: PasskeyName) -> Result<Passkey> {
        self.write(move |connection| {
            let mut update = connection.prepare_cached(
                "UPDATE passkeys SET name = :name WHERE user_id = :owner AND id = :id
                 RETURNING id, name, rp_id, created_at, last_used_at",
            )?;
            let parameters = named_params! {":owner": owner, ":id": id.0, ":name": name.as_str()};
            let renamed = update.query_row(parameters, read_passkey).optional()?;
            Ok(renamed.ok_or(Error::NotFound("passkey"))?)
        })
        .await
    }

    pub async fn remove_passkey(&self, owner: UserId, id: PasskeyId, occasion: Occasion) -> Result<()> {
        self.write_vital(move |connection| {
            let mut delete = connection.prepare_cached("DELETE FROM passkeys WHERE user_id = :owner AND id = :id")?;
            match delete.execute(named_params! {":owner": owner, ":id": id.0})? {
                0 => Err(Error::NotFound("passkey").into()),
                _ => security_events::note(connection, owner, EventKind::PasskeyRemoved, &occasion),
            }
        })
        .await
    }

    /// Whose passkey has this id.
    pub async fn find_passkey(&self, id: CredentialId) -> Result<Option<StoredPasskey>> {
        self.read(move |connection| {
            let mut select =
                connection.prepare_cached("SELECT user_id, id, public_key FROM passkeys WHERE credential_id = :id")?;
            let read = |row: &Row<'_>| {
                let key: Vec<u8> = row.get(2)?;
                let key = CoseKey::parse(&key)
                    .ok_or_else(|| unreadable(2, rusqlite::types::FromSqlError::Other("no key".into())))?;
                Ok(StoredPasskey { owner: row.get(0)?, id: PasskeyId(row.get(1)?), key })
            };
            Ok(select.query_row(named_params! {":id": id.as_bytes()}, read).optional()?)
        })
        .await
    }

    /// Uses a passkey, with what its signature said if that was right. `None` if it lets nobody in.
    ///
    /// A count that doesn't grow is one of a copy. The account's log notes that, and any other refusal.
    pub async fn use_passkey(
        &self,
        owner: UserId,
        id: PasskeyId,
        signed: Option<SignedAssertion>,
        occasion: Occasion,
    ) -> Result<Option<PasskeyLogin>> {
        self.write_vital(move |connection| {
            let login = select_login(connection, owner)?;
            let (Some(login), Some(signed)) = (login, signed) else {
                security_events::note(connection, owner, EventKind::LoginRefused, &occasion)?;
                return Ok(None);
            };
            let mut update = connection.prepare_cached(
                "UPDATE passkeys SET sign_count = :count, last_used_at = :now
                 WHERE user_id = :owner AND id = :id AND (sign_count < :count OR (sign_count = 0 AND :count = 0))",
            )?;
            let used = update.execute(named_params! {
                ":owner": owner, ":id": id.0, ":count": signed.sign_count, ":now": Millis(occasion.at),
            })?;
            if used > 0 {
                return Ok(Some(login));
            }
            let mut exists = connection
                .prepare_cached("SELECT EXISTS (SELECT 1 FROM passkeys WHERE user_id = :owner AND id = :id)")?;
            let is_copy = exists.query_row(named_params! {":owner": owner, ":id": id.0}, |row| row.get(0))?;
            let event = if is_copy { EventKind::PasskeyCopied } else { EventKind::LoginRefused };
            security_events::note(connection, owner, event, &occasion)?;
            Ok(None)
        })
        .await
    }
}

/// The login of an account that is let in.
fn select_login(connection: &Connection, owner: UserId) -> Outcome<Option<PasskeyLogin>> {
    let mut select = connection
        .prepare_cached("SELECT id, username, admin, session_epoch FROM users WHERE id = :owner AND disabled = 0")?;
    let read = |row: &Row<'_>| {
        let user = User { id: row.get(0)?, username: row.get(1)?, admin: row.get(2)? };
        Ok(PasskeyLogin { user, session_epoch: row.get(3)? })
    };
    Ok(select.query_row(named_params! {":owner": owner}, read).optional()?)
}

fn read_passkey(row: &Row<'_>) -> rusqlite::Result<Passkey> {
    let Millis(created_at) = row.get(3)?;
    let last_used_at: Option<Millis> = row.get(4)?;
    Ok(Passkey {
        id: PasskeyId(row.get(0)?),
        name: row.get(1)?,
        host: row.get(2)?,
        created_at,
        last_used_at: last_used_at.map(|Millis(instant)| instant),
    })
}
