//! Browsers that have logged in before, so that guesses of others don't keep their owner out.
//!
//! Device cookies as OWASP describes them ("Slow Down Online Guessing Attacks with Device Cookies"), with the password's
//! hash as the key: they need no place in the database, and end with the password.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ring::hmac;

use crate::domain::sessions::SessionId;

/// What tells one client of an account from another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Device {
    /// A browser that has logged in before.
    Browser([u8; NONCE]),
    /// Whoever is logged in.
    Session(SessionId),
}

const NONCE: usize = 16;
const PURPOSE: &[u8] = b"tracker device ";

/// A new device token for an account with this password hash.
pub fn issue(password_hash: &str) -> String {
    let nonce: [u8; NONCE] = rand::random();
    let tag = hmac::sign(&key(password_hash), &message(nonce));
    URL_SAFE_NO_PAD.encode([&nonce[..], tag.as_ref()].concat())
}

/// The device of a token that was issued for an account with this password hash.
pub fn recognize(token: &str, password_hash: &str) -> Option<Device> {
    let bytes = URL_SAFE_NO_PAD.decode(token).ok()?;
    let (nonce, tag) = bytes.split_first_chunk::<NONCE>()?;
    hmac::verify(&key(password_hash), &message(*nonce), tag).ok().map(|()| Device::Browser(*nonce))
}

fn key(password_hash: &str) -> hmac::Key {
    hmac::Key::new(hmac::HMAC_SHA256, password_hash.as_bytes())
}

fn message(nonce: [u8; NONCE]) -> Vec<u8> {
    [PURPOSE, &nonce].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_device_is_one_of_the_account_with_this_password() {
        let token = issue("$2b$12$hash");
        let device = recognize(&token, "$2b$12$hash").unwrap();
        assert_eq!(recognize(&token, "$2b$12$hash"), Some(device));
        assert_eq!(recognize(&token, "$2b$12$other"), None);
        assert_ne!(recognize(&issue("$2b$12$hash"), "$2b$12$hash"), Some(device));
        for wrong in ["", "x", "====", &token[1..], &token.to_lowercase(), &format!("{token}A")] {
            assert_eq!(recognize(wrong, "$2b$12$hash"), None, "{wrong}");
        }
    }
}
