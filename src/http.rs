//! The HTTP server: endpoints, middleware and pages.

mod api;
mod app;
mod exports;
mod long_answers;
mod metrics;
mod openapi;
mod router;
mod server;
mod wire;

pub use self::app::App;
pub use self::metrics::Metrics;
pub use self::router::{OPENAPI, openapi, router};
pub use self::server::accept::serve;
pub use self::server::limits::Limits;
pub use self::server::listener::Listener;
pub use self::server::measuring::metrics_router;
pub use self::server::tls::Tls;
