//! `tracker backup`

use std::fs::File;
use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};
use comfy_table::{CellAlignment, Table, presets};
use serde_json::json;

use super::backup_folder::BackupFolder;
use super::{output, with_store};
use crate::clock;
use crate::config::{BackupFolderArgs, DatabaseArgs, OutputArgs};
use crate::store::{self, Contents};

#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true)]
pub struct Backup {
    #[command(subcommand)]
    command: Option<BackupCommand>,
    #[command(flatten)]
    make: Make,
}

#[derive(Debug, Subcommand)]
enum BackupCommand {
    /// List the backups in the folder
    List(List),
    /// Check that a file is a sound backup; it is only read
    Verify(Verify),
}

#[derive(Debug, Args)]
struct Make {
    #[command(flatten)]
    database: DatabaseArgs,
    #[command(flatten)]
    folder: BackupFolderArgs,
    #[command(flatten)]
    output: OutputArgs,

    /// The file to write instead of one in the folder; `-` for standard output
    #[arg(short = 'o', long = "output", env = "TRACKER_OUTPUT", value_name = "FILE")]
    file: Option<PathBuf>,
}

#[derive(Debug, Args)]
struct List {
    #[command(flatten)]
    database: DatabaseArgs,
    #[command(flatten)]
    folder: BackupFolderArgs,
    #[command(flatten)]
    output: OutputArgs,
}

#[derive(Debug, Args)]
struct Verify {
    /// The backup
    file: PathBuf,
    #[command(flatten)]
    output: OutputArgs,
}

impl Backup {
    pub async fn run(self) -> anyhow::Result<()> {
        match self.command {
            None => self.make.run().await,
            Some(BackupCommand::List(list)) => list.run(),
            Some(BackupCommand::Verify(verify)) => verify.run(),
        }
    }
}

impl Make {
    async fn run(self) -> anyhow::Result<()> {
        let database = self.database.path()?;
        let began = clock::now();
        if self.file.as_deref() == Some(Path::new("-")) {
            let folder = tempfile::tempdir()?;
            let path = folder.path().join("tracker.db");
            with_store(&database, async |store| Ok(store.back_up(path.clone(), began).await?)).await?;
            return Ok(output::copy(&mut File::open(path)?)?);
        }
        let path = match self.file {
            Some(file) => file,
            None => BackupFolder::new(self.folder.folder(&database)).name_for(began)?,
        };
        let contents = with_store(&database, async |store| Ok(store.back_up(path.clone(), began).await?)).await?;
        print("Made and verified", &path, contents, self.output)
    }
}

impl List {
    fn run(self) -> anyhow::Result<()> {
        let backups = BackupFolder::new(self.folder.folder(&self.database.path()?)).list()?;
        if self.output.json {
            let backups: Vec<_> = backups
                .iter()
                .map(|backup| json!({ "file": backup.path, "at": backup.name.instant(), "bytes": backup.bytes }))
                .collect();
            return Ok(output::line(json!({ "backups": backups }))?);
        }
        let mut table = Table::new();
        table.load_style(presets::NOTHING).set_header(["MADE (UTC)", "SIZE", "FILE"]);
        if let Some(size) = table.column_mut(1) {
            size.set_cell_alignment(CellAlignment::Right);
        }
        for backup in &backups {
            let at = backup.name.instant().strftime("%Y-%m-%d %H:%M:%S").to_string();
            table.add_row([at, size_in_words(backup.bytes), backup.path.display().to_string()]);
        }
        Ok(output::line(table)?)
    }
}

impl Verify {
    fn run(self) -> anyhow::Result<()> {
        let contents = store::verify_backup(&self.file)?;
        print("Sound:", &self.file, contents, self.output)
    }
}

fn print(verdict: &str, path: &Path, contents: Contents, output: OutputArgs) -> anyhow::Result<()> {
    let bytes = std::fs::metadata(path)?.len();
    if output.json {
        return Ok(output::line(json!({ "file": path, "bytes": bytes, "contents": contents }))?);
    }
    let Contents { schema, accounts, tasks, changes } = contents;
    Ok(output::line(format!(
        "{verdict} {} ({}; accounts: {accounts}, tasks: {tasks}, changes: {changes}, schema: {schema})",
        path.display(),
        size_in_words(bytes),
    ))?)
}

/// A file's size: `312 KiB`, `1.4 GiB`.
fn size_in_words(bytes: u64) -> String {
    #[expect(clippy::cast_precision_loss, reason = "one decimal is shown")]
    let mut size = bytes as f64 / 1_024.0;
    let mut units = ["KiB", "MiB", "GiB", "TiB"].into_iter();
    let mut unit = units.next().unwrap_or_default();
    for larger in units {
        if size < 1_024.0 {
            break;
        }
        size /= 1_024.0;
        unit = larger;
    }
    if size < 10.0 { format!("{size:.1} {unit}") } else { format!("{size:.0} {unit}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_size_has_the_unit_that_suits_it() {
        assert_eq!(size_in_words(512), "0.5 KiB");
        assert_eq!(size_in_words(300 * 1_024), "300 KiB");
        assert_eq!(size_in_words(3 * 1_024 * 1_024 / 2), "1.5 MiB");
        assert_eq!(size_in_words(5 << 40), "5.0 TiB");
        assert_eq!(size_in_words(u64::MAX), "16777216 TiB");
    }
}
