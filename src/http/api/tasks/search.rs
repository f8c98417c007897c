//! Finds tasks by a query.

use axum::response::Response;

use crate::domain::query::Query;
use crate::domain::tasks::page::TaskQuery;
use crate::domain::users::UserId;
use crate::error::Result;
use crate::http::api::tasks::answer_numbered;
use crate::http::app::App;

/// Answers a page of a query's results.
pub async fn search_tasks(app: &App, owner: UserId, text: &str, page: TaskQuery) -> Result<Response> {
    let query = Query::parse(text)?;
    let number = page.start.number();
    let found = app.store.search_tasks(owner, query, page.status, number, page.per_page, app.clock.now()).await?;
    Ok(answer_numbered(number, page.per_page, found))
}
