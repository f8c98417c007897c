//! How large the database is, and how busy.

use std::path::Path;

use jiff::Timestamp;

use crate::error::Result;
use crate::store::engine::disk::free_space;
use crate::store::{Store, backup};

/// How large the database is, and how busy.
#[derive(Debug, Clone, Copy)]
pub struct Measures {
    /// The size of its file.
    pub file_bytes: u64,
    /// The size of its write-ahead log.
    pub wal_bytes: u64,
    /// The free room on its disk.
    pub free_bytes: u64,
    /// How many accounts there are.
    pub accounts: u64,
    /// When the last verified backup was made.
    pub last_backup: Option<Timestamp>,
    /// How many writes are waiting.
    pub waiting_writes: usize,
    /// How many listen to changes.
    pub listeners: usize,
}

impl Store {
    /// Measures it.
    pub async fn measure(&self) -> Result<Measures> {
        let (accounts, last_backup) = self
            .read(|connection| {
                let accounts = connection.query_row("SELECT count(*) FROM users", [], |row| row.get(0))?;
                Ok((accounts, backup::last_backup(connection)?))
            })
            .await?;
        let path = &self.0.path;
        Ok(Measures {
            file_bytes: size_of(path),
            wal_bytes: size_of(&path.with_extension("db-wal")),
            free_bytes: free_space(path).unwrap_or_default(),
            accounts,
            last_backup,
            waiting_writes: self.0.writer.waiting(),
            listeners: self.0.live.count(),
        })
    }
}

/// The size of a file; 0 if there is none.
fn size_of(path: &Path) -> u64 {
    path.metadata().map_or(0, |metadata| metadata.len())
}
