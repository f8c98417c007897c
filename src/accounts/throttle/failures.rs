//! What failures are counted by.

use std::time::{Duration, Instant};

use super::ClientNetwork;
use crate::accounts::devices::Device;
use crate::domain::users::UserId;

/// What failures are counted by.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) enum Key {
    /// Logins from a client that is known, whatever others do.
    Device(Device),
    /// Logins to one name from one client.
    Pair(String, ClientNetwork),
    /// Logins to one name from clients that have never logged in to it, and have failed before.
    Account(String),
    /// The same from clients that have not failed before.
    AccountByStrangers(String),
    /// Logins from one client to names to which it has failed before.
    Client(ClientNetwork),
    /// The same to names to which it has not failed before.
    ClientByNames(ClientNetwork),
    /// Logins that a client tried before the time that it was told.
    Haste(ClientNetwork),
    /// Sign-ups from one client.
    SignUp(ClientNetwork),
    /// Links that one client tries.
    Link(ClientNetwork),
    /// Codes of one account's second factor, whoever tries them: the password was right.
    Code(UserId),
}

impl Key {
    /// How many failures cause no delay.
    pub(super) fn free(&self) -> u32 {
        match self {
            Self::Device(_) | Self::Pair(..) | Self::Code(_) => 5,
            Self::Account(_) | Self::AccountByStrangers(_) | Self::SignUp(_) | Self::Link(_) => 30,
            Self::Client(_) | Self::ClientByNames(_) | Self::Haste(_) => 50,
        }
    }

    /// The longest delay after a failure. Six digits are soon guessed at one a minute. Whoever has not failed yet waits
    /// little for the guesses of others.
    pub(super) fn longest_delay(&self) -> Duration {
        match self {
            Self::AccountByStrangers(_) | Self::ClientByNames(_) => Duration::from_secs(4),
            Self::Code(_) => Duration::from_mins(15),
            _ => Duration::from_mins(1),
        }
    }

    /// After this time without another, failures are forgotten.
    pub(super) fn memory(&self) -> Duration {
        if matches!(self, Self::Code(_)) { Duration::from_hours(24) } else { Duration::from_mins(15) }
    }
}

/// The failures by one key.
#[derive(Debug)]
pub(super) struct Failures {
    pub(super) count: u32,
    pub(super) last: Instant,
}

impl Failures {
    /// How much longer there is to wait.
    pub(super) fn blocked_for(&self, key: &Key, now: Instant) -> Option<Duration> {
        let over = self.count.checked_sub(key.free())?;
        let delay = Duration::from_secs(1 << over.min(10)).min(key.longest_delay());
        (self.last + delay).checked_duration_since(now).filter(|delay| !delay.is_zero())
    }
}
