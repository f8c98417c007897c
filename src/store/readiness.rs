//! Whether a database can be read and written, and whether it is backed up.

use std::time::Duration;

use crate::domain::Timestamp;
use crate::error::{Error, Result};
use crate::store::engine::disk;
use crate::store::{Store, backup};

impl Store {
    /// Searches the whole database for damage, using `PRAGMA quick_check`. Takes a while on a large one.
    pub async fn check_for_damage(&self) -> Result<()> {
        let verdict = self
            .read(|connection| Ok(connection.query_row("PRAGMA quick_check(1)", [], |row| row.get::<_, String>(0))?))
            .await?;
        if verdict != "ok" {
            self.0.health.suspect_damage();
            return Err(Error::internal(verdict));
        }
        Ok(())
    }

    /// Whether writes are refused because something is wrong, which is in the log.
    pub fn refuses_writes(&self) -> bool {
        self.0.health.refuse_when_troubled().is_err()
    }

    /// Whether reads work, nothing stops writes, the disk has room for some, and the last backup is no older than it may
    /// be.
    pub async fn check_readiness(&self, oldest_backup: Option<Timestamp>) -> Result<()> {
        self.0.health.refuse_when_troubled()?;
        let is_backed_up = self.read(move |connection| backup::is_backed_up(connection, oldest_backup)).await?;
        if !is_backed_up {
            let reason = "The last verified backup is older than two days. The server's log says why.";
            return Err(Error::Unavailable { reason, retry_after: Duration::from_mins(10) });
        }
        if disk::free_space(&self.0.path).is_ok_and(|free| free < disk::LEAST_SPACE) {
            let reason = "The server's disk is almost full. Make room.";
            return Err(Error::Unavailable { reason, retry_after: Duration::from_mins(1) });
        }
        Ok(())
    }
}
