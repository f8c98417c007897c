//! Slows down password guessing with growing delays, but never locks an account permanently.

use std::collections::{HashMap, HashSet};
use std::net::{IpAddr, Ipv6Addr};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use crate::domain::users::UserId;
use crate::error::{Error, Result};

/// The source of attempts: an IPv4 address, or a 64-bit IPv6 network, which one person may have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct ClientNetwork(IpAddr);

impl ClientNetwork {
    pub fn of(address: IpAddr) -> Self {
        match address.to_canonical() {
            IpAddr::V6(v6) => Self(Ipv6Addr::from_bits(v6.to_bits() & !u128::from(u64::MAX)).into()),
            v4 @ IpAddr::V4(_) => Self(v4),
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum Key {
    /// Logins to one name from one client.
    Pair(String, ClientNetwork),
    /// Logins to one name from clients that have never logged in to it.
    Account(String),
    /// Logins from one client.
    ClientNetwork(ClientNetwork),
    /// Sign-ups from one client.
    SignUp(ClientNetwork),
    /// Links that one client tries.
    Link(ClientNetwork),
    /// Codes of one account's second factor, whoever tries them: the password was right.
    Code(UserId),
}

impl Key {
    /// How many failures cause no delay.
    fn free(&self) -> u32 {
        match self {
            Self::Pair(..) | Self::Code(_) => 5,
            Self::Account(_) | Self::SignUp(_) | Self::Link(_) => 30,
            Self::ClientNetwork(_) => 50,
        }
    }

    /// The longest delay after a failure. Six digits are soon guessed at one a minute.
    fn longest_delay(&self) -> Duration {
        if matches!(self, Self::Code(_)) { Duration::from_mins(15) } else { Duration::from_mins(1) }
    }

    /// After this time without another, failures are forgotten.
    fn memory(&self) -> Duration {
        if matches!(self, Self::Code(_)) { Duration::from_hours(24) } else { Duration::from_mins(15) }
    }
}

#[derive(Debug)]
struct Failures {
    count: u32,
    last: Instant,
}

impl Failures {
    fn blocked_for(&self, key: &Key, now: Instant) -> Option<Duration> {
        let over = self.count.checked_sub(key.free())?;
        let delay = Duration::from_secs(1 << over.min(10)).min(key.longest_delay());
        (self.last + delay).checked_duration_since(now).filter(|delay| !delay.is_zero())
    }
}

/// The most keys to remember; beyond that, the oldest are dropped.
const MAX_KEYS: usize = 100_000;

/// Counts failures by account and client, in memory.
#[derive(Debug)]
pub struct Throttle {
    enabled: bool,
    state: Mutex<State>,
}

#[derive(Debug, Default)]
struct State {
    failures: HashMap<Key, Failures>,
    /// Which clients have logged in to which names. Attempts by strangers don't slow them down.
    trusted: HashSet<(String, ClientNetwork)>,
}

impl Throttle {
    /// A throttle, or one that lets everything pass.
    pub fn new(enabled: bool) -> Self {
        Self { enabled, state: Mutex::default() }
    }

    /// Counts a login attempt, or says when to retry.
    pub fn begin_login(&self, name_key: &str, client: ClientNetwork, now: Instant) -> Result<()> {
        self.count(now, |state| {
            let pair = (name_key.to_owned(), client);
            let mut keys = vec![Key::ClientNetwork(client)];
            if !state.trusted.contains(&pair) {
                keys.push(Key::Account(pair.0.clone()));
            }
            keys.push(Key::Pair(pair.0, client));
            keys
        })
    }

    /// Forgets the failures of a client that has logged in.
    pub fn end_login(&self, name_key: &str, client: ClientNetwork) {
        if !self.enabled {
            return;
        }
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let pair = (name_key.to_owned(), client);
        state.failures.remove(&Key::Pair(pair.0.clone(), client));
        // Undo only this attempt: logging in to one's own account must not erase guesses at others.
        for key in [Key::Account(pair.0.clone()), Key::ClientNetwork(client)] {
            if let Some(failures) = state.failures.get_mut(&key) {
                failures.count = failures.count.saturating_sub(1);
            }
        }
        if state.trusted.len() >= MAX_KEYS {
            state.trusted.clear();
        }
        state.trusted.insert(pair);
    }

    /// Counts a sign-up, or says when to retry.
    pub fn begin_sign_up(&self, client: ClientNetwork, now: Instant) -> Result<()> {
        self.count(now, |_| vec![Key::SignUp(client)])
    }

    /// Counts an attempt to use a link, or says when to retry.
    pub fn begin_link(&self, client: ClientNetwork, now: Instant) -> Result<()> {
        self.count(now, |_| vec![Key::Link(client)])
    }

    /// Undoes the count of an attempt with a link that holds.
    pub fn end_link(&self, client: ClientNetwork) {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(failures) = state.failures.get_mut(&Key::Link(client)) {
            failures.count = failures.count.saturating_sub(1);
        }
    }

    /// Counts a code of the second factor, or says when to retry.
    pub fn begin_code(&self, user: UserId, now: Instant) -> Result<()> {
        self.count(now, |_| vec![Key::Code(user)])
    }

    /// Forgets the wrong codes before a right one.
    pub fn end_code(&self, user: UserId) {
        self.state.lock().unwrap_or_else(PoisonError::into_inner).failures.remove(&Key::Code(user));
    }

    fn count(&self, now: Instant, keys: impl FnOnce(&State) -> Vec<Key>) -> Result<()> {
        if !self.enabled {
            return Ok(());
        }
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let keys = keys(&state);
        let delays = keys.iter().filter_map(|key| state.failures.get(key)?.blocked_for(key, now));
        if let Some(delay) = delays.max() {
            return Err(Error::TooManyRequests(delay));
        }
        state.make_room(now);
        for key in keys {
            let memory = key.memory();
            let failures = state.failures.entry(key).or_insert(Failures { count: 0, last: now });
            if now.duration_since(failures.last) > memory {
                failures.count = 0;
            }
            failures.count = failures.count.saturating_add(1);
            failures.last = now;
        }
        Ok(())
    }
}

impl State {
    fn make_room(&mut self, now: Instant) {
        if self.failures.len() < MAX_KEYS {
            return;
        }
        self.failures.retain(|key, failures| now.duration_since(failures.last) <= key.memory());
        if self.failures.len() >= MAX_KEYS {
            let mut ages: Vec<_> = self.failures.values().map(|failures| failures.last).collect();
            ages.sort_unstable();
            let middle = ages.get(ages.len() / 2).copied().unwrap_or(now);
            self.failures.retain(|_, failures| failures.last > middle);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn client(last: u8) -> ClientNetwork {
        ClientNetwork::of(IpAddr::from([192, 0, 2, last]))
    }

    /// Tries as often as allowed, and counts.
    fn tries(throttle: &Throttle, name: &str, client: ClientNetwork, period: Duration) -> u32 {
        let start = Instant::now();
        let mut elapsed = Duration::ZERO;
        let mut tries = 0;
        while elapsed < period {
            match throttle.begin_login(name, client, start + elapsed) {
                Ok(()) => tries += 1,
                Err(Error::TooManyRequests(delay)) => elapsed += delay,
                Err(other) => panic!("{other}"),
            }
        }
        tries
    }

    #[test]
    fn guessing_gets_slower_and_slower() {
        let throttle = Throttle::new(true);
        let in_a_day = tries(&throttle, "anna", client(1), Duration::from_hours(24));
        assert!((1_000..1_500).contains(&in_a_day), "{in_a_day} guesses in a day");
    }

    #[test]
    fn nobody_is_kept_out_for_longer_than_a_minute() {
        let throttle = Throttle::new(true);
        tries(&throttle, "anna", client(1), Duration::from_hours(1));
        let much_later = Instant::now() + Duration::from_hours(1) + Duration::from_mins(1);
        assert!(throttle.begin_login("anna", client(1), much_later).is_ok());
    }

    #[test]
    fn strangers_do_not_slow_down_who_has_logged_in_before() {
        let throttle = Throttle::new(true);
        throttle.end_login("anna", client(1));
        let now = Instant::now();
        for stranger in 2..=200 {
            let _ = throttle.begin_login("anna", client(stranger), now);
        }
        assert!(throttle.begin_login("anna", client(201), now).is_err());
        assert!(throttle.begin_login("anna", client(1), now).is_ok());
    }

    #[test]
    fn a_login_forgives_the_failures_before_it() {
        let throttle = Throttle::new(true);
        let now = Instant::now();
        for _ in 0..5 {
            throttle.begin_login("anna", client(1), now).unwrap();
        }
        assert!(throttle.begin_login("anna", client(1), now).is_err());
        throttle.end_login("anna", client(1));
        assert!(throttle.begin_login("anna", client(1), now).is_ok());
    }

    #[test]
    fn an_account_of_one_s_own_does_not_pay_for_guesses_at_others() {
        let throttle = Throttle::new(true);
        let now = Instant::now();
        let mut guesses = 0;
        for name in 0..400 {
            if name % 40 == 0 && throttle.begin_login("mallory", client(1), now).is_ok() {
                throttle.end_login("mallory", client(1));
            }
            guesses += u32::from(throttle.begin_login(&name.to_string(), client(1), now).is_ok());
        }
        assert!(guesses <= 51, "{guesses} guesses at once");
    }

    #[test]
    fn a_network_of_64_bits_is_one_client() {
        let address = |text: &str| ClientNetwork::of(text.parse().unwrap());
        assert_eq!(address("2001:db8:1:2::3"), address("2001:db8:1:2:ffff::4"));
        assert_ne!(address("2001:db8:1:2::3"), address("2001:db8:1:3::3"));
        assert_eq!(address("::ffff:192.0.2.1"), address("192.0.2.1"));
    }

    #[test]
    fn links_that_hold_are_not_counted_and_others_are() {
        let throttle = Throttle::new(true);
        let now = Instant::now();
        for _ in 0..100 {
            throttle.begin_link(client(1), now).unwrap();
            throttle.end_link(client(1));
        }
        let wrong = (0..100).take_while(|_| throttle.begin_link(client(1), now).is_ok()).count();
        assert_eq!(wrong, 30);
        assert!(throttle.begin_link(client(2), now).is_ok());
    }

    #[test]
    fn codes_are_guessed_a_hundred_times_a_day_at_most() {
        let throttle = Throttle::new(true);
        let start = Instant::now();
        let (mut elapsed, mut tries) = (Duration::ZERO, 0);
        while elapsed < Duration::from_hours(24) {
            match throttle.begin_code(UserId(1), start + elapsed) {
                Ok(()) => tries += 1,
                Err(Error::TooManyRequests(delay)) => elapsed += delay,
                Err(other) => panic!("{other}"),
            }
        }
        assert!((90..120).contains(&tries), "{tries} codes in a day");
        assert!(throttle.begin_code(UserId(2), start).is_ok(), "other accounts are not slowed down");
        throttle.end_code(UserId(1));
        assert!(throttle.begin_code(UserId(1), start + elapsed).is_ok());
    }

    #[test]
    fn the_memory_is_bounded() {
        let throttle = Throttle::new(true);
        let now = Instant::now();
        for number in 0..80_000_u32 {
            let client = ClientNetwork::of(IpAddr::from(number.to_be_bytes()));
            let _ = throttle.begin_login("anna", client, now + Duration::from_micros(number.into()));
        }
        assert!(throttle.state.lock().unwrap().failures.len() <= MAX_KEYS + 3);
    }
}
