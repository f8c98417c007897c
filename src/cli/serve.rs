//! `tracker serve`

mod listening;
mod service_manager;

use std::io::IsTerminal;
use std::path::Path;

use clap::Args;
use clap::error::ErrorKind;
use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::oneshot;

use self::listening::Listening;
use super::backup_folder::BackupFolder;
use super::migrate::migrate;
use super::upkeep::Upkeep;
use super::upkeep::backups::DailyBackups;
use super::{definition, logging, output, with_opened};
use crate::accounts::Accounts;
use crate::clock::Clock;
use crate::config::{DatabaseArgs, LogArgs, PasswordArgs, ServeConfig, UpgradeArgs};
use crate::http::{self, App, Listener, Tls};
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
    #[command(flatten)]
    upgrade: UpgradeArgs,
}

impl Serve {
    pub async fn run(self) -> anyhow::Result<()> {
        logging::start(self.log);
        if let Err(sentence) = self.config.check() {
            definition().error(ErrorKind::MissingRequiredArgument, sentence).exit();
        }
        let path = self.database.path()?;
        let lock = self.prepare(&path)?;
        let listening = listening::listen(&self.config).await?;
        listening::warn_of_plain_http(&self.config);
        let store = Store::open_to_serve(&path, &lock)?;
        with_opened(store, async |store| self.serve(listening, store, &lock, &path).await).await?;
        tracing::info!("stopped");
        Ok(())
    }

    async fn serve(self, listening: Listening, store: &Store, lock: &ServeLock, path: &Path) -> anyhow::Result<()> {
        let Listening { listeners, tls, metrics } = listening;
        let urls = listeners.iter().map(Listener::url).collect::<Result<Vec<_>, _>>()?;
        // Whoever reads that it listens may ask it to end at once.
        let ended = ended(tls, urls.clone())?;
        let clock = Clock::System;
        mend(store, &clock).await;
        let accounts = Accounts::new(store.clone(), self.password.hasher());
        if let Some(address) = self.config.public_origin().as_ref().or(urls.first()) {
            lock.note_address(address)?;
        }
        // Serve even if nobody reads standard output.
        let _ = output::line(format!("Listening on {}\nDatabase {}", urls.join(" and "), path.display()));
        if let Some(metrics) = &metrics {
            let _ = output::line(format!("Metrics {}/metrics", metrics.url()?));
        }
        service_manager::ready(&urls);
        let signs_of_life = tokio::spawn(service_manager::keep_alive(store.clone()));

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
        let limits = listening::limits(&self.config);
        let app = App::new(store.clone(), accounts, self.config, clock);
        let (served, is_over) = oneshot::channel();
        let metrics = listening::serve_metrics(metrics, app.clone(), is_over);
        let (routes, counted) = (http::router(app.clone()), app.metrics.clone());
        let streams = store.clone();
        let end = async move {
            ended.await;
            service_manager::stopping();
            streams.end_subscriptions();
        };
        let serving = async {
            http::serve(listeners, routes, limits, counted, end).await;
            drop(served);
        };
        tokio::join!(serving, metrics);
        drop(app);
        for task in [Some(upkeep), Some(signs_of_life), backups].into_iter().flatten() {
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
        if self.upgrade.no_migrate {
            store::check(path)?;
        }
        store::make_folder(path)?;
        let lock = ServeLock::take(path)?;
        if !pending.is_empty() {
            let (backup, names) = migrate(path, &self.config.backups.folder, self.upgrade.no_backup)?;
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

/// Completes when the server is asked to stop: SIGTERM, SIGINT, or SIGHUP of a terminal that goes away. Another SIGHUP
/// asks it to read its certificate again.
fn ended(tls: Option<Tls>, urls: Vec<String>) -> anyhow::Result<impl Future<Output = ()>> {
    let mut terminate = signal(SignalKind::terminate())?;
    let mut interrupt = signal(SignalKind::interrupt())?;
    let mut hang_up = signal(SignalKind::hangup())?;
    let has_terminal = std::io::stdin().is_terminal();
    Ok(async move {
        loop {
            tokio::select! {
                _ = terminate.recv() => return,
                _ = interrupt.recv() => return,
                _ = hang_up.recv() => {
                    if has_terminal {
                        return;
                    }
                    service_manager::reloading();
                    listening::reload(tls.as_ref());
                    service_manager::ready(&urls);
                }
            }
        }
    })
}
