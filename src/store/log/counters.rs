//! Counters of an account's tasks, so a list's length and a project's progress need no counting.

use std::collections::BTreeMap;

use rusqlite::{Connection, named_params};

use crate::domain::projects::ProjectId;
use crate::domain::sections::SectionId;
use crate::domain::tasks::TaskId;
use crate::domain::users::UserId;
use crate::store::engine::failure::Outcome;

/// How many tasks were added or removed: open, closed and in the trash.
#[derive(Debug, Clone, Default)]
pub struct Counted {
    pub open: i64,
    pub closed: i64,
    pub trashed: i64,
    /// The open and closed ones of each section; without a section, those of a project that are in none.
    pub places: BTreeMap<(ProjectId, Option<SectionId>), (i64, i64)>,
}

/// Updates the counters and the next task number.
pub fn count(connection: &Connection, owner: UserId, counted: Counted, next: TaskId) -> Outcome<()> {
    let mut update = connection.prepare_cached(
        "UPDATE counters
         SET next_task_id = max(next_task_id, :next), open = open + :open, closed = closed + :closed,
             trashed = trashed + :trashed
         WHERE user_id = :owner",
    )?;
    update.execute(named_params! {
        ":owner": owner,
        ":next": next,
        ":open": counted.open,
        ":closed": counted.closed,
        ":trashed": counted.trashed,
    })?;
    for ((project, section), (open, closed)) in counted.places {
        if (open, closed) == (0, 0) {
            continue;
        }
        let mut add = connection.prepare_cached(
            "INSERT INTO project_counters (user_id, project_id, section_id, open, closed)
             VALUES (:owner, :project, :section, :open, :closed)
             ON CONFLICT (user_id, project_id, section_id)
             DO UPDATE SET open = open + excluded.open, closed = closed + excluded.closed",
        )?;
        add.execute(named_params! {
            ":owner": owner,
            ":project": project,
            ":section": section.map_or(0, |section| section.0),
            ":open": open,
            ":closed": closed,
        })?;
    }
    Ok(())
}
