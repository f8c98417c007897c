//! Reads requests and writes answers.

pub mod answer;
pub mod authentication;
pub mod cookies;
pub mod incoming;
pub mod json;
pub mod long_answers;
pub mod passkey;
pub mod problem;
pub mod proof;
pub mod query;
pub mod refused_rights;
pub mod session_store;
pub mod write;
