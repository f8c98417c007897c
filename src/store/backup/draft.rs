//! A file that gets its name only when it is complete.

use std::fs::{self, File, OpenOptions};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use super::BackupError;
use crate::store::engine::connection::{folder_of, with_suffix};
use crate::store::engine::drafts;
use crate::store::engine::owner::hand_over;

/// A file beside its target, removed unless it is published.
#[derive(Debug)]
pub(super) struct Draft(PathBuf);

impl Draft {
    /// Makes an empty one, for its owner alone.
    pub(super) fn beside(target: &Path) -> Result<Self, BackupError> {
        let path = with_suffix(target, &format!("{}{}", drafts::SUFFIX, std::process::id()));
        drafts::remove_abandoned(target);
        // One of an ended process that had the same number.
        remove(&path);
        let mut options = OpenOptions::new();
        options.write(true).create_new(true).mode(0o600).open(&path).map_err(BackupError::io(&path))?;
        hand_over(&path);
        Ok(Self(path))
    }

    pub(super) fn path(&self) -> &Path {
        &self.0
    }

    /// Writes it to the disk and gives it its name, which replaces a file that has it.
    pub(super) fn publish(self, target: &Path) -> Result<(), BackupError> {
        sync(&self.0)?;
        fs::rename(&self.0, target).map_err(BackupError::io(target))?;
        sync(folder_of(target))
    }
}

impl Drop for Draft {
    fn drop(&mut self) {
        remove(&self.0);
    }
}

fn remove(draft: &Path) {
    for suffix in ["", "-wal", "-shm", "-journal"] {
        // What isn't there needs no removal, and a leftover draft is harmless.
        let _ = fs::remove_file(with_suffix(draft, suffix));
    }
}

/// Writes a file or a folder to the disk.
pub(super) fn sync(path: &Path) -> Result<(), BackupError> {
    File::open(path).and_then(|file| file.sync_all()).map_err(BackupError::io(path))
}
