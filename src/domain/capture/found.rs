//! What is found in a line.

use std::ops::Range;

use jiff::civil::DateTime;

use super::day::DayPhrase;
use super::flaw::Flaw;
use super::repeat::Repeat;
use super::suffix::Suffix;
use super::time::ClockTime;
use crate::domain::tasks::{Priority, Tag};

/// Something that can be understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Phrase<'a> {
    Due(DayPhrase),
    /// A local time of a day, and how far its zone is from UTC, in seconds, if that is said.
    Moment(DateTime, Option<i32>),
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
    /// A number that a backslash keeps from being understood.
    Number,
    /// It is a part of a project's name.
    Covered,
}

/// A phrase and its position.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Found<'a> {
    pub(super) phrase: Phrase<'a>,
    pub(super) start: usize,
    pub(super) end: usize,
    /// Whether a backslash directly precedes it.
    pub(super) escaped: bool,
    /// Phrases about time that stand side by side have the same number.
    pub(super) cluster: usize,
    /// Why it must not be understood.
    pub(super) flaw: Option<Flaw>,
}

/// A part of a line that looks like a date and is not understood.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Left {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) flaw: Flaw,
    /// Where what it should say begins.
    pub(super) instead: usize,
}

/// All of a line that is or looks as if it were about a task.
#[derive(Debug, Default)]
pub(super) struct Phrases<'a> {
    pub(super) found: Vec<Found<'a>>,
    pub(super) left: Vec<Left>,
}

/// A phrase and its range of tokens.
pub(super) struct Candidate<'a> {
    pub(super) found: Found<'a>,
    pub(super) tokens: Range<usize>,
}

impl Phrase<'_> {
    /// Whether it is about when a task is due.
    pub(super) fn is_about_time(&self) -> bool {
        match self {
            Self::Due(_)
            | Self::Moment(..)
            | Self::Time(_)
            | Self::PartOfDay(_)
            | Self::PartOfToday(_)
            | Self::Ahead(_)
            | Self::Repeat(_)
            | Self::Suffix(..) => true,
            Self::Start(_)
            | Self::Tag(_)
            | Self::Project(_)
            | Self::Priority(_)
            | Self::Estimate(_)
            | Self::Number
            | Self::Covered => false,
        }
    }

    /// Whether it says a day on which a task is due once.
    pub(super) fn is_day(&self) -> bool {
        matches!(self, Self::Due(_) | Self::Moment(..) | Self::Ahead(_) | Self::PartOfToday(_))
    }
}
