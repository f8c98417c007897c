//! The tasks of a series, which follow one another.

use std::collections::HashSet;

use jiff::Timestamp;
use jiff::civil::{Date, Time};

use crate::domain::calendar::Calendar;
use crate::domain::tasks::Status;
use crate::domain::tasks::{Task, TaskId};
use crate::domain::time::due::Due;
use crate::domain::time::recurrence::{CurrentDay, Moment};
use crate::error::{Error, Result};

/// The task that follows a closed one, still without its own number; `None` at the end of the series.
pub fn next(task: &Task, calendar: &Calendar) -> Result<Option<Task>> {
    let (Some(recurrence), Some(due), Some(completed_at)) = (&task.recurrence, &task.due, task.completed_at) else {
        return Ok(None);
    };
    let completed = current_day(due, calendar, completed_at);
    let Some((moment, recurrence)) = recurrence.next(due.moment(), completed) else { return Ok(None) };
    let next_due = due.moved_to(moment);
    let start = start_before(task.start, due, &next_due);
    Ok(Some(Task {
        status: Status::Open,
        completed_at: None,
        due: Some(next_due),
        start,
        planned: None,
        recurrence: Some(recurrence),
        previous_id: Some(task.id),
        ..task.clone().not_put_off()
    }))
}

/// The task moved to the next date of its series, without completing it.
pub fn skipped(task: &Task, calendar: &Calendar, now: Timestamp) -> Result<Task> {
    let (Some(recurrence), Some(due), true) = (&task.recurrence, &task.due, task.is_open()) else {
        return Err(Error::conflict("recurrence", "Only an open task that repeats can be skipped."));
    };
    let today = current_day(due, calendar, now);
    let Some((moment, recurrence)) = recurrence.skip(due.moment(), today) else {
        let sentence = "This is the last task of its series. Drop it, or stop the series.";
        return Err(Error::conflict("recurrence", sentence));
    };
    let next_due = due.moved_to(moment);
    let start = start_before(task.start, due, &next_due);
    let (due, recurrence) = (Some(next_due), Some(recurrence));
    Ok(Task { due, start, planned: None, recurrence, updated_at: now, ..task.clone().not_put_off() })
}

/// The dates after the current one.
pub fn occurrences(task: &Task, most: usize) -> Vec<Due> {
    let (Some(recurrence), Some(due)) = (&task.recurrence, &task.due) else { return Vec::new() };
    recurrence.after(due.moment(), most).into_iter().map(|moment| due.moved_to(moment)).collect()
}

/// The dates from one day to another that the series will come back on, each with its day. Whoever completes or skips the
/// task in time meets exactly these; a series that is counted from completion has none that are sure.
pub fn coming(task: &Task, from: Date, to: Date, calendar: &Calendar) -> Vec<(Date, Due)> {
    let (Some(recurrence), Some(due), true) = (&task.recurrence, &task.due, task.is_open()) else { return Vec::new() };
    if task.start.is_some_and(|start| start > due.date()) {
        return Vec::new();
    }
    // Another zone moves a local time by at most a day.
    let day = |date: Date, days: i32| date.saturating_add(jiff::Span::new().days(days));
    let dates = recurrence.coming(due.moment(), Moment::Day(day(from, -2)), day(to, 1));
    let dates = dates.into_iter().map(|date| due.moved_to(date)).map(|due| (calendar.due_day(&due), due));
    dates.filter(|(day, _)| (from..=to).contains(day)).collect()
}

/// The number of days between a task and the next one of its series.
pub fn days_between(task: &Task, next: &Task) -> i32 {
    match (&task.due, &next.due) {
        (Some(one), Some(other)) => days(one.date(), other.date()),
        _ => 0,
    }
}

/// The subtasks that are open and due after a day, because the one before in their series was closed below the same task,
/// and all that is below them.
pub fn moved_on(parts: &[Task], day: Date, calendar: &Calendar) -> HashSet<TaskId> {
    let ids: HashSet<TaskId> = parts.iter().map(|part| part.id).collect();
    let mut found = HashSet::new();
    // A parent comes before its subtasks.
    for part in parts {
        let follows = part.previous_id.is_some_and(|previous| ids.contains(&previous));
        let is_below = part.parent_id.is_some_and(|parent| found.contains(&parent));
        let is_later = part.due.as_ref().is_some_and(|due| calendar.due_day(due) > day);
        if is_below || (follows && is_later && part.is_open() && part.recurrence.is_some()) {
            found.insert(part.id);
        }
    }
    found
}

/// A reopened copy of a subtask for the next task, this many days later.
pub fn copied_part(part: &Task, days: i32) -> Task {
    let status = Status::Open;
    let moved = moved_part(part, days).not_put_off();
    Task { status, completed_at: None, planned: None, previous_id: Some(part.id), ..moved }
}

/// A subtask moved this many days later.
pub fn moved_part(part: &Task, days: i32) -> Task {
    let later = jiff::Span::new().days(days);
    let due = part.due.as_ref().map(|due| due.days_later(days));
    let start = part.start.map(|start| start.saturating_add(later));
    let recurrence = match (part.recurrence.clone(), &due) {
        (Some(recurrence), Some(due)) => Some(recurrence.beginning_with(due.moment())),
        (recurrence, _) => recurrence,
    };
    Task { due, start, recurrence, ..part.clone() }
}

/// The account's day on the clock of the due date: in its zone, or for a due day in the account's.
fn current_day(due: &Due, calendar: &Calendar, at: Timestamp) -> CurrentDay {
    let day = calendar.day_of(at);
    match due {
        Due::Day(_) => CurrentDay { date: day, began: day.to_datetime(Time::midnight()) },
        Due::Time { zone, .. } => {
            let rules = zone.rules();
            CurrentDay { date: rules.to_datetime(at).date(), began: rules.to_datetime(calendar.start_of(day)) }
        }
    }
}

fn start_before(start: Option<Date>, due: &Due, next: &Due) -> Option<Date> {
    start.map(|start| start.saturating_add(jiff::Span::new().days(days(due.date(), next.date()))))
}

fn days(from: Date, to: Date) -> i32 {
    from.until(to).map_or(0, |span| span.get_days())
}
