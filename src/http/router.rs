//! The router, as a table of contents.

use axum::Router;
use axum::routing::get;
use utoipa::OpenApi;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::http::api::tasks;
use crate::http::api::{
    accounts, agenda, capture, changes, events, export, health, instance, projects, sessions, settings, trash, users,
    views,
};
use crate::http::app::App;
use crate::http::openapi::Document;
use crate::http::server::{layers, pages};

/// Everything that is served: the API at the root, the pages at `/` and below `/app/`, their assets below `/assets/`.
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

/// Every endpoint. Path and method stand at the handler.
pub fn api() -> OpenApiRouter<App> {
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
        .routes(routes!(tasks::many::restore_tasks))
        .routes(routes!(tasks::many::move_tasks))
        .routes(routes!(tasks::relations::list_subtasks))
        .routes(routes!(tasks::relations::list_relations))
        .routes(routes!(agenda::list_tags))
        // Plan
        .routes(routes!(agenda::find_agenda))
        .routes(routes!(agenda::list_inbox))
        .routes(routes!(agenda::explain_urgency))
        .routes(routes!(agenda::list_occurrences))
        .routes(routes!(agenda::skip_task))
        // Capture
        .routes(routes!(capture::preview_capture))
        .routes(routes!(capture::capture))
        // Projects
        .routes(routes!(projects::list_projects, projects::create_project))
        .routes(routes!(projects::find_project, projects::update_project, projects::delete_project))
        .routes(routes!(projects::restore_project))
        .routes(routes!(projects::move_project))
        .routes(routes!(projects::list_project_tasks))
        // Views
        .routes(routes!(views::list_views, views::create_view))
        .routes(routes!(views::update_view, views::delete_view))
        .routes(routes!(views::move_view))
        // Settings
        .routes(routes!(settings::find_settings, settings::update_settings))
        // Trash
        .routes(routes!(trash::list_trash, trash::empty_trash))
        .routes(routes!(trash::purge_task))
        .routes(routes!(projects::purge_project))
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
        .routes(routes!(health::openapi_document))
}
