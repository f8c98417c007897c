//! `tracker add`

use clap::Args;
use serde_json::{Map, json};

use super::input::read_input;
use super::session::SessionArgs;
use super::show::Shown;
use super::understand::understand_planned;
use super::wire::TaskBatch;
use crate::cli::output;
use crate::config::OutputArgs;

#[derive(Debug, Args)]
pub struct Add {
    /// What is to be done, and when; `-` reads standard input, a task in each line, those indented within the one above
    #[arg(required = true)]
    text: Vec<String>,

    /// When all of it is planned: `2026-12-24`, `2026-12-24T14:00`, or in words
    #[arg(long, value_name = "WHEN")]
    planned: Option<String>,
    /// The task that all of it is a part of, by number
    #[arg(long, value_name = "ID", value_parser = clap::value_parser!(i64).range(1..))]
    parent: Option<i64>,

    #[command(flatten)]
    session: SessionArgs,
    #[command(flatten)]
    output: OutputArgs,
}

impl Add {
    pub fn run(self) -> anyhow::Result<()> {
        let server = self.session.server()?;
        let text = if self.text == ["-"] { read_input()? } else { self.text.join(" ") };
        let mut body = Map::from_iter([("text".to_owned(), json!(text))]);
        if let Some(day) = &self.planned {
            body.insert("planned".to_owned(), json!(understand_planned(&server, day)?));
        }
        if let Some(parent) = self.parent {
            body.insert("parent_id".to_owned(), json!(parent));
        }
        let answer = server.write("POST", "/capture", Some(&body.into()))?;
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
