//! Query strings: every parameter once, and each of them text until the domain has read it.

use axum::extract::{FromRequestParts, Query};
use axum::http::request::Parts;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use utoipa::IntoParams;

use crate::domain::text::capitalized;
use crate::error::{Error, Result};

/// The parameters of a query string, all of whose values are text: only a repetition is refused here.
#[derive(Debug)]
pub struct GivenOnce<T>(pub T);

impl<S: Sync, T: DeserializeOwned> FromRequestParts<S> for GivenOnce<T> {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self> {
        let query = Query::<T>::try_from_uri(&parts.uri);
        query.map(|Query(query)| Self(query)).map_err(|rejection| repeated(&rejection.body_text()))
    }
}

/// serde says: duplicate field `name`.
fn repeated(text: &str) -> Error {
    let field = NAMES.into_iter().find(|name| text.contains(&format!("`{name}`"))).unwrap_or_default();
    Error::invalid(field, format!("{} can be given once only.", capitalized(field)))
}

/// Every parameter that is read.
const NAMES: [&str; 10] = ["ids", "status", "page", "per_page", "before", "after", "as_of", "q", "from", "days"];

/// Which part of a list in the order of the log.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct LogPage {
    /// Lists what comes before this number: the `next` of the page before. Without it, the newest.
    #[param(value_type = Option<i64>, minimum = 1)]
    pub before: Option<String>,
    /// How many items a page has: 20 by default, 100 at most.
    #[param(value_type = Option<u32>, minimum = 1)]
    pub per_page: Option<String>,
}
