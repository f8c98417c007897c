//! `tracker user list`

use clap::Args;
use comfy_table::{Table, presets};
use serde::Serialize;
use serde_json::json;

use crate::cli::{output, with_store};
use crate::config::{DatabaseArgs, OutputArgs};
use crate::domain::identities::{LinkedIdentity, OwnedIdentity};
use crate::domain::users::Account;

#[derive(Debug, Args)]
pub struct List {
    #[command(flatten)]
    database: DatabaseArgs,
    #[command(flatten)]
    output: OutputArgs,
}

/// An account and what it is linked to.
#[derive(Serialize)]
struct Listed<'a> {
    #[serde(flatten)]
    account: &'a Account,
    identities: Vec<&'a LinkedIdentity>,
}

impl List {
    pub async fn run(self) -> anyhow::Result<()> {
        let (accounts, links) = with_store(&self.database.path()?, async |store| {
            Ok((store.list_accounts(u32::MAX).await?, store.list_identities_of(None).await?))
        })
        .await?;
        if self.output.json {
            let listed = |account| Listed { account, identities: links_of(account, &links).collect() };
            let users: Vec<_> = accounts.iter().map(listed).collect();
            output::line(json!({ "users": users }))?;
        } else {
            output::line(table(&accounts, &links))?;
        }
        Ok(())
    }
}

fn links_of<'a>(account: &Account, links: &'a [OwnedIdentity]) -> impl Iterator<Item = &'a LinkedIdentity> {
    let owner = account.id;
    links.iter().filter(move |link| link.owner == owner).map(|link| &link.identity)
}

fn table(accounts: &[Account], links: &[OwnedIdentity]) -> Table {
    let mut table = Table::new();
    table.load_style(presets::NOTHING).set_header(["NAME", "CREATED", "LAST SEEN", "TASKS", "STATE", "LINKS"]);
    for account in accounts {
        let day = |instant: jiff::Timestamp| instant.strftime("%Y-%m-%d").to_string();
        let state = match (&account.moved_to, account.disabled, account.admin) {
            (Some(server), ..) => format!("moved to {server}"),
            (None, true, _) => "disabled".to_owned(),
            (None, false, true) => "admin".to_owned(),
            (None, false, false) => String::new(),
        };
        let links = links_of(account, links).map(|link| format!("{} {}", link.kind.as_str(), link.subject));
        table.add_row([
            account.username.clone(),
            day(account.created_at),
            account.last_seen_at.map_or_else(|| "never".to_owned(), day),
            account.tasks.to_string(),
            state,
            links.collect::<Vec<_>>().join(", "),
        ]);
    }
    table
}
