//! Prints a captured task as a line.

use std::ops::Range;

use super::day::DayPhrase;
use super::found::{Found, Phrase};
use super::language::Language;
use super::phrase;
use super::repeat::Repeat;
use super::title::without_separator;
use super::token::is_bare_name;
use super::{Captured, Rule};

fn phrases<'a>(line: &'a str, language: &'static Language) -> Vec<Found<'a>> {
    phrase::phrases(line, language).found
}

/// A line that is understood as the same task on any day. A recurrence rule that can't be said in words is left out.
pub fn print(captured: &Captured, language: &'static Language) -> String {
    let (title, words) = (captured.title.as_str(), said(captured, language).join(" "));
    if title.is_empty() || words.is_empty() {
        return escaped(title.to_owned(), 0..title.len(), language);
    }
    let line = format!("{title} {words}");
    let found = phrases(&line, language);
    let (inside, after) = found.split_at(found.partition_point(|found| found.start < title.len()));
    let is_apart = inside.last().is_none_or(|last| last.end <= title.len()) && without_separator(title) == title;
    if is_apart && is_same(after, &phrases(&words, language)) {
        return escaped(line, 0..title.len(), language);
    }
    // The end of the title would merge with the words after it, so the words go first. Their comma keeps the title from
    // merging with them, and it is cut along with them because no title precedes it.
    let begin = words.len() + ", ".len();
    let line = format!("{words}, {title}");
    let end = line.len();
    escaped(line, begin..end, language)
}

/// Whether the same phrases were found, wherever they are.
fn is_same(found: &[Found], others: &[Found]) -> bool {
    found.len() == others.len()
        && found.iter().zip(others).all(|(found, other)| found.phrase == other.phrase && found.flaw == other.flaw)
}

/// The most times that phrases are looked for again, because a backslash can let the words around it become one.
const MOST_ROUNDS: usize = 20;

/// The line with a backslash before every phrase of its title.
fn escaped(mut line: String, mut title: Range<usize>, language: &'static Language) -> String {
    let mut done: Vec<usize> = Vec::new();
    for _ in 0..MOST_ROUNDS {
        let found = phrases(&line, language);
        let starts: Vec<usize> = found
            .iter()
            .map(|found| found.start)
            .filter(|start| title.contains(start) && done.binary_search(start).is_err())
            .collect();
        if starts.is_empty() {
            break;
        }
        let mut out = String::with_capacity(line.len() + starts.len());
        let mut at = 0;
        for start in &starts {
            out.push_str(line.get(at..*start).unwrap_or_default());
            out.push('\\');
            at = *start;
        }
        out.push_str(line.get(at..).unwrap_or_default());
        // Everything moves behind the new backslashes.
        let moved = |place: usize| place + starts.partition_point(|start| *start <= place);
        done.extend(starts.iter().copied());
        done.sort_unstable();
        done = done.into_iter().map(moved).collect();
        title.end = title.start + (title.len() + starts.len());
        line = out;
    }
    line
}

/// Everything but the title. A time comes before its date, because nothing after a date merges with it.
fn said(captured: &Captured, language: &'static Language) -> Vec<String> {
    let mut said = Vec::new();
    said.extend(captured.recurrence.as_ref().and_then(|rule| repetition(rule, language)));
    if let Some(due) = captured.due {
        said.extend(captured.due_time.map(|time| language.written.time(time)));
        said.push(due.to_string());
    }
    said.extend(captured.start.map(|start| format!("^{start}")));
    said.extend(captured.estimate.map(|minutes| estimate(minutes, language)));
    let priority =
        captured.priority.and_then(|priority| language.priorities.iter().find(|(_, other)| *other == priority));
    said.extend(priority.map(|(word, _)| format!("!{word}")));
    said.extend(captured.project.as_ref().map(|name| project(name)));
    said.extend(captured.tags.iter().map(|tag| format!("#{tag}")));
    said
}

/// A recurrence in words, if they are understood as the same recurrence.
fn repetition(rule: &Rule, language: &'static Language) -> Option<String> {
    let repeat = Repeat::from_rule(&rule.rule, rule.from_completion)?;
    let until = |day| if let DayPhrase::On(date) = day { date.to_string() } else { String::new() };
    let words = language.written.repeat(&repeat, until);
    let is_same = matches!(phrases(&words, language).as_slice(), [found] if found.phrase == Phrase::Repeat(repeat) && found.end == words.len());
    is_same.then_some(words)
}

/// Minutes only: `~1h` before a title that begins with `30m` would merge with it.
fn estimate(minutes: u32, language: &'static Language) -> String {
    format!("~{minutes}{}", language.minute_marks.first().copied().unwrap_or_default())
}

fn project(name: &str) -> String {
    if is_bare_name(name) {
        format!("+{name}")
    } else if name.contains('"') {
        format!("+“{name}”")
    } else {
        format!("+\"{name}\"")
    }
}
