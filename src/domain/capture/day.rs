//! A day as it was said, and the date it means.

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

use super::Context;
use super::language::Unit;

/// A day as it was said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum DayPhrase {
    Today,
    Tonight,
    Tomorrow,
    AfterTomorrow,
    /// The next such weekday after today.
    Weekday(Weekday),
    /// The next such weekday, today included.
    This(Weekday),
    /// That weekday of the next week.
    Next(Weekday),
    /// The first day of the next week, month or year.
    First(Unit),
    /// The last day of this week, month or year.
    Last(Unit),
    /// The last day of the next week, month or year.
    LastOfNext(Unit),
    /// The last day of the next such month, this month included.
    LastOfMonth(i8),
    /// The Saturday of this weekend, or today if the weekend has begun.
    Weekend,
    /// The Saturday of the weekend after this one.
    NextWeekend,
    /// This many days, weeks, months or years from today.
    In(u16, Unit),
    /// The next such day of a month, today included.
    OfMonth(i8),
    /// The next such day of a year, today included.
    OfYear {
        month: i8,
        day: i8,
    },
    /// A calendar date.
    On(Date),
}

impl DayPhrase {
    /// The date it means today.
    pub(super) fn resolve(self, context: &Context) -> Date {
        let today = context.today;
        let days = |count: i8| today.saturating_add(i64::from(count).days());
        let saturday = days(today.weekday().until(Weekday::Saturday));
        let is_sunday = today.weekday() == Weekday::Sunday;
        // Days since the week began, and days to the start of the next week.
        let since_start = today.weekday().since(context.week_start);
        let next_week = days(7 - since_start);
        match self {
            Self::Today | Self::Tonight => today,
            Self::Tomorrow => days(1),
            Self::AfterTomorrow => days(2),
            Self::Weekday(weekday) => days(match today.weekday().until(weekday) {
                0 => 7,
                ahead => ahead,
            }),
            Self::This(weekday) => days(today.weekday().until(weekday)),
            Self::Next(weekday) => next_week.saturating_add(i64::from(context.week_start.until(weekday)).days()),
            Self::LastOfNext(unit) => {
                Self::Last(unit).resolve(&Context { today: Self::First(unit).resolve(context), ..*context })
            }
            Self::LastOfMonth(month) => {
                let months = today.first_of_month().series(1.month()).take(12);
                months.into_iter().find(|first| first.month() == month).unwrap_or(today).last_of_month()
            }
            Self::First(Unit::Month) => first_after(today.last_of_month()),
            Self::First(Unit::Year) => first_after(today.last_of_year()),
            Self::First(_) => next_week,
            Self::Last(Unit::Month) => today.last_of_month(),
            Self::Last(Unit::Year) => today.last_of_year(),
            Self::Last(_) => days(6 - since_start),
            Self::Weekend => {
                if is_sunday {
                    today
                } else {
                    saturday
                }
            }
            Self::NextWeekend if is_sunday => saturday,
            Self::NextWeekend => saturday.saturating_add(7.days()),
            Self::In(count, unit) => later(today, count, unit),
            Self::OfMonth(day) => of_month(today, day),
            Self::OfYear { month, day } => of_year(today, month, day),
            Self::On(date) => date,
        }
    }
}

fn first_after(last: Date) -> Date {
    last.tomorrow().unwrap_or(last)
}

/// The date this many units later; in a shorter month, its last day.
pub(super) fn later(date: Date, count: u16, unit: Unit) -> Date {
    let count = i64::from(count);
    date.saturating_add(match unit {
        Unit::Week => count.weeks(),
        Unit::Month => count.months(),
        Unit::Year => count.years(),
        Unit::Day | Unit::Hour | Unit::Minute => count.days(),
    })
}

/// The next such day of a month. There is a 31st within two months.
fn of_month(today: Date, day: i8) -> Date {
    let months = today.first_of_month().series(1.month()).take(3);
    let mut days = months.filter_map(|first| Date::new(first.year(), first.month(), day).ok());
    days.find(|date| *date >= today).unwrap_or(today)
}

/// The next such day of a year. There is a 29 February within eight years.
fn of_year(today: Date, month: i8, day: i8) -> Date {
    let years = (today.year()..).take(9);
    years.filter_map(|year| Date::new(year, month, day).ok()).find(|date| *date >= today).unwrap_or(today)
}
