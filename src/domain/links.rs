//! Links for people without a password: one logs in once, the other makes one account.

use std::fmt;
use std::str::FromStr;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jiff::{SignedDuration, Span, SpanRelativeTo, Timestamp};
use serde::Serialize;
use sha2::{Digest, Sha256};
use utoipa::ToSchema;

use crate::domain::sessions::TokenHash;
use crate::domain::users::User;
use crate::error::{Error, Result};

/// The secret of a link: 256 random bits. The database stores only its hash.
#[derive(Clone, PartialEq, Eq)]
pub struct LinkToken([u8; 32]);

impl LinkToken {
    pub fn random() -> Self {
        Self(rand::random())
    }

    /// Reads a token from outside. What can't be one is refused like one that isn't known.
    pub fn parse(text: Option<&str>) -> Result<Self> {
        let bytes = text.and_then(|text| URL_SAFE_NO_PAD.decode(text.trim()).ok()).ok_or(REFUSED)?;
        bytes.try_into().map(Self).map_err(|_| REFUSED)
    }

    pub fn hash(&self) -> TokenHash {
        TokenHash(Sha256::digest(self.0).into())
    }
}

impl fmt::Display for LinkToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&URL_SAFE_NO_PAD.encode(self.0))
    }
}

impl fmt::Debug for LinkToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("LinkToken(…)")
    }
}

/// The one answer to every link that can't be used, so nothing is learned about it.
pub const REFUSED: Error = Error::Forbidden(
    "This link can’t be used: it is wrong, was used already or has expired. Ask whoever runs this server for a new one.",
);

/// What a link is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LinkPurpose {
    LogIn,
    SignUp,
}

/// A new link, shown once.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Link {
    /// Its path on this server. The token is in the fragment, which browsers send nobody.
    #[schema(example = "/app/signup#0vY…")]
    pub path: String,
    /// When it ends if it isn't used.
    pub expires_at: Timestamp,
}

impl Link {
    pub fn new(purpose: LinkPurpose, token: &LinkToken, expires_at: Timestamp) -> Self {
        let page = match purpose {
            LinkPurpose::LogIn => "/app/login-link",
            LinkPurpose::SignUp => "/app/signup",
        };
        Self { path: format!("{page}#{token}"), expires_at }
    }
}

/// A login that a link allows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LinkedLogin {
    pub user: User,
    /// The session epoch of the account, which was current when the link was made.
    pub session_epoch: i64,
}

/// How long a link can be used: from a minute to a month.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LinkLifetime(SignedDuration);

impl LinkLifetime {
    pub const INVITE: Self = Self(SignedDuration::from_hours(7 * 24));

    pub fn expires_at(self, now: Timestamp) -> Timestamp {
        now.saturating_add(self.0).unwrap_or(Timestamp::MAX)
    }
}

impl FromStr for LinkLifetime {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let span = text.parse::<Span>().ok();
        let duration = span.and_then(|span| span.to_duration(SpanRelativeTo::days_are_24_hours()).ok());
        let limits = SignedDuration::from_mins(1)..=SignedDuration::from_hours(31 * 24);
        let wrong = "expected a time between 1m and 31d, such as 15m, 2h or 7d";
        duration.filter(|duration| limits.contains(duration)).map(Self).ok_or_else(|| wrong.to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_read_back_from_its_link() {
        let token = LinkToken::random();
        let link = Link::new(LinkPurpose::LogIn, &token, Timestamp::MAX);
        let (page, text) = link.path.split_once('#').unwrap();
        assert_eq!((page, text.len()), ("/app/login-link", 43));
        assert_eq!(LinkToken::parse(Some(text)).unwrap(), token);
        assert!(!format!("{token:?}").contains(text));
    }

    #[test]
    fn what_is_no_token_is_refused() {
        for text in [None, Some(""), Some("x"), Some("ä"), Some(&"A".repeat(42)), Some(&"A".repeat(4_000))] {
            assert!(LinkToken::parse(text).is_err(), "{text:?} was taken");
        }
    }

    #[test]
    fn a_lifetime_is_a_number_and_a_unit() {
        let now = Timestamp::UNIX_EPOCH;
        for (text, seconds) in [("15m", 900), ("2h", 7_200), ("7d", 604_800), ("1h 30m", 5_400)] {
            assert_eq!(text.parse::<LinkLifetime>().unwrap().expires_at(now).as_second(), seconds, "{text}");
        }
        for text in ["", "15", "0m", "30s", "-1h", "32d", "1mo", "soon"] {
            assert!(text.parse::<LinkLifetime>().is_err(), "{text:?} was taken");
        }
    }
}
