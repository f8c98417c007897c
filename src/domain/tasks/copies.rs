//! Copies of tasks, with their dates moved.

use std::collections::HashSet;

use jiff::Span;
use jiff::civil::Date;

use super::{Status, Task, TaskId};
use crate::domain::time::due::{Due, parse_day};
use crate::domain::time::planned::Planned;
use crate::error::{Error, FieldErrors, Result};

/// What is copied of a task or a project, and where its dates go.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Copying {
    /// The day on which the copy begins or ends; without one, dates stay as they are.
    pub day: Option<CopyDay>,
    /// Whether what is done is copied too, open again.
    pub reopen: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CopyDay {
    First(Date),
    Last(Date),
}

impl Copying {
    /// Checks a copy from outside.
    pub fn parse(first_day: Option<&str>, last_day: Option<&str>, reopen: Option<bool>) -> Result<Self> {
        let mut errors = FieldErrors::default();
        let first = errors.check(first_day.map(|day| parse_day("first_day", day)).transpose())?.flatten();
        let last = errors.check(last_day.map(|day| parse_day("last_day", day)).transpose())?.flatten();
        errors.finish()?;
        let day = match (first, last) {
            (Some(_), Some(_)) => {
                return Err(Error::invalid("last_day", "Give either `first_day` or `last_day`."));
            }
            (first, last) => first.map(CopyDay::First).or(last.map(CopyDay::Last)),
        };
        Ok(Self { day, reopen: reopen.unwrap_or_default() })
    }

    /// By how many days the dates of these tasks move; none if no day is given or nothing has a date. The day that is
    /// moved to the given one is that of `outermost`, if it has any.
    pub fn days<'t>(self, outermost: impl Iterator<Item = Date>, tasks: impl Iterator<Item = &'t Task>) -> Option<i32> {
        let dates = tasks.flat_map(dates);
        let (from, to) = match self.day? {
            CopyDay::First(day) => (outermost.min().or(dates.min())?, day),
            CopyDay::Last(day) => (outermost.max().or(dates.max())?, day),
        };
        Some(from.until(to).map_or(0, |span| span.get_days()))
    }

    /// The dates of a task that say where a copy of it begins or ends.
    pub fn own_date(self, task: &Task) -> Option<Date> {
        match self.day? {
            CopyDay::First(_) => task.start,
            CopyDay::Last(_) => task.due.as_ref().map(Due::date),
        }
    }
}

impl CopyDay {
    pub fn date(self) -> Date {
        match self {
            Self::First(day) | Self::Last(day) => day,
        }
    }
}

/// Which of these tasks are copied: the open ones, and what is done if it is to be opened again; of a series only the
/// last.
pub fn to_copy(tasks: &[Task], reopen: bool) -> HashSet<TaskId> {
    let followed: HashSet<TaskId> = tasks.iter().filter_map(|task| task.previous_id).collect();
    let opens_again = |task: &Task| reopen && task.status == Status::Done && !followed.contains(&task.id);
    tasks.iter().filter(|task| task.is_open() || opens_again(task)).map(|task| task.id).collect()
}

/// An open copy of a task this many days later, still with the numbers of the original. A series begins anew.
pub fn copied(task: &Task, days: i32) -> Task {
    let later = |day: Date| day.saturating_add(Span::new().days(days));
    let open = Task { status: Status::Open, completed_at: None, previous_id: None, ..task.clone().not_put_off() };
    if days == 0 {
        return open;
    }
    let (due, recurrence) = match (&task.due, &task.recurrence) {
        (Some(due), Some(recurrence)) => {
            let (moment, recurrence) = recurrence.begun_later(due.moment(), days);
            (Some(due.moved_to(moment)), Some(recurrence))
        }
        (due, recurrence) => (due.as_ref().map(|due| due.days_later(days)), recurrence.clone()),
    };
    Task {
        due,
        recurrence,
        start: task.start.map(later),
        planned: task.planned.map(|one| one.days_later(days)),
        ..open
    }
}

fn dates(task: &Task) -> impl Iterator<Item = Date> + use<> {
    let due = task.due.as_ref().map(Due::date);
    [due, task.start, task.planned.map(Planned::date)].into_iter().flatten()
}
