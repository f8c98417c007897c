//! The account's tags.

use axum::extract::State;
use serde::Serialize;
use utoipa::ToSchema;

use crate::error::Result;
use crate::http::app::App;
use crate::http::wire::answer::Json;
use crate::http::wire::authentication::CurrentUser;
use crate::http::wire::problem::Problems;

/// A tag and how much there is to do with it.
#[derive(Debug, Serialize, ToSchema)]
pub struct ListedTag {
    /// The tag.
    name: String,
    /// How many open tasks have it.
    open: u64,
}

/// The tags.
#[derive(Debug, Serialize, ToSchema)]
pub struct ListedTags {
    /// The tags of all tasks outside the trash, by name.
    tags: Vec<ListedTag>,
    /// Whether some are missing, because there are more than 5,000.
    truncated: bool,
}

/// Lists the tags by name.
#[utoipa::path(
    get, path = "/tags", tag = "Tasks", security(("session" = [])),
    responses((status = 200, body = ListedTags), Problems)
)]
pub async fn list_tags(State(app): State<App>, current: CurrentUser) -> Result<Json<ListedTags>> {
    let (tags, truncated) = app.store.list_tags(current.id()).await?;
    let tags = tags.into_iter().map(|(name, open)| ListedTag { name, open }).collect();
    Ok(Json(ListedTags { tags, truncated }))
}
