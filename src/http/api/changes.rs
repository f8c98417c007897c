//! The log: who did what and when, and how to undo it.

use axum::extract::{Path, State};
use axum::response::Response;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::domain::list::page::{GroupQuery, LogQuery};
use crate::domain::log::change::{ChangeGroup, ChangeId, GroupId, TaskChange};
use crate::domain::tasks::Task;
use crate::domain::text::parse_number;
use crate::error::{Error, Result};
use crate::http::api::tasks::parse_id;
use crate::http::app::App;
use crate::http::wire::answer::Json;
use crate::http::wire::authentication::CurrentUser;
use crate::http::wire::json::JsonBody;
use crate::http::wire::problem::Problems;
use crate::http::wire::query::{GivenOnce, LogPage};
use crate::http::wire::write::{Acting, Key, Precondition, answer_group, answer_written};

/// A page of the log.
#[derive(Debug, Serialize, ToSchema)]
pub struct Changes {
    /// The groups, the newest first, each with the first five of its changes.
    groups: Vec<ChangeGroup>,
    /// The `before` of the next page; null on the last page.
    #[schema(value_type = Option<i64>, required = true)]
    next: Option<GroupId>,
}

/// Lists what was done, the newest first.
#[utoipa::path(
    get, path = "/changes", tag = "Changes", params(LogPage), security(("session" = [])),
    responses((status = 200, body = Changes), Problems)
)]
pub async fn list_changes(
    State(app): State<App>,
    current: CurrentUser,
    GivenOnce(page): GivenOnce<LogPage>,
) -> Result<Json<Changes>> {
    let query = LogQuery::parse(page.before.as_deref(), page.per_page.as_deref())?;
    let page = app.store.list_changes(current.id(), query).await?;
    Ok(Json(Changes { groups: page.groups, next: page.next }))
}

/// Which part of a group.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct GroupPage {
    /// Lists the changes after this one.
    #[param(value_type = Option<i64>, minimum = 1, maximum = 9_007_199_254_740_991_i64)]
    after: Option<String>,
    /// How many changes: 100 by default and at most, and fewer if they are longer than 4 MiB together. `change_count` says how
    /// many there are in all.
    #[param(value_type = Option<u64>, minimum = 1, maximum = 9_007_199_254_740_991_i64)]
    per_page: Option<String>,
}

/// Returns one group, with a page of its changes in the order they were made.
#[utoipa::path(
    get, path = "/changes/{group}", tag = "Changes", security(("session" = [])),
    params(("group" = i64, Path, description = "The group's number."), GroupPage),
    responses((status = 200, body = ChangeGroup), Problems)
)]
pub async fn find_change_group(
    State(app): State<App>,
    current: CurrentUser,
    Path(group): Path<String>,
    GivenOnce(page): GivenOnce<GroupPage>,
) -> Result<Json<ChangeGroup>> {
    let query = GroupQuery::parse(page.after.as_deref(), page.per_page.as_deref())?;
    Ok(Json(app.store.find_change_group(current.id(), parse_group(&group)?, query).await?))
}

/// Undoes a group: all of it, or nothing if a later change stands in the way (409).
///
/// The undo is a group too; undoing it redoes the first one.
#[utoipa::path(
    post, path = "/changes/{group}/undo", tag = "Changes", security(("session" = [])),
    params(("group" = i64, Path, description = "The group's number."), Key),
    responses((status = 200, body = ChangeGroup, headers(
        ("X-Change-Group" = i64, description = "The new group.")
    )), Problems)
)]
pub async fn undo_changes(State(app): State<App>, acting: Acting, Path(group): Path<String>) -> Result<Response> {
    let group = parse_group(&group)?;
    Ok(answer_group(app.store.undo_changes(acting.act(b""), group).await?))
}

/// A page of a task's history.
#[derive(Debug, Serialize, ToSchema)]
pub struct History {
    /// The changes, the newest first.
    changes: Vec<TaskChange>,
    /// The `before` of the next page; null on the last page.
    #[schema(value_type = Option<i64>, required = true)]
    next: Option<ChangeId>,
}

/// Lists what was done to a task, the newest first, also if the task is in the trash.
#[utoipa::path(
    get, path = "/tasks/{id}/history", tag = "Changes", security(("session" = [])),
    params(("id" = i64, Path, description = "The task's number."), LogPage),
    responses((status = 200, body = History), Problems)
)]
pub async fn list_task_changes(
    State(app): State<App>,
    current: CurrentUser,
    Path(id): Path<String>,
    GivenOnce(page): GivenOnce<LogPage>,
) -> Result<Json<History>> {
    let query = LogQuery::parse(page.before.as_deref(), page.per_page.as_deref())?;
    let page = app.store.list_task_changes(current.id(), parse_id(&id)?, query).await?;
    Ok(Json(History { changes: page.changes, next: page.next }))
}

/// An earlier version of a task.
#[derive(Debug, Deserialize, ToSchema)]
pub struct RevertTask {
    /// The `id` of the change after which the task was as it should be again.
    #[schema(required = true, nullable = false, minimum = 1)]
    version: Option<i64>,
}

/// Restores the fields that a task had in an earlier version.
#[utoipa::path(
    post, path = "/tasks/{id}/revert", tag = "Changes", request_body = RevertTask, security(("session" = [])),
    params(("id" = i64, Path, description = "The task's number."), Key, Precondition),
    responses((status = 200, body = Task, headers(
        ("ETag" = String, description = "The task's version, quoted."),
        ("X-Change-Group" = i64, description = "The group in the log, if anything has changed.")
    )), Problems)
)]
pub async fn revert_task(
    State(app): State<App>,
    acting: Acting,
    Path(id): Path<String>,
    body: JsonBody<RevertTask>,
) -> Result<Response> {
    let (act, id) = (acting.act(&body.bytes), parse_id(&id)?);
    let version = body.value.version.ok_or_else(|| Error::invalid("version", "A version is required."))?;
    let written = app.store.revert_task(act, id, ChangeId(version), acting.if_match).await?;
    Ok(answer_written(written))
}

/// An id that is not a number belongs to no group.
fn parse_group(group: &str) -> Result<GroupId> {
    parse_number(group).map(GroupId).ok_or(Error::NotFound("change"))
}
