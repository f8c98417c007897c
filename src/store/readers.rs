//! The readers: a few threads with connections that can't write.
//!
//! Like the writer, a thread takes all that waits, a bounded group at a time, and answers the group at once: waking
//! somebody costs more than most queries, and so it is done once for many.

use std::path::Path;
use std::sync::Arc;
use std::thread;

use async_channel::{Receiver, Sender, TryRecvError};
use r2d2::{CustomizeConnection, Pool};
use r2d2_sqlite::SqliteConnectionManager;
use rusqlite::{Connection, OpenFlags};
use tokio::sync::{oneshot, watch};

use super::connection;
use super::failure::{Health, Outcome};
use crate::error::{Error, Result};

/// How many reads may wait. Past it, asking waits.
const QUEUE: usize = 1_024;
/// How many reads are answered together at most, so that a quick one never waits long for its neighbours.
const GROUP: usize = 16;
/// How often a thread lets others run before it goes to sleep: they may be about to ask.
const YIELDS: usize = 8;

/// A handle to the reading threads, which end when the last handle is gone.
#[derive(Debug)]
pub struct Readers {
    queries: Sender<Query>,
}

/// Runs a query and gives back what tells its asker.
type Query = Box<dyn FnOnce(Result<&Connection>) -> Answer + Send>;
type Answer = Box<dyn FnOnce() + Send>;

#[derive(Debug)]
struct Configure;

impl CustomizeConnection<Connection, rusqlite::Error> for Configure {
    fn on_acquire(&self, reader: &mut Connection) -> rusqlite::Result<()> {
        connection::configure(reader)?;
        connection::make_read_only(reader)
    }
}

impl Readers {
    /// Starts the threads; their connections are opened as they are needed. They let go of `running` after closing them.
    pub fn start(
        path: &Path,
        threads: u32,
        running: &watch::Sender<()>,
    ) -> Result<Self, Box<dyn std::error::Error + Send + Sync>> {
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | connection::common_flags();
        let manager = SqliteConnectionManager::file(path).with_flags(flags);
        let pool = Pool::builder()
            .max_size(threads)
            .min_idle(Some(1))
            // A connection to a file doesn't go stale, and the look would cost as much as a query.
            .test_on_check_out(false)
            .idle_timeout(None)
            .max_lifetime(None)
            .connection_customizer(Box::new(Configure))
            .build(manager)?;
        let (queries, queue) = async_channel::bounded(QUEUE);
        for number in 1..=threads {
            let (pool, queue, running) = (pool.clone(), queue.clone(), running.clone());
            thread::Builder::new().name(format!("reader-{number}")).spawn(move || {
                read_groups(&pool, &queue);
                drop(pool);
                drop(running);
            })?;
        }
        Ok(Self { queries })
    }

    /// Runs a query on one of the threads.
    pub async fn read<T, F>(&self, health: &Arc<Health>, query: F) -> Result<T>
    where
        T: Send + 'static,
        F: FnOnce(&Connection) -> Outcome<T> + Send + 'static,
    {
        let (asker, answer) = oneshot::channel();
        let health = Arc::clone(health);
        let run: Query = Box::new(move |reader| {
            let outcome = reader.and_then(|reader| query(reader).map_err(|failure| health.diagnose(failure)));
            // Nobody waits any more when the client has gone.
            Box::new(move || drop(asker.send(outcome)))
        });
        self.queries.send(run).await.map_err(|_| Error::internal("the readers have ended"))?;
        answer.await.map_err(|_| Error::internal("a read panicked"))?
    }
}

fn read_groups(pool: &Pool<SqliteConnectionManager>, queue: &Receiver<Query>) {
    while let Some(first) = next(queue) {
        let reader = pool.get().map_err(Error::internal);
        let mut answers = Vec::with_capacity(GROUP);
        let mut waiting = Some(first);
        while let Some(query) = waiting {
            let reader = reader.as_deref().map_err(Clone::clone);
            // A query that panics drops its asker, who takes that for an answer.
            let run = std::panic::AssertUnwindSafe(|| query(reader));
            answers.extend(std::panic::catch_unwind(run));
            waiting = if answers.len() < GROUP { queue.try_recv().ok() } else { None };
        }
        for answer in answers {
            answer();
        }
    }
}

/// The next query, `None` when nobody can ask any more.
fn next(queue: &Receiver<Query>) -> Option<Query> {
    for _ in 0..YIELDS {
        match queue.try_recv() {
            Ok(query) => return Some(query),
            Err(TryRecvError::Closed) => return None,
            Err(TryRecvError::Empty) => thread::yield_now(),
        }
    }
    queue.recv_blocking().ok()
}
