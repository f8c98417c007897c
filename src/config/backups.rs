//! Where backups are, when they are made, and which are kept.

use std::path::{Path, PathBuf};

use clap::Args;
use jiff::civil::Time;

use crate::domain::backups::Keep;

/// Where backups are.
#[derive(Debug, Clone, Args)]
pub struct BackupFolderArgs {
    /// The folder for backups, by default `backups` beside the database
    #[arg(long, env = "TRACKER_BACKUP_DIR", value_name = "DIR", hide_env_values = true)]
    backup_dir: Option<PathBuf>,
}

impl BackupFolderArgs {
    /// The folder for the backups of a database.
    pub fn folder(&self, database: &Path) -> PathBuf {
        match &self.backup_dir {
            Some(folder) => folder.clone(),
            None => database.with_file_name("backups"),
        }
    }
}

/// When backups are made.
#[derive(Debug, Clone, Args)]
pub struct BackupArgs {
    #[command(flatten)]
    pub folder: BackupFolderArgs,

    /// Make a backup every day at this time of the machine's clock, and at the start if the last one was missed
    #[arg(long, env = "TRACKER_BACKUP_AT", value_name = "HH:MM", value_parser = parse_time)]
    pub backup_at: Option<Time>,

    /// How many of them to keep: the newest of so many days, weeks and months
    #[arg(long, env = "TRACKER_BACKUP_KEEP", value_name = "N", default_value_t)]
    pub backup_keep: Keep,
}

fn parse_time(text: &str) -> Result<Time, String> {
    Time::strptime("%H:%M", text).map_err(|_| "expected a time of day, such as 03:30".to_owned())
}
