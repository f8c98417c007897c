//! Days in a query. They stay symbolic, so a saved view follows the calendar.

use std::fmt;

use jiff::civil::{Date, Weekday, date};
use jiff::{Span, ToSpan};

use super::QueryContext;
use super::error::QueryError;
use super::lexer::Piece;
use super::value::{Comparison, digits_of};
use crate::domain::text::grouped;

/// The range of days whose texts sort by date.
const FIRST: Date = date(1, 1, 1);
const LAST: Date = date(9999, 12, 31);

/// The unit of an offset.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum OffsetUnit {
    /// `d`
    Days,
    /// `w`
    Weeks,
    /// `m`; in a shorter month, its last day.
    Months,
    /// `y`; 29 February becomes the 28th in other years.
    Years,
}

/// An offset: up to 9,999 units ahead or back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Offset {
    count: i16,
    unit: OffsetUnit,
}

impl Offset {
    const MAX: u32 = 9_999;

    /// Reads `3d`, `+3d`, `2w`, `1m`, `1y` or `-3d`. `None` if it isn't an offset.
    fn parse(piece: &Piece) -> Option<Result<Self, QueryError>> {
        let text = piece.text.to_ascii_lowercase();
        let ahead = text.strip_prefix('+').unwrap_or(&text);
        let (sign, count) = text.strip_prefix('-').map_or((1, ahead), |count| (-1, count));
        let units =
            [('d', OffsetUnit::Days), ('w', OffsetUnit::Weeks), ('m', OffsetUnit::Months), ('y', OffsetUnit::Years)];
        let (count, unit) = units.iter().find_map(|(letter, unit)| count.strip_suffix(*letter).zip(Some(*unit)))?;
        let count = digits_of(count)?;
        let too_far = || piece.error(format!("a date is {} days, weeks, months or years away at most", grouped(9_999)));
        let count = i16::try_from(count).ok().filter(|_| count <= Self::MAX).ok_or_else(too_far);
        Some(count.map(|count| Self { count: sign * count, unit }))
    }

    fn span(self) -> Span {
        match self.unit {
            OffsetUnit::Days => self.count.days(),
            OffsetUnit::Weeks => self.count.weeks(),
            OffsetUnit::Months => self.count.months(),
            OffsetUnit::Years => self.count.years(),
        }
    }
}

impl fmt::Display for Offset {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let letter = match self.unit {
            OffsetUnit::Days => 'd',
            OffsetUnit::Weeks => 'w',
            OffsetUnit::Months => 'm',
            OffsetUnit::Years => 'y',
        };
        write!(f, "{}{letter}", self.count)
    }
}

/// A day as it was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum QueryDay {
    /// `2026-12-24`, from the year 1 on.
    On(Date),
    /// `today`
    Today,
    /// `tomorrow`
    Tomorrow,
    /// `yesterday`
    Yesterday,
    /// `fri`: the next such day, today included.
    Weekday(Weekday),
    /// `3d`, `+3d`, `-2w`
    Offset(Offset),
    /// `eow`: the last day of this week.
    EndOfWeek,
    /// `eom`: the last day of this month.
    EndOfMonth,
    /// `eoy`: the last day of this year.
    EndOfYear,
}

impl QueryDay {
    fn parse(field: &str, piece: &Piece) -> Result<Self, QueryError> {
        let text = piece.text.to_ascii_lowercase();
        if let Some(day) = Self::of_word(&text) {
            return Ok(day);
        }
        if let Some(offset) = Offset::parse(piece) {
            return offset.map(Self::Offset);
        }
        match iso_date(&text) {
            Some(Some(date)) => Ok(Self::On(date)),
            Some(None) => Err(piece.error(format!("there is no day {text}"))),
            None => Err(piece.error(format!("expected a date after {field}:, such as fri or 2026-12-24"))),
        }
    }

    fn of_word(word: &str) -> Option<Self> {
        Some(match word {
            "today" => Self::Today,
            "tomorrow" => Self::Tomorrow,
            "yesterday" => Self::Yesterday,
            "eow" => Self::EndOfWeek,
            "eom" => Self::EndOfMonth,
            "eoy" => Self::EndOfYear,
            "mon" | "monday" => Self::Weekday(Weekday::Monday),
            "tue" | "tuesday" => Self::Weekday(Weekday::Tuesday),
            "wed" | "wednesday" => Self::Weekday(Weekday::Wednesday),
            "thu" | "thursday" => Self::Weekday(Weekday::Thursday),
            "fri" | "friday" => Self::Weekday(Weekday::Friday),
            "sat" | "saturday" => Self::Weekday(Weekday::Saturday),
            "sun" | "sunday" => Self::Weekday(Weekday::Sunday),
            _ => return None,
        })
    }

    /// The day it means today, between the years 1 and 9999.
    pub fn resolve(self, context: &QueryContext) -> Date {
        let today = context.today;
        let day = match self {
            Self::On(date) => date,
            Self::Today => today,
            Self::Tomorrow => today.saturating_add(1.day()),
            Self::Yesterday => today.saturating_sub(1.day()),
            Self::Weekday(weekday) => today.saturating_add(today.weekday().until(weekday).days()),
            Self::Offset(offset) => today.saturating_add(offset.span()),
            Self::EndOfWeek => today.saturating_add(today.weekday().until(context.week_start.previous()).days()),
            Self::EndOfMonth => today.last_of_month(),
            Self::EndOfYear => today.last_of_year(),
        };
        day.max(FIRST)
    }
}

impl fmt::Display for QueryDay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let word = match self {
            Self::On(date) => return write!(f, "{date}"),
            Self::Offset(offset) => return write!(f, "{offset}"),
            Self::Today => "today",
            Self::Tomorrow => "tomorrow",
            Self::Yesterday => "yesterday",
            Self::EndOfWeek => "eow",
            Self::EndOfMonth => "eom",
            Self::EndOfYear => "eoy",
            Self::Weekday(Weekday::Monday) => "mon",
            Self::Weekday(Weekday::Tuesday) => "tue",
            Self::Weekday(Weekday::Wednesday) => "wed",
            Self::Weekday(Weekday::Thursday) => "thu",
            Self::Weekday(Weekday::Friday) => "fri",
            Self::Weekday(Weekday::Saturday) => "sat",
            Self::Weekday(Weekday::Sunday) => "sun",
        };
        f.write_str(word)
    }
}

/// Reads `2026-12-24`. The outer `None` means another format, the inner one a day that doesn't exist.
fn iso_date(text: &str) -> Option<Option<Date>> {
    let mut parts = text.split('-');
    let mut part = |digits: usize| parts.next().filter(|part| part.len() == digits).and_then(digits_of);
    let (year, month, day) = (part(4)?, part(2)?, part(2)?);
    if parts.next().is_some() {
        return None;
    }
    let date = || {
        Date::new(year.try_into().ok()?, month.try_into().ok()?, day.try_into().ok()?)
            .ok()
            .filter(|date| *date >= FIRST)
    };
    Some(date())
}

/// A first and a last day, both included. Calendar dates are in order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct DayRange {
    first: QueryDay,
    last: QueryDay,
}

impl DayRange {
    /// `None` if it certainly ends before it begins.
    pub fn new(first: QueryDay, last: QueryDay) -> Option<Self> {
        let reversed = matches!((first, last), (QueryDay::On(first), QueryDay::On(last)) if last < first);
        (!reversed).then_some(Self { first, last })
    }
}

/// A condition on a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DateTest {
    None,
    Any,
    /// There is a date, and it compares to this day like this.
    Compare(Comparison, QueryDay),
    /// There is a date in this range.
    Within(DayRange),
}

impl DateTest {
    pub(super) fn parse(field: &str, value: &Piece) -> Result<Self, QueryError> {
        let (comparison, rest) = Comparison::split(value);
        if let Some(comparison) = comparison {
            return Ok(Self::Compare(comparison, QueryDay::parse(field, &rest)?));
        }
        if let Some((first, last)) = value.split_once("..") {
            let range = DayRange::new(QueryDay::parse(field, &first)?, QueryDay::parse(field, &last)?);
            return range.map(Self::Within).ok_or_else(|| value.error("the range ends before it begins"));
        }
        match value.text.to_ascii_lowercase().as_str() {
            "none" => Ok(Self::None),
            "any" => Ok(Self::Any),
            _ => Ok(Self::Compare(Comparison::Equal, QueryDay::parse(field, value)?)),
        }
    }

    /// What the condition means today.
    pub fn resolve(&self, context: &QueryContext) -> DateBounds {
        let range = match *self {
            Self::None => return DateBounds::Null,
            Self::Any => return DateBounds::NotNull,
            Self::Within(DayRange { first, last }) => {
                DateRange { from: Some(first.resolve(context)), to: day_after(last.resolve(context)) }
            }
            Self::Compare(comparison, day) => DateRange::compared(comparison, day.resolve(context)),
        };
        DateBounds::Range(range)
    }
}

impl fmt::Display for DateTest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::None => f.write_str("none"),
            Self::Any => f.write_str("any"),
            Self::Compare(comparison, day) => write!(f, "{comparison}{day}"),
            Self::Within(DayRange { first, last }) => write!(f, "{first}..{last}"),
        }
    }
}

/// Which dates pass a test.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DateBounds {
    Null,
    NotNull,
    /// A date in this range.
    Range(DateRange),
}

/// Dates from one day (included) to another (excluded); `None` leaves that end open.
///
/// A range that ends at or before its start is empty.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DateRange {
    /// The first day of it.
    pub from: Option<Date>,
    /// The first day after it.
    pub to: Option<Date>,
}

impl DateRange {
    fn compared(comparison: Comparison, day: Date) -> Self {
        match comparison {
            Comparison::Less => Self { from: None, to: Some(day) },
            Comparison::AtMost => Self { from: None, to: day_after(day) },
            Comparison::Equal => Self { from: Some(day), to: day_after(day) },
            Comparison::AtLeast => Self { from: Some(day), to: None },
            // No day comes after the last one, so the range is empty.
            Comparison::Greater if day >= LAST => Self { from: Some(day), to: Some(day) },
            Comparison::Greater => Self { from: day_after(day), to: None },
        }
    }
}

/// `None` after the last possible day.
fn day_after(day: Date) -> Option<Date> {
    day.tomorrow().ok()
}

#[cfg(test)]
pub(super) mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::domain::query::value::tests::any_comparison;

    const WEEKDAYS: [Weekday; 7] = [
        Weekday::Monday,
        Weekday::Tuesday,
        Weekday::Wednesday,
        Weekday::Thursday,
        Weekday::Friday,
        Weekday::Saturday,
        Weekday::Sunday,
    ];

    prop_compose! {
        fn any_date_in(years: std::ops::RangeInclusive<i16>)(
            year in years,
            month in 1..=12_i8,
            day in 1..=31_i8,
        ) -> Date {
            Date::new(year, month, 1).unwrap().with().day(day).build()
                .unwrap_or_else(|_| Date::new(year, month, 1).unwrap().last_of_month())
        }
    }

    fn any_offset() -> impl Strategy<Value = Offset> {
        let unit =
            prop::sample::select(vec![OffsetUnit::Days, OffsetUnit::Weeks, OffsetUnit::Months, OffsetUnit::Years]);
        (prop_oneof![-40..=40_i16, -9_999..=9_999_i16], unit).prop_map(|(count, unit)| Offset { count, unit })
    }

    fn any_day() -> impl Strategy<Value = QueryDay> {
        prop_oneof![
            any_date_in(1..=9_999).prop_map(QueryDay::On),
            any_date_in(2_024..=2_027).prop_map(QueryDay::On),
            Just(QueryDay::Today),
            Just(QueryDay::Tomorrow),
            Just(QueryDay::Yesterday),
            Just(QueryDay::EndOfWeek),
            Just(QueryDay::EndOfMonth),
            Just(QueryDay::EndOfYear),
            prop::sample::select(WEEKDAYS.as_slice()).prop_map(QueryDay::Weekday),
            any_offset().prop_map(QueryDay::Offset),
        ]
    }

    pub(crate) fn any_date_test() -> impl Strategy<Value = DateTest> {
        prop_oneof![
            1 => Just(DateTest::None),
            1 => Just(DateTest::Any),
            4 => (any_comparison(), any_day()).prop_map(|(comparison, day)| DateTest::Compare(comparison, day)),
            2 => (any_day(), any_day()).prop_map(|(one, other)| {
                DateTest::Within(DayRange::new(one, other).or(DayRange::new(other, one)).unwrap())
            }),
        ]
    }

    fn any_context() -> impl Strategy<Value = QueryContext> {
        (any_date_in(2_024..=2_028), prop::sample::select(WEEKDAYS.as_slice()))
            .prop_map(|(today, week_start)| QueryContext { today, week_start })
    }

    /// The first day from this one on that satisfies a predicate.
    fn first(from: Date, is_it: impl Fn(Date) -> bool) -> Date {
        let mut day = from;
        while !is_it(day) {
            day = day.tomorrow().unwrap();
        }
        day
    }

    /// This many months later; in a shorter month its last day, and never outside the calendar.
    fn months_on(day: Date, months: i32) -> Date {
        let month = i32::from(day.year()) * 12 + i32::from(day.month()) - 1 + months;
        let (year, month) = (month.div_euclid(12), month.rem_euclid(12) + 1);
        if year < 1 {
            return FIRST;
        }
        if year > 9_999 {
            return LAST;
        }
        let month = Date::new(year.try_into().unwrap(), month.try_into().unwrap(), 1).unwrap();
        let length = [31, if month.in_leap_year() { 29 } else { 28 }, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
        let length: i8 = length[usize::try_from(month.month()).unwrap() - 1];
        Date::new(month.year(), month.month(), day.day().min(length)).unwrap()
    }

    fn days_on(day: Date, days: i32) -> Date {
        let mut day = day;
        for _ in 0..days.abs() {
            let next = if days < 0 { day.yesterday() } else { day.tomorrow() };
            day = next.unwrap();
        }
        day
    }

    /// What a day means, found by stepping through the calendar.
    fn stepped(day: QueryDay, context: QueryContext) -> Date {
        let today = context.today;
        match day {
            QueryDay::On(date) => date,
            QueryDay::Today => today,
            QueryDay::Tomorrow => days_on(today, 1),
            QueryDay::Yesterday => days_on(today, -1),
            QueryDay::Weekday(weekday) => first(today, |day| day.weekday() == weekday),
            QueryDay::EndOfWeek => first(today, |day| day.tomorrow().unwrap().weekday() == context.week_start),
            QueryDay::EndOfMonth => first(today, |day| day.tomorrow().unwrap().day() == 1),
            QueryDay::EndOfYear => first(today, |day| day.tomorrow().unwrap().day_of_year() == 1),
            QueryDay::Offset(Offset { count, unit }) => match unit {
                OffsetUnit::Days => days_on(today, count.into()),
                OffsetUnit::Weeks => days_on(today, i32::from(count) * 7),
                OffsetUnit::Months => months_on(today, count.into()),
                OffsetUnit::Years => months_on(today, i32::from(count) * 12),
            },
        }
    }

    fn range_of(test: DateTest, context: QueryContext) -> DateRange {
        let DateBounds::Range(range) = test.resolve(&context) else { panic!("expected a range of {test}") };
        range
    }

    fn contains(range: DateRange, day: Date) -> bool {
        range.from.is_none_or(|from| from <= day) && range.to.is_none_or(|to| day < to)
    }

    #[test]
    fn a_day_is_relative_to_today() {
        // A Monday.
        let context = QueryContext { today: date(2026, 11, 30), week_start: Weekday::Sunday };
        for (text, day) in [
            ("today", date(2026, 11, 30)),
            ("Tomorrow", date(2026, 12, 1)),
            ("yesterday", date(2026, 11, 29)),
            ("mon", date(2026, 11, 30)),
            ("tuesday", date(2026, 12, 1)),
            ("SUN", date(2026, 12, 6)),
            ("3d", date(2026, 12, 3)),
            ("+3d", date(2026, 12, 3)),
            ("-3d", date(2026, 11, 27)),
            ("2w", date(2026, 12, 14)),
            ("1m", date(2026, 12, 30)),
            ("3m", date(2027, 2, 28)),
            ("1y", date(2027, 11, 30)),
            ("9999y", LAST),
            ("-9999y", FIRST),
            ("eow", date(2026, 12, 5)),
            ("eom", date(2026, 11, 30)),
            ("EOY", date(2026, 12, 31)),
            ("2026-12-24", date(2026, 12, 24)),
        ] {
            let piece = Piece { text: text.into(), column: 1 };
            assert_eq!(QueryDay::parse("due", &piece).unwrap().resolve(&context), day, "{text}");
        }
    }

    #[test]
    fn nothing_is_after_the_last_day_or_before_the_first() {
        let context = QueryContext { today: date(2026, 11, 30), week_start: Weekday::Monday };
        let range = |comparison, day| range_of(DateTest::Compare(comparison, QueryDay::On(day)), context);
        for day in [FIRST, context.today, LAST] {
            assert!(!contains(range(Comparison::Greater, LAST), day));
            assert!(!contains(range(Comparison::Less, FIRST), day));
            assert!(contains(range(Comparison::AtMost, LAST), day));
            assert!(contains(range(Comparison::AtLeast, FIRST), day));
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2_000))]

        #[test]
        fn a_day_is_the_one_that_steps_through_the_calendar_lead_to(day in any_day(), context in any_context()) {
            prop_assert_eq!(day.resolve(&context), stepped(day, context));
        }

        #[test]
        fn a_range_has_the_days_that_pass_the_test(
            comparison in any_comparison(),
            day in any_day(),
            last in any_day(),
            context in any_context(),
            near in -3..=3_i32,
        ) {
            let middle = stepped(day, context);
            prop_assume!((2..9_999).contains(&middle.year()));
            let candidate = days_on(middle, near);
            let range = range_of(DateTest::Compare(comparison, day), context);
            prop_assert_eq!(contains(range, candidate), comparison.holds(candidate.cmp(&middle)));
            if let Some(days) = DayRange::new(day, last) {
                let range = range_of(DateTest::Within(days), context);
                let within = middle <= candidate && candidate <= stepped(last, context);
                prop_assert_eq!(contains(range, candidate), within);
            }
        }
    }
}
