//! `tracker service`

use clap::{Args, Subcommand, ValueEnum};

use super::output;

#[derive(Debug, Subcommand)]
pub enum Service {
    /// Print a file that makes the system run the server
    Print(Print),
}

#[derive(Debug, Args)]
pub struct Print {
    /// What runs it
    kind: Kind,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Kind {
    /// A hardened unit for `/etc/systemd/system/tracker.service`
    Systemd,
}

impl Service {
    pub fn run(self) -> anyhow::Result<()> {
        let Self::Print(Print { kind: Kind::Systemd }) = self;
        Ok(output::bytes(include_bytes!("service/tracker.service"))?)
    }
}
