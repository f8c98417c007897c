//! `tracker user disable` and `tracker user enable`

use super::Name;
use crate::cli::{find_user, output, with_store};
use crate::clock;
use crate::domain::security_events::Occasion;
use crate::domain::users::{AccountPatch, Username};

pub async fn run(name: Name, disabled: bool) -> anyhow::Result<()> {
    let username = Username::parse(&name.name)?;
    let account = with_store(&name.database.path()?, async |store| {
        let id = find_user(store, &username).await?;
        Ok(store
            .update_account(id, AccountPatch { disabled: Some(disabled), admin: None }, Occasion::command(clock::now()))
            .await?)
    })
    .await?;
    output::line(format!("{} {}.", if disabled { "Disabled" } else { "Enabled" }, account.username))?;
    Ok(())
}
