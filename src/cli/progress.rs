//! Shows the progress of long work on a terminal.

use indicatif::{ProgressBar, ProgressStyle};

/// A progress bar on standard error; invisible if that is not a terminal.
pub fn bar(total: u64) -> ProgressBar {
    let style = ProgressStyle::with_template("{bar:32} {human_pos} of {human_len} tasks, {eta} left");
    ProgressBar::new(total).with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
}
