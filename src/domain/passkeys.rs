//! Passkeys: keys that a browser or a phone keeps for this site (WebAuthn Level 3).

mod ceremony;
mod cose;
mod relying_party;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

pub use self::ceremony::{Assertion, NewPasskey, SignedAssertion, user_handle};
pub use self::cose::CoseKey;
pub use self::relying_party::RelyingParty;

use crate::domain::Timestamp;
use crate::domain::text::is_unprintable;
use crate::domain::users::{User, UserId};
use crate::error::{Error, Result};

/// The most passkeys of an account.
pub const MOST: usize = 20;

/// The longest id that an authenticator gives a key.
const MAX_CREDENTIAL_BYTES: usize = 1023;

/// A passkey's number within its owner's account.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct PasskeyId(pub i64);

/// A passkey as its owner sees it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Passkey {
    /// The number within the account.
    #[schema(value_type = i64, minimum = 1)]
    pub id: PasskeyId,
    /// What the owner calls it.
    pub name: String,
    /// The host that it was made for. It logs in at no other.
    pub host: String,
    pub created_at: Timestamp,
    /// When it was last used; null before the first time.
    #[schema(required = true)]
    pub last_used_at: Option<Timestamp>,
}

/// What the owner calls a passkey.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PasskeyName(String);

impl PasskeyName {
    pub const MAX_CHARS: usize = 64;

    pub fn parse(name: Option<&str>) -> Result<Self> {
        let name = name.unwrap_or_default().trim();
        if name.is_empty() {
            return Err(Error::invalid("name", "A name is required."));
        }
        if name.chars().count() > Self::MAX_CHARS {
            let sentence = format!("The name can have {} characters at most.", Self::MAX_CHARS);
            return Err(Error::invalid("name", sentence));
        }
        if name.chars().any(is_unprintable) {
            return Err(Error::invalid("name", "The name can't have control or invisible characters."));
        }
        Ok(Self(name.to_owned()))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The id that an authenticator gave a key.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct CredentialId(Vec<u8>);

impl CredentialId {
    pub fn parse(bytes: Vec<u8>) -> Option<Self> {
        (1..=MAX_CREDENTIAL_BYTES).contains(&bytes.len()).then_some(Self(bytes))
    }

    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }
}

/// A passkey with what a login is checked against.
#[derive(Debug, Clone)]
pub struct StoredPasskey {
    pub owner: UserId,
    pub id: PasskeyId,
    pub key: CoseKey,
}

/// A login that a passkey allows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PasskeyLogin {
    pub user: User,
    /// The session epoch of the account.
    pub session_epoch: i64,
}
