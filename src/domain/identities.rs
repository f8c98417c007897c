//! Identities: what somebody else knows an account by.

pub mod id_token;
pub mod keys;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::domain::Timestamp;
use crate::domain::closed_words::words;
use crate::domain::text::is_unprintable;
use crate::domain::users::{User, UserId, Username};
use crate::error::{Error, Result};

words! {
    /// Who vouches for an identity.
    IdentityKind "kind" {
        /// An issuer of OpenID Connect.
        Oidc = "oidc",
        /// A proxy, in a header.
        Header = "header",
    }
}

/// An identity's number within the account that it is linked to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct IdentityId(pub i64);

/// A linked identity as its owner sees it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct LinkedIdentity {
    /// The number within the account.
    #[schema(value_type = i64, minimum = 1)]
    pub id: IdentityId,
    pub kind: IdentityKind,
    /// The URL of the issuer; null for a header.
    #[schema(required = true)]
    pub issuer: Option<String>,
    /// What the issuer, or the header, calls the user for ever.
    pub subject: String,
    /// The name that the issuer showed last.
    #[schema(required = true)]
    pub name: Option<String>,
    pub created_at: Timestamp,
    /// When it was last used to log in; null before the first time.
    #[schema(required = true)]
    pub last_used_at: Option<Timestamp>,
}

/// Somebody, as an issuer or a proxy names them. An issuer never uses a subject for another person; names it may.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Identity {
    /// The URL of the issuer; `None` for the header.
    issuer: Option<String>,
    subject: String,
}

/// The longest subject (OpenID Connect Core, section 2).
const MAX_SUBJECT: usize = 255;

impl Identity {
    pub fn oidc(issuer: &str, subject: &str) -> Result<Self> {
        Ok(Self { issuer: Some(issuer.to_owned()), subject: checked(subject)? })
    }

    pub fn header(value: &str) -> Result<Self> {
        Ok(Self { issuer: None, subject: checked(value)? })
    }

    /// The issuer as it is stored: empty for the header.
    pub fn stored_issuer(&self) -> &str {
        self.issuer.as_deref().unwrap_or_default()
    }

    pub fn subject(&self) -> &str {
        &self.subject
    }
}

fn checked(subject: &str) -> Result<String> {
    let is_right = !subject.trim().is_empty() && subject.len() <= MAX_SUBJECT && !subject.chars().any(is_unprintable);
    let sentence = format!("A subject has 1 to {MAX_SUBJECT} readable characters.");
    if is_right { Ok(subject.to_owned()) } else { Err(Error::invalid("subject", sentence)) }
}

/// A login that an identity allows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IdentityLogin {
    pub user: User,
    /// The session epoch of the account.
    pub session_epoch: i64,
    /// Whether the account has a second factor of its own.
    pub has_second_factor: bool,
}

/// What came of an identity that wants to log in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum IdentityOutcome {
    Login(IdentityLogin),
    /// The account is disabled.
    Refused,
    /// It is linked to no account.
    Unknown,
}

/// An identity with the account that it is linked to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnedIdentity {
    pub owner: UserId,
    pub identity: LinkedIdentity,
}

/// Somebody whom an issuer has just vouched for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Vouched {
    pub identity: Identity,
    /// The name that the issuer shows. It decides nothing.
    pub name: Option<String>,
    /// Whether the issuer says that it checked several factors (RFC 8176).
    pub has_checked_factors: bool,
    /// When the issuer asked who it is, if it says.
    pub checked_at: Option<Timestamp>,
}

/// The names to try for a new account, until one is free: never one that somebody has.
pub fn usernames_for(name: Option<&str>) -> impl Iterator<Item = Username> {
    const FALLBACK: &str = "user";
    // An address is no name to show.
    let name = name.and_then(|name| name.split('@').next()).unwrap_or(FALLBACK);
    let base: String = name.trim().chars().filter(|c| !is_unprintable(*c)).take(Username::MAX_CHARS - 4).collect();
    let base = if base.trim().is_empty() { FALLBACK.to_owned() } else { base.trim().to_owned() };
    (1..1_000).filter_map(move |number| {
        let name = if number == 1 { base.clone() } else { format!("{base}-{number}") };
        Username::parse(&name).ok()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_that_is_taken_gets_a_number() {
        let names = |name| usernames_for(name).take(3).map(|name| name.to_string()).collect::<Vec<_>>();
        assert_eq!(names(Some("anna")), ["anna", "anna-2", "anna-3"]);
        assert_eq!(names(Some("anna@example.org"))[0], "anna");
        assert_eq!(names(Some(" \u{200B} "))[0], "user");
        assert_eq!(names(None)[1], "user-2");
        assert_eq!(names(Some(&"x".repeat(300)))[2].len(), 62);
    }

    #[test]
    fn a_subject_is_short_and_readable() {
        for subject in ["", " ", "a\u{202E}b", "a\nb", &"x".repeat(256)] {
            assert!(Identity::header(subject).is_err(), "{subject:?}");
        }
        assert_eq!(Identity::oidc("https://a", "x").unwrap().stored_issuer(), "https://a");
    }
}
