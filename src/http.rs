//! The HTTP server: endpoints, middleware and pages.

mod api;
mod app;
mod openapi;
mod router;
mod server;
mod wire;

pub use self::app::App;
pub use self::router::{OPENAPI, openapi, router};
pub use self::server::accept::serve;
pub use self::server::limits::Limits;
pub use self::server::listener::Listener;
pub use self::server::tls::Tls;
