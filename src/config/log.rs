//! How the log looks.

use clap::{Args, ValueEnum};

/// How the log looks.
#[derive(Debug, Clone, Copy, Args)]
pub struct LogArgs {
    /// How the log is written to standard error
    #[arg(long, env = "TRACKER_LOG_FORMAT", value_enum, default_value_t = LogFormat::Text)]
    pub log_format: LogFormat,

    /// The least important kind of line in the log
    #[arg(long, env = "TRACKER_LOG_LEVEL", value_enum, default_value_t = LogLevel::Info)]
    pub log_level: LogLevel,
}

/// `text` or `json`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum LogFormat {
    /// For people.
    Text,
    /// For programs, an object a line.
    Json,
}

/// From `error` to `debug`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum LogLevel {
    /// Faults of the server.
    Error,
    /// What somebody should look at.
    Warn,
    /// What happened.
    Info,
    /// Everything.
    Debug,
}
