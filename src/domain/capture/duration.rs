//! Reads durations: estimates, and times ahead of now.

use std::borrow::Cow;

use super::english::ENGLISH;
use super::language::{Language, Unit, Word, is_word};
use super::reader::Reader;

/// Reads `in 2 hours`, `in half an hour`, `in 1h 30m` or `2 hours from now` as minutes.
pub(super) fn minutes_ahead(reader: &mut Reader, language: &Language) -> Option<u32> {
    let mut ahead = *reader;
    let is_in = ahead.skip(Word::In);
    let minutes = length(&mut ahead, language)?;
    let mut after = ahead;
    if after.skip(Word::From) && after.skip(Word::Now) {
        ahead = after;
    } else if !is_in {
        return None;
    }
    *reader = ahead;
    Some(minutes)
}

/// `half an hour`, `1h 30m`, `1.5 hours`, `two hours`
fn length(reader: &mut Reader, language: &Language) -> Option<u32> {
    let unit = |word| match word {
        Word::Unit(Unit::Minute) => Some(1),
        Word::Unit(Unit::Hour) => Some(60),
        _ => None,
    };
    let mut ahead = *reader;
    if ahead.skip(Word::Fraction(30)) && ahead.skip(Word::Number(1)) && ahead.skip(Word::Unit(Unit::Hour)) {
        *reader = ahead;
        return Some(30);
    }
    let has_mark = reader.peek()?.core.contains(|c: char| !c.is_ascii_digit());
    if has_mark && let Some(minutes) = duration(reader, language) {
        return Some(minutes);
    }
    let count = u32::from(reader.number().filter(|count| *count > 0)?);
    let minutes = reader.word(unit)?;
    // “An hour and a half”
    let mut ahead = *reader;
    let has_half = ahead.skip(Word::And) && ahead.skip(Word::Number(1)) && ahead.skip(Word::Fraction(30));
    if has_half {
        *reader = ahead;
    }
    Some(count * minutes + if has_half { minutes / 2 } else { 0 })
}

/// The longest estimate, in minutes.
const LONGEST: u32 = 60_000;

/// Reads `1h30m`, also with blanks as in `1 h 30 min`, as minutes.
pub(super) fn duration(reader: &mut Reader, language: &Language) -> Option<u32> {
    let mut ahead = *reader;
    let first = quantity(&mut ahead, language)?;
    let minutes = estimate(&first, language)?;
    *reader = ahead;
    let both = quantity(&mut ahead, language)
        .filter(|next| is_minutes(next, language))
        .and_then(|next| estimate(&format!("{first}{next}"), language));
    if both.is_some() {
        *reader = ahead;
    }
    Some(both.unwrap_or(minutes))
}

/// A number and its unit, if any, without the blank between them: `30min` for `30 min`
fn quantity<'a>(reader: &mut Reader<'_, 'a>, language: &Language) -> Option<Cow<'a, str>> {
    let number = reader.peek()?.core;
    reader.advance();
    if !number.ends_with(|c: char| c.is_ascii_digit()) {
        return Some(number.into());
    }
    let mut ahead = *reader;
    let mark = ahead.word(|word| match word {
        Word::Unit(Unit::Hour) => language.hour_marks.first(),
        Word::Unit(Unit::Minute) => language.minute_marks.first(),
        _ => None,
    });
    if mark.is_some() {
        *reader = ahead;
    }
    Some(mark.map_or(number.into(), |mark| format!("{number}{mark}").into()))
}

/// Reads a text that is nothing but a duration, such as `15m`, `1h30m` or `1.5h`, as minutes.
pub fn minutes(text: &str) -> Option<u32> {
    estimate(text.trim(), &ENGLISH)
}

/// Reads `15m`, `2h`, `1h30m`, `1h30`, `1.5h` or `90` as minutes.
fn estimate(core: &str, language: &Language) -> Option<u32> {
    let is = |marks: &[&str], text: &str| marks.iter().any(|mark| is_word(mark, text));
    let (whole, rest) = leading_number(core)?;
    let minutes = if rest.is_empty() || is(language.minute_marks, rest) {
        whole
    } else if let Some(fraction) = rest.strip_prefix(['.', ',']) {
        let (tenths, digit_count) =
            (leading_number(fraction)?, fraction.bytes().take_while(u8::is_ascii_digit).count());
        let scale = 10_u32.checked_pow(u32::try_from(digit_count).ok()?)?;
        if !is(language.hour_marks, tenths.1) {
            return None;
        }
        whole.checked_mul(60)?.checked_add((tenths.0 * 60 + scale / 2) / scale)?
    } else {
        let mark_length = rest.find(|c: char| c.is_ascii_digit()).unwrap_or(rest.len());
        let (mark, rest) = rest.split_at_checked(mark_length)?;
        let (minutes, mark_after) = if rest.is_empty() { (0, "") } else { leading_number(rest)? };
        if !is(language.hour_marks, mark) || !(mark_after.is_empty() || is(language.minute_marks, mark_after)) {
            return None;
        }
        whole.checked_mul(60)?.checked_add(minutes)?
    };
    (1..=LONGEST).contains(&minutes).then_some(minutes)
}

/// Whether it is in minutes alone: `30m`
fn is_minutes(core: &str, language: &Language) -> bool {
    leading_number(core).is_some_and(|(_, mark)| language.minute_marks.iter().any(|known| is_word(known, mark)))
}

/// A number of up to five digits and the rest of the text.
fn leading_number(text: &str) -> Option<(u32, &str)> {
    let (number, rest) = text.split_at_checked(text.bytes().take_while(u8::is_ascii_digit).count())?;
    if number.len() > 5 {
        return None;
    }
    Some((number.parse().ok()?, rest))
}
