//! Finds every phrase in a line that can be understood.

use std::ops::Range;

use super::amid::slashes;
use super::day::DayPhrase;
use super::day_words::{day, edge_of};
use super::days::ordinal;
use super::doubt::without_doubtful;
use super::duration::{duration, minutes_ahead};
use super::flaw::Flaw;
use super::found::{Candidate, Found, Left, Phrase, Phrases};
use super::iso::moment;
use super::language::{Language, Word};
use super::left::left;
use super::neighbours::mend;
use super::not_due::{Mention, not_due, range};
use super::reader::Reader;
use super::repeat;
use super::suffix::suffix;
use super::time::{self, Lead};
use super::token::{Kind, Token, tokens};
use crate::domain::tasks::Tag;

/// Every phrase in a line that can be understood, in order, and what only looks like one.
///
/// The result depends neither on which phrases are used in the end nor on backslashes, so escaping one phrase leaves
/// the others unchanged.
pub(super) fn phrases<'a>(line: &'a str, language: &'static Language) -> Phrases<'a> {
    let tokens = tokens(line, language);
    let mut candidates: Vec<Candidate<'a>> = Vec::new();
    let mut mentions: Vec<Mention> = Vec::new();
    let mut rest = tokens.as_slice();
    // The repetition that the following phrases can still extend.
    let mut repetition = None;
    // Whether a day has just been said.
    let mut after_day = false;
    while let Some((first, after)) = rest.split_first() {
        let begin = tokens.len() - rest.len();
        let part = if after_day { part_of_day(rest) } else { None };
        let found = part.or_else(|| phrase(rest, language, repetition, after_day));
        let other = match &found {
            Some((Phrase::Due(_) | Phrase::Time(_), _)) if first.kind == Kind::Plain => {
                Some(range(rest, language)).filter(|length| *length > 0).map(|length| (length, Flaw::Range))
            }
            Some(_) => None,
            None => not_due(rest, language).or_else(|| left(rest, language)),
        };
        let Some((phrase, used)) = found.filter(|_| other.is_none()) else {
            (repetition, after_day) = (None, false);
            let length = other.map_or(1, |(length, _)| length);
            mentions.extend(other.map(|(length, flaw)| Mention { tokens: begin..begin + length, flaw }));
            rest = rest.get(length..).unwrap_or(after);
            continue;
        };
        if matches!(phrase, Phrase::Repeat(_)) {
            repetition = Some(candidates.len());
        }
        let (own, after) = rest.split_at_checked(used).unwrap_or((rest, &[]));
        let end = own.last().map_or(first.end, |last| last.end);
        after_day = matches!(phrase, Phrase::Due(_) | Phrase::Repeat(_))
            && own.last().is_some_and(|last| last.trail.is_empty());
        let found = Found { phrase, start: first.start, end, escaped: first.escaped, cluster: 0, flaw: None };
        candidates.push(Candidate { found, tokens: begin..begin + used });
        rest = after;
    }
    let slashes = slashes(&candidates, &tokens, language);
    let mut candidates = without_doubtful(candidates, &tokens);
    mend(&mut candidates, &mut mentions, &tokens, language);
    for own in slashes {
        let is_apart = |other: &Range<usize>| other.end <= own.start || own.end <= other.start;
        if candidates.iter().all(|one| is_apart(&one.tokens)) && mentions.iter().all(|one| is_apart(&one.tokens)) {
            mentions.push(Mention { tokens: own, flaw: Flaw::Amid });
        }
    }
    let place = |mention: Mention| {
        let own = tokens.get(mention.tokens)?;
        let (first, last) = (own.first()?, own.last()?);
        let instead = own.get(1).map_or(first.start, |second| second.start);
        let end = if last.core.is_empty() { last.end + last.trail.len() } else { last.end };
        Some(Left { start: first.start, end, flaw: mention.flaw, instead })
    };
    Phrases {
        found: candidates.into_iter().map(|candidate| candidate.found).collect(),
        left: mentions.into_iter().filter_map(place).collect(),
    }
}

/// The phrase that begins here, and its length in tokens.
fn phrase<'a>(
    tokens: &[Token<'a>],
    language: &Language,
    repetition: Option<usize>,
    after_day: bool,
) -> Option<(Phrase<'a>, usize)> {
    let first = tokens.first()?;
    let one = |phrase| Some((phrase, 1));
    match first.kind {
        Kind::Opaque => None,
        Kind::Tag => one(Phrase::Tag(tag(first.core)?)),
        Kind::Project => one(Phrase::Project(first.core)),
        Kind::Priority => one(Phrase::Priority(language.priority(first.core)?)),
        Kind::Estimate => {
            let mut reader = Reader::new(tokens);
            duration(&mut reader, language).map(|minutes| (Phrase::Estimate(minutes), reader.used))
        }
        Kind::Start => {
            let mut reader = Reader::new(tokens);
            day(&mut reader, language).map(|day| (Phrase::Start(day), reader.used))
        }
        Kind::Plain => {
            let mut reader = Reader::new(tokens);
            let lead = if after_day { Lead::Day } else { Lead::None };
            let found = words(&mut reader, language, repetition, lead).map(|phrase| (phrase, reader.used));
            found.or_else(|| {
                if first.escaped && first.core.starts_with(|c: char| c.is_ascii_digit()) {
                    one(Phrase::Number)
                } else {
                    None
                }
            })
        }
    }
}

/// `morning`, `in the evening`
fn part_of_day<'a>(tokens: &[Token<'a>]) -> Option<(Phrase<'a>, usize)> {
    let mut reader = Reader::new(tokens);
    let is_plain = tokens.first().is_some_and(|token| token.kind == Kind::Plain);
    let hour = if is_plain { time::part_of_day(&mut reader) } else { None };
    hour.map(|hour| (Phrase::PartOfDay(hour), reader.used))
}

fn words<'a>(reader: &mut Reader, language: &Language, repetition: Option<usize>, lead: Lead) -> Option<Phrase<'a>> {
    let first = reader.peek()?;
    let has_digit = || first.core.trim_start_matches('@').starts_with(|c: char| c.is_ascii_digit());
    if first.meanings.is_empty() && !has_digit() && !first.core.contains(['/', ',', '&', '-']) {
        return None;
    }
    if let Some(repeat) = repeat::repeat(reader, language) {
        return Some(Phrase::Repeat(repeat));
    }
    if let Some(repetition) = repetition
        && let Some(suffix) = suffix(reader, language)
    {
        return Some(Phrase::Suffix(suffix, repetition));
    }
    if let Some(minutes) = minutes_ahead(reader, language) {
        return Some(Phrase::Ahead(minutes));
    }
    if let Some(hour) = time::part_of_today(reader) {
        return Some(Phrase::PartOfToday(hour));
    }
    let mut after_at = false;
    for _ in 0..2 {
        let leads = |word| match word {
            Word::On | Word::By | Word::For => Some(false),
            Word::At => Some(true),
            _ => None,
        };
        after_at = after_at || reader.word(leads).unwrap_or(false);
    }
    // “Plan the weekend” is not a day.
    let mut ahead = *reader;
    if reader.used > 0 && ahead.skip(Word::The) && ahead.skip(Word::Weekend) {
        *reader = ahead;
        return Some(Phrase::Due(DayPhrase::Weekend));
    }
    let is_led = reader.used > 0;
    if let Some((local, offset)) = moment(reader) {
        return Some(Phrase::Moment(local, offset));
    }
    // “At the end of the month” is a day.
    let said = if after_at { edge_of(reader, language) } else { day(reader, language) };
    if let Some(day) = said {
        return Some(Phrase::Due(day));
    }
    if !after_at
        && is_led
        && let Some(day) = day_of_month(reader, language)
    {
        return Some(Phrase::Due(DayPhrase::OfMonth(day)));
    }
    let lead = if after_at { Lead::At } else { lead };
    time::clock(reader, language, lead).map(Phrase::Time)
}

/// `the 5th`, without a month.
fn day_of_month(reader: &mut Reader, language: &Language) -> Option<i8> {
    let mut ahead = *reader;
    ahead.skip(Word::The);
    let (day, is_number) = ordinal(&mut ahead, language)?;
    if !is_number || ahead.is(Word::Of) {
        return None;
    }
    *reader = ahead;
    Some(day)
}

/// Digits alone are the number of something else, and a sign at the end is not finished.
fn tag(text: &str) -> Option<Tag> {
    Tag::parse(text)
        .ok()
        .filter(|_| !text.ends_with(['/', '-', '_']))
        .filter(|tag| !tag.as_str().chars().all(char::is_numeric))
}
