//! Links to make one account with.

use std::time::Instant;

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use serde::Deserialize;
use utoipa::ToSchema;

use crate::domain::links::{self, Link, LinkLifetime, LinkPurpose};
use crate::domain::token::Token;
use crate::error::Result;
use crate::http::app::App;
use crate::http::server::client_address::ClientAddress;
use crate::http::wire::answer::Json;
use crate::http::wire::authentication::ConfirmedAdmin;
use crate::http::wire::json::JsonBody;
use crate::http::wire::problem::Problems;
use crate::http::wire::write::{Key, idempotency_key};

/// Makes a link with which one account can be made within a week. For admins.
///
/// It needs a server with `--signup invite`. A repeated request makes another link, even with the same
/// `Idempotency-Key`: the token isn't kept anywhere.
#[utoipa::path(
    post, path = "/invites", tag = "Users", security(("session" = [])), params(Key),
    responses((status = 201, body = Link), Problems)
)]
pub async fn create_invite(
    State(app): State<App>,
    _: ConfirmedAdmin,
    headers: HeaderMap,
) -> Result<(StatusCode, Json<Link>)> {
    idempotency_key(&headers)?;
    let (token, now) = (Token::random(), app.clock.now());
    let expires_at = LinkLifetime::INVITE.expires_at(now);
    app.store.create_invite(token.hash(), now, expires_at).await?;
    Ok((StatusCode::CREATED, Json(Link::new(LinkPurpose::SignUp, &token, expires_at))))
}

/// The token of an invite.
#[derive(Debug, Deserialize, ToSchema)]
pub struct InviteToken {
    #[schema(required = true, nullable = false, format = Password)]
    token: Option<String>,
}

/// Says whether an account can be made with an invite, and leaves it unused.
#[utoipa::path(
    post, path = "/invites/check", tag = "Accounts", request_body = InviteToken,
    responses((status = 204, description = "It can."), Problems)
)]
pub async fn check_invite(
    State(app): State<App>,
    ClientAddress(client): ClientAddress,
    body: JsonBody<InviteToken>,
) -> Result<StatusCode> {
    app.throttle.begin_link(client, Instant::now())?;
    let token = links::token_of(body.value.token.as_deref())?;
    if !app.store.holds_invite(token.hash(), app.clock.now()).await? {
        return Err(links::REFUSED);
    }
    app.throttle.end_link(client);
    Ok(StatusCode::NO_CONTENT)
}
