//! Reads recurrences in words.

use jiff::civil::{Date, Weekday};

use super::day::DayPhrase;
use super::day_words::month_and_day;
use super::days::{Days, MonthDays, month_days, months, ordinal};
use super::language::{Language, Unit, Word};
use super::lists::{in_order, listed};
use super::reader::Reader;
use super::suffix::{End, LONGEST, Suffix, last_day, last_of, suffix, units};
use super::time::{Lead, clock, part};
use super::weekdays::{WEEK, several_weekdays, weekdays};

/// How something repeats: the part of RFC 5545 recurrence rules that words can say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Repeat {
    /// Day, week, month or year.
    pub(super) unit: Unit,
    pub(super) interval: u16,
    /// The months of the year in which it repeats, in order; empty means all.
    pub(super) months: Vec<i8>,
    pub(super) days: Days,
    /// At about this hour: `every morning`.
    pub(super) part_of_day: Option<i8>,
    /// The day it starts on, if one was given.
    pub(super) begin: Option<DayPhrase>,
    pub(super) end: End,
    pub(super) from_completion: bool,
}

impl Repeat {
    pub(super) fn every(interval: u16, unit: Unit) -> Self {
        Self {
            unit,
            interval,
            months: Vec::new(),
            days: Days::Any,
            part_of_day: None,
            begin: None,
            end: End::Never,
            from_completion: false,
        }
    }

    fn on(unit: Unit, days: Days) -> Self {
        Self { days, ..Self::every(1, unit) }
    }

    fn on_month_days(days: MonthDays) -> Self {
        let unit = if days.months.is_empty() { Unit::Month } else { Unit::Year };
        Self { months: days.months, ..Self::on(unit, days.days) }
    }

    /// The same, with its last day filled in where that follows from the first.
    pub(super) fn beginning(self, first: Option<Date>) -> Self {
        let end = match (self.end, first) {
            (End::For(count, unit), Some(first)) => End::Until(last_of(first, count, unit)),
            (end, _) => end,
        };
        Self { end, ..self }
    }

    /// Adds a suffix; returns whether it applies.
    pub(super) fn add(&mut self, suffix: Suffix) -> bool {
        match suffix {
            Suffix::FromCompletion if self.from_completion => return false,
            Suffix::FromCompletion => self.from_completion = true,
            Suffix::From(_) if self.begin.is_some() => return false,
            Suffix::From(day) => self.begin = Some(day),
            Suffix::Until(_) | Suffix::Count(_) | Suffix::For(..) if self.end != End::Never => return false,
            Suffix::Until(day) => self.end = End::Until(day),
            Suffix::Count(count) => self.end = End::Count(count),
            Suffix::For(count, unit) => self.end = End::For(count, unit),
        }
        true
    }
}

/// Reads a recurrence with all its suffixes.
pub(super) fn repeat(reader: &mut Reader, language: &Language) -> Option<Repeat> {
    let mut ahead = *reader;
    let adverb = |word| if let Word::Adverb(count, unit) = word { Some((count, unit)) } else { None };
    let mut repeat = if let Some((interval, unit)) = ahead.word(adverb) {
        with_days(Repeat::every(interval, unit), &mut ahead, language)
    } else if ahead.skip(Word::Every) {
        let (after, from_completion) = ahead.after_exclamation();
        ahead = after;
        Repeat { from_completion, ..every(&mut ahead, language)? }
    } else {
        without_every(&mut ahead, language)?
    };
    without_some(&mut repeat, &mut ahead, language);
    loop {
        let mut after = ahead.after_comma();
        let end = if repeat.begin.is_some() { last_day(&mut after, language) } else { None };
        match end.or_else(|| suffix(&mut after, language)) {
            Some(suffix) if repeat.add(suffix) => ahead = after,
            _ => break,
        }
    }
    *reader = ahead;
    Some(repeat)
}

/// Removes weekdays: `every day except sunday`.
fn without_some(repeat: &mut Repeat, reader: &mut Reader, language: &Language) {
    let mut ahead = *reader;
    let days = match &repeat.days {
        Days::Any if repeat.unit == Unit::Day && repeat.interval == 1 => WEEK.to_vec(),
        Days::Weekdays(days) => days.clone(),
        _ => return,
    };
    if !ahead.skip(Word::Except) {
        return;
    }
    let weekend = |word| (word == Word::Weekend).then(|| vec![Weekday::Saturday, Weekday::Sunday]);
    let Some(except) = ahead.word(weekend).or_else(|| weekdays(&mut ahead, language)) else { return };
    let left: Vec<Weekday> = days.into_iter().filter(|day| !except.contains(day)).collect();
    if !left.is_empty() {
        (repeat.unit, repeat.days) = (Unit::Week, Days::Weekdays(left));
        *reader = ahead;
    }
}

/// Reads what comes after `every`.
fn every(reader: &mut Reader, language: &Language) -> Option<Repeat> {
    let mut ahead = *reader;
    if let Some(interval) = interval(&mut ahead, language) {
        if let Some((count, unit)) = units(&mut ahead) {
            let repeat = Repeat::every(interval.checked_mul(count).filter(|interval| *interval <= LONGEST)?, unit);
            *reader = ahead;
            // “every month end”
            if repeat == Repeat::every(1, Unit::Month) && reader.skip(Word::End) {
                return Some(Repeat::on(Unit::Month, Days::OfMonth(vec![-1])));
            }
            return Some(with_days(repeat, reader, language));
        }
        if let Some(hour) = ahead.word(part).or_else(|| ahead.word(noon)) {
            // A rule can't say twice a day.
            if listed(&mut ahead, |reader| reader.word(part)).is_some() {
                return None;
            }
            *reader = ahead;
            return Some(Repeat { part_of_day: Some(hour), ..Repeat::every(interval, Unit::Day) });
        }
    }
    ahead = *reader;
    let interval = if ahead.skip(Word::Other) { 2 } else { 1 };
    if let Some(weekdays) = weekdays(&mut ahead, language) {
        // No rule can say every other one of several days.
        if interval > 1 && weekdays.len() > 1 {
            return None;
        }
        *reader = ahead;
        return Some(Repeat { interval, ..Repeat::on(Unit::Week, Days::Weekdays(weekdays)) });
    }
    let before = reader.used;
    let days = days_of_months(reader, language, false);
    if days.is_some() || reader.used > before {
        return days.map(Repeat::on_month_days);
    }
    let is_doubtful = reader.is(Word::Doubtful);
    let first = Repeat { months: months(reader)?, ..Repeat::on(Unit::Year, Days::OfMonth(vec![1])) };
    (!is_doubtful).then_some(first)
}

/// Days of months in any form: `12 dec and 12 jan`, `the 12th of dec and jan`. Dates that no rule can say are read too,
/// but give nothing.
fn days_of_months(reader: &mut Reader, language: &Language, is_sure: bool) -> Option<MonthDays> {
    let (mut listed, mut counted) = (*reader, *reader);
    let dates = dates(&mut listed, language);
    let days = month_days(&mut counted, language, is_sure);
    match dates {
        Some(dates) if listed.used >= counted.used => {
            *reader = listed;
            of_one_day(&dates)
        }
        _ => {
            *reader = counted;
            days
        }
    }
}

/// `12 dec`, `jan 15 and jul 15`: months and days of them.
pub(super) fn dates(reader: &mut Reader, language: &Language) -> Option<Vec<(i8, i8)>> {
    let mut dates = vec![month_and_day(reader, language)?];
    while let Some(more) = listed(reader, |reader| month_and_day(reader, language)) {
        dates.push(more);
    }
    Some(dates)
}

/// The months of dates that share one day of the month; no rule can say others.
fn of_one_day(dates: &[(i8, i8)]) -> Option<MonthDays> {
    let (_, day) = *dates.first()?;
    let mut months: Vec<i8> = dates.iter().map(|(month, _)| *month).collect();
    in_order(&mut months, |month| *month);
    let days = MonthDays { months, days: Days::OfMonth(vec![day]), of_every_month: false };
    dates.iter().all(|(_, other)| *other == day).then_some(days)
}

/// `noon`, `midnight`
fn noon(word: Word) -> Option<i8> {
    match word {
        Word::Noon => Some(12),
        Word::Midnight => Some(0),
        _ => None,
    }
}

/// `on mondays`, `the 1st of every month`, `mon/wed/fri` before a time
fn without_every(reader: &mut Reader, language: &Language) -> Option<Repeat> {
    let mut ahead = *reader;
    if let Some(days) = several_weekdays(&mut ahead, language) {
        // A backslash before the time doesn't make these days another phrase.
        let mut time = ahead.ignoring_escapes();
        let lead = if time.skip(Word::At) { Lead::At } else { Lead::Day };
        if clock(&mut time, language, lead).is_some() {
            *reader = ahead;
            return Some(Repeat::on(Unit::Week, Days::Weekdays(days)));
        }
    }
    if !reader.skip(Word::On) {
        reader.skip(Word::At);
    }
    if reader.is(Word::Plural) {
        return weekdays(reader, language).map(|days| Repeat::on(Unit::Week, Days::Weekdays(days)));
    }
    month_days(reader, language, true).filter(|days| days.of_every_month).map(Repeat::on_month_days)
}

/// Nothing, `other`, `3` or `third`, before a unit.
fn interval(reader: &mut Reader, language: &Language) -> Option<u16> {
    if reader.skip(Word::Other) {
        return Some(2);
    }
    if let Some(number) = reader.number() {
        return (1..=LONGEST).contains(&number).then_some(number);
    }
    let Some(nth) = ordinal(reader, language).map(|(nth, _)| nth) else { return Some(1) };
    let mut ahead = *reader;
    // “The 2nd day of a month” doesn't mean every two days.
    let is_of_month = ahead.skip(Word::Unit(Unit::Day)) && ahead.skip(Word::Of);
    u16::try_from(nth).ok().filter(|nth| *nth > 1 && !is_of_month)
}

/// Adds the days after a number of weeks, months or years: `on tue`, `on the 1st`, `on 12 dec`.
fn with_days(repeat: Repeat, reader: &mut Reader, language: &Language) -> Repeat {
    let mut ahead = *reader;
    if !ahead.skip(Word::On) {
        return repeat;
    }
    let is_daily = repeat.unit == Unit::Day && repeat.interval == 1;
    let found = match repeat.unit {
        Unit::Week => weekdays(&mut ahead, language).map(|days| (Vec::new(), Days::Weekdays(days))),
        Unit::Day if is_daily => weekdays(&mut ahead, language).map(|days| (Vec::new(), Days::Weekdays(days))),
        Unit::Month => month_days(&mut ahead, language, true)
            .filter(|days| days.months.is_empty())
            .map(|days| (days.months, days.days)),
        Unit::Year => days_of_months(&mut ahead, language, true)
            .filter(|days| !days.months.is_empty())
            .map(|days| (days.months, days.days)),
        _ => None,
    };
    let Some((months, days)) = found else { return repeat };
    *reader = ahead;
    Repeat { unit: if is_daily { Unit::Week } else { repeat.unit }, months, days, ..repeat }
}
