//! Standard input.

use std::io::{self, Read};

use anyhow::Context;

/// The most bytes that are read: more than a server takes.
const TEXT_BYTES: u64 = 1024 * 1024;

/// What stands in standard input, as far as a server would take it.
pub fn read_input() -> anyhow::Result<String> {
    let mut text = String::new();
    io::stdin().lock().take(TEXT_BYTES).read_to_string(&mut text).context("Can't read standard input")?;
    Ok(text)
}
