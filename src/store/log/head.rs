//! The end of an account's log.

use rusqlite::{Connection, OptionalExtension, named_params};

use crate::domain::Timestamp;
use crate::domain::log::change::ChangeId;
use crate::domain::users::UserId;
use crate::error::Error;
use crate::store::engine::columns::Millis;
use crate::store::engine::failure::Outcome;

/// The number of an account's last change; 0 before the first.
pub fn head_of(connection: &Connection, owner: UserId) -> rusqlite::Result<ChangeId> {
    let mut select = connection.prepare_cached("SELECT coalesce(max(id), 0) FROM changes WHERE user_id = :owner")?;
    select.query_row(named_params! {":owner": owner}, |row| row.get(0))
}

/// The last change up to an instant. Groups are never split; they are in the order of the log, even if the clock
/// jumped.
pub fn head_at(connection: &Connection, owner: UserId, instant: Timestamp, now: Timestamp) -> Outcome<ChangeId> {
    if instant > now {
        return Err(Error::invalid("as_of", "`as_of` can't be in the future.").into());
    }
    let since: Option<Millis> = connection
        .query_row(
            "SELECT min(created_at, coalesce((SELECT min(at) FROM change_groups WHERE user_id = :owner), created_at))
             FROM users WHERE id = :owner",
            named_params! {":owner": owner},
            |row| row.get(0),
        )
        .optional()?;
    let Millis(since) = since.ok_or(Error::Unauthenticated)?;
    if instant < since {
        return Err(Error::invalid("as_of", format!("The account did not exist then; it begins at {since}.")).into());
    }
    let sql = "SELECT coalesce(max(last_id), 0) FROM change_groups WHERE user_id = :owner AND at <= :instant";
    let parameters = named_params! {":owner": owner, ":instant": Millis(instant)};
    Ok(connection.query_row(sql, parameters, |row| row.get(0))?)
}
