//! `tracker undo`

use anyhow::bail;
use clap::Args;
use clap::builder::FalseyValueParser;

use super::server::Server;
use super::session::SessionArgs;
use super::style::printable;
use super::wire::{ChangeGroup, Changes};
use crate::cli::output;
use crate::config::OutputArgs;
use crate::domain::log::change::Action;

/// How many pages of the log to search.
const PAGES: usize = 20;
/// How many titles to print.
const TITLES: usize = 3;

#[derive(Debug, Args)]
pub struct Undo {
    /// Redo what was last undone, if nothing else has been done since
    #[arg(long, env = "TRACKER_REDO", value_parser = FalseyValueParser::new())]
    redo: bool,

    #[command(flatten)]
    session: SessionArgs,
    #[command(flatten)]
    output: OutputArgs,
}

impl Undo {
    pub fn run(self) -> anyhow::Result<()> {
        let server = self.session.server()?;
        let found = newest(&server, |group| if self.redo { can_redo(group) } else { can_undo(group) })?;
        let Some(group) = found else {
            bail!("There is nothing to {}.", if self.redo { "do again" } else { "undo" });
        };
        let answer = server.write("POST", &format!("/changes/{}/undo", group.id), None)?;
        if self.output.json {
            return answer.print();
        }
        let Some(undone) = group.undoes.filter(|_| self.redo) else {
            return Ok(output::line(format!("Undone: {}.", said(&group)))?);
        };
        let group = server.get(&format!("/changes/{undone}"))?.read()?;
        Ok(output::line(format!("Done again: {}.", said(&group)))?)
    }
}

/// What to do with a group of the log, starting with the newest.
enum Look {
    Take,
    Pass,
    Stop,
}

/// Groups that were deleted for good can't be undone, and undos are not steps of their own.
fn can_undo(group: &ChangeGroup) -> Look {
    let passed = [Action::Undo, Action::Redo, Action::Purge].map(Action::as_str);
    if group.undone_by.is_some() || passed.contains(&group.action.as_str()) { Look::Pass } else { Look::Take }
}

/// An undo that still applies, with nothing new after it.
fn can_redo(group: &ChangeGroup) -> Look {
    let is = |action: Action| group.action == action.as_str();
    if is(Action::Undo) && group.undone_by.is_none() {
        Look::Take
    } else if is(Action::Undo) || is(Action::Redo) || is(Action::Purge) {
        Look::Pass
    } else {
        Look::Stop
    }
}

fn newest(server: &Server, look: impl Fn(&ChangeGroup) -> Look) -> anyhow::Result<Option<ChangeGroup>> {
    let mut path = "/changes?per_page=100".to_owned();
    for _ in 0..PAGES {
        let page: Changes = server.get(&path)?.read()?;
        for group in page.groups {
            match look(&group) {
                Look::Take => return Ok(Some(group)),
                Look::Pass => {}
                Look::Stop => return Ok(None),
            }
        }
        let Some(next) = page.next else { return Ok(None) };
        path = format!("/changes?per_page=100&before={next}");
    }
    Ok(None)
}

/// What a group did and to what: `completed “Pay rent”`.
fn said(group: &ChangeGroup) -> String {
    let verb = match Action::from_word(&group.action) {
        Some(Action::Create) => "added",
        Some(Action::Complete) => "completed",
        Some(Action::Drop) => "dropped",
        Some(Action::Reopen) => "opened again",
        Some(Action::Skip) => "skipped",
        Some(Action::Move) => "moved",
        Some(Action::Archive) => "archived",
        Some(Action::Unarchive) => "taken from the archive",
        Some(Action::Delete) => "deleted",
        Some(Action::Restore) => "brought back",
        Some(Action::Revert) => "brought back an earlier version of",
        Some(Action::Import) => "imported",
        Some(Action::Seed) => "made for a demo",
        _ => "changed",
    };
    let mut titles: Vec<String> = Vec::new();
    for title in group.changes.iter().filter_map(|change| change.title.as_deref()) {
        let title = format!("“{}”", printable(title));
        if !titles.contains(&title) && titles.len() < TITLES {
            titles.push(title);
        }
    }
    let more = group.change_count.saturating_sub(titles.len());
    match (titles.is_empty(), more) {
        (true, 1) => format!("{verb} 1 thing"),
        (true, count) => format!("{verb} {count} things"),
        (false, 0) => format!("{verb} {}", titles.join(", ")),
        (false, more) => format!("{verb} {} and {more} more", titles.join(", ")),
    }
}
