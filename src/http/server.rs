//! The server: connections, middleware and the pages.

pub mod accept;
pub mod client_address;
pub mod layers;
pub mod packing;
pub mod pages;
pub mod proxy_user;
pub mod refusal;
