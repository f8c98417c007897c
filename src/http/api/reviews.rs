//! The reviews of days and weeks.

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use utoipa::ToSchema;

use crate::domain::input::{not_null, present};
use crate::domain::reviews::{Period, Review, ReviewPatch, ReviewedPeriod};
use crate::error::Result;
use crate::http::app::App;
use crate::http::wire::answer::Json;
use crate::http::wire::authentication::CurrentUser;
use crate::http::wire::json::JsonBody;
use crate::http::wire::problem::Problems;
use crate::http::wire::write::{Acting, Key, Precondition, answer_written, etag};

/// Returns the review of a day or a week, and what has become of it so far.
#[utoipa::path(
    get, path = "/reviews/{period}", tag = "Reviews", security(("session" = [])),
    params(("period" = String, Path, description = "A day such as 2026-11-28, or a week such as 2026-W48.")),
    responses((status = 200, body = ReviewedPeriod, headers(
        ("ETag" = String, description = "The review's version, quoted.")
    )), Problems)
)]
pub async fn find_review(State(app): State<App>, current: CurrentUser, Path(period): Path<String>) -> Result<Response> {
    let found = app.store.find_review(current.id(), Period::parse(&period)?).await?;
    Ok((etag(&found.review), Json(found)).into_response())
}

/// How a review begins.
#[derive(Debug, Deserialize, ToSchema)]
pub struct StartReview {
    /// Whether what is planned now is the plan of a day that has begun before.
    again: Option<bool>,
}

/// Begins the work of today, or the review of a week. What is planned for today is then its plan.
#[utoipa::path(
    post, path = "/reviews/{period}/start", tag = "Reviews", request_body = StartReview, security(("session" = [])),
    params(("period" = String, Path, description = "A day such as 2026-11-28, or a week such as 2026-W48."), Key),
    responses((status = 200, body = Review, headers(
        ("ETag" = String, description = "The review's version, quoted."),
        ("X-Change-Group" = i64, description = "The group in the log, if anything has changed.")
    )), Problems)
)]
pub async fn start_review(
    State(app): State<App>,
    acting: Acting,
    Path(period): Path<String>,
    body: JsonBody<StartReview>,
) -> Result<Response> {
    let act = acting.act(&body.bytes);
    let again = body.value.again.unwrap_or_default();
    Ok(answer_written(app.store.start_review(act, Period::parse(&period)?, again).await?))
}

/// Changes to a review; absent fields stay as they are.
#[derive(Debug, Deserialize, ToSchema)]
pub struct UpdateReview {
    /// What there is to say about it.
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Option<String>, max_length = 50_000)]
    note: Option<Option<String>>,
    /// The step of a week's review that comes next.
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Option<i64>, minimum = 1, maximum = 7)]
    step: Option<Option<i64>>,
    /// Whether it is closed.
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Option<bool>, nullable = false)]
    finished: Option<Option<bool>>,
}

/// Changes the review of a day or a week that has begun.
#[utoipa::path(
    patch, path = "/reviews/{period}", tag = "Reviews", request_body = UpdateReview, security(("session" = [])),
    params(
        ("period" = String, Path, description = "A day such as 2026-11-28, or a week such as 2026-W48."),
        Key, Precondition
    ),
    responses((status = 200, body = Review, headers(
        ("ETag" = String, description = "The review's version, quoted."),
        ("X-Change-Group" = i64, description = "The group in the log, if anything has changed.")
    )), Problems)
)]
pub async fn update_review(
    State(app): State<App>,
    acting: Acting,
    Path(period): Path<String>,
    body: JsonBody<UpdateReview>,
) -> Result<Response> {
    let act = acting.act(&body.bytes);
    let period = Period::parse(&period)?;
    let UpdateReview { note, step, finished } = body.value;
    let patch = ReviewPatch::parse(period, note, step, not_null("finished", finished)?)?;
    Ok(answer_written(app.store.update_review(act, period, patch, acting.if_match).await?))
}
