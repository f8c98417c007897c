//! Users and their accounts.

pub mod password;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::domain::security_events::EventKind;
use crate::domain::text::{is_unprintable, name_key};
use crate::error::{Error, Result};

/// A user's number. It is random, so it doesn't reveal how many accounts there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct UserId(pub i64);

impl UserId {
    /// The largest id: it fits into every client's integers.
    pub const MAX: i64 = i32::MAX as i64;
}

/// A name to log in with: 1 to 64 characters, trimmed, without control characters.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Username(String);

impl Username {
    pub const MAX_CHARS: usize = 64;

    /// Checks a name from outside.
    pub fn parse(username: &str) -> Result<Self> {
        let username = username.trim();
        if username.is_empty() {
            return Err(Error::invalid("username", "A username is required."));
        }
        if username.chars().count() > Self::MAX_CHARS {
            let sentence = format!("The username can have {} characters at most.", Self::MAX_CHARS);
            return Err(Error::invalid("username", sentence));
        }
        if username.chars().any(is_unprintable) {
            return Err(Error::invalid("username", "The username can't have control or invisible characters."));
        }
        Ok(Self(username.to_owned()))
    }

    /// Wraps a stored name, which was checked before.
    pub fn from_store(username: String) -> Self {
        Self(username)
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The name for comparison, ignoring case and Unicode normalisation (NFKC).
    pub fn key(&self) -> String {
        name_key(&self.0)
    }
}

impl std::fmt::Display for Username {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

/// Who is logged in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct User {
    /// The user's number.
    #[schema(value_type = i64, minimum = 1, example = 1_849_267_032)]
    pub id: UserId,
    /// The name to log in with.
    #[schema(example = "demo")]
    pub username: String,
    /// Whether the user manages the accounts.
    pub admin: bool,
}

/// An account as an admin sees it: never what is in it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Account {
    /// The user's number.
    #[schema(value_type = i64, minimum = 1)]
    pub id: UserId,
    /// The name to log in with.
    pub username: String,
    /// Whether the user manages the accounts.
    pub admin: bool,
    /// Whether the user is kept out.
    pub disabled: bool,
    /// When the account was made.
    pub created_at: Timestamp,
    /// When the user was last active, to within five minutes; null before the first login.
    #[schema(required = true)]
    pub last_seen_at: Option<Timestamp>,
    /// How many tasks there are, open and closed.
    #[schema(minimum = 0)]
    pub tasks: i64,
    /// The server that has the account now; null for one that is here.
    #[schema(required = true)]
    pub moved_to: Option<String>,
}

impl Account {
    /// What the account's log notes of changes by an admin.
    pub fn events_to(&self, after: &Self) -> impl Iterator<Item = EventKind> + use<> {
        let change = |before, after, on, off| (before != after).then_some(if after { on } else { off });
        [
            change(self.disabled, after.disabled, EventKind::AccountDisabled, EventKind::AccountEnabled),
            change(self.admin, after.admin, EventKind::AdminGranted, EventKind::AdminRevoked),
        ]
        .into_iter()
        .flatten()
    }
}

/// An account to create.
#[derive(Debug, Clone)]
pub struct NewAccount {
    /// The name to log in with.
    pub username: Username,
    pub password_hash: String,
    /// Whether the user manages the accounts.
    pub admin: bool,
}

/// Changes to an account by an admin. `None` leaves a field as it is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct AccountPatch {
    /// Locks the user out, or lets them in again.
    pub disabled: Option<bool>,
    /// Makes the user an admin, or no longer.
    pub admin: Option<bool>,
}

/// The stored data that a login is checked against.
#[derive(Debug, Clone)]
pub struct Credentials {
    pub user: User,
    /// The password's hash, as the accounts module wrote it.
    pub password_hash: String,
    /// Grows with every change that ends all sessions: a new password, a disabled account.
    pub session_epoch: i64,
    /// Whether the user is kept out.
    pub disabled: bool,
    /// Whether a login takes a code besides the password.
    pub has_second_factor: bool,
    /// The server that has the account now.
    pub moved_to: Option<String>,
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn names_are_compared_without_case() {
        for (one, other) in [("Anna", "aNNa"), ("STRASSE", "straße"), ("Ὀδυσσεύς", "ὈΔΥΣΣΕΎΣ"), ("é", "e\u{301}")]
        {
            assert_eq!(Username::parse(one).unwrap().key(), Username::parse(other).unwrap().key());
        }
    }

    #[test]
    fn names_that_can_t_be_read_are_refused() {
        for name in ["", "  ", "a\0b", "a\nb", "a\u{202E}b", "a\u{200B}b", &"x".repeat(65)] {
            assert!(Username::parse(name).is_err(), "{name:?} was taken");
        }
        assert!(Username::parse(&"ü".repeat(64)).is_ok());
    }

    proptest! {
        #[test]
        fn a_key_is_its_own_key(name in "\\PC{1,20}") {
            if let Ok(username) = Username::parse(&name) {
                let key = username.key();
                prop_assert_eq!(Username::from_store(key.clone()).key(), key);
            }
        }
    }
}
