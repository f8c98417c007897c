//! The days on which something repeats, in words.

use jiff::civil::{Date, Weekday};

use super::day_words::ordinal_number;
use super::language::{Language, Unit, Word};
use super::token::Reader;

/// The days on which something repeats.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Days {
    /// That on which it began.
    Any,
    /// Days of the month in order; -1 is the last.
    OfMonth(Vec<i8>),
    /// Days of the week, Monday first, once each.
    Weekdays(Vec<Weekday>),
    /// The nth such weekday of the month; the -1st is the last.
    Nth(i8, Weekday),
}

pub(super) const WORKDAYS: [Weekday; 5] =
    [Weekday::Monday, Weekday::Tuesday, Weekday::Wednesday, Weekday::Thursday, Weekday::Friday];

/// `weekday`, `weekend`, `mon`, `mon, wed and fri`, `mon,wed,fri`
pub(super) fn weekdays(reader: &mut Reader, language: &Language) -> Option<Vec<Weekday>> {
    let group = |word| match word {
        Word::Workday => Some(WORKDAYS.to_vec()),
        Word::Weekend => Some(vec![Weekday::Saturday]),
        _ => None,
    };
    if let Some(days) = reader.word(group) {
        return Some(days);
    }
    let mut days = weekday_token(reader, language)?;
    while let Some(more) = listed(reader, |reader| weekday_token(reader, language)) {
        days.extend(more);
        in_order(&mut days, |day| day.to_monday_zero_offset());
    }
    in_order(&mut days, |day| day.to_monday_zero_offset());
    Some(days)
}

fn in_order<T: PartialEq>(items: &mut Vec<T>, key: impl Fn(&T) -> i8) {
    items.sort_by_key(key);
    items.dedup();
}

/// The next item of a list: after a comma, `and`, or both.
fn listed<'t, 'a, T>(reader: &mut Reader<'t, 'a>, item: impl Fn(&mut Reader<'t, 'a>) -> Option<T>) -> Option<T> {
    let mut ahead = reader.after_comma();
    let has_comma = ahead.joins() && !reader.joins();
    if !ahead.skip(Word::And) && !has_comma {
        return None;
    }
    let found = item(&mut ahead)?;
    *reader = ahead;
    Some(found)
}

/// A weekday, or several without blanks between them: `mon,wed` or `mon-fri`.
fn weekday_token(reader: &mut Reader, language: &Language) -> Option<Vec<Weekday>> {
    let weekday = |word| if let Word::Weekday(weekday) = word { Some(weekday) } else { None };
    if let Some(day) = reader.word(weekday) {
        return Some(vec![day]);
    }
    let core = reader.peek()?.core;
    if !core.contains([',', '/', '&', '-']) {
        return None;
    }
    let find = |text: &str| language.meanings(text).iter().find_map(|(_, word)| weekday(*word));
    let days = match core.split_once('-') {
        Some((first, last)) => {
            let (first, last) = (find(first)?, find(last)?);
            (0..=first.until(last)).map(|ahead| first.wrapping_add(ahead)).collect()
        }
        None => core.split([',', '/', '&']).map(find).collect::<Option<Vec<Weekday>>>()?,
    };
    reader.advance();
    Some(days)
}

/// Days of each month, or of one month of the year.
pub(super) struct MonthDays {
    pub(super) month: Option<i8>,
    pub(super) days: Days,
    /// Whether it was said that they are of every month.
    pub(super) of_every_month: bool,
}

/// `1st`, `the 1st and 15th`, `15th of the month`, `last day`, `first monday`, `last friday of december`. A mere
/// `first` is one only where days of the month are sure to be meant.
pub(super) fn month_days(reader: &mut Reader, language: &Language, is_sure: bool) -> Option<MonthDays> {
    let mut ahead = *reader;
    ahead.skip(Word::The);
    let weekday = |word| if let Word::Weekday(weekday) = word { Some(weekday) } else { None };
    let mut is_sure = is_sure;
    let days = if ahead.skip(Word::Last) {
        is_sure = true;
        match ahead.word(weekday) {
            Some(weekday) => Days::Nth(-1, weekday),
            None => ahead.skip(Word::Unit(Unit::Day)).then_some(Days::OfMonth(vec![-1]))?,
        }
    } else {
        let (nth, is_number) = ordinal(&mut ahead, language).filter(|(nth, _)| (1..=31).contains(nth))?;
        is_sure |= is_number;
        let mut after = ahead;
        if let Some(weekday) = after.word(weekday).filter(|_| nth <= 5) {
            (ahead, is_sure) = (after, true);
            Days::Nth(nth, weekday)
        } else {
            let mut days = vec![nth];
            while let Some((nth, _)) = listed(&mut ahead, |reader| ordinal(reader, language)) {
                days.push(nth);
                in_order(&mut days, |day| *day);
            }
            is_sure |= ahead.skip(Word::Unit(Unit::Day));
            Days::OfMonth(days)
        }
    };
    let months = of_month(&mut ahead);
    let fits = match (&days, months) {
        (Days::OfMonth(days), Some(Months::One(month))) => {
            days.iter().any(|day| *day <= Date::new(2024, month, 1).map_or(0, Date::days_in_month))
        }
        _ => true,
    };
    if !(fits && (is_sure || months.is_some())) {
        return None;
    }
    *reader = ahead;
    let month = if let Some(Months::One(month)) = months { Some(month) } else { None };
    Some(MonthDays { month, days, of_every_month: months == Some(Months::Every) })
}

/// Which months.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Months {
    /// `of the month`
    The,
    /// `of every month`
    Every,
    /// `of december`
    One(i8),
}

fn of_month(reader: &mut Reader) -> Option<Months> {
    let mut ahead = *reader;
    if !ahead.skip(Word::Of) {
        return None;
    }
    let mut months = ahead.word(|word| if let Word::Month(month) = word { Some(Months::One(month)) } else { None });
    if months.is_none() {
        months = Some(if ahead.skip(Word::Every) { Months::Every } else { Months::The });
        ahead.skip(Word::The);
        if !ahead.skip(Word::Unit(Unit::Month)) {
            return None;
        }
    }
    *reader = ahead;
    months
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
