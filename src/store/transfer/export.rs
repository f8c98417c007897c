//! Exports an account as it is or as it was.

use std::io::{self, BufWriter, Write};

use rusqlite::{Connection, Row, named_params};
use serde::Serialize;

use crate::domain::Timestamp;
use crate::domain::habits::{Habit, HabitEntry};
use crate::domain::log::change::{Action, ChangeId, ObjectKind};
use crate::domain::pauses::Pause;
use crate::domain::projects::Project;
use crate::domain::reviews::Review;
use crate::domain::sections::Section;
use crate::domain::settings::Settings;
use crate::domain::tasks::Task;
use crate::domain::time_entries::TimeEntry;
use crate::domain::transfer::export::{ExportedActor, ExportedChange, ExportedGroup, FORMAT, VERSION};
use crate::domain::users::UserId;
use crate::domain::views::View;
use crate::error::{Error, Result};
use crate::store::Store;
use crate::store::changes::read_actor;
use crate::store::engine::columns::{Millis, fields, word};
use crate::store::engine::connection::in_one_snapshot;
use crate::store::engine::failure::{Failure, Outcome};
use crate::store::events::Live;
use crate::store::log::head::head_at;
use crate::store::log::replay::{Part, replay};
use crate::store::tasks::table::{read_task, select_tasks, select_trashed};

impl Store {
    /// Writes an account in the project's JSON format, as it is or as it was at an instant. The time grows with the
    /// log, the memory does not.
    ///
    /// Neither includes objects that have since been deleted for good.
    pub async fn export<W>(&self, owner: UserId, as_of: Option<Timestamp>, now: Timestamp, out: W) -> Result<W>
    where
        W: Write + Send + 'static,
    {
        let store = self.clone();
        let work = move || {
            // Not on a reading thread, because that would block the others for too long.
            let outcome = store.0.readers.get().map_err(Failure::from).and_then(|reader| {
                let out = Interruptible { out: BufWriter::new(out), live: &store.0.live };
                in_one_snapshot(&reader, || export(&reader, owner, as_of, now, out))
            });
            outcome.map_err(|failure| store.0.health.diagnose(failure))
        };
        tokio::task::spawn_blocking(work).await.map_err(Error::internal)?
    }
}

fn export<W: Write>(
    connection: &Connection,
    owner: UserId,
    as_of: Option<Timestamp>,
    now: Timestamp,
    mut out: Interruptible<'_, W>,
) -> Outcome<W> {
    let head = match as_of {
        None => ChangeId(i64::MAX),
        Some(instant) => head_at(connection, owner, instant, now)?,
    };
    line(&mut out, &format!("{{\"format\":\"{FORMAT}\",\"version\":{VERSION},\"settings\":"))?;
    let mut settings = Vec::new();
    replay::<Settings>(connection, owner, Part::until(head), Some(Settings::default()), |found| {
        settings.push(found);
        Ok(())
    })?;
    let settings = settings.pop().unwrap_or_default();
    serde_json::to_writer(&mut out, &settings).map_err(Error::internal)?;
    line(&mut out, ",\"projects\":[")?;
    let mut list = List::new(&mut out);
    replay::<Project>(connection, owner, Part::until(head), None, |project| list.push(&project))?;
    line(&mut out, "\n],\"sections\":[")?;
    let mut list = List::new(&mut out);
    replay::<Section>(connection, owner, Part::until(head), None, |section| list.push(&section))?;
    line(&mut out, "\n],\"views\":[")?;
    let mut list = List::new(&mut out);
    replay::<View>(connection, owner, Part::until(head), None, |view| list.push(&view))?;
    line(&mut out, "\n],\"habits\":[")?;
    let mut list = List::new(&mut out);
    replay::<Habit>(connection, owner, Part::until(head), None, |habit| list.push(&habit))?;
    line(&mut out, "\n],\"habit_entries\":[")?;
    let mut list = List::new(&mut out);
    replay::<HabitEntry>(connection, owner, Part::until(head), None, |entry| list.push(&entry))?;
    line(&mut out, "\n],\"pauses\":[")?;
    let mut list = List::new(&mut out);
    replay::<Pause>(connection, owner, Part::until(head), None, |pause| list.push(&pause))?;
    line(&mut out, "\n],\"reviews\":[")?;
    let mut list = List::new(&mut out);
    replay::<Review>(connection, owner, Part::until(head), None, |review| list.push(&review))?;
    line(&mut out, "\n],\"tasks\":[")?;
    let mut list = List::new(&mut out);
    match as_of {
        None => current_tasks(connection, owner, &mut list)?,
        Some(_) => replay::<Task>(connection, owner, Part::until(head), None, |task| list.push(&task))?,
    }
    line(&mut out, "\n],\"time_entries\":[")?;
    let mut list = List::new(&mut out);
    replay::<TimeEntry>(connection, owner, Part::until(head), None, |entry| list.push(&entry))?;
    line(&mut out, "\n],\"actors\":[")?;
    let parameters = named_params! {":owner": owner, ":head": head};
    let sql = "SELECT id, kind, session_id, name FROM actors
               WHERE user_id = :owner AND id IN (SELECT actor_id FROM change_groups WHERE user_id = :owner AND id <= :head)
               ORDER BY id";
    each(connection, sql, parameters, List::new(&mut out), |row| {
        Ok(ExportedActor { id: row.get(0)?, actor: read_actor(row, 1)? })
    })?;
    line(&mut out, "\n],\"groups\":[")?;
    let sql = "SELECT id, at, actor_id, action, undoes FROM change_groups
               WHERE user_id = :owner AND id <= :head ORDER BY id";
    each(connection, sql, parameters, List::new(&mut out), |row| {
        let Millis(at) = row.get(1)?;
        let action = word(row, 3, Action::from_word)?;
        Ok(ExportedGroup { id: row.get(0)?, at, actor: row.get(2)?, action, undoes: row.get(4)? })
    })?;
    line(&mut out, "\n],\"changes\":[")?;
    let sql = "SELECT id, object_id, before, after, kind FROM changes
               WHERE user_id = :owner AND id <= :head ORDER BY id";
    each(connection, sql, parameters, List::new(&mut out), |row| {
        let (before, after) = (fields(row, 2)?, fields(row, 3)?);
        let kind = word(row, 4, ObjectKind::from_word)?;
        Ok(ExportedChange { id: row.get(0)?, kind, object_id: row.get(1)?, before, after })
    })?;
    line(&mut out, "\n]}\n")?;
    Ok(out.out.into_inner().map_err(|error| Error::internal(error.into_error()))?)
}

fn current_tasks(connection: &Connection, owner: UserId, list: &mut List<'_, impl Write>) -> Outcome<()> {
    let (tasks, trashed) =
        (select_tasks!("WHERE user_id = :owner"), select_trashed!("WHERE user_id = :owner ORDER BY 1"));
    let mut select = connection.prepare(&format!("{tasks} UNION ALL {trashed}"))?;
    let mut rows = select.query(named_params! {":owner": owner})?;
    while let Some(row) = rows.next()? {
        list.push(&read_task(row)?)?;
    }
    Ok(())
}

fn each<T: Serialize>(
    connection: &Connection,
    sql: &str,
    parameters: &[(&str, &dyn rusqlite::ToSql)],
    mut list: List<'_, impl Write>,
    read: impl Fn(&Row<'_>) -> rusqlite::Result<T>,
) -> Outcome<()> {
    let mut select = connection.prepare(sql)?;
    let mut rows = select.query(parameters)?;
    while let Some(row) = rows.next()? {
        list.push(&read(row)?)?;
    }
    Ok(())
}

/// A writer for an export that stops when the server is about to stop.
struct Interruptible<'l, W: Write> {
    out: BufWriter<W>,
    live: &'l Live,
}

impl<W: Write> Write for Interruptible<'_, W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.live.is_closed() {
            return Err(io::Error::other("the server is about to stop"));
        }
        self.out.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// The items of a JSON array, one per line.
struct List<'o, W: Write> {
    out: &'o mut W,
    is_empty: bool,
}

impl<'o, W: Write> List<'o, W> {
    fn new(out: &'o mut W) -> Self {
        Self { out, is_empty: true }
    }

    fn push(&mut self, item: &impl Serialize) -> Outcome<()> {
        line(self.out, if self.is_empty { "\n" } else { ",\n" })?;
        self.is_empty = false;
        Ok(serde_json::to_writer(&mut *self.out, item).map_err(Error::internal)?)
    }
}

fn line(out: &mut impl Write, text: &str) -> Outcome<()> {
    Ok(out.write_all(text.as_bytes()).map_err(Error::internal)?)
}
