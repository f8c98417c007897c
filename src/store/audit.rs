//! Compares an account's tables with its log: what damage to the file changes without SQLite noticing.
//!
//! Every object must be what its changes lead to, and every counter and index of ours what the objects add up to.

mod totals;

use std::cell::Cell;
use std::ops::Range;
use std::time::Instant;

use rusqlite::{Connection, OptionalExtension, named_params};

use crate::domain::habits::{Habit, HabitEntry};
use crate::domain::log::change::{Fields, ObjectKind};
use crate::domain::pauses::Pause;
use crate::domain::projects::Project;
use crate::domain::reviews::Review;
use crate::domain::sections::Section;
use crate::domain::settings::Settings;
use crate::domain::tasks::Task;
use crate::domain::time_entries::TimeEntry;
use crate::domain::users::UserId;
use crate::domain::views::View;
use crate::error::{Error, Result};
use crate::store::Store;
use crate::store::engine::failure::{Failure, Outcome};
use crate::store::engine::trouble::Trouble;
use crate::store::log::replay::{Part, replay_each};
use crate::store::log::stored::Stored;
use crate::store::users::select_owners;

/// How many objects to compare per snapshot, so that no read waits long.
const AT_ONCE: i64 = 200;

/// The background audit rests this many times as long as its last step took.
const REST: u32 = 9;

/// What differs from the log, as a sentence without any text of a user's.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct Difference(String);

impl Store {
    /// Compares all accounts with their logs in small steps, resting between them. What differs counts as damage.
    pub async fn audit(&self) -> Result<()> {
        for owner in self.read(select_owners).await? {
            let mut step = Some(Step::FIRST);
            while let Some(now) = step {
                let started = Instant::now();
                let (next, found) = self.read(move |connection| now.take(connection, owner)).await?;
                if let Some(difference) = found {
                    self.0.health.note(Trouble::Damaged);
                    return Err(Error::internal(difference));
                }
                step = next;
                tokio::time::sleep(started.elapsed() * REST).await;
            }
            if self.mend_words(owner).await? {
                tracing::warn!("the search index of an account lacked words and was made anew");
            }
        }
        Ok(())
    }
}

/// Compares all accounts with their logs, and returns the first difference.
pub fn audit(connection: &Connection) -> Outcome<Option<Difference>> {
    for owner in select_owners(connection)? {
        let mut step = Some(Step::FIRST);
        while let Some(now) = step {
            let (next, found) = now.take(connection, owner)?;
            if found.is_some() {
                return Ok(found);
            }
            step = next;
        }
    }
    Ok(None)
}

/// The next part of an account to compare.
#[derive(Debug, Clone, Copy)]
enum Step {
    /// Objects of a kind, from this number on.
    Objects(ObjectKind, i64),
    /// Counters, and the log itself.
    Totals,
}

impl Step {
    const FIRST: Self = Self::Objects(ObjectKind::Settings, 0);

    /// Compares this part. Returns the next one, and what differs.
    fn take(self, connection: &Connection, owner: UserId) -> Outcome<(Option<Self>, Option<Difference>)> {
        let Self::Objects(kind, from) = self else {
            return Ok((None, totals::compare(connection, owner)?));
        };
        let end = end_of_part(connection, owner, kind, from)?;
        let numbers = from..end.unwrap_or(i64::MAX);
        let found = match kind {
            ObjectKind::Settings => compare::<Settings>(connection, owner, numbers, Some(Settings::default())),
            ObjectKind::Project => compare::<Project>(connection, owner, numbers, None),
            ObjectKind::Section => compare::<Section>(connection, owner, numbers, None),
            ObjectKind::View => compare::<View>(connection, owner, numbers, None),
            ObjectKind::Habit => compare::<Habit>(connection, owner, numbers, None),
            ObjectKind::HabitEntry => compare::<HabitEntry>(connection, owner, numbers, None),
            ObjectKind::Pause => compare::<Pause>(connection, owner, numbers, None),
            ObjectKind::Review => compare::<Review>(connection, owner, numbers, None),
            ObjectKind::Task => compare::<Task>(connection, owner, numbers, None),
            ObjectKind::TimeEntry => compare::<TimeEntry>(connection, owner, numbers, None),
        };
        let next = match (end, kind) {
            (Some(end), _) => Self::Objects(kind, end),
            (None, ObjectKind::Settings) => Self::Objects(ObjectKind::Project, 0),
            (None, ObjectKind::Project) => Self::Objects(ObjectKind::Section, 0),
            (None, ObjectKind::Section) => Self::Objects(ObjectKind::View, 0),
            (None, ObjectKind::View) => Self::Objects(ObjectKind::Habit, 0),
            (None, ObjectKind::Habit) => Self::Objects(ObjectKind::HabitEntry, 0),
            (None, ObjectKind::HabitEntry) => Self::Objects(ObjectKind::Pause, 0),
            (None, ObjectKind::Pause) => Self::Objects(ObjectKind::Review, 0),
            (None, ObjectKind::Review) => Self::Objects(ObjectKind::Task, 0),
            (None, ObjectKind::Task) => Self::Objects(ObjectKind::TimeEntry, 0),
            (None, ObjectKind::TimeEntry) => Self::Totals,
        };
        Ok((Some(next), found.or_else(|failure| unreadable(failure, kind))?))
    }
}

/// A row or a change that can't be read is a difference; a failure of the disk is not.
fn unreadable(failure: Failure, kind: ObjectKind) -> Outcome<Option<Difference>> {
    match failure {
        Failure::Refused(Error::Internal(_))
        | Failure::Sqlite(
            rusqlite::Error::FromSqlConversionFailure(..)
            | rusqlite::Error::InvalidColumnType(..)
            | rusqlite::Error::IntegralValueOutOfRange(..)
            | rusqlite::Error::Utf8Error(..),
        ) => Ok(Some(Difference(format!("a {} of an account, or its log, can't be read", kind.as_str())))),
        other => Err(other),
    }
}

/// The number after the last object of a part that begins at this one; `None` for the last part.
fn end_of_part(connection: &Connection, owner: UserId, kind: ObjectKind, from: i64) -> Outcome<Option<i64>> {
    let mut select = connection.prepare_cached(
        "SELECT DISTINCT object_id FROM changes INDEXED BY changes_by_object
         WHERE user_id = :owner AND kind = :kind AND object_id >= :from ORDER BY object_id LIMIT 1 OFFSET :most",
    )?;
    let parameters = named_params! {":owner": owner, ":kind": kind.as_str(), ":from": from, ":most": AT_ONCE};
    Ok(select.query_row(parameters, |row| row.get(0)).optional()?)
}

fn compare<O: Stored>(
    connection: &Connection,
    owner: UserId,
    numbers: Range<i64>,
    first: Option<O>,
) -> Outcome<Option<Difference>> {
    let mut replayed = 0_i64;
    let different = Cell::new(None);
    let changing = |object: &O, old: &Fields| {
        if !object.is_before(old)? {
            different.set(Some(object.number()));
        }
        Ok(())
    };
    replay_each(connection, owner, Part::of(numbers.clone()), first, changing, |object: O| {
        replayed += 1;
        let stored = O::select_anywhere(connection, owner, object.number())?;
        if stored.as_ref() != Some(&object) || !object.is_indexed(connection, owner)? {
            different.set(Some(object.number()));
        }
        Ok(())
    })?;
    let kind = O::KIND.as_str();
    if let Some(number) = different.get() {
        return Ok(Some(Difference(format!("{kind} {number} of an account is not what its log leads to"))));
    }
    let parameters = named_params! {":owner": owner, ":from": numbers.start, ":to": numbers.end};
    let stored: i64 = connection.prepare_cached(counting(O::KIND))?.query_row(parameters, |row| row.get(0))?;
    Ok((stored != replayed).then(|| Difference(format!("an account has another number of {kind}s than its log"))))
}

/// Counts the rows of a kind of object.
fn counting(kind: ObjectKind) -> &'static str {
    match kind {
        ObjectKind::Settings => "SELECT count(*) FROM settings WHERE user_id = :owner AND :from <= 1 AND 1 < :to",
        ObjectKind::Project => "SELECT count(*) FROM projects WHERE user_id = :owner AND id >= :from AND id < :to",
        ObjectKind::Section => "SELECT count(*) FROM sections WHERE user_id = :owner AND id >= :from AND id < :to",
        ObjectKind::TimeEntry => {
            "SELECT count(*) FROM time_entries WHERE user_id = :owner AND id >= :from AND id < :to"
        }
        ObjectKind::View => "SELECT count(*) FROM views WHERE user_id = :owner AND id >= :from AND id < :to",
        ObjectKind::Habit => "SELECT count(*) FROM habits WHERE user_id = :owner AND id >= :from AND id < :to",
        ObjectKind::HabitEntry => {
            "SELECT count(*) FROM habit_entries INDEXED BY habit_entries_by_id
             WHERE user_id = :owner AND id >= :from AND id < :to"
        }
        ObjectKind::Pause => "SELECT count(*) FROM pauses WHERE user_id = :owner AND id >= :from AND id < :to",
        ObjectKind::Review => {
            "SELECT count(*) FROM reviews WHERE user_id = :owner AND period >= :from AND period < :to"
        }
        ObjectKind::Task => {
            "SELECT (SELECT count(*) FROM tasks WHERE user_id = :owner AND id >= :from AND id < :to)
                  + (SELECT count(*) FROM trashed_tasks WHERE user_id = :owner AND id >= :from AND id < :to)"
        }
    }
}
