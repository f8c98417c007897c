//! The router, which lists every route.

use std::sync::LazyLock;

use crate::http::wire::problem::Problems;
use axum::Router;
use axum::http::header::CONTENT_TYPE;
use axum::response::IntoResponse;
use axum::routing::get;
use utoipa::OpenApi;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::http::api::{
    accounts, agenda, capture, changes, events, export, health, inbox, instance, projects, query_fields, sections,
    sessions, settings, tags, tasks, trash, users, views,
};
use crate::http::app::App;
use crate::http::openapi::Document;
use crate::http::server::{layers, pages};

/// All routes: the API at the root, the pages at `/` and below `/app/`, their assets below `/assets/`.
pub fn router(app: App) -> Router {
    let (api, _) = api().split_for_parts();
    let api = layers::with_session(api, &app);
    let pages = Router::new()
        .route("/", get(pages::page))
        .route("/app", get(pages::page))
        .route("/app/", get(pages::page))
        .route("/app/{*path}", get(pages::page))
        .route("/assets/{*path}", get(pages::asset));
    layers::around_everything(api.merge(pages), &app).with_state(app)
}

/// The API's OpenAPI document, generated from the handlers.
pub fn openapi() -> utoipa::openapi::OpenApi {
    api().into_openapi()
}

/// Every endpoint. Its path and method are at the handler.
fn api() -> OpenApiRouter<App> {
    OpenApiRouter::with_openapi(Document::openapi())
        // Accounts
        .routes(routes!(accounts::sign_up))
        .routes(routes!(accounts::log_in))
        .routes(routes!(accounts::check_session))
        .routes(routes!(accounts::log_out))
        .routes(routes!(accounts::change_password))
        // Sessions
        .routes(routes!(sessions::list_sessions, sessions::end_other_sessions))
        .routes(routes!(sessions::end_session))
        // Tasks
        .routes(routes!(tasks::list_tasks, tasks::create_task, tasks::many::update_tasks))
        .routes(routes!(tasks::find_task, tasks::update_task, tasks::delete_task))
        .routes(routes!(tasks::many::delete_tasks))
        .routes(routes!(tasks::duplicate::duplicate_tasks))
        .routes(routes!(trash::restore_tasks))
        .routes(routes!(tasks::many::move_tasks))
        .routes(routes!(tasks::relations::list_subtasks))
        .routes(routes!(tasks::relations::list_relations))
        .routes(routes!(tags::list_tags))
        .routes(routes!(query_fields::list_query_fields))
        // Plan
        .routes(routes!(agenda::find_agenda))
        .routes(routes!(inbox::list_inbox))
        .routes(routes!(tasks::urgency::explain_urgency))
        .routes(routes!(tasks::series::list_occurrences))
        .routes(routes!(tasks::series::skip_task))
        // Capture
        .routes(routes!(capture::preview_capture))
        .routes(routes!(capture::capture))
        // Projects
        .routes(routes!(projects::list_projects, projects::create_project))
        .routes(routes!(projects::find_project, projects::update_project, trash::delete_project))
        .routes(routes!(trash::restore_project))
        .routes(routes!(projects::move_project))
        .routes(routes!(projects::duplicate::duplicate_project))
        .routes(routes!(tasks::in_project::list_project_tasks))
        // Sections
        .routes(routes!(sections::list_sections, sections::create_section))
        .routes(routes!(sections::rename_section, trash::delete_section))
        .routes(routes!(sections::move_section))
        // Views
        .routes(routes!(views::list_views, views::create_view))
        .routes(routes!(views::update_view, views::delete_view))
        .routes(routes!(views::move_view))
        // Settings
        .routes(routes!(settings::find_settings, settings::update_settings))
        // Trash
        .routes(routes!(trash::list_trash, trash::empty_trash))
        .routes(routes!(trash::purge_task))
        .routes(routes!(trash::purge_project))
        .routes(routes!(trash::restore_task))
        // Changes
        .routes(routes!(changes::list_changes))
        .routes(routes!(changes::find_change_group))
        .routes(routes!(changes::undo_changes))
        .routes(routes!(changes::list_task_changes))
        .routes(routes!(changes::revert_task))
        .routes(routes!(events::events))
        .routes(routes!(export::export))
        // Users, for admins
        .routes(routes!(users::list_users, users::create_user))
        .routes(routes!(users::update_user, users::remove_user))
        // The server itself
        .routes(routes!(instance::instance))
        .routes(routes!(health::healthz))
        .routes(routes!(health::readyz))
        .routes(routes!(openapi_document))
}

static DOCUMENT: LazyLock<String> = LazyLock::new(|| openapi().to_json().unwrap_or_default());

/// Returns this document.
#[utoipa::path(
    get, path = "/openapi.json", tag = "Server",
    responses((status = 200, body = serde_json::Value, content_type = "application/json"), Problems)
)]
async fn openapi_document() -> impl IntoResponse {
    ([(CONTENT_TYPE, "application/json")], DOCUMENT.as_str())
}
