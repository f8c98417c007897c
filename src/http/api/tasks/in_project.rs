//! The tasks of a project.

use axum::extract::{Path, State};
use axum::response::Response;
use serde::Deserialize;
use utoipa::IntoParams;

use crate::domain::tasks::page::TaskQuery;
use crate::error::Result;
use crate::http::api::projects::parse_id as parse_project_id;
use crate::http::api::tasks::{Tasks, answer_numbered};
use crate::http::app::App;
use crate::http::wire::authentication::CurrentUser;
use crate::http::wire::problem::Problems;
use crate::http::wire::query::GivenOnce;

/// Which of a project's tasks to list.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct ListProjectTasks {
    /// Which tasks: `open`, `done` or `all` (the default).
    #[param(value_type = Option<String>, example = "open")]
    status: Option<String>,
    /// The page, from 1.
    #[param(value_type = Option<u64>, minimum = 1, maximum = 9_007_199_254_740_991_i64)]
    page: Option<String>,
    /// How many tasks a page has: 5 by default. More than 100 count as 100.
    #[param(value_type = Option<u64>, minimum = 1, maximum = 9_007_199_254_740_991_i64)]
    per_page: Option<String>,
}

/// Lists a project's tasks: the open ones section by section in their manual order, those in none first; then the
/// closed ones, the latest first.
#[utoipa::path(
    get, path = "/projects/{id}/tasks", tag = "Projects", security(("session" = [])),
    params(("id" = i64, Path, description = "The project's number."), ListProjectTasks),
    responses((status = 200, body = Tasks), Problems)
)]
pub async fn list_project_tasks(
    State(app): State<App>,
    current: CurrentUser,
    Path(id): Path<String>,
    GivenOnce(query): GivenOnce<ListProjectTasks>,
) -> Result<Response> {
    let id = parse_project_id(&id)?;
    let query = TaskQuery::parse(query.status.as_deref(), query.page.as_deref(), query.per_page.as_deref(), None)?;
    let number = query.start.number();
    let page = app.store.list_project_tasks(current.id(), id, query.status, number, query.per_page).await?;
    Ok(answer_numbered(number, query.per_page, page))
}
