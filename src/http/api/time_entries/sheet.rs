//! Time sheets: the time of some days.

use axum::extract::State;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use utoipa::IntoParams;

use crate::domain::time_entries::{LinePer, Round, Sheet, TimeQuery, TimesheetStyle, Totals};
use crate::error::Result;
use crate::http::app::App;
use crate::http::wire::answer::Json;
use crate::http::wire::authentication::CurrentUser;
use crate::http::wire::problem::Problems;
use crate::http::wire::query::GivenOnce;

/// Which time.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct TimeRange {
    /// The first day; today by default.
    #[param(value_type = Option<String>, format = Date)]
    from: Option<String>,
    /// The last day, by default today; 400 days at most.
    #[param(value_type = Option<String>, format = Date)]
    to: Option<String>,
    /// Only time of this task.
    #[param(value_type = Option<i64>, minimum = 1)]
    task: Option<String>,
    /// Only time of this project.
    #[param(value_type = Option<i64>, minimum = 1)]
    project: Option<String>,
    /// Only time of tasks with this tag.
    #[param(value_type = Option<String>)]
    tag: Option<String>,
}

impl TimeRange {
    fn parse(&self) -> Result<TimeQuery> {
        let Self { from, to, task, project, tag } = self;
        TimeQuery::parse([from, to, task, project, tag].map(Option::as_deref))
    }
}

/// How to write a timesheet, besides which time.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct TimesheetForm {
    /// The first day; today by default.
    #[param(value_type = Option<String>, format = Date)]
    from: Option<String>,
    /// The last day, by default today; 400 days at most.
    #[param(value_type = Option<String>, format = Date)]
    to: Option<String>,
    /// Only time of this task.
    #[param(value_type = Option<i64>, minimum = 1)]
    task: Option<String>,
    /// Only time of this project.
    #[param(value_type = Option<i64>, minimum = 1)]
    project: Option<String>,
    /// Only time of tasks with this tag.
    #[param(value_type = Option<String>)]
    tag: Option<String>,
    /// How durations are rounded: none by default.
    #[param(inline, value_type = Option<Round>)]
    round: Option<String>,
    /// What they are rounded to: 15 minutes by default.
    #[param(value_type = Option<u32>, minimum = 1, maximum = 480)]
    minutes: Option<String>,
    /// What a line stands for: an entry by default.
    #[param(inline, value_type = Option<LinePer>)]
    by: Option<String>,
}

/// Lists the time entries of some days, by day. An entry that goes on past the beginning of a day belongs to both.
#[utoipa::path(
    get, path = "/time", tag = "Time", params(TimeRange), security(("session" = [])),
    responses((status = 200, body = Sheet), Problems)
)]
pub async fn find_time_sheet(
    State(app): State<App>,
    current: CurrentUser,
    GivenOnce(query): GivenOnce<TimeRange>,
) -> Result<Json<Sheet>> {
    Ok(Json(app.store.find_time_sheet(current.id(), query.parse()?, app.clock.now()).await?))
}

/// Adds up the time of some days: by day, project, tag, task and hour.
#[utoipa::path(
    get, path = "/time/totals", tag = "Time", params(TimeRange), security(("session" = [])),
    responses((status = 200, body = Totals), Problems)
)]
pub async fn add_up_time(
    State(app): State<App>,
    current: CurrentUser,
    GivenOnce(query): GivenOnce<TimeRange>,
) -> Result<Json<Totals>> {
    Ok(Json(app.store.add_up_time(current.id(), query.parse()?, app.clock.now()).await?))
}

/// Returns the time of some days as comma-separated values (RFC 4180), for a spreadsheet: date, start, end, `duration_h`, task,
/// project, tags and note.
#[utoipa::path(
    get, path = "/time.csv", tag = "Time", params(TimesheetForm), security(("session" = [])),
    responses((status = 200, body = String, content_type = "text/csv", headers(
        ("Content-Disposition" = String, description = "It is to be kept as a file.")
    )), Problems)
)]
pub async fn timesheet(
    State(app): State<App>,
    current: CurrentUser,
    GivenOnce(query): GivenOnce<TimesheetForm>,
) -> Result<Response> {
    let TimesheetForm { from, to, task, project, tag, round, minutes, by } = query;
    let style = TimesheetStyle::parse(round.as_deref(), minutes.as_deref(), by.as_deref())?;
    let query = TimeRange { from, to, task, project, tag }.parse()?;
    let csv = app.store.write_timesheet(current.id(), query, style, app.clock.now()).await?;
    let headers = [(CONTENT_TYPE, "text/csv"), (CONTENT_DISPOSITION, "attachment; filename=\"time.csv\"")];
    Ok((headers, csv).into_response())
}
