//! `tracker doctor`

mod checks;

use std::path::Path;
use std::process::ExitCode;

use clap::Args;
use comfy_table::{ContentArrangement, Table, presets};
use jiff::tz::TimeZone;
use serde_json::json;

use self::checks::{Check, Verdict};
use super::output;
use crate::clock;
use crate::config::{DatabaseArgs, OutputArgs, PasswordArgs, ServeConfig};

/// The exit code when something needs a hand.
const NEEDS_A_HAND: u8 = 4;

/// Takes the flags and variables of `serve`, to see the configuration that the server sees.
#[derive(Debug, Args)]
pub struct Doctor {
    #[command(flatten)]
    database: DatabaseArgs,
    #[command(flatten)]
    config: ServeConfig,
    #[command(flatten)]
    password: PasswordArgs,
    #[command(flatten)]
    output: OutputArgs,
}

impl Doctor {
    pub async fn run(self, settings: String) -> anyhow::Result<ExitCode> {
        let path = self.database.path()?;
        let found = self.examine(&path, settings).await;
        if self.output.json {
            output::line(json!({ "checks": found }))?;
        } else {
            let mut table = Table::new();
            table.load_style(presets::NOTHING).set_content_arrangement(ContentArrangement::Dynamic);
            for Check { name, verdict, says } in &found {
                table.add_row([verdict.as_str(), name, says.as_str()]);
            }
            output::line(table)?;
        }
        let is_well = found.iter().all(|check| check.verdict != Verdict::NeedsAHand);
        Ok(if is_well { ExitCode::SUCCESS } else { ExitCode::from(NEEDS_A_HAND) })
    }

    async fn examine(&self, path: &Path, settings: String) -> Vec<Check> {
        let now = clock::now();
        let database = checks::database(path);
        let is_there = database.verdict == Verdict::Well;
        let mut found = vec![database];
        if is_there {
            found.push(checks::permissions(path));
            found.push(checks::space(path));
            found.push(checks::soundness(path));
            found.push(checks::last_backup(path, &self.config.backups, now).await);
        }
        found.push(checks::configuration(&self.config, settings));
        found.push(checks::address(&self.config));
        found.push(checks::proxies(&self.config));
        found.push(checks::passwords(self.password.hasher()).await);
        found.push(checks::clock(now, &TimeZone::system()));
        found
    }
}
