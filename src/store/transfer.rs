//! Exports, imports and demo data of whole accounts.

pub mod export;
pub mod flask;
pub mod import;
pub mod seed;
