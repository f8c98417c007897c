//! How many tasks an account has, kept beside them: a list says its length without counting.

use rusqlite::{Connection, named_params};

use crate::domain::tasks::TaskId;
use crate::domain::users::UserId;
use crate::store::engine::failure::Outcome;

/// How many tasks came and went, open, closed and in the trash.
#[derive(Debug, Clone, Copy, Default)]
pub struct Counted {
    pub open: i64,
    pub closed: i64,
    pub trashed: i64,
}

/// Keeps what a list says of its length, and which number comes next.
pub fn count(connection: &Connection, owner: UserId, counted: Counted, next: TaskId) -> Outcome<()> {
    let mut update = connection.prepare_cached(
        "UPDATE counters
         SET next_task_id = max(next_task_id, :next), open = open + :open, done = done + :closed,
             trashed = trashed + :trashed
         WHERE user_id = :owner",
    )?;
    update.execute(named_params! {
        ":owner": owner,
        ":next": next,
        ":open": counted.open,
        ":closed": counted.closed,
        ":trashed": counted.trashed,
    })?;
    Ok(())
}
