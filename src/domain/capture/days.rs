//! The days on which something repeats, in words.

use jiff::civil::{Date, Weekday};

use super::language::{Language, Unit, Word};
use super::lists::{in_order, in_order_of_month, listed};
use super::numbers::ordinal_number;
use super::reader::Reader;
use super::weekdays::working_day;

/// The days on which something repeats.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Days {
    /// The day it began on.
    Any,
    /// Days of the month in order, those counted from the end last; -1 is the last day.
    OfMonth(Vec<i8>),
    /// Days of the week, Monday first, without duplicates.
    Weekdays(Vec<Weekday>),
    /// The nth such days of the month, in the same order.
    Nth(Vec<i8>, Which),
}

/// Which days of a month to count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Which {
    /// Those of a weekday.
    Weekday(Weekday),
    Workday,
}

impl Which {
    /// Whether a rule can mean this one of a month; counted from the end it is below 0. A fifth weekday from the end is not
    /// meant: it would be another name for the first of a long month.
    fn has(self, nth: i8) -> bool {
        match self {
            Self::Weekday(_) => (-4..=5).contains(&nth),
            Self::Workday => (-23..=23).contains(&nth),
        }
    }
}

/// Days of each month, or of some months of the year.
pub(super) struct MonthDays {
    pub(super) months: Vec<i8>,
    pub(super) days: Days,
    /// Whether “every month” was said.
    pub(super) of_every_month: bool,
}

impl MonthDays {
    fn of(days: Days, months: Option<Months>) -> Self {
        let of_every_month = months == Some(Months::Every);
        Self { months: if let Some(Months::Some(months)) = months { months } else { Vec::new() }, days, of_every_month }
    }
}

/// `1st`, `the 1st and 15th`, `15th of the month`, `last day`, `first monday`, `2nd and 4th tuesday`, `last weekday`,
/// `last friday of december`. A bare `first` counts only where days of the month are certainly meant.
pub(super) fn month_days(reader: &mut Reader, language: &Language, is_sure: bool) -> Option<MonthDays> {
    if let Some(days) = month_end(reader) {
        return Some(days);
    }
    let mut ahead = *reader;
    let (nths, is_number) = nths(&mut ahead, language)?;
    let which = which(&mut ahead);
    let is_sure = is_sure || is_number || which.is_some();
    let (days, is_sure) = if let Some(which) = which {
        if nths.iter().any(|nth| !which.has(*nth)) {
            return None;
        }
        (Days::Nth(nths, which), true)
    } else {
        // “The 30th or the last day” is how a rule says the 30th.
        let mut last = ahead;
        let is_late = matches!(nths.as_slice(), [.., 29..=31]) && last.skip(Word::Or) && last.skip(Word::The);
        if is_late && last.skip(Word::Last) && last.skip(Word::Unit(Unit::Day)) {
            ahead = last;
        }
        let is_day = ahead.skip(Word::Unit(Unit::Day));
        if nths.iter().any(|nth| *nth < 0) && !is_day {
            return None;
        }
        (Days::OfMonth(nths), is_sure || is_day)
    };
    let months = of_month(&mut ahead);
    let fits = match (&days, &months) {
        (Days::OfMonth(days), Some(Months::Some(months))) => {
            let longest = months.iter().map(|month| Date::new(2024, *month, 1).map_or(0, Date::days_in_month)).max();
            days.iter().any(|day| Some(*day) <= longest)
        }
        _ => true,
    };
    if !(fits && (is_sure || months.is_some())) {
        return None;
    }
    *reader = ahead;
    Some(MonthDays::of(days, months))
}

/// `end of the month`, `the end of every month`, `end of june`
fn month_end(reader: &mut Reader) -> Option<MonthDays> {
    let mut ahead = *reader;
    ahead.skip(Word::The);
    if !ahead.skip(Word::End) || ahead.is(Word::In) {
        return None;
    }
    let months = if ahead.is(Word::Of) { of_month(&mut ahead) } else { None };
    // “end of month”
    let months = months.or_else(|| {
        let is_month = ahead.skip(Word::Of) && ahead.skip(Word::Unit(Unit::Month));
        is_month.then_some(Months::The)
    })?;
    *reader = ahead;
    Some(MonthDays::of(Days::OfMonth(vec![-1]), Some(months)))
}

#[derive(Clone, PartialEq, Eq)]
enum Months {
    /// `of the month`
    The,
    /// `of every month`
    Every,
    /// `of june and december`
    Some(Vec<i8>),
}

fn of_month(reader: &mut Reader) -> Option<Months> {
    let mut ahead = *reader;
    let is_of = ahead.skip(Word::Of);
    if !is_of && !ahead.skip(Word::In) {
        return None;
    }
    let mut months = self::months(&mut ahead).map(Months::Some);
    if months.is_none() && is_of {
        months = Some(if ahead.skip(Word::Every) { Months::Every } else { Months::The });
        ahead.skip(Word::The);
        if !ahead.skip(Word::Unit(Unit::Month)) {
            return None;
        }
    }
    *reader = ahead;
    months
}

/// `june`, `june and december`
pub(super) fn months(reader: &mut Reader) -> Option<Vec<i8>> {
    let month =
        |reader: &mut Reader| reader.word(|word| if let Word::Month(month) = word { Some(month) } else { None });
    let mut months = vec![month(reader)?];
    while let Some(more) = listed(reader, month) {
        months.push(more);
    }
    in_order(&mut months, |month| *month);
    Some(months)
}

/// `1st`, `the 1st and 3rd`, `first and last`; and whether any is in digits.
fn nths(reader: &mut Reader, language: &Language) -> Option<(Vec<i8>, bool)> {
    let (first, is_number) = nth(reader, language)?;
    let mut nths = vec![first];
    while let Some((more, _)) = listed(reader, |reader| nth(reader, language)) {
        nths.push(more);
        in_order_of_month(&mut nths);
    }
    Some((nths, is_number))
}

/// `2nd`, `the last`, `2nd to last` (negative: counted from the end); and whether it is in digits.
fn nth(reader: &mut Reader, language: &Language) -> Option<(i8, bool)> {
    let mut ahead = *reader;
    ahead.skip(Word::The);
    let found = if ahead.skip(Word::Last) {
        (-1, false)
    } else {
        let (nth, is_number) = ordinal(&mut ahead, language).filter(|(nth, _)| (1..=31).contains(nth))?;
        let mut after = ahead;
        // “2nd to last”, “2nd last”
        after.skip(Word::To);
        if nth > 1 && after.skip(Word::Last) {
            ahead = after;
            (-nth, is_number)
        } else {
            (nth, is_number)
        }
    };
    *reader = ahead;
    Some(found)
}

/// `tuesday`, `weekday`, `working day`
fn which(reader: &mut Reader) -> Option<Which> {
    let named = reader.word(|word| match word {
        Word::Weekday(weekday) => Some(Which::Weekday(weekday)),
        Word::Workday => Some(Which::Workday),
        _ => None,
    });
    named.or_else(|| working_day(reader).then_some(Which::Workday))
}

/// An ordinal number, and whether it is in digits.
pub(super) fn ordinal(reader: &mut Reader, language: &Language) -> Option<(i8, bool)> {
    let number = reader.peek().and_then(|token| ordinal_number(token.core, language));
    if let Some(nth) = number.and_then(|number| i8::try_from(number).ok()).filter(|nth| (1..=31).contains(nth)) {
        reader.advance();
        return Some((nth, true));
    }
    reader.word(|word| if let Word::Ordinal(nth) = word { Some((nth, false)) } else { None })
}
