//! The executable; everything it does is in the library.

use std::process::ExitCode;

/// A request allocates much on one thread that is freed on another, which the C library's allocator is slow at.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    tracker::cli::run()
}
