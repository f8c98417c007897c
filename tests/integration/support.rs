//! What the tests are written with.

mod account_rules;
mod authenticator;
mod browser;
mod days;
mod document;
mod issuer;
mod plan;
mod process;
mod server;
mod totp;
mod witness;

pub use account_rules::check_rules;
pub use authenticator::Authenticator;
pub use browser::{Answer, Browser};
pub use days::{day, in_days, instant, now, today};
pub use document::{Document, Operation};
pub use issuer::{CLIENT, FakeIssuer, Signing};
pub use plan::{account, anna, encode, titles};
pub use process::{Client, Process, database_in, eventually, run, run_with_input, serve_command, tracker};
pub use server::{PASSWORD, Server};
pub use totp::totp;
pub use witness::Witness;
