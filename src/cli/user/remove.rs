//! `tracker user remove`

use anyhow::bail;
use clap::Args;
use clap::builder::FalseyValueParser;

use super::Name;
use crate::cli::{find_user, output, with_store};
use crate::domain::users::Username;

#[derive(Debug, Args)]
pub struct Remove {
    #[command(flatten)]
    name: Name,

    /// Do it; without this flag nothing is removed
    #[arg(long, env = "TRACKER_YES", value_parser = FalseyValueParser::new())]
    yes: bool,
}

impl Remove {
    pub async fn run(self) -> anyhow::Result<()> {
        let username = Username::parse(&self.name.name)?;
        with_store(&self.name.database.path()?, async |store| {
            let id = find_user(store, &username).await?;
            if !self.yes {
                bail!("Removing {username} can't be undone. Say --yes to do it.");
            }
            Ok(store.remove_user(id).await?)
        })
        .await?;
        output::line(format!("Removed {username}."))?;
        Ok(())
    }
}
