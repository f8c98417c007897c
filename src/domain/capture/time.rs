//! Times of day.

use jiff::civil::Time;

use super::language::{Language, Word, is_word};
use super::reader::{Reader, digits};

/// A time of day as it was said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct ClockTime {
    /// As it was said.
    said: Time,
    /// Whether it could also be in the other half of the day, such as `at 9`.
    is_vague: bool,
    /// Whether it is in the afternoon unless stated otherwise, such as `at 5`.
    is_late: bool,
    /// Whether it ends the day that is said: `friday midnight`.
    pub(super) is_end: bool,
}

impl ClockTime {
    pub(super) fn exactly(said: Time) -> Self {
        Self { said, is_vague: false, is_late: false, is_end: false }
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

/// When `tonight` is, unless a time is given.
pub(super) const NIGHT: Time = Time::constant(21, 0, 0, 0);

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

/// How surely a bare number means a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Lead {
    None,
    /// A day stands before it, so `15.30` and `15h` are times.
    Day,
    /// `at` stands before it, so `9` is one too.
    At,
}

/// Reads `14:30`, `9:30pm`, `9 am`, `5 o'clock`, `half past 5` or `noon`; after `at` also a bare `9`.
pub(super) fn clock(reader: &mut Reader, language: &Language, lead: Lead) -> Option<ClockTime> {
    if reader.skip(Word::Noon) {
        return Some(ClockTime::exactly(Time::constant(12, 0, 0, 0)));
    }
    if reader.skip(Word::Midnight) {
        return Some(ClockTime { is_end: true, ..ClockTime::exactly(Time::midnight()) });
    }
    if let Some(clock) = in_words(reader) {
        return Some(clock);
    }
    let core = reader.peek()?.core;
    let at = core.strip_prefix('@');
    let lead = if at.is_some() { Lead::At } else { lead };
    let (hour_text, rest) = split_digits(at.unwrap_or(core))?;
    let hour = i8::try_from(digits(hour_text, 2)?).ok()?;
    let (minute, mark, is_sure) = minute(rest, language, hour_text.len() == 2);
    let mut ahead = *reader;
    ahead.advance();
    let glued = language.half_marks.iter().find(|(half, _)| is_word(half, mark)).map(|(_, half)| *half);
    let mut afternoon = language.meanings(mark).iter().find_map(|(_, word)| half(*word)).or(glued);
    let is_hour = minute.is_none() && language.hour_marks.first().is_some_and(|hour| is_word(hour, mark));
    if mark.is_empty() && (1..=12).contains(&hour) {
        afternoon = ahead.word(half);
    } else if !mark.is_empty() && afternoon.is_none() && !is_hour {
        return None;
    }
    let hour_of_day = match afternoon {
        Some(afternoon) => (1..=12).contains(&hour).then_some(hour % 12 + afternoon)?,
        None if minute.is_some() && is_sure => hour,
        None if lead == Lead::At || (lead == Lead::Day && (minute.is_some() || is_hour)) => hour,
        None => return None,
    };
    let is_vague = afternoon.is_none() && (1..=12).contains(&hour) && !hour_text.starts_with('0') && !is_hour;
    // People who say “at 5” are seldom up at that hour of the morning.
    let is_late = is_vague && minute.is_none() && hour <= EARLIEST;
    let said = Time::new(hour_of_day, minute.unwrap_or(0), 0, 0).ok()?;
    *reader = ahead;
    Some(ClockTime { said, is_vague, is_late, is_end: false })
}

/// The minute after an hour, the rest, and whether it can be nothing but a time: `:30`, `.30pm`, `h30`.
fn minute<'a>(rest: &'a str, language: &Language, has_two: bool) -> (Option<i8>, &'a str, bool) {
    let hour = language.hour_marks.first().copied().unwrap_or_default();
    let separators = [(":", true), (".", false), (hour, has_two)];
    let found = separators.into_iter().find_map(|(separator, is_sure)| {
        let after = rest
            .get(separator.len()..)
            .filter(|_| rest.get(..separator.len()).is_some_and(|start| is_word(separator, start)))?;
        let (minute, mark) = after.split_at_checked(2)?;
        let minute = digits(minute, 2).filter(|_| minute.len() == 2).and_then(|minute| i8::try_from(minute).ok())?;
        Some((Some(minute), mark, is_sure))
    });
    found.unwrap_or((None, rest, false))
}

fn split_digits(text: &str) -> Option<(&str, &str)> {
    text.split_at_checked(text.bytes().take_while(u8::is_ascii_digit).count())
}

/// `half past 5`, `quarter to nine`, `5 o'clock`
fn in_words(reader: &mut Reader) -> Option<ClockTime> {
    let mut ahead = *reader;
    ahead.word(|word| (word == Word::Number(1)).then_some(()));
    let fraction = |word| if let Word::Fraction(minutes) = word { Some(minutes) } else { None };
    let (hour, minute) = if let Some(minutes) = ahead.word(fraction) {
        let is_past = ahead.skip(Word::Past);
        if !is_past && !ahead.skip(Word::To) {
            return None;
        }
        let hour = hour(&mut ahead)?;
        let said = if is_past { (hour, minutes) } else { ((hour + 10) % 12 + 1, 60 - minutes) };
        ahead.skip(Word::OClock);
        said
    } else {
        ahead = *reader;
        let hour = hour(&mut ahead)?;
        if !ahead.skip(Word::OClock) {
            return None;
        }
        (hour, 0)
    };
    let afternoon = ahead.word(half);
    let said = Time::new(afternoon.map_or(hour, |afternoon| hour % 12 + afternoon), minute, 0, 0).ok()?;
    *reader = ahead;
    let is_vague = afternoon.is_none();
    Some(ClockTime { said, is_vague, is_late: is_vague && hour <= EARLIEST, is_end: false })
}

fn hour(reader: &mut Reader) -> Option<i8> {
    reader.number().and_then(|hour| i8::try_from(hour).ok()).filter(|hour| (1..=12).contains(hour))
}
