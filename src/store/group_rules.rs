//! What must hold between things once a group of changes is complete. On the way there it need not hold.

use rusqlite::{Connection, named_params};

use super::failure::Outcome;
use super::followers::other_of_series;
use super::task_columns::select_live;
use super::touched::Touched;
use crate::domain::task::Task;
use crate::domain::user::UserId;
use crate::error::Error;

/// The most projects an account has outside the trash.
const MOST_PROJECTS: i64 = 2_000;
/// The most saved views.
const MOST_VIEWS: i64 = 500;

/// Refuses what breaks a rule.
pub fn check(connection: &Connection, owner: UserId, touched: &Touched) -> Outcome<()> {
    for id in &touched.tasks {
        let Some(task) = select_live(connection, owner, *id)? else { continue };
        check_project(connection, owner, &task)?;
        if let Some(other) = other_of_series(connection, owner, &task)? {
            return Err(doubled(&task, &other).into());
        }
    }
    if touched.has_new_project {
        let sql = "SELECT count(*) FROM projects WHERE user_id = :owner AND deleted_at IS NULL";
        let sentence = "An account can have 2,000 projects at most. Delete one first.";
        check_number(connection, owner, sql, MOST_PROJECTS, sentence)?;
    }
    if touched.has_new_view {
        let sql = "SELECT count(*) FROM views WHERE user_id = :owner AND deleted_at IS NULL";
        let sentence = "An account can have 500 saved views at most. Delete one first.";
        check_number(connection, owner, sql, MOST_VIEWS, sentence)?;
    }
    Ok(())
}

/// A part is in the project of what it is a part of.
fn check_project(connection: &Connection, owner: UserId, task: &Task) -> Outcome<()> {
    let mut select = connection.prepare_cached(
        "SELECT EXISTS (SELECT 1 FROM tasks WHERE user_id = :owner AND id = :parent AND project_id IS NOT :project)
             OR EXISTS (SELECT 1 FROM tasks INDEXED BY tasks_by_parent
                        WHERE user_id = :owner AND parent_id = :id AND project_id IS NOT :project)",
    )?;
    let parameters = named_params! {
        ":owner": owner, ":id": task.id, ":parent": task.parent_id, ":project": task.project_id
    };
    if select.query_row(parameters, |row| row.get(0))? {
        let sentence = format!("“{}” and its subtasks can't be in different projects.", task.title.as_str());
        return Err(Error::conflict("project_id", sentence).into());
    }
    Ok(())
}

fn doubled(task: &Task, other: &Task) -> Error {
    let (title, due) = (task.title.as_str(), other.due.as_ref().map(ToString::to_string).unwrap_or_default());
    let sentence = format!("“{title}” repeats in another task already, due {due}. Delete that one first, or stop it.");
    Error::conflict("recurrence", sentence)
}

fn check_number(connection: &Connection, owner: UserId, sql: &str, most: i64, sentence: &str) -> Outcome<()> {
    let count: i64 = connection.prepare_cached(sql)?.query_row(named_params! {":owner": owner}, |row| row.get(0))?;
    if count > most { Err(Error::conflict("", sentence).into()) } else { Ok(()) }
}
