//! The end of an account's log.

use rusqlite::{Connection, named_params};

use crate::domain::log::change::ChangeId;
use crate::domain::users::UserId;

/// The number of an account's last change; 0 before the first.
pub fn head_of(connection: &Connection, owner: UserId) -> rusqlite::Result<ChangeId> {
    let mut select = connection.prepare_cached("SELECT coalesce(max(id), 0) FROM changes WHERE user_id = :owner")?;
    select.query_row(named_params! {":owner": owner}, |row| row.get(0))
}
