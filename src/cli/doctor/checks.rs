//! What the doctor looks at, one function each.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::time::Instant;

use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use serde::Serialize;

use crate::accounts::{Hasher, Priority};
use crate::cli::backup_folder::BackupFolder;
use crate::cli::with_store;
use crate::config::{BackupArgs, ServeConfig};
use crate::domain::users::password::Password;
use crate::store::{self, BackupError, free_space};

/// What was found about one thing.
#[derive(Debug, Serialize)]
pub(super) struct Check {
    pub name: &'static str,
    pub verdict: Verdict,
    /// What is the case, and what to do about it.
    pub says: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Verdict {
    Well,
    NeedsAHand,
}

impl Verdict {
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::Well => "ok",
            Self::NeedsAHand => "!!",
        }
    }
}

fn well(name: &'static str, says: impl Into<String>) -> Check {
    Check { name, verdict: Verdict::Well, says: says.into() }
}

fn needs(name: &'static str, says: impl Into<String>) -> Check {
    Check { name, verdict: Verdict::NeedsAHand, says: says.into() }
}

/// The least room on the disk, in bytes.
const LEAST_SPACE: u64 = 100 * 1024 * 1024;
/// The oldest that the last backup may be.
const OLDEST_BACKUP: SignedDuration = SignedDuration::from_hours(2 * 24);
/// How long checking a password should take, in milliseconds: less is easy to guess, more is tedious.
const HASHING: std::ops::RangeInclusive<u128> = 50..=1_500;
/// Before this program, and therefore wrong (in seconds since 1970).
const EARLIEST: i64 = 1_764_000_000;

pub(super) fn database(path: &Path) -> Check {
    match store::check(path) {
        Ok(()) => well("database", format!("{} has this version's schema.", path.display())),
        Err(error) => needs("database", error.to_string()),
    }
}

pub(super) fn permissions(path: &Path) -> Check {
    let folder = path.parent().unwrap_or(path);
    let open: Vec<String> = [(path, 0o077), (folder, 0o022)]
        .into_iter()
        .filter(|(path, others)| fs::metadata(path).is_ok_and(|file| file.permissions().mode() & others != 0))
        .map(|(path, others)| format!("`chmod {} {}`", if others == 0o077 { "600" } else { "700" }, path.display()))
        .collect();
    if open.is_empty() {
        well("permissions", "Only its owner can read the database.")
    } else {
        needs(
            "permissions",
            format!("Others on this machine can read it or write to its folder. Run {}.", open.join(" and ")),
        )
    }
}

pub(super) fn space(path: &Path) -> Check {
    let size = fs::metadata(path).map_or(0, |file| file.len());
    let mebibytes = |bytes: u64| bytes / (1024 * 1024);
    match free_space(path) {
        Ok(free) if free < LEAST_SPACE.max(2 * size) => needs(
            "space",
            format!(
                "{} MiB are free on its disk. Make room: a migration or a restore needs twice the database's {} MiB.",
                mebibytes(free),
                mebibytes(size)
            ),
        ),
        Ok(free) => {
            well("space", format!("{} MiB are free; the database has {} MiB.", mebibytes(free), mebibytes(size)))
        }
        Err(error) => needs("space", format!("The free room on its disk can't be read: {error}.")),
    }
}

pub(super) fn soundness(path: &Path) -> Check {
    match store::verify_backup(path) {
        Ok(contents) => well(
            "integrity",
            format!(
                "All pages and references are sound, and {} changes in the log lead to all data.",
                contents.changes
            ),
        ),
        Err(BackupError::Unsound { path, what }) => {
            needs("integrity", format!("{} is damaged: {what}. Stop the server and restore a backup.", path.display()))
        }
        Err(error) => needs("integrity", error.to_string()),
    }
}

pub(super) async fn last_backup(path: &Path, backups: &BackupArgs, now: Timestamp) -> Check {
    const NAME: &str = "backups";
    let noted = with_store(path, async |store| Ok(store.find_last_backup().await?)).await;
    let listed = BackupFolder::new(backups.folder.folder(path)).list();
    let newest = listed.ok().and_then(|found| found.first().map(|backup| backup.name.instant()));
    let advice = "Let the server make one every day with `--backup-at 03:30`, and copy them to another machine.";
    match noted.ok().flatten().max(newest) {
        Some(at) if now.duration_since(at) <= OLDEST_BACKUP => well(NAME, format!("The last verified one is of {at}.")),
        Some(at) => needs(NAME, format!("The last verified one is of {at}. {advice}")),
        None => needs(NAME, format!("There has never been one. {advice}")),
    }
}

pub(super) fn configuration(config: &ServeConfig, settings: String) -> Check {
    match config.check() {
        Ok(()) => well("settings", settings),
        Err(sentence) => needs("settings", sentence),
    }
}

pub(super) fn address(config: &ServeConfig) -> Check {
    const NAME: &str = "address";
    let listen = config.address.listen.iter().map(ToString::to_string).collect::<Vec<_>>().join(" and ");
    match (config.public_origin(), config.is_https()) {
        (Some(url), true) => well(NAME, format!("Listens on {listen}; people use {url}, and cookies are Secure.")),
        (None, true) => well(NAME, format!("Listens on {listen} with TLS, and cookies are Secure.")),
        _ if config.address.is_local() => well(NAME, format!("Listens on {listen}, so only this machine reaches it.")),
        _ => needs(
            NAME,
            format!(
                "Listens on {listen} without TLS, so passwords cross the network in the clear. Give it a \
                 certificate with --tls-cert and --tls-key, or put a proxy with TLS before it and set --public-url \
                 https://…"
            ),
        ),
    }
}

pub(super) fn proxies(config: &ServeConfig) -> Check {
    const NAME: &str = "proxies";
    let all = |network: &ipnet::IpNet| network.prefix_len() == 0;
    if config.trusted_proxies.iter().any(all) {
        return needs(NAME, "Every address is trusted as a proxy, so anybody can pretend another's. Name only yours.");
    }
    match (config.public_origin(), config.trusted_proxies.is_empty()) {
        (Some(_), true) if config.address.has_socket() => {
            well(NAME, "X-Forwarded-For is believed from whoever may open the Unix socket.")
        }
        (Some(_), true) => needs(
            NAME,
            "A public URL is set but no proxy is trusted, so all clients have one address and are slowed down \
             together. Name the proxy with --trusted-proxy.",
        ),
        (_, true) => well(NAME, "None is trusted: clients have the address from which they connect."),
        (_, false) => well(NAME, "X-Forwarded-For is believed from the named proxies alone."),
    }
}

pub(super) async fn passwords(hasher: Hasher) -> Check {
    const NAME: &str = "passwords";
    let began = Instant::now();
    let Ok(password) = Password::parse("password", Some("correct horse battery staple".to_owned())) else {
        return needs(NAME, "No password can be hashed.");
    };
    if let Err(error) = hasher.hash(password, Priority::Known).await {
        return needs(NAME, format!("No password can be hashed: {error}"));
    }
    let took = began.elapsed().as_millis();
    let says = format!("Checking one takes {took} ms on this machine.");
    match took {
        slow if slow > *HASHING.end() => needs(NAME, format!("{says} Lower --password-cost.")),
        quick if quick < *HASHING.start() => needs(NAME, format!("{says} Raise --password-cost.")),
        _ => well(NAME, says),
    }
}

pub(super) fn clock(now: Timestamp, zone: &TimeZone) -> Check {
    let name = zone.iana_name().unwrap_or("UTC");
    let local = now.to_zoned(zone.clone()).strftime("%Y-%m-%d %H:%M");
    if now.as_second() < EARLIEST {
        return needs("clock", format!("It says {local} ({name}), which is past. Set the machine's clock."));
    }
    well("clock", format!("It says {local} ({name})."))
}
