//! Finds dates in digits amid a title, where they are not understood, because a fraction looks the same.

use std::ops::Range;

use super::day::DayPhrase;
use super::found::{Candidate, Phrase};
use super::language::{Language, Word};
use super::reader::digits;
use super::token::{Kind, Token};
use crate::domain::settings::DateOrder;

/// The tokens of the dates without a year among these, as far as they stand alone: the `31/12` of “call 31/12 about it”.
pub(super) fn slashes(candidates: &[Candidate<'_>], tokens: &[Token<'_>], language: &Language) -> Vec<Range<usize>> {
    let is_alone = |own: &Range<usize>| {
        let before = own.start.checked_sub(1).and_then(|before| tokens.get(before));
        let after = tokens.get(own.end);
        let says = |token: Option<&Token<'_>>, words: &[&str]| {
            let core = token.filter(|token| token.kind == Kind::Plain).map(|token| token.core.to_lowercase());
            core.is_some_and(|core| words.contains(&core.as_str()))
        };
        // “24/12 of the way”, “13/16 inch”, “room 31/12”
        own.len() == 1
            && !after.is_some_and(|after| after.means(|word| word == Word::Of))
            && !says(after, language.measures)
            && !says(before, language.numbered)
    };
    candidates
        .iter()
        .filter(|one| !one.found.escaped && matches!(one.found.phrase, Phrase::Due(DayPhrase::Slash(_, _, None))))
        .map(|one| one.tokens.clone())
        .filter(is_alone)
        .collect()
}

/// Whether it is more likely a date than a fraction or a ratio. Of the two numbers, one is no month. Nobody writes a
/// fraction as `31/12`, but `12/31` is only a date if the account has the month first.
pub(super) fn is_likely(text: &str, order: Option<DateOrder>) -> bool {
    let Some((first, second)) = text.split_once('/') else { return false };
    let (Some(first), Some(second)) = (digits(first, 2), digits(second, 2)) else { return false };
    // “16/9”, “16/10” and “21/9” are the shapes of screens; “1/16” and “13/16” are sizes.
    let is_day_first = first > 12 && !matches!((first, second), (16 | 18 | 21, 9 | 10));
    let is_month_first = second > 12 && second != 16 && first > 1;
    is_day_first || (order == Some(DateOrder::MonthFirst) && is_month_first)
}
