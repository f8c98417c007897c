//! When a habit is due.

use std::collections::BTreeSet;

use jiff::civil::{Date, Weekday};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::domain::closed_words::words;
use crate::domain::settings::Day;
use crate::error::{Error, Result};

words! {
    /// What a number of times is counted in.
    Period "per" {
        Week = "week",
        /// A month of the calendar.
        Month = "month",
    }
}

impl Period {
    /// The most days of a period.
    pub const LONGEST: i64 = 31;

    /// The most times: every month has 28 days.
    fn most_times(self) -> i64 {
        match self {
            Self::Week => 7,
            Self::Month => 28,
        }
    }

    /// How many days it has, for the strength.
    pub(super) fn days(self) -> u16 {
        match self {
            Self::Week => 7,
            Self::Month => 30,
        }
    }

    /// The first day of the period that a day is in.
    pub fn start_of(self, day: Date, week_start: Weekday) -> Date {
        match self {
            Self::Week => {
                let since = i64::from(day.weekday().since(week_start));
                day.saturating_sub(jiff::Span::new().days(since))
            }
            Self::Month => day.first_of_month(),
        }
    }

    /// The last day of the period that begins on a day.
    pub fn end_of(self, start: Date) -> Date {
        match self {
            Self::Week => start.saturating_add(jiff::Span::new().days(6)),
            Self::Month => start.last_of_month(),
        }
    }
}

/// When a habit is due.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Schedule {
    /// On these days of the week.
    #[schema(title = "ScheduleOfWeekdays")]
    Weekdays {
        /// The days, from Monday on.
        #[schema(value_type = Vec<Day>)]
        weekdays: BTreeSet<Day>,
    },
    /// On any so many days of a week or a month.
    #[schema(title = "ScheduleOfTimes")]
    Times {
        /// On how many days: 7 a week at most, 28 a month.
        #[schema(minimum = 1, maximum = 28)]
        times: i64,
        /// Of what.
        per: Period,
    },
    /// Every so many days, counted from when it was last done.
    #[schema(title = "ScheduleOfDays")]
    Every {
        /// How many days: 1 is daily.
        #[schema(minimum = 1, maximum = 365)]
        days: i64,
    },
}

/// A schedule from outside.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
pub struct ScheduleInput {
    kind: Option<String>,
    weekdays: Option<Vec<String>>,
    times: Option<i64>,
    per: Option<String>,
    days: Option<i64>,
}

impl Schedule {
    /// The longest time between two days.
    const MOST_DAYS: i64 = 365;

    /// Every day.
    pub fn daily() -> Self {
        Self::Weekdays { weekdays: Day::ALL.iter().copied().collect() }
    }

    /// Checks a schedule from outside.
    pub fn parse(input: ScheduleInput) -> Result<Self> {
        let schedule = match input.kind.as_deref() {
            Some("weekdays") => {
                let days = input.weekdays.unwrap_or_default();
                let weekdays: Option<BTreeSet<Day>> = days.iter().map(|word| Day::from_word(word)).collect();
                let weekdays = weekdays.ok_or_else(|| wrong("The weekdays of the schedule are monday to sunday."))?;
                Self::Weekdays { weekdays }
            }
            Some("times") => {
                let per = input.per.as_deref().and_then(Period::from_word);
                let per = per.ok_or_else(|| wrong("The schedule needs `per`, which is week or month."))?;
                Self::Times { times: input.times.unwrap_or(0), per }
            }
            Some("every") => Self::Every { days: input.days.unwrap_or(0) },
            _ => return Err(wrong("The kind of the schedule must be one of weekdays, times, every.")),
        };
        schedule.check()?;
        Ok(schedule)
    }

    /// Refuses a schedule that [`Self::parse`] would not return.
    pub fn check(&self) -> Result<()> {
        match self {
            Self::Weekdays { weekdays } if weekdays.is_empty() => {
                Err(wrong("The schedule needs at least one day of the week."))
            }
            Self::Times { times, per } if !(1..=per.most_times()).contains(times) => {
                Err(wrong(&format!("The schedule can have 1 to {} times a {}.", per.most_times(), per.as_str())))
            }
            Self::Every { days } if !(1..=Self::MOST_DAYS).contains(days) => {
                Err(wrong(&format!("The schedule can be every 1 to {} days.", Self::MOST_DAYS)))
            }
            _ => Ok(()),
        }
    }

    /// Whether a day of the week is one of a schedule of weekdays.
    pub(super) fn has_weekday(&self, weekday: Weekday) -> bool {
        matches!(self, Self::Weekdays { weekdays } if weekdays.contains(&Day::of(weekday)))
    }
}

fn wrong(sentence: &str) -> Error {
    Error::invalid("schedule", sentence)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;
    use serde_json::json;

    use super::*;

    fn parse(json: serde_json::Value) -> Result<Schedule> {
        Schedule::parse(serde_json::from_value(json).unwrap())
    }

    #[test]
    fn a_schedule_is_read_and_written_alike() {
        for json in [
            json!({"kind": "weekdays", "weekdays": ["monday", "friday"]}),
            json!({"kind": "times", "times": 3, "per": "week"}),
            json!({"kind": "every", "days": 2}),
        ] {
            let schedule = parse(json.clone()).unwrap();
            assert_eq!(serde_json::to_value(&schedule).unwrap(), json);
            assert_eq!(serde_json::from_value::<Schedule>(json).unwrap(), schedule);
        }
    }

    #[test]
    fn an_impossible_schedule_is_refused() {
        for json in [
            json!({}),
            json!({"kind": "hourly"}),
            json!({"kind": "weekdays"}),
            json!({"kind": "weekdays", "weekdays": []}),
            json!({"kind": "weekdays", "weekdays": ["someday"]}),
            json!({"kind": "times", "times": 0, "per": "week"}),
            json!({"kind": "times", "times": 8, "per": "week"}),
            json!({"kind": "times", "times": 29, "per": "month"}),
            json!({"kind": "times", "times": 3}),
            json!({"kind": "times", "times": 3, "per": "year"}),
            json!({"kind": "every", "days": 0}),
            json!({"kind": "every", "days": 366}),
            json!({"kind": "every"}),
        ] {
            assert!(matches!(parse(json.clone()), Err(Error::Invalid(_))), "{json}");
        }
    }

    #[test]
    fn a_period_knows_its_days() {
        let week = Period::Week.start_of(date(2026, 11, 29), Weekday::Monday);
        assert_eq!((week, Period::Week.end_of(week)), (date(2026, 11, 23), date(2026, 11, 29)));
        assert_eq!(Period::Week.start_of(date(2026, 11, 29), Weekday::Sunday), date(2026, 11, 29));
        let month = Period::Month.start_of(date(2028, 2, 14), Weekday::Monday);
        assert_eq!((month, Period::Month.end_of(month)), (date(2028, 2, 1), date(2028, 2, 29)));
    }
}
