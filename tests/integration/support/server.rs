//! A server within the process, on a database of its own.

use std::path::PathBuf;

use axum::Router;
use clap::Parser;
use tempfile::TempDir;
use tracker::accounts::{Accounts, Hasher, MIN_COST};
use tracker::clock::{Clock, ManualClock};
use tracker::config::ServeConfig;
use tracker::domain::users::Username;
use tracker::domain::users::password::Password;
use tracker::http::{self, App};
use tracker::store::{self, Store};

use super::{Browser, now};

/// The password of every user in the tests.
pub const PASSWORD: &str = "correct horse";

pub struct Server {
    pub router: Router,
    pub store: Store,
    pub accounts: Accounts,
    pub clock: ManualClock,
    folder: TempDir,
}

#[derive(Parser)]
struct Flags {
    #[command(flatten)]
    config: ServeConfig,
}

impl Server {
    /// With the rate limit off.
    pub fn start() -> Self {
        Self::with_flags(&["--rate-limit", "off"])
    }

    pub fn with_flags(flags: &[&str]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("tracker.db");
        store::migrate(&path).unwrap();
        let store = Store::open(&path).unwrap();
        let accounts = Accounts::new(store.clone(), Hasher::new(MIN_COST));
        let config = Flags::try_parse_from([&["tracker"], flags].concat()).unwrap().config;
        let clock = ManualClock::at(now());
        let app = App::new(store.clone(), accounts.clone(), config, Clock::Manual(clock.clone()));
        Self { router: http::router(app), store, accounts, clock, folder }
    }

    pub fn database(&self) -> PathBuf {
        self.folder.path().join("tracker.db")
    }

    /// A client that is not logged in.
    pub fn browser(&self) -> Browser {
        Browser::new(self.router.clone())
    }

    /// A client that has signed up.
    pub async fn user(&self, username: &str) -> Browser {
        let mut browser = self.browser();
        browser.sign_up(username).await;
        browser
    }

    /// A client that is logged in as an admin.
    pub async fn admin(&self, username: &str) -> Browser {
        let password = Password::parse("password", Some(PASSWORD.into())).unwrap();
        self.accounts
            .sign_up(Username::parse(username).unwrap(), password, true, None, None, self.clock.now())
            .await
            .unwrap();
        let mut browser = self.browser();
        browser.log_in(username, PASSWORD).await.expect(200);
        browser
    }
}
