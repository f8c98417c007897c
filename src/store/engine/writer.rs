//! The single writer: a thread that commits queued jobs together.
//!
//! SQLite allows one writer, and each commit syncs the disk. So the thread takes all waiting jobs, runs each under its
//! own savepoint inside one `BEGIN IMMEDIATE`, commits once, and only then answers.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::mpsc::Receiver;
use std::thread;
use std::time::{Duration, Instant};

use rusqlite::Connection;
use tokio::runtime::Handle;
use tokio::sync::{mpsc, oneshot, watch};

use crate::error::{Error, Result};
use crate::store::engine::answers::{Answer, deliver};
use crate::store::engine::connection::execute;
use crate::store::engine::failure::{Failure, Outcome};
use crate::store::engine::health::Health;

/// How many writes may wait. Beyond that, callers wait to enqueue.
const QUEUE: usize = 1_024;
/// The most writes per commit, so the first never waits long for the last.
const GROUP: usize = 256;
/// After this, a group commits what it has: the first must not wait for all the others.
const LONG: Duration = Duration::from_millis(50);
/// How often the thread yields before a commit, because others may be about to enqueue and a commit costs more than most
/// writes.
const YIELDS: usize = 4;
/// How long the writer waits for the readers to finish.
const PATIENCE: Duration = Duration::from_secs(2);

/// A handle to the writing thread, which ends with the last handle.
#[derive(Debug)]
pub struct Writer {
    jobs: mpsc::Sender<Box<dyn Job>>,
}

/// A write waiting for its commit.
trait Job: Send {
    /// Runs it inside the open transaction. Returns whether to keep its changes.
    fn run(&mut self, connection: &Connection) -> bool;
    /// Returns a closure that answers the caller with the job's own outcome, or with the failure of the whole group.
    fn answer(self: Box<Self>, group_failure: Option<Error>, health: &Health) -> Answer;
}

struct Write<T, F> {
    work: Option<F>,
    outcome: Option<Outcome<T>>,
    asker: oneshot::Sender<Result<T>>,
}

impl<T, F> Job for Write<T, F>
where
    T: Send + 'static,
    F: FnOnce(&Connection) -> Outcome<T> + Send + 'static,
{
    fn run(&mut self, connection: &Connection) -> bool {
        let Some(work) = self.work.take() else { return false };
        let outcome = catch_unwind(AssertUnwindSafe(|| work(connection)))
            .unwrap_or_else(|_| Err(Error::internal("a write panicked").into()));
        let keep = outcome.is_ok();
        self.outcome = Some(outcome);
        keep
    }

    fn answer(self: Box<Self>, group_failure: Option<Error>, health: &Health) -> Answer {
        let Self { outcome, asker, .. } = *self;
        let answer = match (group_failure, outcome) {
            (Some(error), _) => Err(error),
            (None, Some(outcome)) => outcome.map_err(|failure| health.diagnose(failure)),
            (None, None) => Err(Error::internal("a write was never run")),
        };
        // If the client has gone, nobody is waiting. The write is kept all the same.
        Box::new(move || drop(asker.send(answer)))
    }
}

impl Writer {
    /// Starts the thread with its own connection. It closes the connection once the readers have released `reading`,
    /// and then releases `running`: if two connections closed at the same time, neither would be the last, and the
    /// write-ahead log would stay.
    ///
    /// It calls `after_group` after every commit, before answering anyone.
    pub fn start(
        connection: Connection,
        health: Arc<Health>,
        after_group: impl Fn() + Send + 'static,
        reading: Receiver<()>,
        running: watch::Sender<()>,
        runtime: Handle,
    ) -> std::io::Result<Self> {
        let (jobs, queue) = mpsc::channel(QUEUE);
        thread::Builder::new().name("writer".into()).spawn(move || {
            write_groups(&connection, queue, &health, &after_group, &runtime);
            // Nothing is ever sent; this waits until all readers are gone.
            let _ = reading.recv_timeout(PATIENCE);
            drop(connection);
            drop(running);
        })?;
        Ok(Self { jobs })
    }

    /// Runs the work in a transaction and answers after the commit.
    pub async fn write<T, F>(&self, work: F) -> Result<T>
    where
        T: Send + 'static,
        F: FnOnce(&Connection) -> Outcome<T> + Send + 'static,
    {
        let (asker, answer) = oneshot::channel();
        let job = Box::new(Write { work: Some(work), outcome: None, asker });
        self.jobs.send(job).await.map_err(|_| Error::internal("the writer has ended"))?;
        answer.await.map_err(|_| Error::internal("the writer has ended"))?
    }

    /// How many writes wait.
    pub fn waiting(&self) -> usize {
        self.jobs.max_capacity() - self.jobs.capacity()
    }

    pub fn waker(&self) -> Waker {
        Waker(self.jobs.downgrade())
    }

    /// Runs the work some time soon, or never if the queue is full. Only for work that may be lost.
    pub fn write_some_time<F>(&self, work: F)
    where
        F: FnOnce(&Connection) -> Outcome<()> + Send + 'static,
    {
        let (asker, _) = oneshot::channel();
        let _ = self.jobs.try_send(Box::new(Write { work: Some(work), outcome: None, asker }));
    }
}

/// Makes the writer look at what there is to do, without keeping it from its end.
#[derive(Debug)]
pub struct Waker(mpsc::WeakSender<Box<dyn Job>>);

impl Waker {
    pub fn wake(&self) {
        let Some(jobs) = self.0.upgrade() else { return };
        let (asker, _) = oneshot::channel();
        // If the queue is full, it is awake.
        let _ = jobs.try_send(Box::new(Write { work: Some(|_: &Connection| Ok(())), outcome: None, asker }));
    }
}

fn write_groups(
    connection: &Connection,
    mut queue: mpsc::Receiver<Box<dyn Job>>,
    health: &Health,
    after_group: &dyn Fn(),
    runtime: &Handle,
) {
    let mut suspicions = health.suspicions();
    while let Some(first) = queue.blocking_recv() {
        if suspicions != health.suspicions() {
            suspicions = health.suspicions();
            // What is in memory may have been read wrongly. It is read again; there is nothing else to do if that fails.
            let _ = connection.release_memory();
        }
        let mut group = Vec::with_capacity(1);
        let outcome = match health.refuse_when_troubled() {
            Ok(()) => write_group(connection, first, &mut queue, &mut group, health),
            Err(error) => {
                group.push(first);
                Err(Failure::Refused(error))
            }
        };
        if outcome.is_err() && !connection.is_autocommit() {
            // This fails only if SQLite has already rolled back, which is the goal.
            let _ = connection.execute_batch("ROLLBACK");
        }
        if outcome.is_err() {
            // Waiting jobs would fail the same way, one after another, each after a timeout of its own.
            while group.len() < GROUP
                && let Ok(next) = queue.try_recv()
            {
                group.push(next);
            }
        }
        let failure = outcome.err().map(|failure| health.diagnose(failure));
        after_group();
        deliver(runtime, group.into_iter().map(|job| job.answer(failure.clone(), health)).collect());
        if health.wants_rescue() {
            health.rescue(connection);
        }
    }
    // This connection is the last that may see what is in a file that is gone.
    health.look();
    if health.wants_rescue() {
        health.rescue(connection);
    }
}

fn write_group(
    connection: &Connection,
    first: Box<dyn Job>,
    queue: &mut mpsc::Receiver<Box<dyn Job>>,
    group: &mut Vec<Box<dyn Job>>,
    health: &Health,
) -> Outcome<()> {
    group.push(first);
    execute(connection, "BEGIN IMMEDIATE")?;
    let (mut ran, begun) = (0, Instant::now());
    while let Some(job) = group.get_mut(ran) {
        run_under_savepoint(connection, job.as_mut())?;
        ran += 1;
        if ran == group.len()
            && ran < GROUP
            && begun.elapsed() < LONG
            && let Some(next) = next_waiting(queue)
        {
            group.push(next);
        }
    }
    // A commit may write the log into the file, which must be ours. And what was written to a file that is gone by then
    // must not be acknowledged.
    health.refuse_other_files()?;
    execute(connection, "COMMIT")?;
    Ok(health.refuse_other_files()?)
}

/// The next waiting write, also one that another thread enqueues when this one yields.
fn next_waiting(queue: &mut mpsc::Receiver<Box<dyn Job>>) -> Option<Box<dyn Job>> {
    for _ in 0..YIELDS {
        if let Ok(next) = queue.try_recv() {
            return Some(next);
        }
        thread::yield_now();
    }
    queue.try_recv().ok()
}

fn run_under_savepoint(connection: &Connection, job: &mut dyn Job) -> Outcome<()> {
    execute(connection, "SAVEPOINT job")?;
    if !job.run(connection) {
        if connection.is_autocommit() {
            // Out of space, out of memory or an I/O error: SQLite has rolled back the whole group.
            return Err(Error::Unavailable {
                reason: "The server could not write to its disk. Nothing was saved. Try again.",
                retry_after: Duration::from_secs(5),
            }
            .into());
        }
        execute(connection, "ROLLBACK TO job")?;
    }
    execute(connection, "RELEASE job")
}
