//! Query strings: each parameter at most once, and kept as text until the domain parses it.

use axum::extract::{FromRequestParts, Query};
use axum::http::request::Parts;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use utoipa::IntoParams;

use crate::domain::text::capitalized;
use crate::error::{Error, Result};

/// The parameters of a query string, all of them text. Only repeated ones are refused here.
#[derive(Debug)]
pub struct GivenOnce<T>(pub T);

impl<S: Sync, T: DeserializeOwned> FromRequestParts<S> for GivenOnce<T> {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self> {
        let query = Query::<T>::try_from_uri(&parts.uri);
        query.map(|Query(query)| Self(query)).map_err(|rejection| repeated(&rejection.body_text()))
    }
}

/// serde's message: duplicate field `name`.
fn repeated(text: &str) -> Error {
    match text.split('`').nth(1) {
        Some(name) => Error::invalid(name.to_owned(), format!("{} can be given once only.", capitalized(name))),
        None => Error::invalid("", "The query string can't be read."),
    }
}

/// Which page of a list in the log's order.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct LogPage {
    /// Lists what comes before this number: the `next` of the page before. Without it, the newest.
    #[param(value_type = Option<i64>, minimum = 1, maximum = 9_007_199_254_740_991_i64)]
    pub before: Option<String>,
    /// How many items a page has: 20 by default. More than 100 count as 100. It has fewer where texts are long.
    #[param(value_type = Option<u64>, minimum = 1, maximum = 9_007_199_254_740_991_i64)]
    pub per_page: Option<String>,
}

#[cfg(test)]
mod tests {
    use axum::http::Request;

    use super::*;

    #[derive(Debug, Deserialize)]
    struct Anything {
        some_name: Option<String>,
    }

    async fn read(query: &str) -> Result<Anything> {
        let (mut parts, ()) = Request::get(format!("/?{query}")).body(()).unwrap().into_parts();
        let GivenOnce(read) = GivenOnce::from_request_parts(&mut parts, &()).await?;
        Ok(read)
    }

    #[tokio::test]
    async fn whatever_is_given_twice_is_blamed_by_its_name() {
        assert_eq!(read("other=1&some_name=a&other=2").await.unwrap().some_name.as_deref(), Some("a"));
        for query in ["some_name=a&some_name=b", "some_name=%60&some%5Fname=%60"] {
            let Err(Error::Invalid(errors)) = read(query).await else { panic!("{query} was read") };
            let sentences = ["Some name can be given once only.".to_owned()];
            assert_eq!(errors.iter().collect::<Vec<_>>(), [("some_name", &sentences[..])], "{query}");
        }
    }
}
