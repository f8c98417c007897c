//! Undoes whole groups, and reverts single tasks to an earlier version.

use std::ops::RangeInclusive;

use rusqlite::named_params;

use crate::domain::habits::{Habit, HabitEntry};
use crate::domain::log::act::Act;
use crate::domain::log::change::{Action, ChangeGroup, ChangeId, Fields, GroupId, ObjectKind, Written};
use crate::domain::log::object::Object;
use crate::domain::log::precondition::IfMatch;
use crate::domain::log::undo::{Obstacles, taken_back};
use crate::domain::pauses::Pause;
use crate::domain::projects::Project;
use crate::domain::reviews::Review;
use crate::domain::sections::Section;
use crate::domain::settings::Settings;
use crate::domain::tasks::{Task, TaskId};
use crate::domain::time_entries::TimeEntry;
use crate::domain::views::View;
use crate::error::{Error, Result};
use crate::store::Store;
use crate::store::changes::{select_group, shown};
use crate::store::engine::columns::{fields, word};
use crate::store::engine::failure::{Failure, Outcome};
use crate::store::log::idempotency;
use crate::store::log::recorder::Recorder;
use crate::store::log::stored::Stored;
use crate::store::tasks::consequences::put;
use crate::store::tasks::references::keep_with_parents;
use crate::store::tasks::table::select;

impl Store {
    /// Undoes a group, all or nothing, as a new group that can be undone in turn. Later changes to the same fields
    /// prevent it.
    pub async fn undo_changes(&self, act: Act, group: GroupId) -> Result<Written<ChangeGroup>> {
        let _turn = self.turn().await;
        self.write(move |connection| {
            idempotency::once(connection, act.owner, act.repeatable.as_ref(), act.at, || {
                let mut recorder = Recorder::begin(connection, &act, None)?;
                recorder.allow_twice();
                undo(&mut recorder, group)?;
                let made = recorder.finish()?.ok_or_else(|| Error::internal("an undo has changed nothing"))?;
                let value = shown(connection, act.owner, select_group(connection, act.owner, made)?)?;
                Ok(Written { value, group: Some(made) })
            })
        })
        .await
    }

    /// Restores the content of a task's earlier version.
    pub async fn revert_task(
        &self,
        act: Act,
        id: TaskId,
        version: ChangeId,
        if_match: IfMatch,
    ) -> Result<Written<Task>> {
        self.act(act, Some(Action::Revert), move |recorder| {
            let now = select(recorder.connection, recorder.owner, id)?;
            if_match.check(now.version)?;
            let then = task_in_version(recorder, &now, version)?;
            let content = then.content()?;
            let after = now
                .with_fields(&content, if then.content()? == now.content()? { now.updated_at } else { recorder.at })?;
            let after = put(recorder, &now, after)?;
            keep_with_parents(recorder, vec![id])?;
            select(recorder.connection, recorder.owner, after.id)
        })
        .await
    }
}

fn undo(recorder: &mut Recorder<'_>, id: GroupId) -> Outcome<()> {
    let group = select_group(recorder.connection, recorder.owner, id)?;
    if group.undone_by.is_some() {
        return Err(Error::conflict("", "This has already been undone.").into());
    }
    recorder.take_back(id, group.action);
    let last = ChangeId(group.id.0 + group.change_count - 1);
    undo_range(recorder, ChangeId(group.id.0)..=last, Obstacles::default())
}

/// Undoes changes, newest first.
pub(super) fn undo_range(
    recorder: &mut Recorder<'_>,
    changes: RangeInclusive<ChangeId>,
    mut obstacles: Obstacles,
) -> Outcome<()> {
    let mut moved = Vec::new();
    let connection = recorder.connection;
    let mut select = connection.prepare_cached(
        "SELECT object_id, before, after, kind FROM changes
         WHERE user_id = :owner AND id BETWEEN :first AND :last ORDER BY id DESC",
    )?;
    // Rows written meanwhile have higher numbers, so this loop doesn't meet them.
    let mut rows =
        select.query(named_params! {":owner": recorder.owner, ":first": changes.start(), ":last": changes.end()})?;
    while let Some(row) = rows.next()? {
        let number = row.get(0)?;
        let change = (fields(row, 1)?, fields(row, 2)?);
        match word(row, 3, ObjectKind::from_word)? {
            ObjectKind::Task => {
                let is_place =
                    |name: &String| ["parent_id", "project_id", "section_id", "deleted_at"].contains(&name.as_str());
                if [&change.0, &change.1].into_iter().flatten().any(|fields| fields.keys().any(is_place)) {
                    moved.push(TaskId(number));
                }
                undo_change::<Task>(recorder, number, change, &mut obstacles)?;
            }
            ObjectKind::Project => undo_change::<Project>(recorder, number, change, &mut obstacles)?,
            ObjectKind::Section => undo_change::<Section>(recorder, number, change, &mut obstacles)?,
            ObjectKind::TimeEntry => undo_change::<TimeEntry>(recorder, number, change, &mut obstacles)?,
            ObjectKind::View => undo_change::<View>(recorder, number, change, &mut obstacles)?,
            ObjectKind::Habit => undo_change::<Habit>(recorder, number, change, &mut obstacles)?,
            ObjectKind::HabitEntry => undo_change::<HabitEntry>(recorder, number, change, &mut obstacles)?,
            ObjectKind::Pause => undo_change::<Pause>(recorder, number, change, &mut obstacles)?,
            ObjectKind::Review => undo_change::<Review>(recorder, number, change, &mut obstacles)?,
            ObjectKind::Settings => undo_change::<Settings>(recorder, number, change, &mut obstacles)?,
        }
        if obstacles.are_enough() {
            break;
        }
    }
    obstacles.finish()?;
    keep_with_parents(recorder, moved)
}

fn undo_change<O: Stored>(
    recorder: &mut Recorder<'_>,
    number: i64,
    change: (Option<Fields>, Option<Fields>),
    obstacles: &mut Obstacles,
) -> Outcome<()> {
    let (before, Some(after)) = change else {
        obstacles.erased();
        return Ok(());
    };
    let Some(now) = O::select_anywhere(recorder.connection, recorder.owner, number)? else {
        obstacles.erased();
        return Ok(());
    };
    if let Some(then) = taken_back(&now, before.as_ref(), &after, recorder.at, obstacles)? {
        match recorder.change(&now, then) {
            // The rest would be refused because of this.
            Err(Failure::Refused(Error::Invalid(errors) | Error::Conflict(errors))) => {
                obstacles.refused(&errors);
                std::mem::take(obstacles).finish()?;
            }
            changed => drop(changed?),
        }
    }
    Ok(())
}

/// A task as it was after one of its changes, found by undoing the later ones.
fn task_in_version(recorder: &Recorder<'_>, now: &Task, version: ChangeId) -> Outcome<Task> {
    let mut select = recorder.connection.prepare_cached(
        "SELECT id, before, after FROM changes INDEXED BY changes_by_object
         WHERE user_id = :owner AND kind = 'task' AND object_id = :id AND id >= :version ORDER BY id DESC",
    )?;
    let mut rows = select.query(named_params! {":owner": recorder.owner, ":id": now.id, ":version": version})?;
    let mut task = now.clone();
    while let Some(row) = rows.next()? {
        if row.get::<_, ChangeId>(0)? == version {
            return Ok(task);
        }
        match fields(row, 1)? {
            Some(before) => task = task.with_fields(&before, task.updated_at)?,
            None => break,
        }
    }
    Err(Error::NotFound("version").into())
}
