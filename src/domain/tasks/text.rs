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

    /// The title for another part of what it stands for: `Notes (2)`.
    pub fn of_part(&self, number: usize) -> Self {
        let suffix = format!(" ({number})");
        let room = Self::MAX_CHARS - suffix.len();
        let title: String = self.0.chars().take(room).chain(suffix.chars()).collect();
        Self(title.into())
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

    /// Whether it is longer than what is taken from outside. Earlier versions took over longer ones.
    pub fn is_too_long(&self) -> bool {
        // Most are short enough in bytes.
        self.0.len() > Self::MAX_CHARS && self.0.chars().count() > Self::MAX_CHARS
    }

    /// A text of any length in as many descriptions as it takes, cut at the end of a line if there is one.
    pub fn parts(text: &str) -> Vec<Self> {
        let (mut parts, mut rest) = (Vec::new(), text);
        while let Some((end, _)) = rest.char_indices().nth(Self::MAX_CHARS) {
            let (most, _) = rest.split_at(end);
            let end = most.rfind('\n').map_or(end, |line| line + 1);
            let (part, after) = rest.split_at(end);
            parts.push(Self(part.into()));
            rest = after;
        }
        parts.push(Self(rest.into()));
        parts
    }

    /// Wraps a stored description, which was checked before.
    pub fn from_store(description: &str) -> Self {
        Self(description.into())
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}
