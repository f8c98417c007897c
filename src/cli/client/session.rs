//! The session file: the server, the user and the cookie. Only its owner can read it.

use std::fs::{self, DirBuilder, Permissions};
use std::io::{ErrorKind, Write};
use std::os::unix::fs::{DirBuilderExt, PermissionsExt};
use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use clap::Args;
use serde::{Deserialize, Serialize};

use super::server::Server;
use crate::cli::draft::Draft;
use crate::config::xdg_folder;

/// Which session.
#[derive(Debug, Clone, Args)]
pub struct SessionArgs {
    /// The file of the session, by default `$XDG_STATE_HOME/tracker/session.json`
    #[arg(long, env = "TRACKER_SESSION_FILE", value_name = "FILE", hide_env_values = true)]
    session_file: Option<PathBuf>,
}

/// What a client remembers between commands. No `Debug`, because the cookie grants access.
#[derive(Serialize, Deserialize)]
pub struct Session {
    /// The server's origin.
    pub url: String,
    /// Who is logged in.
    pub username: String,
    /// The cookie, in the form for requests.
    pub cookie: String,
}

impl SessionArgs {
    /// The server the user is logged in to.
    pub fn server(&self) -> anyhow::Result<Server> {
        match self.find()? {
            Some(session) => Ok(Server::new(&session.url, Some(session.cookie))),
            None => bail!("You are not logged in. Run `tracker login URL` first."),
        }
    }

    /// The session, if there is one.
    pub fn find(&self) -> anyhow::Result<Option<Session>> {
        let path = self.path()?;
        let text = match fs::read_to_string(&path) {
            Ok(text) => text,
            Err(error) if [ErrorKind::NotFound, ErrorKind::NotADirectory].contains(&error.kind()) => return Ok(None),
            Err(error) => return Err(error).with_context(|| format!("Can't read the session in {}", path.display())),
        };
        // The error is left out because it might show parts of the session.
        let Ok(session) = serde_json::from_str(&text) else {
            bail!("{} holds no session. Remove it, and run `tracker login URL`.", path.display());
        };
        keep_private(&path);
        Ok(Some(session))
    }

    /// Saves a session in place of the previous one, all or nothing.
    pub fn save(&self, session: &Session) -> anyhow::Result<()> {
        let path = self.path()?;
        write(&path, &serde_json::to_vec(session)?).with_context(|| {
            format!(
                "Can't keep the session in {}. Check that you may write there, or name a --session-file",
                path.display()
            )
        })
    }

    pub fn remove(&self) -> anyhow::Result<()> {
        let path = self.path()?;
        fs::remove_file(&path).with_context(|| format!("Can't remove {}", path.display()))
    }

    fn path(&self) -> anyhow::Result<PathBuf> {
        let default = || xdg_folder("XDG_STATE_HOME", ".local/state").map(|state| state.join("tracker/session.json"));
        self.session_file.clone().or_else(default).context("There is no home folder. Name a file with --session-file")
    }
}

/// Makes a session file private if others could read it, and says so.
fn keep_private(path: &Path) {
    let Ok(mode) = fs::metadata(path).map(|metadata| metadata.permissions().mode()) else { return };
    let others = mode & 0o077;
    if others == 0 {
        return;
    }
    let shown = path.display();
    let outcome = match fs::set_permissions(path, Permissions::from_mode(0o600)) {
        Ok(()) => "It is yours alone now",
        Err(_) => "Run `chmod 600` on it",
    };
    eprintln!("Others could read the session in {shown}. {outcome}; if somebody may have, run `tracker logout`.");
}

fn write(path: &Path, bytes: &[u8]) -> anyhow::Result<()> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or_else(|| Path::new("."));
    DirBuilder::new().recursive(true).mode(0o700).create(folder)?;
    // The file is private from the beginning.
    let draft = Draft::new(path)?;
    draft.file()?.write_all(bytes)?;
    Ok(draft.publish()?)
}
