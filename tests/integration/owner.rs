//! Commands that root runs beside a server without root.

use std::fs;
use std::os::unix::fs::{MetadataExt, chown};
use std::path::Path;

use crate::support::{database_in, run, run_with_input};

/// The files in a folder, and below it, that are not of this user.
fn not_of(user: u32, folder: &Path) -> Vec<String> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
        let metadata = entry.metadata().unwrap();
        if metadata.uid() != user {
            found.push(entry.file_name().to_string_lossy().into_owned());
        }
        if metadata.is_dir() {
            found.extend(not_of(user, &entry.path()));
        }
    }
    found
}

#[test]
fn what_root_makes_belongs_to_whoever_has_the_folder() {
    const USER: u32 = 12_345;
    let folder = tempfile::tempdir().unwrap();
    if chown(folder.path(), Some(USER), Some(USER)).is_err() {
        println!("only root can try this");
        return;
    }
    let path = database_in(folder.path());
    let database = ["--database", path.to_str().unwrap()];
    let add = ["user", "add", "anna", "--password-stdin", "--password-cost", "4"];
    assert!(run_with_input(&[&add, &database[..]].concat(), "correct horse\n").status.success());
    assert_eq!(not_of(USER, folder.path()), [""; 0], "after user add");
    let made = run(&[&["backup"], &database[..]].concat());
    assert!(made.status.success(), "{made:?}");
    assert_eq!(not_of(USER, folder.path()), [""; 0], "after backup");
    let backups = folder.path().join("backups");
    let backup = fs::read_dir(&backups).unwrap().next().unwrap().unwrap().path();
    let restored = run(&[&["restore", backup.to_str().unwrap()], &database[..]].concat());
    assert!(restored.status.success(), "{restored:?}");
    assert_eq!(not_of(USER, folder.path()), [""; 0], "after restore");
}
