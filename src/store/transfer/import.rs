//! Imports an account from an export, including its log.

use rusqlite::{Connection, named_params};

use crate::domain::Timestamp;
use crate::domain::log::act::{Act, Actor};
use crate::domain::log::change::{ChangeId, Fields, ObjectKind};
use crate::domain::tasks::TaskId;
use crate::domain::transfer::export::Export;
use crate::domain::users::UserId;
use crate::error::{Error, Result};
use crate::store::Store;
use crate::store::engine::columns::Millis;
use crate::store::engine::failure::Outcome;
use crate::store::log::counters::{Counted, count};
use crate::store::log::recorder::{Recorder, append, json, note_undo};
use crate::store::log::stored::Stored;
use crate::store::mending::mend;
use crate::store::tasks::references::check_references;
use crate::store::time_entries::table::check_room;

impl Store {
    /// Fills an account that has always been empty, all or nothing. Exporting it again gives the same bytes, unless a
    /// rule was broken: that is mended, dated like the last group in the file.
    pub async fn import(&self, owner: UserId, export: Export) -> Result<()> {
        self.write(move |connection| import(connection, owner, &export)).await
    }
}

/// Fills an account that has always been empty.
pub fn import(connection: &Connection, owner: UserId, export: &Export) -> Outcome<()> {
    let empty = "SELECT next_task_id = 1 AND NOT EXISTS (SELECT 1 FROM changes WHERE user_id = :owner)
                 FROM counters WHERE user_id = :owner";
    if !connection.query_row(empty, named_params! {":owner": owner}, |row| row.get(0))? {
        let sentence = "The account holds something already. Import into one that was just made.";
        return Err(Error::conflict("user", sentence).into());
    }
    insert_log(connection, owner, export)?;
    let counted = insert_objects(connection, owner, export)?;
    go_on_numbering(connection, owner, export, counted)?;
    let at = export.groups.last().map_or(Timestamp::UNIX_EPOCH, |group| group.at);
    let mut recorder = Recorder::begin(connection, &Act::new(owner, Actor::server(), at), None)?;
    mend(&mut recorder)?;
    recorder.finish()?;
    Ok(())
}

fn insert_log(connection: &Connection, owner: UserId, export: &Export) -> Outcome<()> {
    let mut insert = connection.prepare_cached(
        "INSERT INTO actors (user_id, id, kind, session_id, name)
         VALUES (:owner, :id, :kind, :session, :name)",
    )?;
    for exported in &export.actors {
        insert.execute(named_params! {
            ":owner": owner,
            ":id": exported.id,
            ":kind": exported.actor.kind.as_str(),
            ":session": exported.actor.session_id,
            ":name": exported.actor.name,
        })?;
    }
    for change in &export.changes {
        let fields = |fields: &Option<Fields>| fields.as_ref().map_or(Ok(None), json);
        let fields = (fields(&change.before)?, fields(&change.after)?);
        append(connection, owner, change.id, (change.kind, change.object_id), fields)?;
    }
    let mut insert = connection.prepare_cached(
        "INSERT INTO change_groups (user_id, id, last_id, at, actor_id, action, undoes)
         VALUES (:owner, :id, :last, :at, :actor, :action, :undoes)",
    )?;
    for (group, last) in export.groups.iter().zip(export.last_changes()) {
        insert.execute(named_params! {
            ":owner": owner,
            ":id": group.id,
            ":last": last,
            ":at": Millis(group.at),
            ":actor": group.actor,
            ":action": group.action.as_str(),
            ":undoes": group.undoes,
        })?;
        if let Some(undone) = group.undoes {
            note_undo(connection, owner, undone, group.id)?;
        }
    }
    Ok(())
}

/// Inserts the rows of all objects, and counts the tasks.
fn insert_objects(connection: &Connection, owner: UserId, export: &Export) -> Outcome<Counted> {
    // Objects come after those they refer to.
    for project in &export.projects {
        project.insert(connection, owner)?;
    }
    for section in &export.sections {
        section.insert(connection, owner)?;
    }
    for view in &export.views {
        view.insert(connection, owner)?;
    }
    insert_habits(connection, owner, export)?;
    for review in &export.reviews {
        review.insert(connection, owner)?;
    }
    if export.settings.version != ChangeId(0) {
        export.settings.insert(connection, owner)?;
    }
    let mut counted = Counted::default();
    for task in &export.tasks {
        task.insert(connection, owner)?;
        task.count(&mut counted, 1);
    }
    for entry in &export.time_entries {
        entry.insert(connection, owner)?;
    }
    for entry in export.time_entries.iter().filter(|entry| entry.deleted_at.is_none()) {
        entry.check_references(connection, owner, None)?;
        check_room(connection, owner, entry.id.0)?;
    }
    for section in export.sections.iter().filter(|section| section.deleted_at.is_none()) {
        section.check_references(connection, owner, None)?;
    }
    for task in export.tasks.iter().filter(|task| task.deleted_at.is_none()) {
        check_references(connection, owner, None, task)?;
    }
    Ok(counted)
}

/// Numbers are never reused, not even those of deleted objects and ended sessions.
fn go_on_numbering(connection: &Connection, owner: UserId, export: &Export, counted: Counted) -> Outcome<()> {
    let last = |kind: ObjectKind| {
        let of_kind = export.changes.iter().filter(|change| change.kind == kind);
        of_kind.map(|change| change.object_id).max().unwrap_or(0)
    };
    count(connection, owner, counted, TaskId(last(ObjectKind::Task) + 1))?;
    connection.execute(
        "UPDATE counters
         SET next_project_id = :project, next_section_id = :section, next_view_id = :view,
             next_time_entry_id = :time_entry, next_habit_id = :habit, next_habit_entry_id = :entry,
             next_pause_id = :pause
         WHERE user_id = :owner",
        named_params! {
            ":owner": owner,
            ":project": last(ObjectKind::Project) + 1,
            ":section": last(ObjectKind::Section) + 1,
            ":view": last(ObjectKind::View) + 1,
            ":time_entry": last(ObjectKind::TimeEntry) + 1,
            ":habit": last(ObjectKind::Habit) + 1,
            ":entry": last(ObjectKind::HabitEntry) + 1,
            ":pause": last(ObjectKind::Pause) + 1,
        },
    )?;
    connection.execute(
        "UPDATE users SET next_session_id = max(next_session_id, 1 + coalesce(
           (SELECT max(session_id) FROM actors WHERE user_id = :owner), 0)) WHERE id = :owner",
        named_params! {":owner": owner},
    )?;
    Ok(())
}

/// Inserts the habits with their days, and the pauses.
fn insert_habits(connection: &Connection, owner: UserId, export: &Export) -> Outcome<()> {
    for habit in &export.habits {
        habit.insert(connection, owner)?;
    }
    for entry in &export.habit_entries {
        entry.insert(connection, owner)?;
        entry.check_references(connection, owner, None)?;
    }
    for pause in &export.pauses {
        pause.insert(connection, owner)?;
    }
    Ok(())
}
