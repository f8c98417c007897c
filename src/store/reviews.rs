//! Reviews in the database. One without a row has nothing in it.

mod numbers;
mod table;

use rusqlite::Connection;

use crate::domain::Timestamp;
use crate::domain::calendar::Calendar;
use crate::domain::log::act::Act;
use crate::domain::log::change::Written;
use crate::domain::log::precondition::IfMatch;
use crate::domain::reviews::{Period, Review, ReviewPatch, ReviewedPeriod};
use crate::domain::users::UserId;
use crate::error::{Error, Result};
use crate::store::agenda::planned_on;
use crate::store::engine::failure::Outcome;
use crate::store::{Store, settings};

use self::numbers::outcome;
use self::table::select;

impl Store {
    /// The review of a day or a week, and what has become of it.
    pub async fn find_review(&self, owner: UserId, period: Period) -> Result<ReviewedPeriod> {
        self.read(move |connection| {
            let calendar = Calendar::of(&settings::select(connection, owner)?);
            let review = select(connection, owner, period)?;
            outcome(connection, owner, review, &calendar)
        })
        .await
    }

    /// Begins a review, unless that was done: what is planned for a day when its work begins is its plan. `again` takes
    /// the plan anew.
    pub async fn start_review(&self, act: Act, period: Period, again: bool) -> Result<Written<Review>> {
        self.act(act, None, move |recorder| {
            let (connection, owner) = (recorder.connection, recorder.owner);
            let settings = settings::select(connection, owner)?;
            let calendar = Calendar::of(&settings);
            check_begun(period, &calendar, recorder.at)?;
            let before = select(connection, owner, period)?;
            let is_new = again || before.started_at.is_none();
            let after = match period {
                Period::Day(day) if is_new => {
                    if day != calendar.day_of(recorder.at) {
                        let sentence = "Only today can begin: nobody knows what was planned on another day.";
                        return Err(Error::invalid("period", sentence).into());
                    }
                    let plan = Some(planned_on(connection, owner, day, &settings)?);
                    let same = plan == before.plan;
                    let started_at = before.started_at.filter(|_| same).or(Some(recorder.at));
                    Review { started_at, plan, ..before.clone() }
                }
                Period::Day(_) => before.clone(),
                Period::Week(_) => Review { started_at: before.started_at.or(Some(recorder.at)), ..before.clone() },
            };
            recorder.change(&before, after)
        })
        .await
    }

    /// Changes a review and returns it.
    pub async fn update_review(
        &self,
        act: Act,
        period: Period,
        patch: ReviewPatch,
        if_match: IfMatch,
    ) -> Result<Written<Review>> {
        self.act(act, None, move |recorder| {
            let (connection, owner) = (recorder.connection, recorder.owner);
            let calendar = Calendar::of(&settings::select(connection, owner)?);
            check_begun(period, &calendar, recorder.at)?;
            let before = select(connection, owner, period)?;
            if_match.check(before.version)?;
            let numbers = match patch.finished {
                Some(true) => outcome(connection, owner, before.clone(), &calendar)?.now,
                _ => before.numbers.unwrap_or_default(),
            };
            let after = before.patched(patch, numbers, recorder.at);
            recorder.change(&before, after)
        })
        .await
    }
}

/// Refuses a day or a week that has not begun.
fn check_begun(period: Period, calendar: &Calendar, now: Timestamp) -> Result<()> {
    if period.days(calendar).0 > calendar.day_of(now) {
        return Err(Error::invalid("period", "It has not begun yet."));
    }
    Ok(())
}

/// The reviews of the days from one to another that have a plan.
fn plans_between(
    connection: &Connection,
    owner: UserId,
    (first, last): (jiff::civil::Date, jiff::civil::Date),
) -> Outcome<Vec<Review>> {
    let mut day = first;
    let mut found = Vec::new();
    while day <= last {
        let review = select(connection, owner, Period::Day(day))?;
        found.extend(Some(review).filter(|review| review.plan.is_some()));
        let Ok(next) = day.tomorrow() else { break };
        day = next;
    }
    Ok(found)
}
