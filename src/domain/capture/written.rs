//! Writes in words what was understood.

use std::fmt::Write as _;

use jiff::civil::{Date, Time};

use super::day::DayPhrase;
use super::days::{Days, Which};
use super::language::{Unit, Written};
use super::repeat::Repeat;
use super::suffix::{End, Suffix};
use super::weekdays::WORKDAYS;
use crate::domain::tasks::Priority;

impl Written {
    /// `tomorrow, Tue 24 Nov`; with the year if it is not the current one.
    pub(super) fn day(&self, date: Date, today: Date) -> String {
        let name = if date == today {
            Some(self.today)
        } else {
            today.tomorrow().ok().filter(|tomorrow| *tomorrow == date).map(|_| self.tomorrow)
        };
        let weekday = self.weekday(date.weekday());
        let month = nth(&self.months, date.month());
        let mut words = name.map(|name| format!("{name}, ")).unwrap_or_default();
        // Writing to a string can't fail.
        _ = write!(words, "{weekday} {} {month}", date.day());
        if date.year() != today.year() {
            _ = write!(words, " {}", date.year());
        }
        words
    }

    /// `09:00`
    #[expect(clippy::unused_self, reason = "a language may write it another way")]
    pub(super) fn time(&self, time: Time) -> String {
        format!("{:02}:{:02}", time.hour(), time.minute())
    }

    /// `1 h 30 min`
    pub(super) fn estimate(&self, minutes: u32) -> String {
        match (minutes / 60, minutes % 60) {
            (0, minutes) => format!("{minutes} {}", self.minutes),
            (hours, 0) => format!("{hours} {}", self.hours),
            (hours, minutes) => format!("{hours} {} {minutes} {}", self.hours, self.minutes),
        }
    }

    /// `high priority`
    pub(super) fn priority(&self, priority: Priority) -> &'static str {
        let [none, low, medium, high] = self.priorities;
        match priority {
            Priority::None => none,
            Priority::Low => low,
            Priority::Medium => medium,
            Priority::High => high,
        }
    }

    /// `every 2 weeks on Mon and Thu, 5 times`
    pub(super) fn repeat(&self, repeat: &Repeat, day: impl Fn(DayPhrase) -> String) -> String {
        let mut words = self.every.to_owned();
        let mut add = |word: &str| {
            words.push(' ');
            words.push_str(word);
        };
        let (one, several) = match repeat.unit {
            Unit::Week => self.units[1],
            Unit::Month => self.units[2],
            Unit::Year => self.units[3],
            Unit::Day | Unit::Hour | Unit::Minute => self.units[0],
        };
        let is_workdays = matches!(&repeat.days, Days::Weekdays(days) if *days == WORKDAYS);
        if repeat.interval > 1 {
            add(&repeat.interval.to_string());
            add(several);
        } else if is_workdays {
            add(self.workday);
        } else {
            add(one);
        }
        if repeat.interval > 1 || !is_workdays {
            self.add_days(repeat, &mut add);
        }
        if let Some(time) = repeat.part_of_day.and_then(|hour| Time::new(hour, 0, 0, 0).ok()) {
            add(&self.time(time));
        }
        if repeat.from_completion {
            words.push(' ');
            words.push_str(self.after_completion);
        }
        if let Some(begin) = repeat.begin {
            words.push(' ');
            words.push_str(&self.suffix(Suffix::From(begin), &day));
        }
        match repeat.end {
            End::Never | End::For(..) => {}
            End::Count(count) => {
                words.push_str(", ");
                words.push_str(&self.suffix(Suffix::Count(count), day));
            }
            End::Until(last) => {
                words.push(' ');
                words.push_str(&self.suffix(Suffix::Until(last), day));
            }
        }
        words
    }

    /// `on Mon and Thu`, `on the 1st`, `on 24 Dec`
    fn add_days(&self, repeat: &Repeat, mut add: impl FnMut(&str)) {
        let months = || repeat.months.iter().map(|month| nth(&self.months, *month));
        match &repeat.days {
            Days::Any => return,
            Days::Weekdays(days) => {
                add(self.on);
                add(&self.list(days.iter().map(|day| self.weekday(*day).to_owned())));
                return;
            }
            Days::OfMonth(days) if days.len() == 1 && days.first() > Some(&0) && !repeat.months.is_empty() => {
                add(self.on);
                let day = days.first().copied().unwrap_or_default();
                add(&self.list(months().map(|month| format!("{day} {month}"))));
                return;
            }
            Days::OfMonth(days) => {
                add(self.on_the);
                add(&self.list(days.iter().map(|day| self.nth(*day))));
                // Days counted from the end need their noun.
                if days.iter().any(|day| *day < 0) {
                    add(self.units[0].0);
                }
            }
            Days::Nth(nths, which) => {
                add(self.on_the);
                add(&self.list(nths.iter().map(|nth| self.nth(*nth))));
                add(match which {
                    Which::Weekday(weekday) => self.weekday(*weekday),
                    Which::Workday => self.workday,
                });
            }
        }
        if !repeat.months.is_empty() {
            add(self.of);
            add(&self.list(months().map(str::to_owned)));
        }
    }

    /// `2nd`, `last`, `2nd to last`
    fn nth(&self, number: i8) -> String {
        match number {
            -1 => self.last.to_owned(),
            ..0 => format!("{} {} {}", nth(&self.ordinals, -number), self.to, self.last),
            _ => nth(&self.ordinals, number).to_owned(),
        }
    }

    /// `from Mon 4 Jan`, `until Thu 24 Dec`, `5 times`, `after completion`
    pub(super) fn suffix(&self, suffix: Suffix, said: impl Fn(DayPhrase) -> String) -> String {
        match suffix {
            Suffix::From(day) => format!("{} {}", self.from, said(day)),
            Suffix::Until(day) => format!("{} {}", self.until, said(day)),
            Suffix::For(..) => self.until.to_owned(),
            Suffix::Count(1) => format!("1 {}", self.times.0),
            Suffix::Count(count) => format!("{count} {}", self.times.1),
            Suffix::FromCompletion => self.after_completion.to_owned(),
        }
    }

    fn weekday(&self, weekday: jiff::civil::Weekday) -> &'static str {
        nth(&self.weekdays, weekday.to_monday_one_offset())
    }

    /// `a, b and c`
    fn list(&self, items: impl Iterator<Item = String>) -> String {
        let items: Vec<String> = items.collect();
        match items.split_last() {
            Some((last, others)) if !others.is_empty() => format!("{} {} {last}", others.join(", "), self.and),
            _ => items.concat(),
        }
    }
}

/// The nth word of a list, from 1.
fn nth(words: &[&'static str], number: i8) -> &'static str {
    usize::try_from(number - 1).ok().and_then(|index| words.get(index)).copied().unwrap_or_default()
}
