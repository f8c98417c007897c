//! Demo data in the database.

use rusqlite::{Connection, OptionalExtension, named_params};

use super::failure::Outcome;
use super::row::new_uid;
use super::sessions::end_all_sessions;
use super::{Store, tasks, users};
use crate::domain::Timestamp;
use crate::domain::demo::DemoTask;
use crate::domain::task::{Task, TaskId};
use crate::domain::user::{NewAccount, UserId};
use crate::error::{Error, Result};

impl Store {
    /// Makes the account with these tasks, or makes it anew if it held demo data before. Touches no other account.
    pub async fn renew_demo_user<T>(&self, new: NewAccount, demo_tasks: T, now: Timestamp) -> Result<()>
    where
        T: Iterator<Item = DemoTask> + Send + 'static,
    {
        self.write(move |connection| {
            let owner = empty_demo_account(connection, &new, now)?;
            for (id, demo) in (1..).zip(demo_tasks) {
                let task = Task {
                    id: TaskId(id),
                    uid: new_uid(demo.created_at),
                    title: demo.title,
                    description: demo.description,
                    completed_at: demo.completed_at,
                    created_at: demo.created_at,
                    updated_at: demo.completed_at.unwrap_or(demo.created_at),
                };
                tasks::insert_as_is(connection, owner, &task)?;
            }
            Ok(())
        })
        .await
    }
}

fn empty_demo_account(connection: &Connection, new: &NewAccount, now: Timestamp) -> Outcome<UserId> {
    let existing: Option<(UserId, bool)> = connection
        .query_row(
            "SELECT id, EXISTS (SELECT 1 FROM demo_users WHERE user_id = users.id)
             FROM users WHERE username_key = :key",
            named_params! {":key": new.username.key()},
            |row| Ok((row.get(0)?, row.get(1)?)),
        )
        .optional()?;
    match existing {
        None => {
            let owner = users::insert(connection, new, now)?.user.id;
            connection.execute("INSERT INTO demo_users (user_id) VALUES (:owner)", named_params! {":owner": owner})?;
            Ok(owner)
        }
        Some((owner, true)) => {
            empty(connection, owner, &new.password_hash)?;
            Ok(owner)
        }
        Some((_, false)) => {
            let sentence = format!(
                "The account {} was not made by `tracker seed`, so it is left alone. Choose another with --user.",
                new.username
            );
            Err(Error::conflict("username", sentence).into())
        }
    }
}

fn empty(connection: &Connection, owner: UserId, password_hash: &str) -> Outcome<()> {
    end_all_sessions(connection, owner)?;
    for statement in [
        "DELETE FROM tasks WHERE user_id = :owner",
        "DELETE FROM trashed_tasks WHERE user_id = :owner",
        "DELETE FROM idempotency_keys WHERE user_id = :owner",
        "UPDATE task_counters SET next_id = 1 WHERE user_id = :owner",
    ] {
        connection.execute(statement, named_params! {":owner": owner})?;
    }
    connection.execute(
        "UPDATE users SET password_hash = :hash, disabled = 0 WHERE id = :owner",
        named_params! {":owner": owner, ":hash": password_hash},
    )?;
    Ok(())
}
