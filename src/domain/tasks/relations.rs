//! A task's parent, and the progress of its subtasks.

use std::ops::AddAssign;

use serde::Serialize;
use utoipa::ToSchema;

use crate::domain::tasks::{TaskId, Title};
use crate::error::{Error, Result};

/// The most tasks in one request.
const MOST_TASKS: usize = 1_000;

/// A parent task.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Parent {
    /// Its number.
    #[schema(value_type = i64, minimum = 1)]
    pub id: TaskId,
    /// What is to be done.
    #[schema(value_type = String)]
    pub title: Title,
}

/// How far the subtasks of a task are, to any depth.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, ToSchema)]
pub struct Progress {
    /// How many are done or dropped.
    pub done: u64,
    /// How many there are.
    pub total: u64,
}

impl AddAssign for Progress {
    fn add_assign(&mut self, other: Self) {
        self.done += other.done;
        self.total += other.total;
    }
}

/// A task's relations.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Relations {
    /// The task's number.
    #[schema(value_type = i64, minimum = 1)]
    pub id: TaskId,
    /// The parent task.
    #[schema(required = true)]
    pub parent: Option<Parent>,
    /// Its subtasks, if it has any.
    #[schema(required = true)]
    pub subtasks: Option<Progress>,
}

/// Reads comma-separated task numbers and removes duplicates. An impossible number stands for a task that doesn't
/// exist.
pub fn parse_ids(text: Option<&str>) -> Result<Vec<TaskId>> {
    let ids = text.unwrap_or_default().split(',').map(|id| id.trim().parse().map(TaskId));
    let ids: std::collections::BTreeSet<TaskId> = ids
        .collect::<std::result::Result<_, _>>()
        .map_err(|_| Error::invalid("ids", "Ids must be numbers of tasks with commas between them, such as 1,2,3."))?;
    if ids.len() > MOST_TASKS {
        return Err(Error::invalid("ids", "Ids can name 1,000 tasks at most."));
    }
    Ok(ids.into_iter().collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_numbers_with_commas_between_them() {
        let ids = |text: &str| parse_ids(Some(text)).map(|ids| ids.iter().map(|id| id.0).collect::<Vec<_>>());
        assert_eq!(ids("3,1, 2,3").unwrap(), [1, 2, 3]);
        assert_eq!(ids("-5").unwrap(), [-5]);
        for wrong in ["", ",", "1,", "1;2", "a", "1.5", "99999999999999999999"] {
            assert!(ids(wrong).is_err(), "{wrong}");
        }
        assert!(parse_ids(None).is_err());
        let many = |count: usize| (1..=count).map(|id| id.to_string()).collect::<Vec<_>>().join(",");
        assert_eq!(ids(&many(MOST_TASKS)).unwrap().len(), MOST_TASKS);
        assert!(ids(&many(MOST_TASKS + 1)).is_err());
    }
}
