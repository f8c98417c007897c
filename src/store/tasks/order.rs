//! The orders by hand: the manual order, and that of the days.

use jiff::civil::Date;
use rusqlite::{Connection, named_params};

use crate::domain::agenda;
use crate::domain::calendar::Calendar;
use crate::domain::list::order::Place;
use crate::domain::list::position::Position;
use crate::domain::log::act::Act;
use crate::domain::log::change::Written;
use crate::domain::tasks::{Task, TaskId, TaskIds};
use crate::domain::users::UserId;
use crate::error::{Error, Result};
use crate::store::engine::failure::Outcome;
use crate::store::tasks::table::select;
use crate::store::{Store, settings};

impl Store {
    /// Moves tasks in the manual order, or in that of a day, for which they are then planned. They keep their order among
    /// each other.
    pub async fn move_tasks(
        &self,
        act: Act,
        ids: TaskIds,
        place: Place,
        day: Option<Date>,
    ) -> Result<Written<Vec<Task>>> {
        self.act(act, None, move |recorder| {
            let (connection, owner) = (recorder.connection, recorder.owner);
            let calendar = Calendar::of(&settings::select(connection, owner)?);
            let mut tasks: Vec<Task> = ids.iter().map(|id| select(connection, owner, id)).collect::<Outcome<_>>()?;
            tasks.sort_by_cached_key(|task| (position_in(task, day), task.id));
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
                    let position = beside(connection, owner, place, day)?;
                    let after = match day {
                        None => Task { position, ..before.clone() },
                        Some(day) => {
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
        })
        .await
    }
}

fn position_in(task: &Task, day: Option<Date>) -> Position {
    if day.is_some() { task.place_in_day() } else { task.position.clone() }
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
fn beside(connection: &Connection, owner: UserId, place: Place, day: Option<Date>) -> Outcome<Position> {
    let neighbour = select(connection, owner, TaskId(place.neighbour()))
        .map_err(|_| Error::invalid(place.field(), "There is no such task to put it beside."))?;
    let neighbour = position_in(&neighbour, day);
    let mut next = connection.prepare_cached(match (place, day) {
        (Place::After(_), None) => next!(by_hand "min", ">"),
        (Place::Before(_), None) => next!(by_hand "max", "<"),
        (Place::After(_), Some(_)) => next!(of_day "min", ">"),
        (Place::Before(_), Some(_)) => next!(of_day "max", "<"),
    })?;
    let parameters = named_params! {":owner": owner, ":position": neighbour};
    let next: Option<Position> = next.query_row(parameters, |row| row.get(0))?;
    Ok(match place {
        Place::After(_) => Position::between(Some(&neighbour), next.as_ref()),
        Place::Before(_) => Position::between(next.as_ref(), Some(&neighbour)),
    }?)
}
