//! The folder in which backups are kept.

use std::fs;
use std::path::PathBuf;

use anyhow::Context;
use jiff::{SignedDuration, Timestamp};

use crate::domain::backups::{BackupName, Keep};
use crate::store;

/// A folder of backups. It need not exist yet.
#[derive(Debug, Clone)]
pub struct BackupFolder(PathBuf);

/// A backup in the folder.
#[derive(Debug)]
pub struct Found {
    pub name: BackupName,
    pub path: PathBuf,
    pub bytes: u64,
}

impl BackupFolder {
    pub fn new(path: PathBuf) -> Self {
        Self(path)
    }

    /// Makes the folder, for its owner alone, and names a new file in it.
    pub fn name_for(&self, mut began: Timestamp) -> anyhow::Result<PathBuf> {
        store::make_private_folder(&self.0)
            .with_context(|| format!("Can't make the folder {}. Choose another with --backup-dir", self.0.display()))?;
        loop {
            let path = self.0.join(BackupName::at(began).to_string());
            if !path.exists() {
                return Ok(path);
            }
            // Names go by the second.
            began += SignedDuration::from_secs(1);
        }
    }

    /// The backups, newest first. Other files are left out.
    pub fn list(&self) -> anyhow::Result<Vec<Found>> {
        let entries = match fs::read_dir(&self.0) {
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
            entries => entries.with_context(|| format!("Can't read the folder {}", self.0.display()))?,
        };
        let mut found = Vec::new();
        for entry in entries {
            let entry = entry?;
            let Some(name) = entry.file_name().to_str().and_then(BackupName::parse) else { continue };
            // It may be removed just now.
            let Ok(metadata) = entry.metadata() else { continue };
            found.push(Found { name, path: entry.path(), bytes: metadata.len() });
        }
        found.sort_by(|one, other| other.name.cmp(&one.name));
        Ok(found)
    }

    /// Removes the backups that need not be kept, but never this one. Returns how many.
    pub fn thin_out(&self, keep: Keep, made: &std::path::Path) -> anyhow::Result<usize> {
        let found = self.list()?;
        let surplus = keep.surplus(found.iter().map(|backup| backup.name.clone()).collect());
        let mut removed = 0;
        for backup in found.iter().filter(|backup| surplus.contains(&backup.name) && backup.path != made) {
            fs::remove_file(&backup.path).with_context(|| format!("Can't remove {}", backup.path.display()))?;
            removed += 1;
        }
        Ok(removed)
    }
}
