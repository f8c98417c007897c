//! Capture: understands one typed line as a task.
//!
//! The title keeps everything that is not understood, is in quotes, or has a backslash before it.

pub mod draft;

mod amid;
mod choice;
mod day;
mod day_ahead;
mod day_digits;
mod day_words;
mod days;
mod doubt;
mod duration;
mod effort;
mod english;
mod english_hints;
mod flaw;
mod found;
mod hints;
mod iso;
mod language;
mod left;
mod lines;
mod lists;
mod names;
mod neighbours;
mod not_due;
mod numbers;
mod phrase;
mod print;
mod reader;
mod repeat;
mod rule;
mod suffix;
mod time;
mod title;
mod token;
mod understood;
mod weekdays;
mod written;

use jiff::civil::{Date, DateTime, Time, Weekday};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

pub use self::duration::minutes;
pub use self::english::ENGLISH;
pub use self::flaw::Flaw;
use self::found::{Phrase, Phrases};
pub use self::language::{Entry, Language, Unit, Word, Written};
pub use self::lines::{Line, lines};
pub use self::print::print;
use crate::domain::settings::DateOrder;
use crate::domain::tasks::Priority;

/// The context that words about time depend on.
#[derive(Debug, Clone, Copy)]
pub struct Context<'a> {
    /// The local time on the wall clock.
    pub now: DateTime,
    /// The instant at which it shows that.
    pub instant: Timestamp,
    /// The account's zone.
    pub zone: &'a TimeZone,
    /// The account's current day, which may begin later than midnight.
    pub today: Date,
    /// When a day begins.
    pub day_start: Time,
    /// The first day of a week.
    pub week_start: Weekday,
    /// The language of the words.
    pub language: &'static Language,
    /// Which of two numbers is the day; without it, `3/12` is understood only if it can be read in one way.
    pub date_order: Option<DateOrder>,
    /// The names of the projects there are, as keys for comparison, in order.
    pub projects: &'a [String],
}

impl Context<'_> {
    /// The local time this many minutes ahead, also when the clocks change in between.
    fn ahead(&self, minutes: u32) -> DateTime {
        let later = self.instant.checked_add(SignedDuration::from_mins(minutes.into()));
        later.map_or(self.now, |later| self.zone.to_datetime(later))
    }
}

/// A line as it was understood.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Captured {
    /// The rest of the line; blank only if the line is.
    pub title: String,
    /// The day it is due. A recurring task always has one.
    pub due: Option<Date>,
    /// The time of that day.
    pub due_time: Option<Time>,
    /// The day it can be started; until then the daily views leave it out.
    pub start: Option<Date>,
    /// How many minutes it takes: 1 to 60,000.
    pub estimate: Option<u32>,
    /// How much it matters.
    pub priority: Option<Priority>,
    /// The name of its project, as it was typed.
    pub project: Option<String>,
    /// Its tags, in order, without duplicates.
    pub tags: Vec<String>,
    pub recurrence: Option<Rule>,
    /// Where in the line each part was said, in order.
    pub spans: Vec<Span>,
    /// What to write instead of parts that look like dates and stay in the title, in order.
    pub hints: Vec<Hint>,
}

/// What to write instead of a part of the line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hint {
    /// Where it begins, in bytes.
    pub start: usize,
    /// Where it ends, in bytes.
    pub end: usize,
    /// What is wrong with it.
    pub flaw: Flaw,
    /// One or two sentences.
    pub text: String,
}

/// How a task repeats.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rule {
    /// A recurrence rule (RFC 5545, section 3.3.10).
    pub rule: String,
    /// Whether the next date counts from completion rather than from the due date.
    pub from_completion: bool,
}

/// A part of the line that was understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Span {
    /// Where it begins, in bytes.
    pub start: usize,
    /// Where it ends, in bytes.
    pub end: usize,
    /// What it is about.
    pub kind: SpanKind,
    /// What was understood, in words.
    pub label: String,
}

/// What a part of a line is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum SpanKind {
    /// The day it is due.
    Due,
    /// The time it is due.
    Time,
    /// The day it starts.
    Start,
    Recurrence,
    Tag,
    Project,
    Priority,
    /// How long it takes.
    Estimate,
}

/// Understands a line.
///
/// If nothing would be left for the title, the whole line is the title.
pub fn parse(line: &str, context: &Context<'_>) -> Captured {
    let Phrases { mut found, left } = phrase::phrases(line, context.language);
    names::with_longest(line, &mut found, context.projects);
    let flaws = choice::choose(&found, context);
    let mut understood = understood::Understood::default();
    let mut cuts = Vec::with_capacity(found.len());
    let mut taken = Vec::with_capacity(found.len());
    for (index, (found, flaw)) in found.iter().zip(&flaws).enumerate() {
        if found.phrase == Phrase::Covered {
            continue;
        }
        if found.escaped {
            cuts.push(title::Cut::Escape(found.start));
        } else if flaw.is_none() && understood.take(index, found) {
            cuts.push(title::Cut::Span(found.start, found.end));
            taken.push(found);
        }
    }
    let title = title::cut(line, &mut cuts);
    if title.is_empty() {
        return Captured { title: line.trim().to_owned(), ..Captured::default() };
    }
    let hints = hints::hints(line, &found, &flaws, &left, context);
    let ends = cuts.iter().filter_map(|cut| if let title::Cut::Span(_, end) = cut { Some(*end) } else { None });
    Captured { hints, ..understood.captured(title, taken.into_iter().zip(ends), context) }
}

#[cfg(test)]
mod tests;
