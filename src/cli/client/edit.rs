//! `tracker edit`

use std::collections::BTreeSet;

use anyhow::bail;
use clap::Args;
use serde_json::{Map, Value, json};

use super::server::Server;
use super::session::SessionArgs;
use super::show::Shown;
use super::style::printable;
use super::wire::{CapturedProject, CapturedTask, Preview, Project, Task};
use crate::cli::output;
use crate::config::OutputArgs;

#[derive(Debug, Args)]
pub struct Edit {
    /// The task, by number
    #[arg(value_parser = clap::value_parser!(i64).range(1..))]
    id: i64,

    /// What is to change, as `add` understands it; tags are added, and the title changes if some of it is left
    #[arg(required = true)]
    text: Vec<String>,

    #[command(flatten)]
    session: SessionArgs,
    #[command(flatten)]
    output: OutputArgs,
}

/// Stands for the title when the text is understood: without one, all of it would be the title.
const TITLE: &str = "…";

impl Edit {
    pub fn run(self) -> anyhow::Result<()> {
        let server = self.session.server()?;
        let path = format!("/tasks/{}", self.id);
        let task: Task = server.get(&path)?.read()?;
        let captured = understand(&server, &self.text.join(" "))?;
        let mut fields = understood_fields(&task, &captured)?;
        let mut made = None;
        if let Some(project) = &captured.project {
            let (id, group) = project_id(&server, project)?;
            fields.insert("project_id".to_owned(), id);
            made = group;
        }
        let answer = server.change(&path, task.version, &fields.into()).inspect_err(|_| {
            if let Some(group) = made {
                // What failed leaves no project behind. Should this fail too, it can still be undone.
                let _ = server.write("POST", &format!("/changes/{group}/undo"), None);
            }
        })?;
        if self.output.json {
            return answer.print();
        }
        let task: Task = answer.read()?;
        let shown = Shown::fetch(&server, std::slice::from_ref(&task))?;
        let verb = if answer.group.is_some() { "Changed" } else { "Unchanged" };
        Ok(output::line(format!("{verb} {}", shown.line(&task)))?)
    }
}

/// What the server makes of a text, whose title may be empty.
fn understand(server: &Server, text: &str) -> anyhow::Result<CapturedTask> {
    if text.trim().is_empty() || text.trim().contains('\n') {
        bail!("The text must be one line that says what is to change.");
    }
    let text = format!("{TITLE} {}", text.trim());
    let Preview { tasks } = server.write("POST", "/capture/preview", Some(&json!({ "text": text })))?.read()?;
    let Ok([mut captured]) = <[CapturedTask; 1]>::try_from(tasks) else {
        bail!("The text must be one line that says what is to change.");
    };
    if let Some(problem) = &captured.problem {
        let problem = problem.strip_prefix("Line 1: ").unwrap_or(problem);
        bail!("{}", printable(problem));
    }
    captured.title = captured.title.strip_prefix(TITLE).unwrap_or(&captured.title).trim().to_owned();
    Ok(captured)
}

/// The fields that were understood, but for the project.
fn understood_fields(task: &Task, captured: &CapturedTask) -> anyhow::Result<Map<String, Value>> {
    let understood: BTreeSet<&str> = captured.spans.iter().map(|span| span.kind.as_str()).collect();
    let is_said = |kinds: &[&str]| kinds.iter().any(|kind| understood.contains(kind));
    let mut fields = Map::new();
    let mut set = |field: &str, value: Value| fields.insert(field.to_owned(), value);
    if !captured.title.is_empty() {
        set("title", captured.title.clone().into());
    }
    if is_said(&["due", "time", "recurrence"]) {
        set("due", due(task, captured, is_said(&["due", "recurrence"])).into());
    }
    for (kind, value) in [
        ("start", &captured.start),
        ("priority", &captured.priority),
        ("estimate", &captured.estimate),
        ("recurrence", &captured.recurrence),
    ] {
        if is_said(&[kind]) {
            set(kind, value.clone());
        }
    }
    if is_said(&["tag"]) {
        let tags: BTreeSet<_> = task.tags.iter().chain(&captured.tags).collect();
        set("tags", json!(tags));
    }
    if fields.is_empty() && captured.project.is_none() {
        bail!("Nothing of the text could be understood as a change.");
    }
    Ok(fields)
}

/// When it is due: a time alone leaves the day as it is.
fn due(task: &Task, captured: &CapturedTask, says_day: bool) -> Option<String> {
    let new = captured.due.clone()?;
    let day = task.due.as_deref().and_then(|due| due.get(..10)).filter(|_| !says_day);
    match (day, new.get(10..)) {
        (Some(day), Some(time)) => Some(format!("{day}{time}")),
        _ => Some(new),
    }
}

/// The number of a project, which is made if there is none of that name, and the group that made it.
fn project_id(server: &Server, project: &CapturedProject) -> anyhow::Result<(Value, Option<i64>)> {
    if let Some(id) = project.id {
        return Ok((json!(id), None));
    }
    let answer = server.write("POST", "/projects", Some(&json!({ "name": project.name })))?;
    let Project { id, .. } = answer.read()?;
    Ok((json!(id), answer.group))
}
