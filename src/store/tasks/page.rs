//! Pages of tasks.

use rusqlite::Connection;

use crate::domain::list::page::{PageNumber, PageSize};
use crate::domain::tasks::{Task, TaskId};
use crate::domain::users::UserId;
use crate::store::engine::failure::Outcome;
use crate::store::tasks::table::select_live;

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TaskPage {
    /// The tasks, newest first.
    pub tasks: Vec<Task>,
    /// The number on all pages.
    pub total: u64,
    /// Whether there are more after these.
    pub has_more: bool,
}

/// A page of tasks with these numbers, in the given order.
pub fn page_of(
    connection: &Connection,
    owner: UserId,
    ids: &[TaskId],
    page: PageNumber,
    per_page: PageSize,
) -> Outcome<TaskPage> {
    let first = usize::try_from(page.offset(per_page)).unwrap_or(usize::MAX).min(ids.len());
    let last = first.saturating_add(per_page.get() as usize).min(ids.len());
    let shown = ids.get(first..last).unwrap_or_default();
    let tasks: Vec<Option<Task>> =
        shown.iter().map(|id| select_live(connection, owner, *id)).collect::<Outcome<_>>()?;
    Ok(TaskPage { tasks: tasks.into_iter().flatten().collect(), total: ids.len() as u64, has_more: last < ids.len() })
}
