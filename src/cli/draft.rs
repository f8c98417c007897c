//! A file that has no name until it is complete, so nothing is left of it if the command is killed.

use std::fs::{self, File, Permissions};
use std::io::{self, Seek};
use std::os::fd::AsRawFd;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use rustix::fs::{AtFlags, CWD, linkat};

/// A file on its way to a path.
pub struct Draft {
    file: File,
    path: PathBuf,
}

impl Draft {
    /// Begins one in the folder of the path, for its owner alone.
    pub fn new(path: &Path) -> io::Result<Self> {
        let file = tempfile::tempfile_in(folder_of(path))?;
        file.set_permissions(Permissions::from_mode(0o600))?;
        Ok(Self { file, path: path.to_owned() })
    }

    /// Writes to it.
    pub fn file(&self) -> io::Result<File> {
        self.file.try_clone()
    }

    /// Puts it in the place of whatever is at the path, once it is on the disk.
    pub fn publish(mut self) -> io::Result<()> {
        self.file.sync_all()?;
        let open = format!("/proc/self/fd/{}", self.file.as_raw_fd());
        // A link can't replace a file, so it gets another name for a moment.
        let name = self.path.file_name().unwrap_or_default().to_string_lossy();
        let complete = folder_of(&self.path).join(format!(".{name}.new-{}", std::process::id()));
        if linkat(CWD, &open, CWD, &complete, AtFlags::SYMLINK_FOLLOW).is_ok() {
            return fs::rename(&complete, &self.path).inspect_err(|_| drop(fs::remove_file(&complete)));
        }
        // This file system has no files without a name, so it had one that was removed at once.
        let mut copy = tempfile::NamedTempFile::new_in(folder_of(&self.path))?;
        self.file.rewind()?;
        io::copy(&mut self.file, &mut copy)?;
        copy.as_file().sync_all()?;
        copy.persist(&self.path)?;
        Ok(())
    }
}

fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or_else(|| Path::new("."))
}
