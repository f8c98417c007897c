//! The agenda: which tasks are for which day.

use axum::extract::State;
use serde::Deserialize;
use utoipa::IntoParams;

use crate::domain::agenda::{Agenda, AgendaQuery};
use crate::error::Result;
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
    let query = AgendaQuery::parse(query.from.as_deref(), query.days.as_deref())?;
    Ok(Json(app.store.find_agenda(current.id(), query, app.clock.now()).await?))
}
