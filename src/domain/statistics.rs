//! Statistics: what was made, done and dropped on some days, and the time that was kept.

mod days;

use std::collections::{HashMap, HashSet};

use jiff::SignedDuration;
use jiff::civil::Date;
use serde::Serialize;
use utoipa::ToSchema;

pub use self::days::{Days, StatisticsQuery};

use crate::domain::Timestamp;
use crate::domain::calendar::Calendar;
use crate::domain::tasks::TaskId;

/// A task that was closed on one of these days.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClosedTask {
    pub id: TaskId,
    pub created_at: Timestamp,
    pub completed_at: Timestamp,
    pub is_dropped: bool,
    /// Whether it has no subtasks.
    pub is_leaf: bool,
}

/// What statistics are made of.
#[derive(Debug, Default)]
pub struct Facts {
    /// When the tasks were made that were made on these days.
    pub created: Vec<Timestamp>,
    /// The tasks that were closed on these days.
    pub closed: Vec<ClosedTask>,
    /// Seconds of time, by day.
    pub time: Vec<(Date, i64)>,
    /// What was planned for a day when its work began, without what is deleted.
    pub plans: Vec<(Date, Vec<TaskId>)>,
}

/// What became of the plan of a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
pub struct PlanOfDay {
    /// How many tasks were planned when the work of the day began, and are not deleted.
    pub planned: u64,
    /// How many of those were done on that day.
    pub kept: u64,
    /// How many tasks without subtasks were done on that day without being planned.
    pub unplanned: u64,
}

/// What happened on a day, in tasks without subtasks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct DayStatistics {
    /// The day.
    #[schema(value_type = String, format = Date)]
    pub date: Date,
    /// How many were done.
    pub done: u64,
    /// How many were dropped.
    pub dropped: u64,
    /// The seconds of time that were kept.
    pub seconds: i64,
    /// What became of its plan; null without one.
    #[schema(required = true)]
    pub plan: Option<PlanOfDay>,
}

/// What happened in a week.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct WeekStatistics {
    /// The first of its days that were asked for.
    #[schema(value_type = String, format = Date)]
    pub first_day: Date,
    /// The last of them.
    #[schema(value_type = String, format = Date)]
    pub last_day: Date,
    /// How many tasks were made, with those that have subtasks, and are not deleted.
    pub created: u64,
    /// How many tasks without subtasks were done.
    pub done: u64,
    /// How many tasks without subtasks were dropped.
    pub dropped: u64,
    /// The seconds of time that were kept.
    pub seconds: i64,
    /// The median share of its days' plans that was kept, from 0 to 1; null without a plan.
    #[schema(required = true)]
    pub plan_kept: Option<f64>,
}

/// What these days add up to.
#[derive(Debug, Clone, Default, PartialEq, Serialize, ToSchema)]
pub struct StatisticsTotals {
    /// How many tasks were made, with those that have subtasks, and are not deleted.
    pub created: u64,
    /// How many tasks without subtasks were done.
    pub done: u64,
    /// How many tasks without subtasks were dropped.
    pub dropped: u64,
    /// The seconds of time that were kept.
    pub seconds: i64,
    /// The median number of days between making and doing a task without subtasks, to one decimal place; null if none was
    /// done.
    #[schema(required = true)]
    pub median_age: Option<f64>,
    /// On how many days there was something in the plan.
    pub planned_days: u64,
    /// The median share of these days' plans that was kept, from 0 to 1; null without a plan.
    #[schema(required = true)]
    pub plan_kept: Option<f64>,
}

/// An open task.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct OldestTask {
    /// The task.
    #[schema(value_type = i64, minimum = 1)]
    pub id: TaskId,
    /// Its title.
    pub title: String,
    /// When it was made.
    pub created_at: Timestamp,
}

/// What is open now, without archived projects.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, ToSchema)]
pub struct OpenNow {
    /// How many tasks, with those that have subtasks.
    pub count: u64,
    /// The oldest of them; null without any.
    #[schema(required = true)]
    pub oldest: Option<OldestTask>,
}

/// What happened on some days.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct Statistics {
    /// The account's current day.
    #[schema(value_type = String, format = Date)]
    pub today: Date,
    /// The day on which the first of the tasks was made; today without any.
    #[schema(value_type = String, format = Date)]
    pub since: Date,
    /// Every day, in order.
    pub days: Vec<DayStatistics>,
    /// Every week, in order; the first and the last end where the days do.
    pub weeks: Vec<WeekStatistics>,
    /// How many tasks without subtasks were done by day of the week, Monday first.
    #[schema(min_items = 7, max_items = 7)]
    pub weekdays: Vec<u64>,
    /// The same by hour of the day, from midnight.
    #[schema(min_items = 24, max_items = 24)]
    pub hours: Vec<u64>,
    /// What it adds up to.
    pub totals: StatisticsTotals,
    /// What is open now.
    pub open: OpenNow,
    /// Whether time is missing, because there are more than 100,000 entries.
    pub truncated: bool,
}

impl Statistics {
    /// Counts what happened on some days.
    pub fn of(facts: &Facts, days: &Days, calendar: &Calendar, now: Timestamp) -> Self {
        let blank = |date: &Date| DayStatistics { date: *date, done: 0, dropped: 0, seconds: 0, plan: None };
        let mut found = Self {
            today: calendar.day_of(now),
            since: calendar.day_of(now),
            days: days.dates.iter().map(blank).collect(),
            weeks: Vec::new(),
            weekdays: vec![0; 7],
            hours: vec![0; 24],
            totals: StatisticsTotals::default(),
            open: OpenNow::default(),
            truncated: false,
        };
        found.add_closed(&facts.closed, days, calendar);
        for (day, seconds) in &facts.time {
            if let Some(one) = days.place_of(*day).and_then(|place| found.days.get_mut(place)) {
                one.seconds += seconds;
            }
        }
        found.add_plans(facts, days);
        found.add_up(&facts.created, days, calendar);
        found
    }

    fn add_closed(&mut self, closed: &[ClosedTask], days: &Days, calendar: &Calendar) {
        let mut ages = Vec::new();
        for task in closed.iter().filter(|task| task.is_leaf) {
            let Some(day) = days.place(task.completed_at).and_then(|place| self.days.get_mut(place)) else { continue };
            if task.is_dropped {
                day.dropped += 1;
                continue;
            }
            day.done += 1;
            add_one(&mut self.weekdays, day.date.weekday().to_monday_zero_offset());
            add_one(&mut self.hours, calendar.local(task.completed_at).hour());
            ages.push(task.completed_at.duration_since(task.created_at).max(SignedDuration::ZERO).as_secs_f64());
        }
        self.totals.median_age = median(ages).map(|seconds| (seconds / 8_640.0).round() / 10.0);
    }

    fn add_plans(&mut self, facts: &Facts, days: &Days) {
        let mut done: HashMap<usize, Vec<&ClosedTask>> = HashMap::new();
        for task in facts.closed.iter().filter(|task| !task.is_dropped) {
            if let Some(place) = days.place(task.completed_at) {
                done.entry(place).or_default().push(task);
            }
        }
        for (date, plan) in &facts.plans {
            let Some(place) = days.place_of(*date) else { continue };
            let planned: HashSet<&TaskId> = plan.iter().collect();
            let done = done.get(&place).map_or(&[][..], Vec::as_slice);
            let (kept, others): (Vec<&ClosedTask>, Vec<_>) = done.iter().partition(|task| planned.contains(&task.id));
            let plan = PlanOfDay {
                planned: planned.len() as u64,
                kept: kept.len() as u64,
                unplanned: others.iter().filter(|task| task.is_leaf).count() as u64,
            };
            if let Some(day) = self.days.get_mut(place) {
                day.plan = Some(plan);
            }
        }
    }

    /// Adds up the days by week and altogether.
    fn add_up(&mut self, created: &[Timestamp], days: &Days, calendar: &Calendar) {
        let mut made = vec![0; self.days.len()];
        for place in created.iter().filter_map(|at| days.place(*at)) {
            if let Some(count) = made.get_mut(place) {
                *count += 1;
            }
        }
        let weeks = self.days.chunk_by(|_, next| next.date.weekday() != calendar.week_start);
        let mut made = made.into_iter();
        self.weeks = weeks.filter_map(|week| of_week(week, made.by_ref().take(week.len()).sum())).collect();
        let totals = &mut self.totals;
        for week in &self.weeks {
            totals.created += week.created;
            totals.done += week.done;
            totals.dropped += week.dropped;
            totals.seconds += week.seconds;
        }
        let shares = shares_kept(&self.days);
        totals.planned_days = shares.len() as u64;
        totals.plan_kept = median(shares);
    }
}

fn of_week(days: &[DayStatistics], created: u64) -> Option<WeekStatistics> {
    Some(WeekStatistics {
        first_day: days.first()?.date,
        last_day: days.last()?.date,
        created,
        done: days.iter().map(|day| day.done).sum(),
        dropped: days.iter().map(|day| day.dropped).sum(),
        seconds: days.iter().map(|day| day.seconds).sum(),
        plan_kept: median(shares_kept(days)),
    })
}

/// The share that was kept of each plan with something in it.
fn shares_kept(days: &[DayStatistics]) -> Vec<f64> {
    let plans = days.iter().filter_map(|day| day.plan).filter(|plan| plan.planned > 0);
    #[expect(clippy::cast_precision_loss, reason = "a plan has 1,000 tasks at most")]
    plans.map(|plan| plan.kept as f64 / plan.planned as f64).collect()
}

fn median(mut numbers: Vec<f64>) -> Option<f64> {
    numbers.sort_unstable_by(f64::total_cmp);
    let half = numbers.len() / 2;
    let above = numbers.get(half)?;
    match numbers.get(half.wrapping_sub(1)) {
        Some(below) if numbers.len().is_multiple_of(2) => Some(f64::midpoint(*below, *above)),
        _ => Some(*above),
    }
}

fn add_one(counts: &mut [u64], place: i8) {
    if let Some(count) = usize::try_from(place).ok().and_then(|place| counts.get_mut(place)) {
        *count += 1;
    }
}

#[cfg(test)]
mod tests;
