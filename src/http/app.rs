//! The state shared by handlers.

use std::sync::Arc;

use tokio::sync::Semaphore;

use crate::accounts::{Accounts, Challenges, Issuer, PendingLogins, Throttle};
use crate::clock::Clock;
use crate::config::ServeConfig;
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
    /// One permit per export in progress.
    pub exports: Semaphore,
}

/// How many exports can run at once.
const EXPORTS: usize = 2;

impl App {
    pub fn new(store: Store, accounts: Accounts, config: ServeConfig, clock: Clock) -> Self {
        let throttle = Throttle::new(config.rate_limit.is_on());
        let exports = Semaphore::new(EXPORTS);
        let pending_logins = PendingLogins::default();
        let challenges = Challenges::default();
        let issuer = config.sign_on.issuer().map(Issuer::new);
        Self(Arc::new(Inner { store, accounts, throttle, pending_logins, challenges, issuer, config, clock, exports }))
    }
}

impl std::ops::Deref for App {
    type Target = Inner;

    fn deref(&self) -> &Inner {
        &self.0
    }
}
