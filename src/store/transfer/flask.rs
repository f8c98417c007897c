//! Imports the database of the earlier backend.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use rusqlite::types::ValueRef;
use rusqlite::{Connection, OptionalExtension, Row, named_params};
use sha2::{Digest, Sha256};

use crate::domain::Timestamp;
use crate::domain::log::act::{Act, Actor};
use crate::domain::log::change::Action;
use crate::domain::tasks::{Description, Task, TaskId};
use crate::domain::transfer::flask::{
    CarriedTexts, ChangedTask, FlaskData, FlaskReport, FlaskTask, FlaskUser, RenamedUser, RenumberedTask,
    can_keep_number, carried_name, carried_texts,
};
use crate::domain::users::{NewAccount, UserId, Username};
use crate::error::Result;
use crate::store::engine::columns::new_uid;
use crate::store::engine::connection;
use crate::store::engine::failure::Outcome;
use crate::store::log::recorder::Recorder;
use crate::store::mending::add_parts;
use crate::store::tasks::table::select;
use crate::store::{Store, users};

/// Why a file can't be imported.
#[derive(Debug, thiserror::Error)]
pub enum FlaskFileError {
    /// There is no such file.
    #[error("There is no file at {}.", .0.display())]
    Missing(PathBuf),
    /// A write was interrupted, and undoing it requires write access.
    #[error("{} was left in the middle of a write. Start and stop the earlier backend once, then try again.", .0.display())]
    Unfinished(PathBuf),
    /// It can't be read, or tables are missing.
    #[error("{} is not a database of the earlier backend: {source}.", .path.display())]
    Unreadable { path: PathBuf, source: rusqlite::Error },
}

/// Reads a database of the earlier backend without changing it.
pub fn read_flask_file(path: &Path) -> Result<FlaskData, FlaskFileError> {
    if !path.is_file() {
        return Err(FlaskFileError::Missing(path.to_owned()));
    }
    read_data(path).map_err(|source| match source.sqlite_error().map(|error| error.extended_code) {
        Some(rusqlite::ffi::SQLITE_READONLY_ROLLBACK) => FlaskFileError::Unfinished(path.to_owned()),
        _ => FlaskFileError::Unreadable { path: path.to_owned(), source },
    })
}

fn read_data(path: &Path) -> rusqlite::Result<FlaskData> {
    let connection = connection::read_only(path)?;
    connection.execute_batch("PRAGMA trusted_schema = OFF; BEGIN")?;
    // A view may have no end.
    let tables = "SELECT count(*) FROM sqlite_schema
                  WHERE type = 'table' AND lower(name) IN ('users', 'tasks') AND sql NOT LIKE 'CREATE VIRTUAL%'";
    if connection.query_row(tables, [], |row| row.get::<_, i64>(0))? < 2 {
        let missing = rusqlite::ffi::Error::new(rusqlite::ffi::SQLITE_ERROR);
        let sentence = "it has no tables of users and tasks".to_owned();
        return Err(rusqlite::Error::SqliteFailure(missing, Some(sentence)));
    }
    let mut select = connection.prepare("SELECT id, username, _password_hash FROM users ORDER BY id")?;
    let mut users: Vec<FlaskUser> = select
        .query_map([], |row| {
            let username = text(row, 1)?.unwrap_or_default();
            Ok(FlaskUser { id: row.get(0)?, username, password_hash: text(row, 2)?, tasks: Vec::new() })
        })?
        .collect::<rusqlite::Result<_>>()?;
    let mut ownerless_tasks = Vec::new();
    let mut select = connection.prepare("SELECT id, title, description, user_id FROM tasks ORDER BY id")?;
    let mut rows = select.query([])?;
    while let Some(row) = rows.next()? {
        let task = FlaskTask { id: row.get(0)?, title: text(row, 1)?, description: text(row, 2)? };
        let owner = text(row, 3)?
            .and_then(|id| id.parse::<i64>().ok())
            .and_then(|id| users.binary_search_by_key(&id, |user| user.id).ok());
        match owner.and_then(|index| users.get_mut(index)) {
            Some(user) => user.tasks.push(task),
            None => ownerless_tasks.push(task.id),
        }
    }
    Ok(FlaskData { users, ownerless_tasks })
}

/// A column as text, whatever its type in SQLite.
fn text(row: &Row<'_>, index: usize) -> rusqlite::Result<Option<String>> {
    Ok(match row.get_ref(index)? {
        ValueRef::Null => None,
        ValueRef::Integer(number) => Some(number.to_string()),
        ValueRef::Real(number) => Some(number.to_string()),
        ValueRef::Text(bytes) | ValueRef::Blob(bytes) => Some(String::from_utf8_lossy(bytes).into_owned()),
    })
}

impl Store {
    /// Imports users and tasks, all or nothing, and nothing twice. `progress` is called for every task.
    ///
    /// Call this with hashes that this program can verify; a user with `None` can't log in.
    pub async fn import_flask(
        &self,
        data: FlaskData,
        dry_run: bool,
        now: Timestamp,
        progress: impl Fn() + Send + 'static,
    ) -> Result<FlaskReport> {
        self.write(move |connection| {
            connection.execute_batch("SAVEPOINT import")?;
            let mut report = FlaskReport { ownerless_tasks: data.ownerless_tasks, ..FlaskReport::default() };
            for user in &data.users {
                import_user(connection, user, now, &mut report, &progress)?;
            }
            let end = if dry_run { "ROLLBACK TO import; RELEASE import" } else { "RELEASE import" };
            connection.execute_batch(end)?;
            Ok(report)
        })
        .await
    }
}

fn import_user(
    connection: &Connection,
    user: &FlaskUser,
    now: Timestamp,
    report: &mut FlaskReport,
    progress: &dyn Fn(),
) -> Outcome<()> {
    let (owner, username) = if let Some(present) = imported_before(connection, user)? {
        report.users_present += 1;
        present
    } else {
        report.users_added += 1;
        add_user(connection, user, now, report)?
    };
    let mut imported = numbers(connection, "SELECT flask_id FROM flask_tasks WHERE user_id = :owner", owner)?;
    let mut taken = numbers(
        connection,
        // Including those deleted for good: a number is never reused.
        "SELECT DISTINCT object_id FROM changes WHERE user_id = :owner AND kind = 'task'",
        owner,
    )?;
    let act = Act::new(owner, Actor::import("flask"), now);
    let mut recorder = Recorder::begin(connection, &act, Some(Action::Import))?;
    let mut parts = Vec::new();
    for task in &user.tasks {
        progress();
        if !imported.insert(task.id) {
            report.tasks_present += 1;
            continue;
        }
        let (id, rest) = add_task(&mut recorder, &username, task, &taken, report)?;
        taken.insert(id);
        report.tasks_added += 1;
        if !rest.is_empty() {
            parts.push((TaskId(id), rest));
        }
    }
    // After all others, so that those keep their numbers.
    for (id, rest) in parts {
        let whole = select(connection, owner, id)?;
        add_parts(&mut recorder, &whole, rest)?;
    }
    recorder.finish()?;
    Ok(())
}

/// Identifies a user by number, name and salted hash, so users of two installations are never confused.
fn fingerprint(user: &FlaskUser) -> [u8; 32] {
    let mut digest = Sha256::new();
    digest.update(user.id.to_be_bytes());
    for text in [Some(&user.username), user.password_hash.as_ref()].into_iter().flatten() {
        digest.update((text.len() as u64).to_be_bytes());
        digest.update(text);
    }
    digest.finalize().into()
}

fn imported_before(connection: &Connection, user: &FlaskUser) -> Outcome<Option<(UserId, String)>> {
    let mut select = connection.prepare_cached(
        "SELECT users.id, users.username FROM flask_users JOIN users ON users.id = flask_users.user_id
         WHERE fingerprint = :fingerprint",
    )?;
    let fingerprint = fingerprint(user);
    let parameters = named_params! {":fingerprint": fingerprint.as_slice()};
    Ok(select.query_row(parameters, |row| Ok((row.get(0)?, row.get(1)?))).optional()?)
}

fn add_user(
    connection: &Connection,
    user: &FlaskUser,
    now: Timestamp,
    report: &mut FlaskReport,
) -> Outcome<(UserId, String)> {
    let mut taken = connection.prepare_cached("SELECT EXISTS (SELECT 1 FROM users WHERE username_key = :key)")?;
    let username = carried_name(user, |name: &Username| {
        taken.query_row(named_params! {":key": name.key()}, |row| row.get::<_, bool>(0))
    })?;
    if username.as_str() != user.username {
        report.renamed_users.push(RenamedUser { from: user.username.clone(), to: username.as_str().to_owned() });
    }
    if user.password_hash.is_none() {
        report.users_without_password.push(username.as_str().to_owned());
    }
    // An empty hash matches no password.
    let password_hash = user.password_hash.clone().unwrap_or_default();
    let name = username.as_str().to_owned();
    let owner = users::insert(connection, &NewAccount { username, password_hash, admin: false }, now)?.user.id;
    connection.execute(
        "INSERT INTO flask_users (fingerprint, user_id) VALUES (:fingerprint, :owner)",
        named_params! {":fingerprint": fingerprint(user).as_slice(), ":owner": owner},
    )?;
    Ok((owner, name))
}

fn add_task(
    recorder: &mut Recorder<'_>,
    username: &str,
    old: &FlaskTask,
    taken: &HashSet<i64>,
    report: &mut FlaskReport,
) -> Outcome<(i64, Vec<Description>)> {
    let CarriedTexts { title, description, rest, change } = carried_texts(old);
    if let Some(change) = change {
        report.changed_tasks.push(ChangedTask { username: username.to_owned(), id: old.id, change });
    }
    let id = if can_keep_number(old.id, taken) {
        old.id
    } else {
        let id = recorder.next_task().0;
        report.renumbered_tasks.push(RenumberedTask { username: username.to_owned(), from: old.id, to: id });
        id
    };
    let task = Task::new(TaskId(id), new_uid(recorder.at), title, recorder.at);
    recorder.add(Task { description, ..task })?;
    let mut remember =
        recorder.connection.prepare_cached("INSERT INTO flask_tasks (user_id, flask_id) VALUES (:owner, :id)")?;
    remember.execute(named_params! {":owner": recorder.owner, ":id": old.id})?;
    Ok((id, rest))
}

fn numbers(connection: &Connection, sql: &'static str, owner: UserId) -> Outcome<HashSet<i64>> {
    let mut select = connection.prepare_cached(sql)?;
    let numbers = select.query_map(named_params! {":owner": owner}, |row| row.get(0))?;
    Ok(numbers.collect::<rusqlite::Result<_>>()?)
}
