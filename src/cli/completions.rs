//! `tracker completions`

use clap::Args;
use clap_complete::Shell;

use super::{definition, output};

#[derive(Debug, Args)]
pub struct Completions {
    /// The shell
    shell: Shell,
}

impl Completions {
    pub fn run(self) -> anyhow::Result<()> {
        let mut script = Vec::new();
        clap_complete::generate(self.shell, &mut definition(), "tracker", &mut script);
        Ok(output::bytes(&script)?)
    }
}
