//! Passwords and the rules for new ones.

use std::collections::HashSet;
use std::fmt;
use std::sync::LazyLock;

use crate::domain::text::grouped;
use crate::domain::users::Username;
use crate::error::{Error, Result};

/// A password as typed: at most 1,024 bytes, without NUL. Any Unicode is allowed.
#[derive(Clone, PartialEq, Eq)]
pub struct Password(String);

impl Password {
    pub const MAX_BYTES: usize = 1_024;
    /// The fewest characters in a new password.
    pub const MIN_CHARS: usize = 8;

    /// Checks a password that is only compared. Errors name `field`.
    pub fn parse(field: &'static str, password: Option<String>) -> Result<Self> {
        let password = password
            .filter(|password| !password.is_empty())
            .ok_or_else(|| Error::invalid(field, "A password is required."))?;
        if password.len() > Self::MAX_BYTES {
            let sentence = format!("The password can have {} bytes at most.", grouped(Self::MAX_BYTES));
            return Err(Error::invalid(field, sentence));
        }
        if password.contains('\0') {
            return Err(Error::invalid(field, "The password can't have a NUL character."));
        }
        Ok(Self(password))
    }

    /// Checks a new password: it must also be long enough, not common, and not the username.
    ///
    /// The rules are those of OWASP ASVS 5.0, chapter 6.2.
    pub fn parse_new(field: &'static str, password: Option<String>, username: Option<&Username>) -> Result<Self> {
        let password = Self::parse(field, password)?;
        if password.0.chars().count() < Self::MIN_CHARS {
            let sentence = format!("The password must have at least {} characters.", Self::MIN_CHARS);
            return Err(Error::invalid(field, sentence));
        }
        let lower_case = password.0.to_lowercase();
        if COMMON_PASSWORDS.contains(lower_case.as_str()) {
            let sentence = "The password is one of the most common ones. Choose another.";
            return Err(Error::invalid(field, sentence));
        }
        if username.is_some_and(|username| Username::from_store(password.0.trim().to_owned()).key() == username.key()) {
            return Err(Error::invalid(field, "The password can't be the username."));
        }
        Ok(password)
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Password {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Password(…)")
    }
}

/// The 3,000 most common passwords with at least 8 characters (ASVS 5.0, 6.2.4), from the lists of zxcvbn (MIT).
static COMMON_PASSWORDS: LazyLock<HashSet<&str>> =
    LazyLock::new(|| include_str!("password/common_passwords.txt").lines().collect());

#[cfg(test)]
mod tests {
    use super::*;

    fn new(password: &str) -> Result<Password> {
        let username = Username::parse("ada.lovelace").unwrap();
        Password::parse_new("password", Some(password.to_owned()), Some(&username))
    }

    #[test]
    fn a_long_passphrase_in_any_script_is_taken() {
        for password in ["correct horse battery", "пароль-на-замок", "8 spaces", &"x".repeat(64), &"é".repeat(512)]
        {
            assert!(new(password).is_ok(), "{password:?} was refused");
        }
    }

    #[test]
    fn a_weak_or_impossible_password_is_refused() {
        let too_long = "x".repeat(1_025);
        for password in ["", "short", "sieben7", "password", "PassWord", "Ada.Lovelace", "a\0bcdefgh", &too_long] {
            assert!(new(password).is_err(), "{password:?} was taken");
        }
    }

    #[test]
    fn a_password_never_shows_in_debug_output() {
        assert!(!format!("{:?}", new("correct horse").unwrap()).contains("horse"));
    }
}
