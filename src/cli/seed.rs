//! `tracker seed`

use clap::Args;

use super::{create_if_missing, output, progress, with_store};
use crate::accounts::Accounts;
use crate::clock;
use crate::config::{DatabaseArgs, PasswordArgs};
use crate::domain::users::Username;
use crate::domain::users::password::Password;

/// Publicly known, because the account holds only demo data.
const DEMO_PASSWORD: &str = "password";

#[derive(Debug, Args)]
pub struct Seed {
    #[command(flatten)]
    database: DatabaseArgs,
    #[command(flatten)]
    password: PasswordArgs,

    /// The demo account's name; its password is "password"
    #[arg(long, env = "TRACKER_USER", value_name = "NAME", default_value = "demo")]
    user: String,

    /// How many tasks it has
    #[arg(
        long, env = "TRACKER_TASKS", value_name = "N", default_value_t = 26,
        value_parser = clap::value_parser!(u32).range(0..=10_000_000)
    )]
    tasks: u32,

    /// How often they were changed since
    #[arg(
        long, env = "TRACKER_CHANGES", value_name = "N", default_value_t = 0,
        value_parser = clap::value_parser!(u64).range(0..=100_000_000)
    )]
    changes: u64,
}

impl Seed {
    pub async fn run(self) -> anyhow::Result<()> {
        let username = Username::parse(&self.user)?;
        let password = Password::parse("password", Some(DEMO_PASSWORD.to_owned()))?;
        let path = create_if_missing(&self.database)?;
        with_store(&path, async |store| {
            let accounts = Accounts::new(store.clone(), self.password.hasher());
            let bar = progress::bar(u64::from(self.tasks) + self.changes);
            let ticking = bar.clone();
            let counts = (self.tasks, self.changes);
            accounts.seed(username.clone(), password, counts, clock::now(), move || ticking.inc(1)).await?;
            bar.finish_and_clear();
            Ok(())
        })
        .await?;
        output::line(format!("The account {username} has {} tasks; its password is \"{DEMO_PASSWORD}\".", self.tasks))?;
        Ok(())
    }
}
