//! `tracker api`

use anyhow::{Context, bail};
use clap::{Args, ValueEnum};
use serde_json::Value;

use super::input::read_input;
use super::session::SessionArgs;

#[derive(Debug, Args)]
pub struct Api {
    /// The HTTP method
    #[arg(ignore_case = true)]
    method: Method,
    /// The path and query, such as `/tasks?status=open`
    path: String,
    /// What is sent, as JSON; `-` reads standard input
    body: Option<String>,

    #[command(flatten)]
    session: SessionArgs,
}

/// A method that the API knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Method {
    Get,
    Post,
    Patch,
    Delete,
}

impl Api {
    pub fn run(self) -> anyhow::Result<()> {
        if !self.path.starts_with('/') || self.path.contains(|c: char| c.is_whitespace() || c.is_control()) {
            bail!("The path must begin with `/` and have no blanks in it, such as `/tasks?status=open`.");
        }
        let body = match self.body.as_deref() {
            Some("-") => Some(read_input()?),
            Some(body) => Some(body.to_owned()),
            None => None,
        };
        let body: Option<Value> =
            body.map(|body| serde_json::from_str(&body)).transpose().context("What is to be sent is not JSON")?;
        let server = self.session.server()?;
        let answer = match self.method {
            Method::Get if body.is_some() => bail!("Nothing can be sent with `get`."),
            Method::Get => server.get(&self.path)?,
            Method::Post => server.write("POST", &self.path, body.as_ref())?,
            Method::Patch => server.write("PATCH", &self.path, body.as_ref())?,
            Method::Delete => server.write("DELETE", &self.path, body.as_ref())?,
        };
        if answer.body.is_empty() { Ok(()) } else { answer.print() }
    }
}
