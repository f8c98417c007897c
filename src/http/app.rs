//! The state shared by handlers.

use std::sync::Arc;

use jiff::SignedDuration;

use crate::accounts::{Accounts, Challenges, Issuer, PendingLogins, Throttle};
use crate::clock::Clock;
use crate::config::ServeConfig;
use crate::error::Result;
use crate::http::exports::Exports;
use crate::http::long_answers::LongAnswers;
use crate::http::metrics::Metrics;
use crate::store::Store;

/// The state shared by handlers; cheap to clone.
#[derive(Debug, Clone)]
pub struct App(Arc<Inner>);

/// See [`App`].
#[derive(Debug)]
pub struct Inner {
    pub store: Store,
    pub accounts: Accounts,
    pub throttle: Throttle,
    pub pending_logins: PendingLogins,
    pub challenges: Challenges,
    /// The issuer of OpenID Connect, if people can log in with one.
    pub issuer: Option<Issuer>,
    pub config: ServeConfig,
    pub clock: Clock,
    pub metrics: Metrics,
    pub exports: Exports,
    /// The long answers that are being sent.
    pub long_answers: LongAnswers,
}

/// The oldest that the last backup may be, if one is made every day.
const OLDEST_BACKUP: SignedDuration = SignedDuration::from_hours(49);

impl App {
    pub fn new(store: Store, accounts: Accounts, config: ServeConfig, clock: Clock) -> Self {
        let throttle = Throttle::new(config.rate_limit.is_on());
        let exports = Exports::default();
        let long_answers = LongAnswers::default();
        let pending_logins = PendingLogins::default();
        let metrics = Metrics::default();
        let challenges = Challenges::default();
        let issuer = config.sign_on.issuer().map(Issuer::new);
        Self(Arc::new(Inner {
            store,
            accounts,
            throttle,
            pending_logins,
            challenges,
            issuer,
            config,
            clock,
            metrics,
            exports,
            long_answers,
        }))
    }

    /// Whether all is well, or what to do.
    pub async fn check_readiness(&self) -> Result<()> {
        let oldest = self.config.backups.backup_at.and_then(|_| self.clock.now().saturating_sub(OLDEST_BACKUP).ok());
        self.store.check_readiness(oldest).await
    }
}

impl std::ops::Deref for App {
    type Target = Inner;

    fn deref(&self) -> &Inner {
        &self.0
    }
}
