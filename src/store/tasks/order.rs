//! The orders by hand: the manual order, and that of the days.

use std::collections::HashSet;

use rusqlite::{Connection, named_params};

use crate::domain::agenda::{self, put_off};
use crate::domain::calendar::Calendar;
use crate::domain::list::order::Place;
use crate::domain::list::position::Position;
use crate::domain::log::act::Act;
use crate::domain::log::change::{Action, Written};
use crate::domain::tasks::page::Portion;
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
    /// Returns them, and the neighbours that made room.
    pub async fn move_tasks(&self, act: Act, ids: TaskIds, place: Place, order: Order) -> Result<Written<Portion>> {
        let section = order.section();
        let _turn = if ids.is_many() { Some(self.turn().await) } else { None };
        self.act_on_tasks(act, section.is_some().then_some(Action::Move), move |recorder| {
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

/// Moves tasks beside another in an order. They keep their order among each other. Returns them, and the neighbours that
/// made room.
pub fn place_tasks(recorder: &mut Recorder<'_>, ids: &TaskIds, place: Place, order: Order) -> Outcome<Vec<TaskId>> {
    let (connection, owner) = (recorder.connection, recorder.owner);
    let calendar = Calendar::of(&settings::select(connection, owner)?);
    let mut tasks = Vec::new();
    for id in ids.iter() {
        let task = select(connection, owner, id)?;
        recorder.spend(task.size())?;
        tasks.push(task);
    }
    tasks.sort_by_cached_key(|task| (order.position_of(task), task.id));
    let neighbour = select(connection, owner, TaskId(place.neighbour()))
        .map_err(|_| Error::invalid(place.field(), "There is no such task to put it beside."))?;
    // The others go beside it, so it stays if it is the one next to that place.
    let outermost = match place {
        Place::After(_) => tasks.first(),
        Place::Before(_) => tasks.last(),
    };
    if outermost.is_some_and(|task| task.id == neighbour.id) {
        tasks.retain(|task| task.id != neighbour.id);
    }
    let (positions, mut moved) = make_room(recorder, order, &neighbour, place, tasks.len(), &ids.iter().collect())?;
    moved.extend(ids.iter());
    moved.sort_unstable();
    for (before, position) in tasks.into_iter().zip(positions) {
        let after = match order {
            Order::ByHand { .. } => Task { position, ..before.clone() },
            Order::OfDay(day) => {
                let planned = agenda::planned_on(&before, day, &calendar);
                let updated_at = if planned == before.planned { before.updated_at } else { recorder.at };
                let moved = Task { day_position: Some(position), planned, updated_at, ..before.clone() };
                put_off::moved(&before, moved, &calendar, recorder.at)
            }
        };
        recorder.change(&before, after)?;
    }
    Ok(moved)
}

/// Positions beside a task, between it and the next open task on that side, for tasks that are about to move there. If they
/// would be long, the open tasks around the place move apart first; returns those.
pub fn make_room(
    recorder: &mut Recorder<'_>,
    order: Order,
    neighbour: &Task,
    place: Place,
    count: usize,
    moving: &HashSet<TaskId>,
) -> Outcome<(Vec<Position>, Vec<TaskId>)> {
    let (connection, owner) = (recorder.connection, recorder.owner);
    let own = order.position_of(neighbour);
    let next = next_place(connection, owner, place, order, &own)?;
    let (low, high) = match place {
        Place::After(_) => (Some(&own), next.as_ref()),
        Place::Before(_) => (next.as_ref(), Some(&own)),
    };
    if let Some(positions) = Position::spread(low, high, count, Position::LONG) {
        return Ok((positions, Vec::new()));
    }
    let mut others = open_places(connection, owner, order)?;
    others.retain(|(_, id)| !moving.contains(id) && *id != neighbour.id);
    others.push((own, neighbour.id));
    others.sort_unstable();
    let index = others.iter().position(|(_, id)| *id == neighbour.id).unwrap_or_default();
    let gap = if matches!(place, Place::After(_)) { index + 1 } else { index };
    let around = |radius: usize| gap.saturating_sub(radius)..others.len().min(gap + radius);
    let mut radius = LEAST_AROUND;
    loop {
        let range = around(radius);
        let low = range.start.checked_sub(1).and_then(|index| others.get(index)).map(|(position, _)| position);
        let high = others.get(range.end).map(|(position, _)| position);
        let Some(mut positions) = Position::spread(low, high, range.len() + count, Position::SHORT) else {
            if range.len() == others.len() {
                return Err(Error::internal("there are too many tasks to spread").into());
            }
            radius *= 2;
            continue;
        };
        let rest = positions.split_off(gap - range.start + count);
        let free = positions.split_off(gap - range.start);
        let mut apart = Vec::new();
        for ((_, id), position) in others.get(range).into_iter().flatten().zip(positions.into_iter().chain(rest)) {
            let before = select(connection, owner, *id)?;
            let after = match order {
                Order::ByHand { .. } => Task { position, ..before.clone() },
                Order::OfDay(_) => Task { day_position: Some(position), ..before.clone() },
            };
            recorder.change(&before, after)?;
            apart.push(*id);
        }
        return Ok((free, apart));
    }
}

/// How many open tasks on each side of a place move apart at least.
const LEAST_AROUND: usize = 8;

/// The places of the open tasks in an order.
pub fn open_places(connection: &Connection, owner: UserId, order: Order) -> Outcome<Vec<(Position, TaskId)>> {
    let mut select = connection.prepare_cached(match order {
        Order::ByHand { .. } => {
            "SELECT coalesce(position, printf('%014x8', id)), id FROM tasks INDEXED BY open_tasks
             WHERE user_id = :owner AND completed_at IS NULL"
        }
        Order::OfDay(_) => {
            "SELECT coalesce(day_position, position, printf('%014x8', id)), id FROM tasks INDEXED BY open_tasks
             WHERE user_id = :owner AND completed_at IS NULL"
        }
    })?;
    let places = select.query_map(named_params! {":owner": owner}, |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(places.collect::<rusqlite::Result<_>>()?)
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

/// The position of the next open task on that side of a position.
fn next_place(
    connection: &Connection,
    owner: UserId,
    place: Place,
    order: Order,
    position: &Position,
) -> Outcome<Option<Position>> {
    let mut next = connection.prepare_cached(match (place, order) {
        (Place::After(_), Order::ByHand { .. }) => next!(by_hand "min", ">"),
        (Place::Before(_), Order::ByHand { .. }) => next!(by_hand "max", "<"),
        (Place::After(_), Order::OfDay(_)) => next!(of_day "min", ">"),
        (Place::Before(_), Order::OfDay(_)) => next!(of_day "max", "<"),
    })?;
    Ok(next.query_row(named_params! {":owner": owner, ":position": position}, |row| row.get(0))?)
}
