//! The account and time of a query.

use crate::domain::Timestamp;
use crate::domain::calendar::Calendar;
use crate::domain::query::QueryContext;
use crate::domain::settings::Settings;
use crate::domain::users::UserId;
use crate::store::engine::functions::{calendar_argument, millis};

/// The context a query is compiled in.
pub struct QueryScope {
    pub owner: UserId,
    pub now: Timestamp,
    pub calendar: Calendar,
    /// The calendar as an SQL argument.
    pub calendar_argument: String,
    /// The context of relative days.
    pub context: QueryContext,
}

impl QueryScope {
    /// The scope of an account's query now.
    pub fn by(owner: UserId, settings: &Settings, now: Timestamp) -> Self {
        let calendar = Calendar::of(settings);
        let context = QueryContext { today: calendar.day_of(now), week_start: calendar.week_start };
        Self { owner, now, calendar, calendar_argument: calendar_argument(settings), context }
    }

    pub fn now_millis(&self) -> i64 {
        millis(self.now)
    }
}
