//! Whole accounts, as they are written out and taken over.

pub mod export;
pub mod flask;
