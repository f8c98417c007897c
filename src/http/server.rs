//! The server: connections, middleware and the pages.

pub mod accept;
mod activity;
pub mod client_address;
mod connection;
mod connections;
pub mod layers;
pub mod limits;
pub mod listener;
pub mod measuring;
mod observe;
pub mod packing;
pub mod pages;
pub mod proxy_user;
mod refusal;
pub mod tls;
mod watched;
