//! Numbers that say a day.

use jiff::civil::Date;

use super::day::DayPhrase;
use super::language::{Language, is_word};
use super::reader::digits;

/// `12th`
pub(super) fn ordinal_number(core: &str, language: &Language) -> Option<u16> {
    let length = core.bytes().take_while(u8::is_ascii_digit).count();
    let (number, mark) = core.split_at_checked(length)?;
    let number = digits(number, 2)?;
    language.ordinal_marks.iter().any(|known| is_word(known, mark)).then_some(number)
}

/// A day that exists in at least one year.
pub(super) fn yearly_day(month: i8, day: u16) -> Option<DayPhrase> {
    let day = day.try_into().ok()?;
    // A leap year has every day that any year has.
    Date::new(2024, month, day).ok()?;
    Some(DayPhrase::OfYear { month, day })
}

/// A date of the calendar.
pub(super) fn calendar_day(year: u16, month: u16, day: u16) -> Option<DayPhrase> {
    let date = Date::new(year.try_into().ok()?, month.try_into().ok()?, day.try_into().ok()?).ok()?;
    (date.year() > 0).then_some(DayPhrase::On(date))
}
