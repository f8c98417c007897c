//! Backups: copies made through SQLite while the server runs, and verified before they count.

mod draft;
mod restore;
mod verify;

use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rusqlite::backup::{Backup, StepResult};
use rusqlite::{Connection, named_params};

pub use self::restore::{Restored, restore};
pub use self::verify::{Contents, verify_backup};

use self::draft::Draft;
use crate::domain::Timestamp;
use crate::error::{Error, Result};
use crate::store::Store;
use crate::store::engine::columns::Millis;
use crate::store::engine::connection::{self, in_one_snapshot};
use crate::store::engine::failure::{Failure, Outcome};
use crate::store::engine::open::{self, OpenError};

/// Asks whether to give up, because the server is about to stop.
#[derive(Clone)]
struct Stop(Arc<dyn Fn() -> bool + Send + Sync>);

impl Stop {
    fn never() -> Self {
        Self(Arc::new(|| false))
    }

    fn is_wanted(&self) -> bool {
        (self.0)()
    }

    /// Ends every statement of a connection when it is wanted.
    fn watch(&self, connection: &Connection) -> rusqlite::Result<()> {
        let stop = self.clone();
        connection.progress_handler(STEPS_BETWEEN, Some(move || stop.is_wanted()))
    }
}

/// How many steps SQLite's machine makes between two questions: a few milliseconds.
const STEPS_BETWEEN: i32 = 50_000;
/// How many pages are copied between two questions.
const PAGES_BETWEEN: i32 = 2_000;

/// Why a backup could not be made, verified or restored, in one line that says what to do.
#[derive(Debug, thiserror::Error)]
pub enum BackupError {
    /// A file or a folder can't be used.
    #[error("Can't use {}: {source}. Check that the folder exists, that you may write to it, and that there is room.", .path.display())]
    Io { path: PathBuf, source: io::Error },
    /// The file is not a database of ours.
    #[error(transparent)]
    Open(#[from] OpenError),
    /// There is no such file.
    #[error("There is no file {}. `tracker backup list` shows which backups there are.", .0.display())]
    Missing(PathBuf),
    /// SQLite fails.
    #[error("Can't work with {}: {source}.", .path.display())]
    Sqlite { path: PathBuf, source: rusqlite::Error },
    /// The file is a database of ours, but not a sound one.
    #[error("{} is damaged: {what}. Use another backup.", .path.display())]
    Unsound { path: PathBuf, what: String },
    /// The copy of a database is not sound, so it was thrown away.
    #[error("The copy of {} is damaged: {what}. It was thrown away; the backups that exist are as they were.", .database.display())]
    UnsoundCopy { database: PathBuf, what: String },
    /// The target is the database itself.
    #[error("{} is the database itself. Choose another file.", .0.display())]
    Itself(PathBuf),
    /// Another process has the database open.
    #[error("{} is in use by another process. Stop what uses it, and try again.", .0.display())]
    InUse(PathBuf),
}

impl BackupError {
    fn io(path: &Path) -> impl FnOnce(io::Error) -> Self {
        |source| Self::Io { path: path.to_owned(), source }
    }

    fn sqlite(path: &Path) -> impl FnOnce(rusqlite::Error) -> Self {
        |source| match source.sqlite_error_code() {
            Some(rusqlite::ErrorCode::DiskFull) => Self::Io {
                path: path.to_owned(),
                source: io::Error::new(io::ErrorKind::StorageFull, "the disk is full"),
            },
            Some(rusqlite::ErrorCode::DatabaseBusy | rusqlite::ErrorCode::DatabaseLocked) => {
                Self::InUse(path.to_owned())
            }
            Some(rusqlite::ErrorCode::DatabaseCorrupt) => {
                Self::Unsound { path: path.to_owned(), what: "SQLite finds its pages in disorder".to_owned() }
            }
            _ => Self::Sqlite { path: path.to_owned(), source },
        }
    }

    fn failure(path: &Path) -> impl FnOnce(Failure) -> Self {
        |failure| match failure {
            Failure::Sqlite(source) => Self::sqlite(path)(source),
            Failure::Refused(error) => Self::Unsound { path: path.to_owned(), what: error.to_string() },
        }
    }
}

impl Store {
    /// Copies the database to a file, verifies the copy, and only then gives it its name. Every write that was
    /// acknowledged before is in it. A file of that name is replaced.
    pub async fn back_up(&self, target: PathBuf, now: Timestamp) -> std::result::Result<Contents, BackupError> {
        let store = self.clone();
        let join = tokio::task::spawn_blocking(move || {
            let reader = store
                .0
                .readers
                .get()
                .map_err(|error| BackupError::Io { path: store.0.path.clone(), source: io::Error::other(error) })?;
            let of_store = store.clone();
            let stop = Stop(Arc::new(move || of_store.0.live.is_closed()));
            back_up(&reader, &store.0.path, &target, &stop)
        });
        let contents = join
            .await
            .map_err(|error| BackupError::Io { path: self.0.path.clone(), source: io::Error::other(error) })??;
        if let Err(error) = self.note_backup(now).await {
            tracing::warn!(error = ?anyhow::Error::from(error), "the backup was made, but the database can't note it");
        }
        Ok(contents)
    }

    async fn note_backup(&self, began: Timestamp) -> Result<()> {
        self.write(move |connection| {
            let sql = "UPDATE server SET backed_up_at = :at WHERE coalesce(backed_up_at < :at, TRUE)";
            connection.execute(sql, named_params! {":at": Millis(began)})?;
            Ok(())
        })
        .await
    }

    /// When the newest verified backup began; `None` if there has never been one.
    pub async fn find_last_backup(&self) -> Result<Option<Timestamp>> {
        self.read(last_backup).await
    }
}

/// When the last verified backup was made.
pub fn last_backup(connection: &Connection) -> Outcome<Option<Timestamp>> {
    let sql = "SELECT backed_up_at FROM server";
    let at: Option<Millis> = connection.query_row(sql, [], |row| row.get(0))?;
    Ok(at.map(|Millis(at)| at))
}

/// The same for a database of any version that this program knows, which nothing else need have open.
pub fn back_up_file(database: &Path, target: &Path) -> std::result::Result<Contents, BackupError> {
    open::check_known(database)?;
    let source = connection::read_write(database).map_err(BackupError::sqlite(database))?;
    back_up(&source, database, target, &Stop::never())
}

fn back_up(
    source: &Connection,
    database: &Path,
    target: &Path,
    stop: &Stop,
) -> std::result::Result<Contents, BackupError> {
    if is_same_file(database, target) {
        return Err(BackupError::Itself(target.to_owned()));
    }
    let draft = Draft::beside(target)?;
    let copied = in_one_snapshot(source, || {
        let rows = count_rows(source)?;
        copy(source, draft.path(), stop)?;
        Ok(rows)
    });
    let rows = copied.map_err(BackupError::failure(draft.path()))?;
    let unsound = |what: String| BackupError::UnsoundCopy { database: database.to_owned(), what };
    let contents = verify::verify(draft.path(), draft.path(), stop).map_err(|error| match error {
        BackupError::Unsound { what, .. } => unsound(what),
        other => other,
    })?;
    let copy = connection::for_checking(draft.path()).map_err(BackupError::sqlite(draft.path()))?;
    if count_rows(&copy).map_err(BackupError::sqlite(draft.path()))? != rows {
        return Err(unsound("it has another number of rows".to_owned()));
    }
    drop(copy);
    if stop.is_wanted() {
        return Err(BackupError::sqlite(database)(failure(rusqlite::ffi::SQLITE_INTERRUPT)));
    }
    draft.publish(target)?;
    Ok(contents)
}

/// Copies all pages as they are, within the caller's snapshot, into a new file.
fn copy(source: &Connection, draft: &Path, stop: &Stop) -> rusqlite::Result<()> {
    let mut target = Connection::open_with_flags(draft, connection::read_write_flags())?;
    // The file only gets its name once it is complete and on the disk.
    target.execute_batch("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;")?;
    // SQLite would begin anew whenever somebody wrote between two steps, were it not for the caller's snapshot.
    let backup = Backup::new(source, &mut target)?;
    loop {
        match backup.step(PAGES_BETWEEN)? {
            StepResult::Done => break,
            StepResult::More => {}
            // Nobody else knows of the copy, so somebody keeps the database to himself.
            _ => return Err(failure(rusqlite::ffi::SQLITE_BUSY)),
        }
        if stop.is_wanted() {
            return Err(failure(rusqlite::ffi::SQLITE_INTERRUPT));
        }
    }
    drop(backup);
    drop(target);
    // Without a write-ahead log, the file is complete by itself, and can be read where nothing can be written.
    let target = Connection::open_with_flags(draft, connection::read_write_flags())?;
    target.pragma_update(None, "journal_mode", "DELETE")?;
    target.close().map_err(|(_, error)| error)
}

fn failure(code: std::ffi::c_int) -> rusqlite::Error {
    rusqlite::Error::SqliteFailure(rusqlite::ffi::Error::new(code), None)
}

/// How many rows each table has.
fn count_rows(connection: &Connection) -> rusqlite::Result<BTreeMap<String, i64>> {
    let mut select =
        connection.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'")?;
    let names = select.query_map([], |row| row.get::<_, String>(0))?.collect::<rusqlite::Result<Vec<_>>>()?;
    let count = |name: String| {
        let sql = format!("SELECT count(*) FROM \"{}\"", name.replace('"', "\"\""));
        let rows = connection.query_row(&sql, [], |row| row.get(0))?;
        Ok((name, rows))
    };
    names.into_iter().map(count).collect()
}

/// Checks that a backup exists, is ours, complete, and of this version or an older one.
fn check_known(backup: &Path) -> std::result::Result<(), BackupError> {
    open::check_known(backup).map_err(|error| match error {
        OpenError::Missing(path) => BackupError::Missing(path),
        other => other.into(),
    })
}

/// Whether two paths lead to one file.
fn is_same_file(one: &Path, other: &Path) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    match (std::fs::metadata(one), std::fs::metadata(other)) {
        (Ok(one), Ok(other)) => (one.dev(), one.ino()) == (other.dev(), other.ino()),
        _ => false,
    }
}

/// Whether the last backup is no older than it may be. A server that has hardly run yet needs none.
pub fn is_backed_up(connection: &Connection, oldest: Option<Timestamp>) -> Outcome<bool> {
    let mut select = connection.prepare_cached("SELECT backed_up_at, uptime FROM server")?;
    let (last, uptime): (Option<Millis>, i64) = select.query_row([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(oldest.is_none_or(|oldest| match last {
        Some(Millis(last)) => last >= oldest,
        None => uptime < FIRST_BACKUP,
    }))
}

/// How long a server may run without any backup, in milliseconds.
const FIRST_BACKUP: i64 = 49 * 3_600_000;

impl From<BackupError> for Error {
    fn from(error: BackupError) -> Self {
        Self::internal(error)
    }
}
