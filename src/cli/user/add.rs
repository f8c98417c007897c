//! `tracker user add`

use clap::Args;
use clap::builder::FalseyValueParser;

use super::{Name, PasswordInput};
use crate::accounts::Accounts;
use crate::cli::{create_if_missing, output, with_store};
use crate::clock;
use crate::config::PasswordArgs;
use crate::domain::users::Username;

#[derive(Debug, Args)]
pub struct Add {
    #[command(flatten)]
    name: Name,
    #[command(flatten)]
    hashing: PasswordArgs,
    #[command(flatten)]
    password: PasswordInput,

    /// Let the user manage the accounts
    #[arg(long, env = "TRACKER_ADMIN", value_parser = FalseyValueParser::new())]
    admin: bool,
}

impl Add {
    pub async fn run(self) -> anyhow::Result<()> {
        let username = Username::parse(&self.name.name)?;
        let password = self.password.read(&username)?;
        let path = create_if_missing(&self.name.database)?;
        let made = with_store(&path, async |store| {
            let accounts = Accounts::new(store.clone(), self.hashing.hasher());
            Ok(accounts.sign_up(username, password, self.admin, None, None, clock::now()).await?)
        })
        .await?;
        output::line(format!("Added {}.", made.user.username))?;
        Ok(())
    }
}
