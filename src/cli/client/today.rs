//! `tracker today`

use clap::Args;

use super::session::SessionArgs;
use super::show::Shown;
use super::style::{Style, duration};
use super::wire::{Agenda, AgendaDay};
use crate::cli::output;
use crate::config::OutputArgs;

#[derive(Debug, Args)]
pub struct Today {
    /// How many days, from today on
    #[arg(long, env = "TRACKER_DAYS", value_name = "N", default_value_t = 1, value_parser = clap::value_parser!(u8).range(1..=42))]
    days: u8,

    #[command(flatten)]
    session: SessionArgs,
    #[command(flatten)]
    output: OutputArgs,
}

impl Today {
    pub fn run(self) -> anyhow::Result<()> {
        let server = self.session.server()?;
        let answer = server.get(&format!("/agenda?days={}", self.days))?;
        if self.output.json {
            return answer.print();
        }
        let agenda: Agenda = answer.read()?;
        for day in &agenda.days {
            let shown = Shown::fetch(&server, &day.tasks)?;
            output::line(head(day, shown.style))?;
            if !day.tasks.is_empty() {
                output::line(shown.table(&day.tasks))?;
            }
            for one in &day.coming {
                output::line(shown.coming(one))?;
            }
        }
        if agenda.truncated {
            output::line("There is more than is shown.")?;
        }
        Ok(())
    }
}

/// The heading of a day: its tasks against its hours.
fn head(day: &AgendaDay, style: Style) -> String {
    let date = style.bold(&day.date.strftime("%A, %-d %B %Y").to_string());
    if day.tasks.is_empty() && day.coming.is_empty() {
        return format!("{date}: nothing to do.");
    }
    let (estimated, capacity) = (duration(day.estimated), duration(day.capacity));
    let sum = match day.estimated.checked_sub(day.capacity) {
        None | Some(0) => style.green(&format!("{estimated} of {capacity}")),
        Some(excess) => style.red(&format!("{estimated} of {capacity}, {} too much", duration(excess))),
    };
    match day.unestimated {
        0 => format!("{date}: {sum}"),
        1 => format!("{date}: {sum}, and 1 task without an estimate"),
        count => format!("{date}: {sum}, and {count} tasks without an estimate"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_says_whether_it_fits() {
        let said = |estimated, unestimated| {
            let task = serde_json::json!({
                "id": 1, "version": 1, "title": "A", "status": "open", "priority": "none", "due": null,
                "planned": null, "estimate": null, "project_id": null, "parent_id": null, "tags": [], "recurrence": null
            });
            let day = serde_json::json!({
                "date": "2026-11-23", "capacity": 480, "estimated": estimated, "unestimated": unestimated, "tasks": [task]
            });
            head(&serde_json::from_value(day).unwrap(), Style { colours: false })
        };
        assert_eq!(said(135, 0), "Monday, 23 November 2026: 2 h 15 min of 8 h");
        assert_eq!(said(480, 1), "Monday, 23 November 2026: 8 h of 8 h, and 1 task without an estimate");
        assert_eq!(
            said(500, 3),
            "Monday, 23 November 2026: 8 h 20 min of 8 h, 20 min too much, and 3 tasks without an estimate"
        );
    }
}
