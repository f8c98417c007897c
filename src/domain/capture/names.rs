//! Names of projects that have several words.

use super::found::{Found, Phrase};
use super::token::is_punctuation;
use crate::domain::text::name_key;

/// The most words of a name to look for.
const MOST_WORDS: usize = 12;

/// Extends the project of a line to the longest existing name that begins there: `+My house`. Phrases within the name
/// lose their place to it.
pub(super) fn with_longest<'a>(line: &'a str, found: &mut Vec<Found<'a>>, projects: &[String]) {
    if projects.is_empty() {
        return;
    }
    let is_known = |name: &str| {
        let key = name_key(name);
        [&key, &key.replace('’', "'"), &key.replace('\'', "’")].iter().any(|key| projects.binary_search(key).is_ok())
    };
    let is_bare =
        |found: &Found<'_>| !found.escaped && line.as_bytes().get(found.start + 1).is_some_and(|byte| *byte != b'"');
    let mut covered = 0;
    for one in found.iter_mut() {
        let Phrase::Project(name) = one.phrase else { continue };
        if one.start < covered || !is_bare(one) || line.get(one.start + 1..one.end) != Some(name) {
            continue;
        }
        if let Some(end) =
            longer_names(line, one).filter(|end| is_known(line.get(one.start + 1..*end).unwrap_or_default())).last()
        {
            one.phrase = Phrase::Project(line.get(one.start + 1..end).unwrap_or(name));
            (one.end, covered) = (end, end);
        }
    }
    let mut covered = 0;
    for one in found {
        if one.start < covered {
            // It is a part of the name now.
            one.phrase = Phrase::Covered;
        } else if matches!(one.phrase, Phrase::Project(_)) {
            covered = one.end;
        }
    }
}

/// Where longer names than a bare one could end, shortest first.
fn longer_names<'l>(line: &'l str, found: &Found<'_>) -> impl Iterator<Item = usize> + use<'l> {
    let mut at = found.end;
    (0..MOST_WORDS).map_while(move |_| {
        let word = line.get(at..)?.strip_prefix(' ')?;
        let length = word.find(char::is_whitespace).unwrap_or(word.len());
        let word =
            word.get(..length).filter(|word| !word.is_empty() && !word.starts_with(['#', '+', '!', '~', '^', '\\']))?;
        let without = word.trim_end_matches(is_punctuation);
        let end = at + 1 + without.len();
        // Nothing follows punctuation.
        at = if without.len() == word.len() { end } else { line.len() + 1 };
        Some(end)
    })
}

/// Where a new project's name may really end: after the capitalised words that follow it.
pub(super) fn longer(line: &str, found: &Found<'_>, name: &str) -> Option<usize> {
    let is_bare = line.get(found.start + 1..found.end) == Some(name);
    let is_capital = |text: &str| {
        let mut chars = text.chars();
        chars.next().is_some_and(char::is_uppercase) && chars.next().is_some_and(char::is_lowercase)
    };
    let mut end = None;
    let mut from = found.end + 1;
    for to in longer_names(line, found).filter(|_| is_bare && is_capital(name)) {
        if !line.get(from..to).is_some_and(is_capital) {
            break;
        }
        (end, from) = (Some(to), to + 1);
    }
    end
}
