//! The router, which lists every route.

use crate::http::wire::problem::Problems;
use axum::Router;
use axum::handler::Handler;
use axum::http::header::CONTENT_TYPE;
use axum::middleware::from_fn_with_state;
use axum::response::IntoResponse;
use axum::routing::{MethodRouter, get};
use utoipa::OpenApi;
use utoipa::openapi::HttpMethod;
use utoipa_axum::PathItemExt;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::http::api::{
    accounts, agenda, calibration, capture, changes, events, export, habits, health, identities, inbox, instance,
    invites, login_links, passkeys, pauses, projects, query_fields, reviews, second_factor, sections, security_events,
    sessions, settings, statistics, tags, tasks, time_entries, timer, trash, users, views,
};
use crate::http::app::App;
use crate::http::openapi::Document;
use crate::http::server::{layers, pages};
use crate::http::wire::long_answers;

/// All routes: the API at the root, the pages at `/` and below `/app/`, their assets below `/assets/`.
pub fn router(app: App) -> Router {
    let bound = from_fn_with_state(app.clone(), long_answers::bound);
    let api = layers::with_session(api(), &app).layer(bound);
    let pages = Router::new()
        .route("/", get(pages::page))
        .route("/app", get(pages::page))
        .route("/app/", get(pages::page))
        .route("/app/{*path}", get(pages::page))
        .route("/assets/{*path}", get(pages::asset));
    layers::around_everything(api.merge(pages), &app).with_state(app)
}

/// Makes a router of handlers, and their OpenAPI document. Path and method of each are at the handler.
///
/// Two functions, because only the document's maker needs the descriptions, and no server makes it: they are left out of
/// the release, which carries the file.
macro_rules! endpoints {
    ($($($part:ident)::+),+ $(,)?) => {
        fn api() -> Router<App> {
            Router::new()$(.route(
                &routes!(@path [path()] of $($part)::+),
                at(&routes!(@path [methods()] of $($part)::+), $($part)::+),
            ))+
        }

        /// The API's OpenAPI document, generated from the handlers. `docs/openapi.json` is a copy.
        pub fn openapi() -> utoipa::openapi::OpenApi {
            OpenApiRouter::with_openapi(Document::openapi())$(.routes(routes!($($part)::+)))+.into_openapi()
        }
    };
}

fn at<T: 'static>(methods: &[HttpMethod], handler: impl Handler<T, App>) -> MethodRouter<App> {
    methods.iter().fold(MethodRouter::new(), |router, method| router.on(method.to_method_filter(), handler.clone()))
}

endpoints! {
    // Accounts
    accounts::sign_up,
    accounts::login::log_in,
    accounts::login::log_in_with_code,
    accounts::check_session,
    accounts::log_out,
    accounts::change_password,
    login_links::check_login_link,
    login_links::use_login_link,
    invites::check_invite,
    users::own::remove_own_account,
    // The second factor
    second_factor::find_second_factor,
    second_factor::propose_second_factor,
    second_factor::turn_on_second_factor,
    second_factor::renew_recovery_codes,
    second_factor::turn_off_second_factor,
    // Passkeys
    passkeys::log_in::begin_passkey_login,
    passkeys::log_in::log_in_with_passkey,
    passkeys::list_passkeys,
    passkeys::begin_passkey,
    passkeys::add_passkey,
    passkeys::rename_passkey,
    passkeys::remove_passkey,
    passkeys::begin_passkey_confirmation,
    // Identities
    identities::header::log_in_by_header,
    identities::oidc::begin_oidc_login,
    identities::oidc::complete_oidc,
    identities::list_identities,
    identities::oidc::begin_oidc_link,
    identities::unlink_identity,
    identities::oidc::begin_oidc_confirmation,
    // Sessions
    sessions::list_sessions,
    sessions::confirm_session,
    sessions::end_other_sessions,
    sessions::end_session,
    security_events::list_security_events,
    // Tasks
    tasks::list_tasks,
    tasks::create_task,
    tasks::many::update_tasks,
    tasks::find_task,
    tasks::update_task,
    tasks::delete_task,
    tasks::many::delete_tasks,
    tasks::duplicate::duplicate_tasks,
    trash::restore_tasks,
    tasks::many::move_tasks,
    tasks::relations::list_subtasks,
    tasks::relations::list_relations,
    tags::list_tags,
    query_fields::list_query_fields,
    // Plan
    agenda::find_agenda,
    agenda::list_later,
    inbox::list_inbox,
    tasks::urgency::explain_urgency,
    tasks::series::list_occurrences,
    tasks::series::skip_task,
    // Reviews
    reviews::find_review,
    reviews::start_review,
    reviews::update_review,
    // Capture
    capture::preview_capture,
    capture::capture,
    // Projects
    projects::list_projects,
    projects::create_project,
    projects::find_project,
    projects::update_project,
    trash::delete_project,
    trash::restore_project,
    projects::move_project,
    projects::duplicate::duplicate_project,
    tasks::in_project::list_project_tasks,
    // Sections
    sections::list_sections,
    sections::create_section,
    sections::rename_section,
    trash::delete_section,
    sections::move_section,
    // Views
    views::list_views,
    views::create_view,
    views::update_view,
    views::delete_view,
    views::move_view,
    // Time
    timer::find_timer,
    timer::start_timer,
    timer::stop_timer,
    timer::note_presence,
    time_entries::sheet::find_time_sheet,
    time_entries::create_time_entry,
    time_entries::sheet::add_up_time,
    time_entries::sheet::timesheet,
    time_entries::find_time_entry,
    time_entries::update_time_entry,
    time_entries::delete_time_entry,
    time_entries::split_time_entry,
    time_entries::of_task::find_time_of_task,
    calibration::calibrate,
    calibration::find_usual_hours,
    statistics::find_statistics,
    // Habits
    habits::list_habits,
    habits::create_habit,
    habits::find_habit,
    habits::update_habit,
    habits::delete_habit,
    habits::move_habit,
    habits::find_habit_year,
    habits::entries::answer_day,
    habits::entries::clear_day,
    pauses::list_pauses,
    pauses::create_pause,
    pauses::update_pause,
    pauses::delete_pause,
    // Settings
    settings::find_settings,
    settings::update_settings,
    // Trash
    trash::list_trash,
    trash::empty_trash,
    trash::purge_task,
    trash::purge_project,
    trash::restore_task,
    // Changes
    changes::list_changes,
    changes::find_change_group,
    changes::undo_changes,
    changes::list_task_changes,
    changes::revert_task,
    events::events,
    export::export,
    // Users, for admins
    users::list_users,
    users::create_user,
    users::update_user,
    users::remove_user,
    invites::create_invite,
    // The server itself
    instance::instance,
    health::healthz,
    health::readyz,
    openapi_document,
}

/// The OpenAPI document.
pub const OPENAPI: &str = include_str!("../../docs/openapi.json");

/// Returns this document.
#[utoipa::path(
    get, path = "/openapi.json", tag = "Server",
    responses((status = 200, body = serde_json::Value, content_type = "application/json"), Problems)
)]
async fn openapi_document() -> impl IntoResponse {
    ([(CONTENT_TYPE, "application/json")], OPENAPI)
}
