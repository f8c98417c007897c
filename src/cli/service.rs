//! `tracker service`

use std::path::PathBuf;

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

    /// Where the program is installed, by default where this one is
    #[arg(long, env = "TRACKER_PROGRAM", value_name = "FILE")]
    program: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Kind {
    /// A hardened unit for `/etc/systemd/system/tracker.service`
    Systemd,
    /// A socket for `/etc/systemd/system/tracker.socket`, if systemd is to hold the address
    SystemdSocket,
    /// A `compose.yaml` for Docker
    Compose,
}

/// Where the unit says that the program is.
const PROGRAM: &str = "/usr/local/bin/tracker";

impl Service {
    pub fn run(self) -> anyhow::Result<()> {
        let Self::Print(Print { kind, program }) = self;
        let text = match kind {
            Kind::SystemdSocket => include_str!("service/tracker.socket").to_owned(),
            Kind::Compose => include_str!("service/compose.yaml").to_owned(),
            Kind::Systemd => {
                let program = program.map_or_else(std::env::current_exe, std::path::absolute)?;
                include_str!("service/tracker.service").replace(PROGRAM, &program.to_string_lossy())
            }
        };
        Ok(output::bytes(text.as_bytes())?)
    }
}
