//! What a client needs to know before anyone is logged in.

use axum::extract::State;
use serde::Serialize;
use utoipa::ToSchema;

use crate::config::Signup;
use crate::http::app::App;
use crate::http::server::proxy_user::ProxyUser;
use crate::http::wire::answer::Json;
use crate::http::wire::problem::Problems;

/// This installation.
#[derive(Debug, Serialize, ToSchema)]
pub struct Instance {
    /// Who may sign up.
    signup: Signup,
    /// How many days deleted tasks stay in the trash at least.
    #[schema(minimum = 1)]
    trash_days: u16,
    /// The origin that the server is reached at, if it was told. Under an https one, cookies need https.
    public_origin: Option<String>,
    /// The host whose pages can use passkeys; null where no browser could.
    #[schema(required = true)]
    passkey_host: Option<String>,
    /// The name of the issuer of OpenID Connect that people can log in with, if there is one.
    #[schema(required = true)]
    oidc_name: Option<String>,
    /// Whom a trusted proxy names in its header, if it does. `POST /login/header` logs in.
    #[schema(required = true)]
    proxy_user: Option<String>,
}

/// Says what this installation offers.
#[utoipa::path(get, path = "/instance", tag = "Server", responses((status = 200, body = Instance), Problems))]
pub async fn instance(State(app): State<App>, ProxyUser(user): ProxyUser) -> Json<Instance> {
    Json(Instance {
        signup: app.config.signup,
        trash_days: app.config.trash_days,
        public_origin: app.config.public_origin(),
        proxy_user: user.map(|user| user.subject().to_owned()),
        oidc_name: app.issuer.as_ref().map(|_| app.config.sign_on.oidc_name.clone()),
        passkey_host: app.config.relying_party().map(|site| site.id().to_owned()),
    })
}
