//! The agenda: which tasks are for which day.

use axum::extract::State;
use axum::response::Response;
use serde::Deserialize;
use utoipa::IntoParams;

use crate::domain::agenda::{Agenda, AgendaQuery};
use crate::domain::tasks::page::TaskQuery;
use crate::error::Result;
use crate::http::api::tasks::{Tasks, answer_numbered};
use crate::http::app::App;
use crate::http::wire::answer::Json;
use crate::http::wire::authentication::CurrentUser;
use crate::http::wire::problem::Problems;
use crate::http::wire::query::GivenOnce;

/// Which days.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct AgendaDays {
    /// The first day; today by default.
    #[param(value_type = Option<String>, format = Date)]
    from: Option<String>,
    /// How many days: 1 by default, 42 at most.
    #[param(value_type = Option<u32>, minimum = 1, maximum = 42)]
    days: Option<String>,
    /// How many tasks are listed at most, of all days together: all by default. The sums of the days count them all.
    #[param(value_type = Option<u32>, minimum = 1, maximum = 1_000)]
    limit: Option<String>,
}

/// Which page of what comes after which days.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct LaterPage {
    /// The first of the days; today by default.
    #[param(value_type = Option<String>, format = Date)]
    from: Option<String>,
    /// How many days: 1 by default, 42 at most.
    #[param(value_type = Option<u32>, minimum = 1, maximum = 42)]
    days: Option<String>,
    /// The page, from 1.
    #[param(value_type = Option<u64>, minimum = 1, maximum = 9_007_199_254_740_991_i64)]
    page: Option<String>,
    /// How many tasks a page has: 5 by default. More than 100 count as 100.
    #[param(value_type = Option<u64>, minimum = 1, maximum = 9_007_199_254_740_991_i64)]
    per_page: Option<String>,
}

/// Lists the open tasks that are planned for a day after these days, or due then and not planned, in order of their days,
/// each as in the agenda.
#[utoipa::path(
    get, path = "/agenda/later", tag = "Plan", params(LaterPage), security(("session" = [])),
    responses((status = 200, body = Tasks), Problems)
)]
pub async fn list_later(
    State(app): State<App>,
    current: CurrentUser,
    GivenOnce(query): GivenOnce<LaterPage>,
) -> Result<Response> {
    let days = AgendaQuery::parse(query.from.as_deref(), query.days.as_deref(), None)?;
    let query = TaskQuery::parse(None, query.page.as_deref(), query.per_page.as_deref(), None)?;
    let number = query.start.number();
    let page = app.store.list_later(current.id(), days, number, query.per_page, app.clock.now()).await?;
    Ok(answer_numbered(number, query.per_page, page))
}

/// Lists what there is to do on some days, against the hours of each.
#[utoipa::path(
    get, path = "/agenda", tag = "Plan", params(AgendaDays), security(("session" = [])),
    responses((status = 200, body = Agenda), Problems)
)]
pub async fn find_agenda(
    State(app): State<App>,
    current: CurrentUser,
    GivenOnce(query): GivenOnce<AgendaDays>,
) -> Result<Json<Agenda>> {
    let query = AgendaQuery::parse(query.from.as_deref(), query.days.as_deref(), query.limit.as_deref())?;
    Ok(Json(app.store.find_agenda(current.id(), query, app.clock.now()).await?))
}
