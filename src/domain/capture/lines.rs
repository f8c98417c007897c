//! A text of several lines, one task per line.

use std::collections::{HashMap, HashSet};

/// A line that is not blank.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line<'a> {
    /// Its line number in the text, from 0, counting blank lines.
    pub number: usize,
    /// How deeply it is nested.
    pub depth: usize,
    /// The byte offset of its text in the whole text.
    pub start: usize,
    /// Its text, without indentation or bullet.
    pub text: &'a str,
    /// The index of its parent in the list of lines.
    pub parent: Option<usize>,
    /// Whether its box is ticked: `- [x] eggs`
    pub is_done: bool,
}

/// Tabs advance to the next multiple of this many columns.
const TAB: usize = 4;

const BULLETS: [&str; 9] = ["-", "*", "+", "•", "◦", "▪", "‣", "·", "–"];

/// Boxes, and whether they are ticked.
const BOXES: [(&str, bool); 8] =
    [("[ ]", false), ("[]", false), ("[x]", true), ("[X]", true), ("☐", false), ("☑", true), ("☒", true), ("✓", true)];

/// The non-blank lines of a text. A line that is indented more than one above it belongs to that one. Leading bullets,
/// boxes and list numbers are removed, and fences of code and rules are left out.
pub fn lines(text: &str) -> Vec<Line<'_>> {
    let mut lines: Vec<Line> = Vec::new();
    // The lines that can be the parent of the next one, and their indentation.
    let mut open: Vec<(usize, usize)> = Vec::new();
    let is_single = split(text).filter(|(_, whole)| !whole.trim_matches(is_blank).is_empty()).nth(1).is_none();
    for (number, (start, whole)) in split(text).enumerate() {
        let trimmed = whole.trim_matches(is_blank);
        if trimmed.is_empty() || (!is_single && is_rule(trimmed)) {
            continue;
        }
        let blank = whole.len() - whole.trim_start_matches(is_blank).len();
        let indentation = column_after(whole.get(..blank).unwrap_or_default());
        while open.pop_if(|(_, other)| *other >= indentation).is_some() {}
        let parent = open.last().map(|(index, _)| *index);
        open.push((lines.len(), indentation));
        let depth = open.len() - 1;
        lines.push(Line { number, depth, start: start + blank, text: trimmed, parent, is_done: false });
    }
    let numbered = counted(&lines);
    for line in &mut lines {
        let (text, is_done) = without_marks(line.text, is_single || numbered.contains(&line.parent));
        line.start += line.text.len() - text.len();
        (line.text, line.is_done) = (text, is_done);
    }
    lines
}

/// Whether a character is blank, or the mark that some programs put at the beginning of a text.
fn is_blank(c: char) -> bool {
    c.is_whitespace() || c == '\u{FEFF}'
}

/// A fence of code such as three backticks, a rule, or the rule of a table: `---`, `|---|:-:|`
fn is_rule(text: &str) -> bool {
    let is_fence = |mark: char| {
        let rest = text.trim_start_matches(mark);
        text.len() - rest.len() >= 3 && !rest.contains(mark) && !rest.contains(char::is_whitespace)
    };
    let is_line = text.chars().all(|c| matches!(c, '-' | '=' | '_' | '*' | '|' | ':' | '+' | ' ' | '—' | '─'));
    is_fence('`') || is_fence('~') || (is_line && text.chars().filter(|c| *c != ' ').count() >= 3)
}

/// The text without its bullet, number and box, and whether the box is ticked. A mark that nothing follows stays.
fn without_marks(text: &str, is_counted: bool) -> (&str, bool) {
    let after = |text: &'_ str, mark: &str| -> Option<usize> {
        let rest = text.strip_prefix(mark)?;
        let rest = rest.strip_prefix(is_blank)?.trim_start_matches(is_blank);
        (!rest.is_empty()).then_some(text.len() - rest.len())
    };
    let skip = |text: &'_ str, length: Option<usize>| length.unwrap_or(0).min(text.len());
    let bullet = BULLETS.iter().find_map(|bullet| after(text, bullet));
    let numbered =
        || number(text).filter(|(count, _)| is_counted && *count < 1_000).map(|(_, rest)| text.len() - rest.len());
    let text = text.get(skip(text, bullet.or_else(numbered))..).unwrap_or(text);
    match BOXES.iter().find_map(|(mark, is_done)| after(text, mark).map(|length| (length, *is_done))) {
        Some((length, is_done)) => (text.get(length..).unwrap_or(text), is_done),
        None => (text, false),
    }
}

/// The parents whose children are numbered from 1 on, so the numbers are not part of the titles.
fn counted(lines: &[Line<'_>]) -> HashSet<Option<usize>> {
    let mut counts = HashMap::new();
    for line in lines {
        let count = counts.entry(line.parent).or_insert(Some(0));
        *count = count
            .filter(|count| number(line.text).is_some_and(|(number, _)| number == count + 1))
            .map(|count| count + 1);
    }
    counts.into_iter().filter(|(_, count)| count.is_some_and(|count| count > 1)).map(|(parent, _)| parent).collect()
}

/// `1. ` or `1) ` and the text after it.
fn number(text: &str) -> Option<(usize, &str)> {
    let (digits, rest) = text.split_at_checked(text.bytes().take_while(u8::is_ascii_digit).count())?;
    let text = rest.strip_prefix(". ").or_else(|| rest.strip_prefix(") "))?.trim_start();
    if text.is_empty() {
        return None;
    }
    Some((digits.parse().ok()?, text))
}

/// The column after some blanks.
fn column_after(blanks: &str) -> usize {
    blanks.chars().fold(0, |column, c| if c == '\t' { (column / TAB + 1) * TAB } else { column + 1 })
}

/// The lines of a text and their byte offsets. Every mandatory break ends a line (UAX #14).
fn split(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let is_break = |c| matches!(c, '\n' | '\r' | '\u{B}' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}');
    let mut rest = Some((0, text));
    std::iter::from_fn(move || {
        let (start, text) = rest.take()?;
        let Some((line, after)) = text.find(is_break).and_then(|at| text.split_at_checked(at)) else {
            return Some((start, text));
        };
        let after = after.strip_prefix("\r\n").unwrap_or_else(|| {
            let mut chars = after.chars();
            chars.next();
            chars.as_str()
        });
        rest = Some((start + text.len() - after.len(), after));
        Some((start, line))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn several_lines_are_several_tasks() {
        let text = "- Move\n\n  - [ ] Pack boxes tomorrow\r\n\t- Call Bob  \n      * Ask\n- Eat\n";
        let found: Vec<_> = lines(text).iter().map(|line| (line.number, line.depth, line.parent, line.text)).collect();
        assert_eq!(
            found,
            [
                (0, 0, None, "Move"),
                (2, 1, Some(0), "Pack boxes tomorrow"),
                (3, 2, Some(1), "Call Bob"),
                (4, 3, Some(2), "Ask"),
                (5, 0, None, "Eat"),
            ]
        );
        let dedented: Vec<_> = lines("    a\n  b\n   c\n  d\ne").iter().map(|line| (line.depth, line.parent)).collect();
        assert_eq!(dedented, [(0, None), (0, None), (1, Some(1)), (0, None), (0, None)]);
        assert_eq!(lines("- Move\n").iter().map(|line| line.text).collect::<Vec<_>>(), ["Move"]);
        assert_eq!(lines(" \n\t\r\n").len(), 0);
        let texts = |text| lines(text).iter().map(|line| line.text).collect::<Vec<_>>();
        assert_eq!(texts("1. Plan\n   1) Book\n   2) Pack\n2. Go"), ["Plan", "Book", "Pack", "Go"]);
        assert_eq!(texts("1. Plan\n3. Go"), ["1. Plan", "3. Go"]);
        assert_eq!(texts("2024. A year\nGo"), ["2024. A year", "Go"]);
        assert_eq!(texts("1. Plan\nGo"), ["1. Plan", "Go"]);
        let marks = "- [x] eggs\n1. milk\n+ [ ] plus\n☐ box\n◦ sub\n* [X] nuts\n☑ figs\n- \n[ ] loose";
        assert_eq!(texts(marks), ["eggs", "1. milk", "plus", "box", "sub", "nuts", "figs", "-", "loose"]);
        let done: Vec<_> = lines(marks).iter().map(|line| line.is_done).collect();
        assert_eq!(done, [true, false, false, false, false, true, true, false, false]);
        for (line, text) in [
            ("- [x] eggs", "eggs"),
            ("1. milk", "milk"),
            ("+ [ ] plus", "plus"),
            ("☐ box", "box"),
            ("\u{FEFF}- sub", "sub"),
            ("\u{FEFF}plain", "plain"),
            ("2024. A year", "2024. A year"),
            ("-5 degrees", "-5 degrees"),
            ("+House", "+House"),
            ("*bold*", "*bold*"),
            ("[x]", "[x]"),
            ("---", "---"),
        ] {
            assert_eq!(texts(line), [text], "{line}");
        }
        assert_eq!(texts("```rust\nmake it\n```\n| a | b |\n|---|:-:|\n---\nend"), ["make it", "| a | b |", "end"]);
        assert_eq!(lines("a\rb\u{2028}c\r\nd").iter().map(|line| line.number).collect::<Vec<_>>(), [0, 1, 2, 3]);
    }
}
