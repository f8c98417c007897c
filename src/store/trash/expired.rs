//! Deletes for good what has been in the trash for long.

use rusqlite::{Connection, named_params};

use super::{PURGED_AT_ONCE, purge, purge_project, purge_tasks};
use crate::domain::Timestamp;
use crate::domain::habits::{Habit, HabitEntry};
use crate::domain::log::act::{Act, Actor};
use crate::domain::pauses::Pause;
use crate::domain::projects::Project;
use crate::domain::sections::Section;
use crate::domain::time_entries::TimeEntry;
use crate::domain::trash::Retention;
use crate::domain::users::UserId;
use crate::domain::views::View;
use crate::error::Result;
use crate::store::Store;
use crate::store::engine::columns::Millis;
use crate::store::engine::failure::Outcome;
use crate::store::habits::entries::select_all_of;
use crate::store::log::recorder::Recorder;
use crate::store::log::stored::Stored;

/// How many objects to delete for good per transaction, so nobody waits long.
const EXPIRING_AT_ONCE: i64 = 500;

impl Store {
    /// Deletes expired objects for good, a limited number at a time. Returns how many.
    ///
    /// They must have expired by the clock and by the time the server has run, so a clock that jumps deletes nothing.
    pub async fn expire_trash(&self, retention: Retention, now: Timestamp) -> Result<usize> {
        for kind in Expiring::ALL {
            let expired = self.read(move |connection| select_expired(connection, kind, retention, now)).await?;
            let Some((owner, numbers)) = expired else { continue };
            let count = numbers.len();
            self.act(Act::new(owner, Actor::server(), now), None, move |recorder| {
                // Check again, because an object may have been restored and deleted again meanwhile.
                let still = select_expired(recorder.connection, kind, retention, now)?.filter(|(of, _)| *of == owner);
                let numbers = still.map(|(_, numbers)| numbers).unwrap_or_default();
                match kind {
                    Expiring::Tasks => purge_tasks(recorder, &numbers).map(drop),
                    Expiring::Projects => numbers.iter().try_for_each(|number| {
                        let project = Project::select_anywhere(recorder.connection, recorder.owner, *number)?;
                        let project = project.filter(|project| project.deleted_at.is_some());
                        project.map_or(Ok(()), |project| purge_project(recorder, &project))
                    }),
                    Expiring::Sections => purge::<Section>(recorder, &numbers).map(drop),
                    Expiring::Views => purge::<View>(recorder, &numbers).map(drop),
                    Expiring::TimeEntries => purge::<TimeEntry>(recorder, &numbers).map(drop),
                    Expiring::HabitEntries => purge::<HabitEntry>(recorder, &numbers).map(drop),
                    Expiring::Habits => numbers.iter().try_for_each(|number| purge_habit(recorder, *number)),
                    Expiring::Pauses => purge::<Pause>(recorder, &numbers).map(drop),
                }
            })
            .await?;
            return Ok(count);
        }
        Ok(0)
    }
}

/// Deletes a deleted habit for good, with what was answered for its days: of a long history a part at a time.
fn purge_habit(recorder: &mut Recorder<'_>, number: i64) -> Outcome<()> {
    let habit = Habit::select_anywhere(recorder.connection, recorder.owner, number)?;
    let Some(habit) = habit.filter(|habit| habit.deleted_at.is_some()) else { return Ok(()) };
    let entries = select_all_of(recorder.connection, recorder.owner, number, PURGED_AT_ONCE)?;
    for entry in &entries {
        recorder.purge(entry)?;
    }
    if entries.len() < PURGED_AT_ONCE {
        recorder.purge(&habit)?;
    }
    Ok(())
}

/// The kinds of objects that expire.
#[derive(Debug, Clone, Copy)]
enum Expiring {
    Tasks,
    Projects,
    Sections,
    Views,
    HabitEntries,
    Habits,
    Pauses,
    TimeEntries,
}

impl Expiring {
    const ALL: [Self; 8] = [
        Self::Tasks,
        Self::Projects,
        Self::Sections,
        Self::Views,
        Self::HabitEntries,
        Self::Habits,
        Self::Pauses,
        Self::TimeEntries,
    ];
}

/// The expired objects of one account.
fn select_expired(
    connection: &Connection,
    kind: Expiring,
    retention: Retention,
    now: Timestamp,
) -> Outcome<Option<(UserId, Vec<i64>)>> {
    let mut select = connection.prepare_cached(match kind {
        Expiring::Tasks => {
            "SELECT user_id, id FROM trashed_tasks
             WHERE deleted_uptime <= (SELECT uptime FROM server) - :period AND deleted_at <= :since
               AND user_id NOT IN (SELECT user_id FROM moved_accounts)
             LIMIT :limit"
        }
        Expiring::Projects => {
            "SELECT user_id, id FROM projects
             WHERE deleted_uptime <= (SELECT uptime FROM server) - :period AND deleted_at <= :since
               AND user_id NOT IN (SELECT user_id FROM moved_accounts)
             LIMIT :limit"
        }
        Expiring::Sections => {
            "SELECT user_id, id FROM sections
             WHERE deleted_uptime <= (SELECT uptime FROM server) - :period AND deleted_at <= :since
               AND user_id NOT IN (SELECT user_id FROM moved_accounts)
             LIMIT :limit"
        }
        Expiring::Views => {
            "SELECT user_id, id FROM views
             WHERE deleted_uptime <= (SELECT uptime FROM server) - :period AND deleted_at <= :since
               AND user_id NOT IN (SELECT user_id FROM moved_accounts)
             LIMIT :limit"
        }
        Expiring::TimeEntries => {
            "SELECT user_id, id FROM time_entries
             WHERE deleted_uptime <= (SELECT uptime FROM server) - :period AND deleted_at <= :since
               AND user_id NOT IN (SELECT user_id FROM moved_accounts)
             LIMIT :limit"
        }
        Expiring::HabitEntries => {
            "SELECT user_id, id FROM habit_entries INDEXED BY habit_entries_by_age
             WHERE deleted_uptime <= (SELECT uptime FROM server) - :period AND deleted_at <= :since
               AND user_id NOT IN (SELECT user_id FROM moved_accounts)
             LIMIT :limit"
        }
        Expiring::Habits => {
            "SELECT user_id, id FROM habits
             WHERE deleted_uptime <= (SELECT uptime FROM server) - :period AND deleted_at <= :since
               AND user_id NOT IN (SELECT user_id FROM moved_accounts)
             LIMIT min(:limit, 1)"
        }
        Expiring::Pauses => {
            "SELECT user_id, id FROM pauses
             WHERE deleted_uptime <= (SELECT uptime FROM server) - :period AND deleted_at <= :since
               AND user_id NOT IN (SELECT user_id FROM moved_accounts)
             LIMIT :limit"
        }
    })?;
    let rows: Vec<(UserId, i64)> = select
        .query_map(
            named_params! {
                ":period": i64::try_from(retention.period().as_millis()).unwrap_or(i64::MAX),
                ":since": Millis(retention.since(now)),
                ":limit": EXPIRING_AT_ONCE,
            },
            |row| Ok((row.get(0)?, row.get(1)?)),
        )?
        .collect::<rusqlite::Result<_>>()?;
    let Some(owner) = rows.first().map(|(owner, _)| *owner) else { return Ok(None) };
    Ok(Some((owner, rows.into_iter().filter(|(of, _)| *of == owner).map(|(_, number)| number).collect())))
}
