//! Cuts the understood phrases out of a line.

use super::token::is_punctuation;

/// A part that does not stay in the title.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Cut {
    /// The backslash directly before this offset.
    Escape(usize),
    /// An understood phrase, between these offsets.
    Span(usize, usize),
}

impl Cut {
    fn start(self) -> usize {
        match self {
            Self::Escape(before) => before.saturating_sub(1),
            Self::Span(start, _) => start,
        }
    }
}

/// The line without the cuts, with one blank in place of each.
///
/// Punctuation after a phrase moves to the word before it. If there is no such word, or if the punctuation only
/// separates phrases, it is removed and the cuts are extended over it. The same goes for dashes, and for a separator
/// that is left over at the end of the title.
pub(super) fn cut(line: &str, cuts: &mut [Cut]) -> String {
    let mut title = String::with_capacity(line.len());
    let mut at = 0;
    let mut upcoming = cuts.iter_mut().peekable();
    while let Some(cut) = upcoming.next() {
        title.push_str(line.get(at..cut.start()).unwrap_or_default());
        match cut {
            Cut::Escape(before) => at = *before,
            Cut::Span(_, end) => {
                let blank = title.len() - title.trim_end().len();
                title.truncate(title.len() - blank);
                let next = upcoming.peek().filter(|next| matches!(next, Cut::Span(..))).map(|next| next.start());
                *end += separator(line.get(*end..).unwrap_or_default(), &title, next.map(|next| next - *end));
                let rest = line.get(*end..).unwrap_or_default();
                at = line.len() - rest.trim_start().len();
                if at > *end && !title.is_empty() {
                    title.push(' ');
                }
            }
        }
    }
    let rest = line.get(at..).unwrap_or_default();
    let is_whole = !matches!(cuts.last(), Some(Cut::Span(..))) || !rest.trim().is_empty();
    title.push_str(rest);
    let without = title.trim_end();
    let kept = if is_whole { without } else { without_separator(without) };
    title.truncate(kept.len());
    if title.starts_with(char::is_whitespace) { title.trim_start().to_owned() } else { title }
}

fn is_dash(c: char) -> bool {
    matches!(c, '-' | '–' | '—')
}

/// A title without its trailing comma, semicolon or dash, unless that is all it has.
pub(super) fn without_separator(title: &str) -> &str {
    let dash = title.strip_suffix(is_dash).filter(|title| title.ends_with(char::is_whitespace));
    let without = dash.or_else(|| title.strip_suffix([',', ';'])).map_or(title, str::trim_end);
    if without.ends_with(is_punctuation) || without.is_empty() { title } else { without }
}

/// How much punctuation after a span belongs to it, given the title so far.
fn separator(rest: &str, title: &str, next: Option<usize>) -> usize {
    let after = rest.trim_start_matches(is_punctuation);
    let length = rest.len() - after.len();
    let is_separator = matches!(rest.get(..length), Some("," | ";"));
    let follows = rest.len() - after.trim_start().len();
    let is_last = after.trim_start().is_empty();
    // “Friday – bake bread”
    let dash = rest.trim_start().strip_prefix(is_dash).filter(|after| after.starts_with(char::is_whitespace));
    if let Some(after) = dash
        && title.is_empty()
        && !after.trim_start().is_empty()
        && length == 0
    {
        return rest.len() - after.len();
    }
    let is_doubled = title.ends_with([',', ';']);
    if title.is_empty() || (is_separator && (is_last || is_doubled || next == Some(follows))) { length } else { 0 }
}
