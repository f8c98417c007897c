//! Sessions of logged-in users.

use jiff::{SignedDuration, Timestamp, Unit};
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
        Passkey = "passkey",
        /// An issuer of OpenID Connect.
        Oidc = "oidc",
        /// A header that a proxy set.
        Header = "header",
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
    pub age: SessionAge,
    pub begun_by: BegunBy,
    pub created_at: Timestamp,
    /// When somebody in it last proved who it is.
    pub confirmed_at: Timestamp,
}

/// How long the server had run in all when a session began, and when it was last seen in use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SessionAge {
    pub created: SignedDuration,
    pub seen: SignedDuration,
}

/// How long sessions last, by the time that the server runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SessionLifetime {
    /// How long an unused session lasts.
    pub idle: SignedDuration,
    /// How long any session lasts.
    pub absolute: SignedDuration,
}

/// When a session began and was last seen, by the clock of that time.
#[derive(Debug, Clone, Copy)]
pub struct Seen {
    pub created_at: Timestamp,
    pub last_seen_at: Timestamp,
}

/// How far the clock may be from the time that the server has run, before it is no measure of when a session ends.
const DRIFT: SignedDuration = SignedDuration::from_hours(1);

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
    /// How long a session still lasts if it is not used again.
    pub fn left(&self, age: SessionAge, uptime: SignedDuration) -> SignedDuration {
        let idle_end = age.seen.saturating_add(self.idle);
        let absolute_end = age.created.saturating_add(self.absolute);
        idle_end.min(absolute_end).saturating_sub(uptime)
    }

    /// Whether a session is still valid.
    pub fn holds(&self, age: SessionAge, uptime: SignedDuration) -> bool {
        self.left(age, uptime).is_positive()
    }

    /// When a session ends by a clock that shows `now`, if the server keeps running. As long as that clock has gone as
    /// the server has run, it is an instant that stays the same.
    pub fn expires_at(&self, seen: Seen, age: SessionAge, uptime: SignedDuration, now: Timestamp) -> Timestamp {
        let by_uptime = now.saturating_add(self.left(age, uptime)).unwrap_or(Timestamp::MAX);
        let idle_end = seen.last_seen_at.saturating_add(self.idle).unwrap_or(Timestamp::MAX);
        let absolute_end = seen.created_at.saturating_add(self.absolute).unwrap_or(Timestamp::MAX);
        let by_clock = idle_end.min(absolute_end);
        if by_clock.duration_since(by_uptime).abs() <= DRIFT {
            return by_clock;
        }
        by_uptime.round(Unit::Minute).unwrap_or(by_uptime)
    }
}

impl ActiveSession {
    /// Whether the last proof is fresh enough for a sensitive act.
    pub fn is_confirmed(&self, now: Timestamp) -> bool {
        is_fresh(self.confirmed_at, now)
    }

    /// Whether a new password can be set in it without the current one.
    pub fn may_set_password(&self, now: Timestamp) -> bool {
        self.begun_by.may_set_password(self.created_at, now)
    }

    /// Whether to record its activity again.
    pub fn wants_noting(&self, uptime: SignedDuration) -> bool {
        uptime.saturating_sub(self.age.seen) >= ACTIVITY_INTERVAL
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIFETIME: SessionLifetime =
        SessionLifetime { idle: SignedDuration::from_hours(14 * 24), absolute: SignedDuration::from_hours(30 * 24) };

    fn days(days: i64) -> SignedDuration {
        SignedDuration::from_hours(days * 24)
    }

    fn left(created: i64, seen: i64, uptime: i64) -> SignedDuration {
        LIFETIME.left(SessionAge { created: days(created), seen: days(seen) }, days(uptime))
    }

    #[test]
    fn an_unused_session_ends_after_the_idle_time() {
        assert_eq!(left(0, 0, 0), days(14));
        assert_eq!(left(0, 10, 12), days(12));
        let age = SessionAge { created: days(0), seen: days(0) };
        assert!(LIFETIME.holds(age, days(13)) && !LIFETIME.holds(age, days(14)));
    }

    #[test]
    fn no_use_prolongs_a_session_past_its_absolute_end() {
        assert_eq!(left(0, 29, 29), days(1));
    }

    #[test]
    fn a_session_s_end_is_shown_by_the_clock_of_today() {
        let age = SessionAge { created: days(0), seen: days(0) };
        let began = Timestamp::from_second(1_800_000_007).unwrap();
        let seen = Seen { created_at: began, last_seen_at: began };
        let shown = |now: Timestamp, uptime| LIFETIME.expires_at(seen, age, uptime, now);
        let moment = SignedDuration::from_millis(5);
        assert_eq!(
            shown(began + days(4), days(4) + moment),
            began + days(14),
            "to the instant, as long as it is right"
        );
        for now in [began - days(300), began + days(300)] {
            assert_eq!(shown(now, days(4)), (now + days(10)).round(Unit::Minute).unwrap());
        }
    }
}
