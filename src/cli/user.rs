//! `tracker user`

mod add;
mod admin;
mod disable;
mod identity;
mod link;
mod list;
mod moves;
mod password;
mod remove;
mod reset_second_factor;

use std::io::{self, BufRead};

use anyhow::{Context, bail};
use clap::builder::FalseyValueParser;
use clap::{Args, Subcommand};

use crate::config::DatabaseArgs;
use crate::domain::users::Username;
use crate::domain::users::password::Password;

#[derive(Debug, Subcommand)]
pub enum User {
    /// Create an account; asks for its password twice
    Add(add::Add),
    /// List the accounts
    List(list::List),
    /// Set a new password and end every session of the user
    Password(password::SetPassword),
    /// Print a link that logs a user in once, to set a new password
    LoginLink(link::LoginLink),
    /// Print a link with which one account can be made, for a server with --signup invite
    Invite(link::Invite),
    /// Turn off the second factor of a user who lost it: the password is enough again
    #[command(name = "2fa-reset")]
    ResetSecondFactor(Name),
    /// Link an account to what a proxy or an issuer knows its user by
    Link(identity::NamedIdentity),
    /// Remove such a link
    Unlink(identity::NamedIdentity),
    /// Lock a user out and end every session
    Disable(Name),
    /// Let a user in again
    Enable(Name),
    /// Let a user manage the accounts, or no longer
    Admin(admin::Admin),
    /// Write an account into a file for another server, and lock it out here
    Move(moves::Move),
    /// Take in an account that `tracker user move` wrote on another server
    Receive(moves::Receive),
    /// Remove an account and everything in it, for good
    Remove(remove::Remove),
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

impl User {
    pub async fn run(self) -> anyhow::Result<()> {
        match self {
            Self::Add(add) => add.run().await,
            Self::List(list) => list.run().await,
            Self::Password(set) => set.run().await,
            Self::Move(moving) => moving.run().await,
            Self::Receive(receive) => receive.run().await,
            Self::LoginLink(link) => link.run().await,
            Self::Invite(invite) => invite.run().await,
            Self::ResetSecondFactor(name) => reset_second_factor::run(name).await,
            Self::Link(identity) => identity.link().await,
            Self::Unlink(identity) => identity.unlink().await,
            Self::Disable(name) => disable::run(name, true).await,
            Self::Enable(name) => disable::run(name, false).await,
            Self::Admin(admin) => admin.run().await,
            Self::Remove(remove) => remove.run().await,
        }
    }
}

impl PasswordInput {
    /// The new password, from standard input or typed twice without echo.
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
        Ok(Password::parse_new("password", Some(password), Some(username), None)?)
    }
}
