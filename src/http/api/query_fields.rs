//! Help for typing a query.

use serde::Serialize;
use utoipa::ToSchema;

use crate::domain::query::{FieldHelp, TermHelp, fields, other_terms};
use crate::http::wire::answer::Json;
use crate::http::wire::authentication::CurrentUser;
use crate::http::wire::problem::Problems;

/// Everything that a query can consist of.
#[derive(Debug, Serialize, ToSchema)]
pub struct QueryFields {
    /// The fields and their values.
    fields: Vec<FieldHelp>,
    /// The terms that are not fields.
    others: Vec<TermHelp>,
}

/// Lists what a query can consist of. It is the same for everybody, until the server is updated.
#[utoipa::path(
    get, path = "/query/fields", tag = "Tasks", security(("session" = [])),
    responses((status = 200, body = QueryFields), Problems)
)]
pub async fn list_query_fields(_: CurrentUser) -> Json<QueryFields> {
    Json(QueryFields { fields: fields(), others: other_terms().into() })
}
