//! The inbox.

use axum::extract::State;
use axum::response::Response;
use serde::Deserialize;
use utoipa::IntoParams;

use crate::domain::tasks::page::TaskQuery;
use crate::error::Result;
use crate::http::api::tasks::{Tasks, answer_numbered};
use crate::http::app::App;
use crate::http::wire::authentication::CurrentUser;
use crate::http::wire::problem::Problems;
use crate::http::wire::query::GivenOnce;

/// Which page of the inbox.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct InboxPage {
    /// The page, from 1.
    #[param(value_type = Option<u64>, minimum = 1, maximum = 9_007_199_254_740_991_i64)]
    page: Option<String>,
    /// How many tasks a page has: 5 by default. More than 100 count as 100.
    #[param(value_type = Option<u64>, minimum = 1, maximum = 9_007_199_254_740_991_i64)]
    per_page: Option<String>,
}

/// Lists the inbox: open tasks without project, due, planned day and parent, the newest first.
#[utoipa::path(
    get, path = "/inbox", tag = "Plan", params(InboxPage), security(("session" = [])),
    responses((status = 200, body = Tasks), Problems)
)]
pub async fn list_inbox(
    State(app): State<App>,
    current: CurrentUser,
    GivenOnce(query): GivenOnce<InboxPage>,
) -> Result<Response> {
    let query = TaskQuery::parse(None, query.page.as_deref(), query.per_page.as_deref(), None)?;
    let number = query.start.number();
    let page = app.store.list_inbox(current.id(), number, query.per_page, app.clock.now()).await?;
    Ok(answer_numbered(number, query.per_page, page))
}
