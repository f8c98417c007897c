//! `tracker add`

use std::io::{self, Read};

use anyhow::Context;
use clap::Args;
use serde_json::json;

use super::session::SessionArgs;
use super::show::Shown;
use super::wire::TaskBatch;
use crate::cli::output;
use crate::config::OutputArgs;

/// The most bytes that are read from standard input: more than a server takes.
const TEXT_BYTES: u64 = 1024 * 1024;

#[derive(Debug, Args)]
pub struct Add {
    /// What is to be done, and when; `-` reads standard input, a task in each line, those indented within the one above
    #[arg(required = true)]
    text: Vec<String>,

    #[command(flatten)]
    session: SessionArgs,
    #[command(flatten)]
    output: OutputArgs,
}

impl Add {
    pub fn run(self) -> anyhow::Result<()> {
        let server = self.session.server()?;
        let text = if self.text == ["-"] { read_input()? } else { self.text.join(" ") };
        let answer = server.write("POST", "/capture", Some(&json!({ "text": text })))?;
        if self.output.json {
            return answer.print();
        }
        let TaskBatch { tasks } = answer.read()?;
        let shown = Shown::fetch(&server, &tasks)?;
        for task in &tasks {
            let is_part = tasks.iter().any(|other| Some(other.id) == task.parent_id);
            output::line(format!("Added {}{}", if is_part { "  " } else { "" }, shown.line(task)))?;
        }
        Ok(())
    }
}

fn read_input() -> anyhow::Result<String> {
    let mut text = String::new();
    io::stdin().lock().take(TEXT_BYTES).read_to_string(&mut text).context("Can't read standard input")?;
    Ok(text)
}
