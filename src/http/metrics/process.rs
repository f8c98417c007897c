//! What the system knows of this process, from `/proc` (`proc(5)`).

use std::fs;

use rustix::param::{clock_ticks_per_second, page_size};
use rustix::process::{Resource, getrlimit};

/// What the system knows of this process; 0 for what it does not tell.
#[derive(Debug, Clone, Copy, Default)]
pub struct Process {
    /// Its resident memory.
    pub resident_bytes: u64,
    /// Its open files.
    pub open_files: u64,
    /// How many it may open.
    pub most_files: u64,
    /// Its time on the processor.
    pub cpu_seconds: f64,
    /// When it started, in seconds since the epoch.
    pub started: f64,
}

impl Process {
    /// Measures it.
    pub fn measure() -> Self {
        let stat = fs::read_to_string("/proc/self/stat").unwrap_or_default();
        // The name in parentheses may hold spaces. The third field comes after it.
        let fields: Vec<_> = stat.rsplit(") ").next().unwrap_or_default().split(' ').collect();
        let number = |field: usize| fields.get(field - 3).and_then(|text| text.parse::<u64>().ok()).unwrap_or_default();
        let seconds = |ticks: u64| to_f64(ticks) / to_f64(clock_ticks_per_second());
        Self {
            resident_bytes: number(24) * page_size() as u64,
            open_files: fs::read_dir("/proc/self/fd").map_or(0, |files| files.count() as u64),
            most_files: getrlimit(Resource::Nofile).current.unwrap_or(u64::MAX),
            cpu_seconds: seconds(number(14) + number(15)),
            started: booted() + seconds(number(22)),
        }
    }
}

/// When the machine started.
fn booted() -> f64 {
    let stat = fs::read_to_string("/proc/stat").unwrap_or_default();
    let line = stat.lines().find_map(|line| line.strip_prefix("btime "));
    line.and_then(|seconds| seconds.trim().parse().ok()).unwrap_or_default()
}

#[expect(clippy::cast_precision_loss, reason = "ticks are counted exactly for millions of years")]
fn to_f64(ticks: u64) -> f64 {
    ticks as f64
}
