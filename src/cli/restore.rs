//! `tracker restore`

use std::path::{Path, PathBuf};

use clap::Args;
use serde_json::json;

use super::{find_user, output, with_store};
use crate::clock;
use crate::config::{DatabaseArgs, OutputArgs};
use crate::domain::log::act::{Act, Actor};
use crate::domain::parse_instant;
use crate::domain::users::Username;
use crate::store::{self, ServeLock};

#[derive(Debug, Args)]
pub struct Restore {
    /// The backup; it is only read
    #[arg(required_unless_present = "user", conflicts_with = "user")]
    file: Option<PathBuf>,
    #[command(flatten)]
    database: DatabaseArgs,
    #[command(flatten)]
    output: OutputArgs,

    /// Bring only this account back, from its own log; the server may run
    #[arg(long, env = "TRACKER_USER", value_name = "NAME", requires = "as_of")]
    user: Option<String>,

    /// The account as it stood then: an instant such as 2026-11-22T15:04:05Z
    #[arg(long, env = "TRACKER_AS_OF", value_name = "TIME", requires = "user")]
    as_of: Option<String>,
}

impl Restore {
    pub async fn run(self) -> anyhow::Result<()> {
        match (self.file, self.user, self.as_of) {
            (Some(file), ..) => restore(&self.database.path()?, &file, self.output),
            (None, Some(user), Some(as_of)) => rewind(&self.database.path()?, &user, &as_of, self.output).await,
            // The flags demand one or the other.
            (None, ..) => Ok(()),
        }
    }
}

/// Brings an account back to how it stood at an instant.
async fn rewind(database: &Path, user: &str, as_of: &str, output: OutputArgs) -> anyhow::Result<()> {
    let username = Username::parse(user)?;
    let instant = parse_instant("as_of", as_of)?;
    let undone = with_store(database, async |store| {
        let owner = find_user(store, &username).await?;
        let act = Act::new(owner, Actor::command("tracker restore"), clock::now());
        Ok(store.rewind(act, instant).await?.value)
    })
    .await?;
    if output.json {
        return Ok(output::line(json!({ "undone": undone }))?);
    }
    output::line(format!(
        "Brought the account {username} back to {instant}: {undone} changes are undone. What was created since is in its \
         trash. `Activity` shows this as one action, which can be undone."
    ))?;
    Ok(())
}

/// Puts a backup in the place of the database.
fn restore(database: &Path, backup: &Path, output: OutputArgs) -> anyhow::Result<()> {
    // A file that is no backup leaves everything untouched, the folder too.
    let contents = store::verify_backup(backup)?;
    store::make_folder(database)?;
    let _lock = ServeLock::take(database)?;
    let restored = store::restore(database, backup, clock::now())?;
    if output.json {
        let result = json!({ "database": database, "previous": restored.previous, "contents": contents });
        return Ok(output::line(result)?);
    }
    output::line(format!(
        "Restored {} from {} (accounts: {}, tasks: {}). All sessions have ended.",
        database.display(),
        backup.display(),
        contents.accounts,
        contents.tasks,
    ))?;
    if let Some(previous) = restored.previous {
        output::line(format!("The database that was there is now {}", previous.display()))?;
    }
    Ok(())
}
