//! The session store for tower-sessions.

use std::collections::HashMap;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use tower_sessions::SessionStore;
use tower_sessions::cookie::time::OffsetDateTime;
use tower_sessions::session::{Id, Record};
use tower_sessions::session_store::{Error as StoreError, Result};

use crate::clock::Clock;
use crate::domain::security_events::EventKind;
use crate::domain::sessions::{ActiveSession, BegunBy, NewSession, SessionLifetime, TokenHash};
use crate::domain::users::UserId;
use crate::error;
use crate::http::app::App;
use crate::store::Store;

/// The key of the login in a new session, read by [`SessionStore::create`].
pub const LOGIN: &str = "login";

/// Who logs in, and with which client and credentials.
#[derive(Debug, Serialize, Deserialize)]
pub struct Login {
    pub user_id: UserId,
    /// The epoch of the credentials that were checked.
    pub session_epoch: i64,
    /// The `User-Agent` header.
    pub user_agent: Option<String>,
    pub address: Option<String>,
    pub begun_by: BegunBy,
    pub event: Option<EventKind>,
}

/// Stores the hashes of session ids. A session's contents are fixed when it begins, so it is never saved again.
#[derive(Debug, Clone)]
pub struct StoredSessions {
    store: Store,
    lifetime: SessionLifetime,
    clock: Clock,
}

impl StoredSessions {
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
            address: login.address,
            begun_by: login.begun_by,
            event: login.event,
        };
        self.store.create_session(new, self.clock.now()).await.map_err(backend)
    }

    /// Never inserts, so a request in flight can't revive a session that has ended meanwhile.
    async fn save(&self, _: &Record) -> Result<()> {
        Ok(())
    }

    /// Only says that a session exists. [`find_session`] returns its contents.
    async fn load(&self, id: &Id) -> Result<Option<Record>> {
        let session = self.store.find_session(hash(id), self.lifetime).await.map_err(backend)?;
        Ok(session.map(|session| {
            let left = self.lifetime.left(session.age, self.store.uptime());
            let expires_at = self.clock.now().saturating_add(left).unwrap_or(Timestamp::MAX);
            Record { id: *id, data: HashMap::new(), expiry_date: offset_date_time(expires_at) }
        }))
    }

    async fn delete(&self, id: &Id) -> Result<()> {
        self.store.end_session_of_token(hash(id)).await.map_err(backend)
    }
}

/// The session with this id, if it is valid. Its activity is recorded.
pub async fn find_session(app: &App, id: &Id) -> error::Result<Option<ActiveSession>> {
    let session = app.store.find_session(hash(id), app.config.session_lifetime()).await?;
    if let Some(session) = session.as_ref().filter(|session| session.wants_noting(app.store.uptime())) {
        app.store.note_activity(session.user.id, session.id, app.clock.now());
    }
    Ok(session)
}

/// What is kept of a session's id.
pub fn hash(id: &Id) -> TokenHash {
    TokenHash(Sha256::digest(id.0.to_be_bytes()).into())
}

fn offset_date_time(instant: Timestamp) -> OffsetDateTime {
    OffsetDateTime::from_unix_timestamp(instant.as_second()).unwrap_or(OffsetDateTime::UNIX_EPOCH)
}

fn backend(error: error::Error) -> StoreError {
    use std::error::Error as _;
    StoreError::Backend(error.source().map_or_else(|| error.to_string(), ToString::to_string))
}
