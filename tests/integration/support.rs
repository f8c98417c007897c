//! What the tests are written with.

mod browser;
mod document;
mod process;
mod server;

pub use browser::{Answer, Browser};
pub use document::{Document, Operation};
pub use process::{Client, Process, database_in, run, run_with_input, tracker};
pub use server::{PASSWORD, Server};
