//! How much a day takes. Every minute counts once, wherever the subtasks of a task are planned.

use std::collections::{HashMap, HashSet};

use serde::Serialize;
use utoipa::ToSchema;

use crate::domain::tasks::{Estimate, TaskId};

/// The most subtasks that an agenda looks at.
pub const MOST_PARTS: usize = 10_000;

/// A task below another, as far as it counts for the load of a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Below {
    pub id: TaskId,
    pub parent: TaskId,
    pub estimate: Option<Estimate>,
    pub is_open: bool,
    pub is_dropped: bool,
    /// Whether it is planned or due, and so counts on a day of its own.
    pub has_day: bool,
}

/// What its subtasks mean for the load of a task.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
#[schema(as = AgendaParts)]
pub struct Parts {
    /// The task.
    #[schema(value_type = i64, minimum = 1)]
    pub task_id: TaskId,
    /// How many minutes all of its subtasks take, whenever they are planned, and those that are done. Only what they leave
    /// of the task's own estimate counts for its day.
    pub covered: u64,
    /// How many minutes those of its open subtasks take that are on no day of their own. They count for the task's day.
    pub along: u64,
    /// How many of those have no estimate.
    pub unestimated: usize,
}

/// What a task adds to its day.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Load {
    pub minutes: u64,
    /// How many tasks have no estimate.
    pub unestimated: usize,
}

/// What a task adds to its day, with the subtasks that are on no other.
pub fn of_task(estimate: Option<Estimate>, parts: Option<&Parts>) -> Load {
    let own = minutes(estimate);
    let Some(parts) = parts else { return Load { minutes: own, unestimated: usize::from(own == 0) } };
    let rest = own.saturating_sub(parts.covered);
    // The rest of the estimate is for what has none.
    Load { minutes: rest + parts.along, unestimated: if rest > 0 { 0 } else { parts.unestimated } }
}

/// What the subtasks of each task mean for it. A parent comes before its subtasks. Not recursive, because tasks can be
/// nested deeper than the stack allows.
pub fn parts(below: &[Below]) -> HashMap<TaskId, Parts> {
    let mut all = HashMap::<TaskId, Parts>::new();
    for part in below.iter().rev().filter(|part| !part.is_dropped) {
        let own = all.get(&part.id).copied();
        let covered = own.map_or(0, |own| own.covered);
        let task_id = part.parent;
        let parent = all.entry(task_id).or_insert(Parts { task_id, covered: 0, along: 0, unestimated: 0 });
        parent.covered += minutes(part.estimate).max(covered);
        if part.is_open && !part.has_day {
            let load = of_task(part.estimate, own.as_ref());
            parent.along += load.minutes;
            parent.unestimated += load.unestimated;
        }
    }
    all
}

/// What counts for the sum of what comes back on a day.
pub struct Weighed {
    id: TaskId,
    parent: Option<TaskId>,
    minutes: u64,
}

impl Weighed {
    pub fn of(id: TaskId, parent: Option<TaskId>, estimate: Option<Estimate>) -> Self {
        Self { id, parent, minutes: minutes(estimate) }
    }
}

/// The minutes that all of these take. A task and its direct subtasks take the greater of its own estimate and theirs.
pub fn sum(all: Vec<Weighed>) -> u64 {
    let ids: HashSet<TaskId> = all.iter().map(|one| one.id).collect();
    let mut parts = HashMap::<Option<TaskId>, Vec<Weighed>>::new();
    for one in all {
        parts.entry(one.parent.filter(|parent| ids.contains(parent))).or_default().push(one);
    }
    sum_below(None, &parts)
}

/// The minutes that the subtasks of a task take.
fn sum_below(parent: Option<TaskId>, parts: &HashMap<Option<TaskId>, Vec<Weighed>>) -> u64 {
    let below = parts.get(&parent).into_iter().flatten();
    below.map(|part| part.minutes.max(sum_below(Some(part.id), parts))).sum()
}

fn minutes(estimate: Option<Estimate>) -> u64 {
    estimate.map_or(0, |estimate| estimate.minutes().into())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// A task of a random tree: which of the earlier ones it is below, its estimate, its state, and its day.
    type Node = (Option<usize>, Option<i64>, u8, Option<u8>);

    fn trees() -> impl Strategy<Value = Vec<Node>> {
        let node =
            (any::<Option<proptest::sample::Index>>(), proptest::option::of(1..500_i64), 0..6_u8, any::<Option<u8>>());
        proptest::collection::vec(node, 1..40).prop_map(|nodes| {
            let placed = nodes.into_iter().enumerate().map(|(index, (parent, estimate, state, day))| {
                let parent = parent.filter(|_| index > 0).map(|parent| parent.index(index));
                (parent, estimate, state, day.map(|day| day % 3))
            });
            placed.collect()
        })
    }

    fn below(nodes: &[Node]) -> Vec<Below> {
        let id = |index: usize| TaskId(i64::try_from(index).unwrap() + 1);
        let parts = nodes.iter().enumerate().filter_map(|(index, (parent, estimate, state, day))| {
            Some(Below {
                id: id(index),
                parent: id((*parent)?),
                estimate: estimate.map(|minutes| Estimate::parse(minutes).unwrap()),
                is_open: *state < 4,
                is_dropped: *state == 5,
                has_day: day.is_some(),
            })
        });
        parts.collect()
    }

    #[test]
    fn a_parent_counts_with_what_its_subtasks_leave() {
        let on_another_day = (Some(0), Some(30), 0, Some(1));
        let nodes =
            [(None, Some(120), 0, Some(0)), on_another_day, (Some(0), Some(20), 4, None), (Some(0), None, 0, None)];
        let parts = parts(&below(&nodes));
        let own = parts[&TaskId(1)];
        assert_eq!((own.covered, own.along, own.unestimated), (50, 0, 1));
        let estimate = Some(Estimate::parse(120).unwrap());
        assert_eq!(of_task(estimate, Some(&own)), Load { minutes: 70, unestimated: 0 });
        assert_eq!(of_task(None, Some(&own)), Load { minutes: 0, unestimated: 1 });
    }

    #[test]
    fn a_deep_tree_needs_no_stack() {
        let nodes: Vec<Node> = (0..100_000_usize).map(|index| (index.checked_sub(1), Some(1), 0, None)).collect();
        let own = parts(&below(&nodes))[&TaskId(1)];
        assert_eq!((own.covered, own.along), (1, 1));
    }

    proptest! {
        /// All days together, what is done, and what is on no day are as much as the outermost tasks take.
        #[test]
        fn nothing_counts_twice(nodes in trees()) {
            let all = below(&nodes);
            let parts = parts(&all);
            let id = |index: usize| TaskId(i64::try_from(index).unwrap() + 1);
            let estimate = |index: usize| nodes[index].1.map(|minutes| Estimate::parse(minutes).unwrap());
            // What is below something dropped, or open below something done, is no case of its own.
            let is_out = |mut index: usize| loop {
                if nodes[index].2 == 5 { break true }
                match nodes[index].0 { Some(parent) => index = parent, None => break false }
            };
            let is_plain = nodes.iter().enumerate().all(|(index, (parent, _, state, _))| {
                parent.is_none_or(|parent| nodes[parent].2 < 4 || *state >= 4) || is_out(index)
            });
            prop_assume!(is_plain);
            let mut counted = 0;
            let mut expected = 0;
            for (index, (parent, _, state, day)) in nodes.iter().enumerate().filter(|(index, _)| !is_out(*index)) {
                let own = parts.get(&id(index));
                let rest = minutes(estimate(index)).saturating_sub(own.map_or(0, |own| own.covered));
                if *state >= 4 {
                    counted += rest;
                } else if day.is_some() || parent.is_none() {
                    counted += of_task(estimate(index), own).minutes;
                }
                if parent.is_none() {
                    expected += minutes(estimate(index)).max(own.map_or(0, |own| own.covered));
                }
            }
            prop_assert_eq!(counted, expected);
        }
    }
}
