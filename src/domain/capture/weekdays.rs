//! Reads the weekdays of a recurrence.

use jiff::civil::Weekday;

use super::language::{Language, Unit, Word};
use super::lists::{in_order, listed};
use super::reader::Reader;

pub(super) const WEEK: [Weekday; 7] = [
    Weekday::Monday,
    Weekday::Tuesday,
    Weekday::Wednesday,
    Weekday::Thursday,
    Weekday::Friday,
    Weekday::Saturday,
    Weekday::Sunday,
];

pub(super) const WORKDAYS: [Weekday; 5] = [WEEK[0], WEEK[1], WEEK[2], WEEK[3], WEEK[4]];

/// `weekday`, `working day`, `weekend`, `mon`, `mon, wed and fri`, `mon,wed,fri`, `mon wed fri`, `mon to fri`
pub(super) fn weekdays(reader: &mut Reader, language: &Language) -> Option<Vec<Weekday>> {
    let group = |word| match word {
        Word::Workday => Some(WORKDAYS.to_vec()),
        Word::Weekend => Some(vec![Weekday::Saturday]),
        _ => None,
    };
    if let Some(days) = reader.word(group).or_else(|| working_day(reader).then(|| WORKDAYS.to_vec())) {
        return Some(days);
    }
    let mut days = some_weekdays(reader, language)?;
    let more = |reader: &mut Reader| {
        listed(reader, |reader| some_weekdays(reader, language)).or_else(|| another_weekday(reader, language))
    };
    while let Some(more) = more(reader) {
        days.extend(more);
        in_order(&mut days, |day| day.to_monday_zero_offset());
    }
    in_order(&mut days, |day| day.to_monday_zero_offset());
    Some(days)
}

/// `mon`, `mon-fri`, `mon to fri`
fn some_weekdays(reader: &mut Reader, language: &Language) -> Option<Vec<Weekday>> {
    let days = weekday_token(reader, language)?;
    let last = if days.len() == 1 { last_weekday(reader) } else { None };
    let to_last = last.zip(days.first()).map(|(last, first)| from_to(*first, last));
    Some(to_last.unwrap_or(days))
}

/// `to friday`
fn last_weekday(reader: &mut Reader) -> Option<Weekday> {
    let mut ahead = *reader;
    let last = ahead.skip(Word::To).then(|| ahead.word(weekday)).flatten()?;
    *reader = ahead;
    Some(last)
}

fn from_to(first: Weekday, last: Weekday) -> Vec<Weekday> {
    let mut days: Vec<Weekday> = (0..=first.until(last)).map(|ahead| first.wrapping_add(ahead)).collect();
    in_order(&mut days, |day| day.to_monday_zero_offset());
    days
}

pub(super) fn weekday(word: Word) -> Option<Weekday> {
    if let Word::Weekday(weekday) = word { Some(weekday) } else { None }
}

/// A weekday directly after another, unless it is more likely a word of the title: `sun` in “every sat sun cream”.
fn another_weekday(reader: &mut Reader, language: &Language) -> Option<Vec<Weekday>> {
    let mut ahead = *reader;
    let is_doubtful = ahead.is(Word::Doubtful);
    let days = weekday_token(&mut ahead, language)?;
    let is_last = ahead.is_at_end() || weekday_token(&mut ahead.clone(), language).is_some();
    if is_doubtful && !is_last {
        return None;
    }
    *reader = ahead;
    Some(days)
}

/// `working day`
pub(super) fn working_day(reader: &mut Reader) -> bool {
    let mut ahead = *reader;
    let found = ahead.skip(Word::Working) && ahead.skip(Word::Unit(Unit::Day));
    if found {
        *reader = ahead;
    }
    found
}

/// A weekday, or several without blanks: `mon,wed` or `mon-fri`.
fn weekday_token(reader: &mut Reader, language: &Language) -> Option<Vec<Weekday>> {
    if let Some(day) = reader.word(weekday) {
        return Some(vec![day]);
    }
    several_weekdays(reader, language)
}

/// `mon,wed`, `mon/wed/fri` or `mon-fri`
pub(super) fn several_weekdays(reader: &mut Reader, language: &Language) -> Option<Vec<Weekday>> {
    let core = reader.peek()?.core;
    if !core.contains([',', '/', '&', '-']) {
        return None;
    }
    let find = |text: &str| language.meanings(text).iter().find_map(|(_, word)| weekday(*word));
    let days = match core.split_once('-') {
        Some((first, last)) => from_to(find(first)?, find(last)?),
        None => core.split([',', '/', '&']).map(find).collect::<Option<Vec<Weekday>>>()?,
    };
    reader.advance();
    Some(days)
}
