//! The agenda: which tasks are for which day, against the hours of that day.

use std::cmp::Ordering;
use std::collections::{HashMap, HashSet};

use jiff::Timestamp;
use jiff::civil::{Date, Time};
use serde::Serialize;
use utoipa::ToSchema;

use crate::domain::calendar::Calendar;
use crate::domain::settings::Settings;
use crate::domain::tasks::urgency::{Facts, urgency};
use crate::domain::tasks::{Task, TaskId};
use crate::domain::text::parse_number;
use crate::domain::time::due::parse_day;
use crate::domain::time::planned::Planned;
use crate::error::{Error, FieldErrors, Result};

/// The most tasks that an agenda shows.
pub const MOST_TASKS: usize = 1_000;
const MOST_DAYS: i64 = 42;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AgendaQuery {
    from: Option<Date>,
    count: i64,
}

impl AgendaQuery {
    /// Reads the query parameters. Defaults to one day, today.
    pub fn parse(from: Option<&str>, days: Option<&str>) -> Result<Self> {
        let mut errors = FieldErrors::default();
        let from = errors.check(from.map(|day| parse_day("from", day)).transpose())?.flatten();
        let count = days.map(|days| {
            parse_number(days)
                .filter(|days| *days <= MOST_DAYS)
                .ok_or_else(|| Error::invalid("days", format!("Days must be a whole number from 1 to {MOST_DAYS}.")))
        });
        let count = errors.check(count.transpose())?.flatten();
        errors.finish()?;
        Ok(Self { from, count: count.unwrap_or(1) })
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
    /// Whether tasks are missing, because there are more than 1,000.
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
    /// How many minutes its tasks take, counting those that have an estimate.
    pub estimated: u64,
    /// How many of its tasks have no estimate, neither their own nor that of a subtask on the same day.
    pub unestimated: usize,
    /// The open tasks that are planned for the day, or due on it and not planned. Today also has what was planned or due
    /// before, the most urgent first; other days begin with what is planned or due at a time, and the rest is in the manual order.
    pub tasks: Vec<Task>,
}

impl Agenda {
    /// Assigns tasks to their days. A task whose start is after its day is left out.
    pub fn of(
        tasks: Vec<Task>,
        blocked: &HashSet<TaskId>,
        days: &[Date],
        settings: &Settings,
        now: Timestamp,
        truncated: bool,
    ) -> Self {
        let calendar = Calendar::of(settings);
        let today = calendar.day_of(now);
        let mut shown: Vec<AgendaDay> = days.iter().map(|day| AgendaDay::empty(*day, settings)).collect();
        for task in tasks {
            let Some(day) = day_of(&task, &calendar, today) else { continue };
            if task.start.is_some_and(|start| start > day) {
                continue;
            }
            if let Some(shown) = shown.iter_mut().find(|shown| shown.date == day) {
                shown.tasks.push(task);
            }
        }
        for day in &mut shown {
            if day.date == today {
                let weight = |task: &Task| urgency(&Facts::of(task, blocked.contains(&task.id)), &calendar, now);
                let mut weighed: Vec<(f64, Task)> = day.tasks.drain(..).map(|task| (weight(&task), task)).collect();
                weighed.sort_by(|(one, a), (other, b)| other.total_cmp(one).then_with(|| a.position.cmp(&b.position)));
                day.tasks = weighed.into_iter().map(|(_, task)| task).collect();
            } else {
                let date = day.date;
                let time = |task: &Task| time_on(task, date, &calendar);
                day.tasks.sort_by(|one, other| {
                    let by_time = later_without(time(one), time(other));
                    by_time.then_with(|| (&one.position, one.id).cmp(&(&other.position, other.id)))
                });
            }
            day.add_up();
        }
        Self { today, days: shown, truncated }
    }
}

impl AgendaDay {
    fn empty(date: Date, settings: &Settings) -> Self {
        let capacity = settings.capacity(date.weekday());
        Self { date, capacity, estimated: 0, unestimated: 0, tasks: Vec::new() }
    }

    /// Adds up the estimates. A task and its direct subtasks on the same day take the greater of its own estimate and theirs.
    fn add_up(&mut self) {
        let on_day: HashSet<TaskId> = self.tasks.iter().map(|task| task.id).collect();
        let mut parts = HashMap::<Option<TaskId>, Vec<&Task>>::new();
        for task in &self.tasks {
            parts.entry(task.parent_id.filter(|parent| on_day.contains(parent))).or_default().push(task);
        }
        let (estimated, unestimated) = sum_below(None, &parts);
        (self.estimated, self.unestimated) = (estimated, unestimated);
    }
}

/// The minutes that the subtasks of a task take, and how many of them have no estimate.
fn sum_below(parent: Option<TaskId>, parts: &HashMap<Option<TaskId>, Vec<&Task>>) -> (u64, usize) {
    let (mut estimated, mut unestimated) = (0, 0);
    for part in parts.get(&parent).into_iter().flatten() {
        let (below, unknown) = sum_below(Some(part.id), parts);
        let own = part.estimate.map_or(0, |estimate| u64::from(estimate.minutes()));
        estimated += own.max(below);
        unestimated += unknown + usize::from(own == 0 && below == 0 && unknown == 0);
    }
    (estimated, unestimated)
}

/// The time of day that a task is planned at, or else due on that day, by the account's clock.
fn time_on(task: &Task, day: Date, calendar: &Calendar) -> Option<Time> {
    let due = || task.due.as_ref().filter(|due| calendar.due_day(due) == day)?.instant();
    task.planned.and_then(Planned::time).or_else(|| due().map(|instant| calendar.local(instant).time()))
}

/// Orders times, with none at the end.
fn later_without(one: Option<Time>, other: Option<Time>) -> Ordering {
    (one.is_none(), one).cmp(&(other.is_none(), other))
}

/// The day a task is shown on: its planned day, or else its due day, but never before today. An overdue task can be
/// planned for a later day; it is then shown there as overdue.
fn day_of(task: &Task, calendar: &Calendar, today: Date) -> Option<Date> {
    let due = || task.due.as_ref().map(|due| calendar.due_day(due));
    task.planned.map(Planned::date).or_else(due).map(|day| day.max(today))
}
