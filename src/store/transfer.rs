//! Whole accounts: exported, imported, taken over, made for a demonstration.

pub mod export;
pub mod flask;
pub mod import;
pub mod seed;
