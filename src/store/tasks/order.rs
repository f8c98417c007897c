//! The manual order.

use rusqlite::{Connection, named_params};

use crate::domain::list::order::Place;
use crate::domain::list::position::Position;
use crate::domain::log::act::Act;
use crate::domain::log::change::{Action, Written};
use crate::domain::sections::SectionId;
use crate::domain::tasks::{Task, TaskId, TaskIds, TaskPatch};
use crate::domain::users::UserId;
use crate::error::{Error, Result};
use crate::store::Store;
use crate::store::engine::failure::Outcome;
use crate::store::log::recorder::Recorder;
use crate::store::tasks::consequences::change_task;
use crate::store::tasks::table::select;

impl Store {
    /// Moves tasks in the manual order, and before that to a section if one is given. They keep their order among each
    /// other.
    pub async fn move_tasks(
        &self,
        act: Act,
        ids: TaskIds,
        place: Place,
        section: Option<Option<SectionId>>,
    ) -> Result<Written<Vec<Task>>> {
        self.act(act, section.is_some().then_some(Action::Move), move |recorder| {
            if section.is_some() {
                for id in ids.iter() {
                    let before = select(recorder.connection, recorder.owner, id)?;
                    change_task(recorder, &before, TaskPatch { section_id: section, ..TaskPatch::default() })?;
                }
            }
            place_tasks(recorder, &ids, place)
        })
        .await
    }
}

/// Moves tasks beside another. They keep their order among each other.
pub fn place_tasks(recorder: &mut Recorder<'_>, ids: &TaskIds, place: Place) -> Outcome<Vec<Task>> {
    let (connection, owner) = (recorder.connection, recorder.owner);
    let mut tasks: Vec<Task> = ids.iter().map(|id| select(connection, owner, id)).collect::<Outcome<_>>()?;
    tasks.sort_by(|one, other| (&one.position, one.id).cmp(&(&other.position, other.id)));
    if matches!(place, Place::Before(_)) {
        tasks.reverse();
    }
    let mut place = place;
    let mut moved = Vec::new();
    for before in tasks {
        let id = before.id.0;
        if place.neighbour() == id {
            moved.push(before);
        } else {
            let position = between_tasks(connection, owner, place)?;
            moved.push(recorder.change(&before, Task { position, ..before.clone() })?);
        }
        place = place.beside(id);
    }
    Ok(moved)
}

/// A position beside a task, between it and the next open task on that side.
fn between_tasks(connection: &Connection, owner: UserId, place: Place) -> Outcome<Position> {
    let beside = select(connection, owner, TaskId(place.neighbour()))
        .map_err(|_| Error::invalid(place.field(), "There is no such task to put it beside."))?;
    let mut next = connection.prepare_cached(match place {
        Place::After(_) => {
            "SELECT min(coalesce(position, printf('%014x8', id))) FROM tasks INDEXED BY open_tasks
             WHERE user_id = :owner AND completed_at IS NULL AND coalesce(position, printf('%014x8', id)) > :position"
        }
        Place::Before(_) => {
            "SELECT max(coalesce(position, printf('%014x8', id))) FROM tasks INDEXED BY open_tasks
             WHERE user_id = :owner AND completed_at IS NULL AND coalesce(position, printf('%014x8', id)) < :position"
        }
    })?;
    let parameters = named_params! {":owner": owner, ":position": beside.position};
    let next: Option<Position> = next.query_row(parameters, |row| row.get(0))?;
    Ok(match place {
        Place::After(_) => Position::between(Some(&beside.position), next.as_ref()),
        Place::Before(_) => Position::between(next.as_ref(), Some(&beside.position)),
    }?)
}
