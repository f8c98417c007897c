//! How long the server has run in all, which is what ends by time is measured by: no clock that jumps changes it.

use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use jiff::SignedDuration;
use rusqlite::{Connection, named_params};

use crate::error::Result;
use crate::store::Store;

/// The time noted in the database, and when it was noted.
#[derive(Debug)]
pub struct Uptime(Mutex<(SignedDuration, Instant)>);

impl Uptime {
    pub fn read(connection: &Connection) -> rusqlite::Result<Self> {
        let noted = connection.query_row("SELECT uptime FROM server", [], |row| row.get(0))?;
        Ok(Self(Mutex::new((SignedDuration::from_millis(noted), Instant::now()))))
    }

    fn get(&self) -> (SignedDuration, Instant) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn set(&self, noted: SignedDuration) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = (noted, Instant::now());
    }
}

impl Store {
    /// How long the server has run in all. A crash loses what has not been noted.
    pub fn uptime(&self) -> SignedDuration {
        let (noted, since) = self.0.uptime.get();
        noted.saturating_add(SignedDuration::try_from(since.elapsed()).unwrap_or(SignedDuration::MAX))
    }

    /// How long the server has run since that was last noted.
    pub fn unnoted_uptime(&self) -> Duration {
        self.0.uptime.get().1.elapsed()
    }

    /// Adds to the time the server has run.
    pub async fn note_uptime(&self, elapsed: Duration) -> Result<()> {
        let elapsed = i64::try_from(elapsed.as_millis()).unwrap_or(0);
        let noted = self
            .write(move |connection| {
                let mut update =
                    connection.prepare_cached("UPDATE server SET uptime = uptime + :elapsed RETURNING uptime")?;
                Ok(update.query_row(named_params! {":elapsed": elapsed}, |row| row.get(0))?)
            })
            .await?;
        self.0.uptime.set(SignedDuration::from_millis(noted));
        Ok(())
    }
}
