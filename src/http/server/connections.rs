//! Who is connected, and which connections must go.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Instant;

use tokio::sync::Notify;

use crate::accounts::ClientNetwork;
use crate::http::metrics::Metrics;
use crate::http::server::activity::{Activity, Order, milliseconds};
use crate::http::server::limits::Limits;

/// All connections of a server.
#[derive(Debug)]
pub struct Connections {
    limits: Limits,
    metrics: Metrics,
    base: Instant,
    open: Mutex<Open>,
    /// Told whenever a connection is gone.
    gone: Notify,
}

#[derive(Debug, Default)]
struct Open {
    last: u64,
    connections: HashMap<u64, Arc<Activity>>,
    by_network: HashMap<ClientNetwork, usize>,
}

/// A place for a connection, given back when it is dropped.
#[derive(Debug)]
pub struct Place {
    id: u64,
    pub activity: Arc<Activity>,
    all: Arc<Connections>,
}

impl Drop for Place {
    fn drop(&mut self) {
        self.all.metrics.note_disconnected();
        self.all.open().remove(self.id);
        self.all.gone.notify_one();
    }
}

impl Connections {
    pub fn new(limits: Limits, metrics: Metrics) -> Self {
        Self { limits, metrics, base: Instant::now(), open: Mutex::default(), gone: Notify::new() }
    }

    fn open(&self) -> MutexGuard<'_, Open> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// How many there are.
    pub fn count(&self) -> usize {
        self.open().connections.len()
    }

    /// Takes a connection in. If there are too many in all or from this network, the one that has waited for its client
    /// for longest goes instead. `None` if all of them are being answered.
    ///
    /// Without a network it is only counted among all.
    pub fn admit(self: &Arc<Self>, network: Option<ClientNetwork>) -> Option<Place> {
        let mut open = self.open();
        let of_network = network.and_then(|network| open.by_network.get(&network)).copied().unwrap_or_default();
        if of_network >= self.limits.connections_per_address {
            self.make_room(&mut open, |activity| activity.network == network)?;
        } else if open.connections.len() >= self.limits.connections {
            // Whoever has most of them gives one up, so that nobody alone keeps the others out.
            let most = open.by_network.values().copied().max().unwrap_or_default();
            let counts = open.by_network.clone();
            self.make_room(&mut open, |activity| match activity.network {
                Some(network) => counts.get(&network) == Some(&most),
                None => most == 0,
            })?;
        }
        let activity = Arc::new(Activity::new(network, self.base));
        self.metrics.note_connected();
        let id = open.add(Arc::clone(&activity));
        drop(open);
        Some(Place { id, activity, all: Arc::clone(self) })
    }

    /// Ends the connection that has waited for its client for longest, among some.
    fn make_room(&self, open: &mut Open, is_among: impl Fn(&Activity) -> bool) -> Option<()> {
        let waiting = open.connections.iter().filter(|(_, activity)| is_among(activity));
        let longest = waiting.filter_map(|(id, activity)| Some((activity.waiting_since()?, *id))).min();
        let id = longest.map(|(_, id)| id)?;
        open.remove(id)?.order(Order::Cut);
        self.metrics.note_cut("room");
        Some(())
    }

    /// Ends what has used up its time.
    pub fn sweep(&self) {
        let now = milliseconds(self.base.elapsed());
        for activity in self.open().connections.values() {
            if let Some(order) = activity.due(now, &self.limits)
                && activity.order(order)
            {
                self.metrics.note_cut(order.reason());
            }
        }
    }

    /// Finishes what is in flight and waits until nobody is connected.
    pub async fn finish(&self) {
        self.end(Order::Finish).await;
    }

    /// Ends all of them at once.
    pub async fn cut(&self) {
        self.end(Order::Cut).await;
    }

    async fn end(&self, order: Order) {
        for activity in self.open().connections.values() {
            activity.order(order);
        }
        while self.count() > 0 {
            self.gone.notified().await;
        }
    }
}

impl Open {
    fn add(&mut self, activity: Arc<Activity>) -> u64 {
        self.last += 1;
        if let Some(network) = activity.network {
            *self.by_network.entry(network).or_default() += 1;
        }
        self.connections.insert(self.last, activity);
        self.last
    }

    fn remove(&mut self, id: u64) -> Option<Arc<Activity>> {
        let activity = self.connections.remove(&id)?;
        if let Some(network) = activity.network
            && let Some(count) = self.by_network.get_mut(&network)
        {
            *count -= 1;
            if *count == 0 {
                self.by_network.remove(&network);
            }
        }
        Some(activity)
    }
}

#[cfg(test)]
mod tests {
    use std::net::IpAddr;
    use std::time::Duration;

    use super::*;

    fn network(last: u8) -> ClientNetwork {
        ClientNetwork::of(IpAddr::from([192, 0, 2, last]))
    }

    fn connections(connections: usize, connections_per_address: usize) -> Arc<Connections> {
        Arc::new(Connections::new(
            Limits { connections, connections_per_address, ..Limits::default() },
            Metrics::default(),
        ))
    }

    fn is_told(place: &Place, order: Order) -> bool {
        place.activity.is_told(order)
    }

    #[test]
    fn who_connects_too_often_loses_what_waits_longest() {
        let all = connections(100, 2);
        let first = all.admit(Some(network(1))).unwrap();
        std::thread::sleep(Duration::from_millis(2));
        let second = all.admit(Some(network(1))).unwrap();
        let stranger = all.admit(Some(network(2))).unwrap();
        let _third = all.admit(Some(network(1))).unwrap();
        assert!(is_told(&first, Order::Cut));
        assert!(!is_told(&second, Order::Cut) && !is_told(&stranger, Order::Cut));
    }

    #[test]
    fn what_is_being_answered_is_not_cut_for_others() {
        let all = connections(100, 1);
        let first = all.admit(Some(network(1))).unwrap();
        first.activity.begin_request();
        assert!(all.admit(Some(network(1))).is_none());
        assert!(all.admit(Some(network(2))).is_some());
        first.activity.end_request();
        assert!(all.admit(Some(network(1))).is_some());
    }

    #[test]
    fn when_all_places_are_taken_the_one_with_most_gives_way() {
        let all = connections(4, 3);
        let mut greedy: Vec<_> = (0..3).map(|_| all.admit(Some(network(1))).unwrap()).collect();
        let modest = all.admit(Some(network(2))).unwrap();
        let _late = all.admit(Some(network(3))).unwrap();
        assert!(!is_told(&modest, Order::Cut));
        assert_eq!(greedy.iter().filter(|place| is_told(place, Order::Cut)).count(), 1);
        assert_eq!(all.count(), 4);
        greedy.clear();
        assert_eq!(all.count(), 2, "a place is given back once");
        assert_eq!(all.open().by_network.len(), 2);
    }
}
