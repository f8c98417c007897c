//! Dates of the calendar, in digits or with the name of a month.

use jiff::civil::Date;

use super::day::Day;
use super::language::{Language, Word, is_word};
use super::token::{Reader, digits};

/// `2026-12-24`, `24.12.`, `24.12.2026`
pub(super) fn numeric(reader: &mut Reader, _: &Language) -> Option<Day> {
    let core = reader.peek()?.core;
    let part = |part: Option<&str>, most| digits(part?, most);
    let day = if let Some((year, rest)) = core.split_once('-').filter(|(year, _)| year.len() == 4) {
        let mut parts = rest.split('-');
        let (month, day) = (parts.next().filter(|part| part.len() == 2), parts.next().filter(|part| part.len() == 2));
        let (year, month, day) = (digits(year, 4)?, part(month, 2)?, part(day, 2)?);
        if parts.next().is_some() {
            return None;
        }
        calendar_day(year, month, day)?
    } else {
        let mut parts = core.split('.');
        let (day, month, year) = (part(parts.next(), 2)?, part(parts.next(), 2)?, parts.next()?);
        match (year.len(), parts.next()) {
            (0, None) => yearly_day(month.try_into().ok()?, day)?,
            (4, None) => calendar_day(digits(year, 4)?, month, day)?,
            _ => return None,
        }
    };
    reader.advance();
    Some(day)
}

/// `12 dec`, `the 12th of december 2027`, `dec 12`
pub(super) fn day_of_year(reader: &mut Reader, language: &Language) -> Option<Day> {
    let (month, day) = month_and_day(reader, language)?;
    let mut ahead = reader.after_comma();
    let Some(year) = ahead.peek().and_then(|token| digits(token.core, 4)).filter(|year| (1900..2200).contains(year))
    else {
        return Some(Day::OfYear { month, day });
    };
    ahead.advance();
    *reader = ahead;
    calendar_day(year, month.try_into().ok()?, day.try_into().ok()?)
}

/// A day of a year that there is in some year at least.
pub(super) fn month_and_day(reader: &mut Reader, language: &Language) -> Option<(i8, i8)> {
    let mut ahead = *reader;
    let month = |word| if let Word::Month(month) = word { Some(month) } else { None };
    let (month, day) = if let Some(month) = ahead.word(month) {
        ahead.skip(Word::The);
        (month, day_number(&mut ahead, language)?)
    } else {
        ahead.skip(Word::The);
        let day = day_number(&mut ahead, language)?;
        ahead = ahead.after_stop();
        ahead.skip(Word::Of);
        (ahead.word(month)?, day)
    };
    yearly_day(month, day)?;
    *reader = ahead;
    Some((month, day.try_into().ok()?))
}

/// `12` or `12th`
fn day_number(reader: &mut Reader, language: &Language) -> Option<u16> {
    let core = reader.peek()?.core;
    let number = digits(core, 2).or_else(|| ordinal_number(core, language))?;
    reader.advance();
    Some(number)
}

/// `12th`
pub(super) fn ordinal_number(core: &str, language: &Language) -> Option<u16> {
    let length = core.bytes().take_while(u8::is_ascii_digit).count();
    let (number, mark) = core.split_at_checked(length)?;
    let number = digits(number, 2)?;
    language.ordinal_marks.iter().any(|known| is_word(known, mark)).then_some(number)
}

fn yearly_day(month: i8, day: u16) -> Option<Day> {
    let day = day.try_into().ok()?;
    // A leap year has every day that any year has.
    Date::new(2024, month, day).ok()?;
    Some(Day::OfYear { month, day })
}

fn calendar_day(year: u16, month: u16, day: u16) -> Option<Day> {
    let date = Date::new(year.try_into().ok()?, month.try_into().ok()?, day.try_into().ok()?).ok()?;
    (date.year() > 0).then_some(Day::On(date))
}
