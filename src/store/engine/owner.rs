//! What root makes belongs to whoever has the folder, so that a server without root can use it.

use std::fs;
use std::os::unix::fs::{MetadataExt, chown};
use std::path::Path;

use crate::store::engine::connection::folder_of;

/// Gives a new file or folder to the owner of the folder that it is in, if root has made it.
pub fn hand_over(path: &Path) {
    if !rustix::process::geteuid().is_root() {
        return;
    }
    let handed = fs::metadata(folder_of(path)).and_then(|folder| chown(path, Some(folder.uid()), Some(folder.gid())));
    if let Err(error) = handed {
        tracing::warn!(file = %path.display(), %error, "a file stays root's: give it to whoever runs the server");
    }
}

/// Makes a folder for its owner alone, and what is above it.
pub fn make_folder(folder: &Path) -> std::io::Result<()> {
    use std::os::unix::fs::DirBuilderExt;
    let missing: Vec<_> =
        folder.ancestors().take_while(|path| !path.as_os_str().is_empty() && !path.exists()).collect();
    fs::DirBuilder::new().recursive(true).mode(0o700).create(folder)?;
    missing.into_iter().rev().for_each(hand_over);
    Ok(())
}
