//! Statistics: what was made, done and dropped on some days.

use axum::extract::State;
use serde::Deserialize;
use utoipa::IntoParams;

use crate::domain::statistics::{Statistics, StatisticsQuery};
use crate::error::Result;
use crate::http::app::App;
use crate::http::wire::answer::Json;
use crate::http::wire::authentication::CurrentUser;
use crate::http::wire::problem::Problems;
use crate::http::wire::query::GivenOnce;

/// Which days.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct StatisticsDays {
    /// The first day; by default a year before the last.
    #[param(value_type = Option<String>, format = Date)]
    from: Option<String>,
    /// The last day, by default a year after the first, or today; 400 days at most.
    #[param(value_type = Option<String>, format = Date)]
    to: Option<String>,
}

/// Counts what was made, done and dropped on some days: by day, week, weekday and hour. What was done or dropped counts if it
/// has no subtasks.
#[utoipa::path(
    get, path = "/statistics", tag = "Statistics", params(StatisticsDays), security(("session" = [])),
    responses((status = 200, body = Statistics), Problems)
)]
pub async fn find_statistics(
    State(app): State<App>,
    current: CurrentUser,
    GivenOnce(query): GivenOnce<StatisticsDays>,
) -> Result<Json<Statistics>> {
    let query = StatisticsQuery::parse(query.from.as_deref(), query.to.as_deref())?;
    Ok(Json(app.store.find_statistics(current.id(), query, app.clock.now()).await?))
}
