//! A rule as an English phrase, such as "every 2 weeks on Mon and Thu, 5 times".

use jiff::civil::Weekday;

use super::RepeatsFrom;
use super::parts::{ByDay, Frequency, Parts};
use crate::domain::text::ordinal;

const MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// The phrase for a rule.
pub(super) fn in_words(parts: &Parts, from: RepeatsFrom) -> String {
    let mut words = every(parts);
    if let Some(days) = days(parts) {
        words.push_str(" on ");
        words.push_str(&days);
    } else if !parts.months.is_empty() {
        words.push_str(" in ");
        words.push_str(&months(parts));
    }
    if !parts.positions.is_empty() && short_position(parts).is_none() {
        let unit = unit(parts.frequency);
        let positions = list(parts.positions.iter().map(|position| nth(*position)));
        words = format!("{words}, only the {positions} of these in a {unit}");
    }
    if from == RepeatsFrom::Completion {
        words.push_str(" after completion");
    }
    match parts.count {
        Some(1) => words.push_str(", 1 time"),
        Some(count) => words = format!("{words}, {count} times"),
        None => {}
    }
    if let Some(until) = parts.until {
        words = format!("{words} until {} {} {}", until.day(), month_name(until.month().into()), until.year());
    }
    words
}

fn unit(frequency: Frequency) -> &'static str {
    match frequency {
        Frequency::Daily => "day",
        Frequency::Weekly => "week",
        Frequency::Monthly => "month",
        Frequency::Yearly => "year",
    }
}

fn every(parts: &Parts) -> String {
    if is_every_weekday(parts) {
        return "every weekday".to_owned();
    }
    match parts.interval {
        1 => format!("every {}", unit(parts.frequency)),
        interval => format!("every {interval} {}s", unit(parts.frequency)),
    }
}

fn is_every_weekday(parts: &Parts) -> bool {
    let plain = parts.interval == 1 && parts.positions.is_empty() && parts.month_days.is_empty();
    plain && matches!(parts.frequency, Frequency::Daily | Frequency::Weekly) && are_working_days(&parts.days)
}

fn are_working_days(days: &[ByDay]) -> bool {
    use Weekday::{Friday, Monday, Thursday, Tuesday, Wednesday};
    let working = [Monday, Tuesday, Wednesday, Thursday, Friday];
    days.iter().map(|day| day.weekday).eq(working) && days.iter().all(|day| day.nth.is_none())
}

/// The days of the rule: "the 1st and 15th", "the last Fri in Mar", "24 Dec".
fn days(parts: &Parts) -> Option<String> {
    let short = short_position(parts);
    let mut said: Vec<String> = Vec::new();
    if !parts.year_days.is_empty() {
        let days = parts.year_days.iter().map(|day| nth(*day));
        said.push(format!("the {} day of the year", list(days)));
    }
    if let Some(date) = date(parts) {
        return Some(date);
    }
    if let Some(short) = &short {
        said.push(short.clone());
    } else {
        said.extend(month_days(parts));
        said.extend(weekdays(parts));
    }
    if said.is_empty() {
        return None;
    }
    let said = said.join(" that is ");
    // The last day of a month, but any Friday in it.
    let is_counted = !parts.month_days.is_empty() || parts.days.iter().any(|day| day.nth.is_some()) || short.is_some();
    let (preposition, months) = (if is_counted { "of" } else { "in" }, months(parts));
    Some(if months.is_empty() { said } else { format!("{said} {preposition} {months}") })
}

fn months(parts: &Parts) -> String {
    list(parts.months.iter().map(|month| month_name(*month).to_owned()))
}

/// "24 Dec", if the rule is yearly and has no other parts.
fn date(parts: &Parts) -> Option<String> {
    let [month] = parts.months.as_slice() else { return None };
    let no_more = parts.days.is_empty() && parts.year_days.is_empty() && parts.positions.is_empty();
    let is_date = !parts.month_days.is_empty() && parts.month_days.iter().all(|day| *day > 0);
    let days = || list(parts.month_days.iter().map(ToString::to_string));
    (parts.frequency == Frequency::Yearly && no_more && is_date).then(|| format!("{} {}", days(), month_name(*month)))
}

fn month_days(parts: &Parts) -> Option<String> {
    if parts.month_days.is_empty() {
        return None;
    }
    // Days counted from the end need their noun, and come last.
    let (from_end, from_start): (Vec<i16>, Vec<i16>) = parts.month_days.iter().partition(|day| **day < 0);
    let unit = if from_end.is_empty() { "" } else { " day" };
    Some(format!("the {}{unit}", list(from_start.iter().chain(&from_end).map(|day| nth(*day)))))
}

fn weekdays(parts: &Parts) -> Option<String> {
    if parts.days.is_empty() || is_every_weekday(parts) {
        return None;
    }
    if let Some(day) = parts.days.first()
        && parts.days.iter().all(|other| other.nth.is_some() && other.weekday == day.weekday)
    {
        let nths = parts.days.iter().filter_map(|day| day.nth).map(|number| nth(number.into()));
        return Some(format!("the {} {}", list(nths), weekday_name(day.weekday)));
    }
    let wide = matches!(parts.frequency, Frequency::Monthly | Frequency::Yearly);
    let plain = parts.month_days.is_empty() && parts.year_days.is_empty();
    let days = parts.days.iter().map(|day| match day.nth {
        Some(number) => format!("the {} {}", nth(number.into()), weekday_name(day.weekday)),
        None if wide && plain => format!("every {}", weekday_name(day.weekday)),
        None => weekday_name(day.weekday).to_owned(),
    });
    Some(list(days))
}

/// Positions with a shorter wording: "the last weekday", "the 30th or the last day".
fn short_position(parts: &Parts) -> Option<String> {
    if parts.positions.is_empty() {
        return None;
    }
    let is_yearly = parts.frequency == Frequency::Yearly && parts.months.len() == 1;
    if !(parts.frequency == Frequency::Monthly || is_yearly) || !parts.year_days.is_empty() {
        return None;
    }
    if are_working_days(&parts.days) && parts.month_days.is_empty() {
        return Some(format!("the {} weekday", list(parts.positions.iter().map(|position| nth(*position)))));
    }
    let last = parts.month_days.last().filter(|last| (29..=30).contains(*last))?;
    let (early, late) = parts.month_days.split_at_checked(parts.positions.len() - 1)?;
    let is_first_and_last = parts.positions.iter().copied().eq((1..).take(early.len()).chain([-1]));
    let first = if early.last() == Some(&28) { 29 } else { 28 };
    let is_whole = early.iter().all(|day| (1..=28).contains(day)) && late.iter().copied().eq(first..=*last);
    let days = list(early.iter().chain([last]).map(|day| nth(*day)));
    (parts.days.is_empty() && is_first_and_last && is_whole).then(|| format!("the {days} or the last day"))
}

fn weekday_name(weekday: Weekday) -> &'static str {
    match weekday {
        Weekday::Monday => "Mon",
        Weekday::Tuesday => "Tue",
        Weekday::Wednesday => "Wed",
        Weekday::Thursday => "Thu",
        Weekday::Friday => "Fri",
        Weekday::Saturday => "Sat",
        Weekday::Sunday => "Sun",
    }
}

fn month_name(month: i16) -> &'static str {
    usize::try_from(month - 1).ok().and_then(|index| MONTHS.get(index)).copied().unwrap_or_default()
}

/// 1st, 2nd, 11th; counted from the end: last, 2nd to last.
fn nth(number: i16) -> String {
    let ordinal = ordinal(number.unsigned_abs().into());
    match number {
        -1 => "last".to_owned(),
        ..0 => format!("{ordinal} to last"),
        _ => ordinal,
    }
}

/// "a", "a and b", "a, b and c".
fn list(words: impl Iterator<Item = String>) -> String {
    let mut words: Vec<String> = words.collect();
    match words.pop() {
        Some(last) if words.is_empty() => last,
        Some(last) => format!("{} and {last}", words.join(", ")),
        None => String::new(),
    }
}
