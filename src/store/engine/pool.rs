//! The pool of connections that read.
//!
//! SQLite moves the write-ahead log into the file when the last connection closes, and of two that close at once neither
//! is the last. So every reader holds a token, and the writer closes its own connection when all tokens are gone.

use std::ops::Deref;
use std::path::Path;
use std::sync::{Arc, mpsc};

use r2d2::{HandleError, ManageConnection, Pool};
use r2d2_sqlite::SqliteConnectionManager;
use rusqlite::Connection;
use scheduled_thread_pool::ScheduledThreadPool;

use crate::error::{Error, Result};
use crate::store::engine::connection;
use crate::store::engine::failure::{Failure, Health};

/// A connection that refuses to write.
pub struct ReadConnection {
    // Closed before the token goes: fields are dropped in their order.
    connection: Connection,
    _token: mpsc::Sender<()>,
}

impl Deref for ReadConnection {
    type Target = Connection;

    fn deref(&self) -> &Connection {
        &self.connection
    }
}

/// Opens readers for the pool.
#[derive(Debug)]
pub struct ReaderManager {
    sqlite: SqliteConnectionManager,
    token: mpsc::Sender<()>,
}

impl ManageConnection for ReaderManager {
    type Connection = ReadConnection;
    type Error = rusqlite::Error;

    fn connect(&self) -> rusqlite::Result<ReadConnection> {
        Ok(ReadConnection { connection: self.sqlite.connect()?, _token: self.token.clone() })
    }

    fn is_valid(&self, _: &mut ReadConnection) -> rusqlite::Result<()> {
        Ok(())
    }

    /// A query that panicked may have left its transaction open.
    fn has_broken(&self, reader: &mut ReadConnection) -> bool {
        !reader.is_autocommit()
    }
}

/// The readers; cloning the handle is cheap.
#[derive(Debug, Clone)]
pub struct Readers {
    pool: Pool<ReaderManager>,
    health: Arc<Health>,
}

impl Readers {
    /// At most `most` readers of a database. `token` is let go of when the last one is closed.
    pub fn new(path: &Path, most: u32, token: mpsc::Sender<()>, health: Arc<Health>) -> Self {
        let sqlite = SqliteConnectionManager::file(path)
            .with_flags(connection::read_write_flags())
            .with_init(|connection| connection::configure_to_read(connection));
        let pool = Pool::builder()
            .max_size(most)
            // None is opened before it is needed: most commands write alone.
            .min_idle(Some(0))
            // Without these no reader is closed before the end, and no thread comes by to look.
            .idle_timeout(None)
            .max_lifetime(None)
            .test_on_check_out(false)
            .connection_timeout(connection::BUSY_TIMEOUT)
            .thread_pool(Arc::new(ScheduledThreadPool::builder().num_threads(1).thread_name_pattern("pool").build()))
            .error_handler(Box::new(NoteDamage(Arc::clone(&health))))
            .build_unchecked(ReaderManager { sqlite, token });
        Self { pool, health }
    }

    /// Takes a reader out of the pool until it is dropped.
    pub fn get(&self) -> Result<r2d2::PooledConnection<ReaderManager>> {
        self.pool.get().map_err(Error::internal)
    }

    /// What a failure of a reader means to the world outside.
    pub fn diagnose(&self, failure: Failure) -> Error {
        self.health.diagnose(failure)
    }
}

/// The pool's own error keeps the text of SQLite's alone.
#[derive(Debug)]
struct NoteDamage(Arc<Health>);

impl HandleError<rusqlite::Error> for NoteDamage {
    fn handle_error(&self, error: rusqlite::Error) {
        tracing::error!(%error, "the database can't be opened for reading");
        // What it means to the world outside, the pool says by itself.
        let _ = self.0.diagnose(error.into());
    }
}
