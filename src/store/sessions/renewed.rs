//! Tokens that were replaced a moment ago: requests that were sent with them meanwhile still belong to their session.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use rusqlite::named_params;

use crate::domain::Timestamp;
use crate::domain::sessions::{SessionId, TokenHash};
use crate::domain::users::UserId;
use crate::error::{Error, Result};
use crate::store::Store;
use crate::store::engine::columns::Millis;

/// How long a replaced token still stands for the new one.
const PERIOD: Duration = Duration::from_secs(10);

impl Store {
    /// Notes that somebody in a session has proved who it is, and replaces the session's token.
    pub async fn confirm_session(
        &self,
        owner: UserId,
        id: SessionId,
        (old, new): (TokenHash, TokenHash),
        now: Timestamp,
    ) -> Result<()> {
        let renewed = &self.0.session_cache.renewed;
        let old = renewed.current(old);
        // Before the commit, so that every request finds the session under one or the other.
        renewed.note(old, new);
        let confirmed = self
            .write_vital(move |connection| {
                let mut update = connection.prepare_cached(
                    "UPDATE sessions SET confirmed_at = :now, token_hash = :new
                     WHERE user_id = :owner AND id = :id AND token_hash = :old",
                )?;
                let parameters =
                    named_params! {":owner": owner, ":id": id, ":old": old, ":new": new, ":now": Millis(now)};
                match update.execute(parameters)? {
                    0 => Err(Error::Unauthenticated.into()),
                    _ => Ok(()),
                }
            })
            .await;
        if confirmed.is_err() {
            renewed.forget(old);
        }
        confirmed
    }
}

/// Tokens that stand for others.
#[derive(Debug, Default)]
pub struct RenewedTokens(Mutex<HashMap<TokenHash, (TokenHash, Instant)>>);

impl RenewedTokens {
    /// Notes that a token was replaced.
    pub fn note(&self, old: TokenHash, new: TokenHash) {
        self.note_at(old, new, Instant::now());
    }

    /// The token that stands in the database for this one.
    pub fn current(&self, token: TokenHash) -> TokenHash {
        self.current_at(token, Instant::now())
    }

    /// Takes back what was noted.
    fn forget(&self, old: TokenHash) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).remove(&old);
    }

    fn note_at(&self, old: TokenHash, new: TokenHash, now: Instant) {
        let mut renewed = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        renewed.retain(|_, (_, since)| now.duration_since(*since) < PERIOD);
        // One that was replaced twice leads to the last.
        for (latest, _) in renewed.values_mut().filter(|(latest, _)| *latest == old) {
            *latest = new;
        }
        renewed.insert(old, (new, now));
    }

    fn current_at(&self, token: TokenHash, now: Instant) -> TokenHash {
        let renewed = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        match renewed.get(&token) {
            Some((new, since)) if now.duration_since(*since) < PERIOD => *new,
            _ => token,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_replaced_token_counts_for_a_moment() {
        let tokens = RenewedTokens::default();
        let [first, second, third] = [1, 2, 3].map(|byte| TokenHash([byte; 32]));
        let begin = Instant::now();
        let after = |seconds| begin + Duration::from_secs(seconds);
        tokens.note_at(first, second, begin);
        assert_eq!([first, second, third].map(|token| tokens.current_at(token, after(9))), [second, second, third]);
        tokens.note_at(second, third, after(9));
        assert_eq!([first, second].map(|token| tokens.current_at(token, after(9))), [third, third]);
        assert_eq!([first, second].map(|token| tokens.current_at(token, after(10))), [first, third]);
        assert_eq!([first, second].map(|token| tokens.current_at(token, after(19))), [first, second]);
    }
}
