//! `tracker migrate`

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Context;
use clap::Args;
use clap::builder::FalseyValueParser;
use serde_json::json;

use super::backup_folder::BackupFolder;
use super::{PENDING, exists, output, with_store};
use crate::clock;
use crate::config::{BackupFolderArgs, DatabaseArgs, OutputArgs};
use crate::store;

#[derive(Debug, Args)]
pub struct Migrate {
    #[command(flatten)]
    database: DatabaseArgs,
    #[command(flatten)]
    folder: BackupFolderArgs,
    #[command(flatten)]
    output: OutputArgs,

    /// Don't make a backup first
    #[arg(long, env = "TRACKER_NO_BACKUP", value_parser = FalseyValueParser::new())]
    no_backup: bool,

    /// Change nothing, and exit with 3 when something is pending
    #[arg(long, env = "TRACKER_CHECK", value_parser = FalseyValueParser::new())]
    check: bool,
}

impl Migrate {
    pub async fn run(self) -> anyhow::Result<ExitCode> {
        let path = self.database.path()?;
        let (backup, names) =
            if self.check { (None, store::pending(&path)?) } else { migrate(&path, &self.folder, self.no_backup)? };
        if !self.check {
            with_store(&path, async |store| Ok(store.mend_accounts(clock::now()).await?)).await?;
        }
        let key = if self.check { "pending" } else { "applied" };
        if self.output.json {
            output::line(match backup {
                Some(backup) => json!({ key: names, "backup": backup }),
                None => json!({ key: names }),
            })?;
        } else {
            if let Some(backup) = backup {
                output::line(format!("made and verified the backup {}", backup.display()))?;
            }
            for name in &names {
                output::line(format!("{key} {name}"))?;
            }
        }
        Ok(if self.check && !names.is_empty() { ExitCode::from(PENDING) } else { ExitCode::SUCCESS })
    }
}

/// Brings a database up to this version's schema, after a verified backup of what it holds. Returns the backup and the
/// names of the migrations.
pub fn migrate(
    path: &Path,
    folder: &BackupFolderArgs,
    no_backup: bool,
) -> anyhow::Result<(Option<PathBuf>, Vec<&'static str>)> {
    let _turn = if exists(path) { Some(store::wait_for_turn(path)?) } else { None };
    let is_needed = !no_backup && exists(path) && !store::pending(path)?.is_empty();
    let backup = is_needed.then(|| BackupFolder::new(folder.folder(path)).name_for(clock::now())).transpose()?;
    if let Some(backup) = &backup {
        store::back_up_file(path, backup)
            .context("No backup could be made, so nothing was migrated. Make room, or use --no-backup")?;
    }
    Ok((backup, store::migrate(path)?))
}
