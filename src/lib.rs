//! A private productivity tracker that people host themselves, from one binary.
//!
//! Every import goes down this list, never up; `tests/integration/architecture.rs` checks this in the sources.
//!
//! | module       | what it is                                                                        |
//! |--------------|-----------------------------------------------------------------------------------|
//! | [`cli`]      | the commands, one file each                                                       |
//! | [`http`]     | the server: router, layers, extractors, one file per noun, the embedded client    |
//! | [`config`]   | flags, `TRACKER_*` variables and their help                                       |
//! | [`accounts`] | signing up and logging in, which need both password hashing and the store         |
//! | [`store`]    | `SQLite`: one public method is one transaction, and one thing a user can do        |
//! | [`domain`]   | the nouns and their rules: pure, without clock or I/O                             |
//! | [`clock`]    | the only place that reads the clock                                               |
//! | [`error`]    | why an action failed                                                              |

pub mod accounts;
pub mod cli;
pub mod clock;
pub mod config;
pub mod domain;
pub mod error;
pub mod http;
pub mod store;
