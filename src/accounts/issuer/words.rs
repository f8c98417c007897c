//! What is said to the issuer and about it.

use std::fmt;

use crate::domain::sessions::SessionId;
use crate::domain::token::Token;
use crate::domain::users::UserId;

/// Which issuer, and what it knows this server by.
#[derive(Clone)]
pub struct IssuerSettings {
    /// Compared byte for byte, as the standard says: a slash at the end counts.
    pub url: String,
    pub client_id: String,
    pub client_secret: Option<String>,
}

impl fmt::Debug for IssuerSettings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("IssuerSettings").field("url", &self.url).finish_non_exhaustive()
    }
}

/// Why nobody was vouched for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum IssuerError {
    /// It doesn't answer, or not in time.
    Unreachable,
    /// It answers something that can't be believed.
    Untrusted,
    /// The login was begun elsewhere or too long ago, or was completed already.
    Expired,
    /// The user, or the issuer, said no.
    Declined,
}

/// What a login at the issuer is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SignOnPurpose {
    LogIn {
        /// The page that is to be shown then.
        next: Option<String>,
    },
    /// To link the identity to the account of this session.
    Link(UserId, SessionId),
    /// To confirm who is in this session.
    Confirm(UserId, SessionId),
}

/// Where a browser is to go, and the cookie that says that it began.
pub struct Begun {
    pub url: String,
    pub cookie: Token,
}

/// What the issuer sent the browser back with.
#[derive(Debug, Default)]
pub struct Callback {
    pub state: Option<String>,
    pub code: Option<String>,
    /// Who says so (RFC 9207).
    pub issuer: Option<String>,
    pub is_error: bool,
}
