//! The account's settings.

use std::collections::BTreeMap;

use axum::extract::State;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use utoipa::ToSchema;

use crate::domain::settings::{Settings, SettingsInput, SettingsPatch};
use crate::error::Result;
use crate::http::app::App;
use crate::http::wire::answer::Json;
use crate::http::wire::authentication::CurrentUser;
use crate::http::wire::json::JsonBody;
use crate::http::wire::problem::Problems;
use crate::http::wire::write::{Acting, Key, Precondition, answer_written, etag};

/// Returns the settings of the account.
#[utoipa::path(
    get, path = "/settings", tag = "Settings", security(("session" = [])),
    responses((status = 200, body = Settings, headers(
        ("ETag" = String, description = "The settings' version, quoted.")
    )), Problems)
)]
pub async fn find_settings(State(app): State<App>, current: CurrentUser) -> Result<Response> {
    let settings = app.store.find_settings(current.id()).await?;
    Ok((etag(&settings), Json(settings)).into_response())
}

/// Changes to the settings; absent and null fields stay as they are.
#[derive(Debug, Deserialize, ToSchema)]
pub struct UpdateSettings {
    /// The time zone, by its IANA name.
    #[schema(example = "Europe/Berlin")]
    zone: Option<String>,
    /// The first day of the week, `monday` to `sunday`.
    week_start: Option<String>,
    /// When a day begins, from `00:00` to `11:59`.
    #[schema(example = "04:00")]
    day_start: Option<String>,
    /// The minutes available for planned tasks, by day of the week; days that are absent stay.
    hours: Option<BTreeMap<String, i64>>,
    /// `24h` or `12h`.
    clock: Option<String>,
    /// `day_first` reads `3/12` as 3 December, `month_first` as 12 March.
    date_order: Option<String>,
    /// `en`.
    language: Option<String>,
    /// `system`, `light` or `dark`.
    theme: Option<String>,
    /// How `inbox`, `today`, `upcoming`, `tasks` or `done` is grouped, sorted and filtered, as a query; an empty one leaves
    /// the list as it comes, and lists that are absent stay as they are.
    arrangements: Option<BTreeMap<String, String>>,
}

/// Changes settings and returns all of them.
#[utoipa::path(
    patch, path = "/settings", tag = "Settings", request_body = UpdateSettings, security(("session" = [])),
    params(Key, Precondition),
    responses((status = 200, body = Settings, headers(
        ("ETag" = String, description = "The settings' version, quoted."),
        ("X-Change-Group" = i64, description = "The group in the log, if anything has changed.")
    )), Problems)
)]
pub async fn update_settings(
    State(app): State<App>,
    acting: Acting,
    body: JsonBody<UpdateSettings>,
) -> Result<Response> {
    let act = acting.act(&body.bytes);
    let UpdateSettings { zone, week_start, day_start, hours, clock, date_order, language, theme, arrangements } =
        body.value;
    let input = SettingsInput { zone, week_start, day_start, hours, clock, date_order, language, theme, arrangements };
    let patch = SettingsPatch::parse(input)?;
    Ok(answer_written(app.store.update_settings(act, patch, acting.if_match).await?))
}
