//! The configuration: each doc comment gives a flag, a `TRACKER_*` variable and their help.

mod backups;
mod file;
mod listen;
mod log;
mod observing;
mod sign_on;
mod upgrade;

use std::path::{Path, PathBuf};
use std::str::FromStr;

use clap::builder::FalseyValueParser;
use clap::{Args, ValueEnum};
use ipnet::IpNet;
use jiff::SignedDuration;
use serde::Serialize;
use utoipa::ToSchema;

pub use self::backups::{BackupArgs, BackupFolderArgs};
pub use self::file::{CONFIG_FLAG, ConfigFile, ConfigFileArgs, is_list, is_switch, settings};
pub use self::listen::{CertificateFiles, ListenAddress, ListenArgs};
pub use self::log::{LogArgs, LogFormat, LogLevel};
pub use self::observing::ObservingArgs;
pub use self::sign_on::SignOnArgs;
pub use self::upgrade::UpgradeArgs;

use crate::accounts::{DEFAULT_COST, Hasher, MAX_COST, MIN_COST};
use crate::domain::backups::Keep;
use crate::domain::sessions::SessionLifetime;
use crate::domain::trash::Retention;

/// Which database.
#[derive(Debug, Clone, Args)]
pub struct DatabaseArgs {
    #[command(flatten)]
    _file: ConfigFileArgs,

    /// The database file, by default `$XDG_DATA_HOME/tracker/tracker.db`
    #[arg(long, env = "TRACKER_DATABASE", value_name = "FILE", hide_env_values = true)]
    database: Option<PathBuf>,
}

impl DatabaseArgs {
    /// The database file.
    pub fn path(&self) -> anyhow::Result<PathBuf> {
        if let Some(path) = &self.database {
            return Ok(resolved(path));
        }
        let data = xdg_folder("XDG_DATA_HOME", ".local/share");
        let data =
            data.ok_or_else(|| anyhow::anyhow!("There is no home folder. Name the database with --database."))?;
        Ok(resolved(&data.join("tracker/tracker.db")))
    }
}

/// A base folder (XDG Base Directory Specification): from the variable, or below the home folder.
pub fn xdg_folder(variable: &str, below_home: &str) -> Option<PathBuf> {
    let absolute = |name| std::env::var_os(name).map(PathBuf::from).filter(|path| path.is_absolute());
    absolute(variable).or_else(|| absolute("HOME").map(|home| home.join(below_home)))
}

/// The file behind any symbolic links, so its lock and write-ahead log are beside it under whatever name it is opened.
/// It need not exist.
fn resolved(path: &Path) -> PathBuf {
    let mut path = path.to_owned();
    // The kernel follows this many links.
    for _ in 0..40 {
        let Ok(target) = path.read_link() else { break };
        path = path.parent().map_or_else(|| target.clone(), |folder| folder.join(&target));
    }
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or_else(|| Path::new("."));
    match (folder.canonicalize(), path.file_name()) {
        (Ok(folder), Some(name)) => folder.join(name),
        _ => path,
    }
}

/// How passwords are hashed.
#[derive(Debug, Clone, Copy, Args)]
pub struct PasswordArgs {
    /// The bcrypt cost of new password hashes; one more takes twice as long
    #[arg(
        long, env = "TRACKER_PASSWORD_COST", value_name = "N", default_value_t = DEFAULT_COST,
        value_parser = clap::value_parser!(u32).range(i64::from(MIN_COST)..=i64::from(MAX_COST))
    )]
    password_cost: u32,
}

impl PasswordArgs {
    pub fn hasher(self) -> Hasher {
        Hasher::new(self.password_cost)
    }
}

/// How results are printed.
#[derive(Debug, Clone, Copy, Args)]
pub struct OutputArgs {
    /// Print the result as JSON
    #[arg(long, env = "TRACKER_JSON", value_parser = FalseyValueParser::new())]
    pub json: bool,
}

/// How the server works.
#[derive(Debug, Clone, Args)]
pub struct ServeConfig {
    #[command(flatten)]
    pub backups: BackupArgs,
    #[command(flatten)]
    pub sign_on: SignOnArgs,

    #[command(flatten)]
    pub address: ListenArgs,

    #[command(flatten)]
    pub observing: ObservingArgs,

    /// The URL under which people reach the server, if a proxy stands before it; https makes the cookie Secure
    #[arg(long, env = "TRACKER_PUBLIC_URL", value_name = "URL")]
    pub public_url: Option<PublicUrl>,

    /// Another host name that the server answers to; may be given several times
    #[arg(long = "allowed-host", env = "TRACKER_ALLOWED_HOSTS", value_name = "NAME", value_delimiter = ',')]
    pub allowed_hosts: Vec<String>,

    /// A proxy whose X-Forwarded-For is believed, as an address or a network; may be given several times
    #[arg(
        long = "trusted-proxy", env = "TRACKER_TRUSTED_PROXIES", value_name = "NET", value_delimiter = ',',
        value_parser = parse_network
    )]
    pub trusted_proxies: Vec<IpNet>,

    /// Who may sign up
    #[arg(long, env = "TRACKER_SIGNUP", value_enum, default_value_t = Signup::Open)]
    pub signup: Signup,

    /// Whether guessing passwords is slowed down
    #[arg(long, env = "TRACKER_RATE_LIMIT", value_enum, default_value_t = Switch::On)]
    pub rate_limit: Switch,

    /// The days of running after which an unused session ends
    #[arg(
        long, env = "TRACKER_SESSION_IDLE_DAYS", value_name = "DAYS", default_value_t = 14,
        value_parser = clap::value_parser!(u16).range(1..=400)
    )]
    pub session_idle_days: u16,

    /// The days of running after which any session ends
    #[arg(
        long, env = "TRACKER_SESSION_DAYS", value_name = "DAYS", default_value_t = 30,
        value_parser = clap::value_parser!(u16).range(1..=400)
    )]
    pub session_days: u16,

    /// The days that deleted tasks stay in the trash, counting those on which the server ran
    #[arg(
        long, env = "TRACKER_TRASH_DAYS", value_name = "DAYS", default_value_t = 30,
        value_parser = clap::value_parser!(u16).range(1..=3_650)
    )]
    pub trash_days: u16,
}

impl ServeConfig {
    /// Refuses settings that make no sense together.
    pub fn check(&self) -> Result<(), &'static str> {
        if self.backups.backup_keep != Keep::default() && self.backups.backup_at.is_none() {
            return Err("which backups to keep counts only with --backup-at");
        }
        if self.sign_on.trusted_header.is_some() && self.trusted_proxies.is_empty() && !self.address.has_socket() {
            // Strangers could be anybody.
            return Err("--trusted-header needs --trusted-proxy: name the address of the proxy that sets the header");
        }
        self.address.certificate().map(drop)
    }

    pub fn session_lifetime(&self) -> SessionLifetime {
        let days = |days: u16| SignedDuration::from_hours(24 * i64::from(days));
        SessionLifetime { idle: days(self.session_idle_days), absolute: days(self.session_days) }
    }

    /// How long deleted objects stay in the trash.
    pub fn retention(&self) -> Retention {
        Retention::days(self.trash_days)
    }

    /// Whether browsers reach the server through TLS.
    pub fn is_https(&self) -> bool {
        self.public_url.as_ref().map_or(self.address.speaks_tls(), |url| url.https)
    }

    /// The public URL as it appears in a browser's `Origin` header.
    pub fn public_origin(&self) -> Option<String> {
        self.public_url.as_ref().map(PublicUrl::origin)
    }

    /// The host of the public URL.
    pub fn public_host(&self) -> Option<&str> {
        self.public_url.as_ref().map(PublicUrl::host)
    }
}

/// `open`, `invite` or `closed`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum, Serialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum Signup {
    /// Anybody may sign up.
    Open,
    /// Whoever has an invite may.
    Invite,
    /// Only an admin makes accounts.
    Closed,
}

/// `on` or `off`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Switch {
    /// Do it.
    On,
    /// Don't.
    Off,
}

impl Switch {
    pub fn is_on(self) -> bool {
        self == Self::On
    }
}

/// The scheme, host and port of a server, without a path.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublicUrl {
    https: bool,
    host: String,
    port: Option<u16>,
}

impl PublicUrl {
    /// The host, in lower case.
    pub fn host(&self) -> &str {
        &self.host
    }

    /// As browsers write it (RFC 6454, section 6.2): lower case, without a default port.
    pub fn origin(&self) -> String {
        let (scheme, default) = if self.https { ("https", 443) } else { ("http", 80) };
        match self.port {
            Some(port) if port != default => format!("{scheme}://{}:{port}", self.host),
            _ => format!("{scheme}://{}", self.host),
        }
    }
}

impl FromStr for PublicUrl {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let wrong = || "expected a URL without a path, such as https://tracker.example".to_owned();
        let uri: ::http::Uri = text.parse().map_err(|_| wrong())?;
        let https = match uri.scheme_str() {
            Some("https") => true,
            Some("http") => false,
            _ => return Err(wrong()),
        };
        let authority = uri.authority().ok_or_else(wrong)?;
        let has_bad_port = authority.port_u16().is_none() && authority.as_str().len() != authority.host().len();
        let is_bare = uri.path() == "/" && uri.query().is_none() && !authority.as_str().contains('@');
        if !is_bare || has_bad_port || !authority.as_str().is_ascii() || authority.host().is_empty() {
            return Err(wrong());
        }
        Ok(Self { https, host: authority.host().to_ascii_lowercase(), port: authority.port_u16() })
    }
}

/// A network, or a single address.
fn parse_network(text: &str) -> Result<IpNet, String> {
    text.parse::<IpNet>()
        .or_else(|_| text.parse().map(|address: std::net::IpAddr| address.into()))
        .map_err(|_| "expected an address or a network, such as 10.0.0.0/8".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_public_url_is_an_origin_as_browsers_write_it() {
        for (text, origin) in [
            ("https://Tracker.Example", "https://tracker.example"),
            ("https://tracker.example:443/", "https://tracker.example"),
            ("http://tracker.example:8080", "http://tracker.example:8080"),
        ] {
            assert_eq!(text.parse::<PublicUrl>().unwrap().origin(), origin);
        }
    }

    #[test]
    fn what_is_no_bare_url_is_refused() {
        for text in [
            "tracker.example",
            "ftp://x",
            "https://x/path",
            "https://x?q",
            "https://a@x",
            "https://",
            "https://x:",
            "https://x:99999",
            "",
        ] {
            assert!(text.parse::<PublicUrl>().is_err(), "{text:?} was taken");
        }
    }

    #[test]
    fn a_proxy_is_an_address_or_a_network() {
        assert_eq!(parse_network("10.0.0.1").unwrap().to_string(), "10.0.0.1/32");
        assert_eq!(parse_network("fd00::/8").unwrap().to_string(), "fd00::/8");
        assert!(parse_network("proxy").is_err());
    }
}
