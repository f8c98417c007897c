//! `tracker edit`

use std::collections::BTreeSet;

use anyhow::bail;
use clap::Args;
use serde_json::{Map, Value, json};

use super::server::Server;
use super::session::SessionArgs;
use super::show::Shown;
use super::style::printable;
use super::understand::{understand, understand_planned};
use super::wire::{CapturedTask, Task};
use crate::cli::output;
use crate::config::OutputArgs;
use crate::domain::text::case_folded;

#[derive(Debug, Args)]
pub struct Edit {
    /// The task, by number
    #[arg(value_parser = clap::value_parser!(i64).range(1..))]
    id: i64,

    /// What is to change, as `add` understands it; tags are added, and the title changes if some of it is left
    #[arg(required_unless_present_any = ["planned", "parent", "status", "description", "untag", "clear"])]
    text: Vec<String>,

    /// When it is planned: `2026-12-24`, `2026-12-24T14:00`, or in words
    #[arg(long, value_name = "WHEN")]
    planned: Option<String>,
    /// The task that it is a part of, by number
    #[arg(long, value_name = "ID", value_parser = clap::value_parser!(i64).range(1..))]
    parent: Option<i64>,
    /// Whether it is still to be done
    #[arg(long, value_parser = ["open", "done", "dropped"])]
    status: Option<String>,
    /// The new description
    #[arg(long, value_name = "TEXT")]
    description: Option<String>,
    /// A tag to remove
    #[arg(long, value_name = "TAG")]
    untag: Vec<String>,
    /// The fields to clear: `--clear due,start`
    #[arg(long, value_name = "FIELD", value_delimiter = ',', value_parser = CLEARABLE)]
    clear: Vec<String>,

    #[command(flatten)]
    session: SessionArgs,
    #[command(flatten)]
    output: OutputArgs,
}

/// The fields that can be cleared.
const CLEARABLE: [&str; 10] =
    ["description", "due", "estimate", "parent", "planned", "priority", "project", "recurrence", "start", "tags"];

impl Edit {
    pub fn run(self) -> anyhow::Result<()> {
        let server = self.session.server()?;
        let path = format!("/tasks/{}", self.id);
        let task: Task = server.get(&path)?.read()?;
        let mut fields = self.flagged_fields(&server, &task)?;
        if !self.text.is_empty() {
            let captured = understand(&server, &self.text.join(" "))?;
            let understood = understood_fields(&task, &captured, fields.get("tags"))?;
            if let Some(project) = &captured.project {
                fields.insert("project".to_owned(), project.name.clone().into());
            }
            fields.extend(understood);
        }
        let answer = server.change(&path, task.version, &fields.into())?;
        if self.output.json {
            return answer.print();
        }
        let task: Task = answer.read()?;
        let shown = Shown::fetch(&server, std::slice::from_ref(&task))?;
        let verb = if answer.group.is_some() { "Changed" } else { "Unchanged" };
        Ok(output::line(format!("{verb} {}", shown.line(&task)))?)
    }

    /// The fields set by flags.
    fn flagged_fields(&self, server: &Server, task: &Task) -> anyhow::Result<Map<String, Value>> {
        let cleared = |field: &String| match field.as_str() {
            "parent" => ("parent_id".to_owned(), Value::Null),
            _ => (field.clone(), Value::Null),
        };
        let mut fields: Map<String, Value> = self.clear.iter().map(cleared).collect();
        let mut set = |field: &str, value: Option<Value>| fields.extend(value.map(|value| (field.to_owned(), value)));
        set(
            "planned",
            self.planned.as_deref().map(|day| understand_planned(server, day)).transpose()?.map(Value::from),
        );
        set("parent_id", self.parent.map(Value::from));
        set("status", self.status.as_deref().map(Value::from));
        set("description", self.description.as_deref().map(Value::from));
        if !self.untag.is_empty() {
            let off: BTreeSet<String> = self.untag.iter().map(|tag| case_folded(tag.trim_start_matches('#'))).collect();
            if let Some(tag) = off.iter().find(|tag| !task.tags.contains(tag)) {
                bail!("The task has no tag “{}”.", printable(tag));
            }
            let tags: Vec<&String> = task.tags.iter().filter(|tag| !off.contains(*tag)).collect();
            set("tags", Some(json!(tags)));
        }
        Ok(fields)
    }
}

/// The understood fields except the project; `tags` are the tags after the edit.
fn understood_fields(task: &Task, captured: &CapturedTask, tags: Option<&Value>) -> anyhow::Result<Map<String, Value>> {
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
        let before = tags.map_or_else(|| json!(task.tags), Clone::clone);
        let before = before.as_array().into_iter().flatten().filter_map(Value::as_str);
        let tags: BTreeSet<_> = before.chain(captured.tags.iter().map(String::as_str)).collect();
        set("tags", json!(tags));
    }
    if fields.is_empty() && captured.project.is_none() {
        bail!("Nothing of the text could be understood as a change.");
    }
    Ok(fields)
}

/// The due date; a time alone keeps the day.
fn due(task: &Task, captured: &CapturedTask, says_day: bool) -> Option<String> {
    let new = captured.due.clone()?;
    let day = task.due.as_deref().and_then(|due| due.get(..10)).filter(|_| !says_day);
    match (day, new.get(10..)) {
        (Some(day), Some(time)) => Some(format!("{day}{time}")),
        _ => Some(new),
    }
}
