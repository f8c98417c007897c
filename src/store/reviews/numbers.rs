//! What became of a day or a week.

use std::collections::HashSet;

use jiff::civil::Date;
use rusqlite::{Connection, OptionalExtension, named_params};

use crate::domain::calendar::Calendar;
use crate::domain::reviews::{MOST_PLANNED, Numbers, Period, Review, ReviewedPeriod};
use crate::domain::tasks::TaskId;
use crate::domain::users::UserId;
use crate::store::engine::columns::Millis;
use crate::store::engine::failure::Outcome;
use crate::store::reviews::plans_between;

/// A review with what has become of its day or week.
pub fn outcome(connection: &Connection, owner: UserId, review: Review, calendar: &Calendar) -> Outcome<ReviewedPeriod> {
    let (first_day, last_day) = review.period.days(calendar);
    let span = Span::of(first_day, last_day, calendar);
    let mut found = ReviewedPeriod {
        first_day,
        last_day,
        review,
        now: Numbers { created: span.created(connection, owner)?, ..Numbers::default() },
        kept: Vec::new(),
        left: Vec::new(),
        unplanned: Vec::new(),
    };
    let mut done = Vec::new();
    for (id, is_dropped) in span.closed(connection, owner)? {
        if is_dropped {
            found.now.dropped += 1;
        } else {
            found.now.done += 1;
            done.push(id);
        }
    }
    match found.review.period {
        Period::Day(_) => {
            let Some(plan) = found.review.plan.clone() else { return Ok(found) };
            (found.now.planned, found.kept, found.left) = span.of_plan(connection, owner, &plan)?;
            found.now.kept = found.kept.len() as u64;
            let plan: HashSet<TaskId> = plan.into_iter().collect();
            found.unplanned = done.into_iter().filter(|id| !plan.contains(id)).take(MOST_PLANNED).collect();
        }
        Period::Week(_) => {
            for day in plans_between(connection, owner, (first_day, last_day))? {
                let (Period::Day(date), Some(plan)) = (day.period, &day.plan) else { continue };
                let (planned, kept, _) = Span::of(date, date, calendar).of_plan(connection, owner, plan)?;
                found.now.planned += planned;
                found.now.kept += kept.len() as u64;
            }
        }
    }
    Ok(found)
}

/// The instants of some days.
struct Span {
    from: Millis,
    to: Millis,
}

impl Span {
    fn of(first: Date, last: Date, calendar: &Calendar) -> Self {
        let after = last.tomorrow().unwrap_or(last);
        Self { from: Millis(calendar.start_of(first)), to: Millis(calendar.start_of(after)) }
    }

    /// The tasks without subtasks that were closed then, and whether each was dropped.
    fn closed(&self, connection: &Connection, owner: UserId) -> Outcome<Vec<(TaskId, bool)>> {
        let mut select = connection.prepare_cached(
            "SELECT id, dropped FROM tasks INDEXED BY tasks_by_completion
             WHERE user_id = :owner AND completed_at IS NOT NULL AND completed_at >= :from AND completed_at < :to
               AND NOT EXISTS (
                 SELECT 1 FROM tasks AS part INDEXED BY tasks_by_parent
                 WHERE part.user_id = :owner AND part.parent_id = tasks.id
               )",
        )?;
        let parameters = named_params! {":owner": owner, ":from": self.from, ":to": self.to};
        Ok(select.query_map(parameters, |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<rusqlite::Result<_>>()?)
    }

    /// How many tasks were made then. Numbers grow with time, so it looks at no older ones.
    fn created(&self, connection: &Connection, owner: UserId) -> Outcome<u64> {
        let mut select = connection.prepare_cached(
            "SELECT count(*) FROM tasks
             WHERE user_id = :owner AND created_at >= :from AND created_at < :to AND id > coalesce((
               SELECT id FROM tasks WHERE user_id = :owner AND created_at < :from ORDER BY id DESC LIMIT 1
             ), 0)",
        )?;
        let parameters = named_params! {":owner": owner, ":from": self.from, ":to": self.to};
        Ok(select.query_row(parameters, |row| row.get(0))?)
    }

    /// Of a plan: how many tasks are not deleted, which were done then, and which are open.
    fn of_plan(
        &self,
        connection: &Connection,
        owner: UserId,
        plan: &[TaskId],
    ) -> Outcome<(u64, Vec<TaskId>, Vec<TaskId>)> {
        let mut select = connection.prepare_cached(
            "SELECT completed_at IS NULL, dropped = 0 AND completed_at >= :from AND completed_at < :to
             FROM tasks WHERE user_id = :owner AND id = :id",
        )?;
        let (mut planned, mut kept, mut left) = (0, Vec::new(), Vec::new());
        for id in plan {
            let parameters = named_params! {":owner": owner, ":id": id, ":from": self.from, ":to": self.to};
            let state = select.query_row(parameters, |row| Ok((row.get(0)?, row.get::<_, Option<bool>>(1)?)));
            let Some((is_open, is_kept)) = state.optional()? else { continue };
            planned += 1;
            if is_open {
                left.push(*id);
            } else if is_kept.unwrap_or_default() {
                kept.push(*id);
            }
        }
        Ok((planned, kept, left))
    }
}
