//! Mends what earlier versions allowed and today's rules forbid. The account's log shows it as done by the server.

use rusqlite::{Connection, OptionalExtension, named_params};

use crate::domain::Timestamp;
use crate::domain::log::act::{Act, Actor};
use crate::domain::log::object::Object;
use crate::domain::rules::Broken;
use crate::domain::tasks::Task;
use crate::domain::tasks::{Description, TaskId};
use crate::domain::time::due::Due;
use crate::domain::time::recurrence::{Moment, Recurrence};
use crate::domain::users::UserId;
use crate::error::Result;
use crate::store::engine::columns::new_uid;
use crate::store::engine::failure::Outcome;
use crate::store::log::recorder::Recorder;
use crate::store::log::stored::Stored;
use crate::store::tasks::followers::other_of_series;
use crate::store::tasks::references::keep_with_parents;
use crate::store::tasks::table::{read_task, select_tasks, select_trashed};
use crate::store::users::select_present;
use crate::store::{Store, settings};

/// The version of the rules. Raise it when a rule is added or gets stricter, so every account is checked again.
const RULES: i64 = 3;

impl Store {
    /// Mends every account, once per version of the rules. Returns how many needed it. If one can't be mended, all are
    /// checked again next time.
    pub async fn mend_accounts(&self, now: Timestamp) -> Result<usize> {
        let checked: i64 = self
            .read(|connection| Ok(connection.query_row("SELECT checked_rules FROM server", [], |row| row.get(0))?))
            .await?;
        if checked >= RULES {
            return Ok(0);
        }
        let (mut mended, mut failed) = (0, None);
        for owner in self.read(select_present).await? {
            if !self.read(move |connection| select_broken(connection, owner)).await?.is_empty() {
                match self.act(Act::new(owner, Actor::server(), now), None, mend).await {
                    Ok(_) => mended += 1,
                    // Continue with the other accounts.
                    Err(error) => failed = Some(error),
                }
            }
        }
        if let Some(error) = failed {
            return Err(error);
        }
        self.write(|connection| {
            connection.execute("UPDATE server SET checked_rules = :rules", named_params! {":rules": RULES})?;
            Ok(())
        })
        .await?;
        Ok(mended)
    }
}

/// The tasks of an account that break a rule unknown to an earlier version.
fn select_broken(connection: &Connection, owner: UserId) -> Outcome<Vec<TaskId>> {
    let mut parted = connection.prepare_cached(
        "SELECT part.id FROM tasks AS part INDEXED BY tasks_by_parent
         JOIN tasks AS whole ON whole.user_id = part.user_id AND whole.id = part.parent_id
         WHERE part.user_id = :owner AND part.parent_id IS NOT NULL
           AND (part.project_id IS NOT whole.project_id OR part.section_id IS NOT whole.section_id)",
    )?;
    let parameters = named_params! {":owner": owner};
    let mut broken: Vec<TaskId> = parted.query_map(parameters, |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
    let (tasks, trashed) = (
        select_tasks!(
            "WHERE user_id = :owner
               AND (recurrence IS NOT NULL OR tags GLOB '*[^ -~]*' OR octet_length(description) > 50000)"
        ),
        select_trashed!(
            "WHERE user_id = :owner
               AND (recurrence IS NOT NULL OR tags GLOB '*[^ -~]*' OR octet_length(description) > 50000)
             ORDER BY 1"
        ),
    );
    let mut doubtful = connection.prepare(&format!("{tasks} UNION ALL {trashed}"))?;
    for task in doubtful.query_map(parameters, read_task)? {
        let task = task?;
        let is_doubled = task.deleted_at.is_none()
            && task.previous_id.is_some()
            && other_of_series(connection, owner, &task)?.is_some();
        if is_doubled || task.check().is_err() {
            broken.push(task.id);
        }
    }
    Ok(broken)
}

/// Mends the broken tasks of the group's account.
pub fn mend(recorder: &mut Recorder<'_>) -> Outcome<()> {
    let broken = select_broken(recorder.connection, recorder.owner)?;
    for id in &broken {
        let Some(task) = Task::select_anywhere(recorder.connection, recorder.owner, id.0)? else { continue };
        let task = mend_description(recorder, &task)?;
        let task = mend_tags(recorder, &task)?;
        let task = mend_recurrence(recorder, &task)?;
        if task.deleted_at.is_none()
            && let Some(other) = other_of_series(recorder.connection, recorder.owner, &task)?
        {
            // The task created first continues, unless it was reopened.
            let goes_on = task.previous_id.is_some_and(|previous| other.id > previous);
            let stopped = if goes_on && other.id < task.id { &task } else { &other };
            recorder.change(stopped, Task { recurrence: None, updated_at: recorder.at, ..stopped.clone() })?;
        }
    }
    keep_with_parents(recorder, broken)
}

/// Moves what has no room in its description into subtasks.
fn mend_description(recorder: &mut Recorder<'_>, task: &Task) -> Outcome<Task> {
    let Some(long) = task.description.as_ref().filter(|description| description.is_too_long()) else {
        return Ok(task.clone());
    };
    let mut parts = Description::parts(long.as_str()).into_iter();
    let mut mended = Task { description: parts.next(), updated_at: recorder.at, ..task.clone() };
    // A change is refused while anything is wrong, so all of it goes at once.
    mended.tags = mended.tags.respelled();
    if mended.check().is_err() {
        mended.recurrence = None;
    }
    let mended = recorder.change(task, mended)?;
    add_parts(recorder, &mended, parts.collect())?;
    Ok(mended)
}

/// Makes subtasks of the further parts of a task's description. They are where it is, in the trash too.
pub fn add_parts(recorder: &mut Recorder<'_>, whole: &Task, rest: Vec<Description>) -> Outcome<()> {
    for (number, description) in (2..).zip(rest) {
        let id = recorder.next_task();
        let title = whole.title.of_part(number);
        recorder.add(Task {
            description: Some(description),
            parent_id: Some(whole.id),
            project_id: whole.project_id,
            section_id: whole.section_id,
            status: whole.status,
            completed_at: whole.completed_at,
            deleted_at: whole.deleted_at,
            ..Task::new(id, new_uid(recorder.at), title, recorder.at)
        })?;
    }
    Ok(())
}

/// Writes its tags as they are written today.
fn mend_tags(recorder: &mut Recorder<'_>, task: &Task) -> Outcome<Task> {
    if task.check() != Err(Broken::TagSpelling) {
        return Ok(task.clone());
    }
    recorder.change(task, Task { tags: task.tags.respelled(), updated_at: recorder.at, ..task.clone() })
}

/// Restores the last due date of a recurring task without one, and restarts its series there. If that is still
/// impossible, the task loses its recurrence.
fn mend_recurrence(recorder: &mut Recorder<'_>, task: &Task) -> Outcome<Task> {
    let (Some(recurrence), Err(_)) = (&task.recurrence, task.check()) else { return Ok(task.clone()) };
    let due = match &task.due {
        Some(due) => due.clone(),
        None => last_due(recorder, task.id, recurrence)?,
    };
    let recurrence = Some(recurrence.clone().beginning_with(due.moment()));
    let mended = Task { due: Some(due), recurrence, updated_at: recorder.at, ..task.clone() };
    let mended =
        if mended.check().is_ok() { mended } else { Task { due: task.due.clone(), recurrence: None, ..mended } };
    recorder.change(task, mended)
}

/// The due date a task had before losing it; if the log has forgotten it, the first one of its series.
fn last_due(recorder: &Recorder<'_>, id: TaskId, recurrence: &Recurrence) -> Outcome<Due> {
    let mut select = recorder.connection.prepare_cached(
        "SELECT json_extract(before, '$.due') FROM changes INDEXED BY changes_by_object
         WHERE user_id = :owner AND kind = 'task' AND object_id = :id AND json_extract(before, '$.due') IS NOT NULL
         ORDER BY id DESC LIMIT 1",
    )?;
    let parameters = named_params! {":owner": recorder.owner, ":id": id};
    let due: Option<String> = select.query_row(parameters, |row| row.get(0)).optional()?;
    if let Some(due) = due.and_then(|due| due.parse().ok()) {
        return Ok(due);
    }
    Ok(match recurrence.dtstart {
        Moment::Day(day) => Due::Day(day),
        Moment::Time(local) => {
            Due::Time { local, zone: settings::select(recorder.connection, recorder.owner)?.zone_or_utc() }
        }
    })
}
