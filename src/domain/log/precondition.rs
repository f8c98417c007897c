//! Writes that depend on the version the client has seen.

use crate::domain::log::change::ChangeId;
use crate::error::{Error, Result};

/// The versions a write accepts (`If-Match`, RFC 9110, section 13.1.1).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum IfMatch {
    #[default]
    Any,
    /// One of these. Impossible versions are left out.
    OneOf(Vec<ChangeId>),
}

impl IfMatch {
    /// The most versions to look at.
    const MOST: usize = 100;

    /// Reads the header: `*`, or entity tags such as `"17"`. A weak one matches nothing.
    pub fn parse(header: &str) -> Result<Self> {
        if header.trim() == "*" {
            return Ok(Self::Any);
        }
        let malformed = || Error::invalid("If-Match", "If-Match must be * or quoted versions such as \"17\".");
        let mut versions = Vec::new();
        for (index, tag) in header.split(',').map(str::trim).enumerate() {
            let (weak, tag) = tag.strip_prefix("W/").map_or((false, tag), |tag| (true, tag));
            let opaque = tag.strip_prefix('"').and_then(|tag| tag.strip_suffix('"')).ok_or_else(malformed)?;
            if opaque.contains('"') || index >= Self::MOST {
                return Err(malformed());
            }
            versions.extend(opaque.parse().ok().filter(|_| !weak).map(ChangeId));
        }
        Ok(Self::OneOf(versions))
    }

    /// Refuses if the object has a different version.
    pub fn check(&self, version: ChangeId) -> Result<()> {
        match self {
            Self::OneOf(versions) if !versions.contains(&version) => Err(Error::PreconditionFailed),
            _ => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_is_a_version() {
        assert_eq!(IfMatch::parse("*").unwrap(), IfMatch::Any);
        assert_eq!(IfMatch::parse("\"17\"").unwrap(), IfMatch::OneOf(vec![ChangeId(17)]));
        assert_eq!(IfMatch::parse("\"1\", \"2\"").unwrap(), IfMatch::OneOf(vec![ChangeId(1), ChangeId(2)]));
    }

    #[test]
    fn weak_and_foreign_tags_match_nothing() {
        for header in ["W/\"17\"", "\"abc\"", "\"\""] {
            let precondition = IfMatch::parse(header).unwrap();
            assert!(matches!(precondition.check(ChangeId(17)), Err(Error::PreconditionFailed)), "{header}");
        }
    }

    #[test]
    fn what_is_no_tag_is_refused() {
        for header in ["", "17", "\"17", "\"1\",", "\"1\" \"2\"", &["\"1\""; 101].join(",")] {
            assert!(matches!(IfMatch::parse(header), Err(Error::Invalid(_))), "{header}");
        }
    }
}
