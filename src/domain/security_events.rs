//! The log that a user sees of logins and of changes to the account's security. It has no secrets.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::domain::closed_words::words;

words! {
    /// What happened.
    EventKind "kind" {
        SignedUp = "signed_up",
        LoggedIn = "logged_in",
        LoggedInByLink = "logged_in_by_link",
        LoggedInByPasskey = "logged_in_by_passkey",
        LoggedInByOidc = "logged_in_by_oidc",
        LoggedInByHeader = "logged_in_by_header",
        /// A wrong password, or a right one for a disabled account.
        LoginRefused = "login_refused",
        /// A right password with a wrong code.
        CodeRefused = "code_refused",
        RecoveryCodeUsed = "recovery_code_used",
        LoginLinkMade = "login_link_made",
        PasswordChanged = "password_changed",
        SecondFactorTurnedOn = "second_factor_turned_on",
        SecondFactorTurnedOff = "second_factor_turned_off",
        RecoveryCodesMade = "recovery_codes_made",
        IdentityLinked = "identity_linked",
        IdentityUnlinked = "identity_unlinked",
        PasskeyAdded = "passkey_added",
        PasskeyRemoved = "passkey_removed",
        /// A passkey that counts its uses came with a count from before: somebody has a copy of it.
        PasskeyCopied = "passkey_copied",
        SessionEnded = "session_ended",
        OtherSessionsEnded = "other_sessions_ended",
        /// By an admin or by a command on the server, as are the next three.
        AccountDisabled = "account_disabled",
        AccountEnabled = "account_enabled",
        AdminGranted = "admin_granted",
        AdminRevoked = "admin_revoked",
    }
}

impl EventKind {
    /// Those that a stranger causes.
    pub const REFUSED: [Self; 2] = [Self::LoginRefused, Self::CodeRefused];
}

/// The most events that are kept of an account.
pub const MOST_EVENTS: i64 = 300;
/// The most of them that tell of refusals: whoever guesses pushes nothing else out of the log.
pub const MOST_REFUSED: i64 = 100;

/// When and from where something is done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Occasion {
    pub at: Timestamp,
    /// The client's address; `None` for a command on the server.
    pub address: Option<String>,
    /// The `User-Agent` header.
    pub user_agent: Option<String>,
}

impl Occasion {
    /// A command on the server.
    pub fn command(at: Timestamp) -> Self {
        Self { at, address: None, user_agent: None }
    }

    /// The same for the log of another account: it does not tell where an admin is.
    pub fn without_address(self) -> Self {
        Self { address: None, ..self }
    }
}

/// An event in the log.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct SecurityEvent {
    /// The number within the account.
    #[schema(minimum = 1)]
    pub id: i64,
    pub kind: EventKind,
    pub at: Timestamp,
    /// The client's address; null for a command on the server, and for what an admin did.
    #[schema(required = true)]
    pub address: Option<String>,
    /// The client's `User-Agent` header; null for a command on the server.
    #[schema(required = true)]
    pub user_agent: Option<String>,
}
