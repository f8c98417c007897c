//! Standard input.

use std::io::{self, Read};

use anyhow::Context;

/// The most bytes to read: more than a server accepts.
const TEXT_BYTES: u64 = 1024 * 1024;

/// Reads standard input, up to what a server would accept.
pub fn read_input() -> anyhow::Result<String> {
    let mut text = String::new();
    io::stdin().lock().take(TEXT_BYTES).read_to_string(&mut text).context("Can't read standard input")?;
    Ok(text)
}
