//! The store: SQLite behind methods, each of which does one thing a user can do, in one transaction.
//!
//! Signatures use only domain types and begin with the owner. Writes go through one thread (see `writer`), reads
//! through a few (see `readers`). A write is answered after its commit is on the disk.

mod agenda;
mod audit;
mod backup;
mod calibration;
mod capture;
mod changes;
mod duplicate;
mod engine;
mod events;
mod habits;
mod identities;
mod inbox;
mod invites;
mod log;
mod login_links;
mod measures;
mod mending;
mod moves;
mod passkeys;
mod pauses;
mod projects;
mod readiness;
mod reviews;
mod search;
mod second_factor;
mod sections;
mod security_events;
mod sessions;
mod settings;
mod statistics;
mod tags;
mod tasks;
mod time_entries;
mod timer;
mod transfer;
mod trash;
mod uptime;
mod users;
mod views;

use std::path::{Path, PathBuf};
use std::sync::{Arc, mpsc};
use std::time::Duration;

use rusqlite::Connection;
use serde::Serialize;
use serde::de::DeserializeOwned;
use tokio::runtime::Handle;
use tokio::sync::{Mutex, MutexGuard, watch};

pub use self::backup::{BackupError, Contents, Restored, back_up_file, restore, verify_backup};
pub use self::capture::Preview;
pub use self::changes::{GroupPage, TaskChangePage};
pub use self::engine::disk::free_space;
pub use self::engine::lock::{LockError, ServeLock, wait_for_turn};
pub use self::engine::open::{OpenError, check, make_folder, migrate, pending};
pub use self::engine::owner::make_folder as make_private_folder;
pub use self::events::Subscription;
pub use self::events::catch_up::CatchUp;
pub use self::measures::Measures;
pub use self::projects::table::Named;
pub use self::tasks::page::TaskPage;
pub use self::transfer::flask::{FlaskFileError, read_flask_file};
pub use self::trash::TrashPage;

use self::engine::failure::Outcome;
use self::engine::guard::Guard;
use self::engine::health::Health;
use self::engine::pool::Readers;
use self::engine::readers::ReadingThreads;
use self::engine::reserve::Reserve;
use self::engine::watch::Watch;
use self::engine::writer::Writer;
use self::engine::{connection, drafts, open, rescue};
use self::events::Live;
use self::log::idempotency;
use self::log::recorder::Recorder;
use self::sessions::cache::{SessionCache, SessionChanges};
use self::tasks::table::select_live;
use self::uptime::Uptime;
use crate::domain::log::act::Act;
use crate::domain::log::change::{Action, Written};
use crate::domain::tasks::TaskId;
use crate::domain::tasks::page::Portion;
use crate::error::Result;

/// A handle to the database; cheap to clone.
#[derive(Debug, Clone)]
pub struct Store(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    path: PathBuf,
    writer: Writer,
    reading: ReadingThreads,
    readers: Readers,
    health: Arc<Health>,
    session_cache: Arc<SessionCache>,
    live: Live,
    uptime: Uptime,
    /// Held by the one long action that waits for the writer or runs. See [`Store::turn`].
    long_action: Mutex<()>,
    /// Present in a server.
    _watch: Option<Watch>,
    /// Closed when the writer has closed its connection, as the last one.
    ended: watch::Receiver<()>,
}

/// How long to wait for the threads to end.
const CLOSING: Duration = Duration::from_secs(3);
/// How long to wait while a database is rescued whose file is gone: it is lost when the program ends.
const RESCUING: Duration = Duration::from_mins(10);

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
        drafts::remove_abandoned(path);
        let connection = connection::in_wal_mode(path).map_err(OpenError::sqlite(path))?;
        Self::start(path, connection, Health::default())
    }

    /// The same for a server, which stops writing once the database is taken from under it.
    pub fn open_to_serve(path: &Path, lock: &ServeLock) -> Result<Self, OpenError> {
        open::check(path)?;
        drafts::remove_abandoned(path);
        rescue::remove_parts(path);
        let reserve = Reserve::keep(path);
        let connection = connection::in_wal_mode(path).map_err(OpenError::sqlite(path))?;
        connection::begin_counting(&connection).map_err(OpenError::sqlite(path))?;
        let guard = Guard::new(path, lock.clone()).map_err(OpenError::io(path))?;
        Self::start(path, connection, Health::guarded(guard, reserve))
    }

    fn start(path: &Path, connection: Connection, health: Health) -> Result<Self, OpenError> {
        let sqlite = |source| OpenError::sqlite(path)(source);
        let io = |source| OpenError::Io { path: path.to_owned(), source };
        let health = Arc::new(health);
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
        let uptime = Uptime::read(&connection).map_err(sqlite)?;
        let live = Live::new(readers.clone());
        let writer =
            Writer::start(connection, Arc::clone(&health), after_group, tokens, running, runtime).map_err(io)?;
        let watch = health.guarded_path().map(|_| Watch::start(Arc::clone(&health), writer.waker())).transpose();
        let watch = watch.map_err(io)?;
        Ok(Self(Arc::new(Inner {
            path: path.to_owned(),
            writer,
            reading,
            readers,
            health,
            session_cache,
            live,
            uptime,
            long_action: Mutex::default(),
            _watch: watch,
            ended,
        })))
    }

    /// Closes the database. The last handle checkpoints the write-ahead log.
    pub async fn close(self) {
        let mut ended = self.0.ended.clone();
        self.0.health.look();
        let patience = if self.0.health.wants_rescue() { RESCUING } else { CLOSING };
        drop(self);
        // Nothing is ever sent, so the wait ends when the last sender is dropped.
        let _ = tokio::time::timeout(patience, ended.changed()).await;
    }

    async fn read<T: Send + 'static>(
        &self,
        query: impl FnOnce(&Connection) -> Outcome<T> + Send + 'static,
    ) -> Result<T> {
        self.0.health.refuse_to_read()?;
        self.0.reading.read(&self.0.health, query).await
    }

    async fn write<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Connection) -> Outcome<T> + Send + 'static,
    ) -> Result<T> {
        self.0.writer.write(work).await
    }

    /// The same for what lets people in or ends that, which works on a full disk too. There it is run a second time.
    async fn write_vital<T: Send + 'static>(
        &self,
        work: impl Fn(&Connection) -> Outcome<T> + Send + 'static,
    ) -> Result<T> {
        self.0.writer.write_vital(work).await
    }

    /// Waits until no other long action is under way. So a short write never waits for more than one.
    async fn turn(&self) -> MutexGuard<'_, ()> {
        self.0.long_action.lock().await
    }

    /// Performs an act on tasks, and answers with those that the work names. A repeated act is answered with how they are by
    /// then, so that little is stored for it.
    async fn act_on_tasks(
        &self,
        act: Act,
        action: Option<Action>,
        work: impl FnOnce(&mut Recorder<'_>) -> Outcome<Vec<TaskId>> + Send + 'static,
    ) -> Result<Written<Portion>> {
        self.write(move |connection| {
            let owner = act.owner;
            let Written { value: ids, group } =
                idempotency::once(connection, owner, act.repeatable.as_ref(), act.at, || {
                    let mut recorder = Recorder::begin(connection, &act, action)?;
                    let value = work(&mut recorder)?;
                    Ok(Written { value, group: recorder.finish()? })
                })?;
            let mut portion = Portion::default();
            for id in ids {
                // One that is gone by then is left out.
                if let Some(task) = select_live(connection, owner, id)?
                    && !portion.add(task)
                {
                    break;
                }
            }
            Ok(Written { value: portion, group })
        })
        .await
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
