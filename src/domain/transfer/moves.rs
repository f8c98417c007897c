//! An account on its way to another server: what an export holds, and what its user logs in with.

use serde::{Deserialize, Serialize};

use crate::domain::Timestamp;
use crate::domain::transfer::export::Export;
use crate::domain::users::Username;
use crate::error::{Error, Result};

/// The value of `format`.
pub const FORMAT: &str = "tracker-account";
/// The value of `version`.
pub const VERSION: u32 = 1;

/// Who moves, with what is needed to log in elsewhere.
///
/// Sessions, links, passkeys and links to issuers stay behind: they belong to a server.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MovingUser {
    pub username: String,
    /// The hash of the password; empty if the account has none.
    pub password_hash: String,
    pub created_at: Timestamp,
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub second_factor: Option<MovingSecondFactor>,
}

/// The second factor of an account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MovingSecondFactor {
    /// The secret of the codes (RFC 6238).
    pub secret: Vec<u8>,
    /// The time step of the last code that was used.
    pub last_step: i64,
    pub turned_on_at: Timestamp,
    /// The SHA-256 of each recovery code that is left.
    pub recovery_codes: Vec<Vec<u8>>,
}

/// The file with which an account moves.
#[derive(Debug)]
pub struct MovingAccount {
    pub user: MovingUser,
    pub username: Username,
    pub export: Export,
}

#[derive(Deserialize)]
struct File<'a> {
    format: String,
    version: u32,
    user: MovingUser,
    #[serde(borrow)]
    export: &'a serde_json::value::RawValue,
}

impl MovingAccount {
    /// Reads and checks a file.
    pub fn parse(json: &[u8]) -> Result<Self> {
        let file: File<'_> =
            serde_json::from_slice(json).map_err(|_| wrong("The file was not written by `tracker user move`."))?;
        if file.format != FORMAT || file.version != VERSION {
            return Err(wrong("The file was not written by `tracker user move`, or by a newer version of it."));
        }
        let secret = file.user.second_factor.as_ref();
        if secret.is_some_and(|factor| {
            factor.secret.len() != 20 || factor.recovery_codes.iter().any(|code| code.len() != 32)
        }) {
            return Err(wrong("The second factor in the file is damaged."));
        }
        let username = Username::parse(&file.user.username)?;
        Ok(Self { username, export: Export::parse(file.export.get().as_bytes())?, user: file.user })
    }

    /// The beginning of the file, before the export. The end is [`END`].
    pub fn beginning(user: &MovingUser) -> Result<String> {
        let user = serde_json::to_string(user).map_err(Error::internal)?;
        Ok(format!("{{\"format\":\"{FORMAT}\",\"version\":{VERSION},\"user\":{user},\"export\":"))
    }
}

/// The end of the file, after the export.
pub const END: &str = "}\n";

fn wrong(sentence: &'static str) -> Error {
    Error::invalid("file", sentence)
}
