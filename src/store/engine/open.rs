//! The database file: making it, and refusing what is none of ours, without changing a byte of it.

use std::fs::{self, File, OpenOptions};
use std::io;
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

use crate::store::engine::connection::with_suffix;
use crate::store::engine::{connection, migrations};

/// `PRAGMA application_id` of our databases: "trkr" in ASCII.
const APPLICATION_ID: i32 = 0x7472_6b72;

/// Why a database can't be opened: one line that says what to do.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// There is no such file.
    #[error("There is no database at {}. Run `tracker migrate` to make one, or name another with --database.", .0.display())]
    Missing(PathBuf),
    /// The file has no bytes.
    #[error("{} is empty, so it is no database. Delete it to start anew, or restore a backup.", .0.display())]
    Empty(PathBuf),
    /// The file is not SQLite's.
    #[error("{} is not an SQLite database. Choose another file with --database.", .0.display())]
    NotADatabase(PathBuf),
    /// The file is another program's.
    #[error("{} is the database of another application. Choose another file with --database.", .0.display())]
    OtherApplication(PathBuf),
    /// The file ends too early, or its first page is broken.
    #[error("{} is cut short or damaged. Restore a backup.", .0.display())]
    Damaged(PathBuf),
    /// The file was written by a newer version of this program.
    #[error("{} was written by a newer version of tracker (schema {found}, this one knows {}). Use that version.", .path.display(), migrations::LATEST)]
    Newer { path: PathBuf, found: usize },
    /// The file is of an older version and was not to be changed.
    #[error("{} has pending migrations: {}. Run `tracker migrate`.", .path.display(), .names.join(", "))]
    Pending {
        path: PathBuf,
        /// What is to be applied.
        names: Vec<&'static str>,
    },
    /// A file or a folder can't be used.
    #[error("Can't use {}: {source}. Check that the folder exists and that you may write to it.", .path.display())]
    Io {
        /// What can't be used.
        path: PathBuf,
        source: io::Error,
    },
    #[error("Can't open {}: {source}.", .path.display())]
    Sqlite { path: PathBuf, source: rusqlite::Error },
    /// A migration failed; nothing of it was kept.
    #[error("A migration failed and was rolled back: {}.", reason(.0))]
    Migration(rusqlite_migration::Error),
}

impl OpenError {
    fn io(path: &Path) -> impl FnOnce(io::Error) -> Self {
        |source| Self::Io { path: path.to_owned(), source }
    }

    /// Says that SQLite refused the database at this path.
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

/// What went wrong, without the SQL it went wrong in.
fn reason(error: &rusqlite_migration::Error) -> String {
    match error {
        rusqlite_migration::Error::RusqliteError { err, .. } => err.to_string(),
        other => other.to_string(),
    }
}

/// The names of the migrations that the database lacks. Changes nothing.
pub fn pending(path: &Path) -> Result<Vec<&'static str>, OpenError> {
    match inspect(path)? {
        None => Ok(migrations::pending(0)),
        Some(version) => Ok(migrations::pending(version)),
    }
}

/// Makes the database when it is missing, applies what is pending, and names it.
pub fn migrate(path: &Path) -> Result<Vec<&'static str>, OpenError> {
    let Some(version) = inspect(path)? else {
        create(path)?;
        return Ok(migrations::pending(0));
    };
    let pending = migrations::pending(version);
    if !pending.is_empty() {
        let mut connection = connection::read_write(path).map_err(OpenError::sqlite(path))?;
        migrations::apply(&mut connection).map_err(OpenError::Migration)?;
    }
    Ok(pending)
}

/// Checks that the database is there, ours, whole and of this version. Changes nothing.
pub fn check(path: &Path) -> Result<(), OpenError> {
    let version = inspect(path)?.ok_or_else(|| OpenError::Missing(path.to_owned()))?;
    match migrations::pending(version) {
        names if names.is_empty() => Ok(()),
        names => Err(OpenError::Pending { path: path.to_owned(), names }),
    }
}

/// The database's schema version, `None` when there is no file. Changes nothing.
fn inspect(path: &Path) -> Result<Option<usize>, OpenError> {
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
    if length < header.bytes {
        return Err(OpenError::Damaged(path.to_owned()));
    }
    if header.version > migrations::LATEST {
        return Err(OpenError::Newer { path: path.to_owned(), found: header.version });
    }
    Ok(Some(header.version))
}

/// What the first page tells.
struct Header {
    application_id: i32,
    version: usize,
    /// How long the file must be.
    bytes: u64,
}

fn read_header(path: &Path) -> rusqlite::Result<Header> {
    let has_log = connection::has_log(path);
    let connection = connection::read_only(path)?;
    let number = |pragma: &str| connection.query_row(pragma, [], |row| row.get::<_, u64>(0));
    Ok(Header {
        application_id: connection.query_row("PRAGMA application_id", [], |row| row.get(0))?,
        // No version of ours is negative; whoever wrote it is newer than this.
        version: connection
            .query_row("PRAGMA user_version", [], |row| row.get(0))
            .map(|version: i32| usize::try_from(version).unwrap_or(usize::MAX))?,
        // With a log, the end of the file may still be in there.
        bytes: if has_log { 0 } else { number("PRAGMA page_count")? * number("PRAGMA page_size")? },
    })
}

/// Makes a new database of the latest version: whole, or not at all.
fn create(path: &Path) -> Result<(), OpenError> {
    make_folder(path)?;
    let draft = with_suffix(path, &format!(".new-{}", std::process::id()));
    let made = build(&draft).and_then(|()| publish(&draft, path));
    for leftover in [draft.clone(), with_suffix(&draft, "-wal"), with_suffix(&draft, "-shm")] {
        // What isn't there needs no removing, and a draft that stays behind harms nothing.
        let _ = fs::remove_file(leftover);
    }
    made
}

/// Makes the folder of a database, for the owner alone, if it is missing.
pub fn make_folder(path: &Path) -> Result<(), OpenError> {
    let folder = folder_of(path);
    fs::DirBuilder::new().recursive(true).mode(0o700).create(folder).map_err(OpenError::io(folder))
}

fn build(draft: &Path) -> Result<(), OpenError> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true).mode(0o600).open(draft).map_err(OpenError::io(draft))?;
    let mut connection = connection::read_write(draft).map_err(OpenError::sqlite(draft))?;
    connection.pragma_update(None, "application_id", APPLICATION_ID).map_err(OpenError::sqlite(draft))?;
    connection.pragma_update(None, "journal_mode", "WAL").map_err(OpenError::sqlite(draft))?;
    migrations::apply(&mut connection).map_err(OpenError::Migration)?;
    // Closing the only connection moves the log into the file.
    connection.close().map_err(|(_, source)| OpenError::sqlite(draft)(source))
}

/// Gives the draft its name, unless somebody else made the database meanwhile.
fn publish(draft: &Path, path: &Path) -> Result<(), OpenError> {
    match fs::hard_link(draft, path) {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => return Ok(()),
        linked => linked.map_err(OpenError::io(path))?,
    }
    let folder = folder_of(path);
    File::open(folder).and_then(|folder| folder.sync_all()).map_err(OpenError::io(folder))
}

fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}
