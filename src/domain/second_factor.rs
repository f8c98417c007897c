//! The second factor: codes that an app makes from a secret and the time (TOTP, RFC 6238), and recovery codes.

mod qr;

use std::fmt;

use jiff::{SignedDuration, Timestamp};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Serialize;
use sha2::{Digest, Sha256};
use utoipa::ToSchema;

pub use self::qr::QrCode;
use crate::domain::sessions::TokenHash;
use crate::domain::users::Username;
use crate::error::{Error, Result};

/// How long a secret can wait for its first code.
pub const PROPOSAL: SignedDuration = SignedDuration::from_hours(1);

/// The secret that codes are made from: 160 random bits, as RFC 4226 recommends.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(pub [u8; 20]);

impl Secret {
    pub fn random() -> Self {
        Self(rand::random())
    }

    /// As apps take it when it is typed: base32, 32 characters.
    pub fn to_base32(&self) -> String {
        base32(&self.0)
    }

    /// As apps read it from a QR code. They ignore whatever differs from SHA-1, six digits and 30 seconds.
    pub fn uri(&self, username: &Username) -> String {
        let name = utf8_percent_encode(username.as_str(), NON_ALPHANUMERIC);
        format!("otpauth://totp/tracker:{name}?secret={}&issuer=tracker", self.to_base32())
    }

    /// The time step of a code: the present one, the one before or the one after.
    pub fn step_of(&self, digits: &Digits, now: Timestamp) -> Option<i64> {
        let secret = totp_rs::Secret::new_stack(self.0);
        let totp = totp_rs::Builder::new().with_secret(secret).build().ok()?;
        let seconds = now.as_second().try_into().ok()?;
        totp.check(&digits.0, seconds)?.try_into().ok()
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}

/// Six digits that an app shows.
#[derive(Clone, PartialEq, Eq)]
pub struct Digits(String);

/// What is typed as the second factor.
#[derive(Clone, PartialEq, Eq)]
pub enum Code {
    Totp(Digits),
    /// The hash of a recovery code.
    Recovery(TokenHash),
}

impl Code {
    /// Reads a code, if there is one. Spaces and dashes don't count, nor does case.
    pub fn parse(text: Option<&str>) -> Result<Option<Self>> {
        let ignored = |c: &char| !c.is_whitespace() && *c != '-';
        // Longer than any code: it is refused below.
        let code: String = text.unwrap_or_default().chars().filter(ignored).take(RECOVERY_CHARS[1] + 1).collect();
        if code.is_empty() {
            return Ok(None);
        }
        if code.len() == 6 && code.bytes().all(|byte| byte.is_ascii_digit()) {
            return Ok(Some(Self::Totp(Digits(code))));
        }
        let code = code.to_ascii_uppercase();
        if RECOVERY_CHARS.contains(&code.len()) && code.bytes().all(|byte| matches!(byte, b'A'..=b'Z' | b'2'..=b'7')) {
            return Ok(Some(Self::Recovery(hash(&code))));
        }
        let sentence = "A code has six digits; a recovery code has 26 letters and digits, or 16 if it is an old one.";
        Err(Error::invalid("code", sentence))
    }

    /// Reads a code that is needed.
    pub fn parse_needed(text: Option<&str>) -> Result<Self> {
        Self::parse(text)?.ok_or_else(|| Error::invalid("code", NEEDED))
    }
}

impl fmt::Debug for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Code(…)")
    }
}

/// What to say where a code is missing.
pub const NEEDED: &str = "Enter the code that your app shows, or a recovery code.";
/// What to say of a code that is wrong, too late or used.
pub const WRONG: &str = "The code is wrong or was used already. Enter the next one that your app shows.";

/// How many recovery codes there are at first.
pub const RECOVERY_CODES: usize = 10;
/// Those of 80 bits, which earlier versions made, and of 128 bits.
const RECOVERY_CHARS: [usize; 2] = [16, 26];

/// A recovery code: 128 random bits, shown once.
#[derive(Clone, PartialEq, Eq)]
pub struct RecoveryCode([u8; 16]);

impl RecoveryCode {
    /// A full set of new ones.
    pub fn random_set() -> Vec<Self> {
        (0..RECOVERY_CODES).map(|_| Self(rand::random())).collect()
    }

    pub fn hash(&self) -> TokenHash {
        hash(&base32(&self.0))
    }
}

impl fmt::Display for RecoveryCode {
    /// In groups of four, such as `abcd-efgh-ijkl-mnop-qrst-uvwx-yz`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, c) in base32(&self.0).to_ascii_lowercase().chars().enumerate() {
            if index > 0 && index % 4 == 0 {
                f.write_str("-")?;
            }
            write!(f, "{c}")?;
        }
        Ok(())
    }
}

impl fmt::Debug for RecoveryCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("RecoveryCode(…)")
    }
}

/// Whether logging in takes a second factor.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct SecondFactor {
    /// Since when; null where the password is enough.
    #[schema(required = true)]
    pub turned_on_at: Option<Timestamp>,
    /// How many recovery codes are unused.
    #[schema(minimum = 0)]
    pub recovery_codes_left: usize,
}

fn base32(bytes: &[u8]) -> String {
    totp_rs::Secret::new(bytes.into()).to_base32()
}

fn hash(code: &str) -> TokenHash {
    TokenHash(Sha256::digest(code).into())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The secret of RFC 6238, appendix B.
    const RFC: Secret = Secret(*b"12345678901234567890");

    fn step(digits: &str, second: i64) -> Option<i64> {
        RFC.step_of(&Digits(digits.to_owned()), Timestamp::from_second(second).unwrap())
    }

    #[test]
    fn codes_are_those_of_the_rfc() {
        for (second, digits) in [
            (59, "287082"),
            (1_111_111_109, "081804"),
            (1_111_111_111, "050471"),
            (1_234_567_890, "005924"),
            (2_000_000_000, "279037"),
            (20_000_000_000, "353130"),
        ] {
            assert_eq!(step(digits, second), Some(second / 30), "{second}");
        }
    }

    #[test]
    fn a_code_holds_one_step_before_and_one_after() {
        let of_step_1 = "287082";
        for (second, found) in [(0, true), (29, true), (30, true), (89, true), (90, false), (-1, false)] {
            assert_eq!(step(of_step_1, second), found.then_some(1), "at {second} s");
        }
    }

    #[test]
    fn a_code_is_read_however_it_is_spaced() {
        let digits = Code::Totp(Digits("081804".to_owned()));
        for text in ["081804", " 081 804 ", "081\u{a0}804", "081-804"] {
            assert_eq!(Code::parse(Some(text)).unwrap(), Some(digits.clone()), "{text:?}");
        }
        let code = RecoveryCode(*b"0123456789abcdef");
        let text = code.to_string();
        assert_eq!((text.len(), text.matches('-').count()), (32, 6));
        for text in [text.clone(), text.to_uppercase(), text.replace('-', " "), text.replace('-', "")] {
            assert_eq!(Code::parse(Some(&text)).unwrap(), Some(Code::Recovery(code.hash())), "{text}");
        }
    }

    #[test]
    fn a_recovery_code_of_an_earlier_version_is_read() {
        let code = Code::parse(Some("gayt-emzu-gu3d-oobz")).unwrap();
        assert_eq!(code, Some(Code::Recovery(hash("GAYTEMZUGU3DOOBZ"))));
    }

    #[test]
    fn what_is_no_code_is_refused() {
        for text in ["12345", "1234567", "١٢٣٤٥٦", "１２３４５６", "abcd-efgh-ijkl-mno1", "+12345", &"1".repeat(5_000)]
        {
            assert!(Code::parse(Some(text)).is_err(), "{text:?} was taken");
        }
        for text in [None, Some(""), Some(" - ")] {
            assert_eq!(Code::parse(text).unwrap(), None);
        }
    }

    #[test]
    fn nothing_secret_shows_in_debug_output() {
        let code = Code::parse(Some("081804")).unwrap();
        let shown = format!("{RFC:?} {code:?} {:?}", RecoveryCode(*b"0123456789abcdef"));
        assert_eq!(shown, "Secret(…) Some(Code(…)) RecoveryCode(…)");
    }

    #[test]
    fn the_address_for_apps_names_the_account() {
        let username = Username::parse("Änna & Co").unwrap();
        assert_eq!(
            RFC.uri(&username),
            "otpauth://totp/tracker:%C3%84nna%20%26%20Co?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=tracker"
        );
    }
}
