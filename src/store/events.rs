//! Notifies listeners of changes.
//!
//! While anyone listens, a thread checks for commits by this or any other process. It tells listeners how far their
//! account's log goes, and ends those whose session has ended. Listeners read the changes from the log themselves, so
//! nothing is queued for them, however slow they are.

pub mod catch_up;

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use rusqlite::Connection;
use tokio::sync::watch;

use crate::domain::log::change::ChangeId;
use crate::domain::sessions::SessionId;
use crate::domain::users::UserId;
use crate::error::{Error, Result};
use crate::store::Store;
use crate::store::engine::failure::Outcome;
use crate::store::engine::pool::Readers;
use crate::store::log::head::head_of;
use crate::store::sessions::session_holds;

/// The most concurrent listeners of an account.
const PER_ACCOUNT: usize = 8;
/// How long a change can go unnoticed.
const INTERVAL: Duration = Duration::from_millis(50);
/// How often to notify everyone, even without a commit.
const SURELY: Duration = Duration::from_secs(30);

#[derive(Debug)]
pub struct Live {
    shared: Arc<Shared>,
}

#[derive(Debug)]
struct Shared {
    readers: Readers,
    state: Mutex<State>,
}

#[derive(Debug, Default)]
struct State {
    listeners: HashMap<u64, Listener>,
    next_id: u64,
    is_watched: bool,
    is_closed: bool,
}

#[derive(Debug)]
struct Listener {
    owner: UserId,
    session: SessionId,
    head: watch::Sender<ChangeId>,
    is_new: bool,
}

/// Reports how far an account's log goes, until the session or the server ends.
#[derive(Debug)]
pub struct Subscription {
    id: u64,
    head: watch::Receiver<ChangeId>,
    shared: Arc<Shared>,
}

impl Subscription {
    /// Waits until the log has grown. `None` if it is over.
    pub async fn grown(&mut self) -> Option<ChangeId> {
        self.head.changed().await.ok()?;
        Some(*self.head.borrow_and_update())
    }
}

impl Drop for Subscription {
    fn drop(&mut self) {
        self.shared.lock().listeners.remove(&self.id);
    }
}

impl Shared {
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Live {
    pub fn new(readers: Readers) -> Self {
        Self { shared: Arc::new(Shared { readers, state: Mutex::default() }) }
    }

    fn add(&self, owner: UserId, session: SessionId) -> Result<Subscription> {
        let mut state = self.shared.lock();
        if state.is_closed {
            let reason = "The server is about to stop.";
            return Err(Error::Unavailable { reason, retry_after: Duration::from_secs(5) });
        }
        if state.listeners.values().filter(|listener| listener.owner == owner).count() >= PER_ACCOUNT {
            return Err(Error::TooManyRequests(SURELY));
        }
        if !state.is_watched {
            let shared = Arc::clone(&self.shared);
            thread::Builder::new()
                .name("watcher".into())
                .spawn(move || {
                    if let Err(failure) = watch(&shared) {
                        tracing::error!(?failure, "changes can't be watched any more");
                        shared.lock().leave();
                    }
                })
                .map_err(Error::internal)?;
            // The thread needs this lock before it can see that nobody listens.
            state.is_watched = true;
        }
        let (sender, head) = watch::channel(ChangeId(0));
        let id = state.next_id;
        state.next_id += 1;
        state.listeners.insert(id, Listener { owner, session, head: sender, is_new: true });
        Ok(Subscription { id, head, shared: Arc::clone(&self.shared) })
    }

    /// Whether the server is about to stop.
    pub fn is_closed(&self) -> bool {
        self.shared.lock().is_closed
    }

    /// How many listen.
    pub fn count(&self) -> usize {
        self.shared.lock().listeners.len()
    }

    /// Ends all subscriptions for good.
    fn close(&self) {
        let mut state = self.shared.lock();
        state.is_closed = true;
        state.listeners.clear();
    }
}

impl Drop for Live {
    fn drop(&mut self) {
        self.close();
    }
}

impl State {
    fn leave(&mut self) {
        self.is_watched = false;
        self.listeners.clear();
    }
}

/// Checks for commits until nobody listens.
fn watch(shared: &Shared) -> Outcome<()> {
    let connection = shared.readers.get()?;
    let mut seen = None;
    let mut looked = Instant::now();
    loop {
        let version = data_version(&connection)?;
        let is_due = seen != Some(version) || looked.elapsed() >= SURELY;
        if !look(shared, &connection, is_due)? {
            return Ok(());
        }
        if is_due {
            (seen, looked) = (Some(version), Instant::now());
        }
        thread::sleep(INTERVAL);
    }
}

/// Notifies everybody, or only new listeners. Returns whether anyone listens.
fn look(shared: &Shared, connection: &Connection, everybody: bool) -> rusqlite::Result<bool> {
    let asked: Vec<(u64, UserId, SessionId)> = {
        let mut state = shared.lock();
        if state.listeners.is_empty() {
            state.is_watched = false;
            return Ok(false);
        }
        let wanted = state.listeners.iter_mut().filter(|(_, listener)| everybody || listener.is_new);
        wanted
            .map(|(id, listener)| {
                listener.is_new = false;
                (*id, listener.owner, listener.session)
            })
            .collect()
    };
    let mut heads: HashMap<UserId, ChangeId> = HashMap::new();
    for (id, owner, session) in asked {
        let head = match heads.get(&owner) {
            Some(head) => *head,
            None => *heads.entry(owner).or_insert(head_of(connection, owner)?),
        };
        let holds = session_holds(connection, owner, session)?;
        let mut state = shared.lock();
        if !holds {
            state.listeners.remove(&id);
        } else if let Some(listener) = state.listeners.get(&id) {
            listener.head.send_if_modified(|known| std::mem::replace(known, head) != head);
        }
    }
    Ok(true)
}

fn data_version(connection: &Connection) -> rusqlite::Result<i64> {
    connection.prepare_cached("PRAGMA data_version")?.query_row([], |row| row.get(0))
}

impl Store {
    /// Subscribes to an account's changes while the session is valid. At most eight listeners at once.
    pub fn subscribe(&self, owner: UserId, session: SessionId) -> Result<Subscription> {
        self.0.live.add(owner, session)
    }

    /// Ends all subscriptions, because the server is about to stop.
    pub fn end_subscriptions(&self) {
        self.0.live.close();
    }
}
