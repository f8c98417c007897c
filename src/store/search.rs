//! Finding tasks by the query language.

pub mod driver;
pub mod index;
pub mod scope;
pub mod sql;

use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension, named_params, params_from_iter};

use crate::domain::Timestamp;
use crate::domain::list::page::{PageNumber, PageSize};
use crate::domain::query::{Query, TextSearch};
use crate::domain::tasks::{StatusFilter, Task, TaskId};
use crate::domain::users::UserId;
use crate::error::Result;
use crate::store::engine::connection::in_one_snapshot;
use crate::store::engine::failure::Outcome;
use crate::store::search::driver::begin;
use crate::store::search::scope::Asked;
use crate::store::search::sql::{Sql, condition, order};
use crate::store::tasks::columns::select_live;
use crate::store::{Store, TaskPage, settings};

impl Store {
    /// A page of the tasks that a query finds, sorted as it says: by urgency when it says nothing, and what matches its
    /// words best first when it has any.
    pub async fn search_tasks(
        &self,
        owner: UserId,
        query: Query,
        status: StatusFilter,
        page: PageNumber,
        per_page: PageSize,
        now: Timestamp,
    ) -> Result<TaskPage> {
        let text = TextSearch::of(&query);
        if text != TextSearch::default() {
            self.index_words(owner).await?;
        }
        self.read(move |connection| {
            in_one_snapshot(connection, || {
                let asked = Asked::by(owner, &settings::select(connection, owner)?, now);
                let ids = find(connection, &asked, &query, &text, status)?;
                page_of(connection, owner, &ids, page, per_page)
            })
        })
        .await
    }
}

/// A page of tasks whose numbers are known, in their order.
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

fn find(
    connection: &Connection,
    asked: &Asked,
    query: &Query,
    text: &TextSearch,
    status: StatusFilter,
) -> Outcome<Vec<TaskId>> {
    let words = index::account(connection, asked.owner)?;
    let mut sql = Sql::new("SELECT tasks.id FROM ");
    match (&text.wanted, words) {
        // Nothing was ever made here.
        (Some(_), None) => return Ok(Vec::new()),
        (Some(wanted), Some(account)) => {
            let (first, last) = index::rowids(account);
            // The words find a few; each is then looked at.
            sql.push("task_words CROSS JOIN tasks ON tasks.user_id = ", [asked.owner.0.into()]);
            sql.push(" AND tasks.id = task_words.rowid - ", [first.into()]);
            sql.push(" WHERE task_words MATCH ", [wanted.clone().into()]);
            sql.push(" AND task_words.rowid > ", [first.into()]);
            sql.push(" AND task_words.rowid < ", [last.into()]);
        }
        (None, _) => begin(&mut sql, asked, query, status),
    }
    if let (Some(unwanted), Some(account)) = (&text.unwanted, words) {
        let (first, last) = index::rowids(account);
        sql.push(" AND tasks.id NOT IN (SELECT rowid - ", [first.into()]);
        sql.push(" FROM task_words WHERE task_words MATCH ", [unwanted.clone().into()]);
        sql.push(" AND rowid > ", [first.into()]);
        sql.push(" AND rowid < ", [last.into()]);
        sql.text(")");
    }
    match status {
        StatusFilter::All => {}
        StatusFilter::Open => sql.text(" AND tasks.completed_at IS NULL"),
        StatusFilter::Done => sql.text(" AND tasks.completed_at IS NOT NULL"),
    }
    for term in &query.terms {
        condition(&mut sql, asked, term);
    }
    order(&mut sql, asked, &query.sort, text.wanted.is_some());
    let mut select = connection.prepare(&sql.text)?;
    let ids = select.query_map(params_from_iter(sql.values), |row| row.get(0))?;
    Ok(ids.collect::<rusqlite::Result<_>>()?)
}

impl Store {
    /// The tags of an account's tasks by name, each with the number of open tasks that have it.
    pub async fn list_tags(&self, owner: UserId) -> Result<Vec<(String, u64)>> {
        self.read(move |connection| {
            in_one_snapshot(connection, || {
                let mut open = std::collections::HashMap::<String, u64>::new();
                let mut tagged = connection.prepare_cached(
                    "SELECT tags FROM tasks INDEXED BY open_tasks
                     WHERE user_id = :owner AND completed_at IS NULL AND tags IS NOT NULL",
                )?;
                let mut rows = tagged.query(named_params! {":owner": owner})?;
                while let Some(row) = rows.next()? {
                    let tags = row
                        .get_ref(0)?
                        .as_str()
                        .map_err(|error| crate::store::engine::columns::unreadable(0, error))?;
                    for tag in tags.split_ascii_whitespace() {
                        match open.get_mut(tag) {
                            Some(count) => *count += 1,
                            None => drop(open.insert(tag.to_owned(), 1)),
                        }
                    }
                }
                // One step a tag, however many tasks have it.
                let mut next = connection.prepare_cached(
                    "SELECT tag FROM task_tags WHERE user_id = :owner AND tag > :after ORDER BY tag LIMIT 1",
                )?;
                let mut tags = Vec::new();
                let mut after = String::new();
                while let Some(tag) = next
                    .query_row(named_params! {":owner": owner, ":after": after}, |row| row.get::<_, String>(0))
                    .optional()?
                {
                    tags.push((tag.clone(), open.get(&tag).copied().unwrap_or(0)));
                    after = tag;
                }
                Ok(tags)
            })
        })
        .await
    }
}

/// A value as SQL has it.
impl From<UserId> for Value {
    fn from(UserId(id): UserId) -> Self {
        Self::Integer(id)
    }
}
