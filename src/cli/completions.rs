//! `tracker completions`

use clap::Args;
use clap_complete::Shell;

use super::definition;

#[derive(Debug, Args)]
pub struct Completions {
    /// The shell
    shell: Shell,
}

impl Completions {
    pub fn run(self) {
        clap_complete::generate(self.shell, &mut definition(), "tracker", &mut std::io::stdout());
    }
}
