//! Tags for finding tasks.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};
use smol_str::SmolStr;
use unicode_normalization::char::is_combining_mark;

use crate::domain::text::{case_folded, is_pictograph, shortened};
use crate::error::{Error, Result};

/// A tag: 1 to 50 letters, digits, emoji, `-`, `_`, `/` or `.`, with its case folded.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Tag(SmolStr);

impl Tag {
    pub const MAX_CHARS: usize = 50;

    /// Checks a tag from outside, ignoring case.
    pub fn parse(text: &str) -> Result<Self> {
        let tag = case_folded(text);
        let length = tag.chars().count();
        if (1..=Self::MAX_CHARS).contains(&length) && tag.chars().all(is_allowed) && !tag.starts_with(only_follows) {
            return Ok(Self(tag.into()));
        }
        let sentence = format!(
            "“{}” isn't a tag: a tag has 1 to {} letters, digits, emoji, -, _, / or full stops.",
            shortened(text),
            Self::MAX_CHARS
        );
        Err(Error::invalid("tags", sentence))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

fn is_allowed(c: char) -> bool {
    c.is_alphanumeric() || is_pictograph(c) || only_follows(c) || matches!(c, '-' | '_' | '/' | '.')
}

/// Whether a character completes the one before it: in many scripts, letters are incomplete without their combining marks,
/// and an emoji can be several that are joined.
fn only_follows(c: char) -> bool {
    is_combining_mark(c) || matches!(c, '\u{200D}' | '\u{E0020}'..='\u{E007F}')
}

/// The tags of a task: at most 50, in order, without duplicates.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "BTreeSet<Tag>")]
pub struct Tags(Box<[Tag]>);

impl Tags {
    pub const MAX: usize = 50;

    /// Checks tags from outside.
    pub fn parse(tags: &[String]) -> Result<Self> {
        if tags.len() > Self::MAX {
            return Err(Self::too_many());
        }
        tags.iter().map(|tag| Tag::parse(tag)).collect::<Result<BTreeSet<_>>>().map(Self::from)
    }

    /// Reads stored tags, which are separated by blanks.
    pub fn from_store(text: &str) -> Self {
        let mut tags: Vec<Tag> = text.split_ascii_whitespace().map(|tag| Tag(tag.into())).collect();
        if !tags.is_sorted_by(|one, next| one < next) {
            tags.sort_unstable();
            tags.dedup();
        }
        Self(tags.into())
    }

    /// The tags separated by blanks; `None` if there are none.
    pub fn to_store(&self) -> Option<String> {
        let words: Vec<&str> = self.iter().map(Tag::as_str).collect();
        Some(words.join(" ")).filter(|words| !words.is_empty())
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The tags, in order.
    pub fn iter(&self) -> impl Iterator<Item = &Tag> {
        self.0.iter()
    }

    /// These tags with some added and others removed.
    pub fn changed(&self, added: &Self, removed: &Self) -> Result<Self> {
        let tags: BTreeSet<Tag> =
            self.0.iter().filter(|tag| !removed.0.contains(tag)).chain(added.iter()).cloned().collect();
        if tags.len() > Self::MAX { Err(Self::too_many()) } else { Ok(tags.into()) }
    }

    /// These tags as they are written today. What is too long is cut.
    pub fn respelled(&self) -> Self {
        let cut = |tag: &Tag| case_folded(tag.as_str()).chars().take(Tag::MAX_CHARS).collect::<String>();
        self.0.iter().filter_map(|tag| Tag::parse(&cut(tag)).ok()).collect::<BTreeSet<_>>().into()
    }

    fn too_many() -> Error {
        Error::invalid("tags", format!("A task can have {} tags at most.", Self::MAX))
    }
}

impl From<BTreeSet<Tag>> for Tags {
    fn from(tags: BTreeSet<Tag>) -> Self {
        Self(tags.into_iter().collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_that_differ_in_case_alone_are_one_tag() {
        for (one, other, written) in [
            ("Straße", "STRASSE", "strasse"),
            ("ẞ", "ß", "ss"),
            ("δρόμοσ", "ΔΡΌΜΟΣ", "δρόμος"),
            ("σοφόσ/δρόμοσ", "ΣΟΦΌΣ/ΔΡΌΜΟΣ", "σοφός/δρόμος"),
            ("ﬁne", "FINE", "fine"),
            ("❤️", "❤", "❤"),
        ] {
            let tags = [one, other, written].map(|tag| Tag::parse(tag).unwrap());
            assert_eq!(tags.each_ref().map(Tag::as_str), [written; 3], "{one}");
        }
    }

    #[test]
    fn an_emoji_is_a_tag() {
        for tag in ["🏠", "👩‍💻", "👍🏽", "🇩🇪", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "home🏠", "🏠/garden"]
        {
            assert_eq!(Tag::parse(tag).unwrap().as_str(), tag);
        }
        for text in ["\u{200D}🏠", "\u{FE0F}", "a b", "#🏠", "🏠!"] {
            assert!(Tag::parse(text).is_err(), "{text}");
        }
    }
}
