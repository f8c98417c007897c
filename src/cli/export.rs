//! `tracker export`

use std::io::Seek;
use std::path::{Path, PathBuf};

use anyhow::Context;
use clap::Args;

use super::draft::Draft;
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

    /// The file to write; standard output without it, or with `-`
    #[arg(short, long, env = "TRACKER_OUTPUT", value_name = "FILE")]
    output: Option<PathBuf>,
}

const NO_DRAFT: &str = "Can't make a file for the export. Check that the folder exists and that you may write to it";

impl Export {
    pub async fn run(self) -> anyhow::Result<()> {
        let username = Username::parse(&self.user)?;
        let as_of = self.as_of.map(|instant| parse_instant("as_of", &instant)).transpose()?;
        // All or nothing, because half an export is useless.
        let output = self.output.filter(|path| path.as_path() != Path::new("-"));
        let (draft, out) = match &output {
            Some(path) => {
                let draft = Draft::new(path).context(NO_DRAFT)?;
                let out = draft.file().context(NO_DRAFT)?;
                (Some(draft), out)
            }
            None => (None, tempfile::tempfile().context(NO_DRAFT)?),
        };
        let mut out = with_store(&self.database.path()?, async |store| {
            let owner = find_user(store, &username).await?;
            Ok(store.export(owner, as_of, clock::now(), out).await?)
        })
        .await?;
        if let (Some(draft), Some(path)) = (draft, output) {
            draft.publish().with_context(|| format!("Can't write {}", path.display()))?;
        } else {
            out.rewind()?;
            output::copy(&mut out)?;
        }
        Ok(())
    }
}
