//! Finds what looks as if it were about a task and can't be understood.

use super::days::ordinal;
use super::flaw::Flaw;
use super::language::{Language, Unit, Word};
use super::reader::{Reader, digits};
use super::token::{Kind, Token};
use super::weekdays::several_weekdays;

/// The length in tokens of such a part, and what is wrong with it: `every 8 hours`, `twice a week`, `p1`, `~1d`.
pub(super) fn left(tokens: &[Token], language: &Language) -> Option<(usize, Flaw)> {
    let first = tokens.first().filter(|first| !first.escaped)?;
    match first.kind {
        Kind::Plain => {
            let mut reader = Reader::new(tokens);
            let flaw = hours(&mut reader)
                .or_else(|| often(&mut reader))
                .or_else(|| rule(&mut reader, language))
                .or_else(|| range(&mut reader, language));
            flaw.map(|flaw| (reader.used, flaw)).or_else(|| habit(first.core, language))
        }
        Kind::Opaque if first.core.is_empty() => habit(first.trail, language),
        Kind::Estimate => {
            let unit = first.core.trim_start_matches(|c: char| c.is_ascii_digit());
            if unit.len() < first.core.len() { habit(&format!("~{unit}"), language) } else { None }
        }
        Kind::Tag => first.core.ends_with(['/', '-', '_']).then_some((1, Flaw::Tag)),
        Kind::Opaque | Kind::Project | Kind::Priority | Kind::Start => None,
    }
}

fn habit(text: &str, language: &Language) -> Option<(usize, Flaw)> {
    let text = text.to_lowercase();
    language.habits.iter().find(|(habit, _)| *habit == text).map(|(_, flaw)| (1, *flaw))
}

/// `every 8 hours`, `every hour`
fn hours(reader: &mut Reader) -> Option<Flaw> {
    let mut ahead = *reader;
    if !ahead.skip(Word::Every) {
        return None;
    }
    if !ahead.skip(Word::Other) {
        ahead.number();
    }
    ahead.word(|word| matches!(word, Word::Unit(Unit::Hour | Unit::Minute)).then_some(()))?;
    *reader = ahead;
    Some(Flaw::Hours)
}

/// `twice a week`, `3 times a week`
fn often(reader: &mut Reader) -> Option<Flaw> {
    let mut ahead = *reader;
    if !ahead.skip(Word::Often) {
        ahead.number()?;
        if !ahead.skip(Word::Times) {
            return None;
        }
    }
    if !ahead.skip(Word::Number(1)) && !ahead.skip(Word::Every) {
        return None;
    }
    ahead.word(|word| matches!(word, Word::Unit(_)).then_some(()))?;
    *reader = ahead;
    Some(Flaw::Rule)
}

/// `3-5 dec`, `dec 3-5`, `mon-fri`
fn range(reader: &mut Reader, language: &Language) -> Option<Flaw> {
    if several_weekdays(reader, language).is_some() {
        return Some(Flaw::Range);
    }
    let month = |reader: &mut Reader| reader.word(|word| matches!(word, Word::Month(_)).then_some(())).is_some();
    let mut ahead = *reader;
    let is_first = month(&mut ahead);
    let (first, last) = ahead.peek()?.core.split_once(['-', '–'])?;
    digits(first, 2).and(digits(last, 2))?;
    ahead.advance();
    if !is_first && !month(&mut ahead) {
        return None;
    }
    *reader = ahead;
    Some(Flaw::Range)
}

/// `every other weekday`, `every 6th monday`
fn rule(reader: &mut Reader, language: &Language) -> Option<Flaw> {
    let mut ahead = *reader;
    if !ahead.skip(Word::Every) {
        return None;
    }
    let joins = |word| matches!(word, Word::Other | Word::Last | Word::The | Word::To | Word::And).then_some(());
    let mut found = None;
    loop {
        let is_doubtful = ahead.is(Word::Doubtful);
        let says = |word| match word {
            Word::Weekday(_) | Word::Workday | Word::Weekend | Word::Month(_) if !is_doubtful => Some(()),
            Word::Unit(_) | Word::Units(..) | Word::Working => Some(()),
            _ => None,
        };
        if ahead.word(says).is_some() {
            found = Some(ahead);
        } else if ahead.word(joins).is_none() && ahead.number().is_none() && ordinal(&mut ahead, language).is_none() {
            break;
        }
    }
    *reader = found?;
    Some(Flaw::Rule)
}
