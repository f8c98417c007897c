//! Metrics for Prometheus, in the text of `OpenMetrics`.

mod process;

use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicU64};
use std::time::Duration;

use prometheus_client::encoding::EncodeLabelSet;
use prometheus_client::encoding::text::encode;
use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::metrics::info::Info;
use prometheus_client::registry::{Registry, Unit};

use self::process::Process;
use crate::error::{Error, Result};
use crate::store::Measures;

/// The upper ends of the histogram of durations, in seconds.
const DURATIONS: [f64; 10] = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1.0, 5.0];

/// What is counted while the server runs; cheap to clone.
#[derive(Clone)]
pub struct Metrics(Arc<Inner>);

struct Inner {
    registry: Registry,
    requests: Family<Request, Counter>,
    durations: Family<Route, Histogram>,
    connections: Gauge,
    refused: Counter,
    cut: Family<Reason, Counter>,
    gauges: Gauges,
}

/// What is read when somebody asks for metrics.
#[derive(Default)]
struct Gauges {
    ready: Gauge,
    file_bytes: Gauge,
    wal_bytes: Gauge,
    free_bytes: Gauge,
    accounts: Gauge,
    last_backup: Gauge,
    waiting_writes: Gauge,
    waiting_hashes: Gauge,
    listeners: Gauge,
    resident_bytes: Gauge,
    open_files: Gauge,
    most_files: Gauge,
    cpu: Gauge<f64, AtomicU64>,
    started: Gauge<f64, AtomicU64>,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Request {
    method: &'static str,
    route: String,
    status: u16,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Route {
    method: &'static str,
    route: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Reason {
    reason: &'static str,
}

impl fmt::Debug for Metrics {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Metrics").finish_non_exhaustive()
    }
}

impl Default for Metrics {
    fn default() -> Self {
        let mut registry = Registry::default();
        let metrics = Inner {
            requests: Family::default(),
            durations: Family::new_with_constructor(|| Histogram::new(DURATIONS)),
            connections: Gauge::default(),
            refused: Counter::default(),
            cut: Family::default(),
            gauges: Gauges::default(),
            registry: Registry::default(),
        };
        let version = Info::new([("version", env!("CARGO_PKG_VERSION"))]);
        registry.register("tracker_build", "The program", version);
        registry.register("tracker_http_requests", "Requests that were answered", metrics.requests.clone());
        let help = "How long it took to begin an answer";
        registry.register_with_unit("tracker_http_request_duration", help, Unit::Seconds, metrics.durations.clone());
        registry.register("tracker_http_connections", "Open connections", metrics.connections.clone());
        let help = "Connections refused because there were too many";
        registry.register("tracker_http_connections_refused", help, metrics.refused.clone());
        let help = "Connections ended because the client used up its time, or to make room";
        registry.register("tracker_http_connections_cut", help, metrics.cut.clone());
        metrics.gauges.register(&mut registry);
        Self(Arc::new(Inner { registry, ..metrics }))
    }
}

impl Gauges {
    fn register(&self, registry: &mut Registry) {
        let bytes = || Unit::Bytes;
        registry.register("tracker_ready", "Whether all is well, as /readyz says", self.ready.clone());
        let help = "The size of the database";
        registry.register_with_unit("tracker_database_size", help, bytes(), self.file_bytes.clone());
        let help = "The size of the write-ahead log";
        registry.register_with_unit("tracker_database_wal_size", help, bytes(), self.wal_bytes.clone());
        let help = "The free room on the disk of the database";
        registry.register_with_unit("tracker_disk_free", help, bytes(), self.free_bytes.clone());
        registry.register("tracker_accounts", "Accounts", self.accounts.clone());
        let help = "When the last verified backup was made; 0 if there is none";
        registry.register_with_unit("tracker_last_backup_timestamp", help, Unit::Seconds, self.last_backup.clone());
        registry.register("tracker_waiting_writes", "Writes that wait for the writer", self.waiting_writes.clone());
        let help = "Passwords that wait to be hashed";
        registry.register("tracker_waiting_password_hashes", help, self.waiting_hashes.clone());
        registry.register("tracker_event_streams", "Open streams of changes", self.listeners.clone());
        let help = "Resident memory";
        registry.register_with_unit("process_resident_memory", help, bytes(), self.resident_bytes.clone());
        registry.register("process_open_fds", "Open files", self.open_files.clone());
        registry.register("process_max_fds", "The most open files that the system allows", self.most_files.clone());
        registry.register_with_unit("process_cpu", "Time on the processor", Unit::Seconds, self.cpu.clone());
        registry.register_with_unit("process_start_time", "When it started", Unit::Seconds, self.started.clone());
    }
}

impl Metrics {
    /// Counts an answered request.
    pub fn note_request(&self, method: &'static str, route: &str, status: u16, took: Duration) {
        let route = route.to_owned();
        self.0.durations.get_or_create(&Route { method, route: route.clone() }).observe(took.as_secs_f64());
        self.0.requests.get_or_create(&Request { method, route, status }).inc();
    }

    /// Counts a connection that was taken in.
    pub fn note_connected(&self) {
        self.0.connections.inc();
    }

    /// Counts a connection that has ended.
    pub fn note_disconnected(&self) {
        self.0.connections.dec();
    }

    /// Counts a connection for which there was no room.
    pub fn note_refused(&self) {
        self.0.refused.inc();
    }

    /// Counts a connection that was ended.
    pub fn note_cut(&self, reason: &'static str) {
        self.0.cut.get_or_create(&Reason { reason }).inc();
    }

    /// Everything as text, together with what was measured just now.
    pub fn text(&self, is_ready: bool, measures: Measures, waiting_hashes: usize) -> Result<String> {
        let gauges = &self.0.gauges;
        gauges.ready.set(is_ready.into());
        set(&gauges.file_bytes, measures.file_bytes);
        set(&gauges.wal_bytes, measures.wal_bytes);
        set(&gauges.free_bytes, measures.free_bytes);
        set(&gauges.accounts, measures.accounts);
        gauges.last_backup.set(measures.last_backup.map_or(0, jiff::Timestamp::as_second));
        set(&gauges.waiting_writes, measures.waiting_writes as u64);
        set(&gauges.waiting_hashes, waiting_hashes as u64);
        set(&gauges.listeners, measures.listeners as u64);
        let process = Process::measure();
        set(&gauges.resident_bytes, process.resident_bytes);
        set(&gauges.open_files, process.open_files);
        set(&gauges.most_files, process.most_files);
        gauges.cpu.set(process.cpu_seconds);
        gauges.started.set(process.started);
        let mut text = String::new();
        encode(&mut text, &self.0.registry).map_err(Error::internal)?;
        Ok(text)
    }
}

fn set(gauge: &Gauge<i64, AtomicI64>, value: u64) {
    gauge.set(i64::try_from(value).unwrap_or(i64::MAX));
}
