//! What repeats, in words.

use jiff::civil::{Date, Weekday};

use super::day::{Day, later};
use super::day_words::{day, month_and_day};
use super::days::{Days, MonthDays, WEEK, month_days, ordinal, weekdays};
use super::language::{Language, Unit, Word};
use super::time::{clock, part};
use super::token::{Kind, Reader, Token};

/// How something repeats: the part of a recurrence rule (RFC 5545) that can be said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Repeat {
    /// Day, week, month or year.
    pub(super) unit: Unit,
    pub(super) interval: u16,
    /// The one month of the year in which it repeats.
    pub(super) month: Option<i8>,
    pub(super) days: Days,
    /// About that hour: `every morning`.
    pub(super) part_of_day: Option<i8>,
    /// From which day on, where that was said.
    pub(super) begin: Option<Day>,
    pub(super) end: End,
    pub(super) from_completion: bool,
}

/// When it ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum End {
    Never,
    Count(u16),
    Until(Day),
    /// So long after it has begun.
    For(u16, Unit),
}

/// What can be said after a repetition.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Suffix {
    From(Day),
    Until(Day),
    Count(u16),
    For(u16, Unit),
    FromCompletion,
}

impl Repeat {
    pub(super) fn every(interval: u16, unit: Unit) -> Self {
        Self {
            unit,
            interval,
            month: None,
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
        let unit = if days.month.is_some() { Unit::Year } else { Unit::Month };
        Self { month: days.month, ..Self::on(unit, days.days) }
    }

    /// The same, with the day on which it ends where that follows from the first.
    pub(super) fn beginning(self, first: Option<Date>) -> Self {
        let end = match (self.end, first) {
            (End::For(count, unit), Some(first)) => End::Until(last_of(first, count, unit)),
            (end, _) => end,
        };
        Self { end, ..self }
    }

    /// Whether this can be said of it, and says it.
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

/// The last day of so long a time.
pub(super) fn last_of(first: Date, count: u16, unit: Unit) -> Day {
    let after = later(first, count, unit);
    Day::On(after.yesterday().unwrap_or(after))
}

/// Reads how something repeats, with all that is said of it.
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
        match suffix(&mut after, language) {
            Some(suffix) if repeat.add(suffix) => ahead = after,
            _ => break,
        }
    }
    *reader = ahead;
    Some(repeat)
}

/// Leaves out weekdays: `every day except sunday`.
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
    let Some(except) = weekdays(&mut ahead, language) else { return };
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
        if let Some(hour) = ahead.word(part) {
            *reader = ahead;
            return Some(Repeat { part_of_day: Some(hour), ..Repeat::every(interval, Unit::Day) });
        }
    }
    ahead = *reader;
    let interval = if ahead.skip(Word::Other) { 2 } else { 1 };
    if let Some(weekdays) = weekdays(&mut ahead, language) {
        *reader = ahead;
        return Some(Repeat { interval, ..Repeat::on(Unit::Week, Days::Weekdays(weekdays)) });
    }
    if let Some((month, day)) = month_and_day(reader, language) {
        return Some(Repeat { month: Some(month), ..Repeat::on(Unit::Year, Days::OfMonth(vec![day])) });
    }
    if let Some(days) = month_days(reader, language, false) {
        return Some(Repeat::on_month_days(days));
    }
    let is_doubtful = reader.is(Word::Doubtful);
    let month = reader.word(|word| if let Word::Month(month) = word { Some(month) } else { None })?;
    let first = Repeat { month: Some(month), ..Repeat::on(Unit::Year, Days::OfMonth(vec![1])) };
    (!is_doubtful).then_some(first)
}

/// `on mondays`, `the 1st of every month`
fn without_every(reader: &mut Reader, language: &Language) -> Option<Repeat> {
    if !reader.skip(Word::On) {
        reader.skip(Word::At);
    }
    if reader.is(Word::Plural) {
        return weekdays(reader, language).map(|days| Repeat::on(Unit::Week, Days::Weekdays(days)));
    }
    month_days(reader, language, true).filter(|days| days.of_every_month).map(Repeat::on_month_days)
}

/// The longest interval.
const LONGEST: u16 = 999;

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
    // The 2nd day of a month is none of every two days.
    let is_of_month = ahead.skip(Word::Unit(Unit::Day)) && ahead.skip(Word::Of);
    u16::try_from(nth).ok().filter(|nth| *nth > 1 && !is_of_month)
}

/// `week`, `quarter`: so many of a unit.
fn units(reader: &mut Reader) -> Option<(u16, Unit)> {
    reader.word(|word| match word {
        Word::Unit(unit @ (Unit::Day | Unit::Week | Unit::Month | Unit::Year)) => Some((1, unit)),
        Word::Units(count, unit) => Some((count, unit)),
        _ => None,
    })
}

/// Adds the days that are said after weeks, months and years: `on tue`, `on the 1st`, `on 12 dec`.
fn with_days(repeat: Repeat, reader: &mut Reader, language: &Language) -> Repeat {
    let mut ahead = *reader;
    if !ahead.skip(Word::On) {
        return repeat;
    }
    let found = match repeat.unit {
        Unit::Week => weekdays(&mut ahead, language).map(|days| (None, Days::Weekdays(days))),
        Unit::Month => {
            month_days(&mut ahead, language, true).filter(|days| days.month.is_none()).map(|days| (None, days.days))
        }
        Unit::Year => month_and_day(&mut ahead, language)
            .map(|(month, day)| (Some(month), Days::OfMonth(vec![day])))
            .or_else(|| {
                month_days(&mut ahead, language, true)
                    .filter(|days| days.month.is_some())
                    .map(|days| (days.month, days.days))
            }),
        _ => None,
    };
    let Some((month, days)) = found else { return repeat };
    *reader = ahead;
    Repeat { month, days, ..repeat }
}

/// Reads `from monday`, `until 24 dec`, `for 5 times`, `5 times`, `for 2 weeks` or `after completion`.
pub(super) fn suffix(reader: &mut Reader, language: &Language) -> Option<Suffix> {
    let mut ahead = *reader;
    let suffix = if ahead.skip(Word::Starting) {
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

/// How many tokens here say a day or a time at which nothing is due: `until friday` where nothing repeats, `from friday
/// 9am`, `before noon`, `last friday`, `first monday`.
pub(super) fn other_day(tokens: &[Token], language: &Language) -> usize {
    let mut reader = Reader::new(tokens);
    let is_free = reader.peek().is_some_and(|token| token.kind == Kind::Plain && !token.escaped);
    let weekday = |word| matches!(word, Word::Weekday(_)).then_some(());
    let leads = |word| matches!(word, Word::Until | Word::From | Word::After | Word::Except).then_some(());
    let is_other = is_free
        && if reader.skip(Word::Last) || ordinal(&mut reader, language).is_some() {
            reader.word(weekday).is_some()
        } else {
            let is_led = reader.word(leads).is_some();
            let has_day = is_led && day(&mut reader, language).is_some();
            let has_time = is_led && clock(&mut reader, language, false).is_some();
            has_day || has_time
        };
    if is_other { reader.used } else { 0 }
}
