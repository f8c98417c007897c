//! The site that passkeys are for, as browsers name it.

use sha2::{Digest, Sha256};

/// A host, and the origins on it whose pages may use its passkeys.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RelyingParty {
    id: String,
    /// `None` allows any port of `http://localhost`.
    origin: Option<String>,
}

impl RelyingParty {
    pub const LOCALHOST: &str = "localhost";

    /// The site at an origin; `None` where no browser makes passkeys: at an IP address, and without TLS anywhere else than
    /// on the machine itself.
    pub fn at(host: &str, is_https: bool, origin: String) -> Option<Self> {
        let is_local = host == Self::LOCALHOST || host.ends_with(".localhost");
        let is_address = host.starts_with('[') || host.parse::<std::net::IpAddr>().is_ok();
        (!is_address && (is_https || is_local)).then(|| Self { id: host.to_owned(), origin: Some(origin) })
    }

    /// The machine itself, for a server that was told no public URL.
    pub fn localhost() -> Self {
        Self { id: Self::LOCALHOST.to_owned(), origin: None }
    }

    /// The host.
    pub fn id(&self) -> &str {
        &self.id
    }

    pub fn id_hash(&self) -> [u8; 32] {
        Sha256::digest(&self.id).into()
    }

    /// Whether pages of this origin may use the passkeys.
    pub fn allows(&self, origin: &str) -> bool {
        if let Some(own) = &self.origin {
            return own == origin;
        }
        let is_port =
            |port: &str| !port.is_empty() && port.len() <= 5 && port.bytes().all(|byte| byte.is_ascii_digit());
        match origin.strip_prefix("http://localhost") {
            Some("") => true,
            Some(rest) => rest.strip_prefix(':').is_some_and(is_port),
            None => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn passkeys_need_a_name_and_tls_or_the_machine_itself() {
        let at = |host: &str, https| RelyingParty::at(host, https, String::new()).is_some();
        assert!(at("tracker.example", true) && at("nas", true));
        assert!(at("localhost", false) && at("tracker.localhost", false));
        assert!(!at("tracker.example", false) && !at("nas", false));
        assert!(!at("192.168.1.2", true) && !at("[::1]", true) && !at("127.0.0.1", false));
    }

    #[test]
    fn only_pages_of_the_site_may_use_them() {
        let public = RelyingParty::at("a.example", true, "https://a.example".into()).unwrap();
        assert!(public.allows("https://a.example"));
        for other in ["http://a.example", "https://a.example:8443", "https://b.a.example", "https://a.example.evil", ""]
        {
            assert!(!public.allows(other), "{other}");
        }
        let local = RelyingParty::localhost();
        assert!(local.allows("http://localhost") && local.allows("http://localhost:5555"));
        for other in ["http://localhost:", "http://localhost:x", "http://localhost.evil", "http://localhost:1@evil"] {
            assert!(!local.allows(other), "{other}");
        }
    }
}
