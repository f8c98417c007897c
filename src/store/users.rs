//! Users in the database.

use rusqlite::{Connection, OptionalExtension, Row, named_params};

use crate::domain::Timestamp;
use crate::domain::log::idempotency::Repeatable;
use crate::domain::security_events::{EventKind, Occasion};
use crate::domain::sessions::TokenHash;
use crate::domain::users::{Account, AccountPatch, Credentials, NewAccount, User, UserId, Username};
use crate::error::{Error, Result};
use crate::store::Store;
use crate::store::engine::columns::Millis;
use crate::store::engine::failure::Outcome;
use crate::store::invites;
use crate::store::log::idempotency;
use crate::store::security_events;
use crate::store::sessions::end_all_sessions;

impl Store {
    /// Creates an account, and remembers the idempotency key. An invite is used up, but only if the account is made.
    pub async fn create_user(
        &self,
        new: NewAccount,
        invite: Option<TokenHash>,
        repeatable: Option<Repeatable>,
        now: Timestamp,
    ) -> Result<Credentials> {
        self.write(move |connection| {
            if let Some(invite) = invite {
                invites::use_up(connection, invite, now)?;
            }
            let made = insert(connection, &new, now)?;
            if let Some(repeatable) = repeatable {
                idempotency::keep_answer(connection, made.user.id, &repeatable, &(), now)?;
            }
            Ok(made)
        })
        .await
    }

    /// The account with this name, if the same request created it under this key.
    pub async fn find_credentials_made_under(
        &self,
        username: &Username,
        repeatable: Repeatable,
    ) -> Result<Option<Credentials>> {
        let key = username.key();
        self.read(move |connection| {
            let Some(found) = select_credentials(connection, &key)? else { return Ok(None) };
            let kept = idempotency::kept_answer(connection, found.user.id, &repeatable)?;
            Ok(kept.map(|_| found))
        })
        .await
    }

    /// The credentials that a login with this name is checked against.
    pub async fn find_credentials(&self, username: &Username) -> Result<Option<Credentials>> {
        let key = username.key();
        self.read(move |connection| select_credentials(connection, &key)).await
    }

    pub async fn find_account(&self, id: UserId) -> Result<Account> {
        self.read(move |connection| select_account(connection, id)).await
    }

    /// The highest bcrypt cost of any stored hash, whatever its prefix, of those up to a cost.
    pub async fn highest_password_cost(&self, most: u32) -> Result<Option<u32>> {
        self.read(move |connection| {
            let sql = "SELECT max(cost) FROM (
                         SELECT CAST(substr(password_hash, instr(password_hash, '$2') + 4, 2) AS INTEGER) AS cost
                         FROM users WHERE instr(password_hash, '$2') > 0
                       ) WHERE cost <= :most";
            Ok(connection.query_row(sql, named_params! {":most": most}, |row| row.get(0))?)
        })
        .await
    }

    /// The first accounts by name, as many as asked for.
    pub async fn list_accounts(&self, limit: u32) -> Result<Vec<Account>> {
        self.read(move |connection| {
            let mut select = connection.prepare_cached(
                "SELECT id, username, admin, disabled, created_at, last_seen_at, open + closed,
                        (SELECT moved_to FROM moved_accounts WHERE user_id = users.id)
                 FROM users JOIN counters ON counters.user_id = users.id
                 ORDER BY username_key LIMIT :limit",
            )?;
            let accounts = select.query_map(named_params! {":limit": limit}, read_account)?;
            Ok(accounts.collect::<rusqlite::Result<_>>()?)
        })
        .await
    }

    /// Replaces a hash with a new one of the same password, unless the password has changed meanwhile.
    pub async fn renew_password_hash(&self, owner: UserId, old_hash: String, new_hash: String) -> Result<()> {
        self.write_vital(move |connection| {
            let mut update = connection
                .prepare_cached("UPDATE users SET password_hash = :new WHERE id = :owner AND password_hash = :old")?;
            update.execute(named_params! {":owner": owner, ":old": old_hash, ":new": new_hash})?;
            Ok(())
        })
        .await
    }

    /// Sets a password and ends every session. Returns the epoch for new sessions.
    ///
    /// If an epoch is given, it must still be current: sessions of earlier epochs have been ended.
    pub async fn set_password(
        &self,
        owner: UserId,
        epoch: Option<i64>,
        password_hash: String,
        occasion: Occasion,
    ) -> Result<i64> {
        self.write_vital(move |connection| {
            let mut current = connection.prepare_cached("SELECT session_epoch FROM users WHERE id = :owner")?;
            let current: Option<i64> =
                current.query_row(named_params! {":owner": owner}, |row| row.get(0)).optional()?;
            if epoch.is_some() && epoch != current {
                return Err(Error::Unauthenticated.into());
            }
            end_all_sessions(connection, owner)?;
            let mut update = connection
                .prepare_cached("UPDATE users SET password_hash = :hash WHERE id = :owner RETURNING session_epoch")?;
            let epoch = update
                .query_row(named_params! {":owner": owner, ":hash": password_hash}, |row| row.get(0))
                .optional()?;
            security_events::note(connection, owner, EventKind::PasswordChanged, &occasion)?;
            Ok(epoch.ok_or(Error::NotFound("user"))?)
        })
        .await
    }

    /// Changes an account as an admin. The last admin stays one. The account's log notes what has changed.
    pub async fn update_account(&self, id: UserId, patch: AccountPatch, occasion: Occasion) -> Result<Account> {
        self.write_vital(move |connection| {
            let before = select_account(connection, id)?;
            let disabled = patch.disabled.unwrap_or(before.disabled);
            let admin = patch.admin.unwrap_or(before.admin);
            let mut update =
                connection.prepare_cached("UPDATE users SET disabled = :disabled, admin = :admin WHERE id = :id")?;
            update.execute(named_params! {":id": id, ":disabled": disabled, ":admin": admin})?;
            if disabled && !before.disabled {
                end_all_sessions(connection, id)?;
            }
            if !disabled {
                // Whoever is let in again has not moved after all.
                let mut stay = connection.prepare_cached("DELETE FROM moved_accounts WHERE user_id = :id")?;
                stay.execute(named_params! {":id": id})?;
            }
            if before.admin && !before.disabled {
                keep_an_admin(connection)?;
            }
            let after = select_account(connection, id)?;
            for event in before.events_to(&after) {
                security_events::note(connection, id, event, &occasion)?;
            }
            Ok(after)
        })
        .await
    }

    /// Removes an account and everything in it. The last admin can't be removed.
    pub async fn remove_user(&self, id: UserId) -> Result<()> {
        self.write(move |connection| {
            let mut delete =
                connection.prepare_cached("DELETE FROM users WHERE id = :id RETURNING admin AND NOT disabled")?;
            let was_admin: Option<bool> = delete.query_row(named_params! {":id": id}, |row| row.get(0)).optional()?;
            if was_admin.ok_or(Error::NotFound("user"))? {
                keep_an_admin(connection)?;
            }
            Ok(())
        })
        .await
    }
}

/// Inserts an account under a random id.
pub fn insert(connection: &Connection, new: &NewAccount, now: Timestamp) -> Outcome<Credentials> {
    let mut free = connection.prepare_cached("SELECT NOT EXISTS (SELECT 1 FROM users WHERE id = :id)")?;
    let id = loop {
        let id = UserId(rand::random_range(1..=UserId::MAX));
        if free.query_row(named_params! {":id": id}, |row| row.get(0))? {
            break id;
        }
    };
    insert_as(connection, id, new, 0, now)
}

/// Inserts an account under a given free id.
pub fn insert_as(
    connection: &Connection,
    id: UserId,
    new: &NewAccount,
    session_epoch: i64,
    now: Timestamp,
) -> Outcome<Credentials> {
    let mut insert = connection.prepare_cached(
        "INSERT INTO users (id, username, username_key, password_hash, session_epoch, admin, created_at)
         VALUES (:id, :username, :key, :hash, :epoch, :admin, :now)",
    )?;
    let inserted = insert.execute(named_params! {
        ":id": id,
        ":username": new.username.as_str(),
        ":key": new.username.key(),
        ":hash": new.password_hash,
        ":epoch": session_epoch,
        ":admin": new.admin,
        ":now": Millis(now),
    });
    inserted.map_err(|error| match error.sqlite_error() {
        Some(cause) if cause.extended_code == rusqlite::ffi::SQLITE_CONSTRAINT_UNIQUE => {
            Error::conflict("username", "The username is taken. Choose another.").into()
        }
        _ => crate::store::engine::failure::Failure::from(error),
    })?;
    Ok(Credentials {
        user: User { id, username: new.username.as_str().to_owned(), admin: new.admin },
        password_hash: new.password_hash.clone(),
        session_epoch,
        disabled: false,
        has_second_factor: false,
        moved_to: None,
    })
}

fn select_credentials(connection: &Connection, key: &str) -> Outcome<Option<Credentials>> {
    let mut select = connection.prepare_cached(
        "SELECT id, username, admin, password_hash, session_epoch, disabled,
                EXISTS (SELECT 1 FROM second_factors WHERE user_id = users.id),
                (SELECT moved_to FROM moved_accounts WHERE user_id = users.id)
         FROM users WHERE username_key = :key",
    )?;
    Ok(select.query_row(named_params! {":key": key}, read_credentials).optional()?)
}

/// Refuses a change that would leave no admin.
pub fn keep_an_admin(connection: &Connection) -> Outcome<()> {
    let mut select = connection.prepare_cached("SELECT EXISTS (SELECT 1 FROM users WHERE admin AND NOT disabled)")?;
    if select.query_row([], |row| row.get(0))? {
        return Ok(());
    }
    Err(Error::conflict("", "This is the last admin. Make somebody else an admin first.").into())
}

fn select_account(connection: &Connection, id: UserId) -> Outcome<Account> {
    let mut select = connection.prepare_cached(
        "SELECT id, username, admin, disabled, created_at, last_seen_at, open + closed,
                        (SELECT moved_to FROM moved_accounts WHERE user_id = users.id)
         FROM users JOIN counters ON counters.user_id = users.id
         WHERE id = :id",
    )?;
    let account = select.query_row(named_params! {":id": id}, read_account).optional()?;
    Ok(account.ok_or(Error::NotFound("user"))?)
}

fn read_account(row: &Row<'_>) -> rusqlite::Result<Account> {
    let Millis(created_at) = row.get(4)?;
    Ok(Account {
        id: row.get(0)?,
        username: row.get(1)?,
        admin: row.get(2)?,
        disabled: row.get(3)?,
        created_at,
        last_seen_at: row.get::<_, Option<Millis>>(5)?.map(|Millis(instant)| instant),
        tasks: row.get(6)?,
        moved_to: row.get(7)?,
    })
}

fn read_credentials(row: &Row<'_>) -> rusqlite::Result<Credentials> {
    Ok(Credentials {
        user: User { id: row.get(0)?, username: row.get(1)?, admin: row.get(2)? },
        password_hash: row.get(3)?,
        session_epoch: row.get(4)?,
        disabled: row.get(5)?,
        has_second_factor: row.get(6)?,
        moved_to: row.get(7)?,
    })
}

/// The accounts that are not on another server now.
pub fn select_present(connection: &Connection) -> Outcome<Vec<UserId>> {
    let mut select =
        connection.prepare_cached("SELECT id FROM users WHERE id NOT IN (SELECT user_id FROM moved_accounts)")?;
    Ok(select.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?)
}

/// All accounts.
pub fn select_owners(connection: &Connection) -> Outcome<Vec<UserId>> {
    let mut select = connection.prepare_cached("SELECT id FROM users")?;
    Ok(select.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?)
}
