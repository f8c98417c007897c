//! Bounds how much memory long answers take until their clients have read them.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use axum::body::Bytes;

use crate::domain::users::UserId;
use crate::error::Error;

const MIB: usize = 1024 * 1024;
/// What long answers have together: three pages of the longest texts, or dozens of usual long ones.
const ALL: usize = 64 * MIB;
/// What one account has of it, though it may always have one answer. So three that take all they can leave some.
const OF_ONE: usize = ALL / 4;

/// How many bytes the long answers have that are being sent; cheap to clone.
#[derive(Debug, Clone, Default)]
pub struct LongAnswers(Arc<Mutex<Sending>>);

#[derive(Debug, Default)]
struct Sending {
    all: usize,
    /// Only of accounts that are being sent some. Without a login, nobody's.
    of: HashMap<Option<UserId>, usize>,
}

impl LongAnswers {
    /// Counts an answer until the last of it is sent.
    pub fn hold(&self, account: Option<UserId>, bytes: Bytes) -> Result<Held, Error> {
        let mut sending = self.lock();
        let own = sending.of.get(&account).copied().unwrap_or_default();
        // The longest answer of all is let through where there is no other.
        let fits = |taken: usize, most: usize| taken == 0 || taken + bytes.len() <= most;
        if !fits(sending.all, ALL) || !fits(own, OF_ONE) {
            return Err(Error::Unavailable {
                reason: "The server is sending too many long answers already. Try again, or ask for fewer tasks a page.",
                retry_after: Duration::from_secs(1),
            });
        }
        sending.all += bytes.len();
        sending.of.insert(account, own + bytes.len());
        Ok(Held { bytes, account, answers: self.clone() })
    }

    fn lock(&self) -> MutexGuard<'_, Sending> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// An answer that is being sent.
pub struct Held {
    bytes: Bytes,
    account: Option<UserId>,
    answers: LongAnswers,
}

impl AsRef<[u8]> for Held {
    fn as_ref(&self) -> &[u8] {
        &self.bytes
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        let mut sending = self.answers.lock();
        sending.all -= self.bytes.len();
        let left = sending.of.remove(&self.account).unwrap_or_default() - self.bytes.len();
        if left > 0 {
            sending.of.insert(self.account, left);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hold(answers: &LongAnswers, account: i64, mebibytes: usize) -> Option<Bytes> {
        let held = answers.hold(Some(UserId(account)), vec![0; mebibytes * MIB].into());
        held.ok().map(Bytes::from_owner)
    }

    #[test]
    fn an_answer_is_refused_until_another_is_sent() {
        let answers = LongAnswers::default();
        let first = hold(&answers, 1, 40).unwrap();
        assert!(hold(&answers, 2, 40).is_none());
        let part = first.slice(1..2);
        drop(first);
        assert!(hold(&answers, 2, 40).is_none(), "a part of it is still to be sent");
        drop(part);
        assert!(hold(&answers, 2, 40).is_some());
    }

    #[test]
    fn the_longest_answer_may_take_more_than_all() {
        assert!(hold(&LongAnswers::default(), 1, 80).is_some());
    }

    #[test]
    fn one_account_leaves_room_for_the_others() {
        let answers = LongAnswers::default();
        let taken: Vec<_> = std::iter::from_fn(|| hold(&answers, 1, 2)).collect();
        assert_eq!(taken.len(), 8);
        let page = hold(&answers, 2, 20).expect("a page of the longest texts");
        assert!(hold(&answers, 2, 2).is_none() && hold(&answers, 3, 20).is_some());
        drop((taken, page));
        assert!(answers.lock().of.is_empty() && answers.lock().all == 0);
    }
}
