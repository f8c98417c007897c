//! Accounts that move from one server to another.

use rusqlite::{Connection, OptionalExtension, named_params};

use crate::domain::Timestamp;
use crate::domain::transfer::moves::{MovingAccount, MovingSecondFactor, MovingUser};
use crate::domain::users::{NewAccount, User, UserId};
use crate::error::{Error, Result};
use crate::store::Store;
use crate::store::engine::columns::Millis;
use crate::store::engine::failure::Outcome;
use crate::store::sessions::end_all_sessions;
use crate::store::transfer::import::import;
use crate::store::users::{insert, keep_an_admin};

impl Store {
    /// Disables an account for good, because another server has it from now on. Nothing is written to it any more, also by
    /// requests that were under way. Repeated, it only notes where to.
    pub async fn move_away(&self, owner: UserId, moved_to: String, now: Timestamp) -> Result<MovingUser> {
        self.write(move |connection| {
            let user = select_user(connection, owner)?;
            let mut note = connection.prepare_cached(
                "INSERT INTO moved_accounts (user_id, moved_to, moved_at) VALUES (:owner, :to, :now)
                 ON CONFLICT DO UPDATE SET moved_to = excluded.moved_to",
            )?;
            note.execute(named_params! {":owner": owner, ":to": moved_to, ":now": Millis(now)})?;
            let disable = "UPDATE users SET disabled = 1 WHERE id = :owner AND NOT disabled RETURNING admin";
            let was_admin: Option<bool> =
                connection.query_row(disable, named_params! {":owner": owner}, |row| row.get(0)).optional()?;
            if was_admin == Some(true) {
                keep_an_admin(connection)?;
            }
            end_all_sessions(connection, owner)?;
            Ok(user)
        })
        .await
    }

    /// Takes an account in, with everything that came along.
    pub async fn receive_account(&self, account: MovingAccount, now: Timestamp) -> Result<User> {
        self.write(move |connection| {
            let MovingAccount { user, username, export } = &account;
            let new =
                NewAccount { username: username.clone(), password_hash: user.password_hash.clone(), admin: false };
            let made = insert(connection, &new, now)?.user;
            connection.execute(
                "UPDATE users SET created_at = min(created_at, :created) WHERE id = :id",
                named_params! {":id": made.id, ":created": Millis(user.created_at)},
            )?;
            if let Some(factor) = &user.second_factor {
                insert_second_factor(connection, made.id, factor)?;
            }
            import(connection, made.id, export)?;
            Ok(made)
        })
        .await
    }
}

fn select_user(connection: &Connection, owner: UserId) -> Outcome<MovingUser> {
    let owner = named_params! {":owner": owner};
    let mut codes = connection.prepare("SELECT code_hash FROM recovery_codes WHERE user_id = :owner")?;
    let recovery_codes = codes.query_map(owner, |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
    let factor = "SELECT secret, last_step, turned_on_at FROM second_factors WHERE user_id = :owner";
    let second_factor = connection
        .query_row(factor, owner, |row| {
            let Millis(turned_on_at) = row.get(2)?;
            Ok(MovingSecondFactor { secret: row.get(0)?, last_step: row.get(1)?, turned_on_at, recovery_codes })
        })
        .optional()?;
    let user = "SELECT username, password_hash, created_at FROM users WHERE id = :owner";
    let found = connection
        .query_row(user, owner, |row| {
            let Millis(created_at) = row.get(2)?;
            Ok(MovingUser { username: row.get(0)?, password_hash: row.get(1)?, created_at, second_factor })
        })
        .optional()?;
    Ok(found.ok_or(Error::NotFound("user"))?)
}

fn insert_second_factor(connection: &Connection, owner: UserId, factor: &MovingSecondFactor) -> Outcome<()> {
    connection.execute(
        "INSERT INTO second_factors (user_id, secret, last_step, turned_on_at) VALUES (:owner, :secret, :step, :at)",
        named_params! {
            ":owner": owner,
            ":secret": factor.secret,
            ":step": factor.last_step,
            ":at": Millis(factor.turned_on_at),
        },
    )?;
    for code in &factor.recovery_codes {
        connection.execute(
            "INSERT INTO recovery_codes (user_id, code_hash) VALUES (:owner, :code)",
            named_params! {":owner": owner, ":code": code},
        )?;
    }
    Ok(())
}
