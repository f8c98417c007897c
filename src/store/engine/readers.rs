//! The reading threads, which use connections from the pool.
//!
//! Like the writer, a thread takes the waiting jobs in bounded groups and answers a whole group at once, because waking
//! a task costs more than most queries.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::thread;

use async_channel::{Receiver, Sender, TryRecvError};
use r2d2::PooledConnection;
use rusqlite::Connection;
use tokio::sync::oneshot;

use crate::error::{Error, Result};
use crate::store::engine::failure::{Health, Outcome};
use crate::store::engine::pool::{ReaderManager, Readers};

/// How many reads may wait. Beyond that, callers wait to enqueue.
const QUEUE: usize = 1_024;
/// The most reads answered together, so a quick one never waits long for the others.
const GROUP: usize = 16;
/// How often a thread yields before it sleeps, because others may be about to enqueue.
const YIELDS: usize = 8;

/// A handle to the reading threads, which end with the last handle.
#[derive(Debug)]
pub struct ReadingThreads {
    queries: Sender<ReadJob>,
}

/// Runs a query and returns a closure that answers its caller.
type ReadJob = Box<dyn FnOnce(Result<&Connection>) -> Answer + Send>;
type Answer = Box<dyn FnOnce() + Send>;

impl ReadingThreads {
    pub fn start(threads: u32, readers: &Readers) -> std::io::Result<Self> {
        let (queries, queue) = async_channel::bounded(QUEUE);
        for number in 1..=threads {
            let (readers, queue) = (readers.clone(), queue.clone());
            thread::Builder::new().name(format!("reader-{number}")).spawn(move || read_groups(&readers, &queue))?;
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
        let run: ReadJob = Box::new(move |reader| {
            let outcome = reader.and_then(|reader| query(reader).map_err(|failure| health.diagnose(failure)));
            // If the client has gone, nobody is waiting.
            Box::new(move || drop(asker.send(outcome)))
        });
        self.queries.send(run).await.map_err(|_| Error::internal("the readers have ended"))?;
        answer.await.map_err(|_| Error::internal("a read panicked"))?
    }
}

fn read_groups(readers: &Readers, queue: &Receiver<ReadJob>) {
    while let Some(first) = next(queue) {
        for answer in read_group(readers.get(), first, queue) {
            answer();
        }
    }
}

/// Runs waiting queries on one reader. A query that panics ends the group, because the pool discards that reader.
fn read_group(
    reader: Result<PooledConnection<ReaderManager>>,
    first: ReadJob,
    queue: &Receiver<ReadJob>,
) -> Vec<Answer> {
    let mut answers = Vec::with_capacity(GROUP);
    let mut waiting = Some(first);
    while let Some(query) = waiting {
        let reader: Result<&Connection> = reader.as_ref().map(|reader| &***reader).map_err(Clone::clone);
        // A panicking query drops its sender, which its caller sees as the answer.
        let Ok(answer) = catch_unwind(AssertUnwindSafe(|| query(reader))) else { break };
        answers.push(answer);
        waiting = if answers.len() < GROUP { queue.try_recv().ok() } else { None };
    }
    answers
}

/// The next query; `None` once there are no more senders.
fn next(queue: &Receiver<ReadJob>) -> Option<ReadJob> {
    for _ in 0..YIELDS {
        match queue.try_recv() {
            Ok(query) => return Some(query),
            Err(TryRecvError::Closed) => return None,
            Err(TryRecvError::Empty) => thread::yield_now(),
        }
    }
    queue.recv_blocking().ok()
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc;

    use super::*;
    use crate::store::engine::connection::in_one_snapshot;

    #[tokio::test]
    async fn a_query_that_panics_leaves_the_others_a_sound_reader() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("tracker.db");
        crate::store::migrate(&path).unwrap();
        let health = Arc::new(Health::default());
        let (token, _tokens) = mpsc::channel();
        let threads = ReadingThreads::start(1, &Readers::new(&path, 1, token, Arc::clone(&health))).unwrap();
        let panicked = threads.read(&health, |connection| -> Outcome<()> {
            connection.execute_batch("BEGIN")?;
            panic!("on purpose")
        });
        panicked.await.unwrap_err();
        let users = threads.read(&health, |connection| {
            in_one_snapshot(connection, || {
                Ok(connection.query_row("SELECT count(*) FROM users", [], |row| row.get::<_, i64>(0))?)
            })
        });
        assert_eq!(users.await.unwrap(), 0);
    }
}
