//! `tracker serve`

use std::path::Path;

use anyhow::Context;
use clap::Args;
use clap::builder::FalseyValueParser;
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};

use super::backup_folder::BackupFolder;
use super::migrate::migrate;
use super::upkeep::Upkeep;
use super::upkeep::backups::DailyBackups;
use super::{logging, output, with_opened};
use crate::accounts::Accounts;
use crate::clock::Clock;
use crate::config::{DatabaseArgs, LogArgs, PasswordArgs, ServeConfig};
use crate::http::{self, App, Limits};
use crate::store::{self, ServeLock, Store};

#[derive(Debug, Args)]
pub struct Serve {
    #[command(flatten)]
    database: DatabaseArgs,
    #[command(flatten)]
    config: ServeConfig,
    #[command(flatten)]
    password: PasswordArgs,
    #[command(flatten)]
    log: LogArgs,

    /// Fail instead of bringing an older database up to this version's schema
    #[arg(long, env = "TRACKER_NO_MIGRATE", value_parser = FalseyValueParser::new())]
    no_migrate: bool,

    /// Don't make a backup before that
    #[arg(long, env = "TRACKER_NO_BACKUP", value_parser = FalseyValueParser::new())]
    no_backup: bool,
}

impl Serve {
    pub async fn run(self) -> anyhow::Result<()> {
        logging::start(self.log);
        self.config.check()?;
        let path = self.database.path()?;
        let lock = self.prepare(&path)?;
        let listener = TcpListener::bind(self.config.listen)
            .await
            .with_context(|| format!("Can't listen on {}. Choose another address with --listen", self.config.listen))?;
        let store = Store::open_to_serve(&path, &lock)?;
        with_opened(store, async |store| self.serve(listener, store, &lock, &path).await).await?;
        tracing::info!("stopped");
        Ok(())
    }

    async fn serve(self, listener: TcpListener, store: &Store, lock: &ServeLock, path: &Path) -> anyhow::Result<()> {
        // Whoever reads that it listens may ask it to end at once.
        let ended = ended()?;
        let clock = Clock::System;
        mend(store, &clock).await;
        let accounts = Accounts::new(store.clone(), self.password.hasher());
        let url = format!("http://{}", listener.local_addr()?);
        lock.note_address(self.config.public_origin().as_ref().unwrap_or(&url))?;
        // Serve even if nobody reads standard output.
        let _ = output::line(format!("Listening on {url}\nDatabase {}", path.display()));

        let upkeep = Upkeep::new(store.clone(), accounts.clone(), &self.config, clock.clone());
        let upkeep = tokio::spawn(upkeep.run());
        let backups = self.config.backups.backup_at.map(|at| {
            let folder = BackupFolder::new(self.config.backups.folder.folder(path));
            let daily = DailyBackups {
                store: store.clone(),
                folder,
                at,
                keep: self.config.backups.backup_keep,
                clock: clock.clone(),
            };
            tokio::spawn(daily.run())
        });
        let routes = http::router(App::new(store.clone(), accounts, self.config, clock));
        let streams = store.clone();
        let end = async move {
            ended.await;
            streams.end_subscriptions();
        };
        http::serve(listener, routes, Limits::default(), end).await;
        for task in [Some(upkeep), backups].into_iter().flatten() {
            task.abort();
            // The task releases the store before it is joined.
            let _ = task.await;
        }
        if !store.refuses_writes()
            && let Err(error) = store.note_uptime(store.unnoted_uptime()).await
        {
            tracing::warn!(error = ?anyhow::Error::from(error), "how long the server has run could not be noted");
        }
        Ok(())
    }

    /// Takes the lock and updates the schema. A refused database and its folder are not touched.
    fn prepare(&self, path: &Path) -> anyhow::Result<ServeLock> {
        let pending = store::pending(path)?;
        if self.no_migrate {
            store::check(path)?;
        }
        store::make_folder(path)?;
        let lock = ServeLock::take(path)?;
        if !pending.is_empty() {
            let (backup, names) = migrate(path, &self.config.backups.folder, self.no_backup)?;
            if let Some(backup) = backup {
                tracing::info!(file = %backup.display(), "made and verified a backup before the migration");
            }
            for name in names {
                tracing::info!(name, "migration applied");
            }
        }
        lock.complete()?;
        Ok(lock)
    }
}

/// Mends what earlier versions allowed. If an account can't be mended, the others are still served.
async fn mend(store: &Store, clock: &Clock) {
    match store.mend_accounts(clock.now()).await {
        Ok(0) => {}
        Ok(accounts) => {
            tracing::warn!(accounts, "mended accounts that broke a rule: their activity shows what was changed");
        }
        Err(error) => {
            tracing::error!(error = ?anyhow::Error::from(error), "accounts that break a rule can't be mended");
        }
    }
}

/// Completes when the server is asked to stop: SIGTERM or SIGINT.
fn ended() -> anyhow::Result<impl Future<Output = ()>> {
    let mut terminate = signal(SignalKind::terminate())?;
    let mut interrupt = signal(SignalKind::interrupt())?;
    Ok(async move {
        tokio::select! {
            _ = terminate.recv() => {},
            _ = interrupt.recv() => {},
        }
    })
}
