//! Challenges that passkeys sign, each for one purpose and once.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use jiff::{SignedDuration, Timestamp};

use super::ClientNetwork;
use crate::domain::sessions::TokenHash;
use crate::domain::token::Token;
use crate::domain::users::UserId;

/// How long a challenge can be signed. A login that waits for its passkey asks for another one sooner.
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
struct Challenge {
    purpose: Purpose,
    client: ClientNetwork,
    since: Timestamp,
}

/// Challenges by the hash of what is signed, in memory: after a restart, the browser asks for another one.
#[derive(Debug, Default)]
pub struct Challenges(Mutex<HashMap<TokenHash, Challenge>>);

impl Challenges {
    /// Makes a challenge. Past the limits, the oldest ones of the same client or of all go.
    pub fn begin(&self, purpose: Purpose, client: ClientNetwork, now: Timestamp) -> Token {
        let token = Token::random();
        let mut challenges = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        challenges.retain(|_, challenge| is_fresh(challenge.since, now));
        let own = challenges.values().filter(|challenge| challenge.client == client).count();
        if own >= MOST_OF_CLIENT || challenges.len() >= MOST {
            let of_whom = |challenge: &Challenge| own < MOST_OF_CLIENT || challenge.client == client;
            let candidates = challenges.iter().filter(|(_, challenge)| of_whom(challenge));
            let oldest = candidates.min_by_key(|(_, challenge)| challenge.since).map(|(hash, _)| *hash);
            oldest.and_then(|hash| challenges.remove(&hash));
        }
        challenges.insert(token.hash(), Challenge { purpose, client, since: now });
        token
    }

    /// Uses a challenge up. Whether it held, for this purpose.
    pub fn take(&self, signed: &Token, purpose: Purpose, now: Timestamp) -> bool {
        let challenge = self.0.lock().unwrap_or_else(PoisonError::into_inner).remove(&signed.hash());
        challenge.is_some_and(|challenge| challenge.purpose == purpose && is_fresh(challenge.since, now))
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
    fn a_challenge_holds_once_for_its_purpose_and_its_time() {
        let challenges = Challenges::default();
        let begin = |purpose| challenges.begin(purpose, client(1), START);
        let token = begin(Purpose::LogIn);
        assert!(challenges.take(&token, Purpose::LogIn, START));
        assert!(!challenges.take(&token, Purpose::LogIn, START), "a second time");
        let token = begin(Purpose::Confirm(UserId(1)));
        assert!(!challenges.take(&token, Purpose::Confirm(UserId(2)), START), "another account");
        assert!(!challenges.take(&token, Purpose::Confirm(UserId(1)), START), "it was tried");
        assert!(!challenges.take(&Token::random(), Purpose::LogIn, START));
        for (after, holds) in [(LIFETIME, false), (SignedDuration::from_secs(-1), false), (LIFETIME / 2, true)] {
            assert_eq!(challenges.take(&begin(Purpose::LogIn), Purpose::LogIn, START + after), holds);
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
        assert!(!challenges.take(&first, Purpose::LogIn, START));
        assert!(challenges.take(&other, Purpose::LogIn, START));
        for number in 0..300_u32 {
            let client = ClientNetwork::of(std::net::Ipv4Addr::from(number << 8).into());
            for _ in 0..MOST_OF_CLIENT {
                challenges.begin(Purpose::LogIn, client, START);
            }
        }
        assert!(challenges.0.lock().unwrap().len() <= MOST);
    }
}
