//! The API's OpenAPI document, generated from the handlers.

use utoipa::OpenApi;

use crate::http::wire::{authentication, problem};

#[derive(OpenApi)]
#[openapi(
    info(title = "tracker", description = "A private productivity tracker that you host yourself."),
    modifiers(&SessionCookie),
    components(schemas(problem::Problem))
)]
pub struct Document;

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
