//! `tracker user move` and `tracker user receive`

use std::io::Write;
use std::path::PathBuf;

use anyhow::Context;
use clap::Args;

use crate::cli::draft::Draft;
use crate::cli::{create_if_missing, find_user, output, with_store};
use crate::clock;
use crate::config::{DatabaseArgs, PublicUrl};
use crate::domain::transfer::moves::{END, MovingAccount};
use crate::domain::users::Username;

#[derive(Debug, Args)]
pub struct Move {
    /// The user's name
    name: String,
    #[command(flatten)]
    database: DatabaseArgs,

    /// The server where the account will be, such as `https://tracker.example`: whoever logs in here is told so
    #[arg(long, env = "TRACKER_MOVE_TO", value_name = "URL")]
    to: PublicUrl,

    /// The file to write; it holds all tasks and what the user logs in with
    #[arg(short, long, env = "TRACKER_OUTPUT", value_name = "FILE")]
    output: PathBuf,
}

#[derive(Debug, Args)]
pub struct Receive {
    /// The file that `tracker user move` wrote; it is only read
    file: PathBuf,
    #[command(flatten)]
    database: DatabaseArgs,
}

impl Move {
    pub async fn run(self) -> anyhow::Result<()> {
        let username = Username::parse(&self.name)?;
        let cant = || format!("Can't write {}", self.output.display());
        // Before anything is changed.
        let draft = Draft::new(&self.output).with_context(cant)?;
        let mut file = draft.file().with_context(cant)?;
        let to = self.to.origin();
        with_store(&self.database.path()?, async |store| {
            let owner = find_user(store, &username).await?;
            let user = store.move_away(owner, to.clone(), clock::now()).await?;
            // From here on the account does not change, so what is written is all there is.
            file.write_all(MovingAccount::beginning(&user)?.as_bytes()).with_context(cant)?;
            let mut file = store.export(owner, None, clock::now(), file).await?;
            file.write_all(END.as_bytes()).with_context(cant)?;
            draft.publish().with_context(cant)
        })
        .await
        .with_context(|| {
            format!("{username} may be locked out: run this again, or `tracker user enable {username}`")
        })?;
        output::line(format!(
            "{username} is locked out here, and told to go to {to}. Take the file there: `tracker user receive {}`. \
             Then remove it, and the account here with `tracker user remove {username}` once nobody comes any more.",
            self.output.display()
        ))?;
        Ok(())
    }
}

impl Receive {
    pub async fn run(self) -> anyhow::Result<()> {
        let json = std::fs::read(&self.file).with_context(|| format!("Can't read {}", self.file.display()))?;
        let account = MovingAccount::parse(&json)?;
        drop(json);
        let (tasks, changes) = (account.export.tasks.len(), account.export.changes.len());
        let user = with_store(&create_if_missing(&self.database)?, async |store| {
            Ok(store.receive_account(account, clock::now()).await?)
        })
        .await?;
        output::line(format!("{} is here with {tasks} tasks and {changes} changes.", user.username))?;
        Ok(())
    }
}
