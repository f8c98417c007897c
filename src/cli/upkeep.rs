//! Background work of the server: checks for damage at the start, removes what has expired, and updates the search
//! index.

pub mod backups;

use std::time::Duration;

use crate::accounts::Accounts;
use crate::clock::Clock;
use crate::config::ServeConfig;
use crate::domain::sessions::SessionLifetime;
use crate::domain::trash::Retention;
use crate::error::Result;
use crate::store::Store;

/// How often to remove what has expired. A crash loses up to this much of the time that the server has run.
const INTERVAL: Duration = Duration::from_mins(10);

/// How often to compare all accounts with their logs.
const AUDIT_INTERVAL: Duration = Duration::from_hours(6);

/// How often to update the search index, so that searches find little left to index.
const WORDS_INTERVAL: Duration = Duration::from_secs(20);

/// Takes care of a store while it is served.
pub struct Upkeep {
    store: Store,
    accounts: Accounts,
    lifetime: SessionLifetime,
    retention: Retention,
    clock: Clock,
}

impl Upkeep {
    pub fn new(store: Store, accounts: Accounts, config: &ServeConfig, clock: Clock) -> Self {
        Self { store, accounts, lifetime: config.session_lifetime(), retention: config.retention(), clock }
    }

    pub async fn run(self) {
        if let Err(error) = self.accounts.level_costs().await {
            tracing::error!(error = ?anyhow::Error::from(error), "the stored password hashes can't be read");
        }
        // The first answers don't wait for the check.
        tokio::time::sleep(Duration::from_millis(250)).await;
        tokio::join!(self.watch_for_damage(), self.keep_clean());
    }

    /// Looks for damage in the pages at the start, and in the accounts again and again.
    async fn watch_for_damage(&self) {
        if let Err(error) = self.store.check_for_damage().await {
            tracing::error!(error = ?anyhow::Error::from(error), "the database could not be read through");
        }
        loop {
            if let Err(error) = self.store.audit().await {
                tracing::error!(error = ?anyhow::Error::from(error), "the database does not agree with its log: restore a backup");
            }
            tokio::time::sleep(AUDIT_INTERVAL).await;
        }
    }

    /// Removes what has expired, and updates the search index.
    async fn keep_clean(&self) {
        let mut interval = tokio::time::interval(INTERVAL);
        let mut words = tokio::time::interval(WORDS_INTERVAL);
        loop {
            tokio::select! {
                _ = interval.tick() => {}
                _ = words.tick() => {
                    if !self.store.refuses_writes()
                        && let Err(error) = self.store.index_all_words().await
                    {
                        tracing::warn!(error = ?anyhow::Error::from(error), "words could not be read for searching");
                    }
                    continue;
                }
            }
            if !self.store.refuses_writes()
                && let Err(error) = self.sweep().await
            {
                tracing::warn!(error = ?anyhow::Error::from(error), "what has run out could not be removed");
            }
        }
    }

    async fn sweep(&self) -> Result<()> {
        self.store.note_uptime(self.store.unnoted_uptime()).await?;
        let removed = self.store.sweep(self.lifetime, self.clock.now()).await?;
        if removed > 0 {
            tracing::info!(removed, "removed ended sessions and old idempotency keys");
        }
        let mut purged = 0;
        loop {
            match self.store.expire_trash(self.retention, self.clock.now()).await? {
                0 => break,
                some => purged += some,
            }
        }
        if purged > 0 {
            tracing::info!(purged, "deleted for good what was in the trash for long enough");
        }
        Ok(())
    }
}
