//! `tracker user password`

use clap::Args;

use super::{Name, PasswordInput};
use crate::accounts::Accounts;
use crate::cli::{find_user, output, with_store};
use crate::clock;
use crate::config::PasswordArgs;
use crate::domain::security_events::Occasion;
use crate::domain::users::Username;

#[derive(Debug, Args)]
pub struct SetPassword {
    #[command(flatten)]
    name: Name,
    #[command(flatten)]
    hashing: PasswordArgs,
    #[command(flatten)]
    password: PasswordInput,
}

impl SetPassword {
    pub async fn run(self) -> anyhow::Result<()> {
        let username = Username::parse(&self.name.name)?;
        with_store(&self.name.database.path()?, async |store| {
            let owner = find_user(store, &username).await?;
            let password = self.password.read(&username)?;
            let accounts = Accounts::new(store.clone(), self.hashing.hasher());
            Ok(accounts.reset_password(owner, password, Occasion::command(clock::now())).await?)
        })
        .await?;
        output::line(format!("Set the password of {username} and ended every session."))?;
        Ok(())
    }
}
