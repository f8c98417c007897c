//! `tracker migrate`

use std::process::ExitCode;

use clap::Args;
use clap::builder::FalseyValueParser;
use serde_json::json;

use super::{PENDING, output, with_store};
use crate::clock;
use crate::config::{DatabaseArgs, OutputArgs};
use crate::store;

#[derive(Debug, Args)]
pub struct Migrate {
    #[command(flatten)]
    database: DatabaseArgs,
    #[command(flatten)]
    output: OutputArgs,

    /// Change nothing, and exit with 3 when something is pending
    #[arg(long, env = "TRACKER_CHECK", value_parser = FalseyValueParser::new())]
    check: bool,
}

impl Migrate {
    pub async fn run(self) -> anyhow::Result<ExitCode> {
        let path = self.database.path()?;
        let names = if self.check { store::pending(&path)? } else { store::migrate(&path)? };
        if !self.check {
            with_store(&path, async |store| Ok(store.mend_accounts(clock::now()).await?)).await?;
        }
        let key = if self.check { "pending" } else { "applied" };
        if self.output.json {
            output::line(json!({ key: names }))?;
        } else {
            for name in &names {
                output::line(format!("{key} {name}"))?;
            }
        }
        Ok(if self.check && !names.is_empty() { ExitCode::from(PENDING) } else { ExitCode::SUCCESS })
    }
}
