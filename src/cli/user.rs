//! `tracker user`

use std::io::{self, BufRead};

use anyhow::{Context, bail};
use clap::builder::FalseyValueParser;
use clap::{Args, Subcommand};
use comfy_table::{Table, presets};
use serde_json::json;

use super::{find_user, open, open_or_create, output};
use crate::accounts::Accounts;
use crate::clock;
use crate::config::{DatabaseArgs, OutputArgs, PasswordArgs};
use crate::domain::users::password::Password;
use crate::domain::users::{Account, AccountPatch, Username};

#[derive(Debug, Subcommand)]
pub enum User {
    /// Make an account; asks twice for its password
    Add(Add),
    /// List the accounts
    List(List),
    /// Set a new password and end every session of the user
    Password(SetPassword),
    /// Keep a user out, and end every session
    Disable(Name),
    /// Let a user in again
    Enable(Name),
    /// Remove an account and everything in it, for good
    Remove(Remove),
}

#[derive(Debug, Args)]
pub struct Name {
    /// The user's name
    name: String,
    #[command(flatten)]
    database: DatabaseArgs,
}

#[derive(Debug, Args)]
pub struct PasswordInput {
    /// Read the password from the first line of standard input instead of asking for it
    #[arg(long, env = "TRACKER_PASSWORD_STDIN", value_parser = FalseyValueParser::new())]
    password_stdin: bool,
}

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

#[derive(Debug, Args)]
pub struct List {
    #[command(flatten)]
    database: DatabaseArgs,
    #[command(flatten)]
    output: OutputArgs,
}

#[derive(Debug, Args)]
pub struct SetPassword {
    #[command(flatten)]
    name: Name,
    #[command(flatten)]
    hashing: PasswordArgs,
    #[command(flatten)]
    password: PasswordInput,
}

#[derive(Debug, Args)]
pub struct Remove {
    #[command(flatten)]
    name: Name,

    /// Do it; without this flag nothing is removed
    #[arg(long, env = "TRACKER_YES", value_parser = FalseyValueParser::new())]
    yes: bool,
}

impl User {
    pub async fn run(self) -> anyhow::Result<()> {
        match self {
            Self::Add(add) => add.run().await,
            Self::List(list) => list.run().await,
            Self::Password(set) => set.run().await,
            Self::Disable(name) => name.set_disabled(true).await,
            Self::Enable(name) => name.set_disabled(false).await,
            Self::Remove(remove) => remove.run().await,
        }
    }
}

impl Add {
    async fn run(self) -> anyhow::Result<()> {
        let username = Username::parse(&self.name.name)?;
        let password = self.password.read(&username)?;
        let store = open_or_create(&self.name.database)?;
        let accounts = Accounts::new(store.clone(), self.hashing.hasher());
        let made = accounts.sign_up(username, password, self.admin, None, clock::now()).await?;
        drop(accounts);
        store.close().await;
        output::line(format!("Added {}.", made.user.username))?;
        Ok(())
    }
}

impl List {
    async fn run(self) -> anyhow::Result<()> {
        let store = open(&self.database)?;
        let accounts = store.list_accounts().await?;
        store.close().await;
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

impl SetPassword {
    async fn run(self) -> anyhow::Result<()> {
        let username = Username::parse(&self.name.name)?;
        let store = open(&self.name.database)?;
        let owner = find_user(&store, &username).await?;
        let password = self.password.read(&username)?;
        let accounts = Accounts::new(store.clone(), self.hashing.hasher());
        accounts.reset_password(owner, password).await?;
        drop(accounts);
        store.close().await;
        output::line(format!("Set the password of {username} and ended every session."))?;
        Ok(())
    }
}

impl Name {
    async fn set_disabled(self, disabled: bool) -> anyhow::Result<()> {
        let username = Username::parse(&self.name)?;
        let store = open(&self.database)?;
        let id = find_user(&store, &username).await?;
        let account = store.update_account(id, AccountPatch { disabled: Some(disabled), admin: None }).await?;
        store.close().await;
        output::line(format!("{} {}.", if disabled { "Disabled" } else { "Enabled" }, account.username))?;
        Ok(())
    }
}

impl Remove {
    async fn run(self) -> anyhow::Result<()> {
        let username = Username::parse(&self.name.name)?;
        let store = open(&self.name.database)?;
        let id = find_user(&store, &username).await?;
        if !self.yes {
            bail!("Removing {username} can't be undone. Say --yes to do it.");
        }
        store.remove_user(id).await?;
        store.close().await;
        output::line(format!("Removed {username}."))?;
        Ok(())
    }
}

impl PasswordInput {
    /// The new password, from standard input or typed twice, without echo.
    fn read(&self, username: &Username) -> anyhow::Result<Password> {
        let password = if self.password_stdin {
            let mut line = String::new();
            io::stdin().lock().read_line(&mut line).context("Can't read the password from standard input")?;
            line.trim_end_matches(['\n', '\r']).to_owned()
        } else {
            let cant_ask = "Can't ask for the password without a terminal. Use --password-stdin";
            let password = rpassword::prompt_password("Password: ").context(cant_ask)?;
            if rpassword::prompt_password("Again: ").context(cant_ask)? != password {
                bail!("The passwords don't match. Nothing was changed.");
            }
            password
        };
        Ok(Password::parse_new("password", Some(password), Some(username))?)
    }
}
