//! Sets up connections to the database.

use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, ErrorCode, OpenFlags, TransactionBehavior};

use crate::store::engine::failure::Outcome;
use crate::store::engine::functions;

/// How long a connection waits for another process to finish its write.
pub const BUSY_TIMEOUT: Duration = Duration::from_secs(5);
/// The size of a connection's statement cache: more than this crate has statements.
const STATEMENT_CACHE: usize = 128;

/// A connection that reads and writes. The file must exist.
pub fn read_write(path: &Path) -> rusqlite::Result<Connection> {
    let mut connection = Connection::open_with_flags(path, read_write_flags())?;
    configure(&connection)?;
    // A deferred transaction that reads and then writes would fail at once if another process writes.
    connection.set_transaction_behavior(TransactionBehavior::Immediate);
    Ok(connection)
}

/// The same, for good with a write-ahead log: a database that was copied by hand or restored may be without one.
pub fn in_wal_mode(path: &Path) -> rusqlite::Result<Connection> {
    let connection = read_write(path)?;
    connection.pragma_update_and_check(None, "journal_mode", "WAL", |_| Ok(()))?;
    Ok(connection)
}

/// A connection that only reads a file of unknown origin and leaves nothing behind.
pub fn read_only(path: &Path) -> rusqlite::Result<Connection> {
    // Without a write-ahead log, the file is complete, and opening it as immutable creates no file beside it.
    let query = if has_log(path) { "mode=ro" } else { "mode=ro&immutable=1" };
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI | common_flags();
    let connection = Connection::open_with_flags(uri(path, query), flags)?;
    connection.busy_timeout(BUSY_TIMEOUT)?;
    Ok(connection)
}

/// A connection that only reads a database of ours and leaves nothing behind, to check all of it.
pub fn for_checking(path: &Path) -> rusqlite::Result<Connection> {
    let connection = read_only(path)?;
    functions::register(&connection)?;
    connection.set_prepared_statement_cache_capacity(STATEMENT_CACHE);
    connection.execute_batch("PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON; PRAGMA mmap_size = 0;")?;
    Ok(connection)
}

/// Raises the counter of changes in the file, so an older copy that is written over it can be told from it.
pub fn begin_counting(connection: &Connection) -> rusqlite::Result<()> {
    let version: i32 = connection.query_row("PRAGMA user_version", [], |row| row.get(0))?;
    match connection.pragma_update(None, "user_version", version) {
        // Whoever is writing for so long raises it too, or at least we don't wait for it.
        Err(error) if error.sqlite_error_code() == Some(ErrorCode::DatabaseBusy) => return Ok(()),
        counted => counted?,
    }
    // If another connection is reading, a later checkpoint does it.
    connection.query_row("PRAGMA wal_checkpoint(PASSIVE)", [], |_| Ok(()))
}

/// Whether a write-ahead log or a rollback journal is beside a database, so the file alone is incomplete.
pub fn has_log(path: &Path) -> bool {
    ["-wal", "-journal"]
        .iter()
        .any(|suffix| std::fs::metadata(with_suffix(path, suffix)).is_ok_and(|log| log.len() > 0))
}

/// Sets up a connection for the guarantees this crate makes.
pub fn configure(connection: &Connection) -> rusqlite::Result<()> {
    functions::register(connection)?;
    connection.busy_timeout(BUSY_TIMEOUT)?;
    connection.set_prepared_statement_cache_capacity(STATEMENT_CACHE);
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    // One plan per statement. Otherwise SQLite reprepares a statement with a bound value in its WHERE for every value.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    // FULL: an acknowledged commit survives a power cut; with NORMAL the last ones may not.
    // No memory map: an I/O error would become a signal that ends the process.
    // Temporary files: in memory, a savepoint's pages are a list that every statement walks to its end.
    connection.execute_batch(
        "PRAGMA synchronous = FULL;
         PRAGMA foreign_keys = ON;
         PRAGMA trusted_schema = OFF;
         PRAGMA cell_size_check = ON;
         PRAGMA mmap_size = 0;
         PRAGMA temp_store = FILE;
         PRAGMA journal_size_limit = 67108864;",
    )
}

/// The same, for a connection that refuses to write.
pub fn configure_to_read(connection: &Connection) -> rusqlite::Result<()> {
    configure(connection)?;
    connection.execute_batch("PRAGMA query_only = ON;")
}

/// Flags for our own databases. Even a reader may have to write the index of the write-ahead log.
pub fn read_write_flags() -> OpenFlags {
    OpenFlags::SQLITE_OPEN_READ_WRITE | common_flags()
}

/// Runs queries on a single state of the database.
pub fn in_one_snapshot<T>(connection: &Connection, queries: impl FnOnce() -> Outcome<T>) -> Outcome<T> {
    let _snapshot = Snapshot::begin(connection)?;
    queries()
}

/// A read transaction. Dropping it ends it, even in a panic.
pub struct Snapshot<'c>(&'c Connection);

impl<'c> Snapshot<'c> {
    /// Begins one. The first read settles which state of the database it sees.
    pub fn begin(connection: &'c Connection) -> Outcome<Self> {
        execute(connection, "BEGIN")?;
        Ok(Self(connection))
    }

    /// The connection to read with.
    pub fn connection(&self) -> &'c Connection {
        self.0
    }
}

impl Drop for Snapshot<'_> {
    fn drop(&mut self) {
        // When out of space or memory, SQLite has already rolled back. If the rollback fails, the pool discards the
        // connection because its transaction is still open.
        if !self.0.is_autocommit() {
            let _ = execute(self.0, "ROLLBACK");
        }
    }
}

/// Runs a cached statement without parameters.
pub fn execute(connection: &Connection, sql: &'static str) -> Outcome<()> {
    connection.prepare_cached(sql)?.execute([])?;
    Ok(())
}

/// No URI, so a path may contain `?`; no mutex, because connections are not shared.
pub fn common_flags() -> OpenFlags {
    OpenFlags::SQLITE_OPEN_NO_MUTEX
}

/// The path of a database with a suffix added to its name.
pub fn with_suffix(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    PathBuf::from(name)
}

/// The folder that a file is in.
pub fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}

/// The SQLite URI of a path (<https://www.sqlite.org/uri.html>).
fn uri(path: &Path, query: &str) -> String {
    use std::fmt::Write as _;
    use std::os::unix::ffi::OsStrExt as _;

    let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let mut uri = String::from("file:");
    for byte in absolute.as_os_str().as_bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'/' | b'.' | b'-' | b'_' | b'~' => uri.push(char::from(*byte)),
            _ => {
                // Writing to a string can't fail.
                let _ = write!(uri, "%{byte:02X}");
            }
        }
    }
    uri.push('?');
    uri.push_str(query);
    uri
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::engine::failure::Failure;

    #[test]
    fn a_path_with_odd_characters_is_a_path_in_a_uri_too() {
        assert_eq!(uri(Path::new("/a b?c%d#é"), "mode=ro"), "file:/a%20b%3Fc%25d%23%C3%A9?mode=ro");
    }

    #[test]
    fn every_promise_is_switched_on() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("tracker.db");
        crate::store::migrate(&path).unwrap();
        let connection = read_write(&path).unwrap();
        for (pragma, expected) in [
            ("synchronous", 2),
            ("foreign_keys", 1),
            ("trusted_schema", 0),
            ("cell_size_check", 1),
            ("mmap_size", 0),
            ("busy_timeout", 5_000),
            ("journal_size_limit", 64 * 1024 * 1024),
            ("query_only", 0),
        ] {
            let value: i64 = connection.query_row(&format!("PRAGMA {pragma}"), [], |row| row.get(0)).unwrap();
            assert_eq!(value, expected, "{pragma}");
        }
        configure_to_read(&connection).unwrap();
        assert!(connection.execute("DELETE FROM users", []).is_err());
    }

    #[test]
    fn a_snapshot_ends_with_what_its_queries_say_also_when_sqlite_has_rolled_back_by_itself() {
        let connection = Connection::open_in_memory().unwrap();
        let full = || Failure::Refused(crate::error::Error::StorageFull);
        let outcome: Outcome<()> = in_one_snapshot(&connection, || {
            execute(&connection, "ROLLBACK")?;
            Err(full())
        });
        assert!(matches!(outcome, Err(Failure::Refused(crate::error::Error::StorageFull))), "{outcome:?}");
        assert!(connection.is_autocommit());
    }

    #[test]
    fn a_snapshot_ends_with_a_panic() {
        let connection = Connection::open_in_memory().unwrap();
        let panicking = || -> Outcome<()> { in_one_snapshot(&connection, || panic!("on purpose")) };
        std::panic::catch_unwind(std::panic::AssertUnwindSafe(panicking)).unwrap_err();
        assert!(connection.is_autocommit());
    }
}
