//! The days that statistics are about.

use jiff::Span;
use jiff::civil::{Date, date};

use crate::domain::Timestamp;
use crate::domain::calendar::Calendar;
use crate::domain::time::due::parse_day;
use crate::error::{Error, FieldErrors, Result};

/// The most days of statistics.
const MOST_DAYS: i32 = 400;
/// The days of statistics, unless others are asked for.
const USUAL_DAYS: i32 = 365;

/// Which days.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StatisticsQuery {
    from: Option<Date>,
    to: Option<Date>,
}

impl StatisticsQuery {
    /// Reads the query parameters, of which both are optional.
    pub fn parse(from: Option<&str>, to: Option<&str>) -> Result<Self> {
        let mut errors = FieldErrors::default();
        let from = errors.check(from.map(|day| parse_day("from", day)).transpose())?.flatten();
        let to = errors.check(to.map(|day| parse_day("to", day)).transpose())?.flatten();
        errors.finish()?;
        Ok(Self { from, to })
    }

    /// The first and the last day: by default the last 365, or as many from the first or up to the last on.
    pub fn days(self, today: Date) -> Result<(Date, Date)> {
        let year = Span::new().days(USUAL_DAYS - 1);
        let (first, last) = match (self.from, self.to) {
            (Some(first), Some(last)) => (first, last),
            (Some(first), None) => (first, first.saturating_add(year)),
            (None, last) => {
                let last = last.unwrap_or(today);
                (last.saturating_sub(year).max(date(1, 1, 1)), last)
            }
        };
        if last < first {
            return Err(Error::invalid("to", "The last day can't come before the first."));
        }
        if last.since(first).map_or(true, |span| span.get_days() >= MOST_DAYS) {
            return Err(Error::invalid("to", format!("Statistics have {MOST_DAYS} days at most.")));
        }
        Ok((first, last))
    }
}

/// Consecutive days, and the instants at which they begin.
#[derive(Debug)]
pub struct Days {
    pub(super) dates: Vec<Date>,
    /// One more than there are days: when the last one ends.
    starts: Vec<Timestamp>,
}

impl Days {
    pub fn new((first, last): (Date, Date), calendar: &Calendar) -> Self {
        let dates: Vec<Date> = first.series(Span::new().days(1)).take_while(|day| *day <= last).collect();
        let after = last.tomorrow().unwrap_or(last);
        let starts = dates.iter().copied().chain([after]).map(|day| calendar.start_of(day)).collect();
        Self { dates, starts }
    }

    /// When the first day begins, and when the last one ends.
    pub fn span(&self) -> (Timestamp, Timestamp) {
        let at = |start: Option<&Timestamp>| start.copied().unwrap_or(Timestamp::MIN);
        (at(self.starts.first()), at(self.starts.last()))
    }

    /// The place of the day that an instant belongs to.
    pub(super) fn place(&self, at: Timestamp) -> Option<usize> {
        let begun = self.starts.partition_point(|start| *start <= at);
        begun.checked_sub(1).filter(|place| *place < self.dates.len())
    }

    pub(super) fn place_of(&self, day: Date) -> Option<usize> {
        self.dates.binary_search(&day).ok()
    }
}
