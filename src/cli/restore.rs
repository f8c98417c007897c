//! `tracker restore`

use std::path::PathBuf;

use clap::Args;
use serde_json::json;

use super::output;
use crate::clock;
use crate::config::{DatabaseArgs, OutputArgs};
use crate::store::{self, ServeLock};

#[derive(Debug, Args)]
pub struct Restore {
    /// The backup; it is only read
    file: PathBuf,
    #[command(flatten)]
    database: DatabaseArgs,
    #[command(flatten)]
    output: OutputArgs,
}

impl Restore {
    pub fn run(self) -> anyhow::Result<()> {
        let database = self.database.path()?;
        // A file that is no backup leaves everything untouched, the folder too.
        let contents = store::verify_backup(&self.file)?;
        store::make_folder(&database)?;
        let _lock = ServeLock::take(&database)?;
        let restored = store::restore(&database, &self.file, clock::now())?;
        if self.output.json {
            let result = json!({ "database": database, "previous": restored.previous, "contents": contents });
            return Ok(output::line(result)?);
        }
        output::line(format!(
            "Restored {} from {} (accounts: {}, tasks: {}). All sessions have ended.",
            database.display(),
            self.file.display(),
            contents.accounts,
            contents.tasks,
        ))?;
        if let Some(previous) = restored.previous {
            output::line(format!("The database that was there is now {}", previous.display()))?;
        }
        Ok(())
    }
}
