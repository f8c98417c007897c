//! The urgency of a task, and why.

use axum::extract::{Path, State};
use serde::Serialize;
use utoipa::ToSchema;

use crate::domain::tasks::urgency::{UrgencyTerm, why};
use crate::error::Result;
use crate::http::api::tasks::parse_id;
use crate::http::app::App;
use crate::http::wire::answer::Json;
use crate::http::wire::authentication::CurrentUser;
use crate::http::wire::problem::Problems;

/// Why a task is where it is.
#[derive(Debug, Serialize, ToSchema)]
#[expect(clippy::struct_field_names, reason = "it is the word for it")]
pub struct Urgency {
    /// How urgent it is; 0 once it is closed.
    urgency: f64,
    /// What it consists of, the largest first.
    terms: Vec<UrgencyTerm>,
    /// The same in one line.
    #[schema(example = "due 3 days ago (+10.2), high priority (+6.0)")]
    why: String,
}

/// Explains how urgent a task is.
#[utoipa::path(
    get, path = "/tasks/{id}/urgency", tag = "Plan", security(("session" = [])),
    params(("id" = i64, Path, description = "The task's number.")),
    responses((status = 200, body = Urgency), Problems)
)]
pub async fn explain_urgency(
    State(app): State<App>,
    current: CurrentUser,
    Path(id): Path<String>,
) -> Result<Json<Urgency>> {
    let terms = app.store.explain_urgency(current.id(), parse_id(&id)?, app.clock.now()).await?;
    // Not `sum`, which returns −0 for an empty list.
    let urgency = terms.iter().fold(0.0, |sum, term| sum + term.value);
    Ok(Json(Urgency { urgency, why: why(&terms), terms }))
}
