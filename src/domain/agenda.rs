//! The agenda: which tasks are for which day, against the hours of that day.

pub mod load;
pub mod put_off;

use std::collections::HashMap;

use jiff::Timestamp;
use jiff::civil::{Date, Time};
use serde::Serialize;
use utoipa::ToSchema;

use self::load::{Below, Parts, Weighed};
use crate::domain::calendar::Calendar;
use crate::domain::list::position::Position;
use crate::domain::projects::ProjectId;
use crate::domain::settings::Settings;
use crate::domain::tasks::{Estimate, Task, TaskId, Title, series};
use crate::domain::text::parse_number;
use crate::domain::time::due::{Due, parse_day};
use crate::domain::time::planned::Planned;
use crate::error::{Error, FieldErrors, Result};

/// The most tasks that an agenda shows.
pub const MOST_TASKS: usize = 1_000;
/// The most series of which an agenda works out the coming dates.
pub const MOST_SERIES: usize = 500;
/// The most coming dates that it shows.
const MOST_COMING: usize = 2_000;
const MOST_DAYS: i64 = 42;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AgendaQuery {
    from: Option<Date>,
    count: i64,
    limit: usize,
}

impl AgendaQuery {
    /// Reads the query parameters. Defaults to one day, today, and all of its tasks.
    pub fn parse(from: Option<&str>, days: Option<&str>, limit: Option<&str>) -> Result<Self> {
        let mut errors = FieldErrors::default();
        let from = errors.check(from.map(|day| parse_day("from", day)).transpose())?.flatten();
        let count = days.map(|days| {
            parse_number(days)
                .filter(|days| *days <= MOST_DAYS)
                .ok_or_else(|| Error::invalid("days", format!("Days must be a whole number from 1 to {MOST_DAYS}.")))
        });
        let count = errors.check(count.transpose())?.flatten();
        let limit = limit.map(|limit| {
            parse_number(limit)
                .and_then(|limit| usize::try_from(limit).ok())
                .filter(|limit| *limit <= MOST_TASKS)
                .ok_or_else(|| Error::invalid("limit", format!("Limit must be a whole number from 1 to {MOST_TASKS}.")))
        });
        let limit = errors.check(limit.transpose())?.flatten();
        errors.finish()?;
        Ok(Self { from, count: count.unwrap_or(1), limit: limit.unwrap_or(MOST_TASKS) })
    }

    /// The days, in order.
    pub fn days(self, today: Date) -> Vec<Date> {
        let first = self.from.unwrap_or(today);
        let days = (0..self.count).map_while(|days| first.checked_add(jiff::Span::new().days(days)).ok());
        days.collect()
    }
}

/// Some days and what is to be done on them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Agenda {
    /// The account's current day.
    #[schema(value_type = String, format = Date)]
    pub today: Date,
    /// The days, in order.
    pub days: Vec<AgendaDay>,
    /// How many tasks these days have, with those that the limit leaves out.
    pub total: usize,
    /// Whether something is missing, because there are more than 1,000 tasks, 8 MiB of them, or 2,000 coming dates.
    pub truncated: bool,
}

/// A day and what is to be done on it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct AgendaDay {
    /// The day.
    #[schema(value_type = String, format = Date)]
    pub date: Date,
    /// How many minutes there are for tasks.
    pub capacity: u16,
    /// How many minutes its tasks take, and what comes back on it, counting those that have an estimate. Nothing counts
    /// twice: of a task with subtasks, only what they leave of its estimate counts, and those of them that are on no day.
    pub estimated: u64,
    /// How many of its tasks have no estimate, nor subtasks.
    pub unestimated: usize,
    /// What their subtasks mean for the load of the tasks that have any.
    pub parts: Vec<Parts>,
    /// The open tasks that are planned for the day, or due on it and not planned. What is planned or due at a time comes
    /// first, in order of time; the rest is in the order of the day, which `POST /tasks/move` changes. Today begins with
    /// what was planned or due before, the oldest day first.
    pub tasks: Vec<Task>,
    /// What will come back on a day after today: the next dates of tasks that repeat from when they are due. They are not
    /// tasks yet.
    pub coming: Vec<Coming>,
}

/// A date that a recurring task will come back on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Coming {
    /// The task that repeats.
    #[schema(value_type = i64, minimum = 1)]
    pub task_id: TaskId,
    /// Its title.
    #[schema(value_type = String, min_length = 1)]
    pub title: Title,
    /// When it will be due then, in the form of a task's `due`.
    #[schema(value_type = String, example = "2026-12-24")]
    pub due: Due,
    /// How many minutes it takes.
    #[schema(value_type = Option<i64>, required = true, minimum = 1, maximum = 60_000)]
    pub estimate: Option<Estimate>,
    /// Its project.
    #[schema(value_type = Option<i64>, required = true)]
    pub project_id: Option<ProjectId>,
    /// Its parent task.
    #[schema(value_type = Option<i64>, required = true)]
    pub parent_id: Option<TaskId>,
}

impl Agenda {
    /// Assigns tasks and the coming dates of series to their days. A task whose start is after its day is left out.
    pub fn of(
        tasks: Vec<Task>,
        below: &[Below],
        recurring: &[Task],
        days: &[Date],
        settings: &Settings,
        now: Timestamp,
    ) -> Self {
        let calendar = Calendar::of(settings);
        let today = calendar.day_of(now);
        let mut shown: Vec<AgendaDay> = days.iter().map(|day| AgendaDay::empty(*day, settings)).collect();
        for task in tasks {
            let Some(day) = own_day(&task, &calendar).map(|day| day.max(today)) else { continue };
            if task.start.is_some_and(|start| start > day) {
                continue;
            }
            if let Some(shown) = shown.iter_mut().find(|shown| shown.date == day) {
                shown.tasks.push(task);
            }
        }
        let (coming, truncated) = coming_on(recurring, days, today, &calendar);
        for (day, one) in coming {
            if let Some(shown) = shown.iter_mut().find(|shown| shown.date == day) {
                shown.coming.push(one);
            }
        }
        let parts = load::parts(below);
        for day in &mut shown {
            day.tasks.sort_by_cached_key(|task| place_on(task, day.date, &calendar));
            day.add_up(&parts);
        }
        let total = shown.iter().map(|day| day.tasks.len()).sum();
        Self { today, days: shown, total, truncated }
    }

    /// Leaves out the tasks that the query has no room for. The sums of the days stay.
    pub fn limited(mut self, AgendaQuery { limit, .. }: AgendaQuery) -> Self {
        let mut room = limit;
        for day in &mut self.days {
            day.tasks.truncate(room);
            day.parts.retain(|parts| day.tasks.iter().any(|task| task.id == parts.task_id));
            room -= day.tasks.len();
        }
        self
    }
}

impl AgendaDay {
    fn empty(date: Date, settings: &Settings) -> Self {
        let capacity = settings.capacity(date.weekday());
        let (tasks, parts, coming) = (Vec::new(), Vec::new(), Vec::new());
        Self { date, capacity, estimated: 0, unestimated: 0, parts, tasks, coming }
    }

    /// Adds up the estimates.
    fn add_up(&mut self, parts: &HashMap<TaskId, Parts>) {
        self.parts = self.tasks.iter().filter_map(|task| parts.get(&task.id).copied()).collect();
        for task in &self.tasks {
            let load = load::of_task(task.estimate, parts.get(&task.id));
            self.estimated += load.minutes;
            self.unestimated += load.unestimated;
        }
        let coming = self.coming.iter().map(|one| Weighed::of(one.task_id, one.parent_id, one.estimate));
        self.estimated += load::sum(coming.collect());
    }
}

/// What comes back on the days after today, by time, and whether there is more than can be shown.
fn coming_on(recurring: &[Task], days: &[Date], today: Date, calendar: &Calendar) -> (Vec<(Date, Coming)>, bool) {
    let (Some(first), Some(last), Ok(tomorrow)) = (days.first(), days.last(), today.tomorrow()) else {
        return (Vec::new(), false);
    };
    let mut coming = Vec::new();
    for task in recurring {
        for (day, due) in series::coming(task, tomorrow.max(*first), *last, calendar) {
            let Task { id, title, estimate, project_id, parent_id, .. } = task.clone();
            coming.push((day, Coming { task_id: id, title, due, estimate, project_id, parent_id }));
        }
    }
    coming.sort_by_cached_key(|(day, one)| {
        let time = one.due.instant().map(|instant| calendar.local(instant).time());
        (*day, time.is_none(), time, one.task_id)
    });
    let truncated = coming.len() > MOST_COMING;
    coming.truncate(MOST_COMING);
    (coming, truncated)
}

/// Where a task stands in an agenda: by its day, then by time, then by hand.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    day: Date,
    is_untimed: bool,
    time: Option<Time>,
    by_hand: (Position, TaskId),
}

impl Place {
    pub fn of(
        day: Date,
        planned: Option<Planned>,
        due: Option<&Due>,
        calendar: &Calendar,
        by_hand: (Position, TaskId),
    ) -> Self {
        let due = || due.filter(|due| calendar.due_day(due) == day)?.instant();
        let time = planned.and_then(Planned::time).or_else(|| due().map(|instant| calendar.local(instant).time()));
        Self { day, is_untimed: time.is_none(), time, by_hand }
    }
}

/// Where a task stands on a day: first what is left from earlier days, then what has a time, then the order by hand.
fn place_on(task: &Task, day: Date, calendar: &Calendar) -> Place {
    let own = own_day(task, calendar).unwrap_or(day);
    Place::of(own, task.planned, task.due.as_ref(), calendar, (task.place_in_day(), task.id))
}

/// The day a task is for: its planned day, or else its due day. An overdue task can be planned for a later day; it is then
/// shown there as overdue.
fn own_day(task: &Task, calendar: &Calendar) -> Option<Date> {
    day_of(task.planned, task.due.as_ref(), calendar)
}

/// The day of a task with this plan and this due date.
pub fn day_of(planned: Option<Planned>, due: Option<&Due>, calendar: &Calendar) -> Option<Date> {
    planned.map(Planned::date).or_else(|| due.map(|due| calendar.due_day(due)))
}

/// The plan of a task that is on this day from now on. An open task that is for it already keeps its plan.
pub fn planned_on(task: &Task, day: Date, calendar: &Calendar) -> Option<Planned> {
    if !task.is_open() || own_day(task, calendar) == Some(day) {
        return task.planned;
    }
    Some(task.planned.map_or(Planned::Day(day), |planned| planned.on(day)))
}
