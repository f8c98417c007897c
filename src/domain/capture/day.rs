//! A day as it was said, and the date it means.

use jiff::ToSpan;
use jiff::civil::{Date, ISOWeekDate, Weekday};

use super::Context;
use super::flaw::Flaw;
use super::language::Unit;
use crate::domain::settings::DateOrder;

/// A day as it was said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum DayPhrase {
    Today,
    Tonight,
    Tomorrow,
    Yesterday,
    /// This many days, weeks, months or years after tomorrow.
    AfterTomorrow(u16, Unit),
    /// The next such weekday after today.
    Weekday(Weekday),
    /// The next such weekday, today included.
    This(Weekday),
    /// That weekday of the next week.
    Next(Weekday),
    /// This many weeks after the next such weekday.
    Weeks(u16, Weekday),
    /// The Monday of the next such week of a year (ISO 8601), this week included.
    Week(i8),
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
    /// This many days from today, counting only Monday to Friday.
    Workdays(u16),
    /// The next such day of a month, today included.
    OfMonth(i8),
    /// Such a day of the next month.
    OfNextMonth(i8),
    /// The next such day of a year, today included.
    OfYear {
        month: i8,
        day: i8,
    },
    /// A calendar date.
    On(Date),
    /// A date and its weekday.
    Named(Weekday, Dated),
    /// `3/12`: two numbers and a year.
    Slash(i8, i8, Option<i16>),
}

/// A date that can have its weekday beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Dated {
    OfMonth(i8),
    OfYear { month: i8, day: i8 },
    On(Date),
}

impl Dated {
    fn day(self) -> DayPhrase {
        match self {
            Self::OfMonth(day) => DayPhrase::OfMonth(day),
            Self::OfYear { month, day } => DayPhrase::OfYear { month, day },
            Self::On(date) => DayPhrase::On(date),
        }
    }
}

impl DayPhrase {
    /// The date with its weekday, if it can have one.
    pub(super) fn named(self, weekday: Weekday) -> Option<Self> {
        let dated = match self {
            Self::OfMonth(day) => Dated::OfMonth(day),
            Self::OfYear { month, day } => Dated::OfYear { month, day },
            Self::On(date) => Dated::On(date),
            _ => return None,
        };
        Some(Self::Named(weekday, dated))
    }

    /// What keeps it from being a day today.
    pub(super) fn flaw(self, context: &Context<'_>) -> Option<Flaw> {
        match self {
            Self::Yesterday => Some(Flaw::Past),
            Self::Named(weekday, _) => (self.resolve(context).weekday() != weekday).then_some(Flaw::Weekday),
            Self::Slash(first, second, year) => {
                slash(first, second, year, context.date_order).is_none().then_some(Flaw::Order)
            }
            Self::OfNextMonth(day) => (self.resolve(context).day() != day).then_some(Flaw::Part),
            _ => None,
        }
    }

    /// The date it means today.
    pub(super) fn resolve(self, context: &Context<'_>) -> Date {
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
            Self::Yesterday => days(-1),
            Self::AfterTomorrow(count, unit) => later(days(1), count, unit),
            Self::Weeks(count, weekday) => later(Self::Weekday(weekday).resolve(context), count, Unit::Week),
            Self::Week(week) => week_of(today, week),
            Self::Workdays(count) => workdays_later(today, count),
            Self::OfNextMonth(day) => {
                let first = first_after(today.last_of_month());
                Date::new(first.year(), first.month(), day).unwrap_or(first.last_of_month())
            }
            Self::Named(_, dated) => dated.day().resolve(context),
            Self::Slash(first, second, year) => {
                slash(first, second, year, context.date_order).map_or(today, |day| day.resolve(context))
            }
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

/// The Monday of the next such week. There is a week 53 within seven years.
fn week_of(today: Date, week: i8) -> Date {
    let this = today.iso_week_date().first_of_week().map_or(today, ISOWeekDate::date);
    let years = (today.iso_week_date().year()..).take(9);
    let mut mondays = years.filter_map(|year| ISOWeekDate::new(year, week, Weekday::Monday).ok());
    mondays.find(|monday| monday.date() >= this).map_or(today, ISOWeekDate::date)
}

/// This many days from Monday to Friday later.
fn workdays_later(today: Date, count: u16) -> Date {
    let (weeks, mut left) = (count / 5, count % 5);
    let is_free = |date: Date| matches!(date.weekday(), Weekday::Saturday | Weekday::Sunday);
    let mut date = today;
    // From a weekend, it counts from the Friday before.
    for _ in 0..2 {
        if is_free(date) {
            date = date.yesterday().unwrap_or(date);
        }
    }
    while left > 0 {
        let next = date.saturating_add(1.day());
        if next == date {
            break;
        }
        date = next;
        left -= u16::from(!is_free(date));
    }
    later(date, weeks, Unit::Week)
}

/// The day of `3/12`, if it can be read in only one way, or the order is known.
fn slash(first: i8, second: i8, year: Option<i16>, order: Option<DateOrder>) -> Option<DayPhrase> {
    let read = |day: i8, month: i8| match year {
        Some(year) => Date::new(year, month, day).ok().map(DayPhrase::On),
        // A leap year has every day that any year has.
        None => Date::new(2024, month, day).ok().map(|_| DayPhrase::OfYear { month, day }),
    };
    let (day_first, month_first) = (read(first, second), read(second, first));
    match (order, day_first, month_first) {
        (Some(DateOrder::DayFirst), Some(day), _)
        | (Some(DateOrder::MonthFirst), _, Some(day))
        | (_, Some(day), None)
        | (_, None, Some(day)) => Some(day),
        (_, Some(day), Some(other)) => (day == other).then_some(day),
        (_, None, None) => None,
    }
}
