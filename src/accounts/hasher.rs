//! Password hashing with bcrypt, off the async threads and with limited concurrency.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use bcrypt::HashParts;
use sha2::{Digest, Sha256};

use super::turns::{Priority, Turns};
use crate::domain::users::password::Password;
use crate::error::{Error, Result};

/// The default cost: 2^12 rounds, a quarter of a second on a typical machine.
pub const DEFAULT_COST: u32 = 12;
/// The lowest cost, for tests.
pub const MIN_COST: u32 = 4;
/// The highest useful cost: a login then takes about 15 seconds.
pub const MAX_COST: u32 = 18;

/// Marks a bcrypt hash of the password's SHA-256 in base64, because bcrypt reads at most 72 bytes.
const LONG: &str = "bcrypt_sha256$";
/// Marks a hash of the earlier backend, whose bcrypt truncated passwords to 72 bytes.
const FLASK: &str = "bcrypt_flask$";
/// The most bytes bcrypt reads. Our limit is one less, because it appends a NUL.
const BCRYPT_BYTES: usize = 72;
/// How many can wait for hashing with each priority.
const WAITING: usize = 32;

/// Hashes and verifies passwords, a few at a time.
#[derive(Debug)]
pub struct Hasher {
    cost: u32,
    /// The cost of a refusal: the configured one, or that of the most expensive hash so far.
    refusal_cost: Arc<AtomicU32>,
    turns: Arc<Turns>,
}

impl Hasher {
    /// A hasher with this cost, between [`MIN_COST`] and [`MAX_COST`].
    pub fn new(cost: u32) -> Self {
        // Keep one core free for others during a storm of logins.
        let running = std::thread::available_parallelism().map_or(1, usize::from).saturating_sub(1).max(1);
        let cost = cost.clamp(MIN_COST, MAX_COST);
        Self { cost, refusal_cost: Arc::new(AtomicU32::new(cost)), turns: Turns::new(running, WAITING) }
    }

    /// Makes refusals take at least as long as a hash with this cost.
    pub fn level_with(&self, cost: u32) {
        self.refusal_cost.fetch_max(cost.min(MAX_COST), Ordering::Relaxed);
    }

    /// The hash to store for a password.
    pub async fn hash(&self, password: Password, priority: Priority) -> Result<String> {
        let cost = self.cost;
        self.run(priority, move || hash(password.as_str(), cost)).await
    }

    /// Whether a password matches a stored hash. Without a hash, it takes the same time and fails.
    pub async fn verify(&self, password: Password, stored: Option<String>, priority: Priority) -> Result<bool> {
        if let Some(cost) = stored.as_deref().and_then(cost_of) {
            self.level_with(cost);
        }
        let refusal_cost = self.refusal_cost.load(Ordering::Relaxed);
        self.run(priority, move || verify(password.as_str(), stored.as_deref(), refusal_cost)).await
    }

    /// Whether a stored hash should be replaced at the next login.
    pub fn is_outdated(&self, stored: &str) -> bool {
        stored.starts_with(FLASK) || cost_of(stored).is_none_or(|cost| cost < self.cost)
    }

    /// How many passwords wait to be hashed.
    pub fn waiting(&self) -> usize {
        self.turns.waiting()
    }

    async fn run<T: Send + 'static>(
        &self,
        priority: Priority,
        work: impl FnOnce() -> Result<T> + Send + 'static,
    ) -> Result<T> {
        let busy = Error::Unavailable {
            reason: "Too many people are logging in at the moment. Try again in a few seconds.",
            retry_after: Duration::from_secs(5),
        };
        let turn = self.turns.wait(priority).await.ok_or(busy)?;
        // The closure holds the turn, because the work continues even if the client doesn't wait.
        let work = move || {
            let _turn = turn;
            work()
        };
        tokio::task::spawn_blocking(work).await.map_err(Error::internal)?
    }
}

/// The stored form of an earlier backend's hash, so the user can keep logging in; `None` if it is not a bcrypt hash, or one
/// that takes too long to check.
pub fn taken_over(stored: &str) -> Option<String> {
    let cost = stored.parse::<HashParts>().ok()?.get_cost();
    (cost <= MAX_COST).then(|| format!("{FLASK}{stored}"))
}

fn hash(password: &str, cost: u32) -> Result<String> {
    if password.len() < BCRYPT_BYTES {
        return bcrypt::hash(password, cost).map_err(Error::internal);
    }
    let hash = bcrypt::hash(shortened(password), cost).map_err(Error::internal)?;
    Ok(format!("{LONG}{hash}"))
}

fn verify(password: &str, stored: Option<&str>, refusal_cost: u32) -> Result<bool> {
    let compare = |candidate: &[u8], hash: &str| bcrypt::verify(candidate, hash).map_err(Error::internal);
    let spend = |cost| bcrypt::hash(password, cost).map(drop).map_err(Error::internal);
    verify_with(password, stored, refusal_cost, compare, spend)
}

/// Verifies a password. A refusal also spends the time missing to the cost of refusals.
fn verify_with(
    password: &str,
    stored: Option<&str>,
    refusal_cost: u32,
    compare: impl FnOnce(&[u8], &str) -> Result<bool>,
    spend: impl FnMut(u32) -> Result<()>,
) -> Result<bool> {
    let (candidate, hash) = stored.map_or((None, ""), |stored| split(password, stored));
    let (Some(candidate), Some(cost)) = (candidate, cost_of(hash)) else {
        return [refusal_cost].into_iter().try_for_each(spend).map(|()| false);
    };
    let matches = compare(&candidate, hash)?;
    if !matches {
        // 2^c + 2^c + 2^(c+1) + … + 2^(C-1) = 2^C: a refusal with a cheaper hash takes as long as one for an unknown
        // name.
        (cost..refusal_cost).try_for_each(spend)?;
    }
    Ok(matches)
}

/// The bytes to compare, and the stored hash without its mark. `None` if they can't match.
fn split<'a>(password: &str, stored: &'a str) -> (Option<Vec<u8>>, &'a str) {
    let bytes = password.as_bytes();
    if let Some(hash) = stored.strip_prefix(LONG) {
        (Some(shortened(password).into_bytes()), hash)
    } else if let Some(hash) = stored.strip_prefix(FLASK) {
        (Some(bytes.iter().copied().take(BCRYPT_BYTES).collect()), hash)
    } else {
        ((bytes.len() < BCRYPT_BYTES).then(|| bytes.to_vec()), stored)
    }
}

/// 44 characters for a password of any length. Unlike the bare digest, they contain no NUL.
fn shortened(password: &str) -> String {
    STANDARD.encode(Sha256::digest(password))
}

fn cost_of(stored: &str) -> Option<u32> {
    let hash = stored.strip_prefix(LONG).or_else(|| stored.strip_prefix(FLASK)).unwrap_or(stored);
    let cost = hash.parse::<HashParts>().ok()?.get_cost();
    // With a cost of 31, one login would take days.
    (MIN_COST..=MAX_COST).contains(&cost).then_some(cost)
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use tokio::task::JoinSet;
    use tokio::time::timeout;

    use super::*;

    fn matches(password: &str, stored: &str) -> bool {
        verify(password, Some(stored), MIN_COST).unwrap()
    }

    #[test]
    fn exactly_the_password_that_was_given_matches() {
        for password in ["correct horse", &"x".repeat(71), &"x".repeat(72), &"x".repeat(73), &"é".repeat(512)] {
            let stored = hash(password, MIN_COST).unwrap();
            assert!(matches(password, &stored));
            for other in [format!("{password}x"), format!("{password}\0"), password[..password.len() - 2].to_owned()] {
                assert!(!matches(&other, &stored), "{other:?} opened {password:?}");
            }
        }
    }

    #[test]
    fn a_password_of_the_earlier_backend_goes_on_working_cut_as_it_was() {
        let long = "x".repeat(100);
        let theirs = bcrypt::hash(&long[..72], MIN_COST).unwrap();
        let stored = taken_over(&theirs).unwrap();
        assert!(matches(&long, &stored));
        assert!(Hasher::new(MIN_COST).is_outdated(&stored));
        // Our own hashes never truncate.
        assert!(!matches(&long, &theirs));
    }

    #[test]
    fn what_is_no_bcrypt_hash_is_not_taken_over_and_matches_nothing() {
        let endless = "$2b$31$aaaaaaaaaaaaaaaaaaaaaeaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";
        endless.parse::<HashParts>().unwrap();
        for stored in ["", "pbkdf2:sha256:1$x$y", "$2b$12$short", endless] {
            assert_eq!(taken_over(stored), None);
            assert!(!matches("correct horse", stored));
        }
    }

    #[test]
    fn a_hash_of_a_lower_cost_is_outdated() {
        let stored = hash("correct horse", MIN_COST).unwrap();
        assert!(Hasher::new(MIN_COST + 1).is_outdated(&stored));
        assert!(!Hasher::new(MIN_COST).is_outdated(&stored));
    }

    #[tokio::test]
    async fn refusals_are_levelled_with_the_dearest_hash_met() {
        let hasher = Hasher::new(MIN_COST);
        let password = Password::parse("password", Some("wrong horse".into())).unwrap();
        let dear = hash("correct horse", MIN_COST + 2).unwrap();
        assert!(!hasher.verify(password, Some(dear), Priority::Known).await.unwrap());
        assert_eq!(hasher.refusal_cost.load(Ordering::Relaxed), MIN_COST + 2);
        assert_eq!(hasher.cost, MIN_COST, "new hashes stay at the configured cost");
    }

    #[test]
    fn a_wrong_password_costs_as_much_as_an_unknown_name() {
        let cost = 9;
        let low = hash("correct horse", MIN_COST).unwrap();
        let high = hash("correct horse", cost).unwrap();
        for stored in [None, Some(low.as_str()), Some(high.as_str()), Some(""), Some("no hash")] {
            let rounds = Cell::new(0);
            let count = |cost: u32| rounds.set(rounds.get() + (1 << cost));
            let compare = |candidate: &[u8], hash: &str| {
                count(cost_of(hash).unwrap());
                bcrypt::verify(candidate, hash).map_err(Error::internal)
            };
            let spend = |cost| {
                count(cost);
                Ok(())
            };
            assert!(!verify_with("wrong horse", stored, cost, compare, spend).unwrap());
            assert_eq!(rounds.get(), 1 << cost, "{stored:?}");
        }
    }

    #[tokio::test]
    async fn a_storm_is_bounded_and_says_when_to_come_again() {
        let hasher = Arc::new(Hasher::new(MIN_COST));
        let mut held = Vec::new();
        // Blocks all hashing meanwhile.
        while let Ok(Some(turn)) = timeout(Duration::from_millis(20), hasher.turns.wait(Priority::Known)).await {
            held.push(turn);
        }
        let mut logins = JoinSet::new();
        for _ in 0..200 {
            let hasher = Arc::clone(&hasher);
            let password = Password::parse("password", Some("wrong horse".into())).unwrap();
            logins.spawn(async move { hasher.verify(password, None, Priority::Suspect).await });
        }
        for _ in WAITING..200 {
            let refused = logins.join_next().await.unwrap().unwrap();
            assert!(matches!(refused, Err(Error::Unavailable { retry_after, .. }) if retry_after.as_secs() > 0));
        }
        drop(held);
        while let Some(waited) = logins.join_next().await {
            assert!(!waited.unwrap().unwrap());
        }
    }
}
