//! `tracker done`

use clap::Args;
use serde_json::json;

use super::past::past;
use super::server::Server;
use super::session::SessionArgs;
use super::show::Shown;
use super::wire::{ChangeGroup, Task, TaskBatch};
use crate::cli::output;
use crate::clock;
use crate::config::OutputArgs;
use crate::domain::calendar::Calendar;

#[derive(Debug, Args)]
pub struct Done {
    /// The tasks, by number
    #[arg(value_name = "ID", required = true, value_parser = clap::value_parser!(i64).range(1..))]
    ids: Vec<i64>,

    /// When they were done: `2026-11-20T18:00`, `2026-11-20`, `18:00` or `yesterday 18:00`
    #[arg(long, value_name = "WHEN")]
    at: Option<String>,

    #[command(flatten)]
    session: SessionArgs,
    #[command(flatten)]
    output: OutputArgs,
}

impl Done {
    pub fn run(self) -> anyhow::Result<()> {
        let server = self.session.server()?;
        let body = match &self.at {
            None => json!({ "ids": self.ids, "status": "done" }),
            Some(at) => {
                // A newer server may have settings that are unknown here.
                let settings = server.get("/settings")?.read().unwrap_or_default();
                let at = past(at, &Calendar::of(&settings), clock::now())?;
                json!({ "ids": self.ids, "status": "done", "completed_at": at })
            }
        };
        let answer = server.write("PATCH", "/tasks", Some(&body))?;
        if self.output.json {
            return answer.print();
        }
        let TaskBatch { tasks } = answer.read()?;
        let shown = Shown::fetch(&server, &tasks)?;
        let Some(group) = answer.group else {
            return Ok(output::line("Nothing has changed: that was done already.")?);
        };
        for task in &tasks {
            output::line(format!("Done  {}", shown.name(task)))?;
        }
        if tasks.iter().any(|task| task.recurrence.is_some()) {
            for task in made_by(&server, group)? {
                output::line(format!("Next  {}", shown.line(&task)))?;
            }
        }
        Ok(())
    }
}

/// The tasks a group has created, without their subtasks.
fn made_by(server: &Server, group: i64) -> anyhow::Result<Vec<Task>> {
    let group: ChangeGroup = server.get(&format!("/changes/{group}"))?.read()?;
    let made = group.changes.iter().filter(|change| change.kind == "task" && change.before.is_none());
    let tasks = made.map(|change| server.get(&format!("/tasks/{}", change.object_id))?.read::<Task>());
    let tasks = tasks.collect::<anyhow::Result<Vec<_>>>()?;
    Ok(tasks.into_iter().filter(|task| task.recurrence.is_some()).collect())
}
