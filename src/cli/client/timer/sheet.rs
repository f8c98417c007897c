//! `tracker time`

use std::collections::HashMap;

use clap::Args;
use jiff::Timestamp;
use jiff::civil::Date;
use serde::Deserialize;

use super::{Entry, day, duration, settings};
use crate::cli::client::session::SessionArgs;
use crate::cli::client::style::{Style, printable};
use crate::cli::output;
use crate::clock;
use crate::config::OutputArgs;
use crate::domain::calendar::Calendar;

#[derive(Debug, Args)]
pub struct Sheet {
    /// The last seven days
    #[arg(long, conflicts_with_all = ["from", "to"])]
    week: bool,
    /// The first day: `2026-11-20`, `today` or `yesterday`
    #[arg(long, value_name = "DAY")]
    from: Option<String>,
    /// The last day
    #[arg(long, value_name = "DAY")]
    to: Option<String>,
    /// Print comma-separated values, for a spreadsheet
    #[arg(long, conflicts_with = "json")]
    csv: bool,

    #[command(flatten)]
    session: SessionArgs,
    #[command(flatten)]
    output: OutputArgs,
}

#[derive(Debug, Deserialize)]
struct TimeSheet {
    days: Vec<Day>,
    entries: Vec<Entry>,
    tasks: Vec<Task>,
    truncated: bool,
}

#[derive(Debug, Deserialize)]
struct Day {
    date: Date,
    seconds: i64,
    parts: Vec<Part>,
}

#[derive(Debug, Deserialize)]
struct Part {
    entry_id: i64,
    started_at: Option<Timestamp>,
    ended_at: Option<Timestamp>,
    seconds: i64,
}

#[derive(Debug, Deserialize)]
struct Task {
    id: i64,
    title: String,
}

impl Sheet {
    pub fn run(self) -> anyhow::Result<()> {
        let server = self.session.server()?;
        let calendar = Calendar::of(&settings(&server)?);
        let today = calendar.day_of(clock::now());
        let to = self.to.as_deref().map_or(Ok(today), |to| day(to, today))?;
        let from = match &self.from {
            Some(from) => day(from, today)?,
            None if self.week => today.saturating_sub(jiff::Span::new().days(6)),
            None => to,
        };
        let path = if self.csv { "/time.csv" } else { "/time" };
        let answer = server.get(&format!("{path}?from={from}&to={to}"))?;
        if self.csv {
            // Lines that end as those of a terminal do.
            let lines = answer.body.lines().map(printable).collect::<Vec<_>>();
            return Ok(output::line(lines.join("\n"))?);
        }
        if self.output.json {
            return answer.print();
        }
        let sheet: TimeSheet = answer.read()?;
        let shown = sheet.days.iter().filter(|day| !day.parts.is_empty());
        let mut is_empty = true;
        for day in shown {
            is_empty = false;
            print_day(day, &sheet, &calendar)?;
        }
        if is_empty {
            output::line("No time was kept.")?;
        }
        if sheet.truncated {
            output::line("There is more than is shown.")?;
        }
        Ok(())
    }
}

fn print_day(day: &Day, sheet: &TimeSheet, calendar: &Calendar) -> anyhow::Result<()> {
    let style = Style::detect();
    let date = style.bold(&day.date.strftime("%A, %-d %B %Y").to_string());
    output::line(format!("{date}: {}", duration(day.seconds)))?;
    let entries: HashMap<i64, &Entry> = sheet.entries.iter().map(|entry| (entry.id, entry)).collect();
    for part in &day.parts {
        let Some(entry) = entries.get(&part.entry_id) else { continue };
        let task = sheet.tasks.iter().find(|task| Some(task.id) == entry.task_id);
        let name = task.map(|task| task.title.as_str()).or(entry.note.as_deref()).unwrap_or("no task");
        let clock = |at: Timestamp| calendar.local(at).strftime("%H:%M").to_string();
        let times = match part.started_at {
            None => String::new(),
            Some(from) => format!("{}–{}", clock(from), part.ended_at.map_or_else(|| "now".to_owned(), clock)),
        };
        let line = format!("{:>5}  {times:<11}  {:>12}  {}", entry.id, duration(part.seconds), printable(name));
        output::line(line)?;
    }
    Ok(())
}
