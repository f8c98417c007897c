//! A thread that looks after a served database.

use std::path::Path;
use std::sync::Arc;
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::Duration;

use rusqlite::ErrorCode;

use crate::store::engine::connection;
use crate::store::engine::health::Health;
use crate::store::engine::trouble::Trouble;
use crate::store::engine::writer::Waker;

/// How often to look. The writer looks at every commit besides.
const INTERVAL: Duration = Duration::from_millis(250);

/// The thread, which ends when this is dropped.
#[derive(Debug)]
pub struct Watch {
    _end: mpsc::Sender<()>,
}

impl Watch {
    /// Starts it. The writer is woken when there is something to rescue.
    pub fn start(health: Arc<Health>, writer: Waker) -> std::io::Result<Self> {
        let (end, ended) = mpsc::channel();
        thread::Builder::new().name("watch".into()).spawn(move || {
            while ended.recv_timeout(INTERVAL) == Err(RecvTimeoutError::Timeout) {
                health.look();
                if health.trouble() == Some(Trouble::Suspected) {
                    settle_suspicion(&health);
                }
                if health.wants_rescue() {
                    writer.wake();
                }
            }
        })?;
        Ok(Self { _end: end })
    }
}

/// Checks the whole database. Damage is only believed if it is found twice, because a check takes a read that failed for
/// damage too.
fn settle_suspicion(health: &Health) {
    let Some(path) = health.guarded_path() else { return };
    match (find_damage(path), find_damage(path)) {
        (Ok(None), _) | (_, Ok(None)) => health.withdraw_suspicion(),
        (Ok(first), Ok(second)) if first == second => health.note(Trouble::Damaged),
        (Err(error), _) | (_, Err(error)) => {
            tracing::warn!(%error, "the database could not be checked: it is tried again");
        }
        _ => {}
    }
}

/// The first damage, found on a new connection, which has no wrong page in its memory.
fn find_damage(path: &Path) -> rusqlite::Result<Option<String>> {
    let verdict = connection::read_write(path).and_then(|connection| {
        connection::configure_to_read(&connection)?;
        connection.query_row("PRAGMA quick_check(1)", [], |row| row.get::<_, String>(0))
    });
    match verdict {
        Ok(verdict) => Ok(Some(verdict).filter(|verdict| verdict != "ok")),
        Err(error) => match error.sqlite_error_code() {
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => Ok(Some(error.to_string())),
            _ => Err(error),
        },
    }
}
