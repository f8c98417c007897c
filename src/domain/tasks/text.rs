//! The texts of a task.

use serde::{Deserialize, Serialize};
use smol_str::SmolStr;

use crate::domain::text::{MAX_LONG_CHARS, check_long, is_unprintable};
use crate::error::{Error, Result};

/// A title: one line of 1 to 500 characters, not blank, without control characters.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Title(SmolStr);

impl Title {
    pub const MAX_CHARS: usize = 500;

    /// Checks a title from outside. It is stored unchanged.
    pub fn parse(title: String) -> Result<Self> {
        if title.chars().all(|c| c.is_whitespace() || is_unprintable(c)) {
            return Err(Error::invalid("title", "The title can't be empty."));
        }
        if title.chars().count() > Self::MAX_CHARS {
            let sentence = format!("The title can have {} characters at most.", Self::MAX_CHARS);
            return Err(Error::invalid("title", sentence));
        }
        if title.chars().any(|c| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}')) {
            let sentence = "The title is one line and can't have control characters.";
            return Err(Error::invalid("title", sentence));
        }
        Ok(Self(title.into()))
    }

    /// Wraps a stored title, which was checked before.
    pub fn from_store(title: &str) -> Self {
        Self(title.into())
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A description: up to 50,000 characters in any number of lines.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Description(SmolStr);

impl Description {
    pub const MAX_CHARS: usize = MAX_LONG_CHARS;

    /// Checks a description from outside. It is stored unchanged.
    pub fn parse(description: String) -> Result<Self> {
        check_long("description", &description)?;
        Ok(Self(description.into()))
    }

    /// Wraps a stored description, which was checked before.
    pub fn from_store(description: &str) -> Self {
        Self(description.into())
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}
