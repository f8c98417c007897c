//! `tracker habits`

use clap::Args;

use super::session::SessionArgs;
use super::style::{Style, duration, printable};
use super::wire::{Habit, HabitDay, Habits};
use crate::cli::output;
use crate::config::OutputArgs;
use crate::domain::habits::{Direction, HabitKind, Mark, StreakUnit};

#[derive(Debug, Args)]
pub struct ListHabits {
    #[command(flatten)]
    session: SessionArgs,
    #[command(flatten)]
    output: OutputArgs,
}

impl ListHabits {
    pub fn run(self) -> anyhow::Result<()> {
        let answer = self.session.server()?.get("/habits")?;
        if self.output.json {
            return answer.print();
        }
        let Habits { habits } = answer.read()?;
        if habits.is_empty() {
            return Ok(output::line("There are no habits yet. Add one on the page, under Habits.")?);
        }
        let style = Style::detect();
        for habit in &habits {
            output::line(line(habit, style))?;
        }
        Ok(())
    }
}

/// A habit on one line: how today stands, and how it goes.
pub fn line(habit: &Habit, style: Style) -> String {
    let today = habit.days.last();
    let mark = today.map_or("?", |day| sign(day.mark));
    let name = format!("{} {}", style.dim(&format!("{}:", habit.id)), style.bold(&printable(&habit.name)));
    let mut words: Vec<String> = Vec::new();
    words.extend(today.and_then(|day| said(habit, day)));
    words.extend(habit.progress.as_ref().map(|progress| {
        let period = if habit.streak.unit == StreakUnit::Months { "month" } else { "week" };
        format!("{} of {} this {period}", progress.done, progress.need)
    }));
    words.push(format!("{} %", habit.strength));
    words.extend(streak(habit));
    format!("{mark} {name} {}", style.dim(&format!("({})", words.join(", "))))
}

/// A day's mark as a sign that can be read without colours.
fn sign(mark: Mark) -> &'static str {
    match mark {
        Mark::Done => "●",
        Mark::Partly => "◐",
        Mark::Missed => "○",
        Mark::Skipped | Mark::Paused => "–",
        Mark::Open => "□",
        Mark::NotDue | Mark::Outside => "·",
    }
}

/// How today stands, in words.
fn said(habit: &Habit, day: &HabitDay) -> Option<String> {
    let amount = |amount: u64| match (habit.kind, &habit.unit) {
        (HabitKind::Minutes, _) => duration(amount),
        (_, Some(unit)) => format!("{amount} {}", printable(unit)),
        (_, None) => amount.to_string(),
    };
    let goal = match habit.direction {
        Direction::AtLeast => "of",
        Direction::AtMost => "of at most",
    };
    match day.mark {
        Mark::Done | Mark::Partly => day.value.map(|value| format!("{value} {goal} {}", amount(habit.target))),
        Mark::Skipped => Some(match &day.note {
            Some(note) => format!("skipped: {}", printable(note)),
            None => "skipped".to_owned(),
        }),
        Mark::Paused => Some("paused".to_owned()),
        Mark::Missed => Some("missed".to_owned()),
        Mark::Open => (habit.kind != HabitKind::Check).then(|| format!("0 {goal} {}", amount(habit.target))),
        Mark::NotDue | Mark::Outside => Some("not due".to_owned()),
    }
}

/// A streak in words; none if there is none.
fn streak(habit: &Habit) -> Option<String> {
    let word = match habit.streak.unit {
        StreakUnit::Days => "day",
        StreakUnit::Times => "time",
        StreakUnit::Weeks => "week",
        StreakUnit::Months => "month",
    };
    let length = habit.streak.length;
    (length > 0).then(|| format!("{length} {word}{} in a row", if length == 1 { "" } else { "s" }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_habit_says_how_today_stands_and_how_it_goes() {
        let said = |kind: &str, target: u64, day: serde_json::Value, progress: serde_json::Value, unit: &str| {
            let habit = serde_json::json!({
                "id": 3, "name": "Read", "kind": kind, "direction": "at_least", "target": target,
                "unit": (kind == "count").then_some("pages"), "strength": 81,
                "streak": {"length": 11, "unit": unit}, "progress": progress, "days": [day]
            });
            line(&serde_json::from_value(habit).unwrap(), Style { colours: false })
        };
        let none = serde_json::Value::Null;
        let day = |mark: &str, value: Option<u64>| serde_json::json!({"mark": mark, "value": value, "note": null});
        assert_eq!(said("check", 1, day("done", None), none.clone(), "days"), "● 3: Read (81 %, 11 days in a row)");
        assert_eq!(
            said("count", 20, day("partly", Some(8)), none.clone(), "days"),
            "◐ 3: Read (8 of 20 pages, 81 %, 11 days in a row)"
        );
        assert_eq!(
            said("minutes", 90, day("open", None), serde_json::json!({"done": 1, "need": 3}), "weeks"),
            "□ 3: Read (0 of 1 h 30 min, 1 of 3 this week, 81 %, 11 weeks in a row)"
        );
        let ill = serde_json::json!({"mark": "skipped", "value": null, "note": "Ill"});
        assert_eq!(said("check", 1, ill, none, "times"), "– 3: Read (skipped: Ill, 81 %, 11 times in a row)");
    }
}
