//! Queries that are kept.

use serde::{Deserialize, Serialize};

use super::Query;
use crate::domain::rules::Broken;
use crate::error::Result;

/// A valid query as it was typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct QueryText(String);

impl QueryText {
    /// Checks a query from outside, which came in this field. It is stored unchanged.
    pub fn parse(field: &'static str, text: String) -> Result<Self> {
        Query::parse(&text).map_err(|error| error.blame(field))?;
        Ok(Self(text))
    }

    /// Refuses a query that [`Self::parse`] would refuse.
    pub fn check(&self, field: &'static str) -> Result<(), Broken> {
        Broken::field(Self::parse(field, self.0.clone()).map(|_| ()))
    }

    /// Wraps a stored query, which was checked before.
    pub fn from_store(text: &str) -> Self {
        Self(text.to_owned())
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}
