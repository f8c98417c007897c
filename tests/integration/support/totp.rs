//! An app that shows codes.

use jiff::Timestamp;

/// The code of a secret in base32 at an instant.
pub fn totp(secret: &str, at: Timestamp) -> String {
    let secret = totp_rs::Secret::try_from_base32(secret).unwrap();
    let totp = totp_rs::Builder::new().with_secret(secret).build().unwrap();
    totp.generate(at.as_second().try_into().unwrap()).to_string()
}
