//! The store: SQLite behind methods, each of which does one thing a user can do, in one transaction.
//!
//! Signatures use only domain types and begin with the owner. Writes go through one thread (see `writer`), reads
//! through a few (see `readers`). A write is answered after its commit is on the disk.

mod agenda;
mod capture;
mod changes;
mod duplicate;
mod engine;
mod events;
mod inbox;
mod invites;
mod log;
mod login_links;
mod mending;
mod projects;
mod search;
mod second_factor;
mod sections;
mod security_events;
mod sessions;
mod settings;
mod tags;
mod tasks;
mod transfer;
mod trash;
mod users;
mod views;

use std::path::Path;
use std::sync::{Arc, mpsc};
use std::time::Duration;

use rusqlite::Connection;
use serde::Serialize;
use serde::de::DeserializeOwned;
use tokio::runtime::Handle;
use tokio::sync::watch;

pub use self::capture::Preview;
pub use self::changes::{GroupPage, TaskChangePage};
pub use self::engine::lock::{LockError, ServeLock};
pub use self::engine::open::{OpenError, check, make_folder, migrate, pending};
pub use self::events::Subscription;
pub use self::events::catch_up::CatchUp;
pub use self::projects::table::Named;
pub use self::tasks::page::TaskPage;
pub use self::transfer::flask::{FlaskFileError, read_flask_file};
pub use self::trash::TrashPage;

use self::engine::failure::{Health, Outcome};
use self::engine::pool::Readers;
use self::engine::readers::ReadingThreads;
use self::engine::writer::Writer;
use self::engine::{connection, open};
use self::events::Live;
use self::log::idempotency;
use self::log::recorder::Recorder;
use self::sessions::cache::{SessionCache, SessionChanges};
use crate::domain::log::act::Act;
use crate::domain::log::change::{Action, Written};
use crate::error::Result;

/// A handle to the database; cheap to clone.
#[derive(Debug, Clone)]
pub struct Store(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    writer: Writer,
    reading: ReadingThreads,
    readers: Readers,
    health: Arc<Health>,
    session_cache: Arc<SessionCache>,
    live: Live,
    /// Closed when the writer has closed its connection, as the last one.
    ended: watch::Receiver<()>,
}

/// How long to wait for the threads to end.
const CLOSING: Duration = Duration::from_secs(3);

/// The most reading threads.
const MOST_THREADS: u32 = 8;
/// How many more readers the pool has for exports and for the watcher, so the threads never wait for one.
const OTHER_READERS: u32 = 3;

impl Store {
    /// Opens a database of this version. Any other file is left unchanged.
    ///
    /// Answers arrive in the Tokio runtime that this is called in; without one it panics.
    pub fn open(path: &Path) -> Result<Self, OpenError> {
        open::check(path)?;
        let sqlite = |source| OpenError::sqlite(path)(source);
        let io = |source| OpenError::Io { path: path.to_owned(), source };
        let connection = connection::read_write(path).map_err(sqlite)?;
        let health = Arc::new(Health::default());
        let session_cache = Arc::new(SessionCache::default());
        let session_changes = SessionChanges::listen(&connection).map_err(sqlite)?;
        let after_group = {
            let session_cache = Arc::clone(&session_cache);
            move || session_cache.note(&session_changes)
        };
        let (running, ended) = watch::channel(());
        let cores = std::thread::available_parallelism().map_or(1, usize::from);
        let threads = u32::try_from(cores).unwrap_or(MOST_THREADS).clamp(2, MOST_THREADS);
        let (token, tokens) = mpsc::channel();
        let runtime = Handle::current();
        let readers = Readers::new(path, threads + OTHER_READERS, token, Arc::clone(&health));
        let reading = ReadingThreads::start(threads, &readers, &runtime).map_err(io)?;
        let live = Live::new(readers.clone());
        let writer =
            Writer::start(connection, Arc::clone(&health), after_group, tokens, running, runtime).map_err(io)?;
        Ok(Self(Arc::new(Inner { writer, reading, readers, health, session_cache, live, ended })))
    }

    /// Closes the database. The last handle checkpoints the write-ahead log.
    pub async fn close(self) {
        let mut ended = self.0.ended.clone();
        drop(self);
        // Nothing is ever sent, so the wait ends when the last sender is dropped.
        let _ = tokio::time::timeout(CLOSING, ended.changed()).await;
    }

    /// Searches the whole database for damage, using `PRAGMA quick_check`. Takes a while on a large one.
    pub async fn check_for_damage(&self) -> Result<()> {
        let verdict = self
            .read(|connection| Ok(connection.query_row("PRAGMA quick_check(1)", [], |row| row.get::<_, String>(0))?))
            .await?;
        if verdict != "ok" {
            self.0.health.note_damage();
            return Err(crate::error::Error::internal(verdict));
        }
        Ok(())
    }

    /// Whether reads work, and writes too, unless damage was found.
    pub async fn check_readiness(&self) -> Result<()> {
        self.read(|connection| Ok(connection.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(()))?)).await?;
        self.0.health.refuse_when_damaged()
    }

    async fn read<T: Send + 'static>(
        &self,
        query: impl FnOnce(&Connection) -> Outcome<T> + Send + 'static,
    ) -> Result<T> {
        self.0.reading.read(&self.0.health, query).await
    }

    async fn write<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Connection) -> Outcome<T> + Send + 'static,
    ) -> Result<T> {
        self.0.writer.write(work).await
    }

    /// Performs a user's act on an account's data as one group in its log, and only once per idempotency key. Without
    /// an action, it is derived from the changes.
    async fn act<T>(
        &self,
        act: Act,
        action: Option<Action>,
        work: impl FnOnce(&mut Recorder<'_>) -> Outcome<T> + Send + 'static,
    ) -> Result<Written<T>>
    where
        T: Serialize + DeserializeOwned + Send + 'static,
    {
        self.write(move |connection| {
            idempotency::once(connection, act.owner, act.repeatable.as_ref(), act.at, || {
                let mut recorder = Recorder::begin(connection, &act, action)?;
                let value = work(&mut recorder)?;
                Ok(Written { value, group: recorder.finish()? })
            })
        })
        .await
    }
}
