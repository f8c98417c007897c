//! How the server is seen from outside.

use clap::Args;

use super::{ListenAddress, Switch};

/// How the server is seen from outside.
#[derive(Debug, Clone, Args)]
pub struct ObservingArgs {
    /// Serve metrics for Prometheus at /metrics of this address, to whoever reaches it
    #[arg(long, env = "TRACKER_METRICS_LISTEN", value_name = "ADDR")]
    pub metrics_listen: Option<ListenAddress>,

    /// Whether every request is a line in the log, without queries, bodies or names
    #[arg(long, env = "TRACKER_LOG_REQUESTS", value_enum, default_value_t = Switch::Off)]
    pub log_requests: Switch,
}
