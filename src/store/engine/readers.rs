//! The readers: a few threads with connections that can't write.
//!
//! Like the writer, a thread takes all that waits, a bounded group at a time, and answers the group at once: waking
//! somebody costs more than most queries, and so it is done once for many.

use std::path::{Path, PathBuf};
use std::sync::{Arc, mpsc};
use std::thread;

use async_channel::{Receiver, Sender, TryRecvError};
use rusqlite::Connection;
use tokio::sync::oneshot;

use crate::error::{Error, Result};
use crate::store::engine::connection;
use crate::store::engine::failure::{Health, Outcome};

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

impl Readers {
    /// Starts the threads. Each opens its connection for its first query, and lets go of `reading` after closing it.
    pub fn start(path: &Path, threads: usize, reading: &mpsc::Sender<()>) -> std::io::Result<Self> {
        let (queries, queue) = async_channel::bounded(QUEUE);
        for number in 1..=threads {
            let (path, queue, reading) = (path.to_owned(), queue.clone(), reading.clone());
            thread::Builder::new().name(format!("reader-{number}")).spawn(move || {
                read_groups(path, &queue);
                drop(reading);
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

fn read_groups(path: PathBuf, queue: &Receiver<Query>) {
    let mut reader = Reader { path, opened: None };
    while let Some(first) = next(queue) {
        let reader = reader.connection();
        let mut answers = Vec::with_capacity(GROUP);
        let mut waiting = Some(first);
        while let Some(query) = waiting {
            let reader = reader.as_ref().map(|reader| *reader).map_err(Clone::clone);
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

/// A connection that can't write, opened when it is first asked for.
struct Reader {
    path: PathBuf,
    opened: Option<Connection>,
}

impl Reader {
    fn connection(&mut self) -> Result<&Connection> {
        if let Some(ref opened) = self.opened {
            return Ok(opened);
        }
        let opened = connection::query_only(&self.path).map_err(Error::internal)?;
        Ok(self.opened.insert(opened))
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
