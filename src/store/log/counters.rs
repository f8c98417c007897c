//! Counters of an account's tasks, so a list's length needs no counting.

use rusqlite::{Connection, named_params};

use crate::domain::tasks::TaskId;
use crate::domain::users::UserId;
use crate::store::engine::failure::Outcome;

/// How many tasks were added or removed: open, closed and in the trash.
#[derive(Debug, Clone, Copy, Default)]
pub struct Counted {
    pub open: i64,
    pub closed: i64,
    pub trashed: i64,
}

/// Updates the counters and the next task number.
pub fn count(connection: &Connection, owner: UserId, counted: Counted, next: TaskId) -> Outcome<()> {
    let mut update = connection.prepare_cached(
        "UPDATE counters
         SET next_task_id = max(next_task_id, :next), open = open + :open, closed = closed + :closed,
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
