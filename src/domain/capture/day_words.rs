//! Reads days, in words and in digits.

use super::day::DayPhrase;
use super::day_ahead::{counted, of_next_month, unit_ahead, week, weeks_after};
use super::day_digits::numeric;
use super::language::{Language, Unit, Word};
use super::numbers::{calendar_day, ordinal_number, yearly_day};
use super::reader::{Reader, digits};
use super::weekdays::weekday;

pub(super) fn day(reader: &mut Reader, language: &Language) -> Option<DayPhrase> {
    let read = |read: fn(&mut Reader, &Language) -> Option<DayPhrase>| {
        let mut ahead = *reader;
        read(&mut ahead, language).map(|day| (day, ahead))
    };
    let first = reader.peek()?;
    let found = if first.core.starts_with(|c: char| c.is_ascii_digit()) {
        read(numeric).or_else(|| read(day_of_year)).or_else(|| read(of_next_month)).or_else(|| read(counted))
    } else if first.meanings.is_empty() || reader.is(Word::Plural) {
        None
    } else {
        read(weekday_and_date)
            .or_else(|| read(word))
            .or_else(|| read(unit_ahead))
            .or_else(|| read(edge_of))
            .or_else(|| read(day_of_year))
            .or_else(|| read(of_next_month))
            .or_else(|| read(counted))
            .or_else(|| read(week))
    };
    let (day, ahead) = found?;
    *reader = ahead;
    Some(day)
}

/// `tomorrow`, `friday`, `friday next week`, `friday week`, `next week`, `next week on friday`, `this weekend`
fn word(reader: &mut Reader, _: &Language) -> Option<DayPhrase> {
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
        if next_week(reader) {
            return Some(DayPhrase::Next(weekday));
        }
        return Some(weeks_after(reader).map_or(DayPhrase::Weekday(weekday), |weeks| DayPhrase::Weeks(weeks, weekday)));
    }
    reader.word(|word| match word {
        Word::Today | Word::EndOf(Unit::Day) => Some(DayPhrase::Today),
        Word::Tonight => Some(DayPhrase::Tonight),
        Word::Tomorrow => Some(DayPhrase::Tomorrow),
        Word::Yesterday => Some(DayPhrase::Yesterday),
        Word::Weekend => Some(DayPhrase::Weekend),
        Word::EndOf(unit) => Some(DayPhrase::Last(unit)),
        _ => None,
    })
}

fn next_week(reader: &mut Reader) -> bool {
    let mut ahead = *reader;
    ahead.skip(Word::Of);
    let found = ahead.skip(Word::Next) && ahead.skip(Word::Unit(Unit::Week));
    if found {
        *reader = ahead;
    }
    found
}

/// `fri 12 dec`, `friday, 2026-12-12`, `friday the 13th`
fn weekday_and_date(reader: &mut Reader, language: &Language) -> Option<DayPhrase> {
    let weekday = reader.word(weekday)?;
    let joins = reader.joins();
    *reader = reader.after_abbreviation();
    let mut ahead = *reader;
    let day = numeric(&mut ahead, language).filter(|day| !matches!(day, DayPhrase::Slash(..)));
    if let Some(day) = day {
        *reader = ahead;
        return day.named(weekday);
    }
    let mut ahead = *reader;
    if let Some(day) = day_of_year(&mut ahead, language) {
        *reader = ahead;
        return day.named(weekday);
    }
    reader.skip(Word::The);
    let day = reader.peek().and_then(|token| ordinal_number(token.core, language)).filter(|_| joins)?;
    reader.advance();
    i8::try_from(day).ok().filter(|day| (1..=31).contains(day)).and_then(|day| DayPhrase::OfMonth(day).named(weekday))
}

/// `end of month`, `the end of the week`, `end of january`, `end of day`, `beginning of next month`, `start of june`
pub(super) fn edge_of(reader: &mut Reader, language: &Language) -> Option<DayPhrase> {
    let mut ahead = *reader;
    ahead.skip(Word::The);
    let mut beginning = ahead;
    let mut last = ahead;
    if last.skip(Word::Last) && last.skip(Word::Unit(Unit::Day)) && last.is(Word::Of) {
        let day = of_end(&mut last, language)?;
        *reader = last;
        return Some(day);
    }
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

fn month(word: Word) -> Option<i8> {
    if let Word::Month(month) = word { Some(month) } else { None }
}

/// A week, month or year.
fn unit(word: Word) -> Option<Unit> {
    match word {
        Word::Unit(unit @ (Unit::Week | Unit::Month | Unit::Year)) => Some(unit),
        _ => None,
    }
}

fn end_of(reader: &mut Reader, language: &Language) -> Option<DayPhrase> {
    if reader.skip(Word::End) { of_end(reader, language) } else { None }
}

/// `of month`, `of next week`, `of february`, after `end`
fn of_end(reader: &mut Reader, language: &Language) -> Option<DayPhrase> {
    if !reader.skip(Word::Of) {
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

/// `12 dec`, `the 12th of december 2027`, `dec 12`
fn day_of_year(reader: &mut Reader, language: &Language) -> Option<DayPhrase> {
    let (month, day) = month_and_day(reader, language)?;
    let mut ahead = reader.after_comma();
    let Some(year) = year(&mut ahead) else { return Some(DayPhrase::OfYear { month, day }) };
    *reader = ahead;
    calendar_day(year, month.try_into().ok()?, day.try_into().ok()?)
}

/// `2027`, `'27`, or a `27` that is neither an hour nor a number of something.
fn year(reader: &mut Reader) -> Option<u16> {
    let core = reader.peek()?.core;
    let mark = core.strip_prefix(['\'', '’']);
    let short = |text: &str| digits(text, 2).filter(|_| text.len() == 2).map(|year| 2000 + year);
    let year = match (mark, core.len()) {
        (Some(year), _) => short(year)?,
        (None, 2) => short(core).filter(|year| (2024..=2050).contains(year))?,
        _ => digits(core, 4).filter(|year| (1900..2200).contains(year))?,
    };
    reader.advance();
    (mark.is_some() || core.len() == 4 || reader.is_before_no_word()).then_some(year)
}

/// A day that exists in at least one year.
pub(super) fn month_and_day(reader: &mut Reader, language: &Language) -> Option<(i8, i8)> {
    let mut ahead = *reader;
    let (month, day) = if let Some(month) = ahead.word(month) {
        ahead = ahead.after_stop();
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
