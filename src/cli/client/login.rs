//! `tracker login`

use std::io::{self, BufRead, IsTerminal, Read, Write};
use std::net::IpAddr;

use anyhow::{Context, bail};
use clap::Args;
use clap::error::ErrorKind;
use serde_json::json;

use super::server::Server;
use super::session::{Session, SessionArgs};
use super::style::printable;
use super::wire::User;
use crate::cli::{definition, output};
use crate::config::{OutputArgs, PublicUrl};

/// The longest line to read from standard input.
const LINE_BYTES: u64 = 8 * 1024;

#[derive(Debug, Args)]
pub struct Login {
    /// The server, such as `https://tracker.example`
    url: PublicUrl,

    /// Who logs in; asked for on a terminal
    #[arg(long, env = "TRACKER_USER", value_name = "NAME")]
    user: Option<String>,

    #[command(flatten)]
    session: SessionArgs,
    #[command(flatten)]
    output: OutputArgs,
}

impl Login {
    pub fn run(self) -> anyhow::Result<()> {
        let url = self.url.origin();
        // An unreadable session file is replaced.
        let former = self.session.find().unwrap_or_default();
        if url.starts_with("http:") && !is_this_machine(self.url.host()) {
            eprintln!("tracker: {url} has no TLS, so anybody on the way can read the password.");
        }
        let username = self.user.map_or_else(ask_user, Ok)?;
        let password = ask_password()?;
        // The server ends the session that the login request carries.
        let (same, other): (Vec<_>, Vec<_>) = former.into_iter().partition(|former| former.url == url);
        let server = Server::new(&url, same.into_iter().next().map(|former| former.cookie));
        let mut answer = server.log_in(&json!({ "username": username, "password": password }))?;
        if answer.wants_code() {
            let code = ask("Code from your app, or a recovery code: ")?;
            answer = server.log_in(&json!({ "username": username, "password": password, "code": code }))?;
        }
        let answer = answer.accepted(&url)?;
        let user: User = answer.read()?;
        let cookie = answer.cookie.clone().with_context(|| format!("{url} has begun no session. Check the URL."))?;
        if cookie.starts_with("__Host-") && url.starts_with("http:") && !is_this_machine(self.url.host()) {
            bail!("This server is to be reached by https alone. Log in with its https URL.");
        }
        self.session.save(&Session { url: url.clone(), username: user.username.clone(), cookie })?;
        for Session { url, cookie, .. } in other {
            // The session is no longer needed. If the server can't be reached, it will expire.
            let _ = Server::new(&url, Some(cookie)).log_out();
        }
        if self.output.json {
            return answer.print();
        }
        Ok(output::line(format!("Logged in to {url} as {}.", printable(&user.username)))?)
    }
}

fn is_this_machine(host: &str) -> bool {
    let bare = host.trim_start_matches('[').trim_end_matches(']');
    host == "localhost" || bare.parse().is_ok_and(|address: IpAddr| address.is_loopback())
}

fn ask_user() -> anyhow::Result<String> {
    if !io::stdin().is_terminal() {
        let sentence = "without a terminal, who logs in has to be named with --user";
        definition().error(ErrorKind::MissingRequiredArgument, sentence).exit();
    }
    ask("Username: ")
}

/// What is typed, or the next line of standard input if that is not a terminal.
fn ask(prompt: &str) -> anyhow::Result<String> {
    if io::stdin().is_terminal() {
        let mut out = io::stderr().lock();
        out.write_all(prompt.as_bytes())?;
        out.flush()?;
    }
    next_line()
}

/// The password, typed without echo, or the next line of standard input if that is not a terminal.
fn ask_password() -> anyhow::Result<String> {
    if io::stdin().is_terminal() {
        return rpassword::prompt_password("Password: ").context("Can't ask for the password on this terminal");
    }
    next_line()
}

fn next_line() -> anyhow::Result<String> {
    let mut line = String::new();
    io::stdin().lock().take(LINE_BYTES).read_line(&mut line).context("Can't read standard input")?;
    Ok(line.trim_end_matches(['\n', '\r']).to_owned())
}
