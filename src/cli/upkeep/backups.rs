//! Makes a backup every day, and thins out old ones.

use std::time::Duration;

use jiff::Timestamp;
use jiff::civil::Time;
use jiff::tz::TimeZone;

use crate::cli::backup_folder::BackupFolder;
use crate::clock::Clock;
use crate::domain::backups::Keep;
use crate::store::Store;

/// How often to look at the clock, which may jump.
const INTERVAL: Duration = Duration::from_secs(30);
/// How long to wait after a failure.
const AGAIN: Duration = Duration::from_mins(30);

/// Makes the daily backups of a store while it is served.
pub struct DailyBackups {
    pub store: Store,
    pub folder: BackupFolder,
    pub at: Time,
    pub keep: Keep,
    pub clock: Clock,
}

impl DailyBackups {
    pub async fn run(self) {
        let zone = TimeZone::system();
        loop {
            let is_due = match self.store.find_last_backup().await {
                Ok(last) => is_due(last, self.clock.now(), self.at, &zone),
                Err(error) => {
                    tracing::warn!(error = ?anyhow::Error::from(error), "the time of the last backup can't be read");
                    false
                }
            };
            let pause = match is_due {
                true if self.make().await => INTERVAL,
                true => AGAIN,
                false => INTERVAL,
            };
            tokio::time::sleep(pause).await;
        }
    }

    /// Makes one. Returns whether it is made.
    async fn make(&self) -> bool {
        let made = async {
            let now = self.clock.now();
            let path = self.folder.name_for(now)?;
            let contents = self.store.back_up(path.clone(), now).await?;
            tracing::info!(file = %path.display(), tasks = contents.tasks, "made and verified a backup");
            match self.folder.thin_out(self.keep, &path)? {
                0 => {}
                removed => tracing::info!(removed, "removed old backups"),
            }
            anyhow::Ok(())
        };
        match made.await {
            Ok(()) => true,
            Err(error) => {
                tracing::error!(?error, "no backup could be made; the older ones are kept");
                // If the database itself is damaged, say so and stop writing.
                if let Err(error) = self.store.check_for_damage().await {
                    tracing::error!(error = ?anyhow::Error::from(error), "the database is damaged: restore a backup");
                }
                false
            }
        }
    }
}

/// Whether the last backup is older than the newest moment at which one should have been made. One from the future was
/// made under a wrong clock.
fn is_due(last: Option<Timestamp>, now: Timestamp, at: Time, zone: &TimeZone) -> bool {
    let Some(last) = last.filter(|last| *last <= now) else { return true };
    let local = now.to_zoned(zone.clone()).datetime();
    let day = if local.time() < at { local.date().yesterday().unwrap_or(local.date()) } else { local.date() };
    day.to_datetime(at).to_zoned(zone.clone()).is_ok_and(|moment| last < moment.timestamp())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_backup_is_due_once_a_day_and_when_one_was_missed() {
        let zone = TimeZone::get("Europe/Berlin").unwrap();
        let at = Time::constant(3, 30, 0, 0);
        let is_due = |last: Option<&str>, now: &str| {
            is_due(last.map(|last| last.parse().unwrap()), now.parse().unwrap(), at, &zone)
        };
        assert!(is_due(None, "2026-11-28T12:00:00Z"), "the first");
        assert!(!is_due(Some("2026-11-27T02:30:00Z"), "2026-11-28T02:29:59Z"));
        assert!(is_due(Some("2026-11-27T02:30:00Z"), "2026-11-28T02:30:00Z"), "half past three in Berlin");
        assert!(!is_due(Some("2026-11-28T02:30:01Z"), "2026-11-28T22:00:00Z"));
        assert!(is_due(Some("2026-11-20T02:30:00Z"), "2026-11-28T01:00:00Z"), "the server was off");
        assert!(is_due(Some("2027-11-20T02:30:00Z"), "2026-11-28T01:00:00Z"), "the clock was wrong");
        // The clocks go from 2:00 to 3:00 on that day, and back on the other.
        assert!(is_due(Some("2026-03-28T02:30:00Z"), "2026-03-29T01:30:00Z"));
        assert!(!is_due(Some("2026-10-25T02:30:05Z"), "2026-10-25T05:00:00Z"));
    }
}
