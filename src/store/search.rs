//! Finds tasks by a query.

pub mod driver;
pub mod index;
mod mending;
pub mod order;
pub mod scope;
pub mod sql;

use rusqlite::{Connection, named_params, params_from_iter};

use crate::domain::Timestamp;
use crate::domain::list::page::{PageNumber, PageSize};
use crate::domain::query::{Query, SortKey, TextSearch};
use crate::domain::tasks::{StatusFilter, TaskId};
use crate::domain::users::UserId;
use crate::error::Result;
use crate::store::engine::failure::Outcome;
use crate::store::search::driver::begin;
use crate::store::search::order::{Relevance, order};
use crate::store::search::scope::QueryScope;
use crate::store::search::sql::{Sql, archived, condition};
use crate::store::tasks::page::page_of;
use crate::store::{Store, TaskPage, settings};

impl Store {
    /// A page of the tasks a query finds, in the order it asks for. Without one, a query with words puts the best
    /// matches first; others sort by urgency.
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
            let scope = QueryScope::by(owner, &settings::select(connection, owner)?, now);
            let ids = find(connection, &scope, &query, &text, status)?;
            page_of(connection, owner, &ids, page, per_page)
        })
        .await
    }
}

/// The most matches that are ranked by relevance. Ranking reads each of them; of words that are in more tasks than this, no
/// match says more than another.
const RANKED: u32 = 5_000;

fn find(
    connection: &Connection,
    scope: &QueryScope,
    query: &Query,
    text: &TextSearch,
    status: StatusFilter,
) -> Outcome<Vec<TaskId>> {
    let words = index::account(connection, scope.owner)?;
    let leaves_out_archived =
        status != StatusFilter::Closed && !query.includes_archived() && has_archived(connection, scope)?;
    let mut relevance = Relevance::WithoutWords;
    let by_relevance = query.sort.is_empty() || query.sort.iter().any(|sort| sort.key == SortKey::Relevance);
    if let (Some(wanted), Some(account), true) = (&text.wanted, words, by_relevance) {
        let frequent = index::matches_more_than(connection, account, wanted, RANKED)?;
        if frequent && query.is_words_alone() && status == StatusFilter::All && !leaves_out_archived {
            return index::newest_matches(connection, account, wanted);
        }
        relevance = if frequent { Relevance::Frequent } else { Relevance::Ranked };
    }
    let mut sql = Sql::new("SELECT tasks.id FROM ");
    match (&text.wanted, words) {
        // Nothing was ever created here.
        (Some(_), None) => return Ok(Vec::new()),
        (Some(wanted), Some(account)) => {
            let (first, last) = index::rowids(account);
            // The words find a few tasks; the other conditions are checked on each.
            sql.push("task_words CROSS JOIN tasks ON tasks.user_id = ", [scope.owner.0.into()]);
            sql.push(" AND tasks.id = task_words.rowid - ", [first.into()]);
            sql.push(" WHERE task_words MATCH ", [wanted.clone().into()]);
            sql.push(" AND task_words.rowid > ", [first.into()]);
            sql.push(" AND task_words.rowid < ", [last.into()]);
        }
        (None, _) => begin(&mut sql, scope, query, status),
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
        StatusFilter::Closed => sql.text(" AND tasks.completed_at IS NOT NULL"),
    }
    for term in &query.terms {
        condition(&mut sql, scope, term);
    }
    if leaves_out_archived {
        sql.text(" AND NOT ");
        archived(&mut sql, scope);
    }
    order(&mut sql, scope, query, relevance);
    let mut select = connection.prepare(&sql.text)?;
    let ids = select.query_map(params_from_iter(sql.values), |row| row.get(0))?;
    Ok(ids.collect::<rusqlite::Result<_>>()?)
}

fn has_archived(connection: &Connection, scope: &QueryScope) -> Outcome<bool> {
    let mut select = connection.prepare_cached(
        "SELECT EXISTS (SELECT 1 FROM projects WHERE user_id = :owner AND archived_at IS NOT NULL AND deleted_at IS NULL)",
    )?;
    Ok(select.query_row(named_params! {":owner": scope.owner}, |row| row.get(0))?)
}
