//! Slows down password guessing with growing delays, but keeps nobody out who has done nothing.

mod failures;

use std::collections::{HashMap, HashSet};
use std::net::{IpAddr, Ipv6Addr};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use self::failures::{Failures, Key};
use crate::accounts::devices::Device;
use crate::accounts::turns::Priority;
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

/// Whoever has failed no more often than this has mistyped.
const TYPOS: u32 = 3;

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

    /// Counts a login attempt, or says when to retry. Also says how urgent it is.
    ///
    /// Whoever has logged in before is counted apart from all others. So is whoever has not failed before, whatever others
    /// do with the same name or from the same network, but together with all such.
    pub fn begin_login(
        &self,
        name_key: &str,
        client: ClientNetwork,
        device: Option<Device>,
        now: Instant,
    ) -> Result<Priority> {
        let mut priority = Priority::Known;
        let counted = self.count(now, |state| {
            if let Some(device) = device {
                return Attempt::of(vec![Key::Device(device)]);
            }
            let name = || name_key.to_owned();
            let pair = Key::Pair(name(), client);
            let has_failed = state.has_failed(&Key::Client(client), now) || state.has_failed(&Key::Haste(client), now);
            priority = if has_failed { Priority::Suspect } else { Priority::Stranger };
            let by_client = if state.has_failed(&pair, now) { Key::Client(client) } else { Key::ClientByNames(client) };
            let mut checked = vec![by_client];
            if !state.trusted.contains(&(name(), client)) {
                checked.push(if has_failed { Key::Account(name()) } else { Key::AccountByStrangers(name()) });
            }
            checked.push(pair);
            // What is counted for those who have not failed makes them ones who have.
            let more = [Key::Client(client), Key::Account(name())].into_iter();
            let more = more.filter(|key| !checked.contains(key)).collect();
            Attempt { checked, more }
        });
        match counted {
            Ok(()) => Ok(priority),
            Err(Error::TooManyRequests(delay)) => {
                self.note_wait(client, delay, now);
                Err(Error::TooManyRequests(delay))
            }
            Err(error) => Err(error),
        }
    }

    /// Notes that a client was told to wait. Whoever comes again before the time is no better than one who has failed.
    fn note_wait(&self, client: ClientNetwork, delay: Duration, now: Instant) {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        state.make_room(now);
        let haste = state.failures.entry(Key::Haste(client)).or_insert(Failures { count: 0, last: now });
        // `last` is when it may come again.
        if now < haste.last {
            haste.count = haste.count.saturating_add(1);
        }
        haste.last = now + delay;
    }

    /// Forgets the failures of a client that has logged in.
    pub fn end_login(&self, name_key: &str, client: ClientNetwork, device: Option<Device>) {
        if !self.enabled {
            return;
        }
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(device) = device {
            state.failures.remove(&Key::Device(device));
            return;
        }
        let name = || name_key.to_owned();
        state.failures.remove(&Key::Pair(name(), client));
        // Undo only this attempt: logging in to one's own account must not erase guesses at others.
        for key in
            [Key::Account(name()), Key::AccountByStrangers(name()), Key::Client(client), Key::ClientByNames(client)]
        {
            if let Some(failures) = state.failures.get_mut(&key) {
                failures.count = failures.count.saturating_sub(1);
            }
        }
        if state.trusted.len() >= MAX_KEYS {
            state.trusted.clear();
        }
        state.trusted.insert((name(), client));
    }

    /// Counts a sign-up, or says when to retry.
    pub fn begin_sign_up(&self, client: ClientNetwork, now: Instant) -> Result<()> {
        self.count(now, |_| Attempt::of(vec![Key::SignUp(client)]))
    }

    /// Counts an attempt to use a link, or says when to retry.
    pub fn begin_link(&self, client: ClientNetwork, now: Instant) -> Result<()> {
        self.count(now, |_| Attempt::of(vec![Key::Link(client)]))
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
        self.count(now, |_| Attempt::of(vec![Key::Code(user)]))
    }

    /// Forgets the wrong codes before a right one.
    pub fn end_code(&self, user: UserId) {
        self.state.lock().unwrap_or_else(PoisonError::into_inner).failures.remove(&Key::Code(user));
    }

    fn count(&self, now: Instant, attempt: impl FnOnce(&State) -> Attempt) -> Result<()> {
        if !self.enabled {
            return Ok(());
        }
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let Attempt { checked, more } = attempt(&state);
        let delays = checked.iter().filter_map(|key| state.failures.get(key)?.blocked_for(key, now));
        if let Some(delay) = delays.max() {
            return Err(Error::TooManyRequests(delay));
        }
        state.make_room(now);
        for key in checked.into_iter().chain(more) {
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

/// One attempt.
struct Attempt {
    /// Whose failures delay it, and are counted.
    checked: Vec<Key>,
    /// Whose failures are only counted.
    more: Vec<Key>,
}

impl Attempt {
    fn of(checked: Vec<Key>) -> Self {
        Self { checked, more: Vec::new() }
    }
}

impl State {
    fn has_failed(&self, key: &Key, now: Instant) -> bool {
        self.failures.get(key).is_some_and(|failures| {
            failures.count > TYPOS && now.saturating_duration_since(failures.last) <= key.memory()
        })
    }

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
            match throttle.begin_login(name, client, None, start + elapsed) {
                Ok(_) => tries += 1,
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
        assert!(throttle.begin_login("anna", client(1), None, much_later).is_ok());
    }

    #[test]
    fn strangers_do_not_slow_down_who_has_logged_in_before() {
        let throttle = Throttle::new(true);
        throttle.end_login("anna", client(1), None);
        let now = Instant::now();
        for stranger in 2..=200 {
            let _ = throttle.begin_login("anna", client(stranger), None, now);
        }
        assert!(throttle.begin_login("anna", client(201), None, now).is_err());
        assert!(throttle.begin_login("anna", client(1), None, now).is_ok());
    }

    #[test]
    fn guesses_of_others_keep_nobody_out_who_has_not_failed() {
        let throttle = Throttle::new(true);
        let start = Instant::now();
        let mut answered = 0;
        for second in 0..600 {
            let now = start + Duration::from_secs(second);
            for stranger in 2..5 {
                let _ = throttle.begin_login("anna", client(stranger), None, now);
            }
            // Her own password is right, so she has not failed.
            if second % 60 == 30 && throttle.begin_login("anna", client(9), None, now).is_ok() {
                throttle.end_login("anna", client(9), None);
                answered += 1;
            }
        }
        assert_eq!(answered, 10);
    }

    #[test]
    fn a_neighbour_behind_the_same_address_gets_in() {
        let throttle = Throttle::new(true);
        let start = Instant::now();
        for second in 0..600 {
            let now = start + Duration::from_secs(second);
            let _ = throttle.begin_login("anna", client(1), None, now);
            let _ = throttle.begin_login("berta", client(1), None, now);
        }
        let now = start + Duration::from_mins(10);
        assert!(throttle.begin_login("anna", client(1), None, now).is_err());
        assert!(throttle.begin_login("carla", client(1), None, now).is_ok());
    }

    #[test]
    fn a_device_is_counted_apart_and_guesses_with_it_get_slower_too() {
        let throttle = Throttle::new(true);
        let now = Instant::now();
        let device = Some(Device::Browser([7; 16]));
        for _ in 0..100 {
            let _ = throttle.begin_login("anna", client(1), None, now);
        }
        let tries = (0..100).filter(|_| throttle.begin_login("anna", client(1), device, now).is_ok()).count();
        assert_eq!(tries, 5);
        throttle.end_login("anna", client(1), device);
        assert_eq!(throttle.begin_login("anna", client(1), device, now).unwrap(), Priority::Known);
    }

    #[test]
    fn who_has_failed_often_comes_after_who_has_not() {
        let throttle = Throttle::new(true);
        let now = Instant::now();
        for _ in 0..=TYPOS {
            assert_eq!(throttle.begin_login("anna", client(1), None, now).unwrap(), Priority::Stranger);
        }
        assert_eq!(throttle.begin_login("berta", client(1), None, now).unwrap(), Priority::Suspect);
        let later = now + Duration::from_mins(16);
        assert_eq!(throttle.begin_login("anna", client(1), None, later).unwrap(), Priority::Stranger);
    }

    #[test]
    fn who_does_not_wait_makes_way_for_who_does() {
        let throttle = Throttle::new(true);
        let start = Instant::now();
        let mut again = start + Duration::from_secs(2);
        let mut answered = None;
        for tick in 0..600 {
            let now = start + Duration::from_millis(100 * tick);
            for guesser in 1..=60 {
                let _ = throttle.begin_login("anna", client(guesser), None, now);
            }
            if now >= again && answered.is_none() {
                match throttle.begin_login("anna", client(99), None, now) {
                    Ok(_) => answered = Some(now - start),
                    Err(Error::TooManyRequests(delay)) => again = now + delay,
                    Err(other) => panic!("{other}"),
                }
            }
        }
        let answered = answered.expect("whoever waits is answered");
        assert!(answered < Duration::from_secs(12), "{answered:?}");
    }

    #[test]
    fn many_addresses_guess_one_name_a_few_times_a_second_at_most() {
        let throttle = Throttle::new(true);
        let start = Instant::now();
        let mut guesses = 0;
        for number in 0..36_000_u32 {
            let now = start + Duration::from_millis(u64::from(number) * 100);
            let client = ClientNetwork::of(IpAddr::from(number.to_be_bytes()));
            guesses += u32::from(throttle.begin_login("anna", client, None, now).is_ok());
        }
        assert!((800..1_000).contains(&guesses), "{guesses} guesses in an hour");
    }

    #[test]
    fn a_login_forgives_the_failures_before_it() {
        let throttle = Throttle::new(true);
        let now = Instant::now();
        for _ in 0..5 {
            throttle.begin_login("anna", client(1), None, now).unwrap();
        }
        assert!(throttle.begin_login("anna", client(1), None, now).is_err());
        throttle.end_login("anna", client(1), None);
        assert!(throttle.begin_login("anna", client(1), None, now).is_ok());
    }

    #[test]
    fn an_account_of_one_s_own_does_not_pay_for_guesses_at_others() {
        let throttle = Throttle::new(true);
        let now = Instant::now();
        let mut guesses = 0;
        for name in 0..400 {
            if name % 40 == 0 && throttle.begin_login("mallory", client(1), None, now).is_ok() {
                throttle.end_login("mallory", client(1), None);
            }
            guesses += u32::from(throttle.begin_login(&name.to_string(), client(1), None, now).is_ok());
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
            let _ = throttle.begin_login("anna", client, None, now + Duration::from_micros(number.into()));
        }
        assert!(throttle.state.lock().unwrap().failures.len() <= MAX_KEYS + 3);
    }
}
