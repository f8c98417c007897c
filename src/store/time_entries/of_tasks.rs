//! What becomes of time entries when their tasks are closed or deleted.

use rusqlite::named_params;

use crate::domain::Timestamp;
use crate::domain::tasks::{Task, TaskId};
use crate::domain::time_entries::TimeEntry;
use crate::store::engine::failure::Outcome;
use crate::store::log::recorder::Recorder;
use crate::store::time_entries::table::{select_of_task, select_running};

/// Stops the timer if it runs on one of these tasks, which were closed at an instant. If that was before the timer was
/// started, it stops now.
pub fn stop_timer_of_closed(
    recorder: &mut Recorder<'_>,
    tasks: &[TaskId],
    completed_at: Option<Timestamp>,
) -> Outcome<()> {
    let Some(running) = select_running(recorder.connection, recorder.owner)? else { return Ok(()) };
    if running.task_id.is_some_and(|task| tasks.contains(&task)) {
        let at = completed_at.filter(|at| running.started_at.is_some_and(|started_at| *at > started_at));
        recorder.change(&running, running.stopped(at.unwrap_or(recorder.at), recorder.at))?;
    }
    Ok(())
}

/// Stops the timer if its task is in the trash. Other time stays where it is: it was spent.
pub fn stop_timer_of_trashed(recorder: &mut Recorder<'_>) -> Outcome<()> {
    let Some(running) = select_running(recorder.connection, recorder.owner)? else { return Ok(()) };
    let Some(task) = running.task_id else { return Ok(()) };
    let mut select = recorder
        .connection
        .prepare_cached("SELECT EXISTS (SELECT 1 FROM trashed_tasks WHERE user_id = :owner AND id = :id)")?;
    if select.query_row(named_params! {":owner": recorder.owner, ":id": task}, |row| row.get(0))? {
        recorder.change(&running, running.stopped(recorder.at, recorder.at))?;
    }
    Ok(())
}

/// Keeps the time of a task that was deleted for good: its title becomes the note of entries that have none.
pub fn keep_time_of(recorder: &mut Recorder<'_>, task: &Task) -> Outcome<()> {
    for entry in select_of_task(recorder.connection, recorder.owner, task.id)? {
        let note = entry.note.clone().or_else(|| Some(task.title.clone()));
        recorder.change(&entry, TimeEntry { task_id: None, note, ..entry.clone() })?;
    }
    Ok(())
}
