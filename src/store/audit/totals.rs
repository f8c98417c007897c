//! Compares an account's counters with what they count, and its log with itself.

use rusqlite::{Connection, OptionalExtension, named_params};

use super::Difference;
use crate::domain::users::UserId;
use crate::store::engine::failure::Outcome;

/// Facts that hold for every account, and the query that says whether they do.
const FACTS: [(&str, &str); 8] = [
    (
        "the changes are numbered without a gap",
        "SELECT count(*) = coalesce(max(id), 0) FROM changes INDEXED BY changes_by_object WHERE user_id = :owner",
    ),
    (
        "each change belongs to a group",
        "SELECT coalesce((SELECT max(last_id) FROM change_groups WHERE user_id = :owner), 0)
              = coalesce((SELECT max(id) FROM changes WHERE user_id = :owner), 0)
            AND NOT EXISTS (
              SELECT 1 FROM (
                SELECT id, lag(last_id, 1, 0) OVER (ORDER BY id) AS before FROM change_groups WHERE user_id = :owner
              ) WHERE id <> before + 1
            )",
    ),
    (
        "each group has its actor",
        "SELECT NOT EXISTS (
           SELECT actor_id FROM change_groups WHERE user_id = :owner
           EXCEPT SELECT id FROM actors WHERE user_id = :owner
         )",
    ),
    (
        "the tasks are counted",
        "SELECT coalesce((SELECT open = (SELECT count(*) FROM tasks WHERE user_id = :owner AND completed_at IS NULL)
            AND closed = (SELECT count(*) FROM tasks WHERE user_id = :owner AND completed_at IS NOT NULL)
            AND trashed = (SELECT count(*) FROM trashed_tasks WHERE user_id = :owner)
         FROM counters WHERE user_id = :owner), NOT EXISTS (SELECT 1 FROM users WHERE id = :owner))",
    ),
    (
        "no number is given twice",
        "SELECT next_task_id > coalesce((SELECT max(object_id) FROM changes INDEXED BY changes_by_object
                                         WHERE user_id = :owner AND kind = 'task'), 0)
            AND next_project_id > coalesce((SELECT max(id) FROM projects WHERE user_id = :owner), 0)
            AND next_section_id > coalesce((SELECT max(id) FROM sections WHERE user_id = :owner), 0)
            AND next_view_id > coalesce((SELECT max(id) FROM views WHERE user_id = :owner), 0)
            AND next_habit_id > coalesce((SELECT max(id) FROM habits WHERE user_id = :owner), 0)
            AND next_habit_entry_id > coalesce((SELECT max(id) FROM habit_entries INDEXED BY habit_entries_by_id
                                                WHERE user_id = :owner), 0)
            AND next_pause_id > coalesce((SELECT max(id) FROM pauses WHERE user_id = :owner), 0)
         FROM counters WHERE user_id = :owner",
    ),
    (
        "the tasks of each project are counted",
        "SELECT NOT EXISTS (
           SELECT project_id, coalesce(section_id, 0), count(*) - count(completed_at), count(completed_at)
           FROM tasks WHERE user_id = :owner AND project_id IS NOT NULL GROUP BY 1, 2
           EXCEPT SELECT project_id, section_id, open, closed FROM project_counters WHERE user_id = :owner
         )",
    ),
    (
        "no project counts tasks that are not there",
        "SELECT NOT EXISTS (
           SELECT 1 FROM project_counters WHERE user_id = :owner AND open + closed <> (
             SELECT count(*) FROM tasks
             WHERE tasks.user_id = :owner AND tasks.project_id = project_counters.project_id
               AND coalesce(tasks.section_id, 0) = project_counters.section_id
           )
         )",
    ),
    (
        "each tag is that of a task",
        "SELECT NOT EXISTS (
           SELECT 1 FROM task_tags WHERE user_id = :owner AND NOT EXISTS (
             SELECT 1 FROM tasks
             WHERE tasks.user_id = :owner AND tasks.id = task_tags.task_id
               AND instr(' ' || tasks.tags || ' ', ' ' || task_tags.tag || ' ')
           )
         )",
    ),
];

/// The first fact that does not hold for an account.
pub(super) fn compare(connection: &Connection, owner: UserId) -> Outcome<Option<Difference>> {
    for (fact, query) in FACTS {
        let mut select = connection.prepare_cached(query)?;
        // Without a row, the account was removed meanwhile.
        let holds: Option<bool> = select.query_row(named_params! {":owner": owner}, |row| row.get(0)).optional()?;
        if holds == Some(false) {
            return Ok(Some(Difference(format!("of an account it does not hold that {fact}"))));
        }
    }
    Ok(None)
}
