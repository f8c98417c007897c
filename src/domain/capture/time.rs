//! Times of day, and durations.

use std::borrow::Cow;

use jiff::civil::Time;

use super::language::{Language, Unit, Word, is_word};
use super::token::{Reader, digits};

/// A time of day as it was said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct ClockTime {
    /// As it was said.
    said: Time,
    /// Whether it could also be in the other half of the day, such as `at 9`.
    is_vague: bool,
    /// Whether it is in the afternoon unless stated otherwise, such as `at 5`.
    is_late: bool,
}

impl ClockTime {
    fn exactly(said: Time) -> Self {
        Self { said, is_vague: false, is_late: false }
    }

    /// The time, with nothing known about the day.
    pub(super) fn time(self) -> Time {
        if self.is_late { self.after_noon() } else { self.said }
    }

    /// The time in the afternoon, if that is possible.
    pub(super) fn after_noon(self) -> Time {
        let later = Time::new(self.said.hour() + 12, self.said.minute(), 0, 0).ok().filter(|_| self.is_vague);
        later.unwrap_or(self.said)
    }

    /// The time at night, and whether it is after midnight: `at 9` is not, `at 1` and `12:30` are.
    pub(super) fn of_night(self) -> (Time, bool) {
        let midnight = self.is_vague && self.said.hour() == 12;
        let said = Time::new(if midnight { 0 } else { self.said.hour() }, self.said.minute(), 0, 0);
        let said = said.unwrap_or(self.said);
        if said.hour() < LAST_OF_NIGHT { (said, true) } else { (self.after_noon(), false) }
    }
}

/// The last bare hour that means the afternoon.
const EARLIEST: i8 = 6;

/// The first hour that no longer belongs to the night.
const LAST_OF_NIGHT: i8 = 5;

/// `am` or `pm`
fn half(word: Word) -> Option<i8> {
    match word {
        Word::Morning => Some(0),
        Word::Afternoon => Some(12),
        _ => None,
    }
}

/// A part of the day: `morning`, or `in the morning` directly after a day.
pub(super) fn part_of_day(reader: &mut Reader) -> Option<i8> {
    let mut ahead = *reader;
    if ahead.skip(Word::In) && !ahead.skip(Word::The) {
        return None;
    }
    let hour = ahead.word(part)?;
    *reader = ahead;
    Some(hour)
}

/// `this evening`
pub(super) fn part_of_today(reader: &mut Reader) -> Option<i8> {
    let mut ahead = *reader;
    let hour = ahead.skip(Word::This).then(|| ahead.word(part)).flatten()?;
    *reader = ahead;
    Some(hour)
}

/// The hour of a part of the day.
pub(super) fn part(word: Word) -> Option<i8> {
    if let Word::PartOfDay(hour) = word { Some(hour) } else { None }
}

/// Reads `14:30`, `9:30pm`, `9 am` or `noon`; after `at` also a bare `9`.
pub(super) fn clock(reader: &mut Reader, language: &Language, after_at: bool) -> Option<ClockTime> {
    if reader.skip(Word::Noon) {
        return Some(ClockTime::exactly(Time::constant(12, 0, 0, 0)));
    }
    let core = reader.peek()?.core;
    let (hour_text, rest) = core.split_at_checked(core.bytes().take_while(u8::is_ascii_digit).count())?;
    let hour = i8::try_from(digits(hour_text, 2)?).ok()?;
    let (minute, mark) = match rest.strip_prefix(':') {
        None => (None, rest),
        Some(rest) => {
            let (minute, mark) = rest.split_at_checked(2)?;
            (Some(i8::try_from(digits(minute, 2).filter(|_| minute.len() == 2)?).ok()?), mark)
        }
    };
    let mut ahead = *reader;
    ahead.advance();
    let mut afternoon = language.meanings(mark).iter().find_map(|(_, word)| half(*word));
    if mark.is_empty() && (1..=12).contains(&hour) {
        afternoon = ahead.word(half);
    } else if !mark.is_empty() && afternoon.is_none() {
        return None;
    }
    let hour_of_day = match afternoon {
        Some(afternoon) => (1..=12).contains(&hour).then_some(hour % 12 + afternoon)?,
        None if minute.is_some() || after_at => hour,
        None => return None,
    };
    let is_vague = afternoon.is_none() && (1..=12).contains(&hour) && !hour_text.starts_with('0');
    // People who say “at 5” are seldom up at that hour of the morning.
    let is_late = is_vague && minute.is_none() && hour <= EARLIEST;
    let said = Time::new(hour_of_day, minute.unwrap_or(0), 0, 0).ok()?;
    *reader = ahead;
    Some(ClockTime { said, is_vague, is_late })
}

/// Reads `in 2 hours`, `in 30 minutes` or `in 1h 30m` as minutes.
pub(super) fn minutes_ahead(reader: &mut Reader, language: &Language) -> Option<u32> {
    let mut ahead = *reader;
    if !ahead.skip(Word::In) {
        return None;
    }
    let has_mark = ahead.peek()?.core.ends_with(|c: char| !c.is_ascii_digit());
    if has_mark && let Some(minutes) = duration(&mut ahead, language) {
        *reader = ahead;
        return Some(minutes);
    }
    let count = u32::from(ahead.number().filter(|count| *count > 0)?);
    let minutes = ahead.word(|word| match word {
        Word::Unit(Unit::Minute) => Some(1),
        Word::Unit(Unit::Hour) => Some(60),
        _ => None,
    })?;
    *reader = ahead;
    Some(count * minutes)
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
