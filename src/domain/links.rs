//! Links for people without a password: one logs in once, the other makes one account.

use std::str::FromStr;

use jiff::{SignedDuration, Span, SpanRelativeTo, Timestamp};
use serde::Serialize;
use utoipa::ToSchema;

use crate::domain::token::Token;
use crate::domain::users::User;
use crate::error::{Error, Result};

/// Reads a token from outside. What can't be one is refused like one that isn't known.
pub fn token_of(text: Option<&str>) -> Result<Token> {
    text.and_then(Token::parse).ok_or(REFUSED)
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
    pub fn new(purpose: LinkPurpose, token: &Token, expires_at: Timestamp) -> Self {
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
    /// Whether a code is needed too. A link stands in for the password alone.
    pub has_second_factor: bool,
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
    fn the_token_is_in_the_fragment() {
        let token = Token::random();
        let link = Link::new(LinkPurpose::LogIn, &token, Timestamp::MAX);
        assert_eq!(link.path.split_once('#'), Some(("/app/login-link", token.to_string().as_str())));
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
