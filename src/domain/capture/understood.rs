//! Combines the phrases of a line into a task.

use std::collections::BTreeSet;

use jiff::ToSpan;
use jiff::civil::{Date, DateTime, Time};
use jiff::tz::Offset;

use super::day::DayPhrase;
use super::found::{Found, Phrase};
use super::repeat::Repeat;
use super::suffix::{Suffix, last_of};
use super::time::{ClockTime, NIGHT};
use super::{Captured, Context, Rule, Span, SpanKind};
use crate::domain::tasks::Priority;

/// The phrases taken so far. Of each kind, the first one counts.
#[derive(Debug, Default)]
pub(super) struct Understood<'a> {
    due: Option<DayPhrase>,
    /// A local time of a day, and how far its zone is from UTC, in seconds.
    moment: Option<(DateTime, Option<i32>)>,
    time: Option<ClockTime>,
    /// The hour of a part of the day, such as the morning.
    part_of_day: Option<i8>,
    /// Whether that part is of today.
    is_today: bool,
    ahead: Option<u32>,
    start: Option<DayPhrase>,
    /// The repetition and the index of its phrase.
    repeat: Option<(usize, Repeat)>,
    tags: BTreeSet<&'a str>,
    project: Option<&'a str>,
    priority: Option<Priority>,
    estimate: Option<u32>,
}

impl<'a> Understood<'a> {
    /// Takes a phrase, unless there is already one of its kind.
    pub(super) fn take(&mut self, index: usize, found: &'a Found) -> bool {
        match &found.phrase {
            Phrase::Due(day) => self.may_be_due() && set(&mut self.due, *day),
            Phrase::Moment(local, offset) => {
                self.may_be_due()
                    && self.due.is_none()
                    && self.time.is_none()
                    && self.part_of_day.is_none()
                    && set(&mut self.moment, (*local, *offset))
            }
            Phrase::Time(clock) => self.ahead.is_none() && self.moment.is_none() && set(&mut self.time, *clock),
            // Its day may have been escaped.
            Phrase::PartOfDay(hour) => {
                self.moment.is_none()
                    && (self.due.is_some() || self.repeat.is_some())
                    && set(&mut self.part_of_day, *hour)
            }
            Phrase::PartOfToday(hour) => {
                let is_taken = self.may_be_due()
                    && self.due.is_none()
                    && self.moment.is_none()
                    && set(&mut self.part_of_day, *hour);
                self.is_today |= is_taken;
                is_taken
            }
            Phrase::Ahead(minutes) => {
                self.part_of_day.is_none() && !self.has_day() && self.time.is_none() && set(&mut self.ahead, *minutes)
            }
            Phrase::Start(day) => set(&mut self.start, *day),
            Phrase::Repeat(repeat) if repeat.begin.is_some() && (self.has_day() || self.is_today) => false,
            Phrase::Repeat(repeat) => {
                let is_taken = set(&mut self.repeat, (index, repeat.clone()));
                if is_taken {
                    self.part_of_day = self.part_of_day.or(repeat.part_of_day);
                }
                is_taken
            }
            Phrase::Suffix(Suffix::From(_), _) if self.has_day() || self.is_today => false,
            Phrase::Suffix(suffix, of) => {
                self.repeat.as_mut().is_some_and(|(index, repeat)| index == of && repeat.add(*suffix))
            }
            Phrase::Tag(tag) => {
                self.tags.insert(tag.as_str());
                true
            }
            Phrase::Project(name) => set(&mut self.project, *name),
            Phrase::Priority(priority) => set(&mut self.priority, *priority),
            Phrase::Estimate(minutes) => set(&mut self.estimate, *minutes),
            Phrase::Number | Phrase::Covered => false,
        }
    }

    fn has_day(&self) -> bool {
        self.due.is_some() || self.moment.is_some()
    }

    /// Whether no `in 2 hours`, part of today or start of a repetition has set the due day.
    fn may_be_due(&self) -> bool {
        let begins_later = self.repeat.as_ref().is_some_and(|(_, repeat)| repeat.begin.is_some());
        self.ahead.is_none() && self.moment.is_none() && !self.is_today && !begins_later
    }

    /// The captured task, and the span of each part.
    pub(super) fn captured(
        self,
        title: String,
        taken: impl Iterator<Item = (&'a Found<'a>, usize)>,
        context: &Context<'_>,
    ) -> Captured {
        let (due, due_time) = self.due(context);
        let said_day = self.has_day() || self.repeat.is_some();
        let span = |(found, end): (&Found, usize)| {
            let (kind, label) = label(&found.phrase, context, due, due_time, said_day);
            Span { start: found.start, end, kind, label }
        };
        Captured {
            title,
            due,
            due_time,
            start: self.start.map(|day| day.resolve(context)),
            estimate: self.estimate,
            priority: self.priority,
            project: self.project.map(str::to_owned),
            tags: self.tags.into_iter().map(str::to_owned).collect(),
            recurrence: self
                .repeat
                .map(|(_, repeat)| repeat.beginning(due))
                .map(|repeat| Rule { rule: repeat.rule(context), from_completion: repeat.from_completion }),
            spans: taken.map(span).collect(),
            hints: Vec::new(),
        }
    }

    /// The day and time it is due. A time without a day means its next occurrence. A repetition starts on its first
    /// date that is still ahead.
    fn due(&self, context: &Context<'_>) -> (Option<Date>, Option<Time>) {
        let Context { now, today, .. } = *context;
        if let Some(at) = self.ahead.map(|minutes| context.ahead(minutes)).or_else(|| self.moment_here(context)) {
            let to_the_minute = Time::new(at.hour(), at.minute(), 0, 0).unwrap_or_default();
            return (Some(at.date()), Some(to_the_minute));
        }
        let is_late = self.part_of_day.is_some_and(|hour| hour >= 12);
        let (time, is_next_day) = match self.time {
            Some(clock) if self.due == Some(DayPhrase::Tonight) => {
                let (time, is_next_day) = clock.of_night();
                (Some(time), is_next_day)
            }
            Some(clock) => {
                let time = if is_late { clock.after_noon() } else { clock.time() };
                // A day that starts at four ends after midnight.
                let is_night = self.due == Some(DayPhrase::Today) && time < context.day_start;
                (Some(time), is_night || (clock.is_end && self.due.is_some()))
            }
            None if self.due == Some(DayPhrase::Tonight) && self.part_of_day.is_none() => {
                (Some(NIGHT).filter(|night| today.to_datetime(*night) > now), false)
            }
            None => (self.part_of_day.and_then(|hour| Time::new(hour, 0, 0, 0).ok()), false),
        };
        let due = self.due.or(self.is_today.then_some(DayPhrase::Today));
        let day = match (due, &self.repeat, time) {
            // “every friday next week” is that Friday.
            (Some(day @ DayPhrase::First(_)), Some((_, repeat)), _) => Some(repeat.first(day.resolve(context), false)),
            (Some(day), _, _) if is_next_day => Some(day.resolve(context).saturating_add(1.day())),
            (Some(day), _, _) => Some(day.resolve(context)),
            (None, Some((_, repeat)), time) => {
                let begin = repeat.begin.map_or(today, |day| day.resolve(context));
                let has_passed = time.is_some_and(|time| begin.to_datetime(time) <= now);
                Some(repeat.first(begin, has_passed))
            }
            (None, None, Some(time)) if time > now.time() => Some(now.date()),
            (None, None, Some(_)) => Some(now.date().tomorrow().unwrap_or(now.date())),
            (None, None, None) => None,
        };
        (day, time)
    }
}

impl Understood<'_> {
    /// The local time of a moment in the account's zone.
    fn moment_here(&self, context: &Context<'_>) -> Option<DateTime> {
        let (local, offset) = self.moment?;
        let Some(offset) = offset else { return Some(local) };
        let at = Offset::from_seconds(offset).ok()?.to_timestamp(local).ok()?;
        Some(context.zone.to_datetime(at))
    }
}

fn set<T>(place: &mut Option<T>, value: T) -> bool {
    let is_first = place.is_none();
    if is_first {
        *place = Some(value);
    }
    is_first
}

/// What a span is about, with a label for it.
fn label(
    phrase: &Phrase,
    context: &Context<'_>,
    due: Option<Date>,
    due_time: Option<Time>,
    said_day: bool,
) -> (SpanKind, String) {
    let written = &context.language.written;
    let day = |day: Date| written.day(day, context.today);
    match phrase {
        Phrase::Due(_) | Phrase::Number | Phrase::Covered => (SpanKind::Due, due.map(day).unwrap_or_default()),
        Phrase::Moment(..) => {
            let time = due_time.map(|time| written.time(time)).unwrap_or_default();
            (SpanKind::Due, format!("{}, {time}", due.map(day).unwrap_or_default()))
        }
        Phrase::Time(_) | Phrase::PartOfDay(_) | Phrase::PartOfToday(_) | Phrase::Ahead(_) => {
            let time = due_time.map(|time| written.time(time)).unwrap_or_default();
            let label = match due {
                Some(due) if !said_day => format!("{}, {time}", day(due)),
                _ => time,
            };
            (SpanKind::Time, label)
        }
        Phrase::Start(start) => (SpanKind::Start, format!("{} {}", written.from, day(start.resolve(context)))),
        Phrase::Repeat(repeat) => {
            // A separate time has its own span.
            let part_of_day = repeat.part_of_day.filter(|hour| due_time.is_some_and(|time| time.hour() == *hour));
            let repeat = Repeat { part_of_day, ..repeat.clone().beginning(due) };
            (SpanKind::Recurrence, written.repeat(&repeat, |until| day(until.resolve(context))))
        }
        Phrase::Suffix(suffix, _) => {
            let suffix = match (suffix, due) {
                (Suffix::For(count, unit), Some(first)) => Suffix::Until(last_of(first, *count, *unit)),
                (suffix, _) => *suffix,
            };
            (SpanKind::Recurrence, written.suffix(suffix, |until| day(until.resolve(context))))
        }
        Phrase::Tag(tag) => (SpanKind::Tag, tag.as_str().to_owned()),
        Phrase::Project(name) => (SpanKind::Project, (*name).to_owned()),
        Phrase::Priority(priority) => (SpanKind::Priority, written.priority(*priority).to_owned()),
        Phrase::Estimate(minutes) => (SpanKind::Estimate, written.estimate(*minutes)),
    }
}
