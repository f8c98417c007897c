//! Creates the database file, and refuses foreign files without changing a byte of them.

use std::fs::{self, File, OpenOptions};
use std::io;
use std::os::unix::fs::{MetadataExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

use tempfile::TempPath;

use crate::store::engine::connection::{folder_of, with_suffix};
use crate::store::engine::{connection, drafts, migrations, owner, rescue};

/// `PRAGMA application_id` of our databases: "trkr" in ASCII.
const APPLICATION_ID: i32 = 0x7472_6b72;

/// Why a database can't be opened, in one line that says what to do.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// There is no such file.
    #[error("There is no database at {}. Run `tracker migrate` to make one, or name another with --database.", .0.display())]
    Missing(PathBuf),
    /// The file is empty.
    #[error("{} is empty, so it is no database. Delete it to start anew, or restore a backup.", .0.display())]
    Empty(PathBuf),
    /// The file is not an SQLite database.
    #[error("{} is not an SQLite database. Choose another file with --database.", .0.display())]
    NotADatabase(PathBuf),
    /// The file belongs to another program.
    #[error("{} is the database of another application. Choose another file with --database.", .0.display())]
    OtherApplication(PathBuf),
    /// There is no such file, but a copy that was rescued when it was removed.
    #[error("There is no database at {}, but {} is what was rescued when it was removed. Rename that file to put it back, or move it elsewhere to start anew.", .path.display(), .rescued.display())]
    OnlyRescued {
        path: PathBuf,
        /// The newest copy.
        rescued: PathBuf,
    },
    /// The file has several hard links.
    #[error("{} has a second name (a hard link), under which its latest changes would not be found. Remove the other name.", .0.display())]
    SecondName(PathBuf),
    /// The file is truncated, or its first page is broken.
    #[error("{} is cut short or damaged. Restore a backup.", .0.display())]
    Damaged(PathBuf),
    /// The file was written by a newer version of this program.
    #[error("{} was written by a newer version of tracker (schema {found}, this one knows {}). Use that version.", .path.display(), migrations::LATEST)]
    Newer { path: PathBuf, found: usize },
    /// The file has pending migrations, and the caller did not want it changed.
    #[error("{} has pending migrations: {}. Run `tracker migrate`.", .path.display(), .names.join(", "))]
    Pending {
        path: PathBuf,
        /// The pending migrations.
        names: Vec<&'static str>,
    },
    /// A file or a folder can't be used.
    #[error("Can't use {}: {source}. Check that the folder exists and that you may write to it.", .path.display())]
    Io {
        /// The file or folder.
        path: PathBuf,
        source: io::Error,
    },
    #[error("Can't open {}: {source}.", .path.display())]
    Sqlite { path: PathBuf, source: rusqlite::Error },
    /// A migration failed and was rolled back.
    #[error("A migration failed and was rolled back: {}.", reason(.0))]
    Migration(rusqlite::Error),
}

impl OpenError {
    /// Reports that a file or a folder can't be used.
    pub fn io(path: &Path) -> impl FnOnce(io::Error) -> Self {
        |source| Self::Io { path: path.to_owned(), source }
    }

    /// Reports that SQLite refused the database at this path.
    pub fn sqlite(path: &Path) -> impl FnOnce(rusqlite::Error) -> Self {
        |source| match source.sqlite_error_code() {
            Some(rusqlite::ErrorCode::NotADatabase) => Self::NotADatabase(path.to_owned()),
            Some(rusqlite::ErrorCode::CannotOpen | rusqlite::ErrorCode::ReadOnly) => {
                Self::Io { path: path.to_owned(), source: io::Error::other(source) }
            }
            Some(rusqlite::ErrorCode::DatabaseCorrupt) => Self::Damaged(path.to_owned()),
            _ => Self::Sqlite { path: path.to_owned(), source },
        }
    }
}

/// The cause, without the SQL.
fn reason(error: &rusqlite::Error) -> String {
    match error {
        rusqlite::Error::SqlInputError { msg, .. } => msg.clone(),
        other => other.to_string(),
    }
}

/// The names of the pending migrations. Changes nothing.
pub fn pending(path: &Path) -> Result<Vec<&'static str>, OpenError> {
    match inspect(path)? {
        None => Ok(migrations::pending(0)),
        Some(version) => Ok(migrations::pending(version)),
    }
}

/// Creates the database if it is missing, applies pending migrations, and returns the names of those it has applied.
pub fn migrate(path: &Path) -> Result<Vec<&'static str>, OpenError> {
    let version = inspect(path)?;
    drafts::remove_abandoned(path);
    let version = match version {
        Some(version) => Some(version),
        None if create(path)? => return Ok(migrations::pending(0)),
        // Another process has created it meanwhile.
        None => inspect(path)?,
    };
    if version.map(migrations::pending).is_none_or(|pending| pending.is_empty()) {
        return Ok(Vec::new());
    }
    let mut connection = connection::read_write(path).map_err(OpenError::sqlite(path))?;
    migrations::apply(&mut connection).map_err(OpenError::Migration)
}

/// Checks that the database exists, is ours, complete and of this version. Changes nothing.
pub fn check(path: &Path) -> Result<(), OpenError> {
    let version = inspect(path)?.ok_or_else(|| OpenError::Missing(path.to_owned()))?;
    match migrations::pending(version) {
        names if names.is_empty() => Ok(()),
        names => Err(OpenError::Pending { path: path.to_owned(), names }),
    }
}

/// Checks that the database exists, is ours, complete, and of this version or an older one. Changes nothing.
pub fn check_known(path: &Path) -> Result<(), OpenError> {
    inspect_file(path)?.map(drop).ok_or_else(|| OpenError::Missing(path.to_owned()))
}

/// The database's schema version; `None` if there is no file. Changes nothing.
fn inspect(path: &Path) -> Result<Option<usize>, OpenError> {
    if fs::metadata(path).is_ok_and(|metadata| metadata.is_file() && metadata.nlink() > 1) {
        return Err(OpenError::SecondName(path.to_owned()));
    }
    let version = inspect_file(path)?;
    match rescue::find(path) {
        Some(rescued) if version.is_none() => Err(OpenError::OnlyRescued { path: path.to_owned(), rescued }),
        _ => Ok(version),
    }
}

/// The same for any copy of a database, such as a backup.
fn inspect_file(path: &Path) -> Result<Option<usize>, OpenError> {
    let length = match fs::metadata(path) {
        Ok(metadata) if metadata.is_file() => metadata.len(),
        Ok(_) => return Err(OpenError::NotADatabase(path.to_owned())),
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(OpenError::io(path)(error)),
    };
    if length == 0 {
        return Err(OpenError::Empty(path.to_owned()));
    }
    let header = read_header(path).map_err(OpenError::sqlite(path))?;
    if header.application_id != APPLICATION_ID {
        return Err(OpenError::OtherApplication(path.to_owned()));
    }
    // Look again, because another process may have been writing meanwhile.
    if length < header.bytes
        && fs::metadata(path).is_ok_and(|metadata| metadata.len() < header.bytes)
        && !connection::has_log(path)
    {
        return Err(OpenError::Damaged(path.to_owned()));
    }
    if header.version > migrations::LATEST {
        return Err(OpenError::Newer { path: path.to_owned(), found: header.version });
    }
    Ok(Some(header.version))
}

/// Information from the first page.
struct Header {
    application_id: i32,
    version: usize,
    /// The expected length of the file.
    bytes: u64,
}

fn read_header(path: &Path) -> rusqlite::Result<Header> {
    let has_log = connection::has_log(path);
    let connection = connection::read_only(path)?;
    let number = |pragma: &str| connection.query_row(pragma, [], |row| row.get::<_, u64>(0));
    Ok(Header {
        application_id: connection.query_row("PRAGMA application_id", [], |row| row.get(0))?,
        // Our versions are never negative, so a newer program wrote this.
        version: connection
            .query_row("PRAGMA user_version", [], |row| row.get(0))
            .map(|version: i32| usize::try_from(version).unwrap_or(usize::MAX))?,
        // With a write-ahead log, the end of the file may still be in the log.
        bytes: if has_log { 0 } else { number("PRAGMA page_count")? * number("PRAGMA page_size")? },
    })
}

/// Creates a new database of the latest version, completely or not at all. Returns whether it did, and not another
/// process.
fn create(path: &Path) -> Result<bool, OpenError> {
    make_folder(path)?;
    let draft = with_suffix(path, &format!("{}{}", drafts::SUFFIX, std::process::id()));
    let made = build(&draft).and_then(|()| publish(&draft, path));
    for leftover in [draft.clone(), with_suffix(&draft, "-wal"), with_suffix(&draft, "-shm")] {
        // A missing file needs no removal, and a leftover draft is harmless.
        let _ = fs::remove_file(leftover);
    }
    made
}

/// Creates the database's folder for the owner alone, if it is missing.
pub fn make_folder(path: &Path) -> Result<(), OpenError> {
    let folder = folder_of(path);
    owner::make_folder(folder).map_err(OpenError::io(folder))
}

fn build(draft: &Path) -> Result<(), OpenError> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true).mode(0o600).open(draft).map_err(OpenError::io(draft))?;
    owner::hand_over(draft);
    let mut connection = connection::read_write(draft).map_err(OpenError::sqlite(draft))?;
    connection.pragma_update(None, "application_id", APPLICATION_ID).map_err(OpenError::sqlite(draft))?;
    connection.pragma_update(None, "journal_mode", "WAL").map_err(OpenError::sqlite(draft))?;
    migrations::apply(&mut connection).map_err(OpenError::Migration)?;
    // Closing the only connection checkpoints the write-ahead log.
    connection.close().map_err(|(_, source)| OpenError::sqlite(draft)(source))
}

/// Renames the draft, unless another process has created the database meanwhile. Returns whether it did.
fn publish(draft: &Path, path: &Path) -> Result<bool, OpenError> {
    let renamed = TempPath::try_from_path(draft).and_then(|draft| Ok(draft.persist_noclobber(path)?));
    match renamed {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => return Ok(false),
        renamed => renamed.map_err(OpenError::io(path))?,
    }
    let folder = folder_of(path);
    File::open(folder).and_then(|folder| folder.sync_all()).map_err(OpenError::io(folder))?;
    Ok(true)
}
