//! Finds every phrase in a line that can be understood.

use std::ops::Range;

use super::day::DayPhrase;
use super::day_words::{day, edge_of};
use super::days::ordinal;
use super::language::{Language, Word};
use super::not_due::{not_due, range};
use super::repeat::{self, Repeat};
use super::suffix::{Suffix, suffix};
use super::time::{self, ClockTime};
use super::token::{Kind, Reader, Token, tokens};
use crate::domain::tasks::{Priority, Tag};

/// Something that can be understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Phrase<'a> {
    Due(DayPhrase),
    Time(ClockTime),
    /// This hour of the day that was just said.
    PartOfDay(i8),
    /// This hour of today.
    PartOfToday(i8),
    /// This many minutes from now.
    Ahead(u32),
    Start(DayPhrase),
    Repeat(Repeat),
    /// More about a repetition, which is the phrase with this index.
    Suffix(Suffix, usize),
    Tag(Tag),
    Project(&'a str),
    Priority(Priority),
    Estimate(u32),
}

/// A phrase and its position.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Found<'a> {
    pub(super) phrase: Phrase<'a>,
    pub(super) start: usize,
    pub(super) end: usize,
    /// Whether a backslash directly precedes it.
    pub(super) escaped: bool,
}

/// A phrase and its range of tokens.
struct Candidate<'a> {
    found: Found<'a>,
    tokens: Range<usize>,
}

/// Every phrase in a line that can be understood, in order.
///
/// The result depends neither on which phrases are used in the end nor on backslashes, so escaping one phrase leaves
/// the others unchanged.
pub(super) fn phrases<'a>(line: &'a str, language: &'static Language) -> Vec<Found<'a>> {
    let tokens = tokens(line, language);
    let mut candidates: Vec<Candidate<'a>> = Vec::new();
    let mut rest = tokens.as_slice();
    // The repetition that the following phrases can still extend.
    let mut repetition = None;
    // Whether a day has just been said.
    let mut after_day = false;
    while let Some((first, after)) = rest.split_first() {
        let part = if after_day { part_of_day(rest) } else { None };
        let found = part.or_else(|| phrase(rest, language, repetition));
        let other = match &found {
            Some((Phrase::Due(_) | Phrase::Time(_), _)) if first.kind == Kind::Plain => range(rest, language),
            Some(_) => 0,
            None => not_due(rest, language).max(1),
        };
        let Some((phrase, used)) = found.filter(|_| other == 0) else {
            (repetition, after_day) = (None, false);
            rest = rest.get(other..).unwrap_or(after);
            continue;
        };
        if matches!(phrase, Phrase::Repeat(_)) {
            repetition = Some(candidates.len());
        }
        let (own, after) = rest.split_at_checked(used).unwrap_or((rest, &[]));
        let end = own.last().map_or(first.end, |last| last.end);
        after_day = matches!(phrase, Phrase::Due(_) | Phrase::Repeat(_))
            && own.last().is_some_and(|last| last.trail.is_empty());
        let found = Found { phrase, start: first.start, end, escaped: first.escaped };
        let begin = tokens.len() - rest.len();
        candidates.push(Candidate { found, tokens: begin..begin + used });
        rest = after;
    }
    without_doubtful(candidates, &tokens)
}

/// Drops phrases that are more likely words of the title: `weekly` in “Write the weekly report”, `sun` in “Sun cream”.
fn without_doubtful<'a>(candidates: Vec<Candidate<'a>>, tokens: &[Token<'a>]) -> Vec<Found<'a>> {
    // Where the next remaining phrase begins.
    let mut next = tokens.len();
    let mut stays = vec![true; candidates.len()];
    for (Candidate { found, tokens: own }, stays) in candidates.iter().zip(&mut stays).rev() {
        *stays = is_meant(&found.phrase, tokens, own, next);
        if *stays {
            next = own.start;
        }
    }
    let mut numbers = Vec::with_capacity(candidates.len());
    let mut kept: Vec<Found<'a>> = Vec::with_capacity(candidates.len());
    for (Candidate { mut found, .. }, stays) in candidates.into_iter().zip(stays) {
        let mut number = stays.then_some(kept.len());
        if let Phrase::Suffix(_, repetition) = &mut found.phrase {
            match numbers.get(*repetition).copied().flatten() {
                Some(kept) => *repetition = kept,
                None => number = None,
            }
        }
        numbers.push(number);
        if number.is_some() {
            kept.push(found);
        }
    }
    kept
}

/// Whether a phrase means what it seems to. An ambiguous word counts only if no word of the title follows, as in “Pay
/// weekly”, and never after an article, as in “the sun”.
fn is_meant(phrase: &Phrase<'_>, tokens: &[Token<'_>], own: &Range<usize>, next: usize) -> bool {
    let is_last = |token: &Token<'_>| own.end == next || !token.trail.is_empty();
    // “On the 5th floor” is not a day, and “Monday morning meeting” not a time.
    if matches!(phrase, Phrase::Due(DayPhrase::OfMonth(_)) | Phrase::PartOfDay(_)) {
        return own.clone().next_back().and_then(|last| tokens.get(last)).is_some_and(is_last);
    }
    let is = |token: &Token<'_>, wanted: fn(Word) -> bool| token.meanings.iter().any(|(_, word)| wanted(*word));
    let token = match tokens.get(own.clone()) {
        // “Buy food for friday lunch” is about the lunch.
        Some([first, .., last]) if is(first, |word| word == Word::For) => return is_last(last),
        Some([token]) if token.kind == Kind::Estimate && is_number(token) => return is_last(token),
        Some([token]) => token,
        // “Look at 2 flats” is not a time, and “1 may be enough” not a day.
        Some([first, last]) if is_number(last) && is(first, |word| word == Word::At) => return is_last(last),
        Some([first, last]) if is_number(first) && is(last, |word| word == Word::Doubtful) => return is_last(last),
        _ => return true,
    };
    let before = own.start.checked_sub(1).and_then(|before| tokens.get(before));
    if token.kind == Kind::Plain && before.is_some_and(|before| is(before, |word| word == Word::The)) {
        return false;
    }
    !is(token, |word| matches!(word, Word::Adverb(..) | Word::Doubtful)) || is_last(token)
}

fn is_number(token: &Token<'_>) -> bool {
    token.core.bytes().all(|byte| byte.is_ascii_digit())
}

/// The phrase that begins here, and its length in tokens.
fn phrase<'a>(tokens: &[Token<'a>], language: &Language, repetition: Option<usize>) -> Option<(Phrase<'a>, usize)> {
    let first = tokens.first()?;
    let one = |phrase| Some((phrase, 1));
    match first.kind {
        Kind::Opaque => None,
        Kind::Tag => one(Phrase::Tag(tag(first.core)?)),
        Kind::Project => one(Phrase::Project(first.core)),
        Kind::Priority => one(Phrase::Priority(language.priority(first.core)?)),
        Kind::Estimate => {
            let mut reader = Reader::new(tokens);
            time::duration(&mut reader, language).map(|minutes| (Phrase::Estimate(minutes), reader.used))
        }
        Kind::Start => {
            let mut reader = Reader::new(tokens);
            day(&mut reader, language).map(|day| (Phrase::Start(day), reader.used))
        }
        Kind::Plain => {
            let mut reader = Reader::new(tokens);
            words(&mut reader, language, repetition).map(|phrase| (phrase, reader.used))
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

fn words<'a>(reader: &mut Reader, language: &Language, repetition: Option<usize>) -> Option<Phrase<'a>> {
    let first = reader.peek()?;
    if first.meanings.is_empty() && !first.core.starts_with(|c: char| c.is_ascii_digit()) {
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
    if let Some(minutes) = time::minutes_ahead(reader, language) {
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
    time::clock(reader, language, after_at).map(Phrase::Time)
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

/// Digits alone are the number of something else.
fn tag(text: &str) -> Option<Tag> {
    Tag::parse(text).ok().filter(|tag| !tag.as_str().chars().all(char::is_numeric))
}
