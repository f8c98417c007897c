//! Sessions of tower-sessions, kept in the store.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use tower_sessions::SessionStore;
use tower_sessions::cookie::time::OffsetDateTime;
use tower_sessions::session::{Id, Record};
use tower_sessions::session_store::{Error as StoreError, Result};

use crate::clock::Clock;
use crate::domain::sessions::{NewSession, SessionId, SessionLifetime, TokenHash};
use crate::domain::users::{User, UserId};
use crate::store::Store;

/// The key of what a login leaves in a new session; read by [`SessionStore::create`].
pub const LOGIN: &str = "login";
/// The key of what a stored session says; written by [`SessionStore::load`].
pub const CURRENT: &str = "current";

/// Who logs in, and with what.
#[derive(Debug, Serialize, Deserialize)]
pub struct Login {
    /// Who.
    pub user_id: UserId,
    /// The epoch of the credentials.
    pub session_epoch: i64,
    /// The `User-Agent` header.
    pub user_agent: Option<String>,
}

/// The session of a request, and whose it is.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Current {
    /// Who is logged in.
    pub user: User,
    /// The session's number.
    pub session_id: SessionId,
}

/// Keeps the hashes of session ids. What is in a session is settled when it begins, so it is never saved again.
#[derive(Debug, Clone)]
pub struct StoredSessions {
    store: Store,
    lifetime: SessionLifetime,
    clock: Clock,
}

impl StoredSessions {
    /// Sessions of this lifetime.
    pub fn new(store: Store, lifetime: SessionLifetime, clock: Clock) -> Self {
        Self { store, lifetime, clock }
    }
}

#[async_trait::async_trait]
impl SessionStore for StoredSessions {
    async fn create(&self, record: &mut Record) -> Result<()> {
        let login = record.data.get(LOGIN).cloned().unwrap_or_default();
        let login: Login = serde_json::from_value(login).map_err(|error| StoreError::Decode(error.to_string()))?;
        let new = NewSession {
            user_id: login.user_id,
            session_epoch: login.session_epoch,
            token_hash: hash(&record.id),
            user_agent: login.user_agent,
        };
        self.store.create_session(new, self.clock.now()).await.map_err(backend)
    }

    /// Never inserts, so that a request in flight can't bring back a session that was ended meanwhile.
    async fn save(&self, _: &Record) -> Result<()> {
        Ok(())
    }

    async fn load(&self, id: &Id) -> Result<Option<Record>> {
        let now = self.clock.now();
        let Some(session) = self.store.find_session(hash(id), self.lifetime, now).await.map_err(backend)? else {
            return Ok(None);
        };
        if session.wants_noting(now) {
            self.store.note_activity(session.user.id, session.id, now);
        }
        let expires_at = self.lifetime.expires_at(session.created_at, session.last_seen_at);
        let current = Current { user: session.user, session_id: session.id };
        let current = serde_json::to_value(current).map_err(|error| StoreError::Encode(error.to_string()))?;
        let data = [(CURRENT.to_owned(), current)].into();
        Ok(Some(Record { id: *id, data, expiry_date: offset_date_time(expires_at) }))
    }

    async fn delete(&self, id: &Id) -> Result<()> {
        self.store.end_session_of_token(hash(id)).await.map_err(backend)
    }
}

fn hash(id: &Id) -> TokenHash {
    TokenHash(Sha256::digest(id.0.to_be_bytes()).into())
}

fn offset_date_time(instant: Timestamp) -> OffsetDateTime {
    OffsetDateTime::from_unix_timestamp(instant.as_second()).unwrap_or(OffsetDateTime::UNIX_EPOCH)
}

fn backend(error: crate::error::Error) -> StoreError {
    use std::error::Error as _;
    StoreError::Backend(error.source().map_or_else(|| error.to_string(), ToString::to_string))
}
