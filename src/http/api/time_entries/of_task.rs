//! The time of a task.

use axum::extract::{Path, State};

use crate::domain::time_entries::TimeOfTask;
use crate::error::Result;
use crate::http::api::tasks::parse_id;
use crate::http::app::App;
use crate::http::wire::answer::Json;
use crate::http::wire::authentication::CurrentUser;
use crate::http::wire::problem::Problems;

/// Returns the time that was spent on a task and its subtasks.
#[utoipa::path(
    get, path = "/tasks/{id}/time", tag = "Time", security(("session" = [])),
    params(("id" = i64, Path, description = "The task's number.")),
    responses((status = 200, body = TimeOfTask), Problems)
)]
pub async fn find_time_of_task(
    State(app): State<App>,
    current: CurrentUser,
    Path(id): Path<String>,
) -> Result<Json<TimeOfTask>> {
    Ok(Json(app.store.find_time_of_task(current.id(), parse_id(&id)?, app.clock.now()).await?))
}
