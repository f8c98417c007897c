//! Lists: their pages and their order.

pub mod order;
pub mod page;
pub mod position;
