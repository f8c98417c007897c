//! `tracker log`

use anyhow::bail;
use clap::Args;
use jiff::civil::Date;
use serde_json::{Value, json};

use super::{Entry, clock as time_of_day, day, duration, minutes, name_of, settings};
use crate::cli::client::session::SessionArgs;
use crate::cli::output;
use crate::clock;
use crate::config::OutputArgs;
use crate::domain::calendar::Calendar;
use crate::domain::settings::Settings;

#[derive(Debug, Args)]
pub struct Log {
    /// The task, by number
    #[arg(value_name = "ID", value_parser = clap::value_parser!(i64).range(1..))]
    id: i64,
    /// How long: `45m`, `1h` or `1h30m`
    #[arg(value_name = "DURATION", required_unless_present = "from", conflicts_with = "from")]
    duration: Option<String>,

    /// On which day: `2026-11-20`, `today` or `yesterday`
    #[arg(long, value_name = "DAY", default_value = "today")]
    on: String,
    /// When it began: `14:00`
    #[arg(long, value_name = "TIME", requires = "to")]
    from: Option<String>,
    /// When it ended: `15:30`; before `--from` is on the next day
    #[arg(long, value_name = "TIME", requires = "from")]
    to: Option<String>,
    /// What was done
    #[arg(long, value_name = "TEXT")]
    note: Option<String>,
    /// Shorten, split or delete the entries at that time
    #[arg(long)]
    adjust: bool,

    #[command(flatten)]
    session: SessionArgs,
    #[command(flatten)]
    output: OutputArgs,
}

impl Log {
    pub fn run(self) -> anyhow::Result<()> {
        let server = self.session.server()?;
        let body = self.body(&settings(&server)?)?;
        let answer = server.write("POST", "/time", Some(&body))?;
        if self.output.json {
            return answer.print();
        }
        let entry: Entry = answer.read()?;
        let span = entry.started_at.zip(entry.ended_at).map(|(from, to)| to.duration_since(from).as_secs());
        let seconds = span.or(entry.seconds).unwrap_or_default();
        let name = name_of(&server, &entry);
        Ok(output::line(format!("Logged {} for {name}, entry {}", duration(seconds), entry.id))?)
    }

    fn body(&self, settings: &Settings) -> anyhow::Result<Value> {
        let calendar = Calendar::of(settings);
        let on = day(&self.on, calendar.day_of(clock::now()))?;
        let times = match (&self.duration, self.from.as_deref().zip(self.to.as_deref())) {
            (Some(duration), None) => [("day", json!(on)), ("seconds", json!(minutes(duration)? * 60))],
            (None, Some((from, to))) => {
                let (from, to) = (time_of_day(from)?, time_of_day(to)?);
                // The hours before a day starts are those of the night that follows.
                let begins = if from < settings.day_start.0 { on.tomorrow()? } else { on };
                let ends = if to <= from { begins.tomorrow()? } else { begins };
                let at = |day: Date, time| json!(day.to_datetime(time).strftime("%Y-%m-%dT%H:%M").to_string());
                [("started_at", at(begins, from)), ("ended_at", at(ends, to))]
            }
            _ => bail!("Say how long it took, such as 45m, or --from 14:00 --to 15:30."),
        };
        let rest = [("task_id", json!(self.id)), ("note", json!(self.note)), ("adjust", json!(self.adjust))];
        Ok(rest.into_iter().chain(times).map(|(name, value)| (name.to_owned(), value)).collect())
    }
}
