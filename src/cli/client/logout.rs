//! `tracker logout`

use anyhow::{Context, bail};
use clap::Args;

use super::server::Server;
use super::session::SessionArgs;
use crate::cli::output;

#[derive(Debug, Args)]
pub struct Logout {
    #[command(flatten)]
    session: SessionArgs,
}

impl Logout {
    pub fn run(self) -> anyhow::Result<()> {
        let Some(session) = self.session.find()? else { bail!("You are not logged in.") };
        let url = &session.url;
        // Tell the server first, so an interrupted logout can be repeated.
        let told = Server::new(url, Some(session.cookie)).log_out();
        self.session.remove()?;
        told.context("The session is forgotten here, but the server may still know it; end it on the settings page")?;
        Ok(output::line(format!("Logged out of {url}."))?)
    }
}
