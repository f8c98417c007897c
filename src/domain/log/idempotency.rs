//! Writes that are safe to repeat.

use crate::error::{Error, Result};

/// The client's name for one write; repeating it changes nothing more.
///
/// It comes in the header `Idempotency-Key` (IETF draft-ietf-httpapi-idempotency-key-header): 1 to 255 visible ASCII
/// characters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IdempotencyKey(String);

impl IdempotencyKey {
    /// Checks a header's value.
    pub fn parse(key: &[u8]) -> Result<Self> {
        std::str::from_utf8(key)
            .ok()
            .filter(|key| (1..=255).contains(&key.len()) && key.bytes().all(|byte| byte.is_ascii_graphic()))
            .map(|key| Self(key.to_owned()))
            .ok_or_else(|| {
                Error::invalid("Idempotency-Key", "The Idempotency-Key must be 1 to 255 visible ASCII characters.")
            })
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A write that may be repeated: its key, and a digest of the request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Repeatable {
    /// The client's name for the write.
    pub key: IdempotencyKey,
    /// SHA-256 of the request, so one key can't stand for two different writes.
    pub request_digest: [u8; 32],
}

impl Repeatable {
    /// The key was already used for a different request.
    pub fn reused_for_another() -> Error {
        Error::invalid("Idempotency-Key", "The Idempotency-Key was used for a different request. Make a new one.")
    }
}
