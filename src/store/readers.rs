//! The readers: a few connections that can't write, used on blocking threads.

use std::path::Path;
use std::sync::Arc;

use r2d2::{CustomizeConnection, Pool};
use r2d2_sqlite::SqliteConnectionManager;
use rusqlite::{Connection, OpenFlags};
use tokio::sync::Semaphore;

use super::connection;
use super::failure::{Failure, Health, Outcome};
use crate::error::{Error, Result};

/// A pool of reading connections, and as many permits, so that a blocking thread never waits for a connection.
#[derive(Debug, Clone)]
pub struct Readers {
    pool: Pool<SqliteConnectionManager>,
    permits: Arc<Semaphore>,
}

#[derive(Debug)]
struct Configure;

impl CustomizeConnection<Connection, rusqlite::Error> for Configure {
    fn on_acquire(&self, reader: &mut Connection) -> rusqlite::Result<()> {
        connection::configure(reader)?;
        connection::make_read_only(reader)
    }
}

impl Readers {
    /// Opens the pool; connections are made as they are needed.
    pub fn open(path: &Path, size: u32) -> Result<Self, r2d2::Error> {
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | connection::common_flags();
        let manager = SqliteConnectionManager::file(path).with_flags(flags);
        let pool = Pool::builder()
            .max_size(size)
            .min_idle(Some(1))
            // A connection to a file doesn't go stale, and the look would cost as much as a query.
            .test_on_check_out(false)
            .idle_timeout(None)
            .max_lifetime(None)
            .connection_customizer(Box::new(Configure))
            .build(manager)?;
        Ok(Self { pool, permits: Arc::new(Semaphore::new(size as usize)) })
    }

    /// Runs a query on a blocking thread.
    pub async fn read<T, F>(&self, health: &Arc<Health>, query: F) -> Result<T>
    where
        T: Send + 'static,
        F: FnOnce(&Connection) -> Outcome<T> + Send + 'static,
    {
        let permit = self.permits.clone().acquire_owned().await.map_err(Error::internal)?;
        let pool = self.pool.clone();
        let health = Arc::clone(health);
        let run = move || {
            let _permit = permit;
            let reader = pool.get().map_err(Error::internal)?;
            query(&reader).map_err(|failure: Failure| health.diagnose(failure))
        };
        tokio::task::spawn_blocking(run).await.map_err(Error::internal)?
    }
}
