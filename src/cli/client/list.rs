//! `tracker list`

use std::collections::HashSet;

use clap::Args;
use clap::builder::FalseyValueParser;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Value, json};

use super::answer::Answer;
use super::server::Server;
use super::session::SessionArgs;
use super::show::Shown;
use super::wire::TaskPage;
use crate::cli::output;
use crate::config::OutputArgs;
use crate::domain::text::grouped;

/// The page size.
const PER_PAGE: u64 = 50;
/// The page size when listing everything: the most a server allows.
const MOST_PER_PAGE: u64 = 100;
/// The most tasks in total.
const MOST_TASKS: usize = 10_000;

#[derive(Debug, Args)]
pub struct List {
    /// Which tasks, such as `is:open tag:home due:<=fri -tag:waiting rent sort:due`; those that are open without one
    query: Vec<String>,

    /// The page, of 50 tasks each
    #[arg(
        long, env = "TRACKER_PAGE", value_name = "N", default_value_t = 1,
        value_parser = clap::value_parser!(u64).range(1..)
    )]
    page: u64,

    /// List all that is found, 10,000 tasks at most
    #[arg(long, env = "TRACKER_ALL", value_parser = FalseyValueParser::new(), conflicts_with = "page")]
    all: bool,

    #[command(flatten)]
    session: SessionArgs,
    #[command(flatten)]
    output: OutputArgs,
}

impl List {
    pub fn run(self) -> anyhow::Result<()> {
        let server = self.session.server()?;
        let query = if self.query.is_empty() { "is:open".to_owned() } else { self.query.join(" ") };
        if self.all {
            return self.print_all(&server, &query);
        }
        let answer = find(&server, &query, self.page, PER_PAGE)?;
        if self.output.json {
            return answer.print();
        }
        print(&server, &answer.read()?)
    }

    fn print_all(&self, server: &Server, query: &str) -> anyhow::Result<()> {
        let mut tasks: Vec<Value> = Vec::new();
        // A task that moves to another page meanwhile is still listed once.
        let mut seen = HashSet::new();
        let mut page = 0;
        let total = loop {
            page += 1;
            let answer = find(server, query, page, MOST_PER_PAGE)?;
            let read: TaskPage = answer.read()?;
            let mut found: Value = answer.read()?;
            let values = found.get_mut("tasks").and_then(Value::as_array_mut).map(std::mem::take).unwrap_or_default();
            tasks
                .extend(read.tasks.iter().zip(values).filter(|(task, _)| seen.insert(task.id)).map(|(_, value)| value));
            if page >= read.total_pages || tasks.len() >= MOST_TASKS {
                break read.total;
            }
        };
        let all = json!({
            "tasks": tasks, "page": 1, "per_page": tasks.len(), "total": total,
            "total_pages": u8::from(total > 0)
        });
        if self.output.json {
            return Answer::of(&all).print();
        }
        print(server, &serde_json::from_value(all)?)
    }
}

fn find(server: &Server, query: &str, page: u64, per_page: u64) -> anyhow::Result<Answer> {
    let query = utf8_percent_encode(query, NON_ALPHANUMERIC);
    server.get(&format!("/tasks?q={query}&page={page}&per_page={per_page}"))
}

fn print(server: &Server, found: &TaskPage) -> anyhow::Result<()> {
    let total = grouped(usize::try_from(found.total)?);
    if found.tasks.is_empty() {
        let sentence = if found.total == 0 {
            "Nothing was found.".to_owned()
        } else {
            format!("There are {total} tasks, on {} pages.", found.total_pages)
        };
        return Ok(output::line(sentence)?);
    }
    output::line(Shown::fetch(server, &found.tasks)?.table(&found.tasks))?;
    let count = grouped(found.tasks.len());
    if found.page < found.total_pages {
        output::line(format!("{count} of {total}; `--page {}` shows the next, `--all` all.", found.page + 1))?;
    } else if count != total {
        output::line(format!("{count} of {total}."))?;
    }
    Ok(())
}
