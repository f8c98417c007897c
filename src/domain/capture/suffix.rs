//! What can follow a repetition: when it starts, when it ends, how often it repeats.

use jiff::civil::Date;

use super::day::{DayPhrase, later};
use super::day_words::day;
use super::language::{Language, Unit, Word};
use super::reader::Reader;

pub(super) const LONGEST: u16 = 999;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum End {
    Never,
    Count(u16),
    Until(DayPhrase),
    /// For this long after it begins.
    For(u16, Unit),
}

/// A suffix of a repetition.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Suffix {
    From(DayPhrase),
    Until(DayPhrase),
    Count(u16),
    For(u16, Unit),
    FromCompletion,
}

/// The last day of a period of this length.
pub(super) fn last_of(first: Date, count: u16, unit: Unit) -> DayPhrase {
    let after = later(first, count, unit);
    DayPhrase::On(after.yesterday().unwrap_or(after))
}

/// `week`, `quarter`: this many of a unit.
pub(super) fn units(reader: &mut Reader) -> Option<(u16, Unit)> {
    reader.word(|word| match word {
        Word::Unit(unit @ (Unit::Day | Unit::Week | Unit::Month | Unit::Year)) => Some((1, unit)),
        Word::Units(count, unit) => Some((count, unit)),
        _ => None,
    })
}

/// `to friday`, after the first day.
pub(super) fn last_day(reader: &mut Reader, language: &Language) -> Option<Suffix> {
    let mut ahead = *reader;
    let day = ahead.skip(Word::To).then(|| day(&mut ahead, language)).flatten()?;
    *reader = ahead;
    Some(Suffix::Until(day))
}

/// Reads `from monday`, `until 24 dec`, `for 5 times`, `5 times`, `for 2 weeks` or `after completion`.
pub(super) fn suffix(reader: &mut Reader, language: &Language) -> Option<Suffix> {
    let mut ahead = *reader;
    let suffix = if ahead.skip(Word::Starting) || as_of(&mut ahead) {
        if ahead.skip(Word::Completion) { Suffix::FromCompletion } else { Suffix::From(day(&mut ahead, language)?) }
    } else if ahead.skip(Word::Until) {
        Suffix::Until(day(&mut ahead, language)?)
    } else if ahead.skip(Word::After) {
        ahead.skip(Word::Completion).then_some(Suffix::FromCompletion)?
    } else {
        let is_for = ahead.skip(Word::For);
        let count = ahead.number().filter(|count| *count > 0)?;
        if ahead.skip(Word::Times) {
            Suffix::Count(count)
        } else {
            let (times, unit) = units(&mut ahead).filter(|_| is_for && count <= LONGEST)?;
            Suffix::For(count.checked_mul(times)?, unit)
        }
    };
    *reader = ahead;
    Some(suffix)
}

/// `as of`
pub(super) fn as_of(reader: &mut Reader) -> bool {
    let mut ahead = *reader;
    let found = ahead.skip(Word::As) && ahead.skip(Word::Of);
    if found {
        *reader = ahead;
    }
    found
}
