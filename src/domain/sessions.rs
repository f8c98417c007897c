//! Sessions of logged-in users.

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::domain::closed_words::words;
use crate::domain::security_events::EventKind;
use crate::domain::users::{User, UserId};

/// A session's number within its owner's account. It grants no access; only the token in the cookie does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct SessionId(pub i64);

/// SHA-256 of the token in a session's cookie. The token itself is never stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct TokenHash(pub [u8; 32]);

words! {
    /// What a session was begun with.
    BegunBy "begun_by" {
        Password = "password",
        /// A link for a user who forgot the password.
        Link = "link",
    }
}

/// A session as its owner sees it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Session {
    /// The number within the account.
    #[schema(value_type = i64, minimum = 1)]
    pub id: SessionId,
    /// Whether it is the session of this request.
    pub current: bool,
    /// The `User-Agent` at the login.
    #[schema(required = true)]
    pub user_agent: Option<String>,
    /// What it was begun with.
    pub begun_by: BegunBy,
    /// Whether a new password can be set in it without the current one: it was begun with a link, a short while ago.
    pub may_set_password: bool,
    /// When it began.
    pub created_at: Timestamp,
    /// When it was last used, to within five minutes.
    pub last_seen_at: Timestamp,
    /// When it ends, unless it is used before.
    pub expires_at: Timestamp,
}

/// A new session.
#[derive(Debug, Clone)]
pub struct NewSession {
    pub user_id: UserId,
    /// The session epoch of the credentials that were checked; see [`crate::domain::users::Credentials`].
    pub session_epoch: i64,
    pub token_hash: TokenHash,
    /// The `User-Agent` header.
    pub user_agent: Option<String>,
    /// Where it is begun from, for the account's log.
    pub address: Option<String>,
    pub begun_by: BegunBy,
    /// What the account's log notes of it.
    pub event: Option<EventKind>,
}

/// A request's session and its user.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActiveSession {
    /// Who is logged in.
    pub user: User,
    pub id: SessionId,
    /// See [`NewSession::session_epoch`].
    pub session_epoch: i64,
    pub begun_by: BegunBy,
    pub created_at: Timestamp,
    /// When it was last seen in use.
    pub last_seen_at: Timestamp,
    /// When somebody in it last proved who it is.
    pub confirmed_at: Timestamp,
}

/// How long sessions last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SessionLifetime {
    /// How long an unused session lasts.
    pub idle: SignedDuration,
    /// How long any session lasts.
    pub absolute: SignedDuration,
}

/// How often to record activity at most, so that reads hardly ever write.
const ACTIVITY_INTERVAL: SignedDuration = SignedDuration::from_mins(5);

/// How long a proof of who it is counts: a login, or a password or code later on.
const PROOF: SignedDuration = SignedDuration::from_mins(10);

/// Whether a proof still counts. A clock that was set back prolongs nothing.
fn is_fresh(proof: Timestamp, now: Timestamp) -> bool {
    let age = now.duration_since(proof);
    !age.is_negative() && age < PROOF
}

impl BegunBy {
    /// Whether a new password can be set without the current one, in a session that began then.
    pub fn may_set_password(self, created_at: Timestamp, now: Timestamp) -> bool {
        self == Self::Link && is_fresh(created_at, now)
    }
}

impl SessionLifetime {
    /// When a session ends if it is not used again.
    pub fn expires_at(&self, created_at: Timestamp, last_seen_at: Timestamp) -> Timestamp {
        let idle_end = last_seen_at.saturating_add(self.idle).unwrap_or(Timestamp::MAX);
        let absolute_end = created_at.saturating_add(self.absolute).unwrap_or(Timestamp::MAX);
        idle_end.min(absolute_end)
    }
}

impl ActiveSession {
    /// Whether it is still valid.
    pub fn is_alive(&self, lifetime: SessionLifetime, now: Timestamp) -> bool {
        now < lifetime.expires_at(self.created_at, self.last_seen_at)
    }

    /// Whether the last proof is fresh enough for a sensitive act.
    pub fn is_confirmed(&self, now: Timestamp) -> bool {
        is_fresh(self.confirmed_at, now)
    }

    /// Whether a new password can be set in it without the current one.
    pub fn may_set_password(&self, now: Timestamp) -> bool {
        self.begun_by.may_set_password(self.created_at, now)
    }

    /// Whether to record its activity again.
    pub fn wants_noting(&self, now: Timestamp) -> bool {
        now.duration_since(self.last_seen_at) >= ACTIVITY_INTERVAL
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIFETIME: SessionLifetime =
        SessionLifetime { idle: SignedDuration::from_hours(14 * 24), absolute: SignedDuration::from_hours(30 * 24) };

    fn day(day: i64) -> Timestamp {
        Timestamp::from_second(day * 86_400).unwrap()
    }

    #[test]
    fn an_unused_session_ends_after_the_idle_time() {
        assert_eq!(LIFETIME.expires_at(day(0), day(0)), day(14));
        assert_eq!(LIFETIME.expires_at(day(0), day(10)), day(24));
    }

    #[test]
    fn no_use_prolongs_a_session_past_its_absolute_end() {
        assert_eq!(LIFETIME.expires_at(day(0), day(29)), day(30));
    }
}
