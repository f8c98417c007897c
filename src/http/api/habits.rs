//! The user's habits.

pub mod entries;

use std::borrow::Cow;

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use utoipa::openapi::RefOr;
use utoipa::openapi::schema::Schema;
use utoipa::{IntoParams, PartialSchema, ToSchema};

use crate::domain::habits::{
    GridQuery, Habit, HabitGrid, HabitId, HabitInput, HabitPatch, HabitYear, NewHabit, YearQuery,
};
use crate::domain::list::order::Place;
use crate::domain::text::parse_number;
use crate::error::{Error, Result};
use crate::http::app::App;
use crate::http::wire::answer::Json;
use crate::http::wire::authentication::CurrentUser;
use crate::http::wire::json::JsonBody;
use crate::http::wire::problem::Problems;
use crate::http::wire::query::GivenOnce;
use crate::http::wire::write::{
    Acting, Key, MoveBody, Precondition, answer_created, answer_done, answer_written, etag,
};

/// Which habits, and which of their days.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct GridDays {
    /// The first day; the last one by default.
    #[param(value_type = Option<String>, format = Date)]
    from: Option<String>,
    /// The last day; today by default. 62 days can be shown at most.
    #[param(value_type = Option<String>, format = Date)]
    to: Option<String>,
    /// Whether to list the archived habits instead of those in use.
    #[param(value_type = Option<bool>)]
    archived: Option<String>,
}

/// Lists the habits in use, or the archived ones, in their order: each with its strength, its streak and some of its days.
#[utoipa::path(
    get, path = "/habits", tag = "Habits", params(GridDays), security(("session" = [])),
    responses((status = 200, body = HabitGrid), Problems)
)]
pub async fn list_habits(
    State(app): State<App>,
    current: CurrentUser,
    GivenOnce(query): GivenOnce<GridDays>,
) -> Result<Json<HabitGrid>> {
    let query = GridQuery::parse(query.from.as_deref(), query.to.as_deref(), query.archived.as_deref())?;
    Ok(Json(app.store.list_habits(current.id(), query, app.clock.now()).await?))
}

/// A habit to create.
#[derive(Debug, Deserialize)]
#[serde(transparent)]
pub struct CreateHabit(HabitInput);

impl PartialSchema for CreateHabit {
    fn schema() -> RefOr<Schema> {
        match HabitInput::schema() {
            RefOr::T(Schema::Object(mut fields)) => {
                fields.required.push("name".to_owned());
                let description = "A habit to create. By default it is done or not, every day, from today on.";
                fields.description = Some(description.to_owned());
                fields.into()
            }
            other => other,
        }
    }
}

impl ToSchema for CreateHabit {
    fn name() -> Cow<'static, str> {
        "CreateHabit".into()
    }
}

/// Creates a habit, after the others: 100 at most.
#[utoipa::path(
    post, path = "/habits", tag = "Habits", request_body = CreateHabit, security(("session" = [])), params(Key),
    responses((status = 201, body = Habit, headers(
        ("ETag" = String, description = "The habit's version, quoted."),
        ("X-Change-Group" = i64, description = "The group in the log.")
    )), Problems)
)]
pub async fn create_habit(State(app): State<App>, acting: Acting, body: JsonBody<CreateHabit>) -> Result<Response> {
    let act = acting.act(&body.bytes);
    let new = NewHabit::parse(body.value.0)?;
    Ok(answer_created(app.store.create_habit(act, new).await?))
}

/// Returns one habit.
#[utoipa::path(
    get, path = "/habits/{id}", tag = "Habits", security(("session" = [])),
    params(("id" = i64, Path, description = "The habit's number.")),
    responses((status = 200, body = Habit, headers(
        ("ETag" = String, description = "The habit's version, quoted.")
    )), Problems)
)]
pub async fn find_habit(State(app): State<App>, current: CurrentUser, Path(id): Path<String>) -> Result<Response> {
    let habit = app.store.find_habit(current.id(), parse_id(&id)?).await?;
    Ok((etag(&habit), Json(habit)).into_response())
}

/// Changes a habit and returns it.
#[utoipa::path(
    patch, path = "/habits/{id}", tag = "Habits", request_body = HabitInput, security(("session" = [])),
    params(("id" = i64, Path, description = "The habit's number."), Key, Precondition),
    responses((status = 200, body = Habit, headers(
        ("ETag" = String, description = "The habit's version, quoted."),
        ("X-Change-Group" = i64, description = "The group in the log, if anything has changed.")
    )), Problems)
)]
pub async fn update_habit(
    State(app): State<App>,
    acting: Acting,
    Path(id): Path<String>,
    body: JsonBody<HabitInput>,
) -> Result<Response> {
    let (act, id) = (acting.act(&body.bytes), parse_id(&id)?);
    let patch = HabitPatch::parse(body.value)?;
    Ok(answer_written(app.store.update_habit(act, id, patch, acting.if_match).await?))
}

/// Deletes a habit. `POST /changes/{group}/undo` brings it back with all that was answered.
#[utoipa::path(
    delete, path = "/habits/{id}", tag = "Habits", security(("session" = [])),
    params(("id" = i64, Path, description = "The habit's number."), Key, Precondition),
    responses((status = 204, description = "It is deleted.", headers(
        ("X-Change-Group" = i64, description = "The group in the log.")
    )), Problems)
)]
pub async fn delete_habit(State(app): State<App>, acting: Acting, Path(id): Path<String>) -> Result<Response> {
    let id = parse_id(&id)?;
    Ok(answer_done(&app.store.delete_habit(acting.act(b""), id, acting.if_match).await?))
}

/// Moves a habit to another place in the order.
#[utoipa::path(
    post, path = "/habits/{id}/move", tag = "Habits", request_body = MoveBody, security(("session" = [])),
    params(("id" = i64, Path, description = "The habit's number."), Key),
    responses((status = 200, body = Habit, headers(
        ("ETag" = String, description = "The habit's version, quoted."),
        ("X-Change-Group" = i64, description = "The group in the log, if anything has changed.")
    )), Problems)
)]
pub async fn move_habit(
    State(app): State<App>,
    acting: Acting,
    Path(id): Path<String>,
    body: JsonBody<MoveBody>,
) -> Result<Response> {
    let (act, id) = (acting.act(&body.bytes), parse_id(&id)?);
    let place = Place::parse(body.value.after, body.value.before)?;
    Ok(answer_written(app.store.move_habit(act, id, place).await?))
}

/// Which year.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct YearEnd {
    /// The last day; today by default.
    #[param(value_type = Option<String>, format = Date)]
    to: Option<String>,
}

/// Returns a year of a habit: its days, its strength on each, its days of the week, and its longest streak of all time.
#[utoipa::path(
    get, path = "/habits/{id}/year", tag = "Habits", security(("session" = [])),
    params(("id" = i64, Path, description = "The habit's number."), YearEnd),
    responses((status = 200, body = HabitYear), Problems)
)]
pub async fn find_habit_year(
    State(app): State<App>,
    current: CurrentUser,
    Path(id): Path<String>,
    GivenOnce(query): GivenOnce<YearEnd>,
) -> Result<Json<HabitYear>> {
    let (id, query) = (parse_id(&id)?, YearQuery::parse(query.to.as_deref())?);
    Ok(Json(app.store.find_habit_year(current.id(), id, query, app.clock.now()).await?))
}

/// An id that is not a number belongs to no habit.
fn parse_id(id: &str) -> Result<HabitId> {
    parse_number(id).map(HabitId).ok_or(Error::NotFound("habit"))
}
