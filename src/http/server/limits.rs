//! The limits of the server.

use std::time::Duration;

use ipnet::IpNet;

/// The limits of the server.
#[derive(Debug, Clone)]
pub struct Limits {
    /// How long the header of a request may take to arrive.
    pub header_timeout: Duration,
    /// How long its body may take to arrive.
    pub body_timeout: Duration,
    /// How long a connection may stay open between two requests.
    pub idle_timeout: Duration,
    /// How long a client may leave an answer unread.
    pub write_timeout: Duration,
    /// The most bytes in the request line and header.
    pub header_bytes: usize,
    /// The most bytes of long bodies that are arriving at once.
    pub arriving_bytes: usize,
    /// The most concurrent connections.
    pub connections: usize,
    /// The most of them from one address, or from one 64-bit IPv6 network.
    pub connections_per_address: usize,
    /// Proxies, from which everybody's connections come.
    pub proxies: Vec<IpNet>,
    /// How long requests in flight may take during a shutdown.
    pub shutdown: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            header_timeout: Duration::from_secs(10),
            body_timeout: Duration::from_secs(30),
            idle_timeout: Duration::from_mins(1),
            write_timeout: Duration::from_secs(30),
            header_bytes: 64 * 1024,
            arriving_bytes: 64 * 1024 * 1024,
            connections: 4_096,
            connections_per_address: 512,
            proxies: Vec::new(),
            shutdown: Duration::from_secs(4),
        }
    }
}

impl Limits {
    /// How often to look for what has used up its time.
    pub fn sweep(&self) -> Duration {
        let shortest = self.header_timeout.min(self.idle_timeout).min(self.write_timeout);
        (shortest / 4).clamp(Duration::from_millis(5), Duration::from_secs(1))
    }
}
