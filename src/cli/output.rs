//! Prints results to standard output.

use std::fmt::Display;
use std::io::{self, Read, Write};

/// Prints a line. Returns an error instead of panicking if the pipe is closed or the disk is full.
pub fn line(text: impl Display) -> io::Result<()> {
    bytes(format!("{text}\n").as_bytes())
}

/// Prints a complete document.
pub fn bytes(bytes: &[u8]) -> io::Result<()> {
    let mut out = io::stdout().lock();
    out.write_all(bytes)?;
    out.flush()
}

/// Prints the contents of a file.
pub fn copy(file: &mut impl Read) -> io::Result<()> {
    let mut out = io::stdout().lock();
    io::copy(file, &mut out)?;
    out.flush()
}

/// Whether an error means that the reader of the output has closed the pipe.
pub fn is_closed_pipe(error: &anyhow::Error) -> bool {
    error.downcast_ref::<io::Error>().is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe)
}
