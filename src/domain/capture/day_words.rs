//! Reads days, in words and in digits.

use jiff::civil::Date;

use super::day::DayPhrase;
use super::language::{Language, Unit, Word, is_word};
use super::token::{Reader, digits};

pub(super) fn day(reader: &mut Reader, language: &Language) -> Option<DayPhrase> {
    let read = |read: fn(&mut Reader, &Language) -> Option<DayPhrase>| {
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
            .or_else(|| read(edge_of))
            .or_else(|| read(day_of_year))
    };
    let (day, ahead) = found?;
    *reader = ahead;
    Some(day)
}

/// `tomorrow`, `friday`, `friday next week`, `next week`, `next week on friday`, `this weekend`
fn word(reader: &mut Reader, _: &Language) -> Option<DayPhrase> {
    let weekday = |word| if let Word::Weekday(weekday) = word { Some(weekday) } else { None };
    if next_week(reader) {
        let mut ahead = *reader;
        ahead.skip(Word::On);
        let Some(weekday) = ahead.word(weekday) else { return Some(DayPhrase::First(Unit::Week)) };
        *reader = ahead;
        return Some(DayPhrase::Next(weekday));
    }
    if reader.skip(Word::Next) {
        let day = reader.word(weekday).map(DayPhrase::Next).or_else(|| reader.word(unit).map(DayPhrase::First));
        return day.or_else(|| reader.skip(Word::Weekend).then_some(DayPhrase::NextWeekend));
    }
    if reader.skip(Word::This) {
        let day = reader.word(weekday).map(DayPhrase::This);
        return day.or_else(|| reader.skip(Word::Weekend).then_some(DayPhrase::Weekend));
    }
    if let Some(weekday) = reader.word(weekday) {
        return Some(if next_week(reader) { DayPhrase::Next(weekday) } else { DayPhrase::Weekday(weekday) });
    }
    reader.word(|word| match word {
        Word::Today | Word::EndOf(Unit::Day) => Some(DayPhrase::Today),
        Word::Tonight => Some(DayPhrase::Tonight),
        Word::Tomorrow => Some(DayPhrase::Tomorrow),
        Word::Weekend => Some(DayPhrase::Weekend),
        Word::EndOf(unit) => Some(DayPhrase::Last(unit)),
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

/// `fri 12 dec`, `friday, 2026-12-12`: the date wins.
fn weekday_and_date(reader: &mut Reader, language: &Language) -> Option<DayPhrase> {
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
fn unit_ahead(reader: &mut Reader, _: &Language) -> Option<DayPhrase> {
    if reader.skip(Word::In) {
        let count = reader.number().filter(|count| *count > 0)?;
        let unit = reader.word(|word| if let Word::Unit(unit) = word { Some(unit) } else { None })?;
        // This limit stays within the calendar.
        let fits = !matches!(unit, Unit::Minute | Unit::Hour) && (unit != Unit::Year || count <= 999);
        return fits.then_some(DayPhrase::In(count, unit));
    }
    reader.skip(Word::The);
    let after = reader.skip(Word::Unit(Unit::Day)) && reader.skip(Word::After) && reader.skip(Word::Tomorrow);
    after.then_some(DayPhrase::AfterTomorrow)
}

/// `end of month`, `the end of the week`, `end of january`, `end of day`, `beginning of next month`, `start of june`
pub(super) fn edge_of(reader: &mut Reader, language: &Language) -> Option<DayPhrase> {
    let mut ahead = *reader;
    ahead.skip(Word::The);
    let mut beginning = ahead;
    if let Some(day) = beginning_of(&mut beginning) {
        *reader = beginning;
        return Some(day);
    }
    let day = end_of(&mut ahead, language)?;
    *reader = ahead;
    Some(day)
}

fn beginning_of(reader: &mut Reader) -> Option<DayPhrase> {
    if !(reader.skip(Word::Beginning) && reader.skip(Word::Of)) {
        return None;
    }
    let month = |word| if let Word::Month(month) = word { Some(DayPhrase::OfYear { month, day: 1 }) } else { None };
    reader.word(month).or_else(|| reader.skip(Word::Next).then(|| reader.word(unit).map(DayPhrase::First)).flatten())
}

/// A week, month or year.
fn unit(word: Word) -> Option<Unit> {
    match word {
        Word::Unit(unit @ (Unit::Week | Unit::Month | Unit::Year)) => Some(unit),
        _ => None,
    }
}

fn end_of(reader: &mut Reader, language: &Language) -> Option<DayPhrase> {
    if !(reader.skip(Word::End) && reader.skip(Word::Of)) {
        return None;
    }
    if let Some(month) = reader.word(|word| if let Word::Month(month) = word { Some(month) } else { None }) {
        return Some(DayPhrase::LastOfMonth(month));
    }
    let is_next = reader.skip(Word::Next);
    if !is_next && !reader.skip(Word::The) {
        reader.skip(Word::This);
    }
    let last = reader.word(unit).map(if is_next { DayPhrase::LastOfNext } else { DayPhrase::Last });
    if last.is_none() && !is_next && reader.skip(Word::Unit(Unit::Day)) {
        // “End of day tomorrow”
        let mut ahead = *reader;
        let day = word(&mut ahead, language).inspect(|_| *reader = ahead);
        return Some(day.unwrap_or(DayPhrase::Today));
    }
    last
}

/// `2026-12-24`, `2026/12/24`, `24.12.`, `24.12.2026`
fn numeric(reader: &mut Reader, _: &Language) -> Option<DayPhrase> {
    let core = reader.peek()?.core;
    let part = |part: Option<&str>, most| digits(part?, most);
    let separator = if core.contains('/') { '/' } else { '-' };
    let day = if let Some((year, rest)) = core.split_once(separator).filter(|(year, _)| year.len() == 4) {
        let mut parts = rest.split(separator);
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
fn day_of_year(reader: &mut Reader, language: &Language) -> Option<DayPhrase> {
    let (month, day) = month_and_day(reader, language)?;
    let mut ahead = reader.after_comma();
    let Some(year) = ahead.peek().and_then(|token| digits(token.core, 4)).filter(|year| (1900..2200).contains(year))
    else {
        return Some(DayPhrase::OfYear { month, day });
    };
    ahead.advance();
    *reader = ahead;
    calendar_day(year, month.try_into().ok()?, day.try_into().ok()?)
}

/// A day that exists in at least one year.
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

fn yearly_day(month: i8, day: u16) -> Option<DayPhrase> {
    let day = day.try_into().ok()?;
    // A leap year has every day that any year has.
    Date::new(2024, month, day).ok()?;
    Some(DayPhrase::OfYear { month, day })
}

fn calendar_day(year: u16, month: u16, day: u16) -> Option<DayPhrase> {
    let date = Date::new(year.try_into().ok()?, month.try_into().ok()?, day.try_into().ok()?).ok()?;
    (date.year() > 0).then_some(DayPhrase::On(date))
}
