//! `tracker user disable` and `tracker user enable`

use super::Name;
use crate::cli::{find_user, output, with_store};
use crate::domain::users::{AccountPatch, Username};

pub async fn run(name: Name, disabled: bool) -> anyhow::Result<()> {
    let username = Username::parse(&name.name)?;
    let account = with_store(&name.database.path()?, async |store| {
        let id = find_user(store, &username).await?;
        Ok(store.update_account(id, AccountPatch { disabled: Some(disabled), admin: None }).await?)
    })
    .await?;
    output::line(format!("{} {}.", if disabled { "Disabled" } else { "Enabled" }, account.username))?;
    Ok(())
}
