//! `tracker export`

use std::fs::File;
use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::Context;
use clap::Args;

use super::{find_user, output, with_store};
use crate::clock;
use crate::config::DatabaseArgs;
use crate::domain::parse_instant;
use crate::domain::users::Username;

#[derive(Debug, Args)]
pub struct Export {
    #[command(flatten)]
    database: DatabaseArgs,

    /// Whose account
    #[arg(long, env = "TRACKER_USER", value_name = "NAME")]
    user: String,

    /// The account as it stood then: an instant such as 2026-11-22T15:04:05Z
    #[arg(long, env = "TRACKER_AS_OF", value_name = "TIME")]
    as_of: Option<String>,

    /// The file to write; standard output without it
    #[arg(short, long, env = "TRACKER_OUTPUT", value_name = "FILE")]
    output: Option<PathBuf>,
}

impl Export {
    pub async fn run(self) -> anyhow::Result<()> {
        let username = Username::parse(&self.user)?;
        let as_of = self.as_of.map(|instant| parse_instant("as_of", &instant)).transpose()?;
        let mut draft = with_store(&self.database.path()?, async |store| {
            let owner = find_user(store, &username).await?;
            // All or nothing, because half an export is useless.
            let folder = self.output.as_deref().and_then(Path::parent).filter(|folder| !folder.as_os_str().is_empty());
            let draft = tempfile::NamedTempFile::new_in(folder.map_or_else(std::env::temp_dir, Path::to_owned))
                .context(
                    "Can't make a file for the export. Check that the folder exists and that you may write to it",
                )?;
            Ok(store.export(owner, as_of, clock::now(), draft).await?)
        })
        .await?;
        match self.output {
            Some(path) => {
                draft.flush()?;
                draft.as_file().sync_all()?;
                draft.persist(&path).with_context(|| format!("Can't write {}", path.display()))?;
            }
            None => output::copy(&mut File::open(draft.path())?)?,
        }
        Ok(())
    }
}
