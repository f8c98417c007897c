//! `tracker habit`

use anyhow::bail;
use clap::Args;
use jiff::civil::Date;
use serde_json::json;

use super::habits::line;
use super::server::Server;
use super::session::SessionArgs;
use super::style::{Style, printable};
use super::wire::{Habit as Listed, Habits};
use crate::cli::output;
use crate::clock;
use crate::config::OutputArgs;
use crate::domain::calendar::Calendar;

#[derive(Debug, Args)]
pub struct Habit {
    /// The habit, by number
    #[arg(value_name = "ID", value_parser = clap::value_parser!(i64).range(1..))]
    id: i64,

    /// How often, or how many minutes; not for a habit that is done or not
    #[arg(value_name = "VALUE", value_parser = clap::value_parser!(i64).range(0..=1_000_000), conflicts_with_all = ["skip", "clear"])]
    value: Option<i64>,

    /// The day: `2026-11-20`, `today`, `yesterday` or `tomorrow`
    #[arg(long, value_name = "DAY")]
    on: Option<String>,

    /// Skip the day, and say why
    #[arg(long, value_name = "REASON", conflicts_with = "clear")]
    skip: Option<String>,

    /// Clear the day, as if it had never been answered
    #[arg(long)]
    clear: bool,

    /// What is to be said of the day
    #[arg(long, value_name = "TEXT", conflicts_with_all = ["skip", "clear"])]
    note: Option<String>,

    #[command(flatten)]
    session: SessionArgs,
    #[command(flatten)]
    output: OutputArgs,
}

impl Habit {
    pub fn run(self) -> anyhow::Result<()> {
        let server = self.session.server()?;
        // A newer server may have settings that are unknown here.
        let settings = server.get("/settings")?.read().unwrap_or_default();
        let day = day(self.on.as_deref().unwrap_or("today"), Calendar::of(&settings).day_of(clock::now()))?;
        let path = format!("/habits/{}/entries/{day}", self.id);
        let answer = match (&self.skip, self.clear) {
            (_, true) => server.write("DELETE", &path, None)?,
            (Some(reason), _) => server.write("PUT", &path, Some(&json!({"state": "skipped", "note": reason})))?,
            _ => {
                let body = json!({"state": "done", "value": self.value, "note": self.note});
                server.write("PUT", &path, Some(&body))?
            }
        };
        if self.output.json {
            // What is cleared leaves nothing to show.
            return if self.clear { Ok(()) } else { answer.print() };
        }
        output::line(line(&listed(&server, self.id, day)?, Style::detect()))?;
        Ok(())
    }
}

/// The habit with this day.
fn listed(server: &Server, id: i64, day: Date) -> anyhow::Result<Listed> {
    for archived in [false, true] {
        let path = format!("/habits?from={day}&to={day}&archived={archived}");
        let Habits { habits } = server.get(&path)?.read()?;
        if let Some(habit) = habits.into_iter().find(|habit| habit.id == id) {
            return Ok(habit);
        }
    }
    bail!("There is no such habit. `tracker habits` shows which there are.")
}

fn day(text: &str, today: Date) -> anyhow::Result<Date> {
    let day = match text.trim() {
        "today" => Some(today),
        "yesterday" => today.yesterday().ok(),
        "tomorrow" => today.tomorrow().ok(),
        text => Date::strptime("%Y-%m-%d", text).ok(),
    };
    match day {
        Some(day) => Ok(day),
        None => bail!("“{}” is no day. Write one as `2026-11-20`, `today` or `yesterday`.", printable(text)),
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_day_is_typed_in_several_ways() {
        let today = date(2026, 11, 28);
        for (text, expected) in [
            ("today", Some(today)),
            ("yesterday", Some(date(2026, 11, 27))),
            (" tomorrow ", Some(date(2026, 11, 29))),
            ("2026-02-28", Some(date(2026, 2, 28))),
            ("2026-02-31", None),
            ("soon", None),
        ] {
            assert_eq!(day(text, today).ok(), expected, "{text}");
        }
    }
}
