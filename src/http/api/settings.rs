//! The account's settings.

use std::collections::BTreeMap;

use axum::extract::State;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use utoipa::ToSchema;

use crate::domain::settings::{FocusInput, Settings, SettingsInput, SettingsPatch};
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
    /// When these minutes begin, from `00:00` to `23:59`.
    #[schema(example = "09:00")]
    hours_start: Option<String>,
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
    /// How long blocks of focus and the breaks after them are.
    focus: Option<UpdateFocus>,
}

/// Changes to focus; absent and null fields stay as they are.
#[derive(Debug, Deserialize, ToSchema)]
pub struct UpdateFocus {
    /// `pomodoro`, `flow` or `countdown`.
    style: Option<String>,
    /// How long a block is meant to be.
    #[schema(minimum = 1, maximum = 480)]
    minutes: Option<i64>,
    /// How long a break is, in the style `pomodoro`.
    #[schema(minimum = 1, maximum = 60)]
    pause: Option<i64>,
    /// How long the longer break is.
    #[schema(minimum = 1, maximum = 60)]
    long_pause: Option<i64>,
    /// After how many blocks the break is the longer one.
    #[schema(minimum = 1, maximum = 12)]
    every: Option<i64>,
    /// Whether a sound says that a block or a break is over.
    sound: Option<bool>,
    /// Whether the browser says it.
    notify: Option<bool>,
}

impl From<UpdateFocus> for FocusInput {
    fn from(body: UpdateFocus) -> Self {
        let UpdateFocus { style, minutes, pause, long_pause, every, sound, notify } = body;
        Self { style, minutes, pause, long_pause, every, sound, notify }
    }
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
    let UpdateSettings {
        zone,
        week_start,
        day_start,
        hours,
        hours_start,
        clock,
        date_order,
        language,
        theme,
        arrangements,
        focus,
    } = body.value;
    let input = SettingsInput {
        zone,
        week_start,
        day_start,
        hours,
        hours_start,
        clock,
        date_order,
        language,
        theme,
        arrangements,
        focus: focus.map(FocusInput::from),
    };
    let patch = SettingsPatch::parse(input)?;
    Ok(answer_written(app.store.update_settings(act, patch, acting.if_match).await?))
}
