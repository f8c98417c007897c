//! The disk that the database is on.

use std::io;
use std::path::Path;

use crate::store::engine::connection::folder_of;

/// The least room, in bytes, that counts as ready.
pub const LEAST_SPACE: u64 = 16 * 1024 * 1024;

/// How many bytes are free there for this program.
pub fn free_space(database: &Path) -> io::Result<u64> {
    let disk = rustix::fs::statvfs(folder_of(database))?;
    Ok(disk.f_bavail.saturating_mul(disk.f_frsize))
}
