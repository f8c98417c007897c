//! `tracker start`

use clap::Args;
use serde_json::json;

use super::{Entry, name_of, settings, when};
use crate::cli::client::session::SessionArgs;
use crate::cli::output;
use crate::clock;
use crate::config::OutputArgs;
use crate::domain::calendar::Calendar;

#[derive(Debug, Args)]
pub struct Start {
    /// The task to work on, by number
    #[arg(value_name = "ID", required_unless_present = "note", value_parser = clap::value_parser!(i64).range(1..))]
    id: Option<i64>,

    /// What is done, if it is for no task, or more about it
    #[arg(long, value_name = "TEXT")]
    note: Option<String>,
    /// When it began: `-10m`, `14:00` or `2026-11-20T18:00`, 24 hours ago at most
    #[arg(long, value_name = "WHEN", allow_hyphen_values = true)]
    at: Option<String>,
    /// Shorten, split or delete the entries since then
    #[arg(long)]
    adjust: bool,

    #[command(flatten)]
    session: SessionArgs,
    #[command(flatten)]
    output: OutputArgs,
}

impl Start {
    pub fn run(self) -> anyhow::Result<()> {
        let server = self.session.server()?;
        let calendar = Calendar::of(&settings(&server)?);
        let at = self.at.as_deref().map(|at| when(at, &calendar, clock::now())).transpose()?;
        let body = json!({ "task_id": self.id, "note": self.note, "at": at, "adjust": self.adjust });
        let answer = server.write("POST", "/timer/start", Some(&body))?;
        if self.output.json {
            return answer.print();
        }
        let entry: Entry = answer.read()?;
        let name = name_of(&server, &entry);
        let since = entry.started_at.map(|at| calendar.local(at).strftime("%H:%M").to_string()).unwrap_or_default();
        let word = if answer.group.is_some() { "Started" } else { "Runs already:" };
        Ok(output::line(format!("{word} {name}, since {since}"))?)
    }
}
