//! Tasks in the database.

pub mod consequences;
pub mod duplicate;
pub mod followers;
pub mod in_project;
pub mod order;
pub mod page;
pub mod references;
pub mod relations;
pub mod rules;
pub mod series;
pub mod stored;
pub mod table;
pub mod trash;
pub mod urgency;

use rusqlite::{Connection, OptionalExtension, named_params};

use crate::domain::list::order::Place;
use crate::domain::log::act::Act;
use crate::domain::log::change::{Action, Written};
use crate::domain::log::precondition::IfMatch;
use crate::domain::tasks::page::{PageStart, Portion, TaskQuery};
use crate::domain::tasks::{NewTask, Order, StatusFilter, Task, TaskId, TaskIds, TaskPatch};
use crate::domain::users::UserId;
use crate::error::Result;
use crate::store::Store;
use crate::store::engine::failure::Outcome;
use crate::store::tasks::consequences::{change_task, create_task, skip_task};
use crate::store::tasks::order::place_tasks;
use crate::store::tasks::page::TaskPage;
use crate::store::tasks::references::walk;
use crate::store::tasks::table::select;
use crate::store::tasks::table::{read_task, select_live, select_tasks};
use crate::store::tasks::trash::delete_task;

impl Store {
    pub async fn create_task(&self, act: Act, new: NewTask) -> Result<Written<Task>> {
        self.act(act, None, move |recorder| create_task(recorder, new)).await
    }

    pub async fn find_task(&self, owner: UserId, id: TaskId) -> Result<Task> {
        self.read(move |connection| select(connection, owner, id)).await
    }

    /// A page of tasks, newest first, and the total number, as `answer` turns it into something else on the reading
    /// thread.
    pub async fn list_tasks<T: Send + 'static>(
        &self,
        owner: UserId,
        query: TaskQuery,
        answer: impl FnOnce(TaskPage) -> T + Send + 'static,
    ) -> Result<T> {
        self.read(move |connection| {
            let total = count(connection, owner, query.status)?;
            let (tasks, has_more) = select_page(connection, owner, query)?;
            Ok(answer(TaskPage { tasks, total, has_more }))
        })
        .await
    }

    /// The subtasks of a task.
    pub async fn list_subtasks(&self, owner: UserId, id: TaskId) -> Result<Portion> {
        self.read(move |connection| {
            select(connection, owner, id)?;
            let mut portion = Portion::default();
            walk(connection, owner, id, |task| Ok(portion.add(task.clone())))?;
            Ok(portion)
        })
        .await
    }

    /// Changes a task and returns it.
    pub async fn update_task(
        &self,
        act: Act,
        id: TaskId,
        patch: TaskPatch,
        if_match: IfMatch,
    ) -> Result<Written<Task>> {
        self.act(act, None, move |recorder| {
            let before = select(recorder.connection, recorder.owner, id)?;
            if_match.check(before.version)?;
            change_task(recorder, &before, patch)
        })
        .await
    }

    /// Changes several tasks in the same way, all or none, and moves them to a place in the manual order if one is given.
    pub async fn update_tasks(
        &self,
        act: Act,
        ids: TaskIds,
        patch: TaskPatch,
        place: Option<Place>,
    ) -> Result<Written<Portion>> {
        let _turn = if ids.is_many() { Some(self.turn().await) } else { None };
        self.act_on_tasks(act, None, move |recorder| {
            for id in ids.iter() {
                let before = select(recorder.connection, recorder.owner, id)?;
                change_task(recorder, &before, patch.clone())?;
            }
            match place {
                Some(place) => place_tasks(recorder, &ids, place, Order::ByHand { section: None }),
                None => Ok(ids.iter().collect()),
            }
        })
        .await
    }

    /// Moves a recurring task to its next date without completing it.
    pub async fn skip_task(&self, act: Act, id: TaskId, if_match: IfMatch) -> Result<Written<Task>> {
        self.act(act, Some(Action::Skip), move |recorder| {
            let before = select(recorder.connection, recorder.owner, id)?;
            if_match.check(before.version)?;
            skip_task(recorder, &before)
        })
        .await
    }

    /// Moves a task to the trash with all its subtasks.
    pub async fn delete_task(&self, act: Act, id: TaskId, if_match: IfMatch) -> Result<Written<()>> {
        self.act(act, None, move |recorder| {
            let before = select(recorder.connection, recorder.owner, id)?;
            if_match.check(before.version)?;
            delete_task(recorder, &before)
        })
        .await
    }

    /// Moves several tasks to the trash with all their subtasks, all or none.
    pub async fn delete_tasks(&self, act: Act, ids: TaskIds) -> Result<Written<()>> {
        let _turn = if ids.is_many() { Some(self.turn().await) } else { None };
        self.act(act, None, move |recorder| {
            let (connection, owner) = (recorder.connection, recorder.owner);
            for id in ids.iter() {
                select(connection, owner, id)?;
            }
            ids.iter().try_for_each(|id| match select_live(connection, owner, id)? {
                Some(before) => delete_task(recorder, &before),
                // It was deleted along with its parent.
                None => Ok(()),
            })
        })
        .await
    }
}

/// The tasks of a page, and whether there are more.
fn select_page(connection: &Connection, owner: UserId, query: TaskQuery) -> Outcome<(Vec<Task>, bool)> {
    let mut select = connection.prepare_cached(match query.status {
        StatusFilter::All => select_tasks!(
            "WHERE user_id = :owner AND tasks.id < :before
             ORDER BY tasks.id DESC LIMIT :limit OFFSET :offset"
        ),
        StatusFilter::Open => select_tasks!(
            "INDEXED BY open_tasks
             WHERE user_id = :owner AND tasks.id < :before AND completed_at IS NULL
             ORDER BY tasks.id DESC LIMIT :limit OFFSET :offset"
        ),
        StatusFilter::Closed => select_tasks!(
            "INDEXED BY closed_tasks
             WHERE user_id = :owner AND tasks.id < :before AND completed_at IS NOT NULL
             ORDER BY tasks.id DESC LIMIT :limit OFFSET :offset"
        ),
    })?;
    let limit = query.per_page.get();
    let (before, offset) = match query.start {
        PageStart::Before(id) => (id, 0),
        PageStart::Page(page) => (TaskId(i64::MAX), page.offset(query.per_page)),
    };
    let parameters = named_params! {":owner": owner, ":before": before, ":limit": limit + 1, ":offset": offset};
    let mut rows = select.query(parameters)?;
    let mut tasks = Vec::with_capacity(limit as usize);
    while let Some(row) = rows.next()? {
        if tasks.len() == limit as usize {
            return Ok((tasks, true));
        }
        tasks.push(read_task(row)?);
    }
    Ok((tasks, false))
}

fn count(connection: &Connection, owner: UserId, status: StatusFilter) -> Outcome<u64> {
    let mut select = connection.prepare_cached("SELECT open, closed FROM counters WHERE user_id = :owner")?;
    let counts = select
        .query_row(named_params! {":owner": owner}, |row| Ok((row.get::<_, u64>(0)?, row.get::<_, u64>(1)?)))
        .optional()?;
    let (open, closed) = counts.unwrap_or_default();
    Ok(match status {
        StatusFilter::Open => open,
        StatusFilter::Closed => closed,
        StatusFilter::All => open + closed,
    })
}
