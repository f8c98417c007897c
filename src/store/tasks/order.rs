//! The orders by hand: the manual order, and that of the days.

use rusqlite::{Connection, named_params};

use crate::domain::agenda;
use crate::domain::calendar::Calendar;
use crate::domain::list::order::Place;
use crate::domain::list::position::Position;
use crate::domain::log::act::Act;
use crate::domain::log::change::{Action, Written};
use crate::domain::tasks::{Order, Task, TaskId, TaskIds, TaskPatch};
use crate::domain::users::UserId;
use crate::error::{Error, Result};
use crate::store::engine::failure::Outcome;
use crate::store::log::recorder::Recorder;
use crate::store::tasks::consequences::change_task;
use crate::store::tasks::table::select;
use crate::store::{Store, settings};

impl Store {
    /// Moves tasks in an order, and before that to its section or day. They keep their order among each other.
    pub async fn move_tasks(&self, act: Act, ids: TaskIds, place: Place, order: Order) -> Result<Written<Vec<Task>>> {
        let section = order.section();
        self.act(act, section.is_some().then_some(Action::Move), move |recorder| {
            if section.is_some() {
                for id in ids.iter() {
                    let before = select(recorder.connection, recorder.owner, id)?;
                    change_task(recorder, &before, TaskPatch { section_id: section, ..TaskPatch::default() })?;
                }
            }
            place_tasks(recorder, &ids, place, order)
        })
        .await
    }
}

/// Moves tasks beside another in an order. They keep their order among each other.
pub fn place_tasks(recorder: &mut Recorder<'_>, ids: &TaskIds, place: Place, order: Order) -> Outcome<Vec<Task>> {
    let (connection, owner) = (recorder.connection, recorder.owner);
    let calendar = Calendar::of(&settings::select(connection, owner)?);
    let mut tasks: Vec<Task> = ids.iter().map(|id| select(connection, owner, id)).collect::<Outcome<_>>()?;
    tasks.sort_by_cached_key(|task| (order.position_of(task), task.id));
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
            let position = beside(connection, owner, place, order)?;
            let after = match order {
                Order::ByHand { .. } => Task { position, ..before.clone() },
                Order::OfDay(day) => {
                    let planned = agenda::planned_on(&before, day, &calendar);
                    let updated_at = if planned == before.planned { before.updated_at } else { recorder.at };
                    Task { day_position: Some(position), planned, updated_at, ..before.clone() }
                }
            };
            moved.push(recorder.change(&before, after)?);
        }
        place = place.beside(id);
    }
    Ok(moved)
}

/// Selects the open task's position that comes next in an order.
macro_rules! next {
    ($nearest:literal, $position:literal, $sign:literal) => {
        concat!(
            "SELECT ",
            $nearest,
            "(",
            $position,
            ") FROM tasks INDEXED BY open_tasks
             WHERE user_id = :owner AND completed_at IS NULL AND ",
            $position,
            " ",
            $sign,
            " :position"
        )
    };
    (by_hand $nearest:literal, $sign:literal) => {
        next!($nearest, "coalesce(position, printf('%014x8', id))", $sign)
    };
    (of_day $nearest:literal, $sign:literal) => {
        next!($nearest, "coalesce(day_position, position, printf('%014x8', id))", $sign)
    };
}

/// A position beside a task, between it and the next open task on that side.
fn beside(connection: &Connection, owner: UserId, place: Place, order: Order) -> Outcome<Position> {
    let neighbour = select(connection, owner, TaskId(place.neighbour()))
        .map_err(|_| Error::invalid(place.field(), "There is no such task to put it beside."))?;
    let neighbour = order.position_of(&neighbour);
    let mut next = connection.prepare_cached(match (place, order) {
        (Place::After(_), Order::ByHand { .. }) => next!(by_hand "min", ">"),
        (Place::Before(_), Order::ByHand { .. }) => next!(by_hand "max", "<"),
        (Place::After(_), Order::OfDay(_)) => next!(of_day "min", ">"),
        (Place::Before(_), Order::OfDay(_)) => next!(of_day "max", "<"),
    })?;
    let parameters = named_params! {":owner": owner, ":position": neighbour};
    let next: Option<Position> = next.query_row(parameters, |row| row.get(0))?;
    Ok(match place {
        Place::After(_) => Position::between(Some(&neighbour), next.as_ref()),
        Place::Before(_) => Position::between(next.as_ref(), Some(&neighbour)),
    }?)
}
