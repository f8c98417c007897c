//! Reads days that are counted from another.

use super::day::DayPhrase;
use super::language::{Language, Unit, Word};
use super::numbers::ordinal_number;
use super::reader::{Reader, digits};
use super::weekdays::{weekday, working_day};

/// `in 3 days`, `in 3 business days`, `the day after tomorrow`
pub(super) fn unit_ahead(reader: &mut Reader, _: &Language) -> Option<DayPhrase> {
    if reader.skip(Word::In) {
        if reader.is(Word::Unit(Unit::Week)) {
            return week_number(reader);
        }
        let count = reader.number().filter(|count| *count > 0)?;
        if working_day(reader) || reader.skip(Word::Workday) {
            return Some(DayPhrase::Workdays(count));
        }
        let unit = unit(reader, count)?;
        // “In 2 weeks from now”
        let mut after = *reader;
        if after.skip(Word::From) && after.word(|word| matches!(word, Word::Now | Word::Today).then_some(())).is_some()
        {
            *reader = after;
        }
        return Some(DayPhrase::In(count, unit));
    }
    reader.skip(Word::The);
    let after = reader.skip(Word::Unit(Unit::Day)) && reader.skip(Word::After) && reader.skip(Word::Tomorrow);
    after.then_some(DayPhrase::AfterTomorrow(1, Unit::Day))
}

/// `two weeks from now`, `a week from today`, `2 days after tomorrow`, `a week on monday`
pub(super) fn counted(reader: &mut Reader, _: &Language) -> Option<DayPhrase> {
    let count = reader.number().filter(|count| *count > 0)?;
    let unit = unit(reader, count)?;
    let is_on = reader.skip(Word::On);
    if !is_on && !reader.skip(Word::From) && !reader.skip(Word::After) {
        return None;
    }
    if let Some(weekday) = reader.word(weekday) {
        return (unit == Unit::Week).then_some(DayPhrase::Weeks(count, weekday));
    }
    reader.word(|word| match word {
        Word::Today | Word::Now if !is_on => Some(DayPhrase::In(count, unit)),
        Word::Tomorrow => Some(DayPhrase::AfterTomorrow(count, unit)),
        _ => None,
    })
}

/// A unit of whole days, if this many stay within the calendar.
fn unit(reader: &mut Reader, count: u16) -> Option<Unit> {
    let unit = reader.word(|word| if let Word::Unit(unit) = word { Some(unit) } else { None })?;
    let fits = !matches!(unit, Unit::Minute | Unit::Hour) && (unit != Unit::Year || count <= 999);
    fits.then_some(unit)
}

/// `week` and `in 2 weeks`, after a weekday: how many weeks later.
pub(super) fn weeks_after(reader: &mut Reader) -> Option<u16> {
    let mut ahead = *reader;
    let count = if ahead.skip(Word::In) { ahead.number().filter(|count| *count > 0)? } else { 1 };
    if !ahead.skip(Word::Unit(Unit::Week)) {
        return None;
    }
    *reader = ahead;
    Some(count)
}

/// `1st of next month`
pub(super) fn of_next_month(reader: &mut Reader, language: &Language) -> Option<DayPhrase> {
    reader.skip(Word::The);
    let day = reader.peek().and_then(|token| ordinal_number(token.core, language));
    let day = if let Some(day) = day {
        reader.advance();
        i8::try_from(day).ok()?
    } else {
        let nth = reader.word(|word| if let Word::Ordinal(nth) = word { Some(nth) } else { None })?;
        reader.skip(Word::Unit(Unit::Day));
        nth
    };
    let is_next = reader.skip(Word::Of) && reader.skip(Word::Next) && reader.skip(Word::Unit(Unit::Month));
    (is_next && (1..=31).contains(&day)).then_some(DayPhrase::OfNextMonth(day))
}

/// `week 50`
pub(super) fn week(reader: &mut Reader, _: &Language) -> Option<DayPhrase> {
    week_number(reader)
}

fn week_number(reader: &mut Reader) -> Option<DayPhrase> {
    if !reader.skip(Word::Unit(Unit::Week)) {
        return None;
    }
    let week = reader.peek().and_then(|token| digits(token.core, 2)).filter(|week| (1..=53).contains(week))?;
    reader.advance();
    i8::try_from(week).ok().map(DayPhrase::Week)
}
