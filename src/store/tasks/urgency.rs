//! The urgency of stored tasks.

use std::collections::HashSet;

use rusqlite::{Connection, named_params};

use crate::domain::Timestamp;
use crate::domain::calendar::Calendar;
use crate::domain::tasks::urgency::{Facts, UrgencyTerm, terms};
use crate::domain::tasks::{Task, TaskId};
use crate::domain::users::UserId;
use crate::error::Result;
use crate::store::engine::failure::Outcome;
use crate::store::tasks::table::select;
use crate::store::{Store, settings};

impl Store {
    /// What makes a task urgent; empty if it is closed.
    pub async fn explain_urgency(&self, owner: UserId, id: TaskId, now: Timestamp) -> Result<Vec<UrgencyTerm>> {
        self.read(move |connection| {
            let task = select(connection, owner, id)?;
            if !task.is_open() {
                return Ok(Vec::new());
            }
            let blocked = blocked_tasks(connection, owner, std::slice::from_ref(&task))?;
            let calendar = Calendar::of(&settings::select(connection, owner)?);
            Ok(terms(&Facts::of(&task, blocked.contains(&id)), &calendar, now))
        })
        .await
    }
}

/// The tasks among these that have open subtasks.
pub fn blocked_tasks(connection: &Connection, owner: UserId, tasks: &[Task]) -> Outcome<HashSet<TaskId>> {
    let mut select = connection.prepare_cached(
        "SELECT EXISTS (SELECT 1 FROM tasks INDEXED BY tasks_by_parent
                        WHERE user_id = :owner AND parent_id = :id AND completed_at IS NULL)",
    )?;
    let mut blocked = HashSet::new();
    for task in tasks {
        if select.query_row(named_params! {":owner": owner, ":id": task.id}, |row| row.get(0))? {
            blocked.insert(task.id);
        }
    }
    Ok(blocked)
}
