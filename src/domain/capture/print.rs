//! Prints a captured task as a line.

use super::day::DayPhrase;
use super::language::Language;
use super::phrase::{Found, Phrase, phrases};
use super::repeat::Repeat;
use super::title::without_separator;
use super::token::is_bare_name;
use super::{Captured, Rule};

/// A line that is understood as the same task on any day. A recurrence rule that can't be said in words is left out.
pub fn print(captured: &Captured, language: &'static Language) -> String {
    let (title, words) = (captured.title.as_str(), said(captured, language).join(" "));
    if title.is_empty() || words.is_empty() {
        return escaped(title, &phrases(title, language));
    }
    let line = format!("{title} {words}");
    let found = phrases(&line, language);
    let (inside, after) = found.split_at(found.partition_point(|found| found.start < title.len()));
    let is_apart = inside.last().is_none_or(|last| last.end <= title.len()) && without_separator(title) == title;
    if is_apart && is_same(after, &phrases(&words, language)) {
        return escaped(&line, inside);
    }
    // The end of the title would merge with the words after it, so the words go first. Their comma keeps the title from
    // merging with them, and it is cut along with them because no title precedes it.
    let line = format!("{words}, {title}");
    let found = phrases(&line, language);
    escaped(&line, found.split_at(found.partition_point(|found| found.start < words.len())).1)
}

/// Whether the same phrases were found, wherever they are.
fn is_same(found: &[Found], others: &[Found]) -> bool {
    found.len() == others.len() && found.iter().zip(others).all(|(found, other)| found.phrase == other.phrase)
}

/// The line with a backslash before some of its phrases.
fn escaped(line: &str, phrases: &[Found]) -> String {
    let mut out = String::with_capacity(line.len() + phrases.len());
    let mut at = 0;
    for found in phrases {
        out.push_str(line.get(at..found.start).unwrap_or_default());
        out.push('\\');
        at = found.start;
    }
    out.push_str(line.get(at..).unwrap_or_default());
    out
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
