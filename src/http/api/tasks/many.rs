//! Several tasks at once: one action, one group in the log, all or nothing.

use axum::extract::State;
use axum::response::Response;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::domain::input::present;
use crate::domain::list::order::Place;
use crate::domain::log::change::Written;
use crate::domain::sections::SectionId;
use crate::domain::tasks::page::Portion;
use crate::domain::tasks::{Order, Task, TaskIds, TaskInput, TaskPatch};
use crate::domain::time::due::parse_day;
use crate::error::{Error, Result};
use crate::http::api::tasks::body::UpdateTasks;
use crate::http::app::App;
use crate::http::wire::json::JsonBody;
use crate::http::wire::problem::Problems;
use crate::http::wire::write::{Acting, Key, answer_done, answer_group};

/// Several tasks.
#[derive(Debug, Serialize, ToSchema)]
pub struct TaskBatch {
    /// The tasks as they are now, by id. Where others made room for moved ones, those too.
    tasks: Vec<Task>,
    /// Whether the last ones are missing, because all together are longer than 8 MiB.
    truncated: bool,
}

/// Which tasks.
#[derive(Debug, Deserialize, ToSchema)]
pub struct NamedTasks {
    /// 1 to 10,000 task numbers.
    #[schema(required = true, nullable = false, min_items = 1, max_items = 10_000)]
    pub ids: Option<Vec<i64>>,
}

/// Changes several tasks alike and, if a place is given, moves them there in the manual order.
#[utoipa::path(
    patch, path = "/tasks", tag = "Tasks", request_body = UpdateTasks, security(("session" = [])), params(Key),
    responses((status = 200, body = TaskBatch, headers(
        ("X-Change-Group" = i64, description = "The group in the log, if anything has changed.")
    )), Problems)
)]
pub async fn update_tasks(State(app): State<App>, acting: Acting, body: JsonBody<UpdateTasks>) -> Result<Response> {
    let act = acting.act(&body.bytes);
    let fields: TaskInput = body.also()?;
    let tags = body.value.tag_change(&fields)?;
    let ids = TaskIds::parse(body.value.ids)?;
    let mut patch = TaskPatch::parse(fields)?;
    patch.tags = tags.or(patch.tags);
    let place = Place::parse_given(body.value.after, body.value.before)?;
    Ok(answer_batch(app.store.update_tasks(act, ids, patch, place).await?))
}

/// Moves several tasks to the trash.
#[utoipa::path(
    post, path = "/tasks/delete", tag = "Tasks", request_body = NamedTasks, security(("session" = [])), params(Key),
    responses((status = 204, description = "They are in the trash.", headers(
        ("X-Change-Group" = i64, description = "The group in the log.")
    )), Problems)
)]
pub async fn delete_tasks(State(app): State<App>, acting: Acting, body: JsonBody<NamedTasks>) -> Result<Response> {
    let act = acting.act(&body.bytes);
    Ok(answer_done(&app.store.delete_tasks(act, TaskIds::parse(body.value.ids)?).await?))
}

pub fn answer_batch(Written { value: Portion { tasks, truncated, .. }, group }: Written<Portion>) -> Response {
    answer_group(Written { value: TaskBatch { tasks, truncated }, group })
}

/// Which tasks, and where in the manual order or in that of a day they go.
#[derive(Debug, Deserialize, ToSchema)]
pub struct MoveTasks {
    /// 1 to 10,000 task numbers. The tasks keep their order among themselves.
    #[schema(required = true, nullable = false, min_items = 1, max_items = 10_000)]
    ids: Option<Vec<i64>>,
    /// Right after the task with this number.
    after: Option<i64>,
    /// Or right before the one with this number.
    before: Option<i64>,
    /// The section to move them to as well; null takes them out of theirs.
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Option<i64>)]
    section_id: Option<Option<i64>>,
    /// A day whose order they go into, rather than the manual order. Those that are on another day are planned for it, at
    /// the time of day that they were planned at.
    #[schema(format = Date)]
    day: Option<String>,
}

/// Moves tasks to another place in the manual order, or in that of a day.
#[utoipa::path(
    post, path = "/tasks/move", tag = "Tasks", request_body = MoveTasks, security(("session" = [])), params(Key),
    responses((status = 200, body = TaskBatch, headers(
        ("X-Change-Group" = i64, description = "The group in the log, if anything has changed.")
    )), Problems)
)]
pub async fn move_tasks(State(app): State<App>, acting: Acting, body: JsonBody<MoveTasks>) -> Result<Response> {
    let act = acting.act(&body.bytes);
    let (ids, place) = (TaskIds::parse(body.value.ids)?, Place::parse(body.value.after, body.value.before)?);
    let section = body.value.section_id.map(|id| id.map(SectionId));
    let day = body.value.day.map(|day| parse_day("day", &day)).transpose()?;
    let order = match (section, day) {
        (section, None) => Order::ByHand { section },
        (None, Some(day)) => Order::OfDay(day),
        (Some(_), Some(_)) => return Err(Error::invalid("day", "Give either a day or a section.")),
    };
    Ok(answer_batch(app.store.move_tasks(act, ids, place, order).await?))
}
