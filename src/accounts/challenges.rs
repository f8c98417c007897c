//! What is remembered for a short while and used once: challenges that passkeys sign, and logins at an issuer.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use jiff::{SignedDuration, Timestamp};

use super::ClientNetwork;
use crate::domain::sessions::TokenHash;
use crate::domain::token::Token;
use crate::domain::users::UserId;

/// How long it can be used. A login that waits for its passkey asks for another challenge sooner.
const LIFETIME: SignedDuration = SignedDuration::from_mins(10);
/// The most to remember, and the most from one client.
const MOST: usize = 10_000;
const MOST_OF_CLIENT: usize = 50;

/// What a challenge is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    LogIn,
    /// A new passkey of this account.
    Add(UserId),
    /// To confirm who is in a session of this account.
    Confirm(UserId),
}

#[derive(Debug)]
struct Entry<T> {
    value: T,
    client: ClientNetwork,
    since: Timestamp,
}

/// Values by the hash of a token, in memory: after a restart, whoever waits begins again.
#[derive(Debug)]
pub struct OneTime<T>(Mutex<HashMap<TokenHash, Entry<T>>>);

/// Challenges, and what each is for.
pub type Challenges = OneTime<Purpose>;

impl<T> Default for OneTime<T> {
    fn default() -> Self {
        Self(Mutex::default())
    }
}

impl<T> OneTime<T> {
    /// Remembers a value. Past the limits, the oldest ones of the same client or of all go.
    pub fn begin(&self, value: T, client: ClientNetwork, now: Timestamp) -> Token {
        let token = Token::random();
        let mut entries = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        entries.retain(|_, entry| is_fresh(entry.since, now));
        let own = entries.values().filter(|entry| entry.client == client).count();
        if own >= MOST_OF_CLIENT || entries.len() >= MOST {
            let candidates = entries.iter().filter(|(_, entry)| own < MOST_OF_CLIENT || entry.client == client);
            let oldest = candidates.min_by_key(|(_, entry)| entry.since).map(|(hash, _)| *hash);
            oldest.and_then(|hash| entries.remove(&hash));
        }
        entries.insert(token.hash(), Entry { value, client, since: now });
        token
    }

    /// Uses a token up, and returns its value if its time has not passed.
    pub fn take(&self, token: &Token, now: Timestamp) -> Option<T> {
        let entry = self.0.lock().unwrap_or_else(PoisonError::into_inner).remove(&token.hash())?;
        is_fresh(entry.since, now).then_some(entry.value)
    }
}

fn is_fresh(since: Timestamp, now: Timestamp) -> bool {
    let age = now.duration_since(since);
    !age.is_negative() && age < LIFETIME
}

#[cfg(test)]
mod tests {
    use super::*;

    fn client(last: u8) -> ClientNetwork {
        ClientNetwork::of([192, 0, 2, last].into())
    }

    const START: Timestamp = Timestamp::UNIX_EPOCH;

    #[test]
    fn a_challenge_holds_once_and_for_its_time() {
        let challenges = Challenges::default();
        let begin = |purpose| challenges.begin(purpose, client(1), START);
        let token = begin(Purpose::LogIn);
        assert_eq!(challenges.take(&token, START), Some(Purpose::LogIn));
        assert_eq!(challenges.take(&token, START), None, "a second time");
        assert_eq!(challenges.take(&Token::random(), START), None);
        for (after, holds) in [(LIFETIME, false), (SignedDuration::from_secs(-1), false), (LIFETIME / 2, true)] {
            assert_eq!(challenges.take(&begin(Purpose::LogIn), START + after).is_some(), holds);
        }
    }

    #[test]
    fn whoever_asks_for_many_drops_their_own() {
        let challenges = Challenges::default();
        let other = challenges.begin(Purpose::LogIn, client(2), START);
        let first = challenges.begin(Purpose::LogIn, client(1), START);
        for _ in 0..MOST_OF_CLIENT {
            challenges.begin(Purpose::LogIn, client(1), START + SignedDuration::from_secs(1));
        }
        assert_eq!(challenges.take(&first, START), None);
        assert!(challenges.take(&other, START).is_some());
        for number in 0..300_u32 {
            let client = ClientNetwork::of(std::net::Ipv4Addr::from(number << 8).into());
            for _ in 0..MOST_OF_CLIENT {
                challenges.begin(Purpose::LogIn, client, START);
            }
        }
        assert!(challenges.0.lock().unwrap().len() <= MOST);
    }
}
