//! `tracker user list`

use clap::Args;
use comfy_table::{Table, presets};
use serde_json::json;

use crate::cli::{output, with_store};
use crate::config::{DatabaseArgs, OutputArgs};
use crate::domain::users::Account;

#[derive(Debug, Args)]
pub struct List {
    #[command(flatten)]
    database: DatabaseArgs,
    #[command(flatten)]
    output: OutputArgs,
}

impl List {
    pub async fn run(self) -> anyhow::Result<()> {
        let accounts =
            with_store(&self.database.path()?, async |store| Ok(store.list_accounts(u32::MAX).await?)).await?;
        if self.output.json {
            output::line(json!({ "users": accounts }))?;
        } else {
            output::line(table(&accounts))?;
        }
        Ok(())
    }
}

fn table(accounts: &[Account]) -> Table {
    let mut table = Table::new();
    table.load_style(presets::NOTHING).set_header(["NAME", "CREATED", "LAST SEEN", "TASKS", "STATE"]);
    for account in accounts {
        let day = |instant: jiff::Timestamp| instant.strftime("%Y-%m-%d").to_string();
        let state = match (account.disabled, account.admin) {
            (true, _) => "disabled",
            (false, true) => "admin",
            (false, false) => "",
        };
        table.add_row([
            account.username.clone(),
            day(account.created_at),
            account.last_seen_at.map_or_else(|| "never".to_owned(), day),
            account.tasks.to_string(),
            state.to_owned(),
        ]);
    }
    table
}
