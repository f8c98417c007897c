//! Fields from outside: absent, null, or with a value.

use serde::{Deserialize, Deserializer};

use crate::domain::text::capitalized;
use crate::error::{Error, Result};

/// A field that can be absent and can't be null.
pub fn not_null<T>(field: &'static str, value: Option<Option<T>>) -> Result<Option<T>> {
    match value {
        Some(None) => Err(Error::invalid(field, format!("{} can't be cleared.", capitalized(field)))),
        other => Ok(other.flatten()),
    }
}

/// Distinguishes an absent field (`None`) from null (`Some(None)`).
pub fn present<'de, T, D>(deserializer: D) -> std::result::Result<Option<Option<T>>, D::Error>
where
    T: Deserialize<'de>,
    D: Deserializer<'de>,
{
    Option::deserialize(deserializer).map(Some)
}
