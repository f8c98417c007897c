//! The pool of reading connections.
//!
//! SQLite checkpoints the write-ahead log when the last connection closes. If two close at the same time, neither is
//! the last. So every reader holds a token, and the writer closes its connection once all tokens are gone.

use std::ops::Deref;
use std::path::Path;
use std::sync::{Arc, mpsc};

use r2d2::{HandleError, ManageConnection, Pool};
use r2d2_sqlite::SqliteConnectionManager;
use rusqlite::Connection;
use scheduled_thread_pool::ScheduledThreadPool;

use crate::error::{Error, Result};
use crate::store::engine::connection;
use crate::store::engine::failure::Failure;
use crate::store::engine::health::Health;

/// A connection that refuses to write.
pub struct ReadConnection {
    // Fields are dropped in order, so the connection closes before the token is released.
    connection: Connection,
    _token: mpsc::Sender<()>,
    /// See [`Health::suspicions`].
    suspicions: u32,
}

impl Deref for ReadConnection {
    type Target = Connection;

    fn deref(&self) -> &Connection {
        &self.connection
    }
}

/// Opens connections for the pool.
#[derive(Debug)]
pub struct ReaderManager {
    sqlite: SqliteConnectionManager,
    token: mpsc::Sender<()>,
    health: Arc<Health>,
}

impl ManageConnection for ReaderManager {
    type Connection = ReadConnection;
    type Error = rusqlite::Error;

    fn connect(&self) -> rusqlite::Result<ReadConnection> {
        // SQLite would open whatever is at the path now, together with the log of what was there before.
        self.health.refuse_to_open()?;
        let suspicions = self.health.suspicions();
        Ok(ReadConnection { connection: self.sqlite.connect()?, _token: self.token.clone(), suspicions })
    }

    fn is_valid(&self, _: &mut ReadConnection) -> rusqlite::Result<()> {
        Ok(())
    }

    /// A query that panicked may have left its transaction open, and a page that was read wrongly stays in memory.
    fn has_broken(&self, reader: &mut ReadConnection) -> bool {
        !reader.is_autocommit() || reader.suspicions != self.health.suspicions()
    }
}

/// A handle to the pool; cheap to clone.
#[derive(Debug, Clone)]
pub struct Readers {
    pool: Pool<ReaderManager>,
    health: Arc<Health>,
}

impl Readers {
    /// At most `most` readers of a database. `token` is released when the last one is closed.
    pub fn new(path: &Path, most: u32, token: mpsc::Sender<()>, health: Arc<Health>) -> Self {
        let sqlite = SqliteConnectionManager::file(path)
            .with_flags(connection::read_write_flags())
            .with_init(|connection| connection::configure_to_read(connection));
        let pool = Pool::builder()
            .max_size(most)
            // Connections are opened on demand, because most commands only write.
            .min_idle(Some(0))
            // Without timeouts no reader closes before the end, and no thread wakes up to check.
            .idle_timeout(None)
            .max_lifetime(None)
            .test_on_check_out(false)
            .connection_timeout(connection::BUSY_TIMEOUT)
            .thread_pool(Arc::new(ScheduledThreadPool::builder().num_threads(1).thread_name_pattern("pool").build()))
            .error_handler(Box::new(NoteDamage(Arc::clone(&health))))
            .build_unchecked(ReaderManager { sqlite, token, health: Arc::clone(&health) });
        Self { pool, health }
    }

    /// Takes a reader out of the pool until it is dropped.
    pub fn get(&self) -> Result<r2d2::PooledConnection<ReaderManager>> {
        self.pool.get().map_err(|error| self.health.refuse_when_troubled().err().unwrap_or(Error::internal(error)))
    }

    /// What a failure of a reader means to the world outside.
    pub fn diagnose(&self, failure: Failure) -> Error {
        self.health.diagnose(failure)
    }
}

/// The pool's own error keeps only the text of SQLite's error, so look for damage here.
#[derive(Debug)]
struct NoteDamage(Arc<Health>);

impl HandleError<rusqlite::Error> for NoteDamage {
    fn handle_error(&self, error: rusqlite::Error) {
        if self.0.trouble().is_some() {
            // It is in the log already.
            return;
        }
        tracing::error!(%error, "the database can't be opened for reading");
        // The pool returns its own error to the caller.
        let _ = self.0.diagnose(error.into());
    }
}
