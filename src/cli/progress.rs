//! Progress of long work, when somebody watches.

use indicatif::{ProgressBar, ProgressStyle};

/// A bar on standard error; nothing when that is no terminal.
pub fn bar(total: u64) -> ProgressBar {
    let style = ProgressStyle::with_template("{bar:32} {human_pos} of {human_len} tasks, {eta} left");
    ProgressBar::new(total).with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
}
