//! Copies of tasks.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::ops::Bound;

use crate::domain::list::order::Place;
use crate::domain::list::position::Position;
use crate::domain::log::act::Act;
use crate::domain::log::change::{Action, Written};
use crate::domain::tasks::copies::{Copying, copied, to_copy};
use crate::domain::tasks::page::Portion;
use crate::domain::tasks::{Order, Task, TaskId, TaskIds};
use crate::domain::time::planned::Planned;
use crate::error::{Error, Result};
use crate::store::Store;
use crate::store::engine::columns::new_uid;
use crate::store::engine::failure::Outcome;
use crate::store::log::recorder::Recorder;
use crate::store::tasks::order::{make_room, open_places};
use crate::store::tasks::references::descendants;
use crate::store::tasks::table::{select, select_live};

impl Store {
    /// Copies tasks with their subtasks, each right below its original. What is below another of them is copied with that
    /// one. Returns the copies without their subtasks.
    pub async fn duplicate_tasks(&self, act: Act, ids: TaskIds, copying: Copying) -> Result<Written<Portion>> {
        let _turn = if ids.is_many() { Some(self.turn().await) } else { None };
        self.act_on_tasks(act, Some(Action::Create), move |recorder| {
            let named = outermost(recorder, &ids)?;
            let mut wholes = Vec::new();
            let mut count = 0;
            for task in named {
                let parts = descendants(recorder.connection, recorder.owner, task.id)?;
                let chosen = to_copy(&parts, copying.reopen || !task.is_open());
                count += 1 + chosen.len();
                check_count(count)?;
                recorder.spend(task.size() + parts.iter().map(Task::size).sum::<usize>())?;
                wholes.push((task, parts, chosen));
            }
            let own = wholes.iter().filter_map(|(task, ..)| copying.own_date(task));
            let all = wholes
                .iter()
                .flat_map(|(task, parts, chosen)| parts.iter().filter(|part| chosen.contains(&part.id)).chain([task]));
            let days = copying.days(own, all);
            let mut places = Places::open(recorder)?;
            let mut copies = Vec::new();
            for (task, parts, chosen) in wholes {
                let id = recorder.next_task();
                let position = places.beside(recorder, &task)?;
                let mut copy = Task { position, ..fresh(recorder, id, copied(&task, days.unwrap_or(0))) };
                if let (None, Some(day)) = (days, copying.day) {
                    copy.planned = Some(Planned::Day(day.date()));
                }
                copies.push(recorder.add(copy)?.id);
                add_copies(recorder, &parts, &chosen, days.unwrap_or(0), Some((task.id, id)))?;
            }
            Ok(copies)
        })
        .await
    }
}

/// The most tasks that are copied at once, so that nobody else waits for long.
pub fn check_count(count: usize) -> Outcome<()> {
    if count <= TaskIds::MAX {
        return Ok(());
    }
    Err(Error::conflict("", "A copy can have 10,000 tasks at most. Copy a part of it.").into())
}

/// Copies the chosen ones of these tasks, which are given parents first, in the same order. Each goes below the copy of the
/// nearest task above it, and what has none below `above`: a task and its copy.
pub fn add_copies(
    recorder: &mut Recorder<'_>,
    tasks: &[Task],
    chosen: &HashSet<TaskId>,
    days: i32,
    above: Option<(TaskId, TaskId)>,
) -> Outcome<()> {
    let first = recorder.next_task().0;
    let mut in_order: Vec<&Task> = tasks.iter().filter(|task| chosen.contains(&task.id)).collect();
    in_order.sort_by(|one, other| (&one.position, one.id).cmp(&(&other.position, other.id)));
    let numbers: HashMap<TaskId, TaskId> =
        in_order.iter().zip(first..).map(|(task, number)| (task.id, TaskId(number))).collect();
    let mut nearest: HashMap<TaskId, Option<TaskId>> = above.into_iter().map(|(of, copy)| (of, Some(copy))).collect();
    for task in tasks {
        let parent = task.parent_id.and_then(|parent| nearest.get(&parent).copied().flatten());
        let number = numbers.get(&task.id).copied();
        nearest.insert(task.id, number.or(parent));
        if let Some(id) = number {
            let copy = fresh(recorder, id, copied(task, days));
            recorder.add(Task { parent_id: parent, ..copy })?;
        }
    }
    Ok(())
}

/// A copy with numbers of its own, which is made now.
fn fresh(recorder: &Recorder<'_>, id: TaskId, copy: Task) -> Task {
    let (uid, at, position) = (new_uid(recorder.at), recorder.at, Position::made(id.0));
    Task { id, uid, position, day_position: None, created_at: at, updated_at: at, ..copy }
}

/// The named tasks that are not below another of them.
fn outermost(recorder: &Recorder<'_>, ids: &TaskIds) -> Outcome<Vec<Task>> {
    let (connection, owner) = (recorder.connection, recorder.owner);
    let named: HashSet<TaskId> = ids.iter().collect();
    // Whether a task is below one that is named, or is named itself.
    let mut known: HashMap<TaskId, bool> = named.iter().map(|id| (*id, true)).collect();
    let mut found = Vec::new();
    for id in ids.iter() {
        let task = select(connection, owner, id)?;
        let (mut above, mut passed) = (task.parent_id, Vec::new());
        let is_below = loop {
            let Some(id) = above else { break false };
            if let Some(is_below) = known.get(&id) {
                break *is_below;
            }
            passed.push(id);
            above = select_live(connection, owner, id)?.and_then(|task| task.parent_id);
        };
        known.extend(passed.into_iter().map(|id| (id, is_below)));
        if !is_below {
            found.push(task);
        }
    }
    Ok(found)
}

/// The places of the open tasks in the manual order.
struct Places(BTreeSet<Position>);

impl Places {
    const ORDER: Order = Order::ByHand { section: None };

    fn open(recorder: &Recorder<'_>) -> Outcome<Self> {
        let places = open_places(recorder.connection, recorder.owner, Self::ORDER)?;
        Ok(Self(places.into_iter().map(|(position, _)| position).collect()))
    }

    /// The place right below a task. The inbox shows the last place first.
    fn beside(&mut self, recorder: &mut Recorder<'_>, task: &Task) -> Outcome<Position> {
        // It may have made room for a copy of another.
        let task = select(recorder.connection, recorder.owner, task.id)?;
        let own = &task.position;
        let is_in_inbox = task.project_id.is_none() && task.parent_id.is_none();
        let position = if is_in_inbox {
            let next = self.0.range((Bound::Unbounded, Bound::Excluded(own))).next_back();
            Position::spread(next, Some(own), 1, Position::LONG)
        } else {
            let next = self.0.range((Bound::Excluded(own), Bound::Unbounded)).next();
            Position::spread(Some(own), next, 1, Position::LONG)
        };
        if let Some(position) = position.and_then(|mut positions| positions.pop()) {
            self.0.insert(position.clone());
            return Ok(position);
        }
        let place = if is_in_inbox { Place::Before(task.id.0) } else { Place::After(task.id.0) };
        let (mut positions, _) = make_room(recorder, Self::ORDER, &task, place, 1, &HashSet::new())?;
        *self = Self::open(recorder)?;
        let position = positions.pop().ok_or_else(|| Error::internal("there is no room for a copy"))?;
        self.0.insert(position.clone());
        Ok(position)
    }
}
