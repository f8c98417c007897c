//! What happens to a database of an older version.

use clap::Args;
use clap::builder::FalseyValueParser;

/// What happens to a database of an older version.
#[derive(Debug, Clone, Copy, Args)]
pub struct UpgradeArgs {
    /// Fail instead of bringing an older database up to this version's schema
    #[arg(long, env = "TRACKER_NO_MIGRATE", value_parser = FalseyValueParser::new())]
    pub no_migrate: bool,

    /// Don't make a backup before that
    #[arg(long, env = "TRACKER_NO_BACKUP", value_parser = FalseyValueParser::new())]
    pub no_backup: bool,
}
