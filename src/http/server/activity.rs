//! What a connection is doing, and what it is told.

use std::sync::atomic::{AtomicU8, AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use tokio::sync::Notify;

use crate::accounts::ClientNetwork;
use crate::http::server::limits::Limits;

/// What a connection is doing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
enum Phase {
    /// The client has sent nothing since the last answer.
    Idle,
    /// The header of a request is arriving, or TLS is being agreed on.
    Head,
    /// A request is being answered.
    Busy,
}

/// What the task of a connection is told to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub enum Order {
    /// Finish the request in flight, if there is one, and close.
    Finish = 1,
    /// Say that the header took too long, and close.
    TooSlow,
    /// Close at once.
    Cut,
}

impl Order {
    /// Why a connection gets it from the sweep.
    pub fn reason(self) -> &'static str {
        match self {
            Self::Finish => "idle",
            Self::TooSlow => "slow request",
            Self::Cut => "slow reader",
        }
    }
}

/// What a connection is doing, as noted by its task and read by the sweep.
#[derive(Debug)]
pub struct Activity {
    pub network: Option<ClientNetwork>,
    base: Instant,
    phase: AtomicU8,
    /// When the phase began, in milliseconds after `base`.
    since: AtomicU64,
    /// When the client began to leave output unread, in milliseconds after `base`; 0 if it does not.
    stuck_since: AtomicU64,
    /// How many bytes it has taken since then.
    taken: AtomicU64,
    order: AtomicU8,
    ordered: Notify,
    head: Mutex<Vec<u8>>,
}

/// The room for a header that is kept for the next one.
const USUAL_HEAD: usize = 2 * 1024;

/// A client that takes this much in time is reading.
const TAKEN: u64 = 32 * 1024;

impl Activity {
    pub fn new(network: Option<ClientNetwork>, base: Instant) -> Self {
        let activity = Self {
            network,
            base,
            phase: AtomicU8::new(Phase::Idle as u8),
            since: AtomicU64::new(0),
            stuck_since: AtomicU64::new(0),
            taken: AtomicU64::new(0),
            order: AtomicU8::new(0),
            ordered: Notify::new(),
            head: Mutex::default(),
        };
        // What has only connected owes its first request, or its part of TLS, as soon as one that has begun to send it.
        activity.enter(Phase::Head);
        activity
    }

    fn now(&self) -> u64 {
        milliseconds(self.base.elapsed())
    }

    fn enter(&self, phase: Phase) {
        self.since.store(self.now(), Ordering::Relaxed);
        self.phase.store(phase as u8, Ordering::Relaxed);
    }

    fn is_in(&self, phase: Phase) -> bool {
        self.phase.load(Ordering::Relaxed) == phase as u8
    }

    /// Notes bytes from the client. `limit` bytes of a request's header are kept.
    pub fn note_read(&self, bytes: &[u8], limit: usize) {
        if self.is_in(Phase::Busy) {
            return;
        }
        let mut head = self.head.lock().unwrap_or_else(PoisonError::into_inner);
        if self.is_in(Phase::Idle) {
            head.clear();
            self.enter(Phase::Head);
        }
        let room = limit.saturating_sub(head.len()).min(bytes.len());
        head.extend_from_slice(bytes.get(..room).unwrap_or_default());
    }

    /// Notes that a request has arrived.
    pub fn begin_request(&self) {
        self.enter(Phase::Busy);
    }

    /// Whether nothing of a request has arrived.
    pub fn is_silent(&self) -> bool {
        self.head.lock().unwrap_or_else(PoisonError::into_inner).is_empty()
    }

    /// Looks at the header of the request that has arrived, as it was sent, and what came with it. Then it is forgotten, and
    /// the memory of a long one is given back, since thousands may wait for the rest of a body.
    pub fn take_head<T>(&self, look: impl FnOnce(&[u8]) -> T) -> T {
        let mut head = self.head.lock().unwrap_or_else(PoisonError::into_inner);
        let seen = look(&head);
        if head.capacity() > USUAL_HEAD {
            *head = Vec::new();
        } else {
            head.clear();
        }
        seen
    }

    /// Notes that a request was answered.
    pub fn end_request(&self) {
        self.enter(Phase::Idle);
    }

    /// Notes that the client does not take what it is sent.
    pub fn note_stuck(&self) {
        if self.stuck_since.load(Ordering::Relaxed) == 0 {
            self.taken.store(0, Ordering::Relaxed);
            self.stuck_since.store(self.now().max(1), Ordering::Relaxed);
        }
    }

    /// Notes that the client has taken bytes.
    pub fn note_taken(&self, bytes: usize) {
        if self.stuck_since.load(Ordering::Relaxed) == 0 {
            return;
        }
        if self.taken.fetch_add(bytes as u64, Ordering::Relaxed) + bytes as u64 >= TAKEN {
            self.stuck_since.store(0, Ordering::Relaxed);
        }
    }

    /// Notes that the client has taken everything.
    pub fn note_flushed(&self) {
        self.stuck_since.store(0, Ordering::Relaxed);
    }

    /// Since when it has waited for its client; `None` while a request is being answered.
    pub fn waiting_since(&self) -> Option<u64> {
        (!self.is_in(Phase::Busy)).then(|| self.since.load(Ordering::Relaxed))
    }

    /// What it was told last.
    #[cfg(test)]
    pub fn is_told(&self, order: Order) -> bool {
        self.order.load(Ordering::Relaxed) == order as u8
    }

    /// Waits for an order.
    pub async fn ordered(&self) -> Order {
        loop {
            self.ordered.notified().await;
            match self.order.load(Ordering::Acquire) {
                1 => return Order::Finish,
                2 => return Order::TooSlow,
                3 => return Order::Cut,
                _ => {}
            }
        }
    }

    /// Gives an order. Returns whether it is news.
    pub fn order(&self, order: Order) -> bool {
        // A connection that is to be cut is not spared by a later order.
        let is_news = self.order.fetch_max(order as u8, Ordering::AcqRel) < order as u8;
        if is_news {
            self.ordered.notify_one();
        }
        is_news
    }

    /// What is due at an instant.
    pub fn due(&self, now: u64, limits: &Limits) -> Option<Order> {
        let has_passed = |since: u64, limit: Duration| now.saturating_sub(since) >= milliseconds(limit);
        let stuck_since = self.stuck_since.load(Ordering::Relaxed);
        if stuck_since > 0 && has_passed(stuck_since, limits.write_timeout) {
            return Some(Order::Cut);
        }
        let since = self.since.load(Ordering::Relaxed);
        match self.phase.load(Ordering::Relaxed) {
            phase if phase == Phase::Head as u8 && has_passed(since, limits.header_timeout) => Some(Order::TooSlow),
            phase if phase == Phase::Idle as u8 && has_passed(since, limits.idle_timeout) => Some(Order::Finish),
            _ => None,
        }
    }
}

pub fn milliseconds(duration: Duration) -> u64 {
    u64::try_from(duration.as_millis()).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_client_that_reads_slowly_is_spared_and_one_that_does_not_is_cut() {
        let limits = Limits::default();
        let activity = Activity::new(None, Instant::now());
        activity.begin_request();
        let late = milliseconds(limits.write_timeout) + 10;
        assert_eq!(activity.due(late, &limits), None, "it may take its time to answer");
        activity.note_stuck();
        activity.note_taken(1_000);
        assert_eq!(activity.due(late, &limits), Some(Order::Cut));
        activity.note_taken(40_000);
        assert_eq!(activity.due(late, &limits), None);
        activity.note_stuck();
        activity.note_flushed();
        assert_eq!(activity.due(late, &limits), None);
    }

    #[test]
    fn headers_and_rests_have_their_own_time() {
        let limits = Limits::default();
        let activity = Activity::new(None, Instant::now());
        let (head, idle) = (milliseconds(limits.header_timeout), milliseconds(limits.idle_timeout));
        assert_eq!(activity.due(head - 100, &limits), None);
        assert_eq!(activity.due(head + 100, &limits), Some(Order::TooSlow));
        activity.begin_request();
        assert_eq!(activity.due(idle * 10, &limits), None);
        activity.end_request();
        assert_eq!(activity.due(head + 100, &limits), None);
        assert_eq!(activity.due(idle + 100, &limits), Some(Order::Finish));
    }
}
