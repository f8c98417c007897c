//! Tells phrases from everyday words and names.

use std::ops::Range;

use super::day::DayPhrase;
use super::found::{Candidate, Phrase};
use super::language::Word;
use super::token::{Kind, Token};

/// Drops phrases that are more likely words of the title: `weekly` in “Write the weekly report”, `sun` in “Sun cream”.
pub(super) fn without_doubtful<'a>(candidates: Vec<Candidate<'a>>, tokens: &[Token<'a>]) -> Vec<Candidate<'a>> {
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
    let mut kept: Vec<Candidate<'a>> = Vec::with_capacity(candidates.len());
    for (mut candidate, stays) in candidates.into_iter().zip(stays) {
        let mut number = stays.then_some(kept.len());
        if let Phrase::Suffix(_, repetition) = &mut candidate.found.phrase {
            match numbers.get(*repetition).copied().flatten() {
                Some(kept) => *repetition = kept,
                None => number = None,
            }
        }
        numbers.push(number);
        if number.is_some() {
            kept.push(candidate);
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
    if is_name(tokens, own) || is_named(tokens, own) || is_described(tokens, own) {
        return false;
    }
    let token = match tokens.get(own.clone()) {
        // “24/12” is a day if nothing follows, or at the beginning.
        Some([token]) if matches!(phrase, Phrase::Due(DayPhrase::Slash(_, _, None))) => {
            return is_last(token) || own.start == 0;
        }
        // “Print 5p of it” is not a time, and “chapter of week 50 of it” not a day.
        Some([token]) if matches!(phrase, Phrase::Time(_)) && is_short(token) => return is_last(token),
        Some([_, last]) if matches!(phrase, Phrase::Due(DayPhrase::Week(_))) => return is_last(last),
        // “Buy food for friday lunch” is about the lunch.
        Some([first, .., last]) if is(first, |word| word == Word::For) => return is_last(last),
        Some([token]) if token.kind == Kind::Estimate && is_number(token) => return is_last(token),
        Some([token]) => token,
        // “Look at 2 flats” is not a time, and “1 may be enough” not a day.
        Some([first, last]) if is_number(last) && is(first, |word| word == Word::At) => return is_last(last),
        Some([first, last]) if is_number(first) && is(last, |word| word == Word::Doubtful) => return is_last(last),
        // “We may 2 times” and “March 3 miles”
        Some([first, last]) if is_number(last) && is(first, |word| word == Word::Doubtful) => return is_last(last),
        _ => return true,
    };
    let before = own.start.checked_sub(1).and_then(|before| tokens.get(before));
    if token.kind == Kind::Plain && before.is_some_and(|before| is(before, |word| word == Word::The)) {
        return false;
    }
    // “Friday midnight” is a time wherever it stands.
    let says_day =
        |word| matches!(word, Word::Weekday(_) | Word::Today | Word::Tomorrow | Word::Tonight | Word::Month(_));
    if is(token, |word| word == Word::Midnight) && before.is_some_and(|before| is(before, says_day)) {
        return true;
    }
    !is(token, |word| matches!(word, Word::Adverb(..) | Word::Doubtful)) || is_last(token)
}

fn is_number(token: &Token<'_>) -> bool {
    token.core.bytes().all(|byte| byte.is_ascii_digit())
}

/// Whether an article stands before it: “the friday of next week”.
fn is_described(tokens: &[Token<'_>], own: &Range<usize>) -> bool {
    let before = own.start.checked_sub(1).and_then(|before| tokens.get(before));
    let first = tokens.get(own.start).filter(|first| first.kind == Kind::Plain && own.len() > 1);
    first.is_some_and(|first| first.means(|word| matches!(word, Word::Weekday(_))))
        && before.is_some_and(|before| before.trail.is_empty() && before.means(|word| word == Word::The))
}

/// `5p`
fn is_short(token: &Token<'_>) -> bool {
    token.core.bytes().all(|byte| byte.is_ascii_digit() || byte.is_ascii_alphabetic())
        && token.core.len() < 4
        && token.core.ends_with(|c: char| c.is_ascii_alphabetic())
        && !token.core.to_ascii_lowercase().ends_with('m')
}

/// Whether it is a name: “watch Friday Night Lights”, “read Tuesdays with Morrie”.
fn is_name(tokens: &[Token<'_>], own: &Range<usize>) -> bool {
    let is_plain = |index: usize| tokens.get(index).filter(|token| token.kind == Kind::Plain && !token.escaped);
    let joined = |index: usize| {
        let before = index.checked_sub(1).and_then(|before| tokens.get(before))?;
        is_plain(index).filter(|_| before.trail.is_empty())
    };
    let Some(first) = is_plain(own.start).filter(|first| own.start > 0 && is_capital(first) && own.len() == 1) else {
        return false;
    };
    if first.means(|word| word == Word::Plural) {
        return joined(own.end).is_some_and(Token::is_title_word)
            || joined(own.end).is_some_and(|next| next.core.len() > 3);
    }
    if !first.means(|word| matches!(word, Word::Weekday(_) | Word::Today | Word::Tomorrow | Word::Tonight)) {
        return false;
    }
    let mut index = own.end;
    while joined(index).is_some_and(|next| is_capital(next) && next.means(|word| matches!(word, Word::PartOfDay(_)))) {
        index += 1;
    }
    joined(index).is_some_and(|next| is_capital(next) && next.is_title_word())
}

/// Whether the word before it makes it the name of a day: “Black Friday sale”, “Easter Monday brunch”.
fn is_named(tokens: &[Token<'_>], own: &Range<usize>) -> bool {
    let before = own.start.checked_sub(1).and_then(|before| tokens.get(before));
    let is_weekday = |token: &Token<'_>| token.means(|word| matches!(word, Word::Weekday(_)));
    own.len() == 1
        && tokens.get(own.start).is_some_and(is_weekday)
        && before.is_some_and(|before| before.trail.is_empty() && before.means(|word| word == Word::NamesDay))
}

fn is_capital(token: &Token<'_>) -> bool {
    let mut chars = token.core.chars();
    chars.next().is_some_and(char::is_uppercase) && chars.next().is_some_and(char::is_lowercase)
}
