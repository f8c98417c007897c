//! What is left of a line.

use super::token::is_punctuation;

/// What does not stay in the title.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Cut {
    /// The backslash directly before here.
    Escape(usize),
    /// What was understood, from here to there.
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

/// The line without what does not stay in it, and with one blank where that was.
///
/// Punctuation after what was understood moves to the word before. Where there is none, or where it separates what was
/// understood, it goes too: the cuts are made longer.
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
                *end += separator(line.get(*end..).unwrap_or_default(), title.is_empty(), next.map(|next| next - *end));
                let rest = line.get(*end..).unwrap_or_default();
                at = line.len() - rest.trim_start().len();
                if at > *end && !title.is_empty() {
                    title.push(' ');
                }
            }
        }
    }
    title.push_str(line.get(at..).unwrap_or_default());
    let blank = title.len() - title.trim_end().len();
    title.truncate(title.len() - blank);
    if title.starts_with(char::is_whitespace) { title.trim_start().to_owned() } else { title }
}

/// How much punctuation after a span belongs to it.
fn separator(rest: &str, is_first: bool, next: Option<usize>) -> usize {
    let after = rest.trim_start_matches(is_punctuation);
    let length = rest.len() - after.len();
    let is_separator = matches!(rest.get(..length), Some("," | ";"));
    let follows = rest.len() - after.trim_start().len();
    let is_last = after.trim_start().is_empty();
    if is_first || (is_separator && (is_last || next == Some(follows))) { length } else { 0 }
}
