//! The reading threads, which use connections from the pool.
//!
//! Like the writer, a thread takes the waiting jobs in bounded groups. A group shares one snapshot of the database and is
//! answered at once, because beginning a snapshot and waking a task each cost more than most queries.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

use async_channel::{Receiver, Sender, TryRecvError};
use rusqlite::Connection;
use tokio::runtime::Handle;
use tokio::sync::oneshot;

use crate::error::{Error, Result};
use crate::store::engine::answers::{Answer, deliver};
use crate::store::engine::connection::Snapshot;
use crate::store::engine::failure::Outcome;
use crate::store::engine::health::Health;
use crate::store::engine::pool::Readers;

/// How many reads may wait. Beyond that, callers wait to enqueue.
const QUEUE: usize = 1_024;
/// The most reads answered together, so a quick one never waits long for the others.
const GROUP: usize = 16;
/// After this, a group is answered before it is complete: its answers are long, and wait in memory for each other.
const LONG: Duration = Duration::from_millis(2);
/// How often a thread yields before it sleeps, because others may be about to enqueue.
const YIELDS: usize = 8;

/// A handle to the reading threads, which end with the last handle.
#[derive(Debug)]
pub struct ReadingThreads {
    queries: Sender<ReadJob>,
}

/// Runs a query and returns a closure that answers its caller.
type ReadJob = Box<dyn FnOnce(Result<&Connection>) -> Answer + Send>;

impl ReadingThreads {
    pub fn start(threads: u32, readers: &Readers, runtime: &Handle) -> std::io::Result<Self> {
        let (queries, queue) = async_channel::bounded(QUEUE);
        for number in 1..=threads {
            let (readers, queue, runtime) = (readers.clone(), queue.clone(), runtime.clone());
            let read = move || read_groups(&readers, &queue, threads as usize, &runtime);
            thread::Builder::new().name(format!("reader-{number}")).spawn(read)?;
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

fn read_groups(readers: &Readers, queue: &Receiver<ReadJob>, threads: usize, runtime: &Handle) {
    while let Some(first) = next(queue) {
        // The whole group is taken before its snapshot begins, so every caller sees each write it got an answer for.
        // It is no more than the thread's share, so a slow query keeps none waiting that another thread could run.
        let share = (queue.len() / threads).min(GROUP - 1);
        let more = std::iter::from_fn(|| queue.try_recv().ok()).take(share);
        let mut group = std::iter::once(first).chain(more).collect::<Vec<_>>().into_iter();
        while group.len() > 0 {
            deliver(runtime, read_group(readers, &mut group));
        }
    }
}

/// Runs queries on one snapshot, until one of them panics or they have taken long. A panicking query drops its sender, which its caller sees as
/// the answer.
fn read_group(readers: &Readers, group: &mut impl Iterator<Item = ReadJob>) -> Vec<Answer> {
    let mut answers = Vec::with_capacity(GROUP);
    let begun = Instant::now();
    let reader = readers.get();
    let snapshot = reader
        .as_ref()
        .map_err(Clone::clone)
        .and_then(|reader| Snapshot::begin(reader).map_err(|failure| readers.diagnose(failure)));
    for query in group {
        let connection = snapshot.as_ref().map(Snapshot::connection).map_err(Clone::clone);
        let Ok(answer) = catch_unwind(AssertUnwindSafe(|| query(connection))) else { break };
        answers.push(answer);
        if begun.elapsed() > LONG {
            break;
        }
        if snapshot.as_ref().is_ok_and(|snapshot| snapshot.connection().is_autocommit()) {
            // SQLite has rolled back by itself: out of memory, or an I/O error.
            break;
        }
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

    fn count_users(connection: &Connection) -> Outcome<i64> {
        Ok(connection.query_row("SELECT count(*) FROM users", [], |row| row.get(0))?)
    }

    #[tokio::test]
    async fn a_query_that_panics_takes_none_of_its_group_along() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("tracker.db");
        crate::store::migrate(&path).unwrap();
        let health = Arc::new(Health::default());
        let (token, _tokens) = mpsc::channel();
        let readers = Readers::new(&path, 1, token, Arc::clone(&health));
        let threads = ReadingThreads::start(1, &readers, &Handle::current()).unwrap();
        let panicked = || {
            threads.read(&health, |connection| -> Outcome<()> {
                count_users(connection)?;
                panic!("on purpose")
            })
        };
        let count = || threads.read(&health, count_users);
        let (one, gone, other, gone_too, last) = tokio::join!(count(), panicked(), count(), panicked(), count());
        assert_eq!((one.unwrap(), other.unwrap(), last.unwrap()), (0, 0, 0));
        gone.unwrap_err();
        gone_too.unwrap_err();
        assert_eq!(count().await.unwrap(), 0);
    }
}
