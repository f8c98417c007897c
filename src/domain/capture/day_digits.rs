//! Reads days in digits.

use super::day::DayPhrase;
use super::language::Language;
use super::numbers::{calendar_day, yearly_day};
use super::reader::{Reader, digits};

/// `2026-12-24`, `2026/12/24`, `24.12.`, `24.12.2026`
pub(super) fn numeric(reader: &mut Reader, _: &Language) -> Option<DayPhrase> {
    let core = reader.peek()?.core;
    let part = |part: Option<&str>, most| digits(part?, most);
    let separator = if core.contains('/') { '/' } else { '-' };
    if let Some(day) = slash(core) {
        reader.advance();
        return Some(day);
    }
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

/// `2026-12-24`, `2026/12/24`
pub(super) fn year_month_day(core: &str) -> Option<DayPhrase> {
    let separator = if core.contains('/') { '/' } else { '-' };
    let mut parts = core.split(separator);
    let mut number =
        |length: usize| parts.next().filter(|part| part.len() == length).and_then(|part| digits(part, length));
    let (year, month, day) = (number(4)?, number(2)?, number(2)?);
    if parts.next().is_some() {
        return None;
    }
    calendar_day(year, month, day)
}

/// `24/12`, `12/24/2026`, `24/12/26`; not the `24/7` of “always”.
fn slash(core: &str) -> Option<DayPhrase> {
    let mut parts = core.split('/');
    let mut number = || parts.next().and_then(|part| digits(part, 2)).and_then(|number| i8::try_from(number).ok());
    let (first, second) = (number()?, number()?);
    let year = match (parts.next(), parts.next()) {
        (None, _) => None,
        (Some(year), None) if year.len() == 4 => Some(digits(year, 4)?),
        (Some(year), None) if year.len() == 2 => Some(2000 + digits(year, 2)?),
        _ => return None,
    };
    let is_possible = (1..=31).contains(&first) && (1..=31).contains(&second) && first.min(second) <= 12;
    let is_always = year.is_none() && (first, second) == (24, 7);
    let year = year.map(i16::try_from).transpose().ok()?;
    let is_day = |month: i8, day: i8| u16::try_from(day).is_ok_and(|day| yearly_day(month, day).is_some());
    let is_possible = is_possible && (is_day(first, second) || is_day(second, first));
    (is_possible && !is_always).then_some(DayPhrase::Slash(first, second, year))
}
