//! Says in the server's log that somebody asked for what only admins may.

use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use crate::domain::users::UserId;

/// A line in this time at most, so that nobody fills the log.
const BETWEEN: Duration = Duration::from_secs(10);

/// Counts the refusals of this process.
pub static REFUSED_RIGHTS: RefusedRights = RefusedRights(Mutex::new(Noted { last: None, unsaid: 0 }));

#[derive(Debug)]
pub struct RefusedRights(Mutex<Noted>);

#[derive(Debug)]
struct Noted {
    last: Option<Instant>,
    unsaid: u64,
}

impl RefusedRights {
    /// Notes one, by the number of the account.
    pub fn note(&self, UserId(account): UserId) {
        if let Some(unsaid) = self.count(Instant::now()) {
            tracing::warn!(account, unsaid, "an account that is no admin's asked for what only admins may");
        }
    }

    /// How many were not said since the last line, if it is time for another.
    fn count(&self, now: Instant) -> Option<u64> {
        let mut noted = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if noted.last.is_some_and(|last| now.duration_since(last) < BETWEEN) {
            noted.unsaid += 1;
            return None;
        }
        noted.last = Some(now);
        Some(std::mem::take(&mut noted.unsaid))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_says_how_many_refusals_had_none() {
        let refused = RefusedRights(Mutex::new(Noted { last: None, unsaid: 0 }));
        let begin = Instant::now();
        let lines: Vec<_> = (0..25).filter_map(|second| refused.count(begin + Duration::from_secs(second))).collect();
        assert_eq!(lines, [0, 9, 9]);
    }
}
