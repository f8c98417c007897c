//! Exports and imports of whole accounts.

pub mod export;
pub mod flask;
pub mod moves;
