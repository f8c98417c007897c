//! Days in words.

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

use super::Context;
use super::date::{day_of_year, numeric};
use super::language::{Language, Unit, Word};
use super::token::Reader;

/// A day as it was said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Day {
    Today,
    Tonight,
    Tomorrow,
    AfterTomorrow,
    /// The next such day after today.
    Weekday(Weekday),
    /// The next such day, today included.
    This(Weekday),
    /// That day of the next week.
    Next(Weekday),
    /// The first day of the next week, month or year.
    First(Unit),
    /// The last day of this week, month or year.
    Last(Unit),
    /// The last day of the next one.
    LastOfNext(Unit),
    /// The last day of the next such month, this one included.
    LastOfMonth(i8),
    /// The Saturday of this weekend, or today when it has begun.
    Weekend,
    /// The Saturday of the weekend after this one.
    NextWeekend,
    /// So many days, weeks, months or years from today.
    In(u16, Unit),
    /// The next such day of a year, today included.
    OfYear {
        month: i8,
        day: i8,
    },
    /// A date of the calendar.
    On(Date),
}

impl Day {
    /// The date that it means today.
    pub(super) fn resolve(self, context: &Context) -> Date {
        let today = context.today;
        let days = |count: i8| today.saturating_add(i64::from(count).days());
        let saturday = days(today.weekday().until(Weekday::Saturday));
        let is_sunday = today.weekday() == Weekday::Sunday;
        // Days since the week began, and to the beginning of the next.
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
            Self::OfYear { month, day } => of_year(today, month, day),
            Self::On(date) => date,
        }
    }
}

fn first_after(last: Date) -> Date {
    last.tomorrow().unwrap_or(last)
}

/// The date so many of a unit later; the last of the month when that one is shorter.
pub(super) fn later(date: Date, count: u16, unit: Unit) -> Date {
    let count = i64::from(count);
    date.saturating_add(match unit {
        Unit::Week => count.weeks(),
        Unit::Month => count.months(),
        Unit::Year => count.years(),
        Unit::Day | Unit::Hour | Unit::Minute => count.days(),
    })
}

/// The next such day of a year. There is a 29 February within eight years.
fn of_year(today: Date, month: i8, day: i8) -> Date {
    let years = (today.year()..).take(9);
    years.filter_map(|year| Date::new(year, month, day).ok()).find(|date| *date >= today).unwrap_or(today)
}

/// Reads a day.
pub(super) fn day(reader: &mut Reader, language: &Language) -> Option<Day> {
    let read = |read: fn(&mut Reader, &Language) -> Option<Day>| {
        let mut ahead = *reader;
        read(&mut ahead, language).map(|day| (day, ahead))
    };
    let first = reader.peek()?;
    let found = if first.core.starts_with(|c: char| c.is_ascii_digit()) {
        read(numeric).or_else(|| read(day_of_year))
    } else if first.meanings.is_empty() || reader.is(Word::Plural) {
        None
    } else {
        read(weekday_and_date)
            .or_else(|| read(word))
            .or_else(|| read(unit_ahead))
            .or_else(|| read(end_of))
            .or_else(|| read(day_of_year))
    };
    let (day, ahead) = found?;
    *reader = ahead;
    Some(day)
}

/// `tomorrow`, `friday`, `friday next week`, `next week`, `next week on friday`, `this weekend`
fn word(reader: &mut Reader, _: &Language) -> Option<Day> {
    let weekday = |word| if let Word::Weekday(weekday) = word { Some(weekday) } else { None };
    let unit = |word| match word {
        Word::Unit(unit @ (Unit::Week | Unit::Month | Unit::Year)) => Some(unit),
        _ => None,
    };
    if next_week(reader) {
        let mut ahead = *reader;
        ahead.skip(Word::On);
        let Some(weekday) = ahead.word(weekday) else { return Some(Day::First(Unit::Week)) };
        *reader = ahead;
        return Some(Day::Next(weekday));
    }
    if reader.skip(Word::Next) {
        let day = reader.word(weekday).map(Day::Next).or_else(|| reader.word(unit).map(Day::First));
        return day.or_else(|| reader.skip(Word::Weekend).then_some(Day::NextWeekend));
    }
    if reader.skip(Word::This) {
        let day = reader.word(weekday).map(Day::This);
        return day.or_else(|| reader.skip(Word::Weekend).then_some(Day::Weekend));
    }
    if let Some(weekday) = reader.word(weekday) {
        return Some(if next_week(reader) { Day::Next(weekday) } else { Day::Weekday(weekday) });
    }
    reader.word(|word| match word {
        Word::Today => Some(Day::Today),
        Word::Tonight => Some(Day::Tonight),
        Word::Tomorrow => Some(Day::Tomorrow),
        Word::Weekend => Some(Day::Weekend),
        _ => None,
    })
}

fn next_week(reader: &mut Reader) -> bool {
    let mut ahead = *reader;
    let found = ahead.skip(Word::Next) && ahead.skip(Word::Unit(Unit::Week));
    if found {
        *reader = ahead;
    }
    found
}

/// `fri 12 dec`, `friday, 2026-12-12`: the date counts.
fn weekday_and_date(reader: &mut Reader, language: &Language) -> Option<Day> {
    reader.word(|word| matches!(word, Word::Weekday(_)).then_some(()))?;
    *reader = reader.after_comma();
    let mut ahead = *reader;
    let day = numeric(&mut ahead, language);
    if day.is_some() {
        *reader = ahead;
        return day;
    }
    day_of_year(reader, language)
}

/// `in 3 days`, `the day after tomorrow`
fn unit_ahead(reader: &mut Reader, _: &Language) -> Option<Day> {
    if reader.skip(Word::In) {
        let count = reader.number().filter(|count| *count > 0)?;
        let unit = reader.word(|word| if let Word::Unit(unit) = word { Some(unit) } else { None })?;
        // So many years stay within the calendar.
        let fits = !matches!(unit, Unit::Minute | Unit::Hour) && (unit != Unit::Year || count <= 999);
        return fits.then_some(Day::In(count, unit));
    }
    reader.skip(Word::The);
    let after = reader.skip(Word::Unit(Unit::Day)) && reader.skip(Word::After) && reader.skip(Word::Tomorrow);
    after.then_some(Day::AfterTomorrow)
}

/// `end of month`, `end of the week`, `end of january`
fn end_of(reader: &mut Reader, _: &Language) -> Option<Day> {
    reader.skip(Word::The);
    if !(reader.skip(Word::End) && reader.skip(Word::Of)) {
        return None;
    }
    if let Some(month) = reader.word(|word| if let Word::Month(month) = word { Some(month) } else { None }) {
        return Some(Day::LastOfMonth(month));
    }
    let is_next = reader.skip(Word::Next);
    if !is_next && !reader.skip(Word::The) {
        reader.skip(Word::This);
    }
    reader.word(|word| match word {
        Word::Unit(unit @ (Unit::Week | Unit::Month | Unit::Year)) if is_next => Some(Day::LastOfNext(unit)),
        Word::Unit(unit @ (Unit::Week | Unit::Month | Unit::Year)) => Some(Day::Last(unit)),
        _ => None,
    })
}
