//! `tracker man`

use anyhow::bail;
use clap::Args;

use super::{definition, output};

#[derive(Debug, Args)]
pub struct Man {
    /// The command whose page to print, such as `user add`; tracker(1) without one
    command: Vec<String>,
}

impl Man {
    pub fn run(self) -> anyhow::Result<()> {
        let mut page = definition();
        page.build();
        for name in &self.command {
            let Some(found) = page.find_subcommand(name).cloned() else {
                bail!("There is no command {:?}. `tracker --help` lists them.", self.command.join(" "));
            };
            page = found;
        }
        let mut text = Vec::new();
        clap_mangen::Man::new(page).render(&mut text)?;
        Ok(output::bytes(&text)?)
    }
}
