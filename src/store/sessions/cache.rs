//! A cache of recently used sessions.
//!
//! Every request needs its session, which hardly ever changes. An entry is valid until this process commits a change to
//! any session or user, and for at most half a second, because another process may change them too.

use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, PoisonError, RwLock};
use std::time::{Duration, Instant};

use rusqlite::Connection;

use crate::domain::sessions::{ActiveSession, TokenHash};
use crate::store::sessions::renewed::RenewedTokens;

/// How long an entry is valid: a command beside the server takes effect within a second.
const PERIOD: Duration = Duration::from_millis(500);
/// The most entries.
const ENTRIES: usize = 10_000;

/// Caches sessions by the hash of their token.
#[derive(Debug, Default)]
pub struct SessionCache {
    /// Counts the commits that changed a session or a user.
    generation: AtomicU64,
    pub renewed: RenewedTokens,
    entries: RwLock<HashMap<TokenHash, Entry>>,
}

#[derive(Debug)]
struct Entry {
    session: ActiveSession,
    generation: u64,
    since: Instant,
}

impl SessionCache {
    /// The current generation. Read it before looking up a session.
    pub fn generation(&self) -> u64 {
        self.generation.load(Ordering::SeqCst)
    }

    /// A cached session.
    pub fn find(&self, token_hash: &TokenHash) -> Option<ActiveSession> {
        let entries = self.entries.read().unwrap_or_else(PoisonError::into_inner);
        let holds = |entry: &&Entry| entry.generation == self.generation() && entry.since.elapsed() < PERIOD;
        entries.get(token_hash).filter(holds).map(|entry| entry.session.clone())
    }

    /// Caches a session that was looked up in a generation.
    pub fn remember(&self, token_hash: TokenHash, session: ActiveSession, generation: u64) {
        let mut entries = self.entries.write().unwrap_or_else(PoisonError::into_inner);
        if entries.len() >= ENTRIES {
            entries.clear();
        }
        entries.insert(token_hash, Entry { session, generation, since: Instant::now() });
    }

    /// Clears the cache if a session or a user has changed.
    pub fn note(&self, changes: &SessionChanges) {
        if changes.take() {
            self.generation.fetch_add(1, Ordering::SeqCst);
        }
    }
}

/// Whether a transaction has changed a session or a user, as reported by SQLite for every row.
#[derive(Debug, Default)]
pub struct SessionChanges(Arc<AtomicBool>);

impl SessionChanges {
    /// Listens on the writing connection.
    pub fn listen(connection: &Connection) -> rusqlite::Result<Self> {
        let changes = Self::default();
        let seen = Arc::clone(&changes.0);
        connection.update_hook(Some(move |_, _: &str, table: &str, _| {
            if matches!(table, "sessions" | "users") {
                seen.store(true, Ordering::SeqCst);
            }
        }))?;
        Ok(changes)
    }

    /// Whether there were any since the last call.
    fn take(&self) -> bool {
        self.0.swap(false, Ordering::SeqCst)
    }
}
