//! The parents and subtasks of tasks.

use axum::extract::{Path, State};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::domain::tasks::Task;
use crate::domain::tasks::page::Portion;
use crate::domain::tasks::relations::{Relations, parse_ids};
use crate::error::Result;
use crate::http::api::tasks::parse_id;
use crate::http::app::App;
use crate::http::wire::answer::Json;
use crate::http::wire::authentication::CurrentUser;
use crate::http::wire::problem::Problems;
use crate::http::wire::query::GivenOnce;

/// A task's subtasks.
#[derive(Debug, Serialize, ToSchema)]
pub struct Subtasks {
    /// The tasks, each after its parent; siblings in their manual order.
    tasks: Vec<Task>,
    /// Whether some are missing, because all together are longer than 8 MiB.
    truncated: bool,
}

/// Lists a task's subtasks, at any depth.
#[utoipa::path(
    get, path = "/tasks/{id}/subtasks", tag = "Tasks", security(("session" = [])),
    params(("id" = i64, Path, description = "The task's number.")),
    responses((status = 200, body = Subtasks), Problems)
)]
pub async fn list_subtasks(
    State(app): State<App>,
    current: CurrentUser,
    Path(id): Path<String>,
) -> Result<Json<Subtasks>> {
    let Portion { tasks, truncated, .. } = app.store.list_subtasks(current.id(), parse_id(&id)?).await?;
    Ok(Json(Subtasks { tasks, truncated }))
}

/// Which tasks.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct RelatedTasks {
    /// 1 to 1,000 numbers of tasks with commas between them.
    #[param(value_type = String, example = "1,2,3")]
    ids: Option<String>,
}

/// The relations of some tasks.
#[derive(Debug, Serialize, ToSchema)]
pub struct ListedRelations {
    /// The tasks that have a parent or subtasks; others are left out.
    relations: Vec<Relations>,
}

/// Lists the parents of tasks, and how far their subtasks are.
#[utoipa::path(
    get, path = "/tasks/relations", tag = "Tasks", params(RelatedTasks), security(("session" = [])),
    responses((status = 200, body = ListedRelations), Problems)
)]
pub async fn list_relations(
    State(app): State<App>,
    current: CurrentUser,
    GivenOnce(query): GivenOnce<RelatedTasks>,
) -> Result<Json<ListedRelations>> {
    let ids = parse_ids(query.ids.as_deref())?;
    Ok(Json(ListedRelations { relations: app.store.list_relations(current.id(), ids).await? }))
}
