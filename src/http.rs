//! The server: the router as table of contents, and what every request passes.

mod accounts;
mod agenda;
mod authentication;
mod capture;
mod changes;
mod client_address;
mod events;
mod export;
mod health;
mod instance;
mod json;
mod layers;
mod pages;
mod problem;
mod projects;
mod query;
mod query_fields;
mod refusal;
mod relations;
mod server;
mod session_store;
mod sessions;
mod settings;
mod task_batches;
mod task_body;
mod tasks;
mod trash;
mod users;
mod views;
mod write;

use std::sync::Arc;

use axum::Router;
use axum::routing::get;
use tokio::sync::Semaphore;
use utoipa::OpenApi;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

pub use self::server::{Limits, serve};

use crate::accounts::{Accounts, Throttle};
use crate::config::ServeConfig;
use crate::store::Store;

/// What handlers work with; cloning it is cheap.
#[derive(Debug, Clone)]
pub struct App(Arc<Inner>);

/// See [`App`].
#[derive(Debug)]
pub struct Inner {
    store: Store,
    accounts: Accounts,
    throttle: Throttle,
    config: ServeConfig,
    /// One for each export that may be under way.
    exports: Semaphore,
}

/// How many exports may be under way at once.
const EXPORTS: usize = 2;

impl App {
    /// An application on a store.
    #[must_use]
    pub fn new(store: Store, accounts: Accounts, config: ServeConfig) -> Self {
        let throttle = Throttle::new(config.rate_limit.is_on());
        let exports = Semaphore::new(EXPORTS);
        Self(Arc::new(Inner { store, accounts, throttle, config, exports }))
    }
}

impl std::ops::Deref for App {
    type Target = Inner;

    fn deref(&self) -> &Inner {
        &self.0
    }
}

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

/// The OpenAPI document of the API, made from the handlers.
#[must_use]
pub fn openapi() -> utoipa::openapi::OpenApi {
    api().into_openapi()
}

/// Every endpoint. Path and method stand at the handler.
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
        .routes(routes!(tasks::list_tasks, tasks::create_task, task_batches::update_tasks))
        .routes(routes!(tasks::find_task, tasks::update_task, tasks::delete_task))
        .routes(routes!(task_batches::delete_tasks))
        .routes(routes!(task_batches::restore_tasks))
        .routes(routes!(task_batches::move_tasks))
        .routes(routes!(relations::list_subtasks))
        .routes(routes!(relations::list_relations))
        .routes(routes!(agenda::list_tags))
        .routes(routes!(query_fields::list_query_fields))
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

#[derive(OpenApi)]
#[openapi(
    info(title = "tracker", description = "A private productivity tracker that you host yourself."),
    modifiers(&SessionCookie),
    components(schemas(problem::Problem))
)]
struct Document;

struct SessionCookie;

impl utoipa::Modify for SessionCookie {
    fn modify(&self, document: &mut utoipa::openapi::OpenApi) {
        use utoipa::openapi::security::{ApiKey, ApiKeyValue, SecurityScheme};

        let description =
            "Set by POST /login and POST /signup. Its name begins with __Host- under an https public URL.";
        let cookie = ApiKeyValue::with_description(authentication::COOKIE, description);
        let components = document.components.get_or_insert_default();
        components.add_security_scheme("session", SecurityScheme::ApiKey(ApiKey::Cookie(cookie)));
    }
}
