//! Verifies that a file is a sound database of ours, by everything that can be known from it alone.

use std::path::Path;

use rusqlite::Connection;
use serde::Serialize;

use super::draft::Draft;
use super::{BackupError, Stop, check_known, copy};
use crate::store::audit::audit;
use crate::store::engine::connection;
use crate::store::engine::{migrations, open};

/// What a verified database contains.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Contents {
    /// The version of its schema.
    pub schema: usize,
    pub accounts: i64,
    /// The tasks outside the trash.
    pub tasks: i64,
    pub changes: i64,
}

/// Verifies a backup: SQLite's own checks, the references between rows, and the tables against the log. Changes
/// nothing. One of an older version is copied and migrated for it, in a temporary file.
pub fn verify_backup(path: &Path) -> Result<Contents, BackupError> {
    check_known(path)?;
    verify(path, &std::env::temp_dir().join("tracker-verify"), &Stop::never())
}

/// Verifies a file. What it takes to look at one of an older version is put beside `scratch`.
pub(super) fn verify(path: &Path, scratch: &Path, stop: &Stop) -> Result<Contents, BackupError> {
    let unsound = |what: String| BackupError::Unsound { path: path.to_owned(), what };
    let connection = connection::for_checking(path).map_err(BackupError::sqlite(path))?;
    stop.watch(&connection).map_err(BackupError::sqlite(path))?;
    let contents = check_file(&connection, path)?;
    let difference = if contents.schema == migrations::LATEST {
        audit(&connection).map_err(BackupError::failure(path))?
    } else {
        let draft = migrated_copy(&connection, scratch, stop)?;
        let migrated = connection::for_checking(draft.path()).map_err(BackupError::sqlite(draft.path()))?;
        audit(&migrated).map_err(BackupError::failure(path))?
    };
    match difference {
        Some(difference) => Err(unsound(difference.to_string())),
        None => Ok(contents),
    }
}

/// Refuses a database in which SQLite itself finds a fault.
pub(super) fn check_file(connection: &Connection, path: &Path) -> Result<Contents, BackupError> {
    match check_pages(connection).map_err(BackupError::sqlite(path))? {
        (_, Some(what)) => Err(BackupError::Unsound { path: path.to_owned(), what }),
        (contents, None) => Ok(contents),
    }
}

/// A copy of a database, beside a path, that has this version's schema.
pub(super) fn migrated_copy(source: &Connection, beside: &Path, stop: &Stop) -> Result<Draft, BackupError> {
    let draft = Draft::beside(beside)?;
    copy(source, draft.path(), stop).map_err(BackupError::sqlite(draft.path()))?;
    let mut copied = connection::read_write(draft.path()).map_err(BackupError::sqlite(draft.path()))?;
    migrations::apply(&mut copied).map_err(open::OpenError::Migration)?;
    copied.close().map_err(|(_, error)| BackupError::sqlite(draft.path())(error))?;
    Ok(draft)
}

/// What SQLite itself can say of a database, and what it finds wrong.
fn check_pages(connection: &Connection) -> rusqlite::Result<(Contents, Option<String>)> {
    let number = |sql: &str| connection.query_row(sql, [], |row| row.get::<_, i64>(0));
    let verdict: String = connection.query_row("PRAGMA integrity_check(1)", [], |row| row.get(0))?;
    let is_alone = connection.prepare("PRAGMA foreign_key_check")?.exists([])?;
    let contents = Contents {
        schema: usize::try_from(number("PRAGMA user_version")?).unwrap_or(usize::MAX),
        accounts: number("SELECT count(*) FROM users")?,
        tasks: number("SELECT count(*) FROM tasks")?,
        changes: if has_log(connection)? { number("SELECT count(*) FROM changes")? } else { 0 },
    };
    let fault = match verdict.as_str() {
        "ok" if is_alone => Some("a row refers to one that is missing".to_owned()),
        "ok" => None,
        fault => Some(fault.replace('\n', " ")),
    };
    Ok((contents, fault))
}

/// Whether it has a log; the first version had none.
fn has_log(connection: &Connection) -> rusqlite::Result<bool> {
    connection.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'changes'")?.exists([])
}
