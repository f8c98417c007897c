//! Urgency: which open tasks to do first, and why.
//!
//! The terms and weights are Taskwarrior's (`urgency.*.coefficient` in its manual). Due tasks get up to 12, growing
//! from two weeks ahead to a week overdue; priorities 1.8, 3.9 or 6; age up to 2 within a year; started tasks 4; tasks
//! that wait for subtasks −5.

use jiff::Timestamp;
use jiff::civil::Date;
use serde::Serialize;
use utoipa::ToSchema;

use crate::domain::calendar::Calendar;
use crate::domain::tasks::{Priority, Task};
use crate::domain::time::due::Due;

/// What the urgency of a task depends on.
#[derive(Debug, Clone)]
pub struct Facts {
    /// When it is due.
    pub due: Option<Due>,
    /// How much it matters.
    pub priority: Priority,
    /// When it was made.
    pub created_at: Timestamp,
    /// The first day it can be started.
    pub start: Option<Date>,
    /// Whether it has open subtasks.
    pub is_blocked: bool,
}

impl Facts {
    pub fn of(task: &Task, is_blocked: bool) -> Self {
        let (due, priority) = (task.due.clone(), task.priority);
        Self { due, priority, created_at: task.created_at, start: task.start, is_blocked }
    }
}

/// One term of a task's urgency.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct UrgencyTerm {
    /// What: `due`, `priority`, `age`, `started` or `blocked`.
    pub name: &'static str,
    /// How much it adds.
    pub value: f64,
    /// Why, in words.
    pub because: String,
}

const DUE: f64 = 12.0;
const AGE: f64 = 2.0;
const STARTED: f64 = 4.0;
const BLOCKED: f64 = -5.0;
const DAYS_OF_A_YEAR: i64 = 365;

/// How urgent an open task is.
pub fn urgency(facts: &Facts, calendar: &Calendar, now: Timestamp) -> f64 {
    let today = calendar.day_of(now);
    let due = facts.due.as_ref().map_or(0.0, |due| due_value(days_past(due, calendar, today)));
    let age = age_value(age_in_days(facts, now));
    due + priority_value(facts.priority) + age + started_value(facts, today) + blocked_value(facts)
}

/// What makes an open task urgent, the largest terms first.
pub fn terms(facts: &Facts, calendar: &Calendar, now: Timestamp) -> Vec<UrgencyTerm> {
    let today = calendar.day_of(now);
    let mut terms = Vec::new();
    if let Some(due) = &facts.due {
        let past = days_past(due, calendar, today);
        terms.push(UrgencyTerm { name: "due", value: due_value(past), because: due_in_words(past) });
    }
    if facts.priority != Priority::None {
        let because = format!("{} priority", facts.priority.as_str());
        terms.push(UrgencyTerm { name: "priority", value: priority_value(facts.priority), because });
    }
    let age = age_in_days(facts, now);
    if age > 0 {
        terms.push(UrgencyTerm { name: "age", value: age_value(age), because: format!("{} old", days_in_words(age)) });
    }
    if let Some(start) = facts.start.filter(|start| *start <= today) {
        let because = format!("can be started since {}", start.strftime("%-d %B %Y"));
        terms.push(UrgencyTerm { name: "started", value: STARTED, because });
    }
    if facts.is_blocked {
        let because = "waits for its subtasks".to_owned();
        terms.push(UrgencyTerm { name: "blocked", value: BLOCKED, because });
    }
    terms.sort_by(|one, other| other.value.abs().total_cmp(&one.value.abs()));
    terms
}

/// Why a task is where it is, on one line.
pub fn why(terms: &[UrgencyTerm]) -> String {
    let told: Vec<String> = terms.iter().map(|term| format!("{} ({:+.1})", term.because, term.value)).collect();
    if told.is_empty() { "Nothing makes it urgent.".to_owned() } else { told.join(", ") }
}

fn days_past(due: &Due, calendar: &Calendar, today: Date) -> i64 {
    calendar.due_day(due).until(today).map_or(0, |span| i64::from(span.get_days()))
}

/// From 0.2 of the weight two weeks ahead to all of it a week overdue.
fn due_value(days_past: i64) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "it is within three weeks")]
    let days = days_past.clamp(-14, 7) as f64;
    DUE * ((days + 14.0) * 0.8 / 21.0 + 0.2)
}

fn priority_value(priority: Priority) -> f64 {
    match priority {
        Priority::None => 0.0,
        Priority::Low => 1.8,
        Priority::Medium => 3.9,
        Priority::High => 6.0,
    }
}

fn age_in_days(facts: &Facts, now: Timestamp) -> i64 {
    now.duration_since(facts.created_at).as_hours() / 24
}

fn age_value(days: i64) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "it is within a year")]
    let part = days.clamp(0, DAYS_OF_A_YEAR) as f64 / DAYS_OF_A_YEAR as f64;
    AGE * part
}

fn started_value(facts: &Facts, today: Date) -> f64 {
    if facts.start.is_some_and(|start| start <= today) { STARTED } else { 0.0 }
}

fn blocked_value(facts: &Facts) -> f64 {
    if facts.is_blocked { BLOCKED } else { 0.0 }
}

fn due_in_words(days_past: i64) -> String {
    match days_past {
        0 => "due today".to_owned(),
        -1 => "due tomorrow".to_owned(),
        1 => "due yesterday".to_owned(),
        past if past > 0 => format!("due {} ago", days_in_words(past)),
        ahead => format!("due in {}", days_in_words(-ahead)),
    }
}

fn days_in_words(days: i64) -> String {
    if days == 1 { "1 day".to_owned() } else { format!("{days} days") }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::domain::settings::Settings;

    fn now() -> Timestamp {
        "2026-11-23T12:00:00Z".parse().unwrap()
    }

    fn facts() -> Facts {
        Facts { due: None, priority: Priority::None, created_at: now(), start: None, is_blocked: false }
    }

    fn due(text: &str) -> Facts {
        Facts { due: Some(text.parse().unwrap()), ..facts() }
    }

    fn value(facts: &Facts) -> f64 {
        urgency(facts, &Calendar::of(&Settings::default()), now())
    }

    #[test]
    fn what_is_due_weighs_more_from_a_fortnight_ahead_to_a_week_past() {
        let close = |facts: &Facts, expected: f64| assert!((value(facts) - expected).abs() < 1e-9, "{facts:?}");
        close(&due("2027-11-23"), 2.4);
        close(&due("2026-12-07"), 2.4);
        close(&due("2026-11-16"), 12.0);
        close(&due("2020-01-01"), 12.0);
        assert!(value(&due("2026-11-23")) > value(&due("2026-11-24")));
    }

    #[test]
    fn it_says_why_in_one_line_the_weightiest_first() {
        let facts = Facts { priority: Priority::High, is_blocked: true, ..due("2026-11-16") };
        let told = why(&terms(&facts, &Calendar::of(&Settings::default()), now()));
        assert_eq!(told, "due 7 days ago (+12.0), high priority (+6.0), waits for its subtasks (-5.0)");
        let nothing = why(&terms(&self::facts(), &Calendar::of(&Settings::default()), now()));
        assert_eq!(nothing, "Nothing makes it urgent.");
    }

    proptest! {
        #[test]
        fn the_terms_add_up(days in -400..400_i32, age in 0..1_000_i64, priority in 0..4_usize, blocked: bool) {
            let facts = Facts {
                due: Some(Due::Day(now().to_zoned(jiff::tz::TimeZone::UTC).date()).days_later(days)),
                priority: Priority::ALL[priority],
                created_at: now() - jiff::SignedDuration::from_hours(24 * age),
                start: Some(jiff::civil::date(2026, 11, 1)),
                is_blocked: blocked,
            };
            let sum: f64 = terms(&facts, &Calendar::of(&Settings::default()), now()).iter().map(|term| term.value).sum();
            prop_assert!((sum - value(&facts)).abs() < 1e-9);
        }
    }
}
