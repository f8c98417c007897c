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

    /// Checks a new password: it must also be long enough, not common, and not made of the name of the user, of this
    /// program or of its host.
    ///
    /// The rules are those of OWASP ASVS 5.0, chapter 6.2.
    pub fn parse_new(
        field: &'static str,
        password: Option<String>,
        username: Option<&Username>,
        host: Option<&str>,
    ) -> Result<Self> {
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
        let username = username.map(|username| username.as_str().to_lowercase());
        let labels = host.into_iter().flat_map(|host| host.split('.'));
        let words = ["tracker"].into_iter().chain(username.as_deref()).chain(labels);
        if is_made_of(&lower_case, &words.map(letters_of).collect::<Vec<_>>()) {
            let sentence = "The password is made of the name of the user or of this server. Choose another.";
            return Err(Error::invalid(field, sentence));
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

fn letters_of(text: &str) -> String {
    text.chars().filter(|c| c.is_alphabetic()).flat_map(char::to_lowercase).collect()
}

/// Whether the letters of a password are nothing but such words, one or several times: `tracker2026`, `anna-anna`. What
/// has no letters is not made of words.
fn is_made_of(password: &str, words: &[String]) -> bool {
    // One letter alone is no word, nor is the beginning of an address or of a domain.
    let words: Vec<&str> =
        words.iter().map(String::as_str).filter(|word| word.chars().count() > 1 && *word != "www").collect();
    let letters = letters_of(password);
    // The words that end at each place decide, so none is missed because another begins alike.
    let mut reached = vec![false; letters.len() + 1];
    if let Some(begin) = reached.first_mut() {
        *begin = true;
    }
    for at in 0..letters.len() {
        if !reached.get(at).is_some_and(|is_reached| *is_reached) {
            continue;
        }
        for word in &words {
            if letters.get(at..).is_some_and(|rest| rest.starts_with(word))
                && let Some(end) = reached.get_mut(at + word.len())
            {
                *end = true;
            }
        }
    }
    !letters.is_empty() && reached.last().is_some_and(|is_reached| *is_reached)
}

/// The 3,000 most common passwords with at least 8 characters (ASVS 5.0, 6.2.4), from the lists of zxcvbn (MIT).
static COMMON_PASSWORDS: LazyLock<HashSet<&str>> =
    LazyLock::new(|| include_str!("password/common_passwords.txt").lines().collect());

#[cfg(test)]
mod tests {
    use super::*;

    fn new(password: &str) -> Result<Password> {
        let username = Username::parse("ada.lovelace").unwrap();
        Password::parse_new("password", Some(password.to_owned()), Some(&username), Some("tasks.example.org"))
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
    fn a_password_made_of_names_that_anybody_guesses_is_refused() {
        for password in
            ["Tracker!", "tracker2026", "trackertracker", "tasks-tracker", "adalovelace1", "Tasks.Example.Org"]
        {
            assert!(new(password).is_err(), "{password:?} was taken");
        }
        for password in ["trackers of lions", "lovelace 1815", "24071815", "a task a day", "♥♥♥♥♥♥♥♥♥"]
        {
            assert!(new(password).is_ok(), "{password:?} was refused");
        }
    }

    #[test]
    fn a_password_never_shows_in_debug_output() {
        assert!(!format!("{:?}", new("correct horse").unwrap()).contains("horse"));
    }
}
