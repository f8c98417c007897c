//! Identities in the database.

use rusqlite::{Connection, OptionalExtension, Row, named_params};

use crate::domain::Timestamp;
use crate::domain::identities::{
    Identity, IdentityId, IdentityKind, IdentityLogin, IdentityOutcome, LinkedIdentity, OwnedIdentity, Vouched,
    usernames_for,
};
use crate::domain::security_events::{EventKind, Occasion};
use crate::domain::users::{NewAccount, User, UserId};
use crate::error::{Error, Result};
use crate::store::Store;
use crate::store::engine::columns::Millis;
use crate::store::engine::failure::{Failure, Outcome};
use crate::store::security_events;
use crate::store::users;

/// The most identities of an account.
const MOST: i64 = 20;

impl Store {
    /// The identities linked to an account, the oldest first.
    pub async fn list_identities(&self, owner: UserId) -> Result<Vec<LinkedIdentity>> {
        let all = self.list_identities_of(Some(owner)).await?;
        Ok(all.into_iter().map(|owned| owned.identity).collect())
    }

    /// The identities linked to one account, or to all.
    pub async fn list_identities_of(&self, owner: Option<UserId>) -> Result<Vec<OwnedIdentity>> {
        self.read(move |connection| {
            let mut select = connection.prepare_cached(
                "SELECT user_id, id, issuer, subject, name, created_at, last_used_at FROM identities
                 WHERE :owner IS NULL OR user_id = :owner ORDER BY user_id, id",
            )?;
            let read = |row: &Row<'_>| Ok(OwnedIdentity { owner: row.get(0)?, identity: read_identity(row)? });
            Ok(select.query_map(named_params! {":owner": owner}, read)?.collect::<rusqlite::Result<_>>()?)
        })
        .await
    }

    /// Whether an account has a password. One that an issuer's user made has none at first.
    pub async fn has_password(&self, owner: UserId) -> Result<bool> {
        self.read(move |connection| select_has_password(connection, owner)).await
    }

    /// Links an identity to an account. One that is linked to another account stays there.
    pub async fn link_identity(
        &self,
        owner: UserId,
        identity: Identity,
        name: Option<String>,
        occasion: Occasion,
    ) -> Result<LinkedIdentity> {
        self.write(move |connection| {
            let mut count = connection.prepare_cached("SELECT count(*) FROM identities WHERE user_id = :owner")?;
            let count: i64 = count.query_row(named_params! {":owner": owner}, |row| row.get(0))?;
            if count >= MOST {
                let sentence = format!("There are {MOST} links already. Remove one first.");
                return Err(Error::conflict("", sentence).into());
            }
            insert(connection, owner, &identity, name, &occasion)
        })
        .await
    }

    /// Removes a link, unless it is the only way into the account.
    pub async fn unlink_identity(&self, owner: UserId, id: IdentityId, occasion: Occasion) -> Result<()> {
        self.write(move |connection| {
            let mut delete = connection.prepare_cached("DELETE FROM identities WHERE user_id = :owner AND id = :id")?;
            if delete.execute(named_params! {":owner": owner, ":id": id.0})? == 0 {
                return Err(Error::NotFound("link").into());
            }
            if !select_has_password(connection, owner)? {
                let sentence = "This account has no password, so nobody could log in to it. Set a password first.";
                return Err(Error::conflict("", sentence).into());
            }
            security_events::note(connection, owner, EventKind::IdentityUnlinked, &occasion)
        })
        .await
    }

    /// Uses an identity to log in. The account's log notes a refusal.
    pub async fn use_identity(&self, vouched: Vouched, occasion: Occasion) -> Result<IdentityOutcome> {
        self.write(move |connection| {
            let identity = &vouched.identity;
            let mut update = connection.prepare_cached(
                "UPDATE identities SET last_used_at = :now, name = coalesce(:name, name)
                 WHERE issuer = :issuer AND subject = :subject RETURNING user_id",
            )?;
            let parameters = named_params! {
                ":issuer": identity.stored_issuer(),
                ":subject": identity.subject(),
                ":name": vouched.name,
                ":now": Millis(occasion.at),
            };
            let owner: Option<UserId> = update.query_row(parameters, |row| row.get(0)).optional()?;
            let Some(owner) = owner else { return Ok(IdentityOutcome::Unknown) };
            if let Some(login) = select_login(connection, owner)? {
                return Ok(IdentityOutcome::Login(login));
            }
            security_events::note(connection, owner, EventKind::LoginRefused, &occasion)?;
            Ok(IdentityOutcome::Refused)
        })
        .await
    }

    /// Makes an account without a password for somebody whom an issuer vouches for. It never takes one that is there: if
    /// the name is taken, it gets a number.
    pub async fn create_user_of_identity(&self, vouched: Vouched, occasion: Occasion) -> Result<IdentityLogin> {
        self.write(move |connection| {
            let mut taken =
                connection.prepare_cached("SELECT EXISTS (SELECT 1 FROM users WHERE username_key = :key)")?;
            let mut username = None;
            for candidate in usernames_for(vouched.name.as_deref()) {
                if !taken.query_row(named_params! {":key": candidate.key()}, |row| row.get(0))? {
                    username = Some(candidate);
                    break;
                }
            }
            let username = username.ok_or_else(|| Error::conflict("username", "No such username is free."))?;
            // Nothing hashes to this.
            let new = NewAccount { username, password_hash: String::new(), admin: false };
            let made = users::insert(connection, &new, occasion.at)?;
            insert(connection, made.user.id, &vouched.identity, vouched.name.clone(), &occasion)?;
            Ok(IdentityLogin { user: made.user, session_epoch: made.session_epoch, has_second_factor: false })
        })
        .await
    }
}

fn insert(
    connection: &Connection,
    owner: UserId,
    identity: &Identity,
    name: Option<String>,
    occasion: &Occasion,
) -> Outcome<LinkedIdentity> {
    let mut insert = connection.prepare_cached(
        "INSERT INTO identities (user_id, id, issuer, subject, name, created_at)
         SELECT users.id, 1 + coalesce((SELECT max(id) FROM identities WHERE user_id = :owner), 0),
                :issuer, :subject, :name, :now
         FROM users WHERE users.id = :owner
         ON CONFLICT (issuer, subject) DO NOTHING
         RETURNING user_id, id, issuer, subject, name, created_at, last_used_at",
    )?;
    let parameters = named_params! {
        ":owner": owner,
        ":issuer": identity.stored_issuer(),
        ":subject": identity.subject(),
        ":name": name,
        ":now": Millis(occasion.at),
    };
    let linked = insert.query_row(parameters, read_identity).optional()?;
    let linked = linked
        .ok_or_else(|| Failure::from(Error::conflict("", "It is linked to an account already. Unlink it there.")))?;
    security_events::note(connection, owner, EventKind::IdentityLinked, occasion)?;
    Ok(linked)
}

fn select_has_password(connection: &Connection, owner: UserId) -> Outcome<bool> {
    let mut select = connection.prepare_cached("SELECT password_hash <> '' FROM users WHERE id = :owner")?;
    let has = select.query_row(named_params! {":owner": owner}, |row| row.get(0)).optional()?;
    Ok(has.unwrap_or_default())
}

/// The login of an account that is let in.
fn select_login(connection: &Connection, owner: UserId) -> Outcome<Option<IdentityLogin>> {
    let mut select = connection.prepare_cached(
        "SELECT id, username, admin, session_epoch,
                EXISTS (SELECT 1 FROM second_factors WHERE user_id = users.id)
         FROM users WHERE id = :owner AND disabled = 0",
    )?;
    let read = |row: &Row<'_>| {
        let user = User { id: row.get(0)?, username: row.get(1)?, admin: row.get(2)? };
        Ok(IdentityLogin { user, session_epoch: row.get(3)?, has_second_factor: row.get(4)? })
    };
    Ok(select.query_row(named_params! {":owner": owner}, read).optional()?)
}

/// Reads an identity, which begins with the second column.
fn read_identity(row: &Row<'_>) -> rusqlite::Result<LinkedIdentity> {
    let issuer: String = row.get(2)?;
    let Millis(created_at) = row.get(5)?;
    let last_used_at: Option<Millis> = row.get(6)?;
    Ok(LinkedIdentity {
        id: IdentityId(row.get(1)?),
        kind: if issuer.is_empty() { IdentityKind::Header } else { IdentityKind::Oidc },
        issuer: Some(issuer).filter(|issuer| !issuer.is_empty()),
        subject: row.get(3)?,
        name: row.get(4)?,
        created_at,
        last_used_at: last_used_at.map(|Millis(instant)| -> Timestamp { instant }),
    })
}
