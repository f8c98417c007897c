//! `tracker stop`

use clap::Args;
use serde::Deserialize;
use serde_json::json;

use super::{Entry, duration, name_of, settings, when};
use crate::cli::client::session::SessionArgs;
use crate::cli::output;
use crate::clock;
use crate::config::OutputArgs;
use crate::domain::calendar::Calendar;

#[derive(Debug, Args)]
pub struct Stop {
    /// When it ended: `-10m`, `17:30` or `2026-11-20T18:00`
    #[arg(long, value_name = "WHEN", allow_hyphen_values = true)]
    at: Option<String>,

    #[command(flatten)]
    session: SessionArgs,
    #[command(flatten)]
    output: OutputArgs,
}

#[derive(Debug, Deserialize)]
struct Stopped {
    stopped: Option<Entry>,
}

impl Stop {
    pub fn run(self) -> anyhow::Result<()> {
        let server = self.session.server()?;
        let calendar = Calendar::of(&settings(&server)?);
        let at = self.at.as_deref().map(|at| when(at, &calendar, clock::now())).transpose()?;
        let body = json!({ "at": at });
        let answer = server.write("POST", "/timer/stop", Some(&body))?;
        if self.output.json {
            return answer.print();
        }
        let Stopped { stopped: Some(entry) } = answer.read()? else {
            return Ok(output::line("The timer does not run.")?);
        };
        let name = name_of(&server, &entry);
        let seconds = entry.started_at.zip(entry.ended_at).map_or(0, |(from, to)| to.duration_since(from).as_secs());
        Ok(output::line(format!("Stopped {name} after {}", duration(seconds)))?)
    }
}
