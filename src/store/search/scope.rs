//! Who asks, and when.

use crate::domain::Timestamp;
use crate::domain::calendar::Calendar;
use crate::domain::query::QueryContext;
use crate::domain::settings::Settings;
use crate::domain::users::UserId;
use crate::store::engine::functions::{calendar_argument, millis};

/// What a query is compiled for.
pub struct QueryScope {
    pub owner: UserId,
    pub now: Timestamp,
    pub calendar: Calendar,
    /// The same for SQL.
    pub calendar_argument: String,
    /// What relative days are relative to.
    pub context: QueryContext,
}

impl QueryScope {
    /// What an account asks for now.
    pub fn by(owner: UserId, settings: &Settings, now: Timestamp) -> Self {
        let calendar = Calendar::of(settings);
        let context = QueryContext { today: calendar.day_of(now), week_start: calendar.week_start };
        Self { owner, now, calendar, calendar_argument: calendar_argument(settings), context }
    }

    pub fn now_millis(&self) -> i64 {
        millis(self.now)
    }
}
