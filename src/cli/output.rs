//! Results, on standard output.

use std::fmt::Display;
use std::io::{self, Read, Write};

/// Prints a line. An error rather than a panic when nobody takes it, or the disk is full.
pub fn line(text: impl Display) -> io::Result<()> {
    bytes(format!("{text}\n").as_bytes())
}

/// Prints what is a whole document already.
pub fn bytes(bytes: &[u8]) -> io::Result<()> {
    let mut out = io::stdout().lock();
    out.write_all(bytes)?;
    out.flush()
}

/// Prints what a file holds.
pub fn copy(file: &mut impl Read) -> io::Result<()> {
    let mut out = io::stdout().lock();
    io::copy(file, &mut out)?;
    out.flush()
}

/// Whether an error says that whoever read the output has had enough of it.
pub fn is_closed_pipe(error: &anyhow::Error) -> bool {
    error.downcast_ref::<io::Error>().is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe)
}
