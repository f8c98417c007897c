//! `tracker user admin`

use clap::Args;
use clap::builder::FalseyValueParser;

use super::Name;
use crate::cli::{find_user, output, with_store};
use crate::clock;
use crate::domain::security_events::Occasion;
use crate::domain::users::{AccountPatch, Username};

#[derive(Debug, Args)]
pub struct Admin {
    #[command(flatten)]
    name: Name,

    /// Take it back: the user no longer manages the accounts. The last admin stays
    #[arg(long, env = "TRACKER_REVOKE", value_parser = FalseyValueParser::new())]
    revoke: bool,
}

impl Admin {
    pub async fn run(self) -> anyhow::Result<()> {
        let username = Username::parse(&self.name.name)?;
        let patch = AccountPatch { disabled: None, admin: Some(!self.revoke) };
        let account = with_store(&self.name.database.path()?, async |store| {
            let id = find_user(store, &username).await?;
            Ok(store.update_account(id, patch, Occasion::command(clock::now())).await?)
        })
        .await?;
        let now = if self.revoke { "no longer manages" } else { "manages" };
        output::line(format!("{} {now} the accounts.", account.username))?;
        Ok(())
    }
}
