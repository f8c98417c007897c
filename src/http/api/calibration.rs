//! How estimates turned out, and how much gets done on a weekday.

use axum::extract::State;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::domain::calibration::Calibration;
use crate::domain::time::due::parse_day;
use crate::error::Result;
use crate::http::app::App;
use crate::http::wire::answer::Json;
use crate::http::wire::authentication::CurrentUser;
use crate::http::wire::problem::Problems;
use crate::http::wire::query::GivenOnce;

/// As of when.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct CalibrationDay {
    /// As it was at the end of this day; now by default.
    #[param(value_type = Option<String>, format = Date)]
    day: Option<String>,
}

/// Says how far off the account's estimates were: actual time divided by estimated time, of tasks without subtasks that were
/// done in the 365 days before.
#[utoipa::path(
    get, path = "/calibration", tag = "Time", params(CalibrationDay), security(("session" = [])),
    responses((status = 200, body = Calibration), Problems)
)]
pub async fn calibrate(
    State(app): State<App>,
    current: CurrentUser,
    GivenOnce(query): GivenOnce<CalibrationDay>,
) -> Result<Json<Calibration>> {
    let day = query.day.map(|day| parse_day("day", &day)).transpose()?;
    Ok(Json(app.store.calibrate(current.id(), day, app.clock.now()).await?))
}

/// How much gets done on the days of a week.
#[derive(Debug, Serialize, ToSchema)]
pub struct UsualHours {
    /// The median minutes of time kept on each weekday in the last eight weeks, Monday first; null for a weekday with time on
    /// fewer than four days.
    #[schema(min_items = 7, max_items = 7)]
    weekdays: Vec<Option<u16>>,
}

/// Says how much gets done on the days of a week.
#[utoipa::path(
    get, path = "/calibration/hours", tag = "Time", security(("session" = [])),
    responses((status = 200, body = UsualHours), Problems)
)]
pub async fn find_usual_hours(State(app): State<App>, current: CurrentUser) -> Result<Json<UsualHours>> {
    let weekdays = app.store.find_usual_hours(current.id(), app.clock.now()).await?;
    Ok(Json(UsualHours { weekdays: weekdays.to_vec() }))
}
