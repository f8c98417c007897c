//! Acts: every write to an account's data begins with who does it, to whose data, and when.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::domain::Timestamp;
use crate::domain::log::idempotency::Repeatable;
use crate::domain::sessions::SessionId;
use crate::domain::users::UserId;

/// One user action. All its changes form one group in the account's log.
#[derive(Debug, Clone)]
pub struct Act {
    pub owner: UserId,
    pub actor: Actor,
    pub at: Timestamp,
    /// The key that makes it safe to repeat, if the client sent one.
    pub repeatable: Option<Repeatable>,
}

impl Act {
    /// An act without an idempotency key.
    pub fn new(owner: UserId, actor: Actor, at: Timestamp) -> Self {
        Self { owner, actor, at, repeatable: None }
    }
}

/// What kind of actor it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum ActorKind {
    /// A logged-in user.
    Session,
    /// A program with a token.
    Token,
    /// A command on the server's machine.
    Command,
    /// An import from elsewhere.
    Import,
    /// The server itself.
    Server,
}

impl ActorKind {
    const ALL: [Self; 5] = [Self::Session, Self::Token, Self::Command, Self::Import, Self::Server];

    pub fn as_str(self) -> &'static str {
        match self {
            Self::Session => "session",
            Self::Token => "token",
            Self::Command => "command",
            Self::Import => "import",
            Self::Server => "server",
        }
    }

    /// The kind for a word.
    pub fn from_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == word)
    }
}

/// Who changed something.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Actor {
    /// What kind of actor it is.
    pub kind: ActorKind,
    /// The session's number, if it is one.
    #[schema(value_type = Option<i64>, required = true)]
    pub session_id: Option<SessionId>,
    /// The `User-Agent` of a session, the name of a command, or what was imported.
    #[schema(required = true)]
    pub name: Option<String>,
}

impl Actor {
    /// A logged-in user. The store fills in the name.
    pub fn session(id: SessionId) -> Self {
        Self { kind: ActorKind::Session, session_id: Some(id), name: None }
    }

    /// A command, such as `tracker seed`.
    pub fn command(name: &str) -> Self {
        Self { kind: ActorKind::Command, session_id: None, name: Some(name.to_owned()) }
    }

    /// An import of this format.
    pub fn import(format: &str) -> Self {
        Self { kind: ActorKind::Import, session_id: None, name: Some(format.to_owned()) }
    }

    pub fn server() -> Self {
        Self { kind: ActorKind::Server, session_id: None, name: None }
    }
}
