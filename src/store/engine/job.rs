//! What the writer runs, and whom it answers.

use std::panic::{AssertUnwindSafe, catch_unwind};

use rusqlite::Connection;
use tokio::sync::oneshot;

use crate::error::{Error, Result};
use crate::store::engine::answers::Answer;
use crate::store::engine::failure::{Failure, Outcome};
use crate::store::engine::health::Health;

/// A write waiting for its commit.
pub trait Job: Send {
    /// Runs it inside the open transaction. Returns whether to keep its changes.
    fn run(&mut self, connection: &Connection) -> bool;
    /// Settles that it fails with this error without being run.
    fn refuse(&mut self, error: Error);
    /// Whether it must work on a full disk too. It may be run more than once.
    fn is_vital(&self) -> bool;
    /// Whether it failed because the disk is full.
    fn met_full_disk(&self) -> bool;
    /// Returns a closure that answers the caller with the job's own outcome, or with the failure of the whole group.
    fn answer(self: Box<Self>, group_failure: Option<Error>, health: &Health) -> Answer;
}

pub struct Write<T, F> {
    work: F,
    is_vital: bool,
    outcome: Option<Outcome<T>>,
    asker: oneshot::Sender<Result<T>>,
}

impl<T, F> Write<T, F> {
    pub fn new(work: F, is_vital: bool, asker: oneshot::Sender<Result<T>>) -> Self {
        Self { work, is_vital, outcome: None, asker }
    }
}

/// Work that is run once, as work that could be run again.
pub fn once<T>(work: impl FnOnce(&Connection) -> Outcome<T>) -> impl FnMut(&Connection) -> Outcome<T> {
    let mut work = Some(work);
    move |connection| match work.take() {
        Some(work) => work(connection),
        None => Err(Error::internal("a write was to be run again").into()),
    }
}

impl<T, F> Job for Write<T, F>
where
    T: Send + 'static,
    F: FnMut(&Connection) -> Outcome<T> + Send + 'static,
{
    fn run(&mut self, connection: &Connection) -> bool {
        let outcome = catch_unwind(AssertUnwindSafe(|| (self.work)(connection)))
            .unwrap_or_else(|_| Err(Error::internal("a write panicked").into()));
        let keep = outcome.is_ok();
        self.outcome = Some(outcome);
        keep
    }

    fn refuse(&mut self, error: Error) {
        self.outcome = Some(Err(error.into()));
    }

    fn is_vital(&self) -> bool {
        self.is_vital
    }

    fn met_full_disk(&self) -> bool {
        self.outcome.as_ref().is_some_and(|outcome| outcome.as_ref().is_err_and(Failure::is_full_disk))
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
