//! Sessions that were looked up a moment ago.
//!
//! A session is wanted with every request and hardly ever changes. An entry holds until this process has committed a
//! change to any session or user, and for half a second at most, because another process may have changed them too.

use std::collections::HashMap;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, PoisonError, RwLock};
use std::time::{Duration, Instant};

use rusqlite::Connection;

use crate::domain::sessions::{ActiveSession, TokenHash};

/// How long an entry holds: a command beside the server takes effect within a second.
const PERIOD: Duration = Duration::from_millis(500);
/// How many entries there are at most.
const ENTRIES: usize = 10_000;

/// Remembers sessions by their token's hash.
#[derive(Debug, Default)]
pub struct SessionCache {
    /// Counts the commits that changed a session or a user.
    generation: AtomicU64,
    entries: RwLock<HashMap<TokenHash, Entry>>,
}

#[derive(Debug)]
struct Entry {
    session: ActiveSession,
    generation: u64,
    since: Instant,
}

impl SessionCache {
    /// The generation to look up a session in; asked for before the look-up.
    pub fn generation(&self) -> u64 {
        self.generation.load(Ordering::SeqCst)
    }

    /// A session that was looked up a moment ago.
    pub fn find(&self, token_hash: &TokenHash) -> Option<ActiveSession> {
        let entries = self.entries.read().unwrap_or_else(PoisonError::into_inner);
        let holds = |entry: &&Entry| entry.generation == self.generation() && entry.since.elapsed() < PERIOD;
        entries.get(token_hash).filter(holds).map(|entry| entry.session.clone())
    }

    /// Remembers a session that was looked up in a generation.
    pub fn remember(&self, token_hash: TokenHash, session: ActiveSession, generation: u64) {
        let mut entries = self.entries.write().unwrap_or_else(PoisonError::into_inner);
        if entries.len() >= ENTRIES {
            entries.clear();
        }
        entries.insert(token_hash, Entry { session, generation, since: Instant::now() });
    }

    /// Lets go of every session when one of them, or a user, has changed.
    pub fn note(&self, changes: &SessionChanges) {
        if changes.take() {
            self.generation.fetch_add(1, Ordering::SeqCst);
        }
    }
}

/// Whether a transaction has changed a session or a user, as SQLite tells it row by row.
#[derive(Debug, Default)]
pub struct SessionChanges(Arc<AtomicBool>);

impl SessionChanges {
    /// Listens on the connection that writes.
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

    /// Whether there were any since the last time.
    fn take(&self) -> bool {
        self.0.swap(false, Ordering::SeqCst)
    }
}
