//! Asks the server how it understands a text, without creating anything.

use anyhow::bail;
use serde_json::json;

use super::server::Server;
use super::style::printable;
use super::wire::{CapturedTask, Preview};

/// A placeholder title: without a title, the server would take the whole text for one.
const TITLE: &str = "…";

/// How a line is understood; the title may be empty.
pub fn understand(server: &Server, text: &str) -> anyhow::Result<CapturedTask> {
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

/// The day or local time that a text such as `fri` or `fri 2pm` means in the account.
pub fn understand_planned(server: &Server, text: &str) -> anyhow::Result<String> {
    let captured = understand(server, text)?;
    let says_only_a_day =
        captured.title.is_empty() && captured.spans.iter().all(|span| ["due", "time"].contains(&span.kind.as_str()));
    match captured.due {
        Some(due) if says_only_a_day => Ok(due.split('[').next().unwrap_or_default().to_owned()),
        _ => bail!(
            "“{}” is no day. Write one as `2026-12-24`, or in words such as `fri` or `fri 2pm`.",
            printable(text.trim())
        ),
    }
}
