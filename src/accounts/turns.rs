//! Who is next: a bounded queue in which some come first.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::sync::oneshot;

/// How soon somebody's password is hashed while many wait.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Priority {
    /// Whoever is logged in, or has logged in with this browser before.
    Known,
    /// Whoever comes from an address without failures.
    Stranger,
    /// Everybody else.
    Suspect,
}

/// How many priorities there are.
const PRIORITIES: usize = 3;

/// Lets a few go on at a time. The others wait in a queue for each priority.
#[derive(Debug)]
pub struct Turns {
    /// How many can wait in each queue.
    room: usize,
    state: Mutex<State>,
}

#[derive(Debug)]
struct State {
    free: usize,
    queues: [VecDeque<oneshot::Sender<Turn>>; PRIORITIES],
}

/// Somebody's turn, which ends when it is dropped.
#[derive(Debug)]
pub struct Turn(Arc<Turns>);

impl Turns {
    /// So many at a time, and so many waiting in each queue.
    pub fn new(at_once: usize, room: usize) -> Arc<Self> {
        Arc::new(Self { room, state: Mutex::new(State { free: at_once, queues: Default::default() }) })
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits for a turn. `None` if too many wait already.
    pub async fn wait(self: &Arc<Self>, priority: Priority) -> Option<Turn> {
        let turn = {
            let mut state = self.state();
            if state.free > 0 {
                state.free -= 1;
                return Some(Turn(Arc::clone(self)));
            }
            let queue = state.queues.get_mut(priority as usize)?;
            // Whoever has gone away frees a place.
            queue.retain(|waiting| !waiting.is_closed());
            if queue.len() >= self.room {
                return None;
            }
            let (sender, turn) = oneshot::channel();
            queue.push_back(sender);
            turn
        };
        turn.await.ok()
    }

    /// How many wait.
    pub fn waiting(&self) -> usize {
        self.state().queues.iter().map(VecDeque::len).sum()
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        let next = {
            let mut state = self.0.state();
            let next = std::iter::from_fn(|| state.queues.iter_mut().find_map(VecDeque::pop_front))
                .find(|waiting| !waiting.is_closed());
            if next.is_none() {
                state.free += 1;
            }
            next
        };
        if let Some(next) = next {
            // If it has gone away meanwhile, its turn is dropped, and so passed on.
            drop(next.send(Turn(Arc::clone(&self.0))));
        }
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use tokio::task::JoinSet;
    use tokio::time::timeout;

    use super::Priority::{Known, Stranger, Suspect};
    use super::*;

    const SOON: Duration = Duration::from_millis(20);

    #[tokio::test]
    async fn who_is_known_comes_first_and_suspects_come_last() {
        let turns = Turns::new(1, 10);
        let first = turns.wait(Priority::Suspect).await.unwrap();
        let order = Arc::new(Mutex::new(Vec::new()));
        let mut waiting = JoinSet::new();
        for priority in [Priority::Suspect, Priority::Stranger, Priority::Known, Priority::Suspect, Priority::Known] {
            let (turns, order) = (Arc::clone(&turns), Arc::clone(&order));
            waiting.spawn(async move {
                let _turn = turns.wait(priority).await.unwrap();
                order.lock().unwrap().push(priority);
            });
            tokio::task::yield_now().await;
        }
        assert_eq!(turns.waiting(), 5);
        drop(first);
        waiting.join_all().await;
        assert_eq!(*order.lock().unwrap(), [Known, Known, Stranger, Suspect, Suspect]);
    }

    #[tokio::test]
    async fn a_full_queue_refuses_and_does_not_fill_the_others() {
        let turns = Turns::new(1, 1);
        let first = turns.wait(Priority::Suspect).await.unwrap();
        assert!(timeout(SOON, turns.wait(Priority::Suspect)).await.is_err(), "it waits");
        // The one that has gone away has left its place.
        let mut waiting = Box::pin(turns.wait(Priority::Suspect));
        assert!(timeout(SOON, &mut waiting).await.is_err());
        assert!(turns.wait(Priority::Suspect).await.is_none());
        let mut known = Box::pin(turns.wait(Priority::Known));
        assert!(timeout(SOON, &mut known).await.is_err());
        drop(first);
        let known = known.await.unwrap();
        drop(known);
        assert!(waiting.await.is_some());
        assert!(timeout(SOON, turns.wait(Priority::Stranger)).await.unwrap().is_some(), "the turn is free again");
    }
}
