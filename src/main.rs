//! The executable; everything it does is in the library.

use std::process::ExitCode;

/// A request allocates on one thread what another frees, and the C library's allocator is slow at that.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    tracker::cli::run()
}
