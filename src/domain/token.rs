//! Secrets that somebody is handed: in a link, or in a cookie.

use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest, Sha256};

use crate::domain::sessions::TokenHash;

/// 256 random bits. Only their hash is kept.
#[derive(Clone, PartialEq, Eq)]
pub struct Token([u8; 32]);

impl Token {
    pub fn random() -> Self {
        Self(rand::random())
    }

    /// Reads a token from outside; `None` if it can't be one.
    pub fn parse(text: &str) -> Option<Self> {
        URL_SAFE_NO_PAD.decode(text.trim()).ok()?.try_into().ok().map(Self)
    }

    pub fn hash(&self) -> TokenHash {
        TokenHash(Sha256::digest(self.0).into())
    }
}

impl fmt::Display for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&URL_SAFE_NO_PAD.encode(self.0))
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Token(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_is_read_back_as_it_was_written() {
        let token = Token::random();
        let text = token.to_string();
        assert_eq!((text.len(), Token::parse(&text)), (43, Some(token.clone())));
        assert!(!format!("{token:?}").contains(&text));
    }

    #[test]
    fn what_is_no_token_is_refused() {
        for text in ["", "x", "ä", &"A".repeat(42), &"A".repeat(4_000)] {
            assert_eq!(Token::parse(text), None, "{text:?} was taken");
        }
    }
}
