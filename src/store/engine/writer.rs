//! The single writer: a thread that commits queued jobs together.
//!
//! SQLite allows one writer, and each commit syncs the disk. So the thread takes all waiting jobs, runs each under its
//! own savepoint inside one `BEGIN IMMEDIATE`, commits once, and only then answers.

use std::sync::Arc;
use std::sync::mpsc::Receiver;
use std::thread;
use std::time::{Duration, Instant};

use rusqlite::Connection;
use tokio::runtime::Handle;
use tokio::sync::{mpsc, oneshot, watch};

use crate::error::{Error, Result};
use crate::store::engine::answers::deliver;
use crate::store::engine::connection::execute;
use crate::store::engine::failure::{Failure, Outcome};
use crate::store::engine::health::Health;
use crate::store::engine::job::{Job, Write, once};

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
        self.enqueue(Box::new(Write::new(once(work), false, asker)), answer).await
    }

    /// The same for what must work on a full disk too, for which the reserve is given up.
    pub async fn write_vital<T, F>(&self, work: F) -> Result<T>
    where
        T: Send + 'static,
        F: Fn(&Connection) -> Outcome<T> + Send + 'static,
    {
        let (asker, answer) = oneshot::channel();
        self.enqueue(Box::new(Write::new(work, true, asker)), answer).await
    }

    async fn enqueue<T>(&self, job: Box<dyn Job>, answer: oneshot::Receiver<Result<T>>) -> Result<T> {
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
        let _ = self.jobs.try_send(Box::new(Write::new(once(work), false, asker)));
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
        let _ = jobs.try_send(Box::new(Write::new(|_: &Connection| Ok(()), false, asker)));
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
        let (mut group, failure) = commit_group(connection, vec![first], Some(&mut queue), health);
        let again = take_for_reserve(&mut group, failure.as_ref(), health);
        after_group();
        deliver(runtime, group.into_iter().map(|job| job.answer(failure.clone(), health)).collect());
        if !again.is_empty() {
            let (group, failure) = commit_group(connection, again, None, health);
            after_group();
            deliver(runtime, group.into_iter().map(|job| job.answer(failure.clone(), health)).collect());
        }
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

/// Runs and commits these jobs together with those that wait. Returns them all, and why the whole group failed.
fn commit_group(
    connection: &Connection,
    mut group: Vec<Box<dyn Job>>,
    mut queue: Option<&mut mpsc::Receiver<Box<dyn Job>>>,
    health: &Health,
) -> (Vec<Box<dyn Job>>, Option<Error>) {
    let outcome = match health.refuse_when_troubled() {
        Ok(()) => write_group(connection, &mut group, queue.as_deref_mut(), health),
        Err(error) => Err(Failure::Refused(error)),
    };
    if outcome.is_err() && !connection.is_autocommit() {
        // This fails only if SQLite has already rolled back, which is the goal.
        let _ = connection.execute_batch("ROLLBACK");
    }
    if outcome.is_err() {
        // Waiting jobs would fail the same way, one after another, each after a timeout of its own.
        while group.len() < GROUP
            && let Some(next) = queue.as_deref_mut().and_then(|queue| queue.try_recv().ok())
        {
            group.push(next);
        }
    }
    (group, outcome.err().map(|failure| health.diagnose(failure)))
}

/// Takes the jobs out of a group that the full disk has failed and that the reserve has room for.
fn take_for_reserve(group: &mut Vec<Box<dyn Job>>, failure: Option<&Error>, health: &Health) -> Vec<Box<dyn Job>> {
    let all_failed = matches!(failure, Some(Error::StorageFull));
    let is_for_reserve = |job: &dyn Job| job.is_vital() && (all_failed || failure.is_none() && job.met_full_disk());
    if !group.iter().any(|job| is_for_reserve(job.as_ref())) || !health.give_up_reserve() {
        return Vec::new();
    }
    group.extract_if(.., |job| is_for_reserve(job.as_ref())).collect()
}

fn write_group(
    connection: &Connection,
    group: &mut Vec<Box<dyn Job>>,
    mut queue: Option<&mut mpsc::Receiver<Box<dyn Job>>>,
    health: &Health,
) -> Outcome<()> {
    execute(connection, "BEGIN IMMEDIATE")?;
    let (mut ran, begun) = (0, Instant::now());
    let only_vital = health.has_given_up_reserve();
    while let Some(job) = group.get_mut(ran) {
        if only_vital && !job.is_vital() {
            job.refuse(Error::StorageFull);
        } else {
            run_under_savepoint(connection, job.as_mut())?;
        }
        ran += 1;
        if ran == group.len()
            && ran < GROUP
            && begun.elapsed() < LONG
            && let Some(next) = queue.as_deref_mut().and_then(next_waiting)
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
            if job.met_full_disk() {
                return Err(Error::StorageFull.into());
            }
            // Out of memory or an I/O error: SQLite has rolled back the whole group.
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
