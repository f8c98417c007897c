//! Logins whose password was right and whose code is still missing. They allow nothing else.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use jiff::{SignedDuration, Timestamp};

use super::ClientNetwork;
use crate::domain::security_events::EventKind;
use crate::domain::sessions::{BegunBy, TokenHash};
use crate::domain::token::Token;
use crate::domain::users::User;

/// How long the code may take.
pub const PENDING: SignedDuration = SignedDuration::from_mins(5);
/// The most to remember.
const MOST: usize = 10_000;

/// Whose login waits for a code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PendingLogin {
    pub user: User,
    /// The session epoch of the credentials that were checked.
    pub session_epoch: i64,
    /// What stood for the password.
    pub begun_by: BegunBy,
    /// What the account's log notes of the login.
    pub event: EventKind,
    /// Where the password came from. The code has to come from there too.
    pub client: ClientNetwork,
    /// The cookie by which the browser will be recognized.
    pub device_cookie: Option<String>,
}

/// Pending logins by the hash of a token, in memory: after a restart, the password is asked for again.
#[derive(Debug, Default)]
pub struct PendingLogins(Mutex<HashMap<TokenHash, (PendingLogin, Timestamp)>>);

impl PendingLogins {
    /// Remembers a login, and returns the token for its cookie.
    pub fn begin(&self, login: PendingLogin, now: Timestamp) -> String {
        let token = Token::random();
        let mut logins = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        logins.retain(|_, (_, since)| is_fresh(*since, now));
        if logins.len() >= MOST {
            logins.clear();
        }
        logins.insert(token.hash(), (login, now));
        token.to_string()
    }

    /// The login of a token, if its time has not passed.
    pub fn find(&self, token: &str, client: ClientNetwork, now: Timestamp) -> Option<PendingLogin> {
        let hash = Token::parse(token)?.hash();
        let logins = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let (login, since) = logins.get(&hash)?;
        (is_fresh(*since, now) && login.client == client).then(|| login.clone())
    }

    /// Forgets the login of a token, once it has succeeded.
    pub fn end(&self, token: &str) {
        if let Some(token) = Token::parse(token) {
            self.0.lock().unwrap_or_else(PoisonError::into_inner).remove(&token.hash());
        }
    }
}

fn is_fresh(since: Timestamp, now: Timestamp) -> bool {
    let age = now.duration_since(since);
    !age.is_negative() && age < PENDING
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::users::UserId;

    fn client(last: u8) -> ClientNetwork {
        ClientNetwork::of([192, 0, 2, last].into())
    }

    fn login() -> PendingLogin {
        let user = User { id: UserId(1), username: "anna".to_owned(), admin: false };
        PendingLogin {
            user,
            session_epoch: 0,
            begun_by: BegunBy::Password,
            event: EventKind::LoggedIn,
            client: client(1),
            device_cookie: None,
        }
    }

    #[test]
    fn a_login_waits_five_minutes_for_its_code_from_the_same_client() {
        let logins = PendingLogins::default();
        let start = Timestamp::UNIX_EPOCH;
        let token = logins.begin(login(), start);
        let after = |seconds| start + SignedDuration::from_secs(seconds);
        assert_eq!(logins.find(&token, client(1), after(299)), Some(login()));
        assert_eq!(logins.find(&token, client(2), after(1)), None);
        assert_eq!(logins.find(&token, client(1), after(300)), None);
        assert_eq!(logins.find(&token, client(1), after(-1)), None, "a clock that was set back prolongs nothing");
        assert_eq!(logins.find("x", client(1), after(1)), None);
        logins.end(&token);
        assert_eq!(logins.find(&token, client(1), after(1)), None);
    }

    #[test]
    fn the_memory_is_bounded() {
        let logins = PendingLogins::default();
        for _ in 0..=MOST {
            logins.begin(login(), Timestamp::UNIX_EPOCH);
        }
        assert!(logins.0.lock().unwrap().len() <= MOST);
        logins.begin(login(), Timestamp::UNIX_EPOCH + PENDING);
        assert_eq!(logins.0.lock().unwrap().len(), 1);
    }
}
